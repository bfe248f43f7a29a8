// database.cpp: judges the whole database.
// Memory: the current context; replies are destroyed with it.
// Errors: query cancel and any catalog read may raise; nothing is left open.

#include "pg/catalog/catalog.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/policy/tables.hpp"
#include "pg/report/report.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

const core::Catalog* read_everything(core::Need needs) {
    PushActiveSnapshot(GetLatestSnapshot());
    const core::Catalog* const catalog = read_database(needs, wants_to_stop);
    PopActiveSnapshot();
    if (catalog == nullptr) {
        CHECK_FOR_INTERRUPTS();
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("reading the catalogs was stopped")));
    }
    return catalog;
}

/// Whether a reading of these needs holds every name that a new relation or type could clash with.
bool shows_all_names(core::Need needs) {
    return core::has(needs, core::Need::indexes) && core::has(needs, core::Need::types);
}

core::Task task_for(const core::Catalog* catalog, bool in_block) {
    return {.catalog = catalog,
            .situation = {.in_block = in_block, .moment = core::Moment::report},
            .caps = {.now = GetCurrentStatementStartTimestamp()},
            .subjects = {},
            .types = {},
            .everything = true,
            .statement = nullptr,
            .with_fixes = true,
            .only_rule = {},
            .cancelled = wants_to_stop,
            .fault = core_fault("report"),
            .taken = {},
            .known = {}};
}

}  // namespace

DatabaseJudgement judge_database(core::Text only_rule, bool in_block) {
    fault_point("report");
    const core::Policy& policy = report_policy();
    const core::Need needs =
        core::needs_of(policy, core::Moment::report) | core::fix_needs_of(policy, core::Moment::report);
    core::Task task = task_for(read_everything(needs), in_block);
    task.only_rule = only_rule;
    task.known = baseline_rows();
    core::Reply* const reply = new_reply();
    until_names_are_free(*reply, shows_all_names(needs), [&](core::Rows<core::SchemaName> taken) {
        if (!taken.empty()) core::take_back(*reply);
        task.taken = taken;
        judge_or_raise(policy, task, *reply);
    });
    return {&policy, task.catalog, reply};
}

DatabaseJudgement judge_as_facts(core::Rows<core::Text> rules) {
    const core::Policy& policy = report_policy();
    // With every name, so that one judging of each rule is enough.
    core::Need needs = core::Need::indexes | core::Need::types;
    for (const core::Text rule : rules) needs = needs | core::needs_of_rule(rule);
    core::Task task = task_for(read_everything(needs), false);
    task.as_facts = true;
    core::Reply* const reply = new_reply();
    for (const core::Text rule : rules) {
        task.only_rule = rule;
        judge_or_raise(policy, task, *reply);
    }
    return {&policy, task.catalog, reply};
}

}  // namespace conventions::pg
