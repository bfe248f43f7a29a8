// The seam: answers about rules, settings and exemptions.

#include "core/engine/reply.hpp"
#include "core/output/names.hpp"
#include "core/policy/presets.hpp"
#include "core/policy/settings.hpp"

namespace conventions::core {

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

namespace {

const SettingAnswer* answer_of(const SettingProblem& problem, Reply& reply) {
    reply.answer = {.accepted = problem.message.empty(),
                    .message = reply.keep(problem.message),
                    .detail = reply.keep(problem.detail),
                    .hint = reply.keep(problem.hint),
                    .parameters = {}};
    return &reply.answer;
}

}  // namespace

const SettingAnswer* change_setting(Text rule, Text severity, Text present, Text change, Reply& reply) noexcept {
    const Status status = contained(reply, [&] {
        answer_of(check_setting(rule, severity, change), reply);
        if (reply.answer.accepted) reply.answer.parameters = reply.keep(merge_parameters(present, change));
    });
    return status == Status::ok ? &reply.answer : nullptr;
}

const SettingAnswer* check_schema_pattern(Text pattern, Reply& reply) noexcept {
    const Status status = contained(reply, [&] { answer_of(check_pattern("schema pattern", pattern), reply); });
    return status == Status::ok ? &reply.answer : nullptr;
}

const SettingAnswer* check_exemption(Text rule, Text moments, Reply& reply) noexcept {
    const Status status = contained(reply, [&] {
        SettingProblem problem;
        if (rule != "*") problem = check_setting(rule, {}, {});
        if (problem.message.empty() && moments_named(moments) == Moment::none)
            problem = {.message = Findings::text("moments \"", moments, "\" do not exist"),
                       .detail = {},
                       .hint = "Moments are before, rewrite, after, drop, commit, report and file."};
        answer_of(problem, reply);
    });
    return status == Status::ok ? &reply.answer : nullptr;
}

const SettingAnswer* refuse_schema(Text name, Rows<Text> names, Reply& reply) noexcept {
    const Status status = contained(reply, [&] { answer_of(no_such_schema(name, names), reply); });
    return status == Status::ok ? &reply.answer : nullptr;
}

const SettingAnswer* check_preset(Text name, Reply& reply) noexcept {
    const Status status = contained(reply, [&] {
        SettingProblem problem;
        if (find_preset(name) == nullptr) {
            std::string names;
            for (const Preset& each : all_presets()) names.append(names.empty() ? "" : ", ").append(each.name);
            problem = {.message = Findings::text("preset \"", name, "\" does not exist"),
                       .detail = {},
                       .hint = Findings::text("Presets are ", names, ".")};
        }
        answer_of(problem, reply);
    });
    return status == Status::ok ? &reply.answer : nullptr;
}

Rows<Text> named_roles(const Policy& policy, Reply& reply) noexcept {
    std::vector<Text>* rows = nullptr;
    const Status status = contained(reply, [&] {
        rows = &reply.text_rows.emplace_back();
        for (const std::string& role : policy.named_roles()) rows->push_back(reply.keep(role));
    });
    return status == Status::ok ? Rows<Text>(*rows) : Rows<Text>();
}

bool has_exemptions(const Policy& policy) noexcept { return !policy.exemptions().empty(); }

bool judges(const Policy& policy, Text rule, Moment moments) noexcept {
    try {
        for (const Settings* each : policy.rules_at(moments))
            if (each->rule->id == rule) return true;
        return false;
    } catch (...) {
        return true;
    }
}

namespace {

LayerRow row_of(const Exemption& exemption, const Caps& caps, Reply& reply) {
    const bool holds = caps.now < exemption.until;
    const bool in_grace = !holds && caps.now - exemption.until < exemption_grace;
    const Text state = holds ? "until " : in_grace ? "expired, at most a warning for 14 days from " : "expired ";
    return {.layer = "exemption",
            .name = reply.keep(std::to_string(exemption.id)),
            .severity = holds      ? Text("off")
                        : in_grace ? Text("warn")
                                   : Text(),
            .parameters = {},
            .detail = reply.keep(Findings::text(state, exemption.until_text, ": ", exemption.reason)),
            .decides = false};
}

}  // namespace

Rows<LayerRow> explain(const Policy& policy, Text rule, Text schema, const ObjectNames& names, const Caps& caps,
                       Reply& reply) noexcept {
    std::vector<LayerRow>* rows = nullptr;
    const Status status = contained(reply, [&] {
        rows = &reply.layer_rows.emplace_back();
        const Rule* const known = find_rule(rule);
        if (known == nullptr) return;
        for (const Layer& layer : policy.layers(*known, schema, caps.roles))
            rows->push_back({.layer = reply.keep(layer.kind),
                             .name = reply.keep(layer.name),
                             .severity = layer.severity.has_value() ? name_of(*layer.severity) : Text(),
                             .parameters = reply.keep(layer.parameters),
                             .detail = {},
                             .decides = false});
        const Settings& settings = policy.settings_for(*known, schema, caps.roles);
        // Of two equal layers of one kind the last one is named; the stricter one is in force.
        for (std::size_t i = rows->size(); i > 0; --i) {
            LayerRow& row = (*rows)[i - 1];
            if (row.severity != name_of(settings.severity)) continue;
            row.decides = true;
            break;
        }
        const Decision scope = decide(settings, nullptr, {}, Finding{.object = {}, .says = {}}, names.identity,
                                      {.moment = Moment::report});
        if (scope.severity == Severity::off && settings.severity != Severity::off) {
            for (LayerRow& row : *rows) row.decides = false;
            rows->push_back({.layer = "parameters",
                             .name = "exclude, only",
                             .severity = "off",
                             .parameters = {},
                             .detail = "These parameters leave the object out.",
                             .decides = true});
        }
        const Exemption* const exemption = policy.exemptions().find(known->id, names, Moment::report);
        if (exemption == nullptr) return;
        rows->push_back(row_of(*exemption, caps, reply));
        if (rows->back().severity.empty() || settings.severity == Severity::off) return;
        for (LayerRow& row : *rows) row.decides = false;
        rows->back().decides = true;
    });
    return status == Status::ok ? Rows<LayerRow>(*rows) : Rows<LayerRow>();
}

}  // namespace conventions::core
