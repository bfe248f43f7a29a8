// status.cpp: conventions.status() and rules(): what is active here, and what is not judged and why.

#include "pg/enforce/enforce.hpp"
#include "pg/guard.hpp"
#include "pg/ours.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/report/report.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "catalog/pg_auth_members.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "commands/trigger.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
}

namespace conventions::pg {
namespace {

void destroy_policy_callback(void* policy) { core::destroy_policy(static_cast<core::Policy*>(policy)); }

}  // namespace

const core::Policy& report_policy() {
    const CompiledPolicy* const enabled = present_policy();
    if (enabled != nullptr) return *enabled->policy;
    auto* const callback = static_cast<MemoryContextCallback*>(palloc0(sizeof(MemoryContextCallback)));
    core::Reply* const reply = new_reply();
    core::Policy* const policy = core::compile_policy(stored_policy("recommended"), *reply);
    if (policy == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    callback->func = destroy_policy_callback;
    callback->arg = policy;
    MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
    return *policy;
}

namespace {

void line(Rows& rows, core::Text item, core::Text state, core::Text detail) {
    rows.text(item);
    rows.text(state);
    rows.text_or_null(detail);
    rows.end_row();
}

core::Text word_of(TriggerState state) {
    switch (state) {
    case TriggerState::missing:
        return "missing";
    case TriggerState::foreign:
        return "foreign";
    case TriggerState::disabled:
        return "disabled";
    case TriggerState::replica_only:
        return "replica only";
    case TriggerState::origin:
        return "enabled";
    case TriggerState::always:
        return "always";
    }
    return "";
}

core::Text remedy(TriggerState state, bool has_profile) {
    switch (state) {
    case TriggerState::origin:
    case TriggerState::always:
        return {};
    case TriggerState::missing:
        return has_profile ? "Commands are not judged: SELECT conventions.enable(...);" : core::Text();
    case TriggerState::foreign:
        return "It calls another function, is for some commands only, or belongs to no superuser: DROP EVENT TRIGGER, "
               "then SELECT conventions.enable(...);";
    default:
        return "Commands are not judged: ALTER EVENT TRIGGER ... ENABLE;";
    }
}

void write_triggers(Rows& rows, const OurObjects& ours, bool has_profile) {
    const struct {
        const char* name;
        Oid function;
    } triggers[] = {{start_trigger, ours.start_function},
                    {end_trigger, ours.end_function},
                    {rewrite_trigger, ours.rewrite_function}};
    for (const auto& trigger : triggers) {
        const TriggerState state = event_trigger_state(trigger.name, trigger.function);
        line(rows, psprintf("event trigger %s", trigger.name), word_of(state), remedy(state, has_profile));
    }
}

const char* mode_name() {
    switch (static_cast<core::Mode>(settings.mode)) {
    case core::Mode::off:
        return "off";
    case core::Mode::report:
        return "report";
    case core::Mode::warn:
        return "warn";
    case core::Mode::enforce:
        return "enforce";
    }
    return "";
}

// What counts are the C variables: a value that a user set before the library was loaded is shown by SHOW only.
void write_settings(Rows& rows) {
    line(rows, "conventions.mode", mode_name(),
         settings.mode == static_cast<int>(core::Mode::enforce) ? core::Text() : "Caps the severity of every rule.");
    line(rows, "conventions.warnings_as_errors", settings.warnings_as_errors ? "on" : "off", {});
    line(rows, "conventions.on_internal_error", settings.on_internal_error == internal_error_warns ? "warn" : "error",
         {});
    line(rows, "conventions.restoring", settings.restoring ? "on" : "off",
         settings.restoring ? "Findings of rules that are judged at commit become pending." : core::Text());
    line(rows, "session_replication_role",
         SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA ? "replica" : "origin",
         SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA ? "This session is not judged." : core::Text());
    const char* const events = GetConfigOption("event_triggers", true, false);
    if (events != nullptr)
        line(rows, "event_triggers", events, strcmp(events, "on") == 0 ? core::Text() : "This session is not judged.");
}

void write_preload(Rows& rows) {
    const bool preloaded = is_preloaded();
    line(rows, "library preloaded", preloaded ? "yes" : "no",
         preloaded ? core::Text()
                   : "EXPLAIN ANALYZE CREATE TABLE AS is judged only in sessions that ran DDL before; ALTER DATABASE "
                     "... SET session_preload_libraries = 'pg_conventions' closes that.");
    line(rows, "never judged", "-",
         "TRUNCATE, VACUUM FULL, CLUSTER, REINDEX, LOCK, DROP DATABASE and ROLE commands reach no event trigger.");
}

void add_grantees(StringInfo list, Datum acl, AclMode rights) {
    Acl* const items = DatumGetAclP(acl);
    for (int i = 0; i < ACL_NUM(items); ++i) {
        const AclItem& item = ACL_DAT(items)[i];
        if ((ACLITEM_GET_PRIVS(item) & rights) == 0) continue;
        if (item.ai_grantee != ACL_ID_PUBLIC && superuser_arg(item.ai_grantee)) continue;
        const char* const name = item.ai_grantee == ACL_ID_PUBLIC ? "PUBLIC" : GetUserNameFromId(item.ai_grantee, true);
        appendStringInfo(list, "%s%s", list->len > 0 ? ", " : "", name == nullptr ? "?" : name);
    }
}

/// Who but superusers may change this policy table, by rights on the table or on a column.
void add_writers(StringInfo list, Oid table) {
    constexpr AclMode changes = ACL_INSERT | ACL_UPDATE | ACL_DELETE | ACL_TRUNCATE | ACL_TRIGGER;
    bool is_null = false;
    HeapTuple const tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
    if (!HeapTupleIsValid(tuple)) return;
    Datum acl = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_relacl, &is_null);
    if (!is_null) add_grantees(list, acl, changes);
    const int columns = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relnatts;
    ReleaseSysCache(tuple);
    for (int i = 1; i <= columns; ++i) {
        HeapTuple const column = SearchSysCache2(ATTNUM, ObjectIdGetDatum(table), Int16GetDatum(i));
        if (!HeapTupleIsValid(column)) continue;
        acl = SysCacheGetAttr(ATTNUM, column, Anum_pg_attribute_attacl, &is_null);
        if (!is_null) add_grantees(list, acl, changes);
        ReleaseSysCache(column);
    }
}

/// Members of pg_write_all_data may write every table of the server, ours too.
void add_writers_of_everything(StringInfo list) {
    CatCList* const members = SearchSysCacheList1(AUTHMEMROLEMEM, ObjectIdGetDatum(ROLE_PG_WRITE_ALL_DATA));
    for (int i = 0; i < members->n_members; ++i) {
        const Oid member = reinterpret_cast<Form_pg_auth_members>(GETSTRUCT(&members->members[i]->tuple))->member;
        const char* const name = GetUserNameFromId(member, true);
        if (!superuser_arg(member) && name != nullptr) appendStringInfo(list, "%s%s", list->len > 0 ? ", " : "", name);
    }
    ReleaseCatCacheList(members);
}

/// Rights that somebody granted, or that default privileges of the installing role gave away.
void write_policy_tables(Rows& rows, const OurObjects& ours) {
    StringInfoData detail;
    initStringInfo(&detail);
    const struct {
        const char* name;
        Oid table;
    } tables[] = {{"profile", ours.profile},   {"rule_setting", ours.rule_setting},
                  {"pending", ours.pending},   {"exemption", ours.exemption},
                  {"baseline", ours.baseline}, {"policy_history", ours.policy_history}};
    for (const auto& each : tables) {
        if (!OidIsValid(each.table)) continue;
        StringInfoData writers;
        initStringInfo(&writers);
        add_writers(&writers, each.table);
        if (writers.len > 0) appendStringInfo(&detail, "%s%s: %s", detail.len > 0 ? "; " : "", each.name, writers.data);
    }
    StringInfoData members;
    initStringInfo(&members);
    add_writers_of_everything(&members);
    if (members.len > 0) appendStringInfo(&detail, "%spg_write_all_data: %s", detail.len > 0 ? "; " : "", members.data);
    if (detail.len == 0) return line(rows, "policy tables", "superusers only", {});
    line(rows, "policy tables", "others may write", psprintf("By rights that were granted: %s.", detail.data));
}

/// Whoever else owns or may create in schema conventions could hijack what runs in it.
void write_schema(Rows& rows, const OurObjects& ours) {
    HeapTuple const tuple = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(ours.schema));
    if (!HeapTupleIsValid(tuple)) return;
    const Oid owner = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->nspowner;
    StringInfoData creators;
    initStringInfo(&creators);
    bool is_null = false;
    const Datum acl = SysCacheGetAttr(NAMESPACEOID, tuple, Anum_pg_namespace_nspacl, &is_null);
    if (!is_null) add_grantees(&creators, acl, ACL_CREATE);
    ReleaseSysCache(tuple);
    const bool is_safe = superuser_arg(owner);
    if (is_safe && creators.len > 0)
        return line(rows, "schema conventions", "unsafe",
                    psprintf("May create in it: %s. REVOKE CREATE ON SCHEMA conventions FROM them.", creators.data));
    line(rows, "schema conventions", is_safe ? "safe" : "unsafe",
         is_safe ? core::Text()
                 : psprintf("Its owner %s is no superuser: ALTER SCHEMA conventions OWNER TO a superuser.",
                            GetUserNameFromId(owner, true) == nullptr ? "?" : GetUserNameFromId(owner, true)));
}

void write_problems(Rows& rows) {
    const CompiledPolicy* const policy = present_policy();
    if (policy == nullptr) return;
    core::Reply* const reply = new_reply();
    for (const core::Text problem : core::policy_problems(*policy->policy, *reply))
        line(rows, "setting left out", "problem", problem);
}

/// The version of the SQL objects; empty where the extension is not here.
core::Text sql_version() {
    Relation const extensions = table_open(ExtensionRelationId, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber, F_NAMEEQ, CStringGetDatum("pg_conventions"));
    SysScanDesc const rows = systable_beginscan(extensions, ExtensionNameIndexId, true, nullptr, 1, &key);
    HeapTuple const row = systable_getnext(rows);
    bool is_null = true;
    Datum version = Datum{0};
    if (HeapTupleIsValid(row))
        version = heap_getattr(row, Anum_pg_extension_extversion, RelationGetDescr(extensions), &is_null);
    const core::Text found = is_null ? core::Text() : core::Text(TextDatumGetCString(version));
    systable_endscan(rows);
    table_close(extensions, AccessShareLock);
    return found;
}

/// A package brings a new library; the SQL objects stay as they are until somebody updates them.
void write_version(Rows& rows) {
    const core::Text version = sql_version();
    const core::Text release = CONVENTIONS_VERSION;
    if (release.starts_with(version) && release.size() > version.size() && release[version.size()] == '.') return;
    line(rows, "SQL objects", psprintf("version %s", c_string(version)),
         psprintf("The library is of release %s: ALTER EXTENSION pg_conventions UPDATE;", CONVENTIONS_VERSION));
}

void write_status(FunctionCallInfo fcinfo) {
    Rows rows(fcinfo);
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) {
        line(rows, "extension", "not whole", "ALTER EXTENSION pg_conventions UPDATE;");
        return;
    }
    const ProfileRow profile = present_profile();
    const bool has_profile = !profile.name.empty();
    line(rows, "profile", has_profile ? core::Text(psprintf("%s@%d", c_string(profile.name), profile.version)) : "none",
         has_profile ? core::Text() : "Nothing is judged: SELECT conventions.enable('recommended');");
    write_version(rows);
    write_triggers(rows, *ours, has_profile);
    write_settings(rows);
    write_preload(rows);
    write_schema(rows, *ours);
    write_policy_tables(rows, *ours);
    line(rows, "pending findings", psprintf("%zu", all_pending().size()), {});
    write_problems(rows);
}

void write_rules(FunctionCallInfo fcinfo) {
    const core::Policy& policy = report_policy();
    Rows rows(fcinfo);
    for (const core::RuleRow& rule : core::describe_rules(&policy, *new_reply())) {
        rows.text(rule.rule);
        rows.text(rule.family);
        rows.text(rule.summary);
        rows.text(rule.severity);
        rows.text(rule.relaxed);
        rows.text(rule.recommended);
        rows.text(rule.strict);
        rows.text(rule.moments);
        rows.json(rule.parameters);
        rows.text(rule.fix_safety);
        rows.text(rule.documentation);
        rows.end_row();
    }
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_status);
PG_FUNCTION_INFO_V1(conventions_rules);

Datum conventions_status(PG_FUNCTION_ARGS) {
    conventions::pg::write_status(fcinfo);
    return Datum{0};
}

Datum conventions_rules(PG_FUNCTION_ARGS) {
    conventions::pg::write_rules(fcinfo);
    return Datum{0};
}
}
