// filter.cpp: the arguments by which callers of reports say which findings they want.
// Memory: the current context.
// Errors: SC004 for what does not exist.

#include "pg/catalog/scan.hpp"
#include "pg/guard.hpp"
#include "pg/policy/administer.hpp"
#include "pg/report/report.hpp"

extern "C" {
#include "catalog/catalog.h"
}

namespace conventions::pg {
namespace {

[[noreturn]] void refuse(const char* message, const char* hint) {
    ereport(ERROR, (errcode(policy_input_error), errmsg_internal("%s", message), errhint("%s", hint)));
}

/// Those that a report could be asked for.
List<core::Text> schema_names() {
    List<core::Text> names = {};
    each_row(NamespaceRelationId, InvalidOid, nullptr, {}, [&](const Row& row) {
        const char* const name = NameStr(row.form<Form_pg_namespace>()->nspname);
        if (!IsReservedName(name)) names.add() = keep(name);
        return true;
    });
    return names;
}

}  // namespace

core::Severity severity_argument(core::Text name) {
    for (const core::Severity each : {core::Severity::info, core::Severity::warn, core::Severity::error})
        if (core::name_of(each) == name) return each;
    refuse(psprintf("severity \"%s\" does not exist", c_string(name)),
           "Severities to filter by are info, warn and error.");
}

core::Text rule_argument(FunctionCallInfo fcinfo, int number) {
    const core::Text rule = text_argument(fcinfo, number);
    if (!PG_ARGISNULL(number)) refuse_unless_accepted(core::change_setting(rule, {}, {}, {}, *new_reply()));
    return rule;
}

core::Text schema_argument(FunctionCallInfo fcinfo, int number) {
    const core::Text name = text_argument(fcinfo, number);
    if (!PG_ARGISNULL(number) && !OidIsValid(get_namespace_oid(c_string(name), true)))
        refuse_unless_accepted(core::refuse_schema(name, schema_names().rows(), *new_reply()));
    return name;
}

List<core::FindingStatus> statuses_argument(FunctionCallInfo fcinfo, int number) {
    using core::FindingStatus;
    List<FindingStatus> wanted = {};
    for (const core::Text name : texts_argument(fcinfo, number)) {
        const Size before = wanted.count;
        for (const FindingStatus each : {FindingStatus::fresh, FindingStatus::pending, FindingStatus::known,
                                         FindingStatus::exempt, FindingStatus::expired})
            if (core::name_of(each) == name) wanted.add() = each;
        if (wanted.count == before)
            refuse(psprintf("status \"%s\" does not exist", c_string(name)),
                   "Statuses are new, pending, known, exempt and expired.");
    }
    return wanted;
}

bool is_wanted(core::FindingStatus status, const List<core::FindingStatus>& wanted) {
    if (wanted.count == 0) return true;
    for (const core::FindingStatus each : wanted.rows())
        if (each == status) return true;
    return false;
}

bool is_open(core::FindingStatus status) {
    return status != core::FindingStatus::known && status != core::FindingStatus::exempt;
}

namespace {

bool is_pending_row(const core::FindingRow& row, std::span<const PendingRow> pending) {
    for (const PendingRow& known : pending)
        if (is_same_finding(known, row)) return true;
    return false;
}

}  // namespace

core::FindingStatus status_of(const core::FindingRow& row, std::span<const PendingRow> pending) {
    if (row.status != core::FindingStatus::fresh || !is_pending_row(row, pending)) return row.status;
    return core::FindingStatus::pending;
}

}  // namespace conventions::pg
