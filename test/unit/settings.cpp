// Parameters of a rule: checked, merged, applied, printed.

#include "core/policy/settings.hpp"

#include <doctest/doctest.h>

namespace conventions::core {
namespace {

constexpr Parameter flag = {.name = "flag", .type = ParameterType::boolean, .initial = "true", .text = "Whether."};
constexpr Parameter count = {.name = "max_columns",
                             .type = ParameterType::integer,
                             .initial = "4",
                             .text = "How many.",
                             .minimum = 1,
                             .maximum = 32};
constexpr Parameter word = {.name = "word", .type = ParameterType::text, .initial = "first", .text = "A word."};
constexpr Parameter style = {.name = "style",
                             .type = ParameterType::choice,
                             .choices = "snake, camel, free",
                             .initial = "snake",
                             .text = "A style."};
constexpr Parameter shape = {
    .name = "pattern", .type = ParameterType::pattern, .initial = "^[a-z]+$", .text = "A shape."};
constexpr Parameter names = {
    .name = "names", .type = ParameterType::list, .initial = "created_at, made_at", .text = "Names."};
constexpr Parameter kinds = {
    .name = "kinds", .type = ParameterType::list, .choices = "table, view", .initial = "", .text = "Kinds."};
constexpr const Parameter* parameters[] = {&flag, &count, &word, &style, &shape, &names, &kinds};
constexpr Parameter one_template = {.name = "template",
                                    .type = ParameterType::name_template,
                                    .initial = "idx_{table}_{columns}",
                                    .text = "How it is named."};
constexpr Parameter some_templates = {
    .name = "templates", .type = ParameterType::name_templates, .initial = "id, {table}_id", .text = "The names."};
constexpr const Parameter* template_parameters[] = {&one_template, &some_templates};
constexpr Rule named_rule = {.id = "named", .family = Family::naming, .parameters = template_parameters};
constexpr Rule rule = {.id = "sample", .family = Family::naming, .parameters = parameters};

Settings fresh() {
    std::vector<std::string> problems;
    Settings settings = initial_settings(rule, Severity::warn, problems);
    CHECK(problems.empty());
    return settings;
}

std::string message(Text json) { return check_parameters(rule, json).message; }
std::string hint(Text json) { return check_parameters(rule, json).hint; }

TEST_CASE("initial values are in force") {
    const Settings settings = fresh();
    CHECK(settings.rule == &rule);
    CHECK(settings.severity == Severity::warn);
    CHECK_FALSE(settings.severity_by_hand);
    CHECK(settings.values[0].boolean());
    CHECK(settings.values[1].integer() == 4);
    CHECK(settings.values[2].text() == "first");
    CHECK(settings.values[3].text() == "snake");
    CHECK(settings.values[4].matches("abc"));
    CHECK_FALSE(settings.values[4].matches("Abc"));
    CHECK(settings.values[5].list() == std::vector<std::string>{"created_at", "made_at"});
    CHECK(settings.values[5].lists("made_at"));
    CHECK_FALSE(settings.values[5].lists("made"));
    CHECK(settings.values[6].list().empty());
    CHECK_FALSE(settings.exclude.has_pattern());
    CHECK_FALSE(settings.exclude.matches(""));
    CHECK_FALSE(settings.only.has_pattern());
}

TEST_CASE("an initial value that does not fit is a problem of the rule") {
    static constexpr Parameter wrong = {.name = "n", .type = ParameterType::integer, .initial = "4x"};
    static constexpr Parameter far = {.name = "f", .type = ParameterType::integer, .initial = "9", .maximum = 8};
    static constexpr Parameter maybe = {.name = "b", .type = ParameterType::boolean, .initial = "yes"};
    static constexpr Parameter open = {.name = "p", .type = ParameterType::pattern, .initial = "("};
    static constexpr Parameter other = {.name = "c", .type = ParameterType::choice, .choices = "a, b", .initial = "c"};
    static constexpr const Parameter* all[] = {&wrong, &far, &maybe, &open, &other};
    const Rule bad{.id = "bad_rule", .family = Family::naming, .parameters = all};
    std::vector<std::string> problems;
    const Settings settings = initial_settings(bad, Severity::off, problems);
    CHECK(problems.size() == 5);
    CHECK_FALSE(settings.values[3].matches("("));
}

TEST_CASE("a rule reads its own parameters") {
    const Settings settings = fresh();
    const Catalog catalog;
    const Situation situation;
    const Context context{catalog, settings, situation};
    CHECK(context.value(count).integer() == 4);
    CHECK(context.value(word).text() == "first");
    static constexpr Parameter foreign = {.name = "word"};
    CHECK_THROWS_AS(context.value(foreign), std::logic_error);
}

TEST_CASE("what fits is accepted") {
    for (const Text json :
         {"", "{}", R"({"flag": false})", R"({"max_columns": 1})", R"({"max_columns": 32})", R"({"word": ""})",
          R"({"style": "free"})", R"({"pattern": ""})", R"({"pattern": "^größe$"})", R"({"names": []})",
          R"({"names": ["a", "b"]})", R"({"kinds": ["view"]})", R"({"exclude": "^x", "only": ""})",
          R"({"flag": null, "max_columns": null, "word": null, "style": null, "pattern": null, "names": null,
              "exclude": null})"}) {
        CAPTURE(json);
        CHECK(message(json) == "");
    }
}

TEST_CASE("what does not fit is named") {
    CHECK(message(R"({"flag": 1})") == R"(parameter "flag" of rule "sample" must be true or false, not a number)");
    CHECK(message(R"({"flag": "true"})") == R"(parameter "flag" of rule "sample" must be true or false, not a string)");
    CHECK(message(R"({"max_columns": "4"})") ==
          R"(parameter "max_columns" of rule "sample" must be an integer, not a string)");
    CHECK(message(R"({"max_columns": 4.5})") ==
          R"(parameter "max_columns" of rule "sample" must be an integer, not a number)");
    CHECK(message(R"({"max_columns": 0})") == R"(parameter "max_columns" of rule "sample" is out of range: 0)");
    CHECK(message(R"({"max_columns": -9223372036854775808})") ==
          R"(parameter "max_columns" of rule "sample" is out of range: -9223372036854775808)");
    CHECK(message(R"({"max_columns": 18446744073709551615})") ==
          R"(parameter "max_columns" of rule "sample" is out of range: 18446744073709551615)");
    CHECK(hint(R"({"max_columns": 33})") == "It must be between 1 and 32.");
    CHECK(message(R"({"max_columns": 1e400})") == R"(parameters of rule "sample" must be a JSON object)");
    CHECK(message(R"({"word": ["a"]})") == R"(parameter "word" of rule "sample" must be a string, not an array)");
    CHECK(message(R"({"style": "kebab"})") == R"(parameter "style" of rule "sample" does not take "kebab")");
    CHECK(hint(R"({"style": "kebab"})") == "It takes snake, camel and free.");
    CHECK(message(R"({"style": {}})") == R"(parameter "style" of rule "sample" must be a string, not an object)");
    CHECK(message(R"({"names": "a"})") ==
          R"(parameter "names" of rule "sample" must be an array of strings, not a string)");
    CHECK(message(R"({"names": ["a", 1]})") == R"(parameter "names" of rule "sample" must hold strings, not a number)");
    CHECK(message(R"({"names": ["a", null]})") == R"(parameter "names" of rule "sample" must hold strings, not null)");
    CHECK(message(R"({"names": [""]})") == R"(parameter "names" of rule "sample" must not hold an empty string)");
    CHECK(message(R"({"kinds": ["table", "index"]})") == R"(parameter "kinds" of rule "sample" does not take "index")");
    CHECK(message(R"({"exclude": true})") == R"(parameter "exclude" of rule "sample" must be a string, not a boolean)");
}

TEST_CASE("parameters must be one JSON object") {
    for (const Text json :
         {"[]", "1", "null", "\"x\"", "{", "{\"flag\": }", "nonsense", "{} {}", "{\"a\": \"\xff\"}"}) {
        CAPTURE(json);
        CHECK(message(json) == R"(parameters of rule "sample" must be a JSON object)");
    }
    CHECK(hint("[]") == R"(For example: conventions.set_rule('sample', parameters => '{"exclude": "^archive\\."}').)");
    // Depth costs no stack.
    CHECK_FALSE(message("{\"word\": " + std::string(100000, '[') + std::string(100000, ']') + "}").empty());
    CHECK_FALSE(message(std::string(100000, '[')).empty());
}

TEST_CASE("patterns are checked as they will be used") {
    const SettingProblem open = check_parameters(rule, R"({"exclude": "ab(c"})");
    CHECK(
        open.message ==
        R"(parameter "exclude" of rule "sample" is not a valid regular expression: parenthesis or bracket without its partner)");
    CHECK(open.detail.starts_with("Pattern: ab(c, seen at byte "));
    CHECK(open.detail.ends_with("."));
    CHECK(message(R"({"pattern": "é("})").find("parenthesis") != std::string::npos);
    const SettingProblem longer = check_parameters(rule, "{\"pattern\": \"" + std::string(1001, 'a') + "\"}");
    CHECK(longer.message == R"(parameter "pattern" of rule "sample" is too long)");
    CHECK(longer.detail == "It has 1001 bytes, patterns have at most 1000.");
    CHECK(message("{\"pattern\": \"" + std::string(1000, 'a') + "\"}").empty());
}

TEST_CASE("name templates are checked as they will be used") {
    std::vector<std::string> problems;
    Settings settings = initial_settings(named_rule, Severity::warn, problems);
    REQUIRE(problems.empty());
    REQUIRE(settings.values[0].templates().size() == 1);
    CHECK(settings.values[0].templates()[0].source() == "idx_{table}_{columns}");
    REQUIRE(settings.values[1].templates().size() == 2);
    CHECK(settings.values[1].templates()[1].source() == "{table}_id");

    const SettingProblem wrong = check_parameters(named_rule, R"({"template": "ix_{tabel}"})");
    CHECK(wrong.message == R"(parameter "template" of rule "named" holds {tabel}, which is no placeholder)");
    CHECK(wrong.detail == "Template: ix_{tabel}.");
    CHECK(wrong.hint == "Placeholders are " + placeholders_enumerated() + ".");
    CHECK(check_parameters(named_rule, R"({"templates": ["id", "{x"]})").message ==
          R"(parameter "templates" of rule "named" has a brace without its partner)");
    CHECK(check_parameters(named_rule, R"({"template": ["id"]})").message ==
          R"(parameter "template" of rule "named" must be a string, not an array)");
    CHECK(check_parameters(named_rule, R"({"templates": "id"})").message ==
          R"(parameter "templates" of rule "named" must be an array of strings, not a string)");

    apply_parameters(settings, R"({"template": "{table}_pk", "templates": ["{rule}"]})", problems);
    CHECK(problems.empty());
    CHECK(settings.values[0].templates()[0].source() == "{table}_pk");
    CHECK(settings.values[1].templates().size() == 1);
    CHECK(parameters_as_json(settings) == R"({"template":"{table}_pk","templates":["{rule}"]})");
    // What does not fit leaves all as it was; an empty text is no template.
    apply_parameters(settings, R"({"template": "{", "templates": ["id", "}"]})", problems);
    CHECK(problems.size() == 2);
    CHECK(settings.values[0].templates()[0].source() == "{table}_pk");
    CHECK(settings.values[1].templates().size() == 1);
    apply_parameters(settings, R"({"template": "", "templates": []})", problems);
    CHECK(settings.values[0].templates().empty());
    CHECK(settings.values[1].templates().empty());
}

TEST_CASE("parameters that do not exist") {
    CHECK(message(R"({"max_column": 3})") == R"(rule "sample" has no parameter "max_column")");
    CHECK(
        hint(R"({"max_column": 3})") ==
        R"(Perhaps you meant "max_columns". Its parameters are flag, max_columns, word, style, pattern, names, kinds, exclude and only.)");
    CHECK(hint(R"({"zzzzzzzzzz": 3})") ==
          "Its parameters are flag, max_columns, word, style, pattern, names, kinds, exclude and only.");
    CHECK(hint(R"({"Exclude": ""})").starts_with(R"(Perhaps you meant "exclude".)"));
    CHECK_FALSE(message(R"({"nonsense": null})").empty());
    CHECK(message(R"({"severity": "warn"})") == R"(severity of rule "sample" is not one of its parameters)");
    CHECK(hint(R"({"severity": "warn"})") ==
          "Give it as an argument: conventions.set_rule('sample', severity => 'warn').");
}

TEST_CASE("what fits is applied, the rest is a problem") {
    Settings settings = fresh();
    std::vector<std::string> problems;
    apply_parameters(settings,
                     R"({"flag": false, "max_columns": 99, "word": "second", "style": "kebab", "pattern": "(",
                         "names": ["x"], "kinds": [1], "exclude": "^a", "only": "b$", "other": 1})",
                     problems);
    CHECK_FALSE(settings.values[0].boolean());
    CHECK(settings.values[1].integer() == 4);
    CHECK(settings.values[2].text() == "second");
    CHECK(settings.values[3].text() == "snake");
    CHECK(settings.values[4].matches("abc"));
    CHECK(settings.values[5].list() == std::vector<std::string>{"x"});
    CHECK(settings.exclude.matches("ab"));
    CHECK(settings.only.matches("ab"));
    CHECK(problems.size() == 5);
    apply_parameters(settings, "{", problems);
    CHECK(problems.size() == 6);
    apply_parameters(settings, R"({"exclude": "", "names": null})", problems);
    CHECK_FALSE(settings.exclude.has_pattern());
    CHECK(settings.values[5].list() == std::vector<std::string>{"x"});
    CHECK(problems.size() == 6);
}

TEST_CASE("values in force are printed and taken back") {
    Settings settings = fresh();
    CHECK(parameters_as_json(settings) ==
          R"({"flag":true,"max_columns":4,"word":"first","style":"snake","pattern":"^[a-z]+$",)"
          R"("names":["created_at","made_at"],"kinds":[]})");
    std::vector<std::string> problems;
    apply_parameters(settings, R"({"word": "é\"\\", "only": "^s\\.", "exclude": "x"})", problems);
    const std::string printed = parameters_as_json(settings);
    CHECK(printed.ends_with(R"("kinds":[],"exclude":"x","only":"^s\\."})"));
    Settings again = fresh();
    apply_parameters(again, printed, problems);
    CHECK(problems.empty());
    CHECK(parameters_as_json(again) == printed);
    // Text that is no UTF-8 comes out as a replacement, not as an exception.
    again.values[2].text_ = "\xff";
    CHECK(parameters_as_json(again).find("\uFFFD") != std::string::npos);
    CHECK(parameters_as_json(Settings{}) == "{}");
}

TEST_CASE("changes are merged") {
    CHECK(merge_parameters("", "") == "{}");
    CHECK(merge_parameters("", R"({"b": 1, "a": [2]})") == R"({"a":[2],"b":1})");
    CHECK(merge_parameters(R"({"a": 1, "b": 2})", R"({"b": 3})") == R"({"a":1,"b":3})");
    CHECK(merge_parameters(R"({"a": 1, "b": 2})", R"({"a": null, "c": null})") == R"({"b":2})");
    CHECK(merge_parameters(R"({"a": 1})", "") == R"({"a":1})");
    CHECK(merge_parameters(R"({"a": 1})", R"({"a": null})") == "{}");
    CHECK(merge_parameters("nonsense", R"({"a": 1})") == R"({"a":1})");
    CHECK(merge_parameters(R"({"a": 1})", "nonsense") == R"({"a":1})");
    CHECK(merge_parameters(R"({"a": "é"})", "") == R"({"a":"é"})");
}

TEST_CASE("names that are near") {
    CHECK(nearness("primary_key", "primary_key") == 0);
    CHECK(nearness("PrimaryKey", "primary_key") == 0);
    CHECK(nearness("primary-kye", "primary_key") == 2);
    CHECK(nearness("pattren", "pattern") == 2);
    CHECK(nearness("key", "primary_key") == std::nullopt);
    CHECK(*nearness("primary", "primary_key") > *nearness("primary_kay", "primary_key"));
    CHECK(nearness("", "primary_key") == std::nullopt);
    CHECK(nearness("zz", "primary_key") == std::nullopt);
    CHECK(nearness(std::string(100000, 'a'), "primary_key") == std::nullopt);
}

TEST_CASE("names of severities") {
    for (const Severity severity : {Severity::off, Severity::info, Severity::warn, Severity::error})
        CHECK(severity_named(name_of(severity)) == severity);
    for (const Text name : {"", "Error", "fatal", "warning"}) CHECK(severity_named(name) == std::nullopt);
}

}  // namespace
}  // namespace conventions::core
