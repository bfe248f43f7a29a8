// Rule foreign_key_nullable: no row escapes a key of several columns by half a null.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/foreign_keys/key_change.hpp"

namespace conventions::core {
namespace {

bool may_be_null(const Column& column) { return !column.not_null && !column.domain_not_null; }

/// The key itself makes just this column null: then a null says that there is nothing to refer to.
bool is_set_null(const Constraint& key, AttributeNumber column) {
    return key.on_delete == ForeignKeyAction::set_null &&
           std::find(key.set_columns.begin(), key.set_columns.end(), column) != key.set_columns.end();
}

/// The columns of the key by which rows escape it.
std::vector<AttributeNumber> holes(const Relation& table, const Constraint& key) {
    std::vector<AttributeNumber> columns;
    std::size_t nullable = 0;
    for (const AttributeNumber number : key.columns) {
        const Column* const column = table.column(number);
        if (column == nullptr || !may_be_null(*column)) continue;
        ++nullable;
        if (!is_set_null(key, number)) columns.push_back(number);
    }
    return nullable == key.columns.size() ? std::vector<AttributeNumber>() : columns;
}

bool can_have_holes(const Constraint& key) {
    return is_root_key(key) && key.enforced && key.columns.size() > 1 && key.match == ForeignKeyMatch::simple;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& key = table.constraints[i];
        if (!can_have_holes(key)) continue;
        const std::vector<AttributeNumber> columns = holes(table, key);
        if (columns.empty()) continue;
        Finding found = {.object = ObjectAt::constraint(i),
                         .says = out.text("checks no row in which ", columns.size() == 1 ? "" : "one of ",
                                          column_list(table, columns), " is null")};
        for (const AttributeNumber number : columns)
            found.columns.push_back(static_cast<std::size_t>(table.column(number) - table.columns.data()));
        out.add(std::move(found));
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    // The server itself will set them to null.
    if (key.on_delete == ForeignKeyAction::set_null || key.on_update == ForeignKeyAction::set_null) return;
    for (const std::size_t at : finding.columns) {
        const Column& column = in.relation.columns[at];
        if (column.inherited || column.generated != Generated::none) return;
    }
    for (const std::size_t at : finding.columns) set_not_null(in, in.relation.columns[at], "<value>", sql);
}

bool is_its_column(const Context&, const Finding& speaking, const Finding& silent) {
    return silent.object.kind == ObjectClass::column &&
           std::find(speaking.columns.begin(), speaking.columns.end(), silent.object.at) != speaking.columns.end();
}

constexpr Silence silenced[] = {{"nullable_column", is_its_column}};

}  // namespace

extern constinit const Rule foreign_key_nullable = {
    .id = "foreign_key_nullable",
    .family = Family::foreign_keys,
    .summary = "no row escapes a foreign key of several columns by half a null",
    .documentation =
        {
            .what = "Finds foreign keys of several columns without MATCH FULL of which some columns may be null and "
                    "others may not. Columns that the key itself sets to null, by ON DELETE SET NULL (column), are "
                    "left out: there a null says that nothing is referred to.",
            .why = "With MATCH SIMPLE one null among the columns is enough, and whatever the others hold is never "
                   "looked up.",
            .bad = "CREATE TABLE lines (\n"
                   "    id bigint PRIMARY KEY, shop_id bigint NOT NULL, order_number bigint,\n"
                   "    FOREIGN KEY (shop_id, order_number) REFERENCES orders (shop_id, number)\n"
                   ");",
            .good = "CREATE TABLE lines (\n"
                    "    id bigint PRIMARY KEY, shop_id bigint NOT NULL, order_number bigint NOT NULL,\n"
                    "    FOREIGN KEY (shop_id, order_number) REFERENCES orders (shop_id, number)\n"
                    ");",
            .fix = "Makes the columns NOT NULL without a long lock; what the rows get in which they are null, a person "
                   "must say. MATCH FULL, with columns that may all be null, is the other way. There is no SQL where "
                   "the key sets its columns to null.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
