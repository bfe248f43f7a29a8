// Our own objects in the database, found by OID: schema, tables and event triggers of the extension.

#pragma once

#include "pg/pg.hpp"

namespace conventions::pg {

struct OurObjects {
    Oid schema;
    Oid profile;       // table conventions.profile
    Oid rule_setting;  // table conventions.rule_setting
    Oid pending;       // table conventions.pending
    // Invalid where the SQL objects are those of version 0.1.
    Oid exemption;
    Oid baseline;
    Oid baseline_relation;  // its index on column relation
    Oid policy_history;
    Oid start_function;
    Oid end_function;
    Oid rewrite_function;
};

/// The objects of the extension in this database, or null where it is not (whole) here. Found anew after every
/// change of pg_extension's or our own objects; never by the caller's search_path.
const OurObjects* our_objects();

/// The same where it needs no look-up, that is where nothing changed since the last call; null where it would.
const OurObjects* our_objects_if_known();

/// How an event trigger of ours stands.
enum class TriggerState : uint8 { missing, foreign, disabled, replica_only, origin, always };

/// The state of the event trigger with that name; foreign: it calls another function, is not
/// for every command of our event, or belongs to no superuser.
TriggerState event_trigger_state(const char* name, Oid function);

/// Judging is on in this session: the event trigger for the end of commands is there and fires.
bool enforcement_fires();

constexpr const char* start_trigger = "conventions_start";
constexpr const char* end_trigger = "conventions_end";
constexpr const char* rewrite_trigger = "conventions_rewrite";

/// Registers what notices changes of our objects; called once, from _PG_init.
void watch_our_objects();

}  // namespace conventions::pg
