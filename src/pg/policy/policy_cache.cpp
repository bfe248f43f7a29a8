// policy_cache.cpp: reads the policy tables by direct scan and keeps the compiled policy.
// Memory: one heap object, owned by a child of TopMemoryContext whose reset callback destroys it.
// Errors: a scan may raise; then nothing is kept and the next command tries again.

#include "pg/policy/policy_cache.hpp"

#include "pg/guard.hpp"
#include "pg/ours.hpp"
#include "pg/own_rows.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/inval.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

constexpr AttrNumber profile_name = 2;
constexpr AttrNumber profile_version_column = 3;
constexpr AttrNumber setting_rule = 1;
constexpr AttrNumber setting_severity = 2;
constexpr AttrNumber setting_parameters = 3;
// Columns that version 0.1 of the SQL objects does not have.
constexpr AttrNumber profile_presets = 6;
constexpr AttrNumber setting_in_schema = 6;
constexpr AttrNumber setting_for_role = 7;
constexpr AttrNumber exemption_id = 1;
constexpr AttrNumber exemption_rule = 2;
constexpr AttrNumber exemption_object = 3;
constexpr AttrNumber exemption_moments = 4;
constexpr AttrNumber exemption_reason = 5;
constexpr AttrNumber exemption_until = 7;

MemoryContext home = nullptr;
constinit CompiledPolicy compiled = {};
std::uint64_t generations = 0;
bool is_valid = false;
bool is_enabled = false;
Oid watched_profile = InvalidOid;
Oid watched_setting = InvalidOid;
Oid watched_exemption = InvalidOid;

void on_relation_change(Datum, Oid relation) {
    if (relation == InvalidOid || relation == watched_profile || relation == watched_setting ||
        relation == watched_exemption)
        is_valid = false;
}

void destroy_callback(void* policy) { core::destroy_policy(static_cast<core::Policy*>(policy)); }

struct Attribute {
    Datum value;
    bool is_null;
};

/// A column that the table may not have yet counts as null.
Attribute attribute(HeapTuple tuple, TupleDesc descriptor, AttrNumber number) {
    Attribute found = {Datum{0}, true};
    if (number <= descriptor->natts) found.value = heap_getattr(tuple, number, descriptor, &found.is_null);
    return found;
}

core::Text json_of(const Attribute& attribute) {
    if (attribute.is_null) return {};
    Jsonb* const json = DatumGetJsonbP(attribute.value);
    char* const text = JsonbToCString(nullptr, &json->root, VARSIZE(json));
    return {text, strlen(text)};
}

core::Rows<core::Text> texts_of(const Attribute& attribute) {
    List<core::Text> texts = {};
    if (attribute.is_null) return texts.rows();
    Datum* items = nullptr;
    bool* nulls = nullptr;
    int count = 0;
    deconstruct_array(DatumGetArrayTypeP(attribute.value), TEXTOID, -1, false, TYPALIGN_INT, &items, &nulls, &count);
    for (int i = 0; i < count; ++i)
        if (!nulls[i]) texts.add() = TextDatumGetCString(items[i]);
    return texts.rows();
}

/// "2026-11-21", in UTC, so that it does not depend on the session.
core::Text day_text(TimestampTz time) {
    if (TIMESTAMP_NOT_FINITE(time)) return TIMESTAMP_IS_NOEND(time) ? "infinity" : "-infinity";
    pg_tm parts;
    fsec_t fraction = 0;
    if (timestamp2tm(time, nullptr, &parts, &fraction, nullptr, nullptr) != 0) return "?";
    return psprintf("%04d-%02d-%02d", parts.tm_year, parts.tm_mon, parts.tm_mday);
}

/// Calls take(tuple, descriptor) for every row of the table.
template <class Take>
void scan(Oid table, Take take) {
    Relation const relation = table_open(table, AccessShareLock);
    scan_own_rows(relation, take);
    table_close(relation, AccessShareLock);
}

ProfileRow read_profile(const OurObjects& ours) {
    ProfileRow found = {{}, 0, {}};
    scan(ours.profile, [&](HeapTuple tuple, TupleDesc descriptor) {
        found.name = column_text(tuple, descriptor, profile_name);
        found.version = DatumGetInt32(attribute(tuple, descriptor, profile_version_column).value);
        found.presets = texts_of(attribute(tuple, descriptor, profile_presets));
    });
    return found;
}

core::Rows<core::SettingRow> read_settings(const OurObjects& ours) {
    List<core::SettingRow> rows = {};
    scan(ours.rule_setting, [&](HeapTuple tuple, TupleDesc descriptor) {
        core::SettingRow& row = rows.add();
        row.rule = column_text(tuple, descriptor, setting_rule);
        row.severity = column_text(tuple, descriptor, setting_severity);
        row.parameters = json_of(attribute(tuple, descriptor, setting_parameters));
        row.in_schema = column_text(tuple, descriptor, setting_in_schema);
        row.for_role = column_text(tuple, descriptor, setting_for_role);
    });
    return rows.rows();
}

core::Rows<core::ExemptionRow> read_exemptions(const OurObjects& ours) {
    List<core::ExemptionRow> rows = {};
    if (!OidIsValid(ours.exemption)) return rows.rows();
    scan(ours.exemption, [&](HeapTuple tuple, TupleDesc descriptor) {
        core::ExemptionRow& row = rows.add();
        row.id = DatumGetInt64(attribute(tuple, descriptor, exemption_id).value);
        row.rule = column_text(tuple, descriptor, exemption_rule);
        row.object = column_text(tuple, descriptor, exemption_object);
        row.moments = joined(texts_of(attribute(tuple, descriptor, exemption_moments)));
        row.reason = column_text(tuple, descriptor, exemption_reason);
        row.until = DatumGetTimestampTz(attribute(tuple, descriptor, exemption_until).value);
        row.until_text = day_text(row.until);
    });
    return rows.rows();
}

void work_out_needs(core::Reply& reply) {
    const core::Policy& policy = *compiled.policy;
    compiled.after_needs = core::needs_of(policy, core::Moment::after);
    compiled.commit_needs = core::needs_of(policy, core::Moment::commit);
    compiled.after_needs_to_pass = core::needs_to_pass(policy, core::Moment::after, false);
    compiled.commit_needs_to_pass = core::needs_to_pass(policy, core::Moment::commit, false);
    compiled.after_needs_of_columns = core::needs_to_pass(policy, core::Moment::after, true);
    compiled.commit_needs_of_columns = core::needs_to_pass(policy, core::Moment::commit, true);
    compiled.after_fix_needs = core::fix_needs_of(policy, core::Moment::after);
    compiled.commit_fix_needs = core::fix_needs_of(policy, core::Moment::commit);
    compiled.drop_needs = core::needs_of(policy, core::Moment::drop) | core::fix_needs_of(policy, core::Moment::drop);
    compiled.before = core::interest_before(policy);
    compiled.judges_before = core::any_rule(policy, core::Moment::before);
    compiled.judges_rewrite = core::any_rule(policy, core::Moment::rewrite);
    compiled.judges_drop = core::any_rule(policy, core::Moment::drop);
    compiled.judges_commit = core::any_rule(policy, core::Moment::commit);
    compiled.has_exemptions = core::has_exemptions(policy);
    MemoryContext const outer = MemoryContextSwitchTo(home);
    List<core::Text> roles = {};
    for (const core::Text role : core::named_roles(policy, reply)) roles.add() = keep(role);
    compiled.named_roles = roles.rows();
    MemoryContextSwitchTo(outer);
}

void compile(const OurObjects& ours) {
    MemoryContext const scratch =
        AllocSetContextCreate(CurrentMemoryContext, "conventions policy rows", ALLOCSET_DEFAULT_SIZES);
    MemoryContext const outer = MemoryContextSwitchTo(scratch);
    const ProfileRow profile = read_profile(ours);
    is_enabled = !profile.name.empty();
    if (is_enabled) {
        core::Reply* const reply = new_reply();
        const core::PolicySource source = {.profile = profile.name,
                                           .version = profile.version,
                                           .presets = profile.presets,
                                           .settings = read_settings(ours),
                                           .exemptions = read_exemptions(ours)};
        auto* const callback =
            static_cast<MemoryContextCallback*>(MemoryContextAllocZero(home, sizeof(MemoryContextCallback)));
        core::Policy* const policy = core::compile_policy(source, *reply);
        if (policy == nullptr)
            ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("could not compile the policy"),
                            errdetail_internal("%s", c_string(core::failure(*reply)))));
        callback->func = destroy_callback;
        callback->arg = policy;
        MemoryContextRegisterResetCallback(home, callback);
        compiled.policy = policy;
        work_out_needs(*reply);
    }
    MemoryContextSwitchTo(outer);
    MemoryContextDelete(scratch);
}

}  // namespace

namespace {

bool is_current(const OurObjects& ours) {
    return is_valid && watched_profile == ours.profile && watched_setting == ours.rule_setting &&
           watched_exemption == ours.exemption;
}

}  // namespace

const CompiledPolicy* policy_if_known() {
    const OurObjects* const ours = our_objects_if_known();
    return ours != nullptr && is_current(*ours) && is_enabled ? &compiled : nullptr;
}

const CompiledPolicy* present_policy() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return nullptr;
    if (!is_current(*ours)) {
        if (home == nullptr) home = AllocSetContextCreate(TopMemoryContext, "conventions policy", ALLOCSET_SMALL_SIZES);
        MemoryContextReset(home);
        compiled = {};
        compiled.generation = ++generations;
        watched_profile = ours->profile;
        watched_setting = ours->rule_setting;
        watched_exemption = ours->exemption;
        // Before the scan: a change that arrives meanwhile must not be lost.
        is_valid = true;
        is_enabled = false;
        PG_TRY();
        { compile(*ours); }
        PG_CATCH();
        {
            is_valid = false;
            PG_RE_THROW();
        }
        PG_END_TRY();
    }
    return is_enabled ? &compiled : nullptr;
}

core::Caps session_caps(const CompiledPolicy& policy) {
    core::Caps caps = present_caps();
    caps.now = GetCurrentStatementStartTimestamp();
    if (policy.named_roles.empty()) return caps;
    List<core::Text> roles = {};
    for (const core::Text name : policy.named_roles) {
        const Oid role = get_role_oid(c_string(name), true);
        if (OidIsValid(role) && is_member_of_role_nosuper(GetUserId(), role)) roles.add() = name;
    }
    caps.roles = roles.rows();
    return caps;
}

ProfileRow present_profile() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return {{}, 0, {}};
    return read_profile(*ours);
}

core::PolicySource stored_policy(core::Text profile) {
    const OurObjects* const ours = our_objects();
    core::PolicySource source = {.profile = profile};
    if (ours == nullptr) return source;
    source.settings = read_settings(*ours);
    source.exemptions = read_exemptions(*ours);
    return source;
}

void policy_changed() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return;
    CacheInvalidateRelcacheByRelid(ours->profile);
    CacheInvalidateRelcacheByRelid(ours->rule_setting);
    if (OidIsValid(ours->exemption)) CacheInvalidateRelcacheByRelid(ours->exemption);
    is_valid = false;
}

void watch_policy() { CacheRegisterRelcacheCallback(on_relation_change, Datum{0}); }

}  // namespace conventions::pg
