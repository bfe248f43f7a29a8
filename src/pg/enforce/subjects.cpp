// subjects.cpp: from what the hook noted to the relations that are judged: the one expansion table.
//
// index, constraint, trigger, policy, rule, default -> their table (owning_relation)
// function                                          -> the tables of its triggers
// domain, type                                      -> the relations whose columns use it
// partition <-> root                                -> by the readers and the engine, which read whole trees

#include <algorithm>

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/enforce/enforce.hpp"

extern "C" {
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "storage/lmgr.h"
#include "utils/relcache.h"
}

namespace conventions::pg {
namespace {

/// What some rule judges; toast tables and indexes never are subjects themselves. Nor are sequences that a table's
/// command made `by_the_way`, but for unlogged ones: the server names them and fits them to their columns.
bool is_judged(const FormData_pg_class& row, bool by_the_way) {
    if (row.relpersistence == RELPERSISTENCE_TEMP) return false;
    switch (row.relkind) {
    case RELKIND_RELATION:
    case RELKIND_PARTITIONED_TABLE:
    case RELKIND_FOREIGN_TABLE:
    case RELKIND_VIEW:
    case RELKIND_MATVIEW:
        return true;
    case RELKIND_SEQUENCE:
        return !by_the_way || row.relpersistence == RELPERSISTENCE_UNLOGGED;
    default:
        return false;
    }
}

/// What a command made, sorted, and whether it is one that makes or alters a table.
struct Made {
    std::span<const Oid> relations;
    bool with_table = false;
};

/// The relation itself where it is there, of a kind that is judged, and not temporary; else InvalidOid.
Oid judged_by_catalog(Oid relation) {
    HeapTuple const tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    const bool yes = is_judged(*reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple)), false);
    ReleaseSysCache(tuple);
    return yes ? relation : InvalidOid;
}

/// The same for what a note names: an index stands for its table. By the relcache, where the reader will find it, and
/// the server had it a moment ago; the rows of what was just made or changed are in no syscache. What this command
/// made (`made`) is locked; where the lock on anything else is not to be had at once, somebody else works on
/// it.
Oid judged_relation(Oid relation, const Made& made) {
    if (!OidIsValid(relation)) return InvalidOid;
    const bool is_new = std::binary_search(made.relations.begin(), made.relations.end(), relation);
    if (!is_new && !ConditionalLockRelationOid(relation, AccessShareLock))
        return judged_by_catalog(owning_relation(RelationRelationId, relation));
    Relation const open = RelationIdGetRelation(relation);
    Oid judged = InvalidOid;
    Oid table = InvalidOid;
    if (open != nullptr) {
        const FormData_pg_class& row = *open->rd_rel;
        if (open->rd_index != nullptr) table = open->rd_index->indrelid;
        if (is_judged(row, is_new && made.with_table)) judged = relation;
        RelationClose(open);
    }
    if (!is_new) UnlockRelationOid(relation, AccessShareLock);
    return OidIsValid(table) ? judged_relation(table, made) : judged;
}

/// Calls take(class, oid, sub id) for all that depends on the object.
template <class Take>
void dependents(Oid class_id, Oid oid, Take take) {
    Relation const depend = table_open(DependRelationId, AccessShareLock);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(class_id));
    ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
    SysScanDesc const rows = systable_beginscan(depend, DependReferenceIndexId, true, nullptr, 2, keys);
    for (HeapTuple tuple = systable_getnext(rows); HeapTupleIsValid(tuple); tuple = systable_getnext(rows)) {
        auto* const row = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple));
        take(row->classid, row->objid, row->objsubid);
    }
    systable_endscan(rows);
    table_close(depend, AccessShareLock);
}

/// A chain of domains over domains ends; this bounds what a broken catalog could do.
constexpr int deepest_type = 16;

void add_users_of_type(Oid type, List<Oid>& relations, int depth) {
    if (depth == deepest_type) return;
    dependents(TypeRelationId, type, [&](Oid class_id, Oid oid, int32 sub_id) {
        if (class_id == RelationRelationId && sub_id != 0) relations.add() = oid;
        if (class_id == TypeRelationId && oid != type) add_users_of_type(oid, relations, depth + 1);
    });
}

void add_tables_of_function(Oid function, List<Oid>& relations) {
    dependents(ProcedureRelationId, function, [&](Oid class_id, Oid oid, int32) {
        if (class_id == TriggerRelationId) relations.add() = owning_relation(TriggerRelationId, oid);
    });
}

bool is_type_subject(Oid type) {
    HeapTuple const tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
    if (!HeapTupleIsValid(tuple)) return false;
    auto* const row = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    const char kind = row->typtype;
    const Oid relation = row->typrelid;
    ReleaseSysCache(tuple);
    if (kind == TYPTYPE_COMPOSITE) return get_rel_relkind(relation) == RELKIND_COMPOSITE_TYPE;
    return kind == TYPTYPE_DOMAIN || kind == TYPTYPE_ENUM || kind == TYPTYPE_RANGE;
}

}  // namespace

std::span<Oid> sorted_once(List<Oid>& list) {
    std::sort(list.items, list.items + list.count);
    Oid* const end = std::unique(list.items, list.items + list.count);
    Oid* begin = list.items;
    while (begin != end && *begin == InvalidOid) ++begin;
    return {begin, static_cast<Size>(end - begin)};
}

namespace {

/// Each noted relation, index or not, to what is judged.
std::span<Oid> judged_relations(List<Oid>& noted, const Made& made) {
    List<Oid> judged = {};
    for (const Oid relation : sorted_once(noted)) judged.add() = judged_relation(relation, made);
    return sorted_once(judged);
}

}  // namespace

Subjects subjects_of(const Frame& frame) {
    List<Oid> relations = {};
    List<Oid> types = {};
    List<Oid> created = {};
    List<Subjects::DroppedColumn> dropped = {};
    for (const Note& seen : notes_of(frame)) {
        switch (seen.what) {
        case Note::What::dropped_column:
            dropped.add() = {seen.oid, seen.column};
            break;
        case Note::What::type:
            if (is_type_subject(seen.oid)) types.add() = seen.oid;
            add_users_of_type(seen.oid, relations, 0);
            break;
        case Note::What::created:
            created.add() = seen.oid;
            relations.add() = seen.oid;
            break;
        case Note::What::touched:
            if (seen.class_id == ProcedureRelationId)
                add_tables_of_function(seen.oid, relations);
            else if (seen.class_id == RelationRelationId)
                relations.add() = seen.oid;
            else
                relations.add() = owning_relation(seen.class_id, seen.oid);
            break;
        }
    }
    const std::span<Oid> made = sorted_once(created);
    // What was made before a commit inside the command is not locked any more.
    const bool committed_inside = frame.transaction != local_transaction();
    const Made locked = {.relations = committed_inside ? std::span<const Oid>() : made,
                         .with_table = frame.makes_table || frame.alters_table};
    return {.relations = judged_relations(relations, locked),
            .types = sorted_once(types),
            .created = made,
            .dropped_columns = {dropped.items, dropped.count}};
}

}  // namespace conventions::pg
