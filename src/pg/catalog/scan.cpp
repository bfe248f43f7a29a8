// scan.cpp: opens and closes catalog scans; the keys of single rows.

#include "pg/catalog/scan.hpp"

namespace conventions::pg {

Scan open_scan(Oid catalog, Oid index, Snapshot snapshot, ScanKeyData* keys, int count) {
    Scan scan;
    scan.catalog = table_open(catalog, AccessShareLock);
    scan.rows = systable_beginscan(scan.catalog, index, OidIsValid(index), snapshot, count, keys);
    return scan;
}

void close_scan(Scan& scan) {
    systable_endscan(scan.rows);
    table_close(scan.catalog, AccessShareLock);
}

constinit const Source class_source = {RELOID, RelationRelationId, ClassOidIndexId, {Anum_pg_class_oid, 0}, 0};
constinit const Source attribute_source = {ATTNUM,
                                           AttributeRelationId,
                                           AttributeRelidNumIndexId,
                                           {Anum_pg_attribute_attrelid, Anum_pg_attribute_attnum},
                                           F_INT2EQ};
constinit const Source type_source = {TYPEOID, TypeRelationId, TypeOidIndexId, {Anum_pg_type_oid, 0}, 0};
constinit const Source schema_source = {
    NAMESPACEOID, NamespaceRelationId, NamespaceOidIndexId, {Anum_pg_namespace_oid, 0}, 0};
constinit const Source access_method_source = {AMOID, AccessMethodRelationId, AmOidIndexId, {Anum_pg_am_oid, 0}, 0};
constinit const Source collation_source = {
    COLLOID, CollationRelationId, CollationOidIndexId, {Anum_pg_collation_oid, 0}, 0};
constinit const Source function_source = {PROCOID, ProcedureRelationId, ProcedureOidIndexId, {Anum_pg_proc_oid, 0}, 0};
constinit const Source operator_class_source = {
    CLAOID, OperatorClassRelationId, OpclassOidIndexId, {Anum_pg_opclass_oid, 0}, 0};
constinit const Source operator_source = {
    OPEROID, OperatorRelationId, OperatorOidIndexId, {Anum_pg_operator_oid, 0}, 0};
constinit const Source cast_source = {CASTSOURCETARGET,
                                      CastRelationId,
                                      CastSourceTargetIndexId,
                                      {Anum_pg_cast_castsource, Anum_pg_cast_casttarget},
                                      F_OIDEQ};
constinit const Source sequence_source = {
    SEQRELID, SequenceRelationId, SequenceRelidIndexId, {Anum_pg_sequence_seqrelid, 0}, 0};
// pg_extension has a syscache only from 18 on.
constinit const Source extension_source = {-1, ExtensionRelationId, ExtensionOidIndexId, {Anum_pg_extension_oid, 0}, 0};

}  // namespace conventions::pg
