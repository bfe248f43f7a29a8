// owning.cpp: the relation that a catalog entry belongs to.

#include "pg/catalog/scan.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "catalog/index.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

Oid relation_itself(Oid oid) {
    const char kind = get_rel_relkind(oid);
    if (kind == '\0') return InvalidOid;
    if (kind == RELKIND_INDEX || kind == RELKIND_PARTITIONED_INDEX) return IndexGetRelation(oid, true);
    return oid;
}

template <class Form>
Oid by_scan(Oid catalog, Oid index, AttrNumber column, Oid oid, Oid Form::*relation) {
    Oid found = InvalidOid;
    each_row_of(catalog, index, nullptr, column, oid, [&](const Row& row) { found = row.form<Form*>()->*relation; });
    return found;
}

Oid constraint_relation(Oid oid) {
    HeapTuple const tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(oid));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    const Oid relation = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->conrelid;
    ReleaseSysCache(tuple);
    return relation;
}

// The server tells a change of a default by the OID of the table, in the name of pg_attrdef.
Oid default_relation(Oid oid) {
    const Oid relation =
        by_scan(AttrDefaultRelationId, AttrDefaultOidIndexId, Anum_pg_attrdef_oid, oid, &FormData_pg_attrdef::adrelid);
    return OidIsValid(relation) ? relation : relation_itself(oid);
}

}  // namespace

Oid owning_relation(Oid class_id, Oid oid) {
    switch (class_id) {
    case RelationRelationId:
    case InheritsRelationId:
        return relation_itself(oid);
    case ConstraintRelationId:
        return constraint_relation(oid);
    case AttrDefaultRelationId:
        return default_relation(oid);
    case TriggerRelationId:
        return by_scan(class_id, TriggerOidIndexId, Anum_pg_trigger_oid, oid, &FormData_pg_trigger::tgrelid);
    case PolicyRelationId:
        return by_scan(class_id, PolicyOidIndexId, Anum_pg_policy_oid, oid, &FormData_pg_policy::polrelid);
    case RewriteRelationId:
        return by_scan(class_id, RewriteOidIndexId, Anum_pg_rewrite_oid, oid, &FormData_pg_rewrite::ev_class);
    case StatisticExtRelationId:
        return by_scan(class_id, StatisticExtOidIndexId, Anum_pg_statistic_ext_oid, oid,
                       &FormData_pg_statistic_ext::stxrelid);
    default:
        return InvalidOid;
    }
}

}  // namespace conventions::pg
