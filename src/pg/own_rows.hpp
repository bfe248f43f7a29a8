// Rows of our own tables by direct scan and delete: no right of the user is needed, and none is lent.

#pragma once

#include "pg/pg.hpp"

extern "C" {
#include "storage/bufmgr.h"
}

namespace conventions::pg {

/// Calls take(tuple, descriptor) for every row that the newest snapshot shows; with an index and one key of it for
/// those alone. Raises what reading a table raises.
template <class Take>
void scan_own_rows(Relation table, Take take, Oid index = InvalidOid, ScanKey key = nullptr) {
    if (RelationGetNumberOfBlocks(table) == 0) return;
    PushActiveSnapshot(GetLatestSnapshot());
    SysScanDesc const rows =
        systable_beginscan(table, index, OidIsValid(index), GetActiveSnapshot(), key == nullptr ? 0 : 1, key);
    for (HeapTuple tuple = systable_getnext(rows); HeapTupleIsValid(tuple); tuple = systable_getnext(rows))
        take(tuple, RelationGetDescr(table));
    systable_endscan(rows);
    PopActiveSnapshot();
}

/// Who else touches the row is about to delete it as well. Waiting for him would let a user's lock_timeout, or an
/// error of ours, pass a whole transaction unjudged. False where somebody else does.
bool delete_unless_contended(Relation table, ItemPointer row);

/// The column as text, empty for null and for a column that the table of an older version does not have.
core::Text column_text(HeapTuple tuple, TupleDesc descriptor, AttrNumber number);

/// "a,b".
core::Text joined(core::Rows<core::Text> texts);

}  // namespace conventions::pg
