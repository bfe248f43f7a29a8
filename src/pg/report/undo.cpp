// undo.cpp: the SQL that makes an index again which a fix drops: definition, tablespace, comment, statistics targets,
// and, for a partitioned table, the indexes of its partitions under their own names.
// Memory: the current context.
// Errors: catalog reads may raise. Names in the text do not depend on the caller's search_path.

#include "pg/compat.hpp"
#include "pg/report/report.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "catalog/index.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "commands/comment.h"
#include "storage/lmgr.h"
#include "utils/guc.h"
#include "utils/ruleutils.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

const char* name_of_index(Oid index) {
    return quote_qualified_identifier(get_namespace_name(get_rel_namespace(index)), get_rel_name(index));
}

void append_statistics(StringInfo text, Oid index) {
    for (AttrNumber column = 1;; ++column) {
        HeapTuple const tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(index), Int16GetDatum(column));
        if (!HeapTupleIsValid(tuple)) return;
        const int target = statistics_target(tuple);
        ReleaseSysCache(tuple);
        if (target >= 0)
            appendStringInfo(text, "\nALTER INDEX %s ALTER COLUMN %d SET STATISTICS %d;", name_of_index(index), column,
                             target);
    }
}

/// A partitioned index ON ONLY its table: its parts come under their own names.
const char* definition_of(Oid index, bool is_partitioned) {
    if (!is_partitioned) return pg_get_indexdef_string(index);
    return TextDatumGetCString(OidFunctionCall1(F_PG_GET_INDEXDEF_OID, ObjectIdGetDatum(index)));
}

bool append_index(StringInfo text, Oid index);

/// A partitioned index becomes valid with its last part. False where a part could not be written down.
bool append_parts(StringInfo text, Oid index) {
    ::List* const parts = find_inheritance_children(index, NoLock);
    for (int i = 0; i < list_length(parts); ++i) {
        const Oid part = list_nth_oid(parts, i);
        if (!append_index(text, part)) return false;
        const char* const name = get_rel_name(part);
        const char* const schema = get_namespace_name(get_rel_namespace(part));
        if (name == nullptr || schema == nullptr) return false;
        appendStringInfo(text, "\nALTER INDEX %s", name_of_index(index));
        appendStringInfo(text, " ATTACH PARTITION %s;", quote_qualified_identifier(schema, name));
    }
    return true;
}

bool append_locked(StringInfo text, Oid index) {
    if (!SearchSysCacheExists1(INDEXRELID, ObjectIdGetDatum(index))) return false;
    const bool is_partitioned = get_rel_relkind(index) == RELKIND_PARTITIONED_INDEX;
    if (text->len > 0) appendStringInfoChar(text, '\n');
    appendStringInfo(text, "%s;", definition_of(index, is_partitioned));
    const char* const comment = GetComment(index, RelationRelationId, 0);
    if (comment != nullptr)
        appendStringInfo(text, "\nCOMMENT ON INDEX %s IS %s;", name_of_index(index), quote_literal_cstr(comment));
    append_statistics(text, index);
    return !is_partitioned || append_parts(text, index);
}

/// Under locks, asked for without waiting: an index dropped meanwhile has no name, and its definition is an ERROR; and
/// the server opens the table for the definition, where it would wait. False where the index is gone or somebody works
/// on it.
bool append_index(StringInfo text, Oid index) {
    const Oid table = IndexGetRelation(index, true);
    if (!OidIsValid(table) || !ConditionalLockRelationOid(table, AccessShareLock)) return false;
    bool done = false;
    if (ConditionalLockRelationOid(index, AccessShareLock)) {
        done = append_locked(text, index);
        UnlockRelationOid(index, AccessShareLock);
    }
    UnlockRelationOid(table, AccessShareLock);
    return done;
}

}  // namespace

core::Text undo_of_index(Oid index) {
    StringInfoData text;
    initStringInfo(&text);
    const int level = NewGUCNestLevel();
    set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                      false);
    const bool done = append_index(&text, index);
    AtEOXact_GUC(true, level);
    if (!done) return {};
    return {text.data, static_cast<Size>(text.len)};
}

}  // namespace conventions::pg
