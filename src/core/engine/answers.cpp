// The seam of everything but judging: replies, compiled policies, and what they need.

#include <algorithm>
#include <memory>

#include "core/engine/judging.hpp"
#include "core/engine/reply.hpp"

namespace conventions::core {

Reply* make_reply() noexcept {
    try {
        return new Reply();
    } catch (...) {
        return nullptr;
    }
}

void destroy_reply(Reply* reply) noexcept { delete reply; }

Text failure(const Reply& reply) noexcept { return reply.why; }

Rows<FindingRow> findings(const Reply& reply) noexcept { return reply.rows; }

Rows<SchemaName> proposed_names(const Reply& reply) noexcept { return reply.proposed; }

Rows<SchemaName> missed_relations(const Reply& reply) noexcept { return reply.missed; }

void take_back(Reply& reply) noexcept {
    reply.rows.swap(reply.rows_before);
    reply.rule_counts.clear();
}

Rows<RuleCount> counts(const Reply& reply) noexcept { return reply.rule_counts; }

Policy* compile_policy(const PolicySource& source, Reply& reply) noexcept {
    std::unique_ptr<Policy> made;
    const Status status = contained(reply, [&] { made = std::make_unique<Policy>(source); });
    return status == Status::ok ? made.release() : nullptr;
}

void destroy_policy(Policy* policy) noexcept { delete policy; }

Need needs_of(const Policy& policy, Moment moments) noexcept {
    try {
        return policy.needs(moments);
    } catch (...) {
        return Need::all;
    }
}

Need needs_to_pass(const Policy& policy, Moment moments, bool only_new_columns) noexcept {
    try {
        return policy.needs_to_pass(moments, only_new_columns);
    } catch (...) {
        return Need::all;
    }
}

Need fix_needs_of(const Policy& policy, Moment moments) noexcept {
    try {
        return policy.fix_needs(moments);
    } catch (...) {
        return Need::all;
    }
}

ReportNeeds report_needs(const Policy& policy, Text only_rule) noexcept {
    try {
        const Rule* const only = only_rule.empty() ? nullptr : find_rule(only_rule);
        ReportNeeds needs;
        for (const Settings* each : policy.rules_at(Moment::report)) {
            const Rule& rule = *each->rule;
            if (only != nullptr && !has_to_do(rule, *only)) continue;
            needs.of_checks = needs.of_checks | rule.needs;
            needs.of_excuses = needs.of_excuses | rule.excuse_needs;
            needs.of_fixes = needs.of_fixes | rule.fix_needs;
        }
        return needs;
    } catch (...) {
        return {.of_checks = Need::all, .of_excuses = Need::all, .of_fixes = Need::all};
    }
}

Need needs_of_rule(Text rule) noexcept {
    const Rule* const named = find_rule(rule);
    return named == nullptr ? Need::none : named->needs | named->excuse_needs | named->fix_needs;
}

bool any_rule(const Policy& policy, Moment moments) noexcept {
    try {
        return !policy.rules_at(moments).empty();
    } catch (...) {
        return true;
    }
}

Interest interest_before(const Policy& policy) noexcept {
    try {
        Interest all = {.kinds = {}, .actions = {}};
        for (const Settings* settings : policy.rules_of(Moment::before)) {
            const Rule& rule = *settings->rule;
            if (rule.check_statement == nullptr) continue;
            all.kinds = all.kinds | rule.looks_at.kinds;
            if (rule.longest_name != nullptr) {
                const auto most = static_cast<std::size_t>(settings->value(*rule.longest_name).integer());
                all.names_over = all.names_over == 0 ? most : std::min(all.names_over, most);
            }
            if (rule.looks_at.kinds.meets({StatementKind::alter_table, StatementKind::alter_domain}))
                all.actions = all.actions | rule.looks_at.actions;
        }
        return all;
    } catch (...) {
        return {};
    }
}

BeforeNeeds needs_before(const Policy& policy, const Statement& statement) noexcept {
    try {
        BeforeNeeds needs;
        const StatementShape shape = statement.shape();
        for (const Settings* settings : policy.rules_of(Moment::before)) {
            const Rule& rule = *settings->rule;
            if (rule.check_statement == nullptr || !rule.looks_at.covers(shape)) continue;
            // columns: so that a rule without needs of its own still counts as one that looks.
            needs.of_checks = needs.of_checks | rule.needs | rule.excuse_needs | Need::columns;
            needs.of_fixes = needs.of_fixes | rule.fix_needs;
        }
        return needs;
    } catch (...) {
        return {.of_checks = Need::all, .of_fixes = Need::all};
    }
}

void drop_rows(Reply& reply, Rows<bool> drop) noexcept {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < reply.rows.size(); ++i)
        if (!drop[i]) reply.rows[kept++] = reply.rows[i];
    reply.rows.resize(kept);
}

}  // namespace conventions::core
