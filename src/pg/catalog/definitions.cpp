// definitions.cpp: SQL text of defaults and constraints, by the server's own deparse functions.
//
// They only know the present state, so a reading by a given snapshot has none. They may lock the relation: it is
// locked before, without waiting, or the text stays empty. Names in the text do not depend on the caller's search_path.

#include "pg/catalog/reading.hpp"

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

void define_defaults(Reading& reading, RelationDraft& draft) {
    const Oid relation = draft.fact.oid;
    each_row_of(AttrDefaultRelationId, AttrDefaultIndexId, reading.snapshot, Anum_pg_attrdef_adrelid, relation,
                [&](const Row& row) {
                    bool is_null = false;
                    const std::size_t at = static_cast<std::size_t>(row.form<Form_pg_attrdef>()->adnum) - 1;
                    if (at >= draft.column_room) return;
                    const Datum arguments[] = {row.get(Anum_pg_attrdef_adbin, &is_null), ObjectIdGetDatum(relation)};
                    draft.columns[at].default_text = text_from(reading, pg_get_expr, arguments);
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

bool has_default(const RelationDraft& draft) {
    for (std::size_t i = 0; i < draft.column_room; ++i)
        if (draft.columns[i].has_default) return true;
    return false;
}

}  // namespace

void read_definitions(Reading& reading, RelationDraft& draft, std::span<ConstraintDraft*> constraints) {
    if (!reading.present && !reading.whole) return;
    // Of a whole database nobody wants to know: it serves to print one table.
    if (!reading.whole) {
        define_storage(reading, draft);
        define_identities(reading, draft);
    }
    const bool defaults = has_default(draft);
    if (constraints.empty() && !defaults) return;
    if (!ConditionalLockRelationOid(draft.fact.oid, AccessShareLock)) return;
    with_plain_names([&] {
        if (defaults) define_defaults(reading, draft);
        for (ConstraintDraft* const constraint : constraints) {
            const Datum arguments[] = {ObjectIdGetDatum(constraint->fact->oid)};
            constraint->fact->definition = text_from(reading, pg_get_constraintdef, arguments);
        }
    });
    UnlockRelationOid(draft.fact.oid, AccessShareLock);
}

void read_invalid_definitions(Reading& reading, Oid relation, std::span<IndexDraft*> indexes) {
    if (!reading.present && !reading.whole) return;
    for (IndexDraft* const index : indexes) {
        if (index->fact->valid || !index->fact->partitioned) continue;
        if (!ConditionalLockRelationOid(relation, AccessShareLock)) return;
        with_plain_names([&] {
            const Datum arguments[] = {ObjectIdGetDatum(index->fact->oid)};
            index->fact->definition = text_from(reading, pg_get_indexdef, arguments);
        });
        UnlockRelationOid(relation, AccessShareLock);
    }
}

}  // namespace conventions::pg
