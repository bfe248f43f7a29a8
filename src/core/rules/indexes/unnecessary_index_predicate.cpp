// Rule unnecessary_index_predicate: no index leaves out rows that there cannot be.

#include "core/output/names.hpp"
#include "core/rules/indexes/index_recipe.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

/// The column that the predicate asks to be not null, and nothing else; null where it asks another thing.
const Column* asked_column(const Relation& table, const Index& index) {
    if (index.conditions.size() != 1 || index.conditions[0].kind != ConditionKind::is_not_null) return nullptr;
    return table.column(index.conditions[0].column);
}

void check(const Input& in, Findings& out) {
    for (const Index& index : in.relation.indexes) {
        const Column* const column = index.parent == 0 ? asked_column(in.relation, index) : nullptr;
        if (column == nullptr || !column->not_null) continue;
        out.add({.object = object_of(in.relation, index),
                 .says = out.text("leaves out rows without ", shown(column->name), ", which is NOT NULL"),
                 .undo_index = 0});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    if (finding.object.kind != ObjectClass::index) return;
    const Index& index = in.relation.indexes[finding.object.at];
    const Column* const column = asked_column(in.relation, index);
    if (column == nullptr || !can_be_replaced(in, index)) return;
    const std::string tail = index_tail(sql.server(), in.relation, index);
    const std::string predicate = Findings::text(" WHERE (", ident(sql.server(), column->name), " IS NOT NULL)");
    if (!tail.ends_with(predicate)) return;
    replace_index(in, index, words_of(in.relation, index), tail.substr(0, tail.size() - predicate.size()), sql);
}

}  // namespace

extern constinit const Rule unnecessary_index_predicate = {
    .id = "unnecessary_index_predicate",
    .family = Family::indexes,
    .summary = "no index leaves out rows that there cannot be",
    .documentation =
        {
            .what = "Finds indexes whose predicate is that a column is not null, and the column is NOT NULL.",
            .why = "The index holds all rows, but does not say so: it cannot be referenced by a foreign key, be the "
                   "replica identity or back a constraint, ON CONFLICT must repeat the predicate, and the planner has "
                   "to prove it for each query.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);\n"
                   "CREATE UNIQUE INDEX users_email ON users (email) WHERE email IS NOT NULL;",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);\n"
                    "CREATE UNIQUE INDEX users_email ON users (email);",
            .fix = "Builds the index without the predicate, CONCURRENTLY outside transactions, drops the old one and "
                   "gives its name to the new one. An ON CONFLICT with the predicate finds the new one as well.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::predicates,
    .fix_needs = Need::definitions | Need::comments | Need::references,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
