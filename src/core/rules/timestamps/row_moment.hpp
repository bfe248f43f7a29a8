// What created_at and updated_at have in common: a column that says when something happened to the row.

#pragma once

#include "core/output/draft.hpp"
#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

inline constexpr Parameter row_moment_exclude_join_tables = {
    .name = "exclude_join_tables",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether tables that only join two others may do without.",
};
inline constexpr Parameter row_moment_not_null = {
    .name = "not_null",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether the column must be NOT NULL.",
};

struct RowMoment {
    /// The accepted names; the fix takes the first.
    const Parameter& names;
    /// "made", "last changed": what happened to the row.
    Text happening;
    /// What is left to do once the column is there, a sentence for DETAIL; empty for nothing.
    Text remark = {};
};

/// A date or a moment, through domains. A time of day has the same category and says neither.
bool is_moment(const Column& column);

/// Names that houses give to the moment when a row was made or changed last.
Rows<Text> names_of_row_moments();

/// Whether the other rule misses the column that this one finds lacking or wrong; see Silence.
bool is_same_column(const RowMoment& moment, const Context& in, const Finding& speaking, const Finding& silent);

/// The rule has the two parameters above beside its names.
void check_row_moment(const RowMoment& moment, const Input& in, Findings& out);
void fix_row_moment(const Input& in, const Finding& finding, Sql& sql);
void mend_row_moment(const Input& in, const Finding& finding, Draft& draft);

}  // namespace conventions::core
