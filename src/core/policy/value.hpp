// The value of a parameter, and all values of one rule.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/output/name_template.hpp"
#include "core/pattern.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

class Value {
public:
    /// A member of an object that somebody gave; true for everything else.
    bool given() const { return given_; }
    /// ParameterType::objects: for each object the values of the parameter's members, in their order.
    const std::vector<std::vector<Value>>& objects() const { return objects_; }
    bool boolean() const { return boolean_; }
    std::int64_t integer() const { return integer_; }
    Text text() const { return text_; }
    const std::vector<std::string>& list() const { return list_; }
    bool lists(Text wanted) const {
        for (const std::string& each : list_)
            if (each == wanted) return true;
        return false;
    }
    /// For a pattern parameter; an empty pattern matches nothing and has_pattern() is false.
    bool has_pattern() const { return pattern_.has_value(); }
    /// A name that the search gives up on as too complex counts as `given_up`: its author must not profit from it.
    bool matches(Text name, bool given_up = false) const {
        if (!pattern_.has_value()) return false;
        try {
            return pattern_->matches(name);
        } catch (const PatternError&) {
            return given_up;
        }
    }

    /// What the first group of a pattern parameter finds in the name; empty for nothing.
    Text group(Text name) const {
        if (!pattern_.has_value()) return {};
        try {
            return pattern_->group(name);
        } catch (const PatternError&) {
            return {};
        }
    }
    /// For name_template (one, or none for an empty text) and name_templates.
    const std::vector<NameTemplate>& templates() const { return templates_; }

    bool given_ = true;
    std::vector<std::vector<Value>> objects_;
    bool boolean_ = false;
    std::int64_t integer_ = 0;
    std::string text_;
    std::vector<std::string> list_;
    std::optional<Pattern> pattern_;
    std::vector<NameTemplate> templates_;
};

/// The parameters of one rule as they are in force, with the common ones.
class Settings {
public:
    const Rule* rule = nullptr;
    Severity severity = Severity::off;
    /// Somebody set the severity: not the profile's word.
    bool severity_by_hand = false;
    /// In the order of rule->parameters.
    std::vector<Value> values;
    /// Common parameters: objects whose identity matches `exclude` are left out; with `only`, all others are.
    Value exclude;
    Value only;

    /// The value in force of one of the rule's own parameters.
    const Value& value(const Parameter& parameter) const;
};

}  // namespace conventions::core
