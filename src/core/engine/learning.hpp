// The styles of one rule, tried on the relations of a database; for learn.cpp and learned_rows.cpp.

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/policy/value.hpp"
#include "core/rules/lesson.hpp"

namespace conventions::core {

/// One way to set the parameters of a rule, and what the rule finds then.
struct Trial {
    Settings settings;
    /// Those that the lesson is about, as a JSON object.
    std::string parameters;
    /// What people call it.
    std::string name;
    /// Of the lesson; other trials stand for what is set now, or by a preset.
    bool is_style = false;
    bool is_loose = false;
    /// How many objects do not conform, and the identities of the first few.
    std::int64_t exceptions = 0;
    std::vector<std::string> examples = {};
};

/// A rule that is to be learned, and everything that is tried of it.
class Pupil {
public:
    /// `schema`: the settings for that one count; empty: those of the whole database.
    Pupil(const Policy& policy, const Rule& rule, Text schema);
    /// The styles of its lesson, with those that are made of these relations, and the parameters in force.
    void try_styles(Rows<const Relation*> relations);
    /// Parameters of a preset, on top of the initial ones; returns the number of the trial.
    std::size_t try_preset(Text parameters);
    void look_at(const Catalog& catalog, const Relation& relation, const TakenNames& names);
    /// The lesson of a rule on types has `nothing`.
    void look_at(const Catalog& catalog, const Type& type, const TakenNames& names);

    const Rule& rule() const { return rule_; }
    const Lesson& lesson() const { return lesson_; }
    bool has_styles() const { return rule_.lesson != nullptr; }
    /// By the policy, at present.
    bool is_on() const { return is_on_; }
    const std::vector<Trial>& trials() const { return trials_; }
    const Trial& current() const { return trials_[current_]; }
    const Trial& initial() const { return trials_[initial_]; }
    /// Objects that can conform or not.
    std::int64_t judged() const { return judged_; }
    std::int64_t conforming(const Trial& trial) const { return judged_ - trial.exceptions; }
    const std::vector<std::string>& parameter_names() const { return keys_; }

private:
    struct Found {
        std::size_t key = 0;
        ObjectAt object;
    };
    Settings settings_with(bool house, Text parameters) const;
    std::size_t add(Settings settings, Text name);
    void add_style(Text parameters, Text name, bool is_loose);
    /// Each object once, in the order of their keys.
    std::vector<Found> found_by(const Settings& settings, const Catalog& catalog, const Relation& relation,
                                const TakenNames& names) const;
    std::vector<Found> found_by(const Settings& settings, const Catalog& catalog, const Type& type,
                                const TakenNames& names) const;

    const Policy& policy_;
    const Rule& rule_;
    const Lesson& lesson_;
    Text schema_;
    std::vector<std::string> keys_;
    std::vector<Trial> trials_;
    std::optional<Settings> nothing_;
    std::size_t current_ = 0;
    std::size_t initial_ = 0;
    std::int64_t judged_ = 0;
    bool is_on_ = false;
};

/// Evidence enough for a proposal: so many objects, and so many of a hundred that conform.
constexpr std::int64_t enough_judged = 5;
constexpr std::int64_t enough_percent = 80;
constexpr bool has_support(std::int64_t conforming, std::int64_t judged) {
    return conforming * 100 >= judged * enough_percent;
}

/// A preset, and what is tried of it.
struct PresetTrial {
    struct At {
        std::size_t pupil = 0;
        std::size_t trial = 0;
    };
    Text name;
    Text summary;
    /// Its parameters.
    std::vector<At> settings = {};
    /// The rules that it turns off, with their initial parameters.
    std::vector<std::size_t> turned_off = {};
};

/// Rows of the reply: one for each preset that says something about what is there, best first.
void write_learned_presets(const std::vector<Pupil>& pupils, const std::vector<PresetTrial>& presets,
                           const LearnTask& task, Reply& reply);
/// Rows of the reply: one for each rule with styles, those with something to adopt first.
void write_learned_rules(const std::vector<Pupil>& pupils, const LearnTask& task, Reply& reply);

}  // namespace conventions::core
