// Styles that several rules try.

#include "core/rules/lesson.hpp"

namespace conventions::core {
namespace {

constexpr Style patterns[] = {
    {.parameters = R"json({"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"})json", .name = "snake_case"},
    {.parameters = R"json({"pattern": "^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$"})json", .name = "camelCase"},
    {.parameters = R"json({"pattern": "^([A-Z][a-z0-9]*)+$"})json", .name = "PascalCase"},
    {.parameters = R"json({"pattern": "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$"})json", .name = "UPPER_CASE"},
    {.parameters = R"json({"pattern": "^[a-z_][a-z0-9_]*$"})json", .name = "lower case", .is_loose = true},
};

}  // namespace

extern constinit const Lesson name_pattern_lesson = {.styles = patterns, .nothing = R"({"pattern": "[^\\s\\S]"})"};

}  // namespace conventions::core
