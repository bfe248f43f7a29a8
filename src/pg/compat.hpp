// Every difference between the server releases 15 to 18; nothing outside this file tests PG_VERSION_NUM.

#pragma once

#include "pg/pg.hpp"

extern "C" {
#include "catalog/namespace.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_namespace.h"
#include "common/relpath.h"
#include "pgstat.h"
#include "storage/proc.h"
#include "tcop/pquery.h"
#include "utils/acl.h"
#include "utils/backend_status.h"
#include "utils/guc_tables.h"
#include "utils/portal.h"
#include "utils/relmapper.h"
}

namespace conventions::pg {

/// The local transaction id: another one tells that a command has committed inside.
/// 17 moved it into PGPROC.vxid.
inline LocalTransactionId local_transaction() {
#if PG_VERSION_NUM >= 170000
    return MyProc->vxid.lxid;
#else
    return MyProc->lxid;
#endif
}

/// The relation got new storage in this transaction. 16 renamed relfilenode to relfilelocator.
inline bool has_new_storage(Relation relation) {
#if PG_VERSION_NUM >= 160000
    return relation->rd_newRelfilelocatorSubid != InvalidSubTransactionId ||
           relation->rd_firstRelfilelocatorSubid != InvalidSubTransactionId;
#else
    return relation->rd_newRelfilenodeSubid != InvalidSubTransactionId ||
           relation->rd_firstRelfilenodeSubid != InvalidSubTransactionId;
#endif
}

/// What client_min_messages was before it was changed in the present level of settings, as that of a function or of the
/// script of an extension. 16 looks a setting up by name; 15 has them in an array.
inline int client_level_outside() {
    constexpr const char* name = "client_min_messages";
#if PG_VERSION_NUM >= 160000
    const config_generic* const setting = find_option(name, false, true, 0);
#else
    const config_generic* setting = nullptr;
    for (int i = 0; i < GetNumConfigOptions() && setting == nullptr; ++i)
        if (strcmp(get_guc_variables()[i]->name, name) == 0) setting = get_guc_variables()[i];
#endif
    return setting == nullptr || setting->stack == nullptr ? client_min_messages : setting->stack->prior.val.enumval;
}

/// The constraint is enforced. 18 brought NOT ENFORCED.
inline bool is_enforced([[maybe_unused]] Form_pg_constraint form) {
#if PG_VERSION_NUM >= 180000
    return form->conenforced;
#else
    return true;
#endif
}

/// Every foreign key has triggers at the table that it refers to; not so one that is NOT ENFORCED.
constexpr bool foreign_keys_have_triggers() {
#if PG_VERSION_NUM >= 180000
    return false;
#else
    return true;
#endif
}

/// The file of a relation of the map. 16 renamed filenode to filenumber.
inline Oid mapped_file(Oid relation, bool shared) {
#if PG_VERSION_NUM >= 160000
    return RelationMapOidToFilenumber(relation, shared);
#else
    return RelationMapOidToFilenode(relation, shared);
#endif
}

/// The session whose temporary relations stand in this schema; for any other schema what stands for nobody.
/// 17 replaced backend ids by process numbers.
inline int temporary_owner(Oid schema) {
#if PG_VERSION_NUM >= 170000
    return GetTempNamespaceProcNumber(schema);
#else
    return GetTempNamespaceBackendId(schema);
#endif
}

/// Path of the main fork, in the current memory context. 18 returns a struct instead of a pointer.
inline char* main_fork_path(Oid database, Oid tablespace, Oid file, int owner) {
#if PG_VERSION_NUM >= 180000
    return pstrdup(GetRelationPath(database, tablespace, file, owner, MAIN_FORKNUM).str);
#else
    return GetRelationPath(database, tablespace, file, owner, MAIN_FORKNUM);
#endif
}

/// The current role may look into the schema: without this right the server's look-ups raise. 16 removed
/// pg_namespace_aclcheck.
inline bool may_use_schema(Oid schema) {
#if PG_VERSION_NUM >= 160000
    return object_aclcheck(NamespaceRelationId, schema, GetUserId(), ACL_USAGE) == ACLCHECK_OK;
#else
    return pg_namespace_aclcheck(schema, GetUserId(), ACL_USAGE) == ACLCHECK_OK;
#endif
}

/// The schema where an object without a written schema would be made, InvalidOid for none; never makes the temporary
/// schema, as the server's own functions do. 17 renamed the struct.
inline Oid creation_schema_of_path() {
#if PG_VERSION_NUM >= 170000
    const SearchPathMatcher* const path = GetSearchPathMatcher(CurrentMemoryContext);
#else
    const OverrideSearchPath* const path = GetOverrideSearchPath(CurrentMemoryContext);
#endif
    return path->schemas == nullptr ? InvalidOid : linitial_oid(path->schemas);
}

/// pg_attribute.attstattarget, -1 for the server's own choice. 17 made that NULL.
inline int statistics_target(HeapTuple attribute) {
#if PG_VERSION_NUM >= 170000
    bool is_null = false;
    const Datum target = SysCacheGetAttr(ATTNUM, attribute, Anum_pg_attribute_attstattarget, &is_null);
    return is_null ? -1 : DatumGetInt16(target);
#else
    return reinterpret_cast<Form_pg_attribute>(GETSTRUCT(attribute))->attstattarget;
#endif
}

/// What a session reports of itself, by its place from 1 to pgstat_fetch_stat_numbackends(). 16 renamed the function.
inline const PgBackendStatus& reported_status(int place) {
#if PG_VERSION_NUM >= 160000
    return pgstat_get_local_beentry_by_index(place)->backendStatus;
#else
    return pgstat_fetch_stat_local_beentry(place)->backendStatus;
#endif
}

/// When a table was last analyzed, by hand or by autovacuum, 0 for never. 16 renamed the fields.
inline TimestampTz last_analyze_of(const PgStat_StatTabEntry& statistics) {
#if PG_VERSION_NUM >= 160000
    return Max(statistics.last_analyze_time, statistics.last_autoanalyze_time);
#else
    return Max(statistics.analyze_timestamp, statistics.autovac_analyze_timestamp);
#endif
}

/// When an index was last scanned, 0 where that is not known. 16 began to keep it.
inline TimestampTz last_scan_of([[maybe_unused]] const PgStat_StatTabEntry& statistics) {
#if PG_VERSION_NUM >= 160000
    return statistics.lastscan;
#else
    return 0;
#endif
}

}  // namespace conventions::pg
