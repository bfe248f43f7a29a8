// Rule many_permissive_policies: one permissive policy for a role and a command.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

struct Command {
    RowPolicyCommand command = RowPolicyCommand::all;
    Text word;
};
constexpr Command commands[] = {{RowPolicyCommand::select, "SELECT"},
                                {RowPolicyCommand::insert, "INSERT"},
                                {RowPolicyCommand::update, "UPDATE"},
                                {RowPolicyCommand::remove, "DELETE"}};

/// Policies of which each is asked about every row.
struct Crowd {
    std::string words;
    /// Empty for everybody.
    Text role;
    std::vector<const RowPolicy*> policies;
};

bool names_role(const RowPolicy& policy, Text role) {
    return std::find(policy.roles.begin(), policy.roles.end(), role) != policy.roles.end();
}

/// The permissive policies for a command that count for the role; empty: for everybody.
std::vector<const RowPolicy*> policies_for(const Relation& table, RowPolicyCommand command, Text role) {
    std::vector<const RowPolicy*> found;
    for (const RowPolicy& policy : table.policies) {
        const bool is_for_command = policy.command == RowPolicyCommand::all || policy.command == command;
        if (policy.permissive && is_for_command && (policy.for_everybody || names_role(policy, role)))
            found.push_back(&policy);
    }
    return found;
}

/// Everybody first, then each role that some policy names.
std::vector<Text> roles_of(const Relation& table) {
    std::vector<Text> roles;
    for (const RowPolicy& policy : table.policies)
        if (policy.permissive) roles.insert(roles.end(), policy.roles.begin(), policy.roles.end());
    std::sort(roles.begin(), roles.end());
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    roles.insert(roles.begin(), Text());
    return roles;
}

/// Commands for which the same policies count for the same role are one crowd.
void add_crowd(std::vector<Crowd>& crowds, Text word, Text role, std::vector<const RowPolicy*> policies) {
    for (Crowd& each : crowds) {
        if (each.role != role || each.policies != policies) continue;
        each.words.append(", ").append(word);
        return;
    }
    crowds.push_back({std::string(word), role, std::move(policies)});
}

std::vector<Crowd> crowds_of(const Relation& table) {
    std::vector<Crowd> crowds;
    for (const Text role : roles_of(table))
        for (const Command& each : commands) {
            std::vector<const RowPolicy*> policies = policies_for(table, each.command, role);
            if (policies.size() < 2) continue;
            // What counts for everybody is said once.
            const bool names_it = std::any_of(policies.begin(), policies.end(),
                                              [](const RowPolicy* policy) { return !policy->for_everybody; });
            if (role.empty() || names_it) add_crowd(crowds, each.word, role, std::move(policies));
        }
    return crowds;
}

/// SELECT, UPDATE by "clerks": "a", "b"
std::string text_of(const Crowd& crowd) {
    std::string text =
        Findings::text(crowd.words, " by ", crowd.role.empty() ? std::string("everybody") : shown(crowd.role), ":");
    for (const RowPolicy* policy : crowd.policies)
        text.append(policy == crowd.policies.front() ? " " : ", ").append(shown(policy->name));
    return text;
}

constexpr std::size_t crowds_at_most = 3;

void check(const Input& in, Findings& out) {
    if (!in.relation.row_security) return;
    const std::vector<Crowd> crowds = crowds_of(in.relation);
    if (crowds.empty()) return;
    std::string detail;
    for (std::size_t i = 0; i < std::min(crowds.size(), crowds_at_most); ++i)
        detail.append(i == 0 ? "" : "; ").append(text_of(crowds[i]));
    if (crowds.size() > crowds_at_most)
        detail.append("; and ").append(std::to_string(crowds.size() - crowds_at_most)).append(" more");
    out.add({.object = ObjectAt::relation(),
             .says = "has several permissive policies for one role and command",
             .detail = detail.append(".")});
}

}  // namespace

extern constinit const Rule many_permissive_policies = {
    .id = "many_permissive_policies",
    .family = Family::security,
    .summary = "a role has one permissive policy for a command",
    .documentation =
        {
            .what = "Finds tables with row security on which two or more permissive policies count for one role and "
                    "one command. A policy for PUBLIC counts for every role, one for ALL for every command; what a "
                    "role has as a member of another does not count. Restrictive policies may be many. A partition is "
                    "judged through its root.",
            .why = "The conditions are joined by OR: each of them may be asked about every row, and no index serves "
                   "them all. Who wants to know what a role may see must read all of them together.",
            .bad = "CREATE POLICY own_orders ON orders FOR SELECT USING (customer = CURRENT_USER);\n"
                   "CREATE POLICY open_orders ON orders FOR SELECT USING (is_public);",
            .good = "CREATE POLICY orders_to_see ON orders FOR SELECT USING (customer = CURRENT_USER OR is_public);",
            .fix = {},
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::report | Moment::file,
    .minds_new_columns = false,
    .needs = Need::policies,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
