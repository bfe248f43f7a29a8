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

/// A reading of these needs holds every name that a new relation or type could clash with.
constexpr core::Need all_names = core::Need::indexes | core::Need::types;

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
            .only_need = core::Need::none,
            .cancelled = wants_to_stop,
            .fault = core_fault("report"),
            .taken = {},
            .known = {}};
}

/// What is asked relation by relation: only where a fix wants it, or where it may excuse what was found.
constexpr core::Need later = core::Need::definitions | core::Need::sizes | core::Need::check_limits;

/// So many relations are judged before their findings are written: what those take is in proportion to it.
constexpr Size relations_of_a_part = 32;

/// Judges a part; its rows are valid until the next one. False where nothing was left.
bool judge_part(const core::Policy& policy, const core::Task& task, core::Reply& reply, bool is_first) {
    if (!is_first && !core::has_more(reply)) return false;
    raise_status(core::judge_next(policy, task, relations_of_a_part, reply), reply);
    return true;
}

bool is_about(const core::Constraint& constraint, core::AttributeNumber column) {
    return constraint.columns.empty() ||
           std::find(constraint.columns.begin(), constraint.columns.end(), column) != constraint.columns.end();
}

/// The fix of a column reads its default, its collation, the constraints on it, and what is generated from it: most
/// columns have none of them.
bool prints_definitions(const core::Catalog& catalog, const core::FindingRow& row) {
    if (row.object_class != core::ObjectClass::column) return true;
    const core::Relation* const relation = catalog.relation(row.relation);
    const core::Column* const column = relation == nullptr ? nullptr : relation->column(row.column);
    if (column == nullptr || column->has_default || column->collation_given) return true;
    for (const core::Column& each : relation->columns)
        if (each.generated != core::Generated::none) return true;
    return std::any_of(relation->constraints.begin(), relation->constraints.end(),
                       [&](const core::Constraint& each) { return is_about(each, column->number); });
}

/// The relations with a finding that `need` may excuse, or whose fix reads it, sorted.
List<Oid> relations_that(const core::Policy& policy, core::Task task, core::Need need) {
    task.with_fixes = false;
    task.without_texts = true;
    task.only_need = need;
    task.situation.says_all = true;
    core::Reply* const reply = new_reply();
    List<Oid> relations = {};
    for (bool is_first = true; judge_part(policy, task, *reply, is_first); is_first = false)
        for (const core::FindingRow& row : core::findings(*reply))
            if (OidIsValid(row.relation) && (need != core::Need::definitions || prints_definitions(*task.catalog, row)))
                relations.add() = row.relation;
    std::sort(relations.items, relations.items + relations.count);
    relations.count =
        static_cast<Size>(std::unique(relations.items, relations.items + relations.count) - relations.items);
    return relations;
}

void read_later(const core::Policy& policy, const core::Task& task, core::Need needs) {
    PushActiveSnapshot(GetLatestSnapshot());
    if (core::has(needs, core::Need::check_limits))
        add_limits(*task.catalog, relations_that(policy, task, core::Need::check_limits).rows());
    if (core::has(needs, core::Need::sizes))
        add_sizes(*task.catalog, relations_that(policy, task, core::Need::sizes).rows());
    if (core::has(needs, core::Need::definitions))
        add_definitions(*task.catalog, relations_that(policy, task, core::Need::definitions).rows());
    PopActiveSnapshot();
}

/// All that judging reads, and every name, so that no fix proposes one that is taken.
core::Task read_for(const core::Policy& policy, core::Text only_rule, Mending mending) {
    fault_point("report");
    const core::ReportNeeds wanted = core::report_needs(policy, only_rule);
    const core::Need of_fixes = mending != Mending::none ? wanted.of_fixes | all_names : core::Need::none;
    const core::Need more = wanted.of_excuses | of_fixes;
    const core::Need needs = wanted.of_checks | core::without(more, later);
    const core::Need wanted_later = core::without(more, needs);
    core::Task task = task_for(read_whole_database(needs), mending);
    task.only_rule = only_rule;
    task.known = baseline_rows();
    read_later(policy, task, wanted_later);
    return task;
}

}  // namespace

DatabaseJudgement judge_database(core::Text only_rule, Mending mending) {
    const core::Policy& policy = report_policy();
    const core::Task task = read_for(policy, only_rule, mending);
    core::Reply* const reply = new_reply();
    judge_or_raise(policy, task, *reply);
    return {&policy, task.catalog, reply};
}

DatabaseRun begin_database_run(core::Text only_rule, Mending mending, bool with_texts) {
    DatabaseRun run = {};
    run.policy = &report_policy();
    run.task = read_for(*run.policy, only_rule, mending);
    run.task.without_texts = !with_texts;
    run.reply = new_reply();
    run.part = AllocSetContextCreate(CurrentMemoryContext, "conventions part of a report", ALLOCSET_DEFAULT_SIZES);
    return run;
}

bool next_part(DatabaseRun& run) {
    MemoryContextReset(run.part);
    const bool judged = judge_part(*run.policy, run.task, *run.reply, !run.has_begun);
    run.has_begun = true;
    return judged;
}

DatabaseJudgement judge_as_facts(core::Rows<core::Text> rules) {
    const core::Policy& policy = report_policy();
    core::Need needs = all_names;
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
