// Rule column_name: the name of a column has the form that the house chose.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
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
    const Relation& table = in.relation;
    if (!wanted.has_pattern()) return;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        // What a parent table says of the column is the parent's to mend.
        if (column.inherited || wanted.matches(column.name)) continue;
        out.add({.object = ObjectAt::column(i), .says = out.text("has a name that does not match ", wanted.text())});
    }
}

/// Empty where the house's pattern asks for something else than the words in lower case.
std::string proposal(const Context& in, Text name) {
    std::string proposed = snake_case(name);
    // Out of the frying pan: the words in lower case may be a key word (reserved_word).
    const Keyword* const keyword = find_keyword(*in.catalog.server, proposed);
    if (keyword != nullptr && (keyword->category == 'R' || keyword->category == 'T'))
        proposed = extended(proposed, "_value");
    return in.value(pattern).matches(proposed) ? proposed : std::string();
}

/// A name for the column at `wanted` that no other column has or gets.
std::string new_name(const Input& in, std::size_t wanted) {
    std::vector<std::string> given;
    const Relation& table = in.relation;
    for (std::size_t i = 0; i <= wanted; ++i) {
        if (table.columns[i].inherited || in.value(pattern).matches(table.columns[i].name)) continue;
        const std::string base = proposal(in, table.columns[i].name);
        if (base.empty()) {
            if (i == wanted) return {};
            continue;
        }
        std::string name = fit_identifier(base);
        const auto is_given = [&] { return std::find(given.begin(), given.end(), name) != given.end(); };
        const std::string purpose = renaming_of(table.columns[i]);
        for (int number = 2; is_given() || !is_free_column(in, table, name, purpose); ++number)
            name = fit_identifier(base + "_" + std::to_string(number));
        given.push_back(name);
    }
    if (!in.value(pattern).matches(given.back())) return {};
    propose_column(in, table, given.back(), renaming_of(table.columns[wanted]));
    return given.back();
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    // The columns of a typed table are its type's.
    if (table.of_type != 0) return;
    const std::string start = alter_start(server, table) + " RENAME COLUMN ";
    const std::string old_name = ident(server, table.columns[finding.object.at].name);
    const std::string name = new_name(in, finding.object.at);
    if (name.empty()) {
        sql.statement(start, old_name, " TO <name>");
        return;
    }
    sql.statement(start, old_name, " TO ", ident(server, name));
    sql.undo(start, ident(server, name), " TO ", old_name);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column == nullptr) return;
    const std::string proposed = proposal(in, column->name);
    if (proposed.empty()) return draft.give_up();
    if (proposed != column->name) column->name = draft.free_column_name(proposed);
}

constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::column>}};

}  // namespace

extern constinit const Rule column_name = {
    .id = "column_name",
    .family = Family::naming,
    .summary = "the name of a column matches the pattern",
    .documentation =
        {
            .what = "Finds columns of tables, partitioned tables and foreign tables whose name does not match the "
                    "pattern. A column that a parent table defines is judged there; partitions are not judged.",
            .why = "A name with capitals or blanks must be quoted in every statement, for as long as it lives; a "
                   "name in another style than its neighbours must be looked up each time.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, \"customerId\" bigint);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
            .fix = "Renames the column to its words in lower case. Views and constraints follow by themselves; clients "
                   "and the bodies of functions that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .silences = silences,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
