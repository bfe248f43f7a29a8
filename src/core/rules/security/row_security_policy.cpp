// Rule row_security_policy: row security is enabled, has policies, and they hold somebody back.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

constexpr Text disabled = "disabled";
constexpr Text without = "no policy";
constexpr Text not_forced = "not forced";

bool is_permissive(const RowPolicy& policy) { return policy.permissive; }

/// Whether all who have rights on the table are the owner, whom row security does not bind unless it is forced.
bool binds_nobody(const Relation& table) {
    return !table.row_security_forced && !table.shared && !table.owner_bypasses &&
           std::any_of(table.policies.begin(), table.policies.end(), is_permissive);
}

/// Lets everybody read and write every row.
bool is_open(const RowPolicy& policy) {
    return policy.permissive && policy.for_everybody && policy.command == RowPolicyCommand::all && policy.using_true &&
           (!policy.has_check || policy.check_true);
}

void check_permissive(const Relation& table, Findings& out) {
    if (std::any_of(table.policies.begin(), table.policies.end(), is_permissive)) return;
    Finding found = {.object = ObjectAt::relation(),
                     .says = table.policies.empty() ? "has row security, but no policy"
                                                    : "has only restrictive policies, which let nobody in",
                     .part = std::string(without)};
    found.detail = table.row_security_forced
                       ? "Nobody but superusers and roles with BYPASSRLS sees a row of it."
                       : "Nobody but its owner, superusers and roles with BYPASSRLS sees a row of it.";
    out.add(std::move(found));
}

void check_open(const Relation& table, Findings& out) {
    // What lets everybody in is usual where others hold back.
    if (!std::all_of(table.policies.begin(), table.policies.end(), is_permissive)) return;
    for (const RowPolicy& policy : table.policies)
        if (is_open(policy))
            out.add({.object = ObjectAt::relation(),
                     .says = out.text("has policy ", shown(policy.name),
                                      ", which lets everybody read and write every "
                                      "row"),
                     .part = out.text("open: ", policy.name)});
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (!table.row_security && table.policies.empty()) return;
    if (!table.row_security)
        out.add({.object = ObjectAt::relation(),
                 .says = "has policies, but row security is not enabled",
                 .part = std::string(disabled)});
    check_permissive(table, out);
    check_open(table, out);
    if (table.row_security && binds_nobody(table))
        out.add({.object = ObjectAt::relation(),
                 .says = "has policies that bind nobody",
                 .part = std::string(not_forced),
                 .detail = "Only its owner has rights on its rows, and row security is not forced for the owner."});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const std::string start = alter_start(sql.server(), in.relation);
    if (finding.part == not_forced) {
        sql.statement(start, " FORCE ROW LEVEL SECURITY");
        sql.undo(start, " NO FORCE ROW LEVEL SECURITY");
    } else if (finding.part == disabled) {
        // Enabled alone it would bind nobody: the next finding.
        const bool forces = binds_nobody(in.relation);
        sql.statement(start, " ENABLE ROW LEVEL SECURITY", forces ? ", FORCE ROW LEVEL SECURITY" : "");
        sql.undo(start, " DISABLE ROW LEVEL SECURITY", forces ? ", NO FORCE ROW LEVEL SECURITY" : "");
    }
}

bool is_not_enabled(const Context&, const Finding& speaking, const Finding&) { return speaking.part == disabled; }

constexpr Silence silenced[] = {{"row_security", is_not_enabled}};

}  // namespace

extern constinit const Rule row_security_policy = {
    .id = "row_security_policy",
    .family = Family::security,
    .summary = "row security is enabled, has policies, and they hold somebody back",
    .documentation =
        {
            .what = "Finds tables with row security that no permissive policy lets anybody into, and tables with "
                    "policies for which row security is not enabled. Finds policies for all commands and everybody "
                    "whose condition is true, where no restrictive policy stands beside them. Finds tables with "
                    "policies on whose rows only the owner has rights, and which do not force row security: the "
                    "application then is the owner, whom they do not bind. It passes where the owner is a superuser or "
                    "has BYPASSRLS, and nothing could bind him. A partition is judged through its root.",
            .why = "Each of these looks protected in a listing. One shows nothing to the clients it is for, the others "
                   "show everything to everybody.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer name NOT NULL);\n"
                   "CREATE POLICY own_orders ON orders USING (customer = CURRENT_USER);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer name NOT NULL);\n"
                    "ALTER TABLE orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n"
                    "CREATE POLICY own_orders ON orders USING (customer = CURRENT_USER);",
            .fix = "Enables row security where there are policies, and forces it where they bind nobody else; under "
                   "ACCESS EXCLUSIVE for a moment. From then on clients see only the rows that a policy lets through. "
                   "Which policy a table needs only a person knows.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .silences = silenced,
    .needs = Need::policies,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
