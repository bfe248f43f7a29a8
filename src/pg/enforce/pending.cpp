// pending.cpp: table conventions.pending: findings that wait, in autocommit, for the statement that mends them.
// Written at PRE_COMMIT by direct insert, so that no right of the user is needed and none is lent: the row itself
// says nothing but what everybody can see in the catalogs.
// Errors: any call may raise.

#include "pg/enforce/enforce.hpp"
#include "pg/ours.hpp"
#include "pg/own_rows.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

constexpr AttrNumber column_relation = 1;
constexpr AttrNumber column_rule = 2;
constexpr AttrNumber column_identity = 3;
constexpr AttrNumber column_part = 4;
constexpr AttrNumber column_since = 5;
constexpr AttrNumber column_object = 6;
constexpr AttrNumber column_number = 7;
constexpr int column_count = 7;

PendingRow row_of(HeapTuple tuple, TupleDesc descriptor) {
    Datum values[column_count];
    bool nulls[column_count];
    heap_deform_tuple(tuple, descriptor, values, nulls);
    return {.relation = DatumGetObjectId(values[column_relation - 1]),
            .rule = TextDatumGetCString(values[column_rule - 1]),
            .identity = TextDatumGetCString(values[column_identity - 1]),
            .part = TextDatumGetCString(values[column_part - 1]),
            .since = DatumGetTimestampTz(values[column_since - 1]),
            .object = DatumGetObjectId(values[column_object - 1]),
            .column = DatumGetInt16(values[column_number - 1])};
}

Datum text_datum(core::Text text) {
    return PointerGetDatum(
        cstring_to_text_with_len(text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size())));
}

void insert(Relation table, Oid relation, const core::FindingRow& row, TimestampTz since) {
    Datum values[column_count] = {ObjectIdGetDatum(relation), text_datum(row.rule),       text_datum(row.identity),
                                  text_datum(row.part),       TimestampTzGetDatum(since), ObjectIdGetDatum(row.object),
                                  Int16GetDatum(row.column)};
    bool nulls[column_count] = {};
    HeapTuple const tuple = heap_form_tuple(RelationGetDescr(table), values, nulls);
    // Maintains the primary key as well; two sessions cannot both add it, since each holds a lock on the relation.
    CatalogTupleInsert(table, tuple);
}

/// Deletes the row. False where it is not there any more, or somebody else is at it.
bool take_out(Relation table, const PendingRow& gone) {
    bool deleted = false;
    scan_own_rows(table, [&](HeapTuple tuple, TupleDesc descriptor) {
        const PendingRow row = row_of(tuple, descriptor);
        if (row.relation == gone.relation && strcmp(row.rule, gone.rule) == 0 &&
            strcmp(row.identity, gone.identity) == 0 && strcmp(row.part, gone.part) == 0)
            deleted = delete_unless_contended(table, &tuple->t_self);
    });
    return deleted;
}

}  // namespace

std::span<const PendingRow> all_pending() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return {};
    List<PendingRow> rows = {};
    Relation const table = table_open(ours->pending, AccessShareLock);
    scan_own_rows(table, [&](HeapTuple tuple, TupleDesc descriptor) { rows.add() = row_of(tuple, descriptor); });
    table_close(table, AccessShareLock);
    return {rows.items, rows.count};
}

bool is_same_finding(const PendingRow& pending, const core::FindingRow& row) {
    if (pending.relation != row.relation || row.rule != pending.rule || row.part != pending.part) return false;
    return row.identity == pending.identity || (pending.object == row.object && pending.column == row.column);
}

void add_pending(Oid relation, const core::FindingRow& row) {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return;
    Relation const table = table_open(ours->pending, RowExclusiveLock);
    insert(table, relation, row, GetCurrentTransactionStartTimestamp());
    table_close(table, RowExclusiveLock);
}

void remove_pending(const PendingRow& gone) {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return;
    Relation const table = table_open(ours->pending, RowExclusiveLock);
    take_out(table, gone);
    table_close(table, RowExclusiveLock);
}

void follow_pending(const PendingRow& pending, const core::FindingRow& row) {
    if (row.identity == pending.identity && pending.object == row.object && pending.column == row.column) return;
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return;
    Relation const table = table_open(ours->pending, RowExclusiveLock);
    if (take_out(table, pending)) insert(table, pending.relation, row, pending.since);
    table_close(table, RowExclusiveLock);
}

}  // namespace conventions::pg
