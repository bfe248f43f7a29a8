// own_rows.cpp: helpers for the rows of our own tables.
// Memory: what is answered lives in the context that is current at the call.
// Errors: any call may raise.

#include "pg/own_rows.hpp"

namespace conventions::pg {

bool delete_unless_contended(Relation table, ItemPointer row) {
    TM_FailureData ignored;
    return heap_delete(table, row, GetCurrentCommandId(true), InvalidSnapshot, false, &ignored, false) == TM_Ok;
}

core::Text column_text(HeapTuple tuple, TupleDesc descriptor, AttrNumber number) {
    if (number > descriptor->natts) return {};
    bool is_null = false;
    const Datum value = heap_getattr(tuple, number, descriptor, &is_null);
    if (is_null) return {};
    char* const copy = TextDatumGetCString(value);
    return {copy, strlen(copy)};
}

core::Text joined(core::Rows<core::Text> texts) {
    StringInfoData all;
    initStringInfo(&all);
    for (const core::Text text : texts) appendStringInfo(&all, "%s%s", all.len > 0 ? "," : "", c_string(text));
    return {all.data, static_cast<Size>(all.len)};
}

}  // namespace conventions::pg
