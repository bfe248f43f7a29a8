// report/: SQL functions that judge or describe the whole database.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/pg.hpp"

namespace conventions::pg {

/// Rows of a set-returning function, written column by column.
class Rows {
public:
    /// Sets the function up to return a materialized set. Raises where a set is not expected.
    explicit Rows(FunctionCallInfo fcinfo);
    void text(core::Text value);
    /// NULL where empty.
    void text_or_null(core::Text value);
    void number(int64 value);
    void boolean(bool value);
    void time(TimestampTz value);
    void json(core::Text value);
    /// Columns that the SQL declaration does not have, because it is that of an earlier version, are left out.
    void end_row();

private:
    void add(Datum value, bool is_null);

    // The type of column i, for numbers and the like, is what the SQL declaration says.
    static constexpr int columns_at_most = 20;
    ReturnSetInfo* result_;
    Datum values_[columns_at_most];
    bool nulls_[columns_at_most];
    int column_;
};

/// The policy that reports go by: the enabled one, or else profile recommended with the house settings.
/// Lives as long as the current memory context.
const core::Policy& report_policy();

/// Judges the whole database by the reports' policy. Raises on cancel and failure.
struct DatabaseJudgement {
    const core::Policy* policy;
    const core::Catalog* catalog;
    core::Reply* reply;
};
DatabaseJudgement judge_database(core::Text only_rule);

/// The statements that make the index again as it is now; empty where it is gone or another session works on it.
core::Text undo_of_index(Oid index);

/// The argument as text, empty for NULL.
core::Text text_argument(FunctionCallInfo fcinfo, int number);

}  // namespace conventions::pg
