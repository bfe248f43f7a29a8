// policy/: which severity a finding has; profiles, house settings, and the one decide().

#pragma once

#include <string>
#include <vector>

#include "core/policy/value.hpp"

namespace conventions::core {

/// The one version of the three profiles in this release.
constexpr std::int32_t profile_version = 1;

/// A row of table rule_setting.
struct SettingRow {
    Text rule;
    Text severity;    // empty: the profile's
    Text parameters;  // a JSON object, empty for none
};

struct PolicySource {
    Text profile;  // relaxed, recommended, strict
    std::int32_t version = profile_version;
    Rows<SettingRow> settings = {};
};

/// The compiled policy of a database.
class Policy {
public:
    /// Unknown profile names, rules and values that do not fit are left out and named in problems().
    explicit Policy(const PolicySource& source);
    Policy(Policy&&) = default;
    Policy(const Policy&) = delete;
    Policy& operator=(Policy&&) = default;
    Policy& operator=(const Policy&) = delete;
    ~Policy() = default;

    /// Settings of a rule; never null for a rule of the registry.
    const Settings& settings(const Rule& rule) const;
    const std::vector<std::string>& problems() const { return problems_; }
    /// Rules that are not off and are judged at one of these moments, sorted by id.
    std::vector<const Settings*> rules_at(Moment moments) const;
    /// The same for a single moment, worked out beforehand.
    const std::vector<const Settings*>& rules_of(Moment single) const;
    /// The needs of the checks of all rules that are judged at these moments, and what their fixes need on top.
    Need needs(Moment moments) const;
    Need fix_needs(Moment moments) const;

private:
    std::vector<Settings> all_;                            // in the order of all_rules()
    std::vector<std::vector<const Settings*>> by_moment_;  // by the number of the moment's bit
    std::vector<std::string> problems_;
};

enum class Mode : std::uint8_t { off, report, warn, enforce };

/// What caps or lifts every rule: the settings of the session.
struct Caps {
    Mode mode = Mode::enforce;
    bool warnings_as_errors = false;
};

/// The severity of a finding: profile, house setting, then caps. `identity` decides exclude and only.
/// off: the finding is not to be reported.
Severity decide(const Settings& settings, const Caps& caps, const Finding& finding, Text identity,
                const Situation& situation);

/// Why a setting cannot be made; for SC004.
struct SettingProblem {
    std::string message;  // empty: it can
    std::string detail;
    std::string hint;
};

/// Checks a severity (empty: none given) and a JSON object of parameters (empty: none given) for a rule.
SettingProblem check_setting(Text rule, Text severity, Text parameters);

/// Merges `change` into `present`: a null value takes a parameter back to its initial value. Both JSON objects or
/// empty.
std::string merge_parameters(Text present, Text change);

/// The parameters of a rule as a JSON object, with the values in force.
std::string parameters_as_json(const Settings& settings);

/// Up to three ids nearest to a misspelt one, nearest first.
std::vector<Text> nearest_rules(Text id);

}  // namespace conventions::core
