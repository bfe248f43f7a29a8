// rewrite.cpp: table_rewrite: the lock is held, the copy has not begun; an ERROR here costs only the wait.
// It remembers the relation, because a rewritten table has new storage and all its rows, and judges the rules of
// this moment.

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"
#include "pg/settings.hpp"
#include "pg/statement/statement.hpp"

extern "C" {
#include "commands/event_trigger.h"
}

namespace conventions::pg {
namespace {

struct Rewrite {
    EventTriggerData* event;
    const CompiledPolicy* policy;
    core::Reply* reply;
};

void judge_rewrite(Rewrite& rewrite) {
    fault_point("rewrite");
    const Oid relation = DatumGetObjectId(OidFunctionCall0(F_PG_EVENT_TRIGGER_TABLE_REWRITE_OID));
    touch({.oid = relation,
           .nest_level = GetCurrentTransactionNestLevel() - 1,
           .is_type = false,
           .created = false,
           .made_by_query = false,
           .alters_table = true,
           .committed_inside = false,
           .unframed = false,
           .rewritten = true,
           .clean_under = 0});
    rewrite.policy = present_policy();
    if (rewrite.policy == nullptr || !rewrite.policy->judges_rewrite) return;
    const core::Catalog* const catalog =
        read_present({&relation, 1}, core::needs_of(*rewrite.policy->policy, core::Moment::rewrite) |
                                         core::fix_needs_of(*rewrite.policy->policy, core::Moment::rewrite));
    mark_origins(*catalog, {});
    rewrite.reply = new_reply();
    const core::Task task = {.catalog = catalog,
                             .situation = present_situation(core::Moment::rewrite, false),
                             .caps = session_caps(*rewrite.policy),
                             .subjects = {&relation, 1},
                             .types = {},
                             .statement = read_statement(rewrite.event->parsetree, {}),
                             .with_fixes = true,
                             .only_rule = {},
                             .cancelled = wants_to_stop,
                             .fault = core_fault("rewrite")};
    judge_or_raise(*rewrite.policy->policy, task, *rewrite.reply);
}

void on_rewrite(EventTriggerData* event) {
    Frame const* const frame = top_frame();
    if (frame == nullptr || frame->skip) return;
    MemoryContext const memory = make_judging_context("conventions rewrite");
    MemoryContext const outer = MemoryContextSwitchTo(memory);
    Rewrite rewrite = {event, nullptr, nullptr};
    note_block();
    auto body = [&rewrite] { judge_rewrite(rewrite); };
    const bool judged = guarded("rewrite", body);
    if (judged && rewrite.reply != nullptr && !core::findings(*rewrite.reply).empty())
        say(*rewrite.reply, {.policy = rewrite.policy->policy,
                             .created = nullptr,
                             .situation = present_situation(core::Moment::rewrite, false),
                             .remark = nullptr});
    MemoryContextSwitchTo(outer);
    MemoryContextDelete(memory);
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_on_table_rewrite);

Datum conventions_on_table_rewrite(PG_FUNCTION_ARGS) {
    conventions::pg::check_called_as_event_trigger(fcinfo);
    conventions::pg::on_rewrite(reinterpret_cast<EventTriggerData*>(fcinfo->context));
    PG_RETURN_NULL();
}
}
