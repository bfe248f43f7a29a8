// Rule unrelated_table: a table belongs to the others.

#include <algorithm>

#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const bool refers = std::any_of(table.constraints.begin(), table.constraints.end(),
                                    [](const Constraint& each) { return each.kind == ConstraintKind::foreign_key; });
    // What a foreign key refers to has a unique index that it rests on.
    const bool is_referenced =
        std::any_of(table.indexes.begin(), table.indexes.end(), [](const Index& each) { return each.referenced; });
    if (refers || is_referenced) return;
    const SchemaCount* const count = found_in_order(in.catalog.schemas, &SchemaCount::schema, table.schema_oid);
    if (count == nullptr || count->related * 2 < count->tables) return;
    out.add({.object = ObjectAt::relation(),
             .says = "is in no foreign key",
             .detail = out.text("Of the ", std::to_string(count->tables), " tables of its schema ",
                                std::to_string(count->related), " are in one.")});
}

}  // namespace

extern constinit const Rule unrelated_table = {
    .id = "unrelated_table",
    .family = Family::design,
    .summary = "a table belongs to the others",
    .documentation =
        {
            .what = "Finds tables that refer to no table and that none refers to, in schemas where at least half of "
                    "the tables are in a foreign key.",
            .why = "Where the others are tied together, a table apart is often one whose foreign keys were forgotten, "
                   "or one that was left over.",
            .bad = "CREATE TABLE invoices (id bigint PRIMARY KEY, order_number text);",
            .good = "CREATE TABLE invoices (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report,
    .heuristic = true,
    .needs = Need::constraints | Need::indexes | Need::references | Need::schema_counts,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
