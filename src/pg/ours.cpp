// ours.cpp: our own objects, looked up by OID and kept until the catalogs change.
// Trust: only members of the extension count, so that an object of that name made by somebody else never does.

#include "pg/ours.hpp"

extern "C" {
#include "catalog/dependency.h"
#include "catalog/pg_event_trigger.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "commands/event_trigger.h"
#include "commands/extension.h"
#include "commands/trigger.h"
#include "utils/inval.h"
}

namespace conventions::pg {
namespace {

OurObjects known;
bool is_known = false;
bool is_present = false;

void forget(Datum, int, uint32) { is_known = false; }
void forget_relation(Datum, Oid relation) {
    if (relation == InvalidOid || relation == known.profile || relation == known.rule_setting ||
        relation == known.pending || relation == known.exemption || relation == known.baseline)
        is_known = false;
}

Oid member_table(Oid extension, Oid schema, const char* name) {
    const Oid found = get_relname_relid(name, schema);
    if (!OidIsValid(found) || getExtensionOfObject(RelationRelationId, found) != extension) return InvalidOid;
    return found;
}

Oid member_function(Oid extension, Oid schema, const char* name) {
    oidvector* const no_arguments = buildoidvector(nullptr, 0);
    const Oid found = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
                                      PointerGetDatum(no_arguments), ObjectIdGetDatum(schema));
    if (!OidIsValid(found) || getExtensionOfObject(ProcedureRelationId, found) != extension) return InvalidOid;
    return found;
}

bool find() {
    const Oid extension = get_extension_oid("pg_conventions", true);
    const Oid schema = get_namespace_oid("conventions", true);
    if (!OidIsValid(extension) || !OidIsValid(schema)) return false;
    known.schema = schema;
    known.profile = member_table(extension, schema, "profile");
    known.rule_setting = member_table(extension, schema, "rule_setting");
    known.pending = member_table(extension, schema, "pending");
    known.exemption = member_table(extension, schema, "exemption");
    known.baseline = member_table(extension, schema, "baseline");
    known.baseline_relation = OidIsValid(known.baseline) ? get_relname_relid("baseline_relation", schema) : InvalidOid;
    known.policy_history = member_table(extension, schema, "policy_history");
    known.start_function = member_function(extension, schema, "on_ddl_command_start");
    known.end_function = member_function(extension, schema, "on_ddl_command_end");
    known.rewrite_function = member_function(extension, schema, "on_table_rewrite");
    return OidIsValid(known.profile) && OidIsValid(known.rule_setting) && OidIsValid(known.pending) &&
           OidIsValid(known.start_function) && OidIsValid(known.end_function) && OidIsValid(known.rewrite_function);
}

}  // namespace

const OurObjects* our_objects() {
    // A script of an extension may be making or dropping them right now: its callbacks are already registered, so
    // what is found meanwhile is forgotten again at its next change.
    if (!is_known) {
        is_present = find();
        is_known = true;
    }
    return is_present ? &known : nullptr;
}

const OurObjects* our_objects_if_known() { return is_known && is_present ? &known : nullptr; }

namespace {

/// An event trigger of that name for another event, or for some commands only, judges less than it seems to.
bool is_for_every_command(HeapTuple tuple, const char* name) {
    const char* const event = strcmp(name, start_trigger) == 0 ? "ddl_command_start"
                              : strcmp(name, end_trigger) == 0 ? "ddl_command_end"
                                                               : "table_rewrite";
    bool has_no_tags = false;
    SysCacheGetAttr(EVENTTRIGGERNAME, tuple, Anum_pg_event_trigger_evttags, &has_no_tags);
    auto* const row = reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(tuple));
    return has_no_tags && strcmp(NameStr(row->evtevent), event) == 0;
}

}  // namespace

TriggerState event_trigger_state(const char* name, Oid function) {
    HeapTuple const tuple = SearchSysCache1(EVENTTRIGGERNAME, CStringGetDatum(name));
    if (!HeapTupleIsValid(tuple)) return TriggerState::missing;
    auto* const row = reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(tuple));
    const bool is_ours = row->evtfoid == function && superuser_arg(row->evtowner) && is_for_every_command(tuple, name);
    const char enabled = row->evtenabled;
    ReleaseSysCache(tuple);
    if (!is_ours) return TriggerState::foreign;
    switch (enabled) {
    case TRIGGER_DISABLED:
        return TriggerState::disabled;
    case TRIGGER_FIRES_ON_REPLICA:
        return TriggerState::replica_only;
    case TRIGGER_FIRES_ALWAYS:
        return TriggerState::always;
    default:
        return TriggerState::origin;
    }
}

bool enforcement_fires() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return false;
    switch (event_trigger_state(end_trigger, ours->end_function)) {
    case TriggerState::always:
        return true;
    case TriggerState::origin:
        return SessionReplicationRole != SESSION_REPLICATION_ROLE_REPLICA;
    case TriggerState::replica_only:
        return SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA;
    default:
        return false;
    }
}

void watch_our_objects() {
    CacheRegisterSyscacheCallback(PROCOID, forget, Datum{0});
    CacheRegisterSyscacheCallback(NAMESPACEOID, forget, Datum{0});
    CacheRegisterRelcacheCallback(forget_relation, Datum{0});
}

}  // namespace conventions::pg
