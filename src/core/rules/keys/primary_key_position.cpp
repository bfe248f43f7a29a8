// Rule primary_key_position: a table begins with its key.

#include "core/output/names.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

bool leads(const Relation& table, const Constraint& key) {
    for (std::size_t i = 0; i < key.columns.size(); ++i)
        if (i >= table.columns.size() || table.columns[i].number != key.columns[i]) return false;
    return true;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Constraint* const key = table.primary_key();
    // What a parent or a type defines comes first, whatever the author writes.
    if (key == nullptr || !table.parents.empty() || table.of_type != 0 || leads(table, *key)) return;
    out.add({.object = ObjectAt::relation(),
             .says = out.text("does not begin with its primary key (", column_list(table, key->columns), ")")});
}

}  // namespace

extern constinit const Rule primary_key_position = {
    .id = "primary_key_position",
    .family = Family::keys,
    .summary = "a table begins with its primary key",
    .documentation =
        {
            .what = "Finds tables whose first columns are not those of the primary key, in the order of the key. "
                    "Tables that inherit and typed tables are left out: others say how their columns stand.",
            .why = "Who reads a table, a dump or a result looks for the key first. The order of columns cannot be "
                   "changed later.",
            .bad = "CREATE TABLE orders (total numeric, id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
