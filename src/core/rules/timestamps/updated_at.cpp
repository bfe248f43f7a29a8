// Rule updated_at: a row says when it was last changed.

#include "core/rules/lesson.hpp"
#include "core/rules/timestamps/row_moment.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "updated_at",
    .text = "The accepted names; the fix takes the first.",
};
constexpr const Parameter* parameters[] = {&row_moment_exclude_join_tables, &names, &row_moment_not_null};

constexpr RowMoment last_change = {
    .names = names,
    .happening = "last changed",
    .remark = "A trigger must set it at each UPDATE; the default only tells when the row was made.",
};

void check(const Input& in, Findings& out) { check_row_moment(last_change, in, out); }

constexpr Style styles[] = {
    {.parameters = R"({"names": ["updated_at"], "not_null": true})"},
    {.parameters = R"({"names": ["updated"], "not_null": true})"},
    {.parameters = R"({"names": ["updated_on"], "not_null": true})"},
    {.parameters = R"({"names": ["updated_date"], "not_null": true})"},
    {.parameters = R"({"names": ["update_time"], "not_null": true})"},
    {.parameters = R"({"names": ["modified_at"], "not_null": true})"},
    {.parameters = R"({"names": ["modified"], "not_null": true})"},
    {.parameters = R"({"names": ["modified_on"], "not_null": true})"},
    {.parameters = R"({"names": ["modified_date"], "not_null": true})"},
    {.parameters = R"({"names": ["last_modified"], "not_null": true})"},
    {.parameters = R"({"names": ["last_update"], "not_null": true})"},
    {.parameters = R"({"names": ["last_updated"], "not_null": true})"},
    {.parameters = R"({"names": ["updatedAt"], "not_null": true})"},
    {.parameters = R"({"names": ["UpdatedAt"], "not_null": true})"},
};
constexpr Lesson lesson = {.styles = styles,
                           .loosened = R"({"not_null": false})",
                           .nothing = R"({"names": ["\u0001"], "not_null": true})",
                           .counts_relations = true};

bool is_that_column(const Context& in, const Finding& speaking, const Finding& silent) {
    return is_same_column(last_change, in, speaking, silent);
}

constexpr Silence silenced[] = {{"nullable_column"}, {"required_columns", is_that_column}};

}  // namespace

extern constinit const Rule updated_at = {
    .id = "updated_at",
    .family = Family::timestamps,
    .summary = "a row says when it was last changed",
    .documentation =
        {
            .what = "Finds tables without a column of the accepted names, and such columns whose type is no date or "
                    "time, or that may be null.",
            .why = "Caches, search indexes and warehouses ask for the rows that have changed since yesterday. Without "
                   "the moment they must read all of them.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());",
            .fix = "Adds the column with now() as its default; no row is rewritten, all old rows get the moment of "
                   "the change. A trigger must then set it at each UPDATE: the default alone tells when the row was "
                   "made. A column that may be null, or of another type, needs a person to say what its values mean. "
                   "Tables that nobody may update are left out by exclude.",
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
