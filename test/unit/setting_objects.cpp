// Parameters that are lists of JSON objects, and patterns for whole names.

#include <doctest/doctest.h>

#include "core/policy/settings.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name = {.name = "name", .type = ParameterType::pattern, .text = "The name.", .whole = true};
constexpr Parameter type = {
    .name = "type", .type = ParameterType::choice, .choices = "text, uuid", .text = "The type."};
constexpr Parameter not_null = {.name = "not_null", .type = ParameterType::boolean, .text = "Whether."};
constexpr const Parameter* members[] = {&name, &type, &not_null};
constexpr Parameter columns = {
    .name = "columns", .type = ParameterType::objects, .text = "The columns.", .members = members};
constexpr const Parameter* parameters[] = {&columns};
constexpr Rule rule = {.id = "sample", .family = Family::columns, .parameters = parameters};

std::string message(Text json) { return check_parameters(rule, json).message; }
std::string hint(Text json) { return check_parameters(rule, json).hint; }

TEST_CASE("objects: values, given or not") {
    std::vector<std::string> problems;
    Settings settings = initial_settings(rule, Severity::warn, problems);
    CHECK(settings.values[0].objects().empty());
    CHECK(parameters_as_json(settings) == R"({"columns":[]})");
    apply_parameters(settings, R"({"columns": [{"name": "a|b", "not_null": false, "type": null}, {"name": "c"}]})",
                     problems);
    CHECK(problems.empty());
    const std::vector<std::vector<Value>>& objects = settings.values[0].objects();
    REQUIRE(objects.size() == 2);
    CHECK(objects[0][0].text() == "a|b");
    CHECK(objects[0][0].matches("b"));
    CHECK_FALSE(objects[0][0].matches("ab"));
    CHECK_FALSE(objects[0][0].matches("b2"));
    CHECK_FALSE(objects[0][1].given());
    CHECK(objects[0][2].given());
    CHECK_FALSE(objects[0][2].boolean());
    CHECK_FALSE(objects[1][2].given());
    CHECK(parameters_as_json(settings) == R"({"columns":[{"name":"a|b","not_null":false},{"name":"c"}]})");
}

TEST_CASE("objects: what does not fit is named with its place, and changes nothing") {
    CHECK(message(R"({"columns": {}})") == R"(parameter "columns" of rule "sample" must be an array of objects)");
    CHECK(hint(R"({"columns": {}})") == "The columns.");
    CHECK(message(R"({"columns": ["a"]})") == R"(parameter "columns[1]" of rule "sample" must be an object)");
    CHECK(message(R"({"columns": [{"name": "a"}, {"nam": "a"}]})") ==
          R"(parameter "columns[2]" of rule "sample" has no key "nam")");
    CHECK(hint(R"({"columns": [{"nam": "a"}]})") == "Its keys are name, type, not_null.");
    CHECK(message(R"({"columns": [{"type": "uuid"}]})") ==
          R"(parameter "columns[1]" of rule "sample" lacks key "name")");
    CHECK(message(R"({"columns": [{"name": null}]})") == R"(parameter "columns[1]" of rule "sample" lacks key "name")");
    CHECK(message(R"({"columns": [{"name": "a", "not_null": 1}]})") ==
          R"(parameter "columns[1].not_null" of rule "sample" must be true or false, not a number)");
    CHECK(message(R"({"columns": [{"name": "a", "type": "int"}]})") ==
          R"(parameter "columns[1].type" of rule "sample" does not take "int")");
    CHECK(message(R"({"columns": [{"name": "("}]})")
              .starts_with(R"(parameter "columns[1].name" of rule "sample" is not a valid regular expression: )"));
    CHECK(message(R"({"columns": [{"name": "a"}]})") == "");
    CHECK(message(R"({"columns": null})") == "");
    std::vector<std::string> problems;
    Settings settings = initial_settings(rule, Severity::warn, problems);
    apply_parameters(settings, R"({"columns": [{"name": "a"}]})", problems);
    apply_parameters(settings, R"({"columns": [{"name": "b"}, 7]})", problems);
    CHECK(problems.size() == 1);
    REQUIRE(settings.values[0].objects().size() == 1);
    CHECK(settings.values[0].objects()[0][0].text() == "a");
}

}  // namespace
}  // namespace conventions::core
