// policy/: which severity a finding has; profiles, presets, house settings, exemptions, and the one decide().

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/policy/exemption.hpp"
#include "core/policy/value.hpp"

namespace conventions::core {

/// The one version of the three profiles in this release.
constexpr std::int32_t profile_version = 1;

/// A row of table rule_setting.
struct SettingRow {
    Text rule;
    Text severity;        // empty: the lower layer's
    Text parameters;      // a JSON object, empty for none
    Text in_schema = {};  // a pattern for the whole name of the schema; empty: all
    Text for_role = {};   // counts for members of this role; empty: all
};

struct PolicySource {
    Text profile;  // relaxed, recommended, strict
    std::int32_t version = profile_version;
    Rows<Text> presets = {};
    Rows<SettingRow> settings = {};
    Rows<ExemptionRow> exemptions = {};
};

enum class Mode : std::uint8_t { off, report, warn, enforce };

/// What a session brings along to every decision.
struct Caps {
    Mode mode = Mode::enforce;
    bool warnings_as_errors = false;
    /// Those of Policy::named_roles() that the current user is a member of.
    Rows<Text> roles = {};
    /// As in ExemptionRow.
    std::int64_t now = 0;
};

/// A setting for some schemas or roles only, over the house's.
struct Override {
    std::string pattern;
    std::optional<Pattern> in_schema;
    std::string for_role;
    std::optional<Severity> severity;
    std::string parameters;
};

/// One layer that has something to say about a rule, lowest first.
struct Layer {
    std::string kind;  // profile, preset, house, schema, role
    std::string name;  // "recommended@1", "django", "legacy_.*"
    std::optional<Severity> severity;
    std::string parameters;
};

/// A rule that speaks for another one.
struct Silencer {
    const Rule* rule;
    const Silence* silence;
};

/// Whether its rule is judged at one of these moments.
bool is_judged_at(const Settings& settings, Moment moments);

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

    /// Settings of a rule in the whole database: profile, presets, house. Throws std::logic_error for a rule that is
    /// not in the registry.
    const Settings& settings(const Rule& rule) const;
    /// Settings of a rule for the objects of a schema and a session with these roles.
    const Settings& settings_for(const Rule& rule, Text schema, Rows<Text> roles) const;
    /// Any setting is for some schemas or roles only.
    bool any_overrides() const { return any_overrides_; }
    /// The layers of a rule for a schema and these roles, lowest first.
    std::vector<Layer> layers(const Rule& rule, Text schema, Rows<Text> roles) const;
    /// The roles that some setting is for.
    const std::vector<std::string>& named_roles() const { return named_roles_; }
    const Exemptions& exemptions() const { return exemptions_; }
    const std::vector<std::string>& problems() const { return problems_; }
    /// Rules that have a say at one of these moments, sorted by id, with their settings in the whole database: those
    /// that are not off everywhere in reports and files; only those that can reach warn while commands run, for which
    /// info is nothing.
    std::vector<const Settings*> rules_at(Moment moments) const;
    /// The same for a single moment, worked out beforehand.
    const std::vector<const Settings*>& rules_of(Moment single) const;
    /// Rules that are not off everywhere and speak for this one.
    const std::vector<Silencer>& silencers(const Rule& rule) const;
    /// The needs of the checks of all rules that are judged at these moments, and what their fixes need on top.
    Need needs(Moment moments) const;
    Need fix_needs(Moment moments) const;
    /// Those of the checks without Rule::excuse_needs, but for rules that silence another one.
    Need needs_to_pass(Moment moments, bool only_new_columns = false) const;

private:
    /// Overrides that apply, by their places in `overrides`, to the settings that they make of a rule.
    using Variants = std::map<std::vector<std::size_t>, Settings>;
    struct RulePolicy {
        Settings base;
        std::vector<Layer> layers;
        std::vector<Override> overrides;
        /// The highest severity that any schema and role has.
        Severity loudest = Severity::off;
        /// It can reach warn, by itself or by what it silences.
        bool is_heard = false;
        std::vector<Silencer> silencers;
        mutable Variants variants;
    };

    void find_loudest();
    bool can_be_heard(const RulePolicy& policy) const;
    void add_silencers();
    /// One of the rules that it silences is not off everywhere.
    bool silences_some(const Rule& rule) const;
    void add_presets(const PolicySource& source);
    void add_house(const SettingRow& row);
    void add_override(RulePolicy& policy, const SettingRow& row);
    const RulePolicy& policy_of(const Rule& rule) const;
    RulePolicy* policy_named(Text id);
    static std::vector<std::size_t> applying(const RulePolicy& policy, Text schema, Rows<Text> roles);

    std::vector<RulePolicy> all_;  // in the order of all_rules()
    std::vector<std::string> named_roles_;
    Exemptions exemptions_;
    bool any_overrides_ = false;
    std::vector<std::vector<const Settings*>> by_moment_;  // by the number of the moment's bit
    std::vector<std::string> problems_;
};

enum class FindingStatus : std::uint8_t { fresh, pending, known, exempt, expired };
/// As SQL shows them: new, pending, known, exempt, expired.
Text name_of(FindingStatus status);

struct Decision {
    /// off: the finding is not to be reported.
    Severity severity = Severity::off;
    FindingStatus status = FindingStatus::fresh;
};

/// The parameters exclude and only leave the object with this identity out.
bool is_out_of_scope(const Settings& settings, Text identity);

/// The one place that decides: the rule's severity as its layers left it, the caps of the session, then the exemption
/// that covers the finding (null for none). `identity` decides exclude and only.
Decision decide(const Settings& settings, const Exemption* exemption, const Caps& caps, const Finding& finding,
                Text identity, const Situation& situation);

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

/// What is wrong with a name that none of these is; names the nearest ones.
SettingProblem no_such_schema(Text name, Rows<Text> names);

/// Up to three ids nearest to a misspelt one, nearest first.
std::vector<Text> nearest_rules(Text id);

}  // namespace conventions::core
