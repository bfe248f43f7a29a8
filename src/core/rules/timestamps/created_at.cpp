// Rule created_at: a row says when it was made.

#include "core/rules/lesson.hpp"
#include "core/rules/timestamps/row_moment.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "created_at",
    .text = "The accepted names; the fix takes the first.",
};
constexpr const Parameter* parameters[] = {&row_moment_exclude_join_tables, &names, &row_moment_not_null};

constexpr RowMoment birth = {.names = names, .happening = "made"};

void check(const Input& in, Findings& out) { check_row_moment(birth, in, out); }

constexpr Style styles[] = {
    {.parameters = R"({"names": ["created_at"], "not_null": true})"},
    {.parameters = R"({"names": ["created"], "not_null": true})"},
    {.parameters = R"({"names": ["created_on"], "not_null": true})"},
    {.parameters = R"({"names": ["created_date"], "not_null": true})"},
    {.parameters = R"({"names": ["create_date"], "not_null": true})"},
    {.parameters = R"({"names": ["create_time"], "not_null": true})"},
    {.parameters = R"({"names": ["creation_date"], "not_null": true})"},
    {.parameters = R"({"names": ["creation_time"], "not_null": true})"},
    {.parameters = R"({"names": ["date_created"], "not_null": true})"},
    {.parameters = R"({"names": ["inserted_at"], "not_null": true})"},
    {.parameters = R"({"names": ["createdAt"], "not_null": true})"},
    {.parameters = R"({"names": ["CreatedAt"], "not_null": true})"},
};
constexpr Lesson lesson = {.styles = styles,
                           .loosened = R"({"not_null": false})",
                           .nothing = R"({"names": ["\u0001"], "not_null": true})",
                           .counts_relations = true};

bool is_that_column(const Context& in, const Finding& speaking, const Finding& silent) {
    return is_same_column(birth, in, speaking, silent);
}

constexpr Silence silenced[] = {{"nullable_column"}, {"required_columns", is_that_column}};

}  // namespace

extern constinit const Rule created_at = {
    .id = "created_at",
    .family = Family::timestamps,
    .summary = "a row says when it was made",
    .documentation =
        {
            .what = "Finds tables without a column of the accepted names, and such columns whose type is no date or "
                    "time, or that may be null.",
            .why = "Which rows came with the release of Tuesday? Without the moment nobody can tell, and it cannot be "
                   "had afterwards.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());",
            .fix = "Adds the column with now() as its default; no row is rewritten, all old rows get the moment of "
                   "the change. A column that may be null, or of another type, needs a person to say what its "
                   "values mean.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::error},
    .moments = Moment::commit | Moment::report | Moment::file,
    .fix_safety = FixSafety::locks,
    .fix_effect = FixEffect::adds,
    .silences = silenced,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix_row_moment,
    .mend = mend_row_moment,
    .lesson = &lesson,
};

}  // namespace conventions::core
