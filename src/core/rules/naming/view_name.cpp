// Rule view_name: the name of a view has the form that the house chose.

#include "core/output/names.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&name_pattern};
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::relation>}};

void check(const Input& in, Findings& out) {
    const Value& pattern = in.value(name_pattern);
    if (is_off_pattern(pattern, in.relation.name))
        out.add({.object = ObjectAt::relation(), .says = does_not_match(pattern)});
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const bool is_stored = in.relation.kind == RelationKind::materialized_view;
    rename_relation(in, in.value(name_pattern), is_stored ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ", plural, sql);
}

}  // namespace

extern constinit const Rule view_name = {
    .id = "view_name",
    .family = Family::naming,
    .summary = "the name of a view matches the pattern",
    .documentation =
        {
            .what = "Finds views and materialized views whose name does not match the pattern.",
            .why = "A view is used as a table is: a name with capitals or blanks must be quoted in every "
                   "statement, one in another style must be looked up each time.",
            .bad = "CREATE VIEW \"OpenOrders\" AS SELECT id FROM orders;",
            .good = "CREATE VIEW open_orders AS SELECT id FROM orders;",
            .fix = "Renames the view to its words in lower case. Views that rest on it follow by themselves; "
                   "clients and the bodies of functions that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .silences = silences,
    .relation_kinds = {RelationKind::view, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
