// Rule column_count: a table is about one thing.

#include <algorithm>

#include "core/policy/value.hpp"

namespace conventions::core {
namespace {

constexpr Parameter most = {
    .name = "max",
    .type = ParameterType::integer,
    .initial = "60",
    .text = "As many columns as a table may have.",
    .minimum = 1,
    .maximum = 1600,
};
constexpr const Parameter* parameters[] = {&most};

void check(const Input& in, Findings& out) {
    const Rows<Column> columns = in.relation.columns;
    if (static_cast<std::int64_t>(columns.size()) <= in.value(most).integer()) return;
    // What it has from its parents alone is theirs to mend.
    if (std::all_of(columns.begin(), columns.end(), [](const Column& each) { return each.inherited; })) return;
    const auto nullable = std::count_if(columns.begin(), columns.end(),
                                        [](const Column& each) { return !each.not_null && !each.domain_not_null; });
    out.add({.object = ObjectAt::relation(),
             .says = out.text("has ", std::to_string(columns.size()), " columns, more than ",
                              std::to_string(in.value(most).integer()), "; ", std::to_string(nullable),
                              " of them may be null")});
}

}  // namespace

extern constinit const Rule column_count = {
    .id = "column_count",
    .family = Family::columns,
    .summary = "a table is about one thing",
    .documentation =
        {
            .what = "Finds tables with more columns than max, and says how many of them may be null.",
            .why = "So many columns are seldom about one thing. Every UPDATE writes the whole row anew, every SELECT * "
                   "brings it, and where most columns may be null, kinds of rows share a table that should have one "
                   "each.",
            .bad = "CREATE TABLE people (id bigint PRIMARY KEY, home_street text, home_city text, work_street text "
                   "/* ... */);",
            .good = "CREATE TABLE people (id bigint PRIMARY KEY);\nCREATE TABLE addresses (id bigint PRIMARY KEY, "
                    "person_id bigint NOT NULL REFERENCES people, kind text NOT NULL, street text, city text);",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
