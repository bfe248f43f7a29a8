// database.cpp: judges the whole database.
// Memory: the current context; replies are destroyed with it.
// Errors: query cancel and any catalog read may raise; nothing is left open.

#include <algorithm>

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

const core::Catalog* read_whole_database(core::Need needs) {
    PushActiveSnapshot(GetLatestSnapshot());
    const core::Catalog* const catalog = read_database(needs, wants_to_stop);
    PopActiveSnapshot();
    if (catalog == nullptr) {
        CHECK_FOR_INTERRUPTS();
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("reading the catalogs was stopped")));
    }
    return catalog;
}

namespace {

/// Whether a reading of these needs holds every name that a new relation or type could clash with.
bool shows_all_names(core::Need needs) {
    return core::has(needs, core::Need::indexes) && core::has(needs, core::Need::types);
}

core::Task task_for(const core::Catalog* catalog, Mending mending) {
    return {.catalog = catalog,
            .situation = {.in_block = mending == Mending::in_block, .moment = core::Moment::report},
            .caps = {.now = GetCurrentStatementStartTimestamp()},
            .subjects = {},
            .types = {},
            .everything = true,
            .statement = nullptr,
            .with_fixes = mending != Mending::none,
            .only_rule = {},
            .only_fix_need = core::Need::none,
            .cancelled = wants_to_stop,
            .fault = core_fault("report"),
            .taken = {},
            .known = {}};
}

/// What is asked relation by relation: only where a fix wants it.
constexpr core::Need later = core::Need::definitions | core::Need::sizes;

/// The relations with a finding whose fix reads `need`, sorted.
List<Oid> relations_to_fix(const core::Policy& policy, core::Task task, core::Need need) {
    task.with_fixes = false;
    task.only_fix_need = need;
    core::Reply* const reply = new_reply();
    judge_or_raise(policy, task, *reply);
    List<Oid> relations = {};
    for (const core::FindingRow& row : core::findings(*reply))
        if (OidIsValid(row.relation)) relations.add() = row.relation;
    std::sort(relations.items, relations.items + relations.count);
    relations.count =
        static_cast<Size>(std::unique(relations.items, relations.items + relations.count) - relations.items);
    return relations;
}

void read_later(const core::Policy& policy, const core::Task& task, core::Need needs) {
    PushActiveSnapshot(GetLatestSnapshot());
    if (core::has(needs, core::Need::definitions))
        add_definitions(*task.catalog, relations_to_fix(policy, task, core::Need::definitions).rows());
    if (core::has(needs, core::Need::sizes))
        add_sizes(*task.catalog, relations_to_fix(policy, task, core::Need::sizes).rows());
    PopActiveSnapshot();
}

}  // namespace

DatabaseJudgement judge_database(core::Text only_rule, Mending mending, bool says_all) {
    fault_point("report");
    const core::Policy& policy = report_policy();
    core::Need needs = core::needs_of(policy, core::Moment::report);
    const bool with_fixes = mending != Mending::none;
    const core::Need fix_needs = with_fixes ? core::fix_needs_of(policy, core::Moment::report) : core::Need::none;
    const core::Need wanted_later = core::without(fix_needs, needs);
    needs = needs | core::without(fix_needs, later);
    core::Task task = task_for(read_whole_database(needs), mending);
    task.only_rule = only_rule;
    task.known = baseline_rows();
    task.situation.says_all = says_all;
    read_later(policy, task, wanted_later);
    core::Reply* const reply = new_reply();
    until_names_are_free(*reply, !with_fixes || shows_all_names(needs), [&](core::Rows<core::SchemaName> taken) {
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
    core::Task task = task_for(read_whole_database(needs), Mending::outside_block);
    task.as_facts = true;
    core::Reply* const reply = new_reply();
    for (const core::Text rule : rules) {
        task.only_rule = rule;
        judge_or_raise(policy, task, *reply);
    }
    return {&policy, task.catalog, reply};
}

}  // namespace conventions::pg
