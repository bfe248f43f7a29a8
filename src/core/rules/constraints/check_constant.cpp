// Rule check_constant: a CHECK refuses something.

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

Text reason_of(CheckOutcome outcome) {
    switch (outcome) {
    case CheckOutcome::always_true:
        return "It is true, whatever the row holds.";
    case CheckOutcome::always_null:
        return "It is null, whatever the row holds, and null passes: a comparison with NULL is never true. IS NULL "
               "asks for null.";
    case CheckOutcome::never_false:
        return "It is true or null, and null passes: the NULL among the values makes every other value pass.";
    default:
        return {};
    }
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i) {
        const Constraint& constraint = in.relation.constraints[i];
        if (constraint.outcome == CheckOutcome::open || constraint.inherited) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = "refuses no row",
                 .detail = std::string(reason_of(constraint.outcome))});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& constraint = in.relation.constraints[finding.object.at];
    if (is_held_by_parent(in, constraint)) return;
    const std::string start = alter_start(sql.server(), in.relation);
    const std::string name = ident(sql.server(), constraint.name);
    sql.statement(start, " DROP CONSTRAINT ", name);
    if (!constraint.definition.empty()) sql.undo(start, " ADD CONSTRAINT ", name, " ", constraint.definition);
}

}  // namespace

extern constinit const Rule check_constant = {
    .id = "check_constant",
    .family = Family::constraints,
    .summary = "a check refuses something",
    .documentation =
        {
            .what = "Finds CHECK constraints that can never be false: constants, comparisons of constants, "
                    "comparisons with NULL, IN with a NULL among its values, and what AND, OR and NOT make of these. "
                    "Only operators and functions of the server that cannot fail are worked out.",
            .why = "A check passes if it is true or null. One that is never false reads like a rule and lets every "
                   "row in: state IN ('open', 'closed', NULL) is null for 'opne'.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, state text CHECK (state IN ('open', 'closed', NULL)));",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, state text CHECK (state IN ('open', 'closed')));",
            .fix = "Drops it, which changes nothing for any row. Mostly another check was meant: only a person knows "
                   "which.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::constraints | Need::check_conditions,
    .fix_needs = Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
