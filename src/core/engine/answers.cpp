// The seam of everything but judging: replies, compiled policies, and answers about rules.

#include <memory>

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

Need fix_needs_of(const Policy& policy, Moment moments) noexcept {
    try {
        return policy.fix_needs(moments);
    } catch (...) {
        return Need::all;
    }
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
            if (rule.concerns != nullptr && !rule.concerns(statement)) continue;
            needs.of_checks = needs.of_checks | rule.needs | Need::columns;
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

namespace {

constexpr Moment single_moments[] = {Moment::before, Moment::rewrite, Moment::after, Moment::drop,
                                     Moment::commit, Moment::report,  Moment::file};

std::string moments_text(const Rule& rule) {
    std::string text;
    for (const Moment moment : single_moments) {
        if (!has(rule.moments, moment)) continue;
        if (!text.empty()) text.append(", ");
        text.append(name_of(moment));
    }
    if (rule.waits_in_autocommit) text.append(" (waits in autocommit)");
    return text;
}

std::string documentation_text(const Rule& rule) {
    const Documentation& words = rule.documentation;
    std::string text;
    text.append(words.what).append(" ").append(words.why);
    if (!words.fix.empty()) text.append(" Fix: ").append(words.fix);
    return text;
}

RuleRow row_of(const Rule& rule, const Policy* policy, const Policy& initial, Reply& reply) {
    const Settings& settings = (policy != nullptr ? *policy : initial).settings(rule);
    return {.rule = rule.id,
            .family = name_of(rule.family),
            .summary = rule.summary,
            .moments = reply.keep(moments_text(rule)),
            .severity = policy != nullptr ? name_of(settings.severity) : Text(),
            .relaxed = name_of(rule.severities.relaxed),
            .recommended = name_of(rule.severities.recommended),
            .strict = name_of(rule.severities.strict),
            .parameters = reply.keep(parameters_as_json(settings)),
            .fix_safety = name_of(rule.fix_safety),
            .documentation = reply.keep(documentation_text(rule))};
}

}  // namespace

Rows<RuleRow> describe_rules(const Policy* policy, Reply& reply) noexcept {
    std::vector<RuleRow>* rows = nullptr;
    const Status status = contained(reply, [&] {
        const Policy initial(PolicySource{.profile = "recommended"});
        rows = &reply.rule_rows.emplace_back();
        for (const Rule* rule : all_rules()) rows->push_back(row_of(*rule, policy, initial, reply));
    });
    return status == Status::ok ? Rows<RuleRow>(*rows) : Rows<RuleRow>();
}

Rows<Text> policy_problems(const Policy& policy, Reply& reply) noexcept {
    std::vector<Text>* rows = nullptr;
    const Status status = contained(reply, [&] {
        rows = &reply.text_rows.emplace_back();
        for (const std::string& problem : policy.problems()) rows->push_back(reply.keep(problem));
    });
    return status == Status::ok ? Rows<Text>(*rows) : Rows<Text>();
}

const SettingAnswer* change_setting(Text rule, Text severity, Text present, Text change, Reply& reply) noexcept {
    const Status status = contained(reply, [&] {
        const SettingProblem problem = check_setting(rule, severity, change);
        reply.answer = {.accepted = problem.message.empty(),
                        .message = reply.keep(problem.message),
                        .detail = reply.keep(problem.detail),
                        .hint = reply.keep(problem.hint),
                        .parameters = {}};
        if (reply.answer.accepted) reply.answer.parameters = reply.keep(merge_parameters(present, change));
    });
    return status == Status::ok ? &reply.answer : nullptr;
}

}  // namespace conventions::core
