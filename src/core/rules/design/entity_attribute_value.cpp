// Rule entity_attribute_value: an attribute is a column.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/design/audit_columns.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr Text attribute_words[] = {"attribute", "attr",      "field", "key",      "meta_key", "name",
                                    "option",    "parameter", "param", "property", "setting"};

bool is_text(const Column& column) {
    return column.base != nullptr && column.base->category == 'S' && !column.is_array;
}

/// "value", or value beside other words: value_text, attribute_value.
bool is_value(Text name) {
    return name == "value" || name == "val" || name.starts_with("value_") || name.ends_with("_value");
}

/// "key", "attribute_name"; of a reference "attribute_id".
bool names_attribute(Text name, bool is_reference) {
    if (is_reference && !name.ends_with("_id")) return false;
    if (is_reference) name.remove_suffix(Text("_id").size());
    return std::any_of(std::begin(attribute_words), std::end(attribute_words), [&](Text word) {
        if (name == word) return true;
        const bool ends_so = name.ends_with(word) && name[name.size() - word.size() - 1] == '_';
        // first_name is a name of somebody; attribute_name is not.
        return ends_so && word == "name" ? name == "attribute_name" || name == "field_name" || name == "property_name"
                                         : ends_so;
    });
}

enum class Part : std::uint8_t { entity, attribute, value, text_value, other };

Part part_of(const Relation& table, const Column& column) {
    const std::string name = snake_case(column.name);
    if (is_value(name)) return is_text(column) ? Part::text_value : Part::value;
    const bool is_reference = is_in_foreign_key(table, column.number) || Text(name).ends_with("_id");
    if (names_attribute(name, is_reference) && (is_reference || is_text(column))) return Part::attribute;
    return is_reference ? Part::entity : Part::other;
}

/// The number of the row, which tells nothing of it.
bool is_row_number(const Relation& table, const Column& column) {
    const Constraint* const key = table.primary_key();
    return key != nullptr && key->columns.size() == 1 && key->columns[0] == column.number &&
           !is_in_foreign_key(table, column.number);
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    std::size_t entities = 0;
    std::size_t attributes = 0;
    std::size_t texts = 0;
    for (const Column& column : table.columns) {
        if (is_row_number(table, column) || is_audit_column(column)) continue;
        const Part part = part_of(table, column);
        if (part == Part::other) return;
        entities += part == Part::entity;
        attributes += part == Part::attribute;
        texts += part == Part::text_value;
    }
    if (entities == 0 || attributes != 1 || texts == 0) return;
    out.add({.object = ObjectAt::relation(), .says = "keeps attributes as rows, a name and a text each"});
}

}  // namespace

extern constinit const Rule entity_attribute_value = {
    .id = "entity_attribute_value",
    .family = Family::design,
    .summary = "an attribute is a column",
    .documentation =
        {
            .what = "Finds tables that by their names consist of a reference, the name of an attribute and its value "
                    "as text, and of nothing more: beside an own number, and columns that say when and by whom a row "
                    "was made, changed or deleted.",
            .why = "Such a table takes every value for every attribute: no type, no NOT NULL, no CHECK and no foreign "
                   "key holds. To see one thing whole takes a join for each attribute. What all things have should "
                   "be columns; what differs from one to the next goes into a jsonb column.",
            .bad = "CREATE TABLE product_attributes (product_id bigint REFERENCES products, name text, value text);",
            .good = "ALTER TABLE products ADD COLUMN weight_grams integer, ADD COLUMN attributes jsonb;",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::info},
    .moments = Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
