// assert_ddl.cpp: conventions.ddl_is_rejected() and ddl_is_accepted(): assertions on statements, which are run, judged
// as at their commit, and taken back.
// Memory: the current context.
// Errors: what try_statements() lets go on.

#include "pg/guard.hpp"
#include "pg/ours.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/report/report.hpp"
#include "pg/report/tap.hpp"
#include "pg/settings.hpp"

namespace conventions::pg {
namespace {

/// Why no statement can be rejected in this session; null where one can. An assertion about nothing would always hold.
const char* why_not_judged() {
    if (!enforcement_fires() || present_policy() == nullptr)
        return "commands are not judged in this session: SELECT * FROM conventions.status(); tells why";
    if (settings.mode != static_cast<int>(core::Mode::enforce))
        return "nothing is rejected while conventions.mode is not enforce";
    if (settings.bypass_reason != nullptr && settings.bypass_reason[0] != '\0')
        return "nothing is rejected while conventions.bypass_reason is set";
    return nullptr;
}

bool is_rule(core::Text name) {
    const core::SettingAnswer* const answer =
        name.empty() ? nullptr : core::change_setting(name, {}, {}, {}, *new_reply());
    return answer == nullptr || answer->accepted;
}

bool is_rejected_by(const Trial& trial, core::Text rule) {
    if (!trial.is_rejection) return false;
    for (const KeptFinding& each : trial.said)
        if (strcmp(each.severity, "error") == 0 && (rule.empty() || rule == each.rule)) return true;
    return false;
}

void add_said(Lines& lines, const Trial& trial) {
    for (const KeptFinding& each : trial.said) {
        if (strcmp(each.severity, "error") != 0) continue;
        lines.add() = psprintf("rule: %s", each.rule);
        lines.add() = psprintf("object: %s, %s", each.identity, each.message);
        if (each.fix_sql[0] != '\0') lines.add() = psprintf("fix: %s", each.fix_sql);
    }
}

void add_outcome(Lines& lines, const Trial& trial) {
    if (trial.error == nullptr) {
        lines.add() = "caught: nothing, it was accepted";
        return;
    }
    lines.add() = psprintf("caught: %s: %s", unpack_sql_state(trial.error->sqlerrcode),
                           trial.error->message == nullptr ? "" : trial.error->message);
    if (trial.is_rejection) add_said(lines, trial);
}

core::Text description_of(FunctionCallInfo fcinfo, int number, const char* otherwise) {
    const core::Text given = text_argument(fcinfo, number);
    return given.empty() ? core::Text(otherwise) : given;
}

Datum failing(core::Text description, const char* why) {
    Lines lines = {};
    lines.add() = core::Text(why);
    return tap_result(false, description, lines);
}

Datum ddl_is_rejected(FunctionCallInfo fcinfo) {
    const core::Text rule = text_argument(fcinfo, 1);
    const core::Text description = description_of(
        fcinfo, 2, rule.empty() ? "DDL should be rejected" : psprintf("DDL should be rejected by %s", c_string(rule)));
    if (PG_ARGISNULL(0)) return failing(description, "there is no statement to run");
    if (!is_rule(rule)) return failing(description, psprintf("rule \"%s\" does not exist", c_string(rule)));
    const char* const why = why_not_judged();
    if (why != nullptr) return failing(description, why);
    const Trial trial = try_statements(c_string(text_argument(fcinfo, 0)));
    if (is_rejected_by(trial, rule)) return tap_result(true, description, {});
    Lines lines = {};
    add_outcome(lines, trial);
    lines.add() = rule.empty() ? core::Text("wanted: a rejection")
                               : core::Text(psprintf("wanted: a rejection by %s", c_string(rule)));
    return tap_result(false, description, lines);
}

Datum ddl_is_accepted(FunctionCallInfo fcinfo) {
    const core::Text description = description_of(fcinfo, 1, "DDL should be accepted");
    if (PG_ARGISNULL(0)) return failing(description, "there is no statement to run");
    const char* const why = why_not_judged();
    if (why != nullptr) return failing(description, why);
    const Trial trial = try_statements(c_string(text_argument(fcinfo, 0)));
    if (trial.error == nullptr) return tap_result(true, description, {});
    Lines lines = {};
    add_outcome(lines, trial);
    return tap_result(false, description, lines);
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_ddl_is_rejected);
PG_FUNCTION_INFO_V1(conventions_ddl_is_accepted);

Datum conventions_ddl_is_rejected(PG_FUNCTION_ARGS) { return conventions::pg::ddl_is_rejected(fcinfo); }
Datum conventions_ddl_is_accepted(PG_FUNCTION_ARGS) { return conventions::pg::ddl_is_accepted(fcinfo); }
}
