// Compiles profile and house settings into the settings of every rule.

#include "core/policy/policy.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "core/ascii.hpp"
#include "core/policy/presets.hpp"
#include "core/policy/settings.hpp"

namespace conventions::core {
namespace {

constexpr Severity Severities::*severities_of(Text profile) {
    if (profile == "relaxed") return &Severities::relaxed;
    if (profile == "recommended") return &Severities::recommended;
    if (profile == "strict") return &Severities::strict;
    return nullptr;
}

constexpr std::size_t nearest_at_most = 3;
/// Where every severity counts: nothing runs there.
constexpr Moment shown_moments = Moment::report | Moment::file;
constexpr unsigned last_moment = std::countr_zero(static_cast<std::uint16_t>(Moment::file));

std::string quoted(Text name) { return std::string("\"").append(name).append("\""); }

/// "Perhaps you meant ...", or what to say where nothing is near.
std::string hint_of(const std::vector<Text>& near, Text otherwise) {
    std::string hint;
    for (const Text each : near) hint.append(hint.empty() ? "Perhaps you meant " : " or ").append(quoted(each));
    return hint.empty() ? std::string(otherwise) : hint + ".";
}

SettingProblem no_such_rule(Text id) {
    return {.message = "rule " + quoted(id) + " does not exist",
            .detail = {},
            .hint = hint_of(nearest_rules(id), "SELECT rule FROM conventions.rules(); lists the rules.")};
}

SettingProblem no_such_severity(Text name) {
    return {.message = "severity " + quoted(name) + " does not exist",
            .detail = {},
            .hint = "Severities are off, info, warn and error."};
}

/// A pattern for schemas is one for the whole name: "app" is not for schema application.
std::string whole_name(Text pattern) { return std::string("^(?:").append(pattern).append(")$"); }

/// By the edit distance of Levenshtein, one row at a time.
std::size_t distance(Text a, Text b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// Lower case, letters and digits alone: PrimaryKey and primary-key mean primary_key.
std::string simplified(Text name) {
    std::string text;
    for (const char each : name)
        if (is_upper(each) || is_lower(each) || is_digit(each)) text.push_back(lower(each));
    return text;
}

}  // namespace

bool is_judged_at(const Settings& settings, Moment moments) {
    const Rule& rule = *settings.rule;
    return has(rule.moments_in_force != nullptr ? rule.moments_in_force(settings) : rule.moments, moments);
}

std::optional<Severity> severity_named(Text name) {
    for (const Severity severity : {Severity::off, Severity::info, Severity::warn, Severity::error})
        if (name_of(severity) == name) return severity;
    return std::nullopt;
}

std::optional<std::size_t> nearness(Text given, Text wanted) {
    // Beyond this no name of ours is near; it also bounds the work.
    constexpr std::size_t longest = 100;
    if (given.empty() || given.size() > longest) return std::nullopt;
    const std::string a = simplified(given);
    const std::string b = simplified(wanted);
    const std::size_t apart = distance(a, b);
    if (apart <= std::max<std::size_t>(2, b.size() / 4) && apart < b.size()) return apart;
    // A part of the name, or the name with more around it: after all that are only misspelt.
    constexpr std::size_t shortest_part = 4;
    const bool is_part = a.size() >= shortest_part && b.size() >= shortest_part &&
                         (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
    return is_part ? std::optional(longest + apart) : std::nullopt;
}

Policy::Policy(const PolicySource& source) {
    const auto severities = severities_of(source.profile);
    if (severities == nullptr && !source.profile.empty())
        problems_.push_back("profile " + quoted(source.profile) + " does not exist, only house settings count");
    if (severities != nullptr && source.version != profile_version)
        problems_.push_back("profile " + quoted(source.profile) + " has no version " + std::to_string(source.version) +
                            " in this release, version " + std::to_string(profile_version) + " is used");
    for (const Rule* rule : all_rules()) {
        const Severity severity = severities == nullptr ? Severity::off : rule->severities.*severities;
        RulePolicy& made = all_.emplace_back();
        made.base = initial_settings(*rule, severity, problems_);
        if (severities == nullptr) continue;
        const std::string name = std::string(source.profile).append("@").append(std::to_string(profile_version));
        made.layers.push_back({.kind = "profile", .name = name, .severity = severity, .parameters = {}});
    }
    add_presets(source);
    for (const SettingRow& row : source.settings)
        if (row.in_schema.empty() && row.for_role.empty()) add_house(row);
    for (const SettingRow& row : source.settings) {
        if (row.in_schema.empty() && row.for_role.empty()) continue;
        RulePolicy* const policy = policy_named(row.rule);
        if (policy == nullptr)
            problems_.push_back(no_such_rule(row.rule).message);
        else
            add_override(*policy, row);
    }
    find_loudest();
    add_silencers();
    for (const ExemptionRow& row : source.exemptions) exemptions_.add(row, problems_);
    for (unsigned bit = 0; bit <= last_moment; ++bit) by_moment_.push_back(rules_at(static_cast<Moment>(1U << bit)));
}

void Policy::find_loudest() {
    for (RulePolicy& each : all_) {
        each.loudest = each.base.severity;
        for (const Override& override : each.overrides)
            each.loudest = std::max(each.loudest, override.severity.value_or(Severity::off));
    }
    for (RulePolicy& each : all_) each.is_heard = can_be_heard(each);
}

bool Policy::can_be_heard(const RulePolicy& policy) const {
    if (policy.loudest == Severity::off || policy.loudest >= Severity::warn) return policy.loudest != Severity::off;
    // It takes the severity of what it silences.
    const std::span<const Silence> silences = policy.base.rule->silences;
    return std::any_of(silences.begin(), silences.end(), [&](const Silence& each) {
        const Rule* const silent = find_rule(each.rule);
        return silent != nullptr && can_be_heard(policy_of(*silent));
    });
}

void Policy::add_silencers() {
    for (const RulePolicy& each : all_) {
        if (each.loudest == Severity::off) continue;
        for (const Silence& silence : each.base.rule->silences) {
            RulePolicy* const silent = policy_named(silence.rule);
            if (silent != nullptr) silent->silencers.push_back({each.base.rule, &silence});
        }
    }
}

void Policy::add_presets(const PolicySource& source) {
    for (const Text name : source.presets) {
        const Preset* const preset = find_preset(name);
        if (preset == nullptr) {
            problems_.push_back("preset " + quoted(name) + " does not exist");
            continue;
        }
        for (const PresetSetting& each : preset->settings) {
            RulePolicy* const policy = policy_named(each.rule);
            if (policy == nullptr) continue;
            apply_parameters(policy->base, each.parameters, problems_);
            const Severity present = policy->base.severity;
            if (each.severity.has_value()) policy->base.severity = *each.severity;
            if (each.at_most.has_value()) policy->base.severity = std::min(present, *each.at_most);
            policy->layers.push_back({.kind = "preset",
                                      .name = std::string(name),
                                      .severity = each.severity.has_value() || each.at_most.has_value()
                                                      ? std::optional(policy->base.severity)
                                                      : std::nullopt,
                                      .parameters = std::string(each.parameters)});
        }
    }
}

const std::vector<const Settings*>& Policy::rules_of(Moment single) const {
    return by_moment_.at(static_cast<std::size_t>(std::countr_zero(static_cast<std::uint16_t>(single))));
}

void Policy::add_house(const SettingRow& row) {
    RulePolicy* const policy = policy_named(row.rule);
    if (policy == nullptr) {
        problems_.push_back(no_such_rule(row.rule).message);
        return;
    }
    apply_parameters(policy->base, row.parameters, problems_);
    Layer layer = {.kind = "house", .name = {}, .severity = {}, .parameters = std::string(row.parameters)};
    if (!row.severity.empty()) {
        layer.severity = severity_named(row.severity);
        if (layer.severity.has_value()) {
            policy->base.severity = *layer.severity;
            policy->base.severity_by_hand = true;
        } else {
            problems_.push_back(no_such_severity(row.severity).message + ", rule " + quoted(row.rule));
        }
    }
    policy->layers.push_back(std::move(layer));
}

void Policy::add_override(RulePolicy& policy, const SettingRow& row) {
    Override made;
    if (!row.in_schema.empty()) {
        made.pattern = std::string(row.in_schema);
        try {
            made.in_schema.emplace(whole_name(row.in_schema));
        } catch (const PatternError& error) {
            problems_.push_back("schema pattern " + quoted(row.in_schema) + " of rule " + quoted(row.rule) + ": " +
                                error.what());
            return;
        }
    }
    made.for_role = std::string(row.for_role);
    made.severity = severity_named(row.severity);
    if (!row.severity.empty() && !made.severity.has_value())
        problems_.push_back(no_such_severity(row.severity).message + ", rule " + quoted(row.rule));
    made.parameters = std::string(row.parameters);
    // What does not fit is named once, here, and passed over whenever a variant is made.
    Settings ignored = initial_settings(*policy.base.rule, Severity::off, problems_);
    apply_parameters(ignored, row.parameters, problems_);
    const bool is_new = std::find(named_roles_.begin(), named_roles_.end(), made.for_role) == named_roles_.end();
    if (!made.for_role.empty() && is_new) named_roles_.push_back(made.for_role);
    policy.overrides.push_back(std::move(made));
    any_overrides_ = true;
    // Schemas before roles: the later layer wins.
    std::stable_partition(policy.overrides.begin(), policy.overrides.end(),
                          [](const Override& each) { return each.for_role.empty(); });
}

Policy::RulePolicy* Policy::policy_named(Text id) {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [&](const RulePolicy& each) { return each.base.rule->id == id; });
    return found == all_.end() ? nullptr : &*found;
}

const Policy::RulePolicy& Policy::policy_of(const Rule& rule) const {
    const auto found = std::lower_bound(all_.begin(), all_.end(), rule.id,
                                        [](const RulePolicy& each, Text id) { return each.base.rule->id < id; });
    if (found == all_.end() || found->base.rule != &rule)
        throw std::logic_error(std::string("rule ").append(rule.id).append(" is not registered"));
    return *found;
}

const std::vector<Silencer>& Policy::silencers(const Rule& rule) const { return policy_of(rule).silencers; }

const Settings& Policy::settings(const Rule& rule) const { return policy_of(rule).base; }

std::vector<std::size_t> Policy::applying(const RulePolicy& policy, Text schema, Rows<Text> roles) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < policy.overrides.size(); ++i) {
        const Override& each = policy.overrides[i];
        const bool is_member = std::find(roles.begin(), roles.end(), Text(each.for_role)) != roles.end();
        if (!each.for_role.empty() && !is_member) continue;
        if (each.in_schema.has_value() && !each.in_schema->matches(schema)) continue;
        places.push_back(i);
    }
    return places;
}

const Settings& Policy::settings_for(const Rule& rule, Text schema, Rows<Text> roles) const {
    const RulePolicy& policy = policy_of(rule);
    if (policy.overrides.empty()) return policy.base;
    std::vector<std::size_t> places = applying(policy, schema, roles);
    if (places.empty()) return policy.base;
    const auto known = policy.variants.find(places);
    if (known != policy.variants.end()) return known->second;

    std::vector<std::string> ignored;
    const std::vector<Layer> found = layers(rule, schema, roles);
    Settings made = initial_settings(rule, Severity::off, ignored);
    for (const Layer& layer : found) apply_parameters(made, layer.parameters, ignored);
    made.severity = policy.base.severity;
    made.severity_by_hand = policy.base.severity_by_hand;
    // Within a layer the stricter one counts.
    for (const bool is_role : {false, true}) {
        std::optional<Severity> strictest;
        for (const std::size_t at : places) {
            const Override& each = policy.overrides[at];
            if (each.for_role.empty() == is_role || !each.severity.has_value()) continue;
            strictest = std::max(strictest.value_or(Severity::off), *each.severity);
        }
        if (!strictest.has_value()) continue;
        made.severity = *strictest;
        made.severity_by_hand = true;
    }
    return policy.variants.emplace(std::move(places), std::move(made)).first->second;
}

std::vector<Layer> Policy::layers(const Rule& rule, Text schema, Rows<Text> roles) const {
    const RulePolicy& policy = policy_of(rule);
    std::vector<Layer> found = policy.layers;
    for (const std::size_t at : applying(policy, schema, roles)) {
        const Override& each = policy.overrides[at];
        const bool is_role = !each.for_role.empty();
        std::string name = is_role ? each.for_role : each.pattern;
        if (is_role && !each.pattern.empty()) name.append(" in ").append(each.pattern);
        found.push_back({.kind = is_role ? "role" : "schema",
                         .name = std::move(name),
                         .severity = each.severity,
                         .parameters = each.parameters});
    }
    return found;
}

std::vector<const Settings*> Policy::rules_at(Moment moments) const {
    std::vector<const Settings*> rules;
    const bool is_shown = has(moments, shown_moments);
    for (const RulePolicy& each : all_)
        if (each.loudest != Severity::off && (each.is_heard || is_shown) && is_judged_at(each.base, moments))
            rules.push_back(&each.base);
    return rules;
}

bool Policy::silences_some(const Rule& rule) const {
    return std::any_of(rule.silences.begin(), rule.silences.end(), [&](const Silence& each) {
        const Rule* const silent = find_rule(each.rule);
        return silent != nullptr && policy_of(*silent).loudest != Severity::off;
    });
}

Need Policy::needs_to_pass(Moment moments, bool only_new_columns) const {
    Need needs = Need::none;
    for (const Settings* each : rules_at(moments)) {
        if (only_new_columns && !each->rule->minds_new_columns) continue;
        needs = needs | each->rule->needs;
        // A finding that will be excused must not have silenced another one.
        if (silences_some(*each->rule)) needs = needs | each->rule->excuse_needs;
        // Those that are judged before the commit are asked there once more.
        for (const Silencer& by : silencers(*each->rule))
            if (has(moments, Moment::commit) && is_judged_at(settings(*by.rule), Moment::after))
                needs = needs | by.rule->needs;
    }
    return needs;
}

Need Policy::needs(Moment moments) const {
    Need needs = needs_to_pass(moments);
    for (const Settings* each : rules_at(moments)) needs = needs | each->rule->excuse_needs;
    return needs;
}

Need Policy::fix_needs(Moment moments) const {
    Need needs = Need::none;
    for (const Settings* each : rules_at(moments)) needs = needs | each->rule->fix_needs;
    return needs;
}

SettingProblem check_setting(Text rule, Text severity, Text parameters) {
    const Rule* const known = find_rule(rule);
    if (known == nullptr) return no_such_rule(rule);
    if (!severity.empty() && !severity_named(severity).has_value()) return no_such_severity(severity);
    return check_parameters(*known, parameters);
}

namespace {

std::vector<Text> nearest(Text given, Rows<Text> names) {
    std::vector<std::pair<std::size_t, Text>> near;
    for (const Text name : names) {
        const std::optional<std::size_t> apart = nearness(given, name);
        if (apart.has_value()) near.emplace_back(*apart, name);
    }
    std::sort(near.begin(), near.end());
    std::vector<Text> found;
    for (const auto& [apart, each] : near)
        if (found.size() < nearest_at_most) found.push_back(each);
    return found;
}

}  // namespace

std::vector<Text> nearest_rules(Text id) {
    std::vector<Text> ids;
    for (const Rule* rule : all_rules()) ids.push_back(rule->id);
    return nearest(id, ids);
}

SettingProblem no_such_schema(Text name, Rows<Text> names) {
    return {.message = "schema " + quoted(name) + " does not exist",
            .detail = {},
            .hint = hint_of(nearest(name, names),
                            "The name is given without quotes and is no pattern; "
                            "SELECT nspname FROM pg_catalog.pg_namespace; lists the schemas.")};
}

}  // namespace conventions::core
