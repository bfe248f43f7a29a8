// The parameters of one rule: from JSON and back, checked.

#pragma once

#include "core/policy/policy.hpp"

namespace conventions::core {

struct Json;

/// Sets the value where it fits; else leaves it as it was and says why.
SettingProblem take(const Rule& rule, const Parameter& parameter, const Json& given, Value& value);
/// The value as the JSON that a user would give.
Json as_json(const Parameter& parameter, const Value& value);

// objects.cpp: the same for ParameterType::objects.
SettingProblem take_objects(const Rule& rule, const Parameter& parameter, const Json& given, Value& value);
Json objects_as_json(const Parameter& parameter, const Value& value);

/// `severity`, and every parameter at its initial value. An initial value that does not fit is a bug of the rule: it is
/// left empty and named in `problems`.
Settings initial_settings(const Rule& rule, Severity severity, std::vector<std::string>& problems);

/// What is wrong with a JSON object of parameters (empty: none given) for this rule; a null value is right for each.
SettingProblem check_parameters(const Rule& rule, Text parameters);

/// What is wrong with a pattern that is no parameter of a rule; `subject` names it.
SettingProblem check_pattern(Text subject, Text pattern);

/// Sets what fits; what does not keeps its value, and its message is added to `problems`.
void apply_parameters(Settings& settings, Text parameters, std::vector<std::string>& problems);

/// The severity of that name, nothing for any other.
std::optional<Severity> severity_named(Text name);

/// `wanted` is at most so far from what was meant that naming it helps; the smaller, the nearer. Nothing: too far.
std::optional<std::size_t> nearness(Text given, Text wanted);

}  // namespace conventions::core
