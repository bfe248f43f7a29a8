// report/: SQL functions that judge or describe the whole database.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/enforce/enforce.hpp"
#include "pg/pg.hpp"

extern "C" {
#include "utils/tuplestore.h"
}

namespace conventions::pg {

/// Rows of a set-returning function, written column by column.
class Rows {
public:
    /// Sets the function up to return a materialized set. Raises where a set is not expected. What
    /// end_row_in_place() keeps lives in the context that is current now.
    explicit Rows(FunctionCallInfo fcinfo);
    void text(core::Text value);
    /// NULL where empty.
    void text_or_null(core::Text value);
    void texts(core::Rows<core::Text> values);
    void number(int64 value);
    void boolean(bool value);
    void time(TimestampTz value);
    void json(core::Text value);
    /// Columns that the SQL declaration does not have, because it is that of an earlier version, are left out.
    void end_row();
    /// The row comes after all those of a lower place, the first of which is 0, once finish() is called.
    void end_row_in_place(Size place);
    void finish();

    static constexpr Size places = 3;

private:
    void add(Datum value, bool is_null);
    void end_row_in(Tuplestorestate* store);

    // The type of column i, for numbers and the like, is what the SQL declaration says.
    static constexpr int columns_at_most = 20;
    ReturnSetInfo* result_;
    Datum values_[columns_at_most];
    bool nulls_[columns_at_most];
    int column_;
    MemoryContext home_;
    /// Rows of the places after the first.
    Tuplestorestate* later_[places - 1];
};

/// The policy that reports go by: the enabled one, or else profile recommended with the house settings.
/// Lives as long as the current memory context.
const core::Policy& report_policy();

/// Reads the catalogs as they are now, whatever the transaction's snapshot shows. Raises on cancel.
const core::Catalog* read_whole_database(core::Need needs);

/// Judges the whole database by the reports' policy. Raises on cancel and failure.
struct DatabaseJudgement {
    const core::Policy* policy;
    const core::Catalog* catalog;
    core::Reply* reply;
};
/// Which fixes the findings get; in_block: those that are run in one transaction, without CONCURRENTLY.
enum class Mending : uint8 { none, outside_block, in_block };
DatabaseJudgement judge_database(core::Text only_rule, Mending mending);
/// The same in parts, for who needs each finding only once.
struct DatabaseRun {
    const core::Policy* policy;
    core::Task task;
    /// Holds the findings of the part, in the order of OIDs; after the last part counts().
    core::Reply* reply;
    /// For what is made of the findings of one part; reset before the next.
    MemoryContext part;
    bool has_begun;
};
/// Reads the catalogs. `with_texts`: as core::Task::without_texts.
DatabaseRun begin_database_run(core::Text only_rule, Mending mending, bool with_texts);
/// Judges the next part; false where there is none. Raises on cancel and failure.
bool next_part(DatabaseRun& run);

/// What these rules find by their parameters, whatever severities, exemptions and baseline say (core::Task::as_facts).
DatabaseJudgement judge_as_facts(core::Rows<core::Text> rules);

/// The statements that make the index again as it is now; empty where it is gone or another session works on it.
core::Text undo_of_index(Oid index);

/// The statements that take the fix of a finding back; empty for none.
core::Text undo_of(const core::FindingRow& row);

// filter.cpp, rows.cpp: arguments. Each raises SC004 for what does not exist.

/// The argument as text, empty for NULL.
core::Text text_argument(FunctionCallInfo fcinfo, int number);
core::Severity severity_argument(core::Text name);
/// Empty for NULL alone: an empty text is no name.
core::Text rule_argument(FunctionCallInfo fcinfo, int number);
core::Text schema_argument(FunctionCallInfo fcinfo, int number);
/// Statuses by name; an empty list for all.
List<core::FindingStatus> statuses_argument(FunctionCallInfo fcinfo, int number);
bool is_wanted(core::FindingStatus status, const List<core::FindingStatus>& wanted);

/// Neither known nor exempt.
bool is_open(core::FindingStatus status);
/// The status of a finding, which a report alone does not know to be pending.
core::FindingStatus status_of(const core::FindingRow& row, std::span<const PendingRow> pending);

}  // namespace conventions::pg
