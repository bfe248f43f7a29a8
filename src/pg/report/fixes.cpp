// fixes.cpp: conventions.fixes(): the SQL that mends, a statement a row, for psql's \gexec.
// Memory: the per-query context of the caller.
// Errors: query cancel and any catalog read may raise; nothing is left open.

#include "pg/guard.hpp"
#include "pg/policy/administer.hpp"
#include "pg/report/report.hpp"

namespace conventions::pg {
namespace {

constexpr core::Text safeties[] = {"safe", "locks", "breaking", "review"};

void check_safeties(core::Rows<core::Text> names) {
    for (const core::Text name : names) {
        bool is_known = false;
        for (const core::Text each : safeties) is_known |= each == name;
        if (!is_known)
            ereport(ERROR,
                    (errcode(policy_input_error), errmsg("safety \"%s\" of a fix does not exist", c_string(name)),
                     errhint("Safeties are safe, locks, breaking and review.")));
    }
}

bool is_among(core::Text wanted, core::Rows<core::Text> names) {
    for (const core::Text each : names)
        if (each == wanted) return true;
    return false;
}

/// What runs as nothing: each line a comment.
core::Text as_comment(core::Text sql) {
    StringInfoData text;
    initStringInfo(&text);
    appendStringInfoString(&text, "-- ");
    for (const char each : sql) {
        appendStringInfoCharMacro(&text, each);
        if (each == '\n') appendStringInfoString(&text, "-- ");
    }
    appendStringInfoChar(&text, ';');
    return {text.data, static_cast<Size>(text.len)};
}

void write_steps(FunctionCallInfo fcinfo, const core::Reply& reply, bool with_templates) {
    const core::Rows<core::FindingRow> findings = core::findings(reply);
    Rows rows(fcinfo);
    int64 ordinal = 0;
    for (const core::PlannedStep& step : core::planned_steps(reply)) {
        if (step.is_template && !with_templates) continue;
        const core::FindingRow& row = findings[step.finding];
        rows.number(++ordinal);
        rows.text(row.rule);
        rows.text(row.identity);
        rows.text(row.fix_safety);
        rows.boolean(step.outside_transaction);
        rows.boolean(step.is_template);
        rows.text(step.is_template ? as_comment(step.sql) : core::Text(psprintf("%s;", c_string(step.sql))));
        rows.end_row();
    }
}

void write_fixes(FunctionCallInfo fcinfo) {
    const core::Text schema = schema_argument(fcinfo, 0);
    const core::Text rule = rule_argument(fcinfo, 1);
    const core::Severity least = PG_ARGISNULL(2) ? core::Severity::info : severity_argument(text_argument(fcinfo, 2));
    const core::Rows<core::Text> safety = texts_argument(fcinfo, 3);
    const bool in_block = PG_ARGISNULL(4) ? IsTransactionBlock() : PG_GETARG_BOOL(4);
    const bool with_templates = !PG_ARGISNULL(5) && PG_GETARG_BOOL(5);
    check_safeties(safety);
    const DatabaseJudgement judged = judge_database(rule, in_block ? Mending::in_block : Mending::outside_block);
    List<bool> wanted = {};
    for (const core::FindingRow& row : core::findings(*judged.reply))
        wanted.add() = row.severity >= least && (schema.empty() || row.schema_name == schema) &&
                       row.status != core::FindingStatus::exempt &&
                       (PG_ARGISNULL(3) || is_among(row.fix_safety, safety));
    raise_status(core::plan_fixes(wanted.rows(), *judged.reply), *judged.reply);
    write_steps(fcinfo, *judged.reply, with_templates);
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_fixes);

Datum conventions_fixes(PG_FUNCTION_ARGS) {
    conventions::pg::write_fixes(fcinfo);
    return Datum{0};
}
}
