// scan_module/: the baseline of bench/report: catalogs scanned once, in C++, row by row.
//
// bench_scan(catalog regclass, deform boolean): a sequential heap scan under a snapshot that reads the fixed part of
// every visible row; with deform it also takes every row apart into its columns. Returns the number of rows.
// Compiled by bench/run against the installed headers; it has nothing to do with the extension.

extern "C" {
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "fmgr.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(bench_scan);
Datum bench_scan(PG_FUNCTION_ARGS);
}

namespace {

// Keeps the compiler from leaving out the reading.
volatile unsigned touched;

// A word at each end of the fixed part: both cache lines that a rule would look at.
void touch(HeapTuple row) {
    const char* const begin = static_cast<const char*>(static_cast<void*>(GETSTRUCT(row)));
    const char* const end = static_cast<const char*>(static_cast<void*>(row->t_data)) + row->t_len;
    unsigned first = 0;
    memcpy(&first, begin, Min(sizeof first, static_cast<Size>(end - begin)));
    touched = touched + first + static_cast<unsigned char>(end[-1]);
}

}  // namespace

extern "C" Datum bench_scan(PG_FUNCTION_ARGS) {
    const Oid catalog = PG_GETARG_OID(0);
    const bool deform = PG_GETARG_BOOL(1);
    Relation relation = table_open(catalog, AccessShareLock);
    TupleDesc shape = RelationGetDescr(relation);
    auto* const values = static_cast<Datum*>(palloc(sizeof(Datum) * shape->natts));
    auto* const nulls = static_cast<bool*>(palloc(sizeof(bool) * shape->natts));
    Snapshot snapshot = RegisterSnapshot(GetLatestSnapshot());
    SysScanDesc scan = systable_beginscan(relation, InvalidOid, false, snapshot, 0, nullptr);
    int64 rows = 0;
    while (HeapTuple row = systable_getnext(scan)) {
        if (deform) heap_deform_tuple(row, shape, values, nulls);
        touch(row);
        ++rows;
    }
    systable_endscan(scan);
    UnregisterSnapshot(snapshot);
    table_close(relation, AccessShareLock);
    PG_RETURN_INT64(rows);
}
