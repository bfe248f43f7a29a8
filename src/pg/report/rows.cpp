// rows.cpp: rows of set-returning functions.

#include "pg/report/report.hpp"

extern "C" {
#include "utils/jsonb.h"
#include "utils/timestamp.h"
}

namespace conventions::pg {

Rows::Rows(FunctionCallInfo fcinfo) : column_(0) {
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

void Rows::number(int64 value) { add(Int64GetDatum(value), false); }

void Rows::boolean(bool value) { add(BoolGetDatum(value), false); }

void Rows::time(TimestampTz value) { add(TimestampTzGetDatum(value), false); }

void Rows::json(core::Text value) { add(DirectFunctionCall1(jsonb_in, CStringGetDatum(c_string(value))), false); }

void Rows::end_row() {
    Assert(column_ >= result_->setDesc->natts);
    tuplestore_putvalues(result_->setResult, result_->setDesc, values_, nulls_);
    column_ = 0;
}

core::Text text_argument(FunctionCallInfo fcinfo, int number) {
    if (PG_ARGISNULL(number)) return {};
    char* const copy = text_to_cstring(PG_GETARG_TEXT_PP(number));
    return {copy, strlen(copy)};
}

}  // namespace conventions::pg
