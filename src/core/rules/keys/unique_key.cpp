// Rule unique_key: something tells the rows of a table apart.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

bool has_key(const Relation& table) {
    return table.primary_key() != nullptr ||
           std::any_of(table.indexes.begin(), table.indexes.end(), [](const Index& each) { return each.unique; });
}

/// A foreign table can have no key, and its root none beside it.
bool has_key_below(const Catalog& catalog, const Relation& root) {
    const std::vector<const Relation*> leaves = leaves_of(catalog, root);
    return !leaves.empty() && std::all_of(leaves.begin(), leaves.end(), [](const Relation* leaf) {
        return leaf->kind == RelationKind::foreign_table || has_key(*leaf);
    });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (has_key(table)) return;
    if (table.kind == RelationKind::partitioned_table && has_key_below(in.catalog, table)) return;
    Finding found = {.object = ObjectAt::relation(), .says = "has neither a primary key nor a unique index"};
    // CREATE TABLE AS and SELECT INTO have no place to write one.
    if (table.made_by_query) found.at_most = Severity::warn;
    out.add(std::move(found));
}

void fix(const Input& in, const Finding&, Sql& sql) {
    sql.statement("ALTER TABLE ", ident(sql.server(), in.relation), " ADD UNIQUE (<columns>)");
}

}  // namespace

extern constinit const Rule unique_key = {
    .id = "unique_key",
    .family = Family::keys,
    .summary = "something tells the rows of a table apart",
    .documentation =
        {
            .what = "Finds tables and partitioned tables with neither a primary key nor any unique index, partial ones "
                    "included. A partitioned table passes when each of its partitions has one. A table that inherits "
                    "needs its own.",
            .why = "The same row can be stored twice, and then neither of the two can be changed or deleted alone. "
                   "This asks less than primary_key, and is silent where that speaks.",
            .bad = "CREATE TABLE orders (number text, total numeric);",
            .good = "CREATE TABLE orders (number text UNIQUE, total numeric);",
            .fix = "Adds a unique constraint; over which columns a person must say. It fails where rows are alike.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::commit | Moment::report,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
