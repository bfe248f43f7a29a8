// Rule table_name: the name of a table has the form that the house chose.

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter pattern = {
    .name = "pattern",
    .type = ParameterType::pattern,
    .initial = snake_case_pattern,
    .text = "The regular expression that a name must match.",
};
constexpr const Parameter* parameters[] = {&pattern};

void check(const Input& in, Findings& out) {
    const Value& wanted = in.value(pattern);
    if (!in.relation.is_table() || !wanted.has_pattern() || wanted.matches(in.relation.name)) return;
    out.add({.object = ObjectAt::relation(), .says = out.text("has a name that does not match ", wanted.text())});
}

/// Empty where the house's pattern asks for something else than the words in lower case.
std::string proposal(const Context& in, Text name) {
    std::string proposed = snake_case(name);
    // Out of the frying pan: the words in lower case may be a key word (reserved_word).
    const Keyword* const keyword = find_keyword(*in.catalog.server, proposed);
    if (keyword != nullptr && (keyword->category == 'R' || keyword->category == 'T')) proposed = plural(proposed);
    return in.value(pattern).matches(proposed) ? proposed : std::string();
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const std::string proposed = proposal(in, table.name);
    const Text command = table.kind == RelationKind::foreign_table ? "ALTER FOREIGN TABLE " : "ALTER TABLE ";
    const std::string name =
        proposed.empty() ? proposed : free_name(in, table.schema, proposed, renaming_of(table.oid));
    if (name.empty() || !in.value(pattern).matches(name)) {
        sql.statement(command, ident(server, table), " RENAME TO <name>");
        return;
    }
    sql.statement(command, ident(server, table), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, table.schema, name), " RENAME TO ", ident(server, table.name));
}

void mend(const Input& in, const Finding&, Draft& draft) {
    const std::string proposed = proposal(in, draft.name);
    if (proposed.empty())
        draft.give_up();
    else if (proposed != draft.name)
        draft.name = free_name(in, draft.schema, proposed, renaming_of(in.relation.oid));
}

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
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
