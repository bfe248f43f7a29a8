// Compiles profile and house settings into the settings of every rule.

#include "core/policy/policy.hpp"

#include <algorithm>
#include <stdexcept>

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

std::string quoted(Text name) { return std::string("\"").append(name).append("\""); }

SettingProblem no_such_rule(Text id) {
    std::string hint;
    for (const Text near : nearest_rules(id))
        hint.append(hint.empty() ? "Perhaps you meant " : " or ").append(quoted(near));
    return {.message = "rule " + quoted(id) + " does not exist",
            .detail = {},
            .hint = hint.empty() ? std::string("SELECT rule FROM conventions.rules(); lists the rules.") : hint + "."};
}

SettingProblem no_such_severity(Text name) {
    return {.message = "severity " + quoted(name) + " does not exist",
            .detail = {},
            .hint = "Severities are off, info, warn and error."};
}

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
    for (const char each : name) {
        if (each >= 'A' && each <= 'Z') text.push_back(static_cast<char>(each - 'A' + 'a'));
        if ((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9')) text.push_back(each);
    }
    return text;
}

bool is_judged_at(const Settings& settings, Moment moments) {
    const Rule& rule = *settings.rule;
    return has(rule.moments_in_force != nullptr ? rule.moments_in_force(settings) : rule.moments, moments);
}

}  // namespace

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
    for (const Rule* rule : all_rules())
        all_.push_back(
            initial_settings(*rule, severities == nullptr ? Severity::off : rule->severities.*severities, problems_));
    for (const SettingRow& row : source.settings) {
        const auto found =
            std::find_if(all_.begin(), all_.end(), [&](const Settings& each) { return each.rule->id == row.rule; });
        if (found == all_.end()) {
            problems_.push_back(no_such_rule(row.rule).message);
            continue;
        }
        apply_parameters(*found, row.parameters, problems_);
        if (row.severity.empty()) continue;
        const std::optional<Severity> severity = severity_named(row.severity);
        if (!severity.has_value()) {
            problems_.push_back(no_such_severity(row.severity).message + ", rule " + quoted(row.rule));
            continue;
        }
        found->severity = *severity;
        found->severity_by_hand = true;
    }
}

const Settings& Policy::settings(const Rule& rule) const {
    const auto found = std::lower_bound(all_.begin(), all_.end(), rule.id,
                                        [](const Settings& each, Text id) { return each.rule->id < id; });
    if (found == all_.end() || found->rule != &rule)
        throw std::logic_error(std::string("rule ").append(rule.id).append(" is not registered"));
    return *found;
}

std::vector<const Settings*> Policy::rules_at(Moment moments) const {
    std::vector<const Settings*> rules;
    for (const Settings& each : all_)
        if (each.severity != Severity::off && is_judged_at(each, moments)) rules.push_back(&each);
    return rules;
}

Need Policy::needs(Moment moments) const {
    Need needs = Need::none;
    for (const Settings& each : all_)
        if (each.severity != Severity::off && is_judged_at(each, moments))
            needs = needs | each.rule->needs | each.rule->fix_needs;
    return needs;
}

SettingProblem check_setting(Text rule, Text severity, Text parameters) {
    const Rule* const known = find_rule(rule);
    if (known == nullptr) return no_such_rule(rule);
    if (!severity.empty() && !severity_named(severity).has_value()) return no_such_severity(severity);
    return check_parameters(*known, parameters);
}

std::vector<Text> nearest_rules(Text id) {
    std::vector<std::pair<std::size_t, Text>> near;
    for (const Rule* rule : all_rules()) {
        const std::optional<std::size_t> apart = nearness(id, rule->id);
        if (apart.has_value()) near.emplace_back(*apart, rule->id);
    }
    std::sort(near.begin(), near.end());
    std::vector<Text> ids;
    for (const auto& [apart, each] : near)
        if (ids.size() < nearest_at_most) ids.push_back(each);
    return ids;
}

}  // namespace conventions::core
