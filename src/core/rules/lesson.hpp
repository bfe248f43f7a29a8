// What conventions.learn() tries of a rule: styles, each judged by the rule's own check.

#pragma once

#include <string>
#include <vector>

#include "core/rules/rule.hpp"

namespace conventions::core {

struct Style {
    /// A JSON object, as set_rule() takes it. The styles of a lesson give the same parameters.
    Text parameters;
    /// What people call it; empty: the values say it.
    Text name = {};
    /// Lets pass more than others: proposed only where none of them has the support.
    bool is_loose = false;
};

struct Lesson {
    /// Of two with the same support the first is proposed.
    Rows<Style> styles;
    /// Each style once more, as a loose one, with these parameters in place of its own; empty for none.
    Text loosened = {};
    /// Parameters by which nothing conforms, so that check finds all that it judges. Without them what one of the
    /// styles finds counts as judged: the rest says nothing about the style.
    Text nothing = {};
    /// How many objects of the relation the style is about, where no parameters make check find all of them.
    std::int64_t (*judged)(const Input&) = nullptr;
    /// How many of those a style is about, where the parameters choose them: what it is not about does not conform.
    std::int64_t (*about)(const Input&) = nullptr;
    /// A JSON object with the parameters that it is about, where neither styles nor `nothing` say them.
    Text keys = {};
    /// All findings at one relation are one.
    bool counts_relations = false;
    /// The parameters only let more pass: a preset that gives them is not supported by what passes without them.
    bool is_tolerance = false;
    /// More styles, made of what is there: the parameters of each, as JSON; all but the first are loose.
    std::vector<std::string> (*derived)(Rows<const Relation*>) = nullptr;
};

/// The styles of a pattern for names: snake_case, camelCase and so on; parameter "pattern".
extern const Lesson name_pattern_lesson;

}  // namespace conventions::core
