// definitions.cpp: SQL text of defaults and constraints, by the server's own deparse functions.
//
// They only know the present state, so a reading by a given snapshot has none. They may lock the relation: it is
// locked before, without waiting, or the text stays empty. Names in the text do not depend on the caller's search_path.

#include "pg/catalog/reading.hpp"

#include <algorithm>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "access/reloptions.h"
#include "catalog/dependency.h"
#include "catalog/pg_type.h"
#include "commands/tablespace.h"
#include "utils/guc.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

// Unlike OidFunctionCall, takes NULL for an answer: the object went meanwhile.
core::Text text_from(const Reading& reading, PGFunction function, std::span<const Datum> arguments) {
    LOCAL_FCINFO(call, 2);
    InitFunctionCallInfoData(*call, nullptr, static_cast<short>(arguments.size()), InvalidOid, nullptr, nullptr);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        call->args[i].value = arguments[i];
        call->args[i].isnull = false;
    }
    const Datum text = function(call);
    if (call->isnull) return {};
    return kept(reading, c_text(text));
}

/// By their place as long as dropped columns have theirs, too.
core::Column* numbered(std::span<core::Column> columns, AttrNumber number) {
    const std::size_t at = static_cast<std::size_t>(number) - 1;
    if (number > 0 && at < columns.size() && columns[at].number == number) return &columns[at];
    for (core::Column& each : columns)
        if (each.number == number) return &each;
    return nullptr;
}

void define_defaults(const Reading& reading, Oid relation, std::span<core::Column> columns) {
    each_row_of(AttrDefaultRelationId, AttrDefaultIndexId, reading.snapshot, Anum_pg_attrdef_adrelid, relation,
                [&](const Row& row) {
                    bool is_null = false;
                    core::Column* const column = numbered(columns, row.form<Form_pg_attrdef>()->adnum);
                    if (column == nullptr) return;
                    const Datum arguments[] = {row.get(Anum_pg_attrdef_adbin, &is_null), ObjectIdGetDatum(relation)};
                    column->default_text = text_from(reading, pg_get_expr, arguments);
                });
}

/// What differs from what CREATE SEQUENCE does without a word.
void append_sequence_options(StringInfo text, Form_pg_sequence form) {
    const bool descends = form->seqincrement < 0;
    const int64 most = form->seqtypid == INT2OID   ? PG_INT16_MAX
                       : form->seqtypid == INT4OID ? PG_INT32_MAX
                                                   : PG_INT64_MAX;
    const int64 lowest = descends ? -most - 1 : 1;
    const int64 highest = descends ? -1 : most;
    const auto add = [text](const char* words, int64 value) {
        appendStringInfo(text, "%s%s " INT64_FORMAT, text->len > 0 ? " " : "", words, value);
    };
    if (form->seqstart != (descends ? form->seqmax : form->seqmin)) add("START WITH", form->seqstart);
    if (form->seqincrement != 1) add("INCREMENT BY", form->seqincrement);
    if (form->seqmin != lowest) add("MINVALUE", form->seqmin);
    if (form->seqmax != highest) add("MAXVALUE", form->seqmax);
    if (form->seqcache != 1) add("CACHE", form->seqcache);
    if (form->seqcycle) appendStringInfoString(text, text->len > 0 ? " CYCLE" : "CYCLE");
}

void define_identities(const Reading& reading, RelationDraft& draft) {
    bool any = false;
    for (std::size_t i = 0; i < draft.column_room; ++i) any |= draft.columns[i].identity != core::Identity::none;
    if (!any) return;
    ::List* const sequences = getOwnedSequences(draft.fact.oid);
    for (int i = 0; i < list_length(sequences); ++i) {
        const Oid sequence = list_nth_oid(sequences, i);
        Oid owner = InvalidOid;
        int32 column = 0;
        if (!sequenceIsOwned(sequence, DEPENDENCY_INTERNAL, &owner, &column)) continue;
        HeapTuple const tuple = SearchSysCache1(SEQRELID, ObjectIdGetDatum(sequence));
        if (!HeapTupleIsValid(tuple)) continue;
        StringInfoData text;
        initStringInfo(&text);
        append_sequence_options(&text, reinterpret_cast<Form_pg_sequence>(GETSTRUCT(tuple)));
        ReleaseSysCache(tuple);
        const std::size_t at = static_cast<std::size_t>(column) - 1;
        if (at < draft.column_room) draft.columns[at].identity_options = kept(reading, text.data);
    }
}

void define_storage(const Reading& reading, RelationDraft& draft) {
    HeapTuple const tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(draft.fact.oid));
    if (!HeapTupleIsValid(tuple)) return;
    const Oid tablespace = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->reltablespace;
    if (OidIsValid(tablespace)) draft.fact.tablespace = kept(reading, get_tablespace_name(tablespace));
    bool is_null = false;
    const Datum options = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_reloptions, &is_null);
    StringInfoData text;
    initStringInfo(&text);
    ::List* const listed = is_null ? nullptr : untransformRelOptions(options);
    for (int i = 0; i < list_length(listed); ++i) {
        const auto* const option = static_cast<const DefElem*>(list_nth(listed, i));
        appendStringInfo(&text, "%s%s=%s", i > 0 ? ", " : "", quote_identifier(option->defname),
                         quote_literal_cstr(strVal(option->arg)));
    }
    ReleaseSysCache(tuple);
    draft.fact.storage_options = kept(reading, text.data);
}

/// Calls body with names printed as if the search_path were empty; the relation must be locked.
template <class Body>
void with_plain_names(Body body) {
    const int level = NewGUCNestLevel();
    set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                      false);
    body();
    AtEOXact_GUC(true, level);
}

bool has_default(std::span<const core::Column> columns) {
    return std::any_of(columns.begin(), columns.end(), [](const core::Column& each) { return each.has_default; });
}

void define_constraint(const Reading& reading, core::Constraint& constraint) {
    const Datum arguments[] = {ObjectIdGetDatum(constraint.oid)};
    constraint.definition = text_from(reading, pg_get_constraintdef, arguments);
}

void define_index(const Reading& reading, core::Index& index) {
    const Datum arguments[] = {ObjectIdGetDatum(index.oid)};
    index.definition = text_from(reading, pg_get_indexdef, arguments);
}

// The rows of a catalog are constant for those who judge it; here they are still being made.
template <class Row>
std::span<Row> unfinished(core::Rows<Row> rows) {
    return {const_cast<Row*>(rows.data()), rows.size()};
}

}  // namespace

void read_definitions(Reading& reading, RelationDraft& draft, std::span<IndexDraft*> indexes,
                      std::span<ConstraintDraft*> constraints) {
    if (!reading.present && !reading.whole) return;
    // Of a whole database nobody wants to know: it serves to print one table.
    if (!reading.whole) {
        define_storage(reading, draft);
        define_identities(reading, draft);
    }
    const std::span<core::Column> columns = {draft.columns, draft.column_room};
    const bool defaults = has_default(columns);
    if (constraints.empty() && indexes.empty() && !defaults) return;
    if (!ConditionalLockRelationOid(draft.fact.oid, AccessShareLock)) return;
    with_plain_names([&] {
        if (defaults) define_defaults(reading, draft.fact.oid, columns);
        for (ConstraintDraft* const constraint : constraints) define_constraint(reading, *constraint->fact);
        for (IndexDraft* const index : indexes) define_index(reading, *index->fact);
    });
    UnlockRelationOid(draft.fact.oid, AccessShareLock);
}

void read_invalid_definitions(Reading& reading, Oid relation, std::span<IndexDraft*> indexes) {
    if (!reading.present && !reading.whole) return;
    for (IndexDraft* const index : indexes) {
        if (index->fact->valid || !index->fact->partitioned) continue;
        if (!ConditionalLockRelationOid(relation, AccessShareLock)) return;
        with_plain_names([&] { define_index(reading, *index->fact); });
        UnlockRelationOid(relation, AccessShareLock);
    }
}

void add_definitions(const core::Catalog& database, std::span<const Oid> relations) {
    Reading reading = begin_reading(core::Need::definitions);
    reading.snapshot = GetActiveSnapshot();
    // What the server leaves behind when it prints.
    MemoryContext const passing =
        AllocSetContextCreate(CurrentMemoryContext, "definitions of a relation", ALLOCSET_DEFAULT_SIZES);
    with_plain_names([&] {
        for (const Oid oid : relations) {
            CHECK_FOR_INTERRUPTS();
            const core::Relation* const relation = database.relation(oid);
            if (relation == nullptr || !ConditionalLockRelationOid(oid, AccessShareLock)) continue;
            for (core::Column& column : unfinished(relation->columns))
                if (column.collation_given) column.collation_name = collation_name(reading, column.collation);
            MemoryContext const before = MemoryContextSwitchTo(passing);
            if (has_default(relation->columns)) define_defaults(reading, oid, unfinished(relation->columns));
            for (core::Constraint& constraint : unfinished(relation->constraints))
                define_constraint(reading, constraint);
            for (core::Index& index : unfinished(relation->indexes)) define_index(reading, index);
            MemoryContextSwitchTo(before);
            MemoryContextReset(passing);
            // To print, the server opens the relation: some kB for each that a report over all would leave behind.
            RelationCacheInvalidateEntry(oid);
            UnlockRelationOid(oid, AccessShareLock);
        }
    });
    MemoryContextDelete(passing);
}

}  // namespace conventions::pg
