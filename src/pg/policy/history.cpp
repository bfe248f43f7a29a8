// history.cpp: the row trigger of the policy tables: every session reads the changed policy, and table policy_history
// keeps who changed what. The row is written directly: whoever may change the policy cannot change its history.
// Errors: any call may raise; the change of the policy then fails with it.

#include "pg/ours.hpp"
#include "pg/policy/tables.hpp"

extern "C" {
#include "commands/trigger.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"
#include "utils/uuid.h"
}

namespace conventions::pg {
namespace {

constexpr int history_columns = 8;

Datum json_of(HeapTuple tuple, TupleDesc descriptor) {
    const Datum row = heap_copy_tuple_as_datum(tuple, descriptor);
    const Datum json = DirectFunctionCall1(row_to_json, row);
    return DirectFunctionCall1(jsonb_in, CStringGetDatum(TextDatumGetCString(json)));
}

Datum role_name(Oid role) {
    const char* const name = GetUserNameFromId(role, true);
    return CStringGetTextDatum(name == nullptr ? "?" : name);
}

Datum new_uuid() { return OidFunctionCall0(F_GEN_RANDOM_UUID); }

const char* word_of(TriggerEvent event) {
    if (TRIGGER_FIRED_BY_INSERT(event)) return "INSERT";
    if (TRIGGER_FIRED_BY_UPDATE(event)) return "UPDATE";
    if (TRIGGER_FIRED_BY_DELETE(event)) return "DELETE";
    return "TRUNCATE";
}

void on_policy_change(const TriggerData& data) {
    policy_changed();
    if (!TRIGGER_FIRED_FOR_ROW(data.tg_event)) {
        write_policy_history(data.tg_relation, nullptr, nullptr, word_of(data.tg_event));
        return;
    }
    const bool is_insert = TRIGGER_FIRED_BY_INSERT(data.tg_event);
    HeapTuple const before = is_insert ? nullptr : data.tg_trigtuple;
    HeapTuple const after = is_insert                                ? data.tg_trigtuple
                            : TRIGGER_FIRED_BY_UPDATE(data.tg_event) ? data.tg_newtuple
                                                                     : nullptr;
    write_policy_history(data.tg_relation, before, after, word_of(data.tg_event));
}

}  // namespace

void write_policy_history(Relation table, HeapTuple before, HeapTuple after, const char* action) {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr || !OidIsValid(ours->policy_history)) return;
    TupleDesc const descriptor = RelationGetDescr(table);
    Datum values[history_columns] = {new_uuid(),
                                     TimestampTzGetDatum(GetCurrentTimestamp()),
                                     role_name(GetSessionUserId()),
                                     role_name(GetUserId()),
                                     CStringGetTextDatum(RelationGetRelationName(table)),
                                     CStringGetTextDatum(action),
                                     before == nullptr ? Datum{0} : json_of(before, descriptor),
                                     after == nullptr ? Datum{0} : json_of(after, descriptor)};
    bool nulls[history_columns] = {};
    nulls[6] = before == nullptr;
    nulls[7] = after == nullptr;
    Relation const history = table_open(ours->policy_history, RowExclusiveLock);
    HeapTuple const row = heap_form_tuple(RelationGetDescr(history), values, nulls);
    CatalogTupleInsert(history, row);
    table_close(history, RowExclusiveLock);
}

}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_on_policy_change);

/// Trigger of the policy tables: whoever changes them, by whatever way, every session notices.
Datum conventions_on_policy_change(PG_FUNCTION_ARGS) {
    if (!CALLED_AS_TRIGGER(fcinfo))
        ereport(ERROR,
                (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED), errmsg("function must be called by a trigger")));
    conventions::pg::on_policy_change(*reinterpret_cast<TriggerData*>(fcinfo->context));
    // A trigger returns a null pointer, which is not an SQL null.
    return PointerGetDatum(nullptr);
}
}
