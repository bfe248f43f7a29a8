// Rule check_not_null: that a column is not null is said by NOT NULL.

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

/// The column that the check asks to be not null, and nothing else; null where it asks another thing.
const Column* asked_column(const Relation& table, const Constraint& constraint) {
    if (constraint.conditions.size() != 1 || constraint.conditions[0].kind != ConditionKind::is_not_null)
        return nullptr;
    return table.column(constraint.conditions[0].column);
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& constraint = table.constraints[i];
        const Column* const column = asked_column(table, constraint);
        if (column == nullptr || !constraint.validated || !constraint.enforced || constraint.inherited) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = column->not_null ? out.text("repeats the NOT NULL of column ", shown(column->name))
                                          : out.text("stands in place of a NOT NULL of column ", shown(column->name))});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& constraint = in.relation.constraints[finding.object.at];
    const Column* const column = asked_column(in.relation, constraint);
    // A child holds what its parent holds; and a check that children do not have proves nothing for them.
    if (column == nullptr || is_held_by_parent(in, constraint)) return;
    if (constraint.no_inherit && !in.relation.children.empty()) return;
    const std::string start = alter_start(sql.server(), in.relation);
    const std::string name = ident(sql.server(), column->name);
    const std::string drop = Findings::text(start, " DROP CONSTRAINT ", ident(sql.server(), constraint.name));
    // Two statements: in one the check would go first, and prove nothing.
    if (!column->not_null) sql.statement(start, " ALTER COLUMN ", name, " SET NOT NULL");
    sql.statement(drop);
    if (column->not_null && !constraint.definition.empty())
        sql.undo(start, " ADD CONSTRAINT ", ident(sql.server(), constraint.name), " ", constraint.definition);
}

}  // namespace

extern constinit const Rule check_not_null = {
    .id = "check_not_null",
    .family = Family::constraints,
    .summary = "that a column is not null is said by NOT NULL",
    .documentation =
        {
            .what = "Finds validated CHECK constraints that ask one column to be not null, and nothing else.",
            .why = "NOT NULL says the same where everybody looks for it: in \\d, in drivers and in code generators. A "
                   "primary key wants it, it costs less for each row, and the planner knows more ways to use it.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, email text CHECK (email IS NOT NULL));",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
            .fix = "Sets NOT NULL, which the server believes without reading the rows because of the check, and drops "
                   "the check; each under ACCESS EXCLUSIVE for a moment.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::info},
    .moments = Moment::report | Moment::file,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::constraints | Need::check_conditions,
    .fix_needs = Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
