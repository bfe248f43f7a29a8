// Rule array_column: a cell holds no table.

#include "core/ascii.hpp"
#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Parameter allow_scalar = {
    .name = "allow_scalar",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether arrays of plain values pass, that refer to nothing.",
};
constexpr const Parameter* parameters[] = {&allow_scalar};

bool is_key_type(const Type& type) {
    return type.schema == "pg_catalog" &&
           (type.name == "int2" || type.name == "int4" || type.name == "int8" || type.name == "uuid");
}

/// user_ids, userIds, "User IDs".
bool names_references(Text name) {
    const std::vector<Text> words = words_of(name);
    return words.size() > 1 && is_same_word(words.back(), "ids");
}

void check(const Input& in, Findings& out) {
    const bool allows_scalar = in.value(allow_scalar).boolean();
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || !column.is_array || column.scalar == nullptr) continue;
        if (column.scalar->kind == TypeKind::composite)
            out.add({.object = ObjectAt::column(i),
                     .says = out.text("holds rows of ", column.scalar->shown, ", which no constraint can check")});
        else if (is_key_type(*column.scalar) && names_references(column.name))
            out.add({.object = ObjectAt::column(i), .says = "holds references, which no foreign key can check"});
        else if (!allows_scalar)
            out.add({.object = ObjectAt::column(i), .says = "is an array"});
    }
}

}  // namespace

extern constinit const Rule array_column = {
    .id = "array_column",
    .family = Family::design,
    .summary = "a cell holds no table",
    .documentation =
        {
            .what = "Finds columns that are arrays of a composite type, or arrays of integers or uuids whose name ends "
                    "in ids, also below domains.",
            .why = "References in an array point to what is gone, and nobody is told: no foreign key can follow them. "
                   "Which rows refer to one thing, only a search through all of them can tell. Rows in an array have "
                   "neither key nor constraint.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, product_ids bigint[]);",
            .good = "CREATE TABLE order_products (order_id bigint REFERENCES orders, product_id bigint REFERENCES "
                    "products,\n    PRIMARY KEY (order_id, product_id));",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
