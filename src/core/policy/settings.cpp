// Reads and writes the parameters of one rule as JSON.

#include "core/policy/settings.hpp"

#include <charconv>
#include <stdexcept>

#include "core/policy/json.hpp"

namespace conventions::core {
namespace {

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
    switch (json.kind) {
    case Json::Kind::null:
        return "null";
    case Json::Kind::boolean:
        return "a boolean";
    case Json::Kind::number:
        return "a number";
    case Json::Kind::string:
        return "a string";
    case Json::Kind::array:
        return "an array";
    case Json::Kind::object:
        return "an object";
    }
    return {};
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

SettingProblem wrong_pattern(Text subject, Text source, const PatternError& error) {
    if (source.size() > longest_pattern)
        return {.message = joined({subject, " is too long"}),
                .detail = joined({"It has ", std::to_string(source.size()), " bytes, patterns have at most ",
                                  std::to_string(longest_pattern), "."}),
                .hint = {}};
    return {.message = joined({subject, " is not a valid regular expression: ", error.what()}),
            .detail = joined({"Pattern: ", source, ", seen at byte ", std::to_string(error.position() + 1), "."}),
            .hint = {}};
}

SettingProblem take_pattern(const Rule& rule, const Parameter& parameter, Text source, Value& value) {
    try {
        std::optional<Pattern> pattern;
        if (!source.empty()) pattern.emplace(parameter.whole ? joined({"^(?:", source, ")$"}) : std::string(source));
        value.text_ = source;
        value.pattern_ = std::move(pattern);
        return {};
    } catch (const PatternError& error) {
        return wrong_pattern(subject(rule, parameter), source, error);
    }
}

SettingProblem take_template(const Rule& rule, const Parameter& parameter, Text source,
                             std::vector<NameTemplate>& templates) {
    try {
        if (!source.empty()) templates.emplace_back(source);
        return {};
    } catch (const NameTemplateError& error) {
        return {.message = joined({subject(rule, parameter), " ", error.what()}),
                .detail = joined({"Template: ", source, "."}),
                .hint = joined({"Placeholders are ", placeholders_enumerated(), "."})};
    }
}

SettingProblem take_integer(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    // An integer of any length is one; 1e3 and 4.0 are not.
    const bool is_integer = given.kind == Json::Kind::number && given.text.find_first_of(".eE") == std::string::npos;
    if (!is_integer) return wrong_type(rule, parameter, given, "an integer");
    std::int64_t integer = 0;
    const bool fits =
        std::from_chars(given.text.data(), given.text.data() + given.text.size(), integer).ec == std::errc();
    if (!fits || integer < parameter.minimum || integer > parameter.maximum)
        return {.message = joined({subject(rule, parameter), " is out of range: ", given.text}),
                .detail = {},
                .hint = joined({"It must be between ", std::to_string(parameter.minimum), " and ",
                                std::to_string(parameter.maximum), "."})};
    value.integer_ = integer;
    return {};
}

SettingProblem take_list(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    if (given.kind != Json::Kind::array) return wrong_type(rule, parameter, given, "an array of strings");
    std::vector<std::string> list;
    std::vector<NameTemplate> templates;
    for (const Json& item : given.items) {
        if (item.kind != Json::Kind::string)
            return {.message = joined({subject(rule, parameter), " must hold strings, not ", article_of(item)}),
                    .detail = {},
                    .hint = std::string(parameter.text)};
        if (item.text.empty())
            return {.message = subject(rule, parameter) + " must not hold an empty string", .detail = {}, .hint = {}};
        if (!is_choice(parameter, item.text)) return wrong_choice(rule, parameter, item.text);
        if (parameter.type == ParameterType::name_templates) {
            SettingProblem problem = take_template(rule, parameter, item.text, templates);
            if (!problem.message.empty()) return problem;
        }
        list.push_back(item.text);
    }
    value.templates_ = std::move(templates);
    value.list_ = std::move(list);
    return {};
}

}  // namespace

SettingProblem take(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    switch (parameter.type) {
    case ParameterType::boolean:
        if (given.kind != Json::Kind::boolean) return wrong_type(rule, parameter, given, "true or false");
        value.boolean_ = given.boolean;
        return {};
    case ParameterType::integer:
        return take_integer(rule, parameter, given, value);
    case ParameterType::list:
    case ParameterType::name_templates:
        return take_list(rule, parameter, given, value);
    case ParameterType::objects:
        return take_objects(rule, parameter, given, value);
    default:
        break;
    }
    if (given.kind != Json::Kind::string) return wrong_type(rule, parameter, given, "a string");
    if (parameter.type == ParameterType::pattern) return take_pattern(rule, parameter, given.text, value);
    if (parameter.type == ParameterType::name_template) {
        std::vector<NameTemplate> templates;
        SettingProblem problem = take_template(rule, parameter, given.text, templates);
        if (!problem.message.empty()) return problem;
        value.templates_ = std::move(templates);
    }
    // Empty is the value of a choice that nobody has made, where there is none from the start.
    const bool is_open = given.text.empty() && parameter.initial.empty();
    if (parameter.type == ParameterType::choice && !is_open && !is_choice(parameter, given.text))
        return wrong_choice(rule, parameter, given.text);
    value.text_ = given.text;
    return {};
}

namespace {

Json string_value(Text text) { return {.kind = Json::Kind::string, .text = std::string(text)}; }

Json list_value(const auto& texts) {
    Json list{.kind = Json::Kind::array};
    for (const auto& text : texts) list.items.push_back(string_value(text));
    return list;
}

/// The initial text of a parameter as the JSON value that a user would give.
Json initial_json(const Parameter& parameter) {
    switch (parameter.type) {
    case ParameterType::boolean:
    case ParameterType::integer:
        return parse_json(parameter.initial).value_or(Json{});
    case ParameterType::list:
    case ParameterType::name_templates:
        return list_value(split(parameter.initial));
    case ParameterType::objects:
        return {.kind = Json::Kind::array};
    default:
        return string_value(parameter.initial);
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
    const std::optional<Json> json = parse_json(parameters);
    if (!json.has_value() || json->kind != Json::Kind::object) {
        problem(not_an_object(*settings.rule));
        return;
    }
    for (std::size_t i = 0; i < json->items.size(); ++i) {
        const std::string& name = json->names[i];
        const Json& given = json->items[i];
        const Parameter* const parameter = find_parameter(*settings.rule, name);
        if (parameter != nullptr && given.kind == Json::Kind::null) continue;
        const SettingProblem found = parameter == nullptr
                                         ? unexpected(*settings.rule, name)
                                         : take(*settings.rule, *parameter, given, *value_of(settings, *parameter));
        if (!found.message.empty() && !problem(found)) return;
    }
}

}  // namespace

Json as_json(const Parameter& parameter, const Value& value) {
    switch (parameter.type) {
    case ParameterType::boolean:
        return {.kind = Json::Kind::boolean, .boolean = value.boolean()};
    case ParameterType::integer:
        return {.kind = Json::Kind::number, .text = std::to_string(value.integer())};
    case ParameterType::list:
    case ParameterType::name_templates:
        return list_value(value.list());
    case ParameterType::objects:
        return objects_as_json(parameter, value);
    default:
        return string_value(value.text());
    }
}

namespace {}  // namespace

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

SettingProblem check_pattern(Text subject, Text pattern) {
    try {
        const Pattern ignored(pattern);
        return {};
    } catch (const PatternError& error) {
        return wrong_pattern(subject, pattern, error);
    }
}

void apply_parameters(Settings& settings, Text parameters, std::vector<std::string>& problems) {
    apply(settings, parameters, [&](const SettingProblem& found) {
        problems.push_back(found.message);
        return true;
    });
}

std::string parameters_as_json(const Settings& settings) {
    Json json{.kind = Json::Kind::object};
    const auto add = [&](const Parameter& parameter, const Value& value) {
        json.names.emplace_back(parameter.name);
        json.items.push_back(as_json(parameter, value));
    };
    // In the order of the rule, not of the alphabet: nothing looks a name up in it.
    for (std::size_t i = 0; i < settings.values.size(); ++i) add(*settings.rule->parameters[i], settings.values[i]);
    if (settings.exclude.has_pattern()) add(common_exclude, settings.exclude);
    if (settings.only.has_pattern()) add(common_only, settings.only);
    return json_text(json);
}

const Value& Settings::value(const Parameter& parameter) const {
    for (std::size_t i = 0; i < rule->parameters.size(); ++i)
        if (rule->parameters[i] == &parameter) return values[i];
    throw std::logic_error(
        joined({"rule ", rule->id, " asks for parameter ", parameter.name, ", which is not in its list"}));
}

const Value& Context::value(const Parameter& parameter) const { return settings.value(parameter); }

}  // namespace conventions::core
