// Rule nullable_column: that a value may be missing is a decision.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

constexpr Parameter comment_is_reason = {
    .name = "comment_is_reason",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether a comment on the column says why it may be null.",
};
constexpr Parameter exclude_names = {
    .name = "exclude_names",
    .type = ParameterType::pattern,
    .initial = "^deleted(_(at|on|by|by_id))?$",
    .text = "Names, in snake case, of columns that are null until something happens.",
};
constexpr const Parameter* parameters[] = {&comment_is_reason, &exclude_names};

bool is_documented(const Column& column) { return column.comment.find_first_not_of(" \t\n\r") != Text::npos; }

bool has(Rows<AttributeNumber> columns, const Column& column) {
    return std::find(columns.begin(), columns.end(), column.number) != columns.end();
}

/// The server itself will set it to null.
bool is_set_null(const Relation& table, const Column& column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& key) {
        if (key.kind != ConstraintKind::foreign_key) return false;
        const bool on_delete = key.on_delete == ForeignKeyAction::set_null;
        if (on_delete && has(key.set_columns.empty() ? key.columns : key.set_columns, column)) return true;
        return key.on_update == ForeignKeyAction::set_null && has(key.columns, column);
    });
}

void check(const Input& in, Findings& out) {
    const bool asks_comment = in.value(comment_is_reason).boolean();
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.not_null || column.domain_not_null || column.inherited) continue;
        if (column.generated != Generated::none || is_set_null(in.relation, column)) continue;
        if (asks_comment && is_documented(column)) continue;
        if (in.value(exclude_names).matches(snake_case(column.name))) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = "may be null",
                 .detail = asks_comment ? "If a value may be missing, a comment on the column says why." : ""});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    set_not_null(in, column, column.null_fraction == 0 ? "" : "<value>", sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    // Who only warns leaves the decision to the author.
    if (in.settings.severity < Severity::error) return;
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column != nullptr) column->not_null = true;
}

}  // namespace

extern constinit const Rule nullable_column = {
    .id = "nullable_column",
    .family = Family::columns,
    .summary = "that a value may be missing is a decision",
    .documentation =
        {
            .what = "Finds columns that may be null. A domain that is NOT NULL passes, and so do generated columns, "
                    "those that a foreign key sets to null, those whose names exclude_names fits, and those whose "
                    "comment says what null means, unless comment_is_reason is false.",
            .why = "A column may be null because nobody wrote NOT NULL. Then WHERE, NOT IN, UNIQUE and sums treat the "
                   "missing value in ways that surprise, and every program must be ready for it.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
            .fix = "Makes the column NOT NULL without a long lock. Where the statistics of the table know of nulls, or "
                   "nothing is known, a person must say what the rows get in which it is null; a large table is better "
                   "updated in parts. Where a null is found after all, VALIDATE fails, and the check stays until it is "
                   "dropped.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::comments | Need::constraints,
    .fix_needs = Need::statistics,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
