// enforce/: judges DDL while it runs, at the moments of the design: before, rewrite, after, drop, commit.
//
// start.cpp and end.cpp    the event triggers
// commit.cpp               PRE_COMMIT and PRE_PREPARE
// frames.cpp               the commands that are running, innermost last
// touched.cpp              what the object access hook tells of them, and the relations that a transaction touched
// raise.cpp                findings to one ERROR, WARNING or NOTICE
// kept.cpp pending.cpp     what was said, for conventions.warnings(); what waits in autocommit
// trial.cpp                runs statements, judges them as a transaction of their own, and takes them back
// known.cpp                what was there before a command that commits inside

#pragma once

#include "core/engine/engine.hpp"
#include "pg/catalog/table.hpp"
#include "pg/pg.hpp"

namespace conventions::pg {

struct Renaming;  // policy/tables.hpp

/// Registers hooks and transaction callbacks; called once, from _PG_init.
void start_enforcing();

/// A command between ddl_command_start and ddl_command_end.
struct Frame {
    CommandId command;  // catalogs as before it: curcid of its start
    int nest_level;
    LocalTransactionId transaction;  // tells a command that committed inside
    TimestampTz statement_start;     // another one: the frame is stale, its end trigger never came
    bool skip;                       // nothing is judged: temporary, extension script, no policy ...
    bool notes_types;
    bool made_by_query;        // CREATE TABLE AS, SELECT INTO
    bool alters_table;         // ALTER TABLE in words
    bool makes_table;          // CREATE TABLE, not from a query
    bool adds_columns;         // ALTER TABLE that adds columns without constraints, and nothing else
    bool tells_all;            // what it changes is told by the hook, or lies in what its words name
    bool drops_whole_tables;   // DROP TABLE without CASCADE
    Size first_note;           // where its notes begin
    const Renaming* renaming;  // what is about to get another name; may be null
};

/// What the object access hook saw during a command.
struct Note {
    enum class What : uint8 { touched, created, dropped_column, type } what;
    Oid oid;  // of the relation, or whatever owning_relation() makes one of
    Oid class_id;
    AttrNumber column;
};

Frame* push_frame();
/// The innermost frame, or null.
Frame* top_frame();
bool is_outermost(const Frame& frame);
void pop_frame();
/// Frames that an earlier statement left.
void drop_stale_frames();
bool any_frame();
/// Frames of an aborted subtransaction go; -1 for all.
void drop_frames_from_level(int nest_level);

void note(const Note& seen);
std::span<const Note> notes_of(const Frame& frame);

/// A relation (or type) that this transaction touched.
struct Touched {
    Oid oid;
    int nest_level;
    bool is_type;
    bool created;  // by this transaction, and seen by us
    bool made_by_query;
    bool alters_table;
    bool committed_inside;
    bool unframed;              // made by a command that no event trigger sees
    bool rewritten;             // its storage is new, and holds all its rows
    std::uint64_t clean_under;  // see note_clean(); 0: not known to be clean
};

void touch(const Touched& entry);
std::span<const Touched> touched_relations();
const Touched* find_touched(Oid oid);
void forget_touched();
void touched_subtransaction_ended(int nest_level, bool committed);

/// Under the policy of this generation the commit would find nothing at these as they stand, whatever becomes of other
/// relations. Ends for each when it is touched again, and for all with forget_clean().
void note_clean(std::span<const Oid> relations, std::uint64_t generation);
/// Something ran of which nobody tells what it changes.
void forget_clean();

/// What a transaction tells of its shape: one DDL statement outside a block, or more.
struct TransactionShape {
    int outermost_starts;
    bool block_seen;
    bool inside_function;  // a DO block, a function, a procedure
    bool in_block;         // as note_block() saw it last
};
extern TransactionShape transaction_shape;
/// Asks whether a block or a subtransaction is open; to be called outside of any guard, which is one itself.
void note_block();

/// Storage of a relation as the relcache knows it.
struct StorageOrigin {
    bool created_here;  // the relation was made in this transaction
    bool emptied_here;  // its storage is new in this transaction, and not by a rewrite
};
StorageOrigin storage_origin(Oid relation);

/// What a transaction has touched, and its shape.
struct TouchedSet {
    List<Touched> entries;
    Table<Size> places;
    TransactionShape shape;
};
/// Puts it aside; from here on nothing has been touched. Give it back before the transaction ends.
TouchedSet put_touched_aside();
void give_touched_back(const TouchedSet& set);

/// Completes Relation::origin, emptied_here and made_by_query of a reading of the present by what was seen of this
/// command and transaction.
void mark_origins(const core::Catalog& catalog, std::span<const Oid> created_now);
/// The same for a reading by a snapshot, which does not tell what this transaction made.
void ask_origins(const core::Catalog& image);

/// The relations, types and dropped columns that the notes of a frame come to.
struct Subjects {
    std::span<Oid> relations;
    std::span<Oid> types;
    std::span<Oid> created;
    struct DroppedColumn {
        Oid relation;
        AttrNumber column;
    };
    std::span<DroppedColumn> dropped_columns;
};
Subjects subjects_of(const Frame& frame);
/// Sorted, each once, without InvalidOid.
std::span<Oid> sorted_once(List<Oid>& list);

/// Raises the errors of the reply in one ERROR, or gives its warnings in one WARNING; keeps all for warnings().
/// `created` may be null: facts with definitions, so that the HINT can print a new table mended.
struct Saying {
    const core::Policy* policy;
    const core::Catalog* created;
    core::Situation situation;
    const char* remark;
};
void say(core::Reply& reply, const Saying& saying);

/// Facts with definitions of the one relation that these findings are about, if it is new; else null.
const core::Catalog* facts_for_mending(const core::Reply& reply);

/// Judges at PRE_COMMIT and PRE_PREPARE.
void judge_commit();
/// Judges what has been touched since command id `before` as if a transaction that began there were to commit now.
void judge_as_commit(CommandId before);

// known.cpp: findings that were there before a command that commits inside; no before image can show them later.
void remember_known(const core::Reply& reply);
/// `errors`: also rows that reject.
void drop_known(core::Reply& reply, bool errors = true);
void forget_known_findings();

// kept.cpp
struct KeptFinding {
    TimestampTz at;
    int32 backend_command;  // numbered through the session
    char* rule;
    char* severity;  // error, warn, or pending
    char* moment;
    char* identity;
    char* message;
    char* detail;
    char* fix_sql;
    bool repeat;  // said at commit, where some clients do not listen
};
void keep_findings(core::Rows<core::FindingRow> rows, const char* status_or_null, bool repeat);
std::span<const KeptFinding> kept_findings();
/// Says the warnings of the last commit once more.
void repeat_kept();
void forget_kept();

/// The number under which findings were kept last.
int32 last_kept();
/// Those kept under later numbers are not to be said once more.
void forget_repeats(int32 since);

// trial.cpp
/// How statements fared that were run and taken back.
struct Trial {
    const ErrorData* error;  // null where all of them passed, the commit included
    /// The error is a rejection of ours; `said` holds its findings, warnings among them.
    bool is_rejection;
    std::span<const KeptFinding> said;
};
/// Runs the text in a subtransaction of its own with the rights and the search_path of the caller, judges as at its
/// commit, and takes all back. Raises only what must go on: cancel, shutdown, and what asks to try again.
Trial try_statements(const char* text);

// pending.cpp
struct PendingRow {
    Oid relation;
    char* rule;
    char* identity;
    char* part;
    TimestampTz since;
    Oid object;
    AttrNumber column;
};
/// Every pending row, in the current memory context; costs next to nothing while the table is empty.
std::span<const PendingRow> all_pending();
void add_pending(Oid relation, const core::FindingRow& row);
void remove_pending(const PendingRow& row);
/// The row is about this finding, also where its object has been renamed, or made anew under the same name.
bool is_same_finding(const PendingRow& pending, const core::FindingRow& row);
/// Writes the finding's present identity and object down, where they are others; it has waited since then all the same.
void follow_pending(const PendingRow& pending, const core::FindingRow& row);

/// fix statements as one text, each ended by a semicolon.
char* fix_text(const core::FindingRow& row);

}  // namespace conventions::pg
