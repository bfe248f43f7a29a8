// Rule enum_label: the labels of enums have the form that the house chose.

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter pattern = {
    .name = "pattern",
    .type = ParameterType::pattern,
    .initial = "^[a-z0-9_ -]+$",
    .text = "The regular expression that a label must match.",
};
constexpr const Parameter* parameters[] = {&pattern};

void check_type(const TypeInput& in, Findings& out) {
    const Value& wanted = in.value(pattern);
    for (std::size_t i = 0; i < in.type.labels.size(); ++i) {
        const Text label = in.type.labels[i];
        if (is_off_pattern(wanted, label))
            out.add({.object = ObjectAt::label(i),
                     .says = out.text("does not match ", wanted.text()),
                     .part = std::string(label)});
    }
}

/// In lower case, or else its words joined by underscores; empty where neither matches.
std::string proposal(const Value& wanted, Text label) {
    for (const std::string& proposed : {lower(label), snake_case(label)})
        if (wanted.matches(proposed)) return proposed;
    return {};
}

void fix_type(const TypeInput& in, const Finding& finding, Sql& sql) {
    const Type& type = in.type;
    const Value& wanted = in.value(pattern);
    const Text label = type.labels[finding.object.at];
    const std::string name = proposal(wanted, label);
    const std::string start =
        Findings::text("ALTER TYPE ", ident(sql.server(), type.schema, type.name), " RENAME VALUE ");
    bool is_free = !name.empty();
    for (std::size_t i = 0; i < type.labels.size(); ++i) {
        const bool is_given =
            i < finding.object.at && is_off_pattern(wanted, type.labels[i]) && proposal(wanted, type.labels[i]) == name;
        is_free = is_free && type.labels[i] != name && !is_given;
    }
    if (!is_free) {
        sql.statement(start, literal(label), " TO <label>");
        return;
    }
    sql.statement(start, literal(label), " TO ", literal(name));
    sql.undo(start, literal(name), " TO ", literal(label));
}

constexpr Style styles[] = {
    {.parameters = R"json({"pattern": "^[a-z0-9]+(_[a-z0-9]+)*$"})json", .name = "snake_case"},
    {.parameters = R"json({"pattern": "^[A-Z0-9]+(_[A-Z0-9]+)*$"})json", .name = "UPPER_CASE"},
    {.parameters = R"json({"pattern": "^([A-Z][a-z0-9]*)+$"})json", .name = "PascalCase"},
    {.parameters = R"json({"pattern": "^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$"})json", .name = "camelCase"},
    {.parameters = R"json({"pattern": "^[a-z0-9_ -]+$"})json", .name = "lower case", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"({"pattern": "[^\\s\\S]"})"};

}  // namespace

extern constinit const Rule enum_label = {
    .id = "enum_label",
    .family = Family::naming,
    .summary = "the labels of enums match the pattern",
    .documentation =
        {
            .what = "Finds labels of enums that do not match the pattern.",
            .why = "A label is a value that every client writes: Open, open and OPEN are three, and the server "
                   "knows only one of them.",
            .bad = "CREATE TYPE order_status AS ENUM ('Open', 'PAID');",
            .good = "CREATE TYPE order_status AS ENUM ('open', 'paid');",
            .fix = "Renames the label to lower case, or to its words joined by underscores. Rows and defaults "
                   "follow by themselves; clients and the bodies of functions that write or read the old one "
                   "must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .needs = Need::types | Need::labels,
    .check_type = check_type,
    .fix_type = fix_type,
    .lesson = &lesson,
};

}  // namespace conventions::core
