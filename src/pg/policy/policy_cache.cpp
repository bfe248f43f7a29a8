// policy_cache.cpp: reads the policy tables by direct scan and keeps the compiled policy.
// Memory: one heap object, owned by a child of TopMemoryContext whose reset callback destroys it.
// Errors: a scan may raise; then nothing is kept and the next command tries again.

#include "pg/policy/policy_cache.hpp"

#include "pg/guard.hpp"
#include "pg/ours.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "utils/inval.h"
#include "utils/jsonb.h"
}

namespace conventions::pg {
namespace {

constexpr AttrNumber profile_name = 2;
constexpr AttrNumber profile_version_column = 3;
constexpr AttrNumber setting_rule = 1;
constexpr AttrNumber setting_severity = 2;
constexpr AttrNumber setting_parameters = 3;

MemoryContext home = nullptr;
constinit CompiledPolicy compiled = {};
bool is_valid = false;
bool is_enabled = false;
Oid watched_profile = InvalidOid;
Oid watched_setting = InvalidOid;

void on_relation_change(Datum, Oid relation) {
    if (relation == InvalidOid || relation == watched_profile || relation == watched_setting) is_valid = false;
}

void destroy_callback(void* policy) { core::destroy_policy(static_cast<core::Policy*>(policy)); }

core::Text text_of(Datum value, bool is_null) {
    if (is_null) return {};
    char* const copy = TextDatumGetCString(value);
    return {copy, strlen(copy)};
}

core::Text json_of(Datum value, bool is_null) {
    if (is_null) return {};
    Jsonb* const json = DatumGetJsonbP(value);
    char* const text = JsonbToCString(nullptr, &json->root, VARSIZE(json));
    return {text, strlen(text)};
}

/// Calls take(tuple, descriptor) for every live row of the table, by a fresh snapshot.
template <class Take>
void scan(Oid table, Take take) {
    Relation const relation = table_open(table, AccessShareLock);
    PushActiveSnapshot(GetLatestSnapshot());
    SysScanDesc const rows = systable_beginscan(relation, InvalidOid, false, GetActiveSnapshot(), 0, nullptr);
    for (HeapTuple tuple = systable_getnext(rows); HeapTupleIsValid(tuple); tuple = systable_getnext(rows))
        take(tuple, RelationGetDescr(relation));
    systable_endscan(rows);
    PopActiveSnapshot();
    table_close(relation, AccessShareLock);
}

ProfileRow read_profile(const OurObjects& ours) {
    ProfileRow found = {{}, 0};
    scan(ours.profile, [&](HeapTuple tuple, TupleDesc descriptor) {
        bool is_null = false;
        const Datum name = heap_getattr(tuple, profile_name, descriptor, &is_null);
        found.name = text_of(name, is_null);
        const Datum version = heap_getattr(tuple, profile_version_column, descriptor, &is_null);
        found.version = is_null ? 0 : DatumGetInt32(version);
    });
    return found;
}

core::Rows<core::SettingRow> read_settings(const OurObjects& ours) {
    List<core::SettingRow> rows = {};
    scan(ours.rule_setting, [&](HeapTuple tuple, TupleDesc descriptor) {
        core::SettingRow& row = rows.add();
        bool is_null = false;
        Datum value = heap_getattr(tuple, setting_rule, descriptor, &is_null);
        row.rule = text_of(value, is_null);
        value = heap_getattr(tuple, setting_severity, descriptor, &is_null);
        row.severity = text_of(value, is_null);
        value = heap_getattr(tuple, setting_parameters, descriptor, &is_null);
        row.parameters = json_of(value, is_null);
    });
    return rows.rows();
}

void work_out_needs() {
    const core::Policy& policy = *compiled.policy;
    compiled.after_needs = core::needs_of(policy, core::Moment::after);
    compiled.commit_needs = core::needs_of(policy, core::Moment::commit);
    compiled.after_fix_needs = core::fix_needs_of(policy, core::Moment::after);
    compiled.commit_fix_needs = core::fix_needs_of(policy, core::Moment::commit);
    compiled.drop_needs = core::needs_of(policy, core::Moment::drop) | core::fix_needs_of(policy, core::Moment::drop);
    compiled.before = core::interest_before(policy);
    compiled.judges_before = core::any_rule(policy, core::Moment::before);
    compiled.judges_rewrite = core::any_rule(policy, core::Moment::rewrite);
    compiled.judges_drop = core::any_rule(policy, core::Moment::drop);
    compiled.judges_commit = core::any_rule(policy, core::Moment::commit);
}

void compile(const OurObjects& ours) {
    MemoryContext const scratch =
        AllocSetContextCreate(CurrentMemoryContext, "conventions policy rows", ALLOCSET_DEFAULT_SIZES);
    MemoryContext const outer = MemoryContextSwitchTo(scratch);
    const ProfileRow profile = read_profile(ours);
    is_enabled = !profile.name.empty();
    if (is_enabled) {
        core::Reply* const reply = new_reply();
        const core::PolicySource source = {
            .profile = profile.name, .version = profile.version, .settings = read_settings(ours)};
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
        work_out_needs();
    }
    MemoryContextSwitchTo(outer);
    MemoryContextDelete(scratch);
}

}  // namespace

namespace {

bool is_current(const OurObjects& ours) {
    return is_valid && watched_profile == ours.profile && watched_setting == ours.rule_setting;
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
        watched_profile = ours->profile;
        watched_setting = ours->rule_setting;
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

ProfileRow present_profile() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return {{}, 0};
    return read_profile(*ours);
}

core::Rows<core::SettingRow> house_settings() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return {};
    return read_settings(*ours);
}

void policy_changed() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr) return;
    CacheInvalidateRelcacheByRelid(ours->profile);
    CacheInvalidateRelcacheByRelid(ours->rule_setting);
    is_valid = false;
}

void watch_policy() { CacheRegisterRelcacheCallback(on_relation_change, Datum{0}); }

}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_on_policy_change);

/// Statement trigger of the policy tables: whoever changes them, by whatever way, every session notices.
Datum conventions_on_policy_change(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    conventions::pg::policy_changed();
    // A trigger returns a null pointer, which is not an SQL null.
    return PointerGetDatum(nullptr);
}
}
