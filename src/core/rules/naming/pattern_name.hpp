// Names that match a pattern of the house.

#pragma once

#include <string>

#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// The parameter of the rules on names of one kind.
inline constexpr Parameter name_pattern = {
    .name = "pattern",
    .type = ParameterType::pattern,
    .initial = snake_case_pattern,
    .text = "The regular expression that a name must match.",
};

/// There is a pattern, and the name does not match it.
bool is_off_pattern(const Value& pattern, Text name);
/// "has a name that does not match ^[a-z]+$"
std::string does_not_match(const Value& pattern);

/// The words of the name in lower case; where those are a key word of these classes, what `instead` makes of them.
/// Empty where the pattern asks for something else.
std::string proposed_by(const Context& in, const Value& pattern, Text name, std::string (*instead)(Text),
                        Text classes = "RT");

/// Renames the relation by the pattern; `command` is "ALTER VIEW ".
void rename_relation(const Input& in, const Value& pattern, Text command, std::string (*instead)(Text), Sql& sql);

/// For Silence::judges: a rule on the names of this kind of object has seen whether they need quotes.
template <ObjectClass kind>
bool judges_names_of(const Relation*, const Finding& silent) {
    return silent.object.kind == kind;
}
/// The same for one kind of constraints.
template <ConstraintKind kind>
bool judges_names_of_constraints(const Relation* relation, const Finding& silent) {
    return relation != nullptr && silent.object.kind == ObjectClass::constraint &&
           relation->constraints[silent.object.at].kind == kind;
}

}  // namespace conventions::core
