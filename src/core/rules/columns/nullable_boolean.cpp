// Rule nullable_boolean: a yes or no is one of the two.

#include "core/output/draft.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

constexpr Parameter comment_is_reason = {
    .name = "comment_is_reason",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether a comment on the column says that three states are meant.",
};
constexpr const Parameter* parameters[] = {&comment_is_reason};

/// A comment comes with a later statement; where it counts for nothing there is nothing to wait for.
Moment moments_in_force(const Settings& settings) {
    return Moment::report | Moment::file | (settings.values.front().boolean() ? Moment::commit : Moment::after);
}

bool is_boolean(const Column& column) {
    return column.base != nullptr && column.base->schema == "pg_catalog" && column.base->name == "bool";
}

bool is_documented(const Column& column) { return column.comment.find_first_not_of(" \t\n\r") != Text::npos; }

void check(const Input& in, Findings& out) {
    const bool asks_comment = in.value(comment_is_reason).boolean();
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || column.not_null || column.domain_not_null || !is_boolean(column)) continue;
        if (asks_comment && is_documented(column)) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = "may be null, which is neither true nor false",
                 .detail = asks_comment ? "If three states are meant, a comment on the column says so." : ""});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    // What it is computed from only a person can change.
    if (column.generated != Generated::none) return;
    if (!column.has_default) {
        const std::string alter = alter_default_start(sql.server(), in, column);
        sql.statement(alter, " SET DEFAULT <default>");
    }
    set_not_null(in, column, "DEFAULT", sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column != nullptr) column->not_null = true;
}

constexpr Silence silenced[] = {{"nullable_column"}};

}  // namespace

extern constinit const Rule nullable_boolean = {
    .id = "nullable_boolean",
    .family = Family::columns,
    .summary = "a yes or no is one of the two",
    .documentation =
        {
            .what = "Finds boolean columns, also by a domain, that may be null. A domain that is NOT NULL passes, and "
                    "so does a column whose comment says what the third state means, unless comment_is_reason is "
                    "false.",
            .why = "WHERE active and WHERE NOT active together miss the rows where it is null, and every program "
                   "reads null in its own way.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, active boolean);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, active boolean NOT NULL DEFAULT true);",
            .fix = "Sets a default where there is none, which only a person can choose, writes it into the rows where "
                   "the column is null, and makes it NOT NULL without a long lock. A large table is better updated "
                   "in parts.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::commit | Moment::report | Moment::file,
    .moments_in_force = moments_in_force,
    .waits_in_autocommit = true,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns,
    .excuse_needs = Need::comments,
    // The names of its constraints are not free.
    .fix_needs = Need::constraints | Need::defaults,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
