// end.cpp: ddl_command_end: judges what the command has made, and remembers what it touched for the commit.
// Memory: a context for the judging, deleted on return.
// Errors: our own failure passes the command with a WARNING (guard); a finding is an ERROR, raised last.

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"
#include "pg/policy/tables.hpp"
#include "pg/settings.hpp"
#include "pg/statement/statement.hpp"

extern "C" {
#include "commands/event_trigger.h"
#include "storage/proc.h"
}

namespace conventions::pg {
namespace {

struct End {
    Node* tree;
    Frame frame;
    const CompiledPolicy* policy;
    core::Reply* reply;
    Subjects subjects;
    bool committed_inside;
    bool is_outermost;
    /// Nothing of it had been touched in this transaction before.
    bool is_first_touch;
};

bool is_first_touch(std::span<const Oid> relations) {
    for (const Oid relation : relations)
        if (find_touched(relation) != nullptr) return false;
    return true;
}

void remember(const End& end) {
    Touched entry = {.oid = InvalidOid,
                     .nest_level = GetCurrentTransactionNestLevel(),
                     .is_type = false,
                     .created = false,
                     .made_by_query = end.frame.made_by_query,
                     .alters_table = end.frame.alters_table,
                     .committed_inside = end.committed_inside,
                     .unframed = false,
                     .rewritten = false,
                     .clean_under = 0};
    for (const Oid relation : end.subjects.relations) {
        entry.oid = relation;
        entry.created = false;
        for (const Oid made : end.subjects.created) entry.created |= made == relation;
        touch(entry);
    }
    entry.is_type = true;
    for (const Oid type : end.subjects.types) {
        entry.oid = type;
        touch(entry);
    }
}

/// Columns that the command took away, judged on the image from before it.
void judge_drops(End& end) {
    if (!end.policy->judges_drop || end.subjects.dropped_columns.empty() || end.committed_inside) return;
    List<Oid> relations = {};
    for (const Subjects::DroppedColumn& dropped : end.subjects.dropped_columns) relations.add() = dropped.relation;
    push_before_image(end.frame.command);
    const core::Catalog* const catalog = read_by_snapshot({relations.items, relations.count}, end.policy->drop_needs);
    PopActiveSnapshot();
    ask_origins(*catalog);
    List<Oid> kept = {};
    for (const Subjects::DroppedColumn& dropped : end.subjects.dropped_columns) {
        const core::Relation* const relation = catalog->relation(dropped.relation);
        if (relation == nullptr) continue;
        // The reading is ours, made for this one judging.
        for (const core::Column& column : relation->columns)
            if (column.number == dropped.column) const_cast<core::Column&>(column).dropped = true;
        if (SearchSysCacheExists1(RELOID, ObjectIdGetDatum(dropped.relation))) kept.add() = dropped.relation;
    }
    const core::Task task = {.catalog = catalog,
                             .situation = present_situation(core::Moment::drop, false),
                             .caps = session_caps(*end.policy),
                             .subjects = kept.rows(),
                             .types = {},
                             .statement = read_statement(end.tree, {}),
                             .with_fixes = true,
                             .only_rule = {},
                             .cancelled = wants_to_stop,
                             .fault = core::Fault::none};
    judge_or_raise(*end.policy->policy, task, *end.reply);
}

/// One statement outside a block: its commit comes next, and judges the same relations.
bool is_last_of_transaction(const End& end) {
    return !end.committed_inside && !transaction_shape.in_block && !transaction_shape.block_seen &&
           !transaction_shape.inside_function && transaction_shape.outermost_starts <= 1 && end.is_outermost;
}

/// A table that is made or altered for the first time in its transaction will mostly be left as it is: what it is now
/// need not be read once more for the commit. Nothing that a later command can set may decide, as roles would.
bool is_left_as_it_is(const End& end) {
    return end.frame.tells_all && (end.frame.makes_table || end.frame.alters_table) && end.is_first_touch &&
           end.is_outermost && !end.committed_inside && end.subjects.types.empty() && !end.policy->has_exemptions &&
           end.policy->named_roles.empty() && settings.mode != static_cast<int>(core::Mode::off);
}

bool is_commit_judged_ahead(const End& end) {
    if (faults_wanted() || !end.policy->judges_commit) return false;
    return is_last_of_transaction(end) || is_left_as_it_is(end);
}

bool is_all_new(const Subjects& subjects) {
    for (const Oid relation : subjects.relations) {
        bool is_new = false;
        for (const Oid made : subjects.created) is_new |= made == relation;
        if (!is_new) return false;
    }
    return true;
}

/// None where it is more than the words say: a tree, or what somebody's trigger did by the way.
Shortcuts shortcuts_of(const End& end, core::Moment read_ahead) {
    const Subjects& subjects = end.subjects;
    const bool is_one = subjects.relations.size() == 1 && subjects.types.empty() && subjects.dropped_columns.empty();
    return {.read_ahead = read_ahead,
            .only_new_columns = end.frame.adds_columns && end.is_first_touch && is_one && subjects.created.empty(),
            .all_new = end.frame.makes_table && end.is_first_touch && is_all_new(subjects)};
}

void judge_after(End& end) {
    fault_point("end");
    const core::Situation situation = present_situation(core::Moment::after, end.committed_inside);
    judge_present(*end.policy, situation, end.subjects.relations, end.subjects.types, end.subjects.created, *end.reply,
                  shortcuts_of(end, is_commit_judged_ahead(end) ? core::Moment::commit : core::Moment::none));
    if (!core::findings(*end.reply).empty() && !end.committed_inside)
        forget_what_was(*end.policy, situation, end.frame.command, *end.reply);
    // What the start of this command has warned of is not said again. An error is: a rolled-back command has said it.
    drop_known(*end.reply, end.committed_inside);
    add_fixes(*end.policy, situation, end.subjects.created, *end.reply);
    judge_drops(end);
}

/// What the commit would find is clear now. Most commands are clean, and then it need not be asked.
void judge_commit_ahead(const End& end) {
    core::Reply* const reply = new_reply();
    const std::span<const Oid> none = {};
    const bool stands_alone =
        judge_present(*end.policy, present_situation(core::Moment::commit, false), end.subjects.relations,
                      end.subjects.types, none, *reply, shortcuts_of(end, core::Moment::none));
    if (!is_last_of_transaction(end)) {
        forget_reading();
        if (stands_alone) note_clean(end.subjects.relations, end.policy->generation);
    } else if (core::findings(*reply).empty() && all_pending().empty()) {
        note_clean_commit();
    }
}

/// An error after the command also says what the commit would say of the same objects.
void add_commit_findings(End& end) {
    const core::Situation situation = present_situation(core::Moment::commit, false);
    judge_present(*end.policy, situation, end.subjects.relations, end.subjects.types, end.subjects.created, *end.reply);
    forget_what_was(*end.policy, situation, end.frame.command, *end.reply);
    add_fixes(*end.policy, situation, end.subjects.created, *end.reply);
}

void on_end(EventTriggerData* event) {
    Frame const* const frame = top_frame();
    if (frame == nullptr || frame->statement_start != GetCurrentStatementStartTimestamp()) return;
    if (frame->skip) {
        pop_frame();
        return;
    }
    const bool changes_names = frame->renaming != nullptr || any_dropped_relation();
    if (notes_of(*frame).empty() && !changes_names && !faults_wanted()) {
        pop_frame();
        return;
    }
    MemoryContext const memory = make_judging_context("conventions end");
    MemoryContext const outer = MemoryContextSwitchTo(memory);
    End end = {.tree = event->parsetree,
               .frame = *frame,
               .policy = nullptr,
               .reply = nullptr,
               .subjects = {},
               .committed_inside = frame->transaction != local_transaction(),
               .is_outermost = is_outermost(*frame),
               .is_first_touch = false};
    const core::Catalog* created = nullptr;
    note_block();
    auto body = [&end, &created] {
        end.subjects = subjects_of(end.frame);
        end.is_first_touch = is_first_touch(end.subjects.relations);
        remember(end);
        end.policy = present_policy();
        if (end.policy == nullptr) return;
        if (end.frame.renaming != nullptr) {
            follow_renaming(*end.frame.renaming);
            CommandCounterIncrement();
            end.policy = present_policy();
            if (end.policy == nullptr) return;
        }
        forget_dropped_relations(true);
        end.reply = new_reply();
        judge_after(end);
        if (!any_error(*end.reply)) {
            if (is_commit_judged_ahead(end)) judge_commit_ahead(end);
            return;
        }
        add_commit_findings(end);
        created = facts_for_mending(*end.reply);
    };
    const bool judged = guarded("command", body);
    pop_frame();
    if (judged && end.reply != nullptr && !core::findings(*end.reply).empty())
        say(*end.reply, {.policy = end.policy->policy,
                         .created = created,
                         .situation = present_situation(core::Moment::after, end.committed_inside),
                         .remark = nullptr});
    MemoryContextSwitchTo(outer);
    if (!is_reading_in(memory)) MemoryContextDelete(memory);
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_on_ddl_command_end);

Datum conventions_on_ddl_command_end(PG_FUNCTION_ARGS) {
    conventions::pg::check_called_as_event_trigger(fcinfo);
    conventions::pg::on_end(reinterpret_cast<EventTriggerData*>(fcinfo->context));
    PG_RETURN_NULL();
}
}
