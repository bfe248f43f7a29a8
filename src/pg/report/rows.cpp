// rows.cpp: rows of set-returning functions.

#include "pg/report/report.hpp"

#include "pg/policy/administer.hpp"

extern "C" {
#include "utils/jsonb.h"
#include "utils/timestamp.h"
}

namespace conventions::pg {

Rows::Rows(FunctionCallInfo fcinfo) : column_(0), home_(CurrentMemoryContext), later_{} {
    InitMaterializedSRF(fcinfo, 0);
    result_ = reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
}

void Rows::add(Datum value, bool is_null) {
    Assert(column_ < columns_at_most);
    values_[column_] = value;
    nulls_[column_] = is_null;
    ++column_;
}

void Rows::text(core::Text value) {
    add(PointerGetDatum(
            cstring_to_text_with_len(value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()))),
        false);
}

void Rows::text_or_null(core::Text value) {
    if (value.empty())
        add(Datum{0}, true);
    else
        text(value);
}

void Rows::texts(core::Rows<core::Text> values) { add(text_array_value(values).value, false); }

void Rows::number(int64 value) { add(Int64GetDatum(value), false); }

void Rows::boolean(bool value) { add(BoolGetDatum(value), false); }

void Rows::time(TimestampTz value) { add(TimestampTzGetDatum(value), false); }

void Rows::json(core::Text value) { add(DirectFunctionCall1(jsonb_in, CStringGetDatum(c_string(value))), false); }

void Rows::end_row() { end_row_in(result_->setResult); }

void Rows::end_row_in(Tuplestorestate* store) {
    Assert(column_ >= result_->setDesc->natts);
    tuplestore_putvalues(store, result_->setDesc, values_, nulls_);
    column_ = 0;
}

void Rows::end_row_in_place(Size place) {
    if (place == 0) return end_row();
    Assert(place < places);
    Tuplestorestate*& store = later_[place - 1];
    if (store == nullptr) {
        MemoryContext const before = MemoryContextSwitchTo(home_);
        // In kB, as work_mem. The result has all of it to itself; what only waits for it may go to a file sooner.
        store = tuplestore_begin_heap(false, false, Max(work_mem / 8, 64));
        MemoryContextSwitchTo(before);
    }
    end_row_in(store);
}

void Rows::finish() {
    for (Tuplestorestate*& store : later_) {
        if (store == nullptr) continue;
        TupleTableSlot* const row = MakeSingleTupleTableSlot(result_->setDesc, &TTSOpsMinimalTuple);
        while (tuplestore_gettupleslot(store, true, false, row)) {
            CHECK_FOR_INTERRUPTS();
            tuplestore_puttupleslot(result_->setResult, row);
        }
        ExecDropSingleTupleTableSlot(row);
        tuplestore_end(store);
        store = nullptr;
    }
}

core::Text text_argument(FunctionCallInfo fcinfo, int number) {
    if (PG_ARGISNULL(number)) return {};
    char* const copy = text_to_cstring(PG_GETARG_TEXT_PP(number));
    return {copy, strlen(copy)};
}

}  // namespace conventions::pg
