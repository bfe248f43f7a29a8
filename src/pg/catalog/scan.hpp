// Rows of a catalog: by index or whole, by the reading's snapshot, or a single one by its key.

#pragma once

#include "pg/catalog/server_headers.hpp"

namespace conventions::pg {

/// A text value as a C string, in the current memory context.
inline char* c_text(Datum value) { return TextDatumGetCString(value); }

/// A catalog row. Valid only while the body runs that it is given to.
struct Row {
    HeapTuple tuple;
    TupleDesc shape;  // null for a row of the syscache `cache`
    int cache;

    Datum get(AttrNumber column, bool* is_null) const {
        if (shape != nullptr) return heap_getattr(tuple, column, shape, is_null);
        return SysCacheGetAttr(cache, tuple, column, is_null);
    }
    template <class Form>
    Form form() const {
        return reinterpret_cast<Form>(GETSTRUCT(tuple));
    }
};

struct Scan {
    ::Relation catalog;
    SysScanDesc rows;
};

/// `index` InvalidOid: the whole catalog. Null snapshot: the catalog snapshot, which is always the newest.
Scan open_scan(Oid catalog, Oid index, Snapshot snapshot, ScanKeyData* keys, int count);
void close_scan(Scan& scan);

/// One part of a scan key.
inline void set_key(ScanKeyData& key, AttrNumber column, RegProcedure equals, Datum value) {
    ScanKeyInit(&key, column, BTEqualStrategyNumber, equals, value);
}

/// Calls body(Row) for each row; body returns false to stop there. False where it was stopped.
template <class Body>
bool each_row(Oid catalog, Oid index, Snapshot snapshot, std::span<ScanKeyData> keys, Body body) {
    Scan scan = open_scan(catalog, index, snapshot, keys.data(), static_cast<int>(keys.size()));
    bool go_on = true;
    while (go_on) {
        HeapTuple const tuple = systable_getnext(scan.rows);
        if (!HeapTupleIsValid(tuple)) break;
        go_on = body(Row{tuple, RelationGetDescr(scan.catalog), -1});
    }
    close_scan(scan);
    return go_on;
}

/// The rows with one OID in the leading column of an index.
template <class Body>
void each_row_of(Oid catalog, Oid index, Snapshot snapshot, AttrNumber column, Oid value, Body body) {
    ScanKeyData key;
    set_key(key, column, F_OIDEQ, ObjectIdGetDatum(value));
    each_row(catalog, index, snapshot, {&key, 1}, [&](const Row& row) {
        body(row);
        return true;
    });
}

/// The rows with two OIDs in the leading columns of an index.
template <class Body>
void each_row_of(Oid catalog, Oid index, Snapshot snapshot, AttrNumber first_column, Oid first,
                 AttrNumber second_column, Oid second, Body body) {
    ScanKeyData keys[2];
    set_key(keys[0], first_column, F_OIDEQ, ObjectIdGetDatum(first));
    set_key(keys[1], second_column, F_OIDEQ, ObjectIdGetDatum(second));
    each_row(catalog, index, snapshot, keys, [&](const Row& row) {
        body(row);
        return true;
    });
}

/// Where a row stands that has a unique key of one or two columns.
struct Source {
    int cache;
    Oid catalog;
    Oid index;
    AttrNumber columns[2];  // 0 for none
    RegProcedure second_equals;
};

extern const Source class_source;
extern const Source attribute_source;
extern const Source type_source;
extern const Source schema_source;
extern const Source access_method_source;
extern const Source collation_source;
extern const Source function_source;
extern const Source operator_class_source;
extern const Source operator_source;
extern const Source cast_source;
extern const Source sequence_source;
extern const Source extension_source;

/// Calls body(Row) for the one row; false where there is none. By syscache where `cached` and the source has one.
template <class Body>
bool look_up(bool cached, Snapshot snapshot, const Source& source, Datum first, Datum second, Body body) {
    if (cached && source.cache >= 0) {
        HeapTuple const tuple = source.columns[1] == 0 ? SearchSysCache1(source.cache, first)
                                                       : SearchSysCache2(source.cache, first, second);
        if (!HeapTupleIsValid(tuple)) return false;
        body(Row{tuple, nullptr, source.cache});
        ReleaseSysCache(tuple);
        return true;
    }
    ScanKeyData keys[2];
    std::size_t count = 1;
    set_key(keys[0], source.columns[0], F_OIDEQ, first);
    if (source.columns[1] != 0) set_key(keys[count++], source.columns[1], source.second_equals, second);
    bool found = false;
    each_row(source.catalog, source.index, snapshot, {keys, count}, [&](const Row& row) {
        found = true;
        body(row);
        return false;
    });
    return found;
}

}  // namespace conventions::pg
