// Rule table_name: the name of a table has the form that the house chose.

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&name_pattern};

void check(const Input& in, Findings& out) {
    const Value& pattern = in.value(name_pattern);
    if (is_off_pattern(pattern, in.relation.name))
        out.add({.object = ObjectAt::relation(), .says = does_not_match(pattern)});
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const bool is_foreign = in.relation.kind == RelationKind::foreign_table;
    rename_relation(in, in.value(name_pattern), is_foreign ? "ALTER FOREIGN TABLE " : "ALTER TABLE ", plural, sql);
}

void mend(const Input& in, const Finding&, Draft& draft) {
    const std::string proposed = proposed_by(in, in.value(name_pattern), draft.name, plural);
    if (proposed.empty())
        draft.give_up();
    else if (proposed != draft.name)
        draft.name = free_name(in, draft.schema, proposed, renaming_of(in.relation.oid));
}

constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::relation>}};

}  // namespace

extern constinit const Rule table_name = {
    .id = "table_name",
    .family = Family::naming,
    .summary = "the name of a table matches the pattern",
    .documentation =
        {
            .what = "Finds tables, partitioned tables and foreign tables whose name does not match the pattern. "
                    "Partitions are not judged: their names follow their root.",
            .why = "A name with capitals or blanks must be quoted in every statement, for as long as it lives; a "
                   "name in another style than its neighbours must be looked up each time.",
            .bad = "CREATE TABLE \"OrderItems\" (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE order_items (id bigint PRIMARY KEY);",
            .fix = "Renames the table to its words in lower case. Clients that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .silences = silences,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
