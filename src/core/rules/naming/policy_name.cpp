// Rule policy_name: the name of a policy has the form that the house chose.

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&name_pattern};
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::policy>}};

void check(const Input& in, Findings& out) {
    const Value& pattern = in.value(name_pattern);
    const auto& all = in.relation.policies;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& each = all[i];
        if (!is_off_pattern(pattern, each.name)) continue;
        out.add({.object = ObjectAt::policy(i), .says = does_not_match(pattern)});
    }
}

std::string as_policy(Text name) { return extended(name, "_policy"); }

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const auto& policy = table.policies[finding.object.at];
    const Value& pattern = in.value(name_pattern);
    const std::string on = Findings::text(" ON ", ident(server, table), " RENAME TO ");
    const std::string proposed = proposed_by(in, pattern, policy.name, as_policy);
    const std::string name =
        proposed.empty() ? proposed : free_name_among(in, table.oid, table.policies, proposed, renaming_of(policy.oid));
    if (name.empty() || !pattern.matches(name)) {
        sql.statement("ALTER POLICY ", ident(server, policy.name), on, "<name>");
        return;
    }
    sql.statement("ALTER POLICY ", ident(server, policy.name), on, ident(server, name));
    sql.undo("ALTER POLICY ", ident(server, name), on, ident(server, policy.name));
}

}  // namespace

extern constinit const Rule policy_name = {
    .id = "policy_name",
    .family = Family::naming,
    .summary = "the name of a policy matches the pattern",
    .documentation =
        {
            .what = "Finds policies of row security whose name does not match the pattern.",
            .why = "A policy is changed and dropped by its name: one that is a sentence must be quoted, and "
                   "written to the letter, each time.",
            .bad = "CREATE POLICY \"Users see their own orders\" ON orders USING (owner = current_user);",
            .good = "CREATE POLICY own_orders ON orders USING (owner = current_user);",
            .fix = "Renames the policy to its words in lower case; what it allows stays.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .silences = silences,
    .needs = Need::policies,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
