// administer.cpp: conventions.enable(), disable(), set_rule(), reset_rule().
// Everything is written by SQL with the caller's own rights, fully qualified: whoever may write the policy tables may
// change the policy, nobody else. Event triggers need a superuser anyway.

#include "pg/policy/administer.hpp"
#include "pg/catalog/catalog.hpp"
#include "pg/guard.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/report/report.hpp"

extern "C" {
#include "utils/acl.h"
}

namespace conventions::pg {
namespace {

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

core::Text enable(core::Text profile, bool any_presets, core::Rows<core::Text> presets) {
    const OurObjects& ours = installed_objects();
    check_profile(profile);
    for (const core::Text preset : presets) refuse_unless_accepted(core::check_preset(preset, *new_reply()));
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
    if (any_presets) {
        const Argument list[] = {text_array_value(presets)};
        run("UPDATE conventions.profile SET presets = $1", list);
    }
    for (const OurTrigger& trigger : triggers) ensure(trigger);
    // pg_restore --disable-triggers leaves them at ORIGIN.
    for (const char* const table : {"profile", "rule_setting", "exemption"}) {
        if (strcmp(table, "exemption") == 0 && !OidIsValid(ours.exemption)) continue;
        run(
            psprintf("ALTER TABLE conventions.%s ENABLE ALWAYS TRIGGER policy_change, "
                     "ENABLE ALWAYS TRIGGER policy_truncate",
                     table));
    }
    SPI_finish();
    StringInfoData with;
    initStringInfo(&with);
    for (const core::Text preset : present_profile().presets)
        appendStringInfo(&with, "%s%s", with.len > 0 ? ", " : " with ", c_string(preset));
    return psprintf("%s@%d%s enabled: event triggers %s, %s, %s", c_string(profile), core::profile_version, with.data,
                    start_trigger, end_trigger, rewrite_trigger);
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

/// Where a setting holds: everywhere, or for schemas or a role.
struct Place {
    core::Text in_schema;
    core::Text for_role;
};

void check_place(const Place& place) {
    if (!place.in_schema.empty()) refuse_unless_accepted(core::check_schema_pattern(place.in_schema, *new_reply()));
    if (!place.for_role.empty() && !OidIsValid(get_role_oid(c_string(place.for_role), true)))
        ereport(ERROR, (errcode(policy_input_error), errmsg("role \"%s\" does not exist", c_string(place.for_role)),
                        errhint("A setting is for members of a role.")));
}

char* words_of(const Place& place) {
    return psprintf("%s%s%s%s", place.in_schema.empty() ? "" : " in schemas ", c_string(place.in_schema),
                    place.for_role.empty() ? "" : " for ", c_string(place.for_role));
}

/// Version 0.1 of the SQL objects knows the house's setting only.
bool has_places() { return get_attnum(installed_objects().rule_setting, "in_schema") != InvalidAttrNumber; }

/// The condition on the row of a rule at a place: $1, and where there are places $2 and $3.
constexpr const char* of_rule = "rule OPERATOR(pg_catalog.=) $1";
constexpr const char* of_rule_at_place =
    "rule OPERATOR(pg_catalog.=) $1 AND in_schema OPERATOR(pg_catalog.=) $2 AND for_role OPERATOR(pg_catalog.=) $3";

/// Runs a statement that ends with that condition.
void run_at(const char* sql, core::Text rule, const Place& place) {
    const Argument arguments[] = {text_value(rule), plain_text_value(place.in_schema),
                                  plain_text_value(place.for_role)};
    const bool places = has_places();
    run(psprintf("%s%s", sql, places ? of_rule_at_place : of_rule), std::span(arguments, places ? 3 : 1));
}

void store(core::Text rule, core::Text severity, core::Text parameters, const Place& place) {
    const Argument arguments[] = {text_value(rule), text_value(severity), text_value(parameters),
                                  plain_text_value(place.in_schema), plain_text_value(place.for_role)};
    const bool places = has_places();
    run(psprintf("INSERT INTO conventions.rule_setting (rule, severity, parameters%s) "
                 "VALUES ($1, $2, $3::pg_catalog.jsonb%s) ON CONFLICT (rule%s) DO UPDATE SET "
                 "severity = COALESCE(EXCLUDED.severity, rule_setting.severity), parameters = EXCLUDED.parameters, "
                 "changed_at = DEFAULT, changed_by = DEFAULT",
                 places ? ", in_schema, for_role" : "", places ? ", $4, $5" : "",
                 places ? ", in_schema, for_role" : ""),
        std::span(arguments, places ? 5 : 3));
}

/// The stored parameters of a rule as JSON text in the caller's memory context; empty for none.
core::Text stored_parameters(core::Text rule, const Place& place, MemoryContext memory) {
    run_at("SELECT parameters::pg_catalog.text FROM conventions.rule_setting WHERE ", rule, place);
    if (SPI_processed == 0) return {};
    const char* const found = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
    return found == nullptr ? core::Text() : core::Text(MemoryContextStrdup(memory, found));
}

core::Text set_rule(core::Text rule, core::Text severity, core::Text change, const Place& place) {
    installed_objects();
    check_place(place);
    MemoryContext const memory = CurrentMemoryContext;
    core::Reply* const reply = new_reply();
    SPI_connect();
    const core::Text present = stored_parameters(rule, place, memory);
    const core::SettingAnswer* const answer = core::change_setting(rule, severity, present, change, *reply);
    refuse_unless_accepted(answer);
    const bool has_parameters = !answer->parameters.empty() && answer->parameters != "{}";
    store(rule, severity, has_parameters ? answer->parameters : core::Text(), place);
    SPI_finish();
    return psprintf("%s%s: %s%s%s", c_string(rule), words_of(place),
                    severity.empty() ? "severity as before" : c_string(severity), has_parameters ? ", " : "",
                    has_parameters ? c_string(answer->parameters) : "");
}

core::Text reset_rule(core::Text rule, const Place& place) {
    installed_objects();
    const core::SettingAnswer* const answer = core::change_setting(rule, {}, {}, {}, *new_reply());
    SPI_connect();
    run_at("DELETE FROM conventions.rule_setting WHERE ", rule, place);
    const bool found = SPI_processed > 0;
    SPI_finish();
    // A setting of a rule that this release does not know can be forgotten, too.
    if (!found) refuse_unless_accepted(answer);
    const char* const below = place.in_schema.empty() && place.for_role.empty() ? "the profile" : "the layer below";
    return found ? psprintf("%s%s: %s counts again", c_string(rule), words_of(place), below)
                 : psprintf("%s%s: had no %ssetting", c_string(rule), words_of(place),
                            place.in_schema.empty() && place.for_role.empty() ? "house " : "");
}

void check_rule_given(FunctionCallInfo fcinfo) {
    if (PG_ARGISNULL(0))
        ereport(ERROR, (errcode(policy_input_error), errmsg("rule must not be null"),
                        errhint("SELECT rule FROM conventions.rules(); lists the rules.")));
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_disable);
// As version 0.1 of the SQL objects declares them, and from 0.2 on: another name, so that a session which still has the
// library of 0.1 refuses a call of 0.2 instead of overlooking what is new in it.
PG_FUNCTION_INFO_V1(conventions_enable);
PG_FUNCTION_INFO_V1(conventions_enable_0_2);
PG_FUNCTION_INFO_V1(conventions_set_rule);
PG_FUNCTION_INFO_V1(conventions_set_rule_0_2);
PG_FUNCTION_INFO_V1(conventions_reset_rule);
PG_FUNCTION_INFO_V1(conventions_reset_rule_0_2);

Datum conventions_disable(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return conventions::pg::as_text(conventions::pg::disable());
}

Datum conventions_enable(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    return pg::as_text(pg::enable(pg::text_argument(fcinfo, 0), false, {}));
}

Datum conventions_enable_0_2(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    return pg::as_text(pg::enable(pg::text_argument(fcinfo, 0), !PG_ARGISNULL(1), pg::texts_argument(fcinfo, 1)));
}

Datum conventions_set_rule(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    pg::check_rule_given(fcinfo);
    return pg::as_text(
        pg::set_rule(pg::text_argument(fcinfo, 0), pg::text_argument(fcinfo, 1), pg::json_argument(fcinfo, 2), {}));
}

Datum conventions_set_rule_0_2(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    pg::check_rule_given(fcinfo);
    return pg::as_text(pg::set_rule(pg::text_argument(fcinfo, 0), pg::text_argument(fcinfo, 1),
                                    pg::json_argument(fcinfo, 2),
                                    {pg::text_argument(fcinfo, 3), pg::text_argument(fcinfo, 4)}));
}

Datum conventions_reset_rule(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    pg::check_rule_given(fcinfo);
    return pg::as_text(pg::reset_rule(pg::text_argument(fcinfo, 0), {}));
}

Datum conventions_reset_rule_0_2(PG_FUNCTION_ARGS) {
    namespace pg = conventions::pg;
    pg::check_rule_given(fcinfo);
    return pg::as_text(
        pg::reset_rule(pg::text_argument(fcinfo, 0), {pg::text_argument(fcinfo, 1), pg::text_argument(fcinfo, 2)}));
}
}
