// Reads and writes the parameters of one rule as JSON.

#include "core/policy/settings.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace conventions::core {
namespace {

using Json = nlohmann::json;

constexpr Parameter common_exclude = {
    .name = "exclude",
    .type = ParameterType::pattern,
    .text = "Objects whose identity matches are left out.",
};
constexpr Parameter common_only = {
    .name = "only",
    .type = ParameterType::pattern,
    .text = "Only objects whose identity matches are judged.",
};

std::string joined(std::initializer_list<Text> pieces) {
    std::string text;
    for (const Text piece : pieces) text.append(piece);
    return text;
}

Text trimmed(Text text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<Text> split(Text list) {
    std::vector<Text> items;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const Text item = trimmed(list.substr(0, comma));
        if (!item.empty()) items.push_back(item);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return items;
}

bool is_choice(const Parameter& parameter, Text text) {
    if (parameter.choices.empty()) return true;
    for (const Text choice : split(parameter.choices))
        if (choice == text) return true;
    return false;
}

const Parameter* find_parameter(const Rule& rule, Text name) {
    for (const Parameter* each : rule.parameters)
        if (each->name == name) return each;
    if (name == common_exclude.name) return &common_exclude;
    if (name == common_only.name) return &common_only;
    return nullptr;
}

std::vector<Text> parameter_names(const Rule& rule) {
    std::vector<Text> names;
    for (const Parameter* each : rule.parameters) names.push_back(each->name);
    names.push_back(common_exclude.name);
    names.push_back(common_only.name);
    return names;
}

std::string enumerated(const std::vector<Text>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text.append(i + 1 == names.size() ? " and " : ", ");
        text.append(names[i]);
    }
    return text;
}

std::string subject(const Rule& rule, const Parameter& parameter) {
    return joined({"parameter \"", parameter.name, "\" of rule \"", rule.id, "\""});
}

Text article_of(const Json& json) {
    switch (json.type()) {
    case Json::value_t::boolean:
        return "a boolean";
    case Json::value_t::string:
        return "a string";
    case Json::value_t::array:
        return "an array";
    case Json::value_t::object:
        return "an object";
    case Json::value_t::null:
        return "null";
    default:
        return "a number";
    }
}

SettingProblem wrong_type(const Rule& rule, const Parameter& parameter, const Json& given, Text wanted) {
    return {.message = joined({subject(rule, parameter), " must be ", wanted, ", not ", article_of(given)}),
            .detail = {},
            .hint = std::string(parameter.text)};
}

SettingProblem wrong_choice(const Rule& rule, const Parameter& parameter, Text given) {
    return {.message = joined({subject(rule, parameter), " does not take \"", given, "\""}),
            .detail = {},
            .hint = joined({"It takes ", enumerated(split(parameter.choices)), "."})};
}

SettingProblem take_pattern(const Rule& rule, const Parameter& parameter, Text source, Value& value) {
    value.text_ = source;
    value.pattern_.reset();
    if (source.empty()) return {};
    try {
        Pattern pattern(source);
        // What only the engine for code points refuses shall not come up with the first name that needs it.
        pattern.matches("\u00e9");
        value.pattern_ = std::move(pattern);
        return {};
    } catch (const PatternError& error) {
        value.text_.clear();
        if (source.size() > longest_pattern)
            return {.message = joined({subject(rule, parameter), " is too long"}),
                    .detail = joined({"It has ", std::to_string(source.size()), " bytes, patterns have at most ",
                                      std::to_string(longest_pattern), "."}),
                    .hint = {}};
        return {.message = joined({subject(rule, parameter), " is not a valid regular expression: ", error.what()}),
                .detail = joined({"Pattern: ", source, ", seen at byte ", std::to_string(error.position() + 1), "."}),
                .hint = {}};
    }
}

SettingProblem take_integer(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    if (!given.is_number_integer()) return wrong_type(rule, parameter, given, "an integer");
    const bool too_big =
        given.is_number_unsigned() &&
        given.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const std::int64_t integer = too_big ? std::numeric_limits<std::int64_t>::max() : given.get<std::int64_t>();
    if (too_big || integer < parameter.minimum || integer > parameter.maximum)
        return {.message = joined({subject(rule, parameter), " is out of range: ", given.dump()}),
                .detail = {},
                .hint = joined({"It must be between ", std::to_string(parameter.minimum), " and ",
                                std::to_string(parameter.maximum), "."})};
    value.integer_ = integer;
    return {};
}

SettingProblem take_list(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    if (!given.is_array()) return wrong_type(rule, parameter, given, "an array of strings");
    std::vector<std::string> list;
    for (const Json& item : given) {
        if (!item.is_string())
            return {.message = joined({subject(rule, parameter), " must hold strings, not ", article_of(item)}),
                    .detail = {},
                    .hint = std::string(parameter.text)};
        const std::string& text = item.get_ref<const std::string&>();
        if (text.empty())
            return {.message = subject(rule, parameter) + " must not hold an empty string", .detail = {}, .hint = {}};
        if (!is_choice(parameter, text)) return wrong_choice(rule, parameter, text);
        list.push_back(text);
    }
    value.list_ = std::move(list);
    return {};
}

/// Sets the value where it fits; else leaves it as it was and says why.
SettingProblem take(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    switch (parameter.type) {
    case ParameterType::boolean:
        if (!given.is_boolean()) return wrong_type(rule, parameter, given, "true or false");
        value.boolean_ = given.get<bool>();
        return {};
    case ParameterType::integer:
        return take_integer(rule, parameter, given, value);
    case ParameterType::list:
        return take_list(rule, parameter, given, value);
    default:
        break;
    }
    if (!given.is_string()) return wrong_type(rule, parameter, given, "a string");
    const std::string& text = given.get_ref<const std::string&>();
    if (parameter.type == ParameterType::pattern) {
        Value tried;
        SettingProblem problem = take_pattern(rule, parameter, text, tried);
        if (problem.message.empty()) value = std::move(tried);
        return problem;
    }
    if (parameter.type == ParameterType::choice && !is_choice(parameter, text))
        return wrong_choice(rule, parameter, text);
    value.text_ = text;
    return {};
}

/// The initial text of a parameter as the JSON value that a user would give.
Json initial_json(const Parameter& parameter) {
    switch (parameter.type) {
    case ParameterType::boolean:
        if (parameter.initial == "true" || parameter.initial == "false") return parameter.initial == "true";
        return Json();
    case ParameterType::integer: {
        std::int64_t integer = 0;
        const char* const end = parameter.initial.data() + parameter.initial.size();
        const auto [at, error] = std::from_chars(parameter.initial.data(), end, integer);
        return error == std::errc() && at == end ? Json(integer) : Json();
    }
    case ParameterType::list: {
        Json list = Json::array();
        for (const Text item : split(parameter.initial)) list.push_back(std::string(item));
        return list;
    }
    default:
        return std::string(parameter.initial);
    }
}

SettingProblem unexpected(const Rule& rule, const std::string& name) {
    if (name == "severity")
        return {.message = joined({"severity of rule \"", rule.id, "\" is not one of its parameters"}),
                .detail = {},
                .hint = joined({"Give it as an argument: conventions.set_rule('", rule.id, "', severity => 'warn')."})};
    const std::vector<Text> names = parameter_names(rule);
    Text nearest;
    std::optional<std::size_t> best;
    for (const Text each : names) {
        const std::optional<std::size_t> distance = nearness(name, each);
        if (!distance.has_value() || (best.has_value() && *best <= *distance)) continue;
        best = distance;
        nearest = each;
    }
    const std::string list = joined({"Its parameters are ", enumerated(names), "."});
    return {.message = joined({"rule \"", rule.id, "\" has no parameter \"", name, "\""}),
            .detail = {},
            .hint = nearest.empty() ? list : joined({"Perhaps you meant \"", nearest, "\". ", list})};
}

SettingProblem not_an_object(const Rule& rule) {
    return {.message = joined({"parameters of rule \"", rule.id, "\" must be a JSON object"}),
            .detail = {},
            .hint = joined({"For example: conventions.set_rule('", rule.id,
                            "', parameters => '{\"exclude\": \"^archive\\\\.\"}')."})};
}

Json parsed(Text text) { return Json::parse(text.begin(), text.end(), nullptr, false); }

Value* value_of(Settings& settings, const Parameter& parameter) {
    if (&parameter == &common_exclude) return &settings.exclude;
    if (&parameter == &common_only) return &settings.only;
    for (std::size_t i = 0; i < settings.rule->parameters.size(); ++i)
        if (settings.rule->parameters[i] == &parameter) return &settings.values[i];
    return nullptr;
}

/// Calls problem(...) for everything that does not fit; stops where it returns false.
template <class Problem>
void apply(Settings& settings, Text parameters, Problem problem) {
    if (parameters.empty()) return;
    const Json json = parsed(parameters);
    if (!json.is_object()) {
        problem(not_an_object(*settings.rule));
        return;
    }
    for (const auto& [name, given] : json.items()) {
        const Parameter* const parameter = find_parameter(*settings.rule, name);
        if (parameter != nullptr && given.is_null()) continue;
        const SettingProblem found = parameter == nullptr
                                         ? unexpected(*settings.rule, name)
                                         : take(*settings.rule, *parameter, given, *value_of(settings, *parameter));
        if (!found.message.empty() && !problem(found)) return;
    }
}

nlohmann::ordered_json as_json(const Parameter& parameter, const Value& value) {
    switch (parameter.type) {
    case ParameterType::boolean:
        return value.boolean();
    case ParameterType::integer:
        return value.integer();
    case ParameterType::list:
        return value.list();
    default:
        return value.text_;
    }
}

std::string dumped(const auto& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

Settings initial_settings(const Rule& rule, Severity severity, std::vector<std::string>& problems) {
    Settings settings;
    settings.rule = &rule;
    settings.severity = severity;
    settings.values.resize(rule.parameters.size());
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        const Parameter& parameter = *rule.parameters[i];
        const SettingProblem problem = take(rule, parameter, initial_json(parameter), settings.values[i]);
        if (!problem.message.empty()) problems.push_back("initial value: " + problem.message);
    }
    return settings;
}

SettingProblem check_parameters(const Rule& rule, Text parameters) {
    std::vector<std::string> ignored;
    Settings settings = initial_settings(rule, Severity::off, ignored);
    SettingProblem first;
    apply(settings, parameters, [&](const SettingProblem& found) {
        first = found;
        return false;
    });
    return first;
}

void apply_parameters(Settings& settings, Text parameters, std::vector<std::string>& problems) {
    apply(settings, parameters, [&](const SettingProblem& found) {
        problems.push_back(found.message);
        return true;
    });
}

std::string merge_parameters(Text present, Text change) {
    Json merged = present.empty() ? Json::object() : parsed(present);
    if (!merged.is_object()) merged = Json::object();
    const Json changes = change.empty() ? Json::object() : parsed(change);
    if (changes.is_object())
        for (const auto& [name, given] : changes.items()) {
            if (given.is_null())
                merged.erase(name);
            else
                merged[name] = given;
        }
    return dumped(merged);
}

std::string parameters_as_json(const Settings& settings) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < settings.values.size(); ++i) {
        const Parameter& parameter = *settings.rule->parameters[i];
        json[std::string(parameter.name)] = as_json(parameter, settings.values[i]);
    }
    if (settings.exclude.has_pattern()) json[std::string(common_exclude.name)] = settings.exclude.text_;
    if (settings.only.has_pattern()) json[std::string(common_only.name)] = settings.only.text_;
    return dumped(json);
}

const Value& Context::value(const Parameter& parameter) const {
    for (std::size_t i = 0; i < settings.rule->parameters.size(); ++i)
        if (settings.rule->parameters[i] == &parameter) return settings.values[i];
    throw std::logic_error(
        joined({"rule ", settings.rule->id, " asks for parameter ", parameter.name, ", which is not in its list"}));
}

}  // namespace conventions::core
