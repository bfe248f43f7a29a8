// exempt.cpp: conventions.exempt(), revoke_exemption() and explain().
// Written with the caller's own rights, as in administer.cpp.

#include "pg/guard.hpp"
#include "pg/own_rows.hpp"
#include "pg/policy/administer.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/report/report.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

constexpr int64 microseconds_a_day = USECS_PER_DAY;
/// Without an end of its own an exemption lasts so long.
constexpr int64 default_days = 90;

struct Exempting {
    core::Text rule;
    core::Text object;
    core::Text reason;
    core::Text ticket;
    TimestampTz until;
    bool any_moments;
    core::Rows<core::Text> moments;
};

bool is_blank(core::Text text) {
    for (const char each : text)
        if (each != ' ' && each != '\t' && each != '\n' && each != '\r') return false;
    return true;
}

void check_until(TimestampTz until) {
    const TimestampTz now = GetCurrentTransactionStartTimestamp();
    if (until <= now)
        ereport(ERROR, (errcode(policy_input_error), errmsg("an exemption cannot end in the past"),
                        errdetail("It would have ended on %s.", timestamptz_to_str(until)),
                        errhint("SELECT conventions.revoke_exemption(rule, object); ends one.")));
    const int days = settings.max_exemption_days;
    if (days < 0) return;
    if (TIMESTAMP_NOT_FINITE(until) || until - now > days * microseconds_a_day)
        ereport(ERROR, (errcode(policy_input_error), errmsg("an exemption lasts at most %d days", days),
                        errhint("Setting conventions.max_exemption_days allows more, -1 any time.")));
}

void check(const Exempting& wanted) {
    core::Text moments = joined(wanted.moments);
    // An empty list would let nothing pass, and an empty text means all.
    if (wanted.any_moments && moments.empty()) moments = " ";
    refuse_unless_accepted(core::check_exemption(wanted.rule, moments, *new_reply()));
    if (is_blank(wanted.reason))
        ereport(ERROR, (errcode(policy_input_error), errmsg("an exemption needs a reason"),
                        errhint("Say why this object may break the rule: whoever comes after you will ask.")));
    check_until(wanted.until);
}

core::Text exempt(Exempting wanted) {
    installed_objects();
    check(wanted);
    const core::Text object = object_argument(wanted.object).identity;
    SPI_connect();
    Argument moments = text_array_value(wanted.moments);
    moments.is_null = !wanted.any_moments;
    const Argument arguments[] = {text_value(wanted.rule),
                                  text_value(object),
                                  moments,
                                  text_value(wanted.reason),
                                  text_value(wanted.ticket),
                                  {TIMESTAMPTZOID, TimestampTzGetDatum(wanted.until), false}};
    run("INSERT INTO conventions.exemption (rule, object, moments, reason, ticket, until) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (rule, object) DO UPDATE SET "
        "moments = EXCLUDED.moments, reason = EXCLUDED.reason, ticket = EXCLUDED.ticket, until = EXCLUDED.until, "
        "granted_at = DEFAULT, granted_by = DEFAULT",
        arguments);
    SPI_finish();
    // The call that an error prints works as it stands; it should not stay so.
    if (wanted.reason == "<reason>")
        ereport(NOTICE, (errmsg("the exemption of %s has no reason yet", c_string(object)),
                         errhint("Call exempt() again and say why: whoever comes after you will ask.")));
    return psprintf("%s may break %s until %s", c_string(object),
                    wanted.rule == "*" ? "every rule" : c_string(wanted.rule), timestamptz_to_str(wanted.until));
}

core::Text revoke(core::Text rule, core::Text written) {
    installed_objects();
    const core::Text object = object_argument(written).identity;
    SPI_connect();
    const Argument arguments[] = {text_value(rule), text_value(object)};
    run("DELETE FROM conventions.exemption WHERE rule OPERATOR(pg_catalog.=) $1 AND object OPERATOR(pg_catalog.=) $2",
        arguments);
    const bool found = SPI_processed > 0;
    SPI_finish();
    if (!found)
        ereport(ERROR,
                (errcode(policy_input_error), errmsg("%s has no exemption from %s", c_string(object), c_string(rule)),
                 errhint("SELECT rule, object FROM conventions.exemption; lists them.")));
    return psprintf("%s is held to %s again", c_string(object), rule == "*" ? "every rule" : c_string(rule));
}

void require(FunctionCallInfo fcinfo, int number, const char* what) {
    if (PG_ARGISNULL(number))
        ereport(ERROR, (errcode(policy_input_error), errmsg("%s must not be null", what),
                        errhint("For example: SELECT conventions.exempt('primary_key', 'public.import_log', "
                                "reason => 'append only, read by nobody');")));
}

Exempting exempting_of(FunctionCallInfo fcinfo) {
    require(fcinfo, 0, "rule");
    require(fcinfo, 1, "object");
    require(fcinfo, 2, "reason");
    const TimestampTz until = PG_ARGISNULL(3)
                                  ? GetCurrentTransactionStartTimestamp() + default_days * microseconds_a_day
                                  : PG_GETARG_TIMESTAMPTZ(3);
    return {.rule = text_argument(fcinfo, 0),
            .object = text_argument(fcinfo, 1),
            .reason = text_argument(fcinfo, 2),
            .ticket = text_argument(fcinfo, 4),
            .until = until,
            .any_moments = !PG_ARGISNULL(5),
            .moments = texts_argument(fcinfo, 5)};
}

void write_layers(FunctionCallInfo fcinfo) {
    require(fcinfo, 0, "rule");
    require(fcinfo, 1, "object");
    const core::Text rule = text_argument(fcinfo, 0);
    refuse_unless_accepted(core::change_setting(rule, {}, {}, {}, *new_reply()));
    const ObjectArgument object = object_argument(text_argument(fcinfo, 1));
    const CompiledPolicy* const enabled = present_policy();
    const core::Policy& policy = report_policy();
    core::Caps caps = {.now = GetCurrentStatementStartTimestamp()};
    if (enabled != nullptr) caps = session_caps(*enabled);
    Rows rows(fcinfo);
    for (const core::LayerRow& layer :
         core::explain(policy, rule, object.schema, {object.identity, object.relation}, caps, *new_reply())) {
        rows.text(layer.layer);
        rows.text_or_null(layer.name);
        rows.text_or_null(layer.severity);
        layer.parameters.empty() ? rows.text_or_null({}) : rows.json(layer.parameters);
        rows.boolean(layer.decides);
        rows.text_or_null(layer.detail);
        rows.end_row();
    }
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_exempt);
PG_FUNCTION_INFO_V1(conventions_revoke_exemption);
PG_FUNCTION_INFO_V1(conventions_explain);

Datum conventions_exempt(PG_FUNCTION_ARGS) {
    return conventions::pg::as_text(conventions::pg::exempt(conventions::pg::exempting_of(fcinfo)));
}

Datum conventions_revoke_exemption(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    pg::require(fcinfo, 0, "rule");
    pg::require(fcinfo, 1, "object");
    return pg::as_text(pg::revoke(pg::text_argument(fcinfo, 0), pg::text_argument(fcinfo, 1)));
}

Datum conventions_explain(PG_FUNCTION_ARGS) {
    conventions::pg::write_layers(fcinfo);
    return Datum{0};
}
}
