// administer.cpp: conventions.enable(), disable(), set_rule(), reset_rule().
// Everything is written by SQL with the caller's own rights, fully qualified: whoever may write the policy tables may
// change the policy, nobody else. Event triggers need a superuser anyway.

#include "pg/catalog/catalog.hpp"
#include "pg/guard.hpp"
#include "pg/ours.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/report/report.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/jsonb.h"
}

namespace conventions::pg {
namespace {

constexpr int policy_input_error = MAKE_SQLSTATE('S', 'C', '0', '0', '4');

struct Argument {
    Oid type;
    Datum value;
    bool is_null;
};

Argument text_value(core::Text value) {
    return {TEXTOID,
            PointerGetDatum(
                cstring_to_text_with_len(value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()))),
            value.empty()};
}

constexpr int arguments_at_most = 4;

/// Runs one statement; within SPI_connect.
void run(const char* sql, std::span<const Argument> arguments) {
    Oid types[arguments_at_most];
    Datum values[arguments_at_most];
    char nulls[arguments_at_most + 1] = {};
    for (Size i = 0; i < arguments.size(); ++i) {
        types[i] = arguments[i].type;
        values[i] = arguments[i].value;
        nulls[i] = arguments[i].is_null ? 'n' : ' ';
    }
    const int code = SPI_execute_with_args(sql, static_cast<int>(arguments.size()), types, values, nulls, false, 0);
    if (code < 0) elog(ERROR, "SPI_execute_with_args returned %d for: %s", code, sql);
}

void run(const char* sql) { run(sql, {}); }

const OurObjects& installed_objects() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr)
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
                        errmsg("extension \"pg_conventions\" is not whole in this database"),
                        errhint("CREATE EXTENSION pg_conventions; or ALTER EXTENSION pg_conventions UPDATE;")));
    return *ours;
}

void check_profile(core::Text name) {
    for (const core::Text known : {core::Text("relaxed"), core::Text("recommended"), core::Text("strict")})
        if (name == known) return;
    ereport(ERROR, (errcode(policy_input_error), errmsg("profile \"%s\" does not exist", c_string(name)),
                    errhint("Profiles are relaxed, recommended and strict.")));
}

struct OurTrigger {
    const char* name;
    const char* event;
    const char* function;
    Oid oid;
};

/// Makes the event trigger, or switches it on again; refuses one of that name that is not ours.
void ensure(const OurTrigger& trigger) {
    switch (event_trigger_state(trigger.name, trigger.oid)) {
    case TriggerState::missing:
        run(psprintf("CREATE EVENT TRIGGER %s ON %s EXECUTE FUNCTION conventions.%s()", trigger.name, trigger.event,
                     trigger.function));
        break;
    case TriggerState::foreign:
        ereport(ERROR, (errcode(ERRCODE_DUPLICATE_OBJECT),
                        errmsg("event trigger \"%s\" is not one of pg_conventions", trigger.name),
                        errdetail("It calls another function, is for some commands only, or belongs to no superuser."),
                        errhint("DROP EVENT TRIGGER %s; and call enable() again.", trigger.name)));
        break;
    case TriggerState::disabled:
    case TriggerState::replica_only:
        run(psprintf("ALTER EVENT TRIGGER %s ENABLE", trigger.name));
        break;
    case TriggerState::origin:
    case TriggerState::always:
        break;
    }
}

core::Text enable(core::Text profile) {
    const OurObjects& ours = installed_objects();
    check_profile(profile);
    if (!superuser())
        ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("must be superuser to enable a profile"),
                        errdetail("Event triggers belong to superusers.")));
    const OurTrigger triggers[] = {
        {start_trigger, "ddl_command_start", "on_ddl_command_start", ours.start_function},
        {end_trigger, "ddl_command_end", "on_ddl_command_end", ours.end_function},
        {rewrite_trigger, "table_rewrite", "on_table_rewrite", ours.rewrite_function},
    };
    SPI_connect();
    const Argument arguments[] = {text_value(profile), {INT4OID, Int32GetDatum(core::profile_version), false}};
    run("INSERT INTO conventions.profile (name, version) VALUES ($1, $2) "
        "ON CONFLICT (only_row) DO UPDATE SET name = EXCLUDED.name, version = EXCLUDED.version, "
        "changed_at = DEFAULT, changed_by = DEFAULT",
        arguments);
    for (const OurTrigger& trigger : triggers) ensure(trigger);
    // pg_restore --disable-triggers leaves them at ORIGIN.
    for (const char* const table : {"profile", "rule_setting"})
        run(
            psprintf("ALTER TABLE conventions.%s ENABLE ALWAYS TRIGGER policy_change, "
                     "ENABLE ALWAYS TRIGGER policy_truncate",
                     table));
    SPI_finish();
    return psprintf("%s@%d enabled: event triggers %s, %s, %s", c_string(profile), core::profile_version, start_trigger,
                    end_trigger, rewrite_trigger);
}

core::Text disable() {
    const OurObjects& ours = installed_objects();
    if (!superuser())
        ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("must be superuser to disable enforcement"),
                        errdetail("Event triggers belong to superusers.")));
    SPI_connect();
    const OurTrigger triggers[] = {
        {start_trigger, "", "", ours.start_function},
        {end_trigger, "", "", ours.end_function},
        {rewrite_trigger, "", "", ours.rewrite_function},
    };
    for (const OurTrigger& trigger : triggers) {
        const TriggerState state = event_trigger_state(trigger.name, trigger.oid);
        if (state == TriggerState::missing || state == TriggerState::foreign) continue;
        run(psprintf("DROP EVENT TRIGGER %s", trigger.name));
    }
    run("DELETE FROM conventions.profile");
    run("DELETE FROM conventions.pending");
    SPI_finish();
    return "nothing is judged any more; house settings are kept";
}

/// The stored parameters of a rule as JSON text in the caller's memory context; empty for none.
core::Text stored_parameters(core::Text rule, MemoryContext memory) {
    const Argument arguments[] = {text_value(rule)};
    run("SELECT parameters::pg_catalog.text FROM conventions.rule_setting WHERE rule OPERATOR(pg_catalog.=) $1",
        arguments);
    if (SPI_processed == 0) return {};
    const char* const found = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
    return found == nullptr ? core::Text() : core::Text(MemoryContextStrdup(memory, found));
}

void refuse(const core::SettingAnswer& answer) {
    ereport(ERROR, (errcode(policy_input_error), errmsg_internal("%s", c_string(answer.message)),
                    answer.detail.empty() ? 0 : errdetail_internal("%s", c_string(answer.detail)),
                    answer.hint.empty() ? 0 : errhint("%s", c_string(answer.hint))));
}

core::Text json_argument(FunctionCallInfo fcinfo, int number) {
    if (PG_ARGISNULL(number)) return {};
    Jsonb* const json = PG_GETARG_JSONB_P(number);
    char* const copy = JsonbToCString(nullptr, &json->root, VARSIZE(json));
    return {copy, strlen(copy)};
}

core::Text set_rule(core::Text rule, core::Text severity, core::Text change) {
    installed_objects();
    MemoryContext const memory = CurrentMemoryContext;
    core::Reply* const reply = new_reply();
    SPI_connect();
    const core::Text present = stored_parameters(rule, memory);
    const core::SettingAnswer* const answer = core::change_setting(rule, severity, present, change, *reply);
    if (answer == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    if (!answer->accepted) refuse(*answer);
    const bool has_parameters = !answer->parameters.empty() && answer->parameters != "{}";
    const Argument arguments[] = {text_value(rule), text_value(severity),
                                  text_value(has_parameters ? answer->parameters : core::Text())};
    run("INSERT INTO conventions.rule_setting (rule, severity, parameters) "
        "VALUES ($1, $2, $3::pg_catalog.jsonb) ON CONFLICT (rule) DO UPDATE SET "
        "severity = COALESCE(EXCLUDED.severity, rule_setting.severity), parameters = EXCLUDED.parameters, "
        "changed_at = DEFAULT, changed_by = DEFAULT",
        arguments);
    SPI_finish();
    return psprintf("%s: %s%s%s", c_string(rule), severity.empty() ? "severity as before" : c_string(severity),
                    has_parameters ? ", " : "", has_parameters ? c_string(answer->parameters) : "");
}

core::Text reset_rule(core::Text rule) {
    installed_objects();
    core::Reply* const reply = new_reply();
    const core::SettingAnswer* const answer = core::change_setting(rule, {}, {}, {}, *reply);
    if (answer == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    SPI_connect();
    const Argument arguments[] = {text_value(rule)};
    run("DELETE FROM conventions.rule_setting WHERE rule OPERATOR(pg_catalog.=) $1", arguments);
    const bool found = SPI_processed > 0;
    SPI_finish();
    // A setting of a rule that this release does not know can be forgotten, too.
    if (!found && !answer->accepted) refuse(*answer);
    return psprintf(found ? "%s: the profile counts again" : "%s: had no house setting", c_string(rule));
}

Datum as_text(core::Text value) {
    return PointerGetDatum(cstring_to_text_with_len(value.data(), static_cast<int>(value.size())));
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_enable);
PG_FUNCTION_INFO_V1(conventions_disable);
PG_FUNCTION_INFO_V1(conventions_set_rule);
PG_FUNCTION_INFO_V1(conventions_reset_rule);

Datum conventions_enable(PG_FUNCTION_ARGS) {
    return conventions::pg::as_text(conventions::pg::enable(conventions::pg::text_argument(fcinfo, 0)));
}

Datum conventions_disable(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return conventions::pg::as_text(conventions::pg::disable());
}

Datum conventions_set_rule(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    if (PG_ARGISNULL(0))
        ereport(ERROR, (errcode(pg::policy_input_error), errmsg("rule must not be null"),
                        errhint("SELECT rule FROM conventions.rules(); lists the rules.")));
    return pg::as_text(
        pg::set_rule(pg::text_argument(fcinfo, 0), pg::text_argument(fcinfo, 1), pg::json_argument(fcinfo, 2)));
}

Datum conventions_reset_rule(PG_FUNCTION_ARGS) {
    return conventions::pg::as_text(conventions::pg::reset_rule(conventions::pg::text_argument(fcinfo, 0)));
}
}
