// commit.cpp: PRE_COMMIT and PRE_PREPARE: judges what a later statement of the transaction could still have mended.
// Reads each touched relation as it now stands, judges all in one call, reports in one error.
// Memory: a context for the judging, deleted on return; the touched set belongs to touched.cpp.
// Errors: a catalog read may raise; that is our own failure (guard). Our own ERROR comes last, from say().

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"
#include "pg/ours.hpp"
#include "pg/policy/tables.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

struct Commit {
    const CompiledPolicy* policy;
    core::Reply* reply;
    bool autocommit;
    /// What was there before this command was there before the transaction; 0: before its first.
    CommandId before;
    const core::Catalog* created;
    /// What is known to be clean is left out.
    bool leaves_out_clean;
    /// Relations whose findings have waited too long, altered now by somebody who mends none of them.
    List<Oid> overdue;
};

/// One statement outside a block, or several in one string: see mechanisms.md 3.
bool is_autocommit() {
    return !transaction_shape.block_seen && !IsTransactionBlock() && transaction_shape.outermost_starts <= 1;
}

bool is_pending(const core::FindingRow& row, std::span<const PendingRow> pending) {
    for (const PendingRow& known : pending)
        if (is_same_finding(known, row)) return true;
    return false;
}

/// Rows of the pending table that are no finding any more go; true when one of this relation went.
bool forget_mended(std::span<const PendingRow> pending, core::Rows<core::FindingRow> rows, Oid relation) {
    bool any = false;
    for (const PendingRow& known : pending) {
        if (known.relation != relation) continue;
        const core::FindingRow* still = nullptr;
        for (const core::FindingRow& row : rows)
            if (is_same_finding(known, row)) still = &row;
        if (still != nullptr) {
            follow_pending(known, *still);
            continue;
        }
        remove_pending(known);
        any = true;
    }
    return any;
}

void forget_dropped(std::span<const PendingRow> pending) {
    for (const PendingRow& known : pending)
        if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(known.relation))) remove_pending(known);
}

bool is_overdue(std::span<const PendingRow> pending, Oid relation) {
    for (const PendingRow& known : pending)
        if (known.relation == relation && TimestampDifferenceExceeds(known.since, GetCurrentTransactionStartTimestamp(),
                                                                     settings.pending_grace * 1000))
            return true;
    return false;
}

/// The rows that will not be said now: they wait, with a NOTICE where they are new.
struct Waiting {
    List<bool> drop;
    List<core::FindingRow> news;
};

bool waits_now(const core::FindingRow& row, bool autocommit) {
    if (row.severity < core::Severity::warn) return false;
    return settings.restoring || (autocommit && row.waits);
}

/// Splits off what is pending already, or becomes so in this autocommit transaction.
void set_waiting_aside(Commit& commit, Waiting& waiting) {
    const core::Rows<core::FindingRow> rows = core::findings(*commit.reply);
    for (Size i = 0; i < rows.size(); ++i) waiting.drop.add() = false;
    const std::span<const PendingRow> pending = all_pending();
    if (pending.empty()) return;
    forget_dropped(pending);
    for (const Touched& touched : touched_relations()) {
        if (touched.is_type) continue;
        const bool mended = forget_mended(pending, rows, touched.oid);
        // The first ALTER TABLE after the grace that mends nothing is rejected: nobody is coming back.
        const bool rejects = touched.alters_table && !mended && is_overdue(pending, touched.oid) && !settings.restoring;
        if (rejects) commit.overdue.add() = touched.oid;
        for (Size i = 0; i < rows.size(); ++i)
            if (rows[i].relation == touched.oid && is_pending(rows[i], pending)) waiting.drop.items[i] = true;
    }
}

void set_new_aside(const Commit& commit, Waiting& waiting) {
    const core::Rows<core::FindingRow> rows = core::findings(*commit.reply);
    bool any_other_error = commit.overdue.count > 0;
    for (const core::FindingRow& row : rows)
        any_other_error |= row.severity == core::Severity::error && !waits_now(row, commit.autocommit);
    // A transaction that is rejected leaves nothing that could wait: its one error says all.
    if (any_other_error) return;
    for (Size i = 0; i < rows.size(); ++i) {
        if (!waits_now(rows[i], commit.autocommit) || rows[i].relation == InvalidOid) continue;
        waiting.drop.items[i] = true;
        waiting.news.add() = rows[i];
        add_pending(rows[i].relation, rows[i]);
    }
}

void give_notice(core::Rows<core::FindingRow> news) {
    if (news.empty()) return;
    keep_findings(news, "pending", false);
    if (settings.restoring) return;
    StringInfoData detail;
    initStringInfo(&detail);
    for (const core::FindingRow& row : news)
        appendStringInfo(&detail, "%s%s: %s.", detail.len > 0 ? "\n" : "", c_string(row.rule), c_string(row.message));
    ereport(NOTICE, (errmsg("%d %s until a later statement mends %s", static_cast<int>(news.size()),
                            news.size() == 1 ? "finding waits" : "findings wait", news.size() == 1 ? "it" : "them"),
                     errdetail_internal("%s", detail.data),
                     errhint("SELECT * FROM conventions.warnings(); lists them, with the SQL that mends them.")));
}

/// Judges one part of the touched set: all that is framed, or what no event trigger saw (there also the rules of
/// after are new), or what a command touched that committed inside.
void judge_part(Commit& commit, bool unframed, bool committed_inside) {
    List<Oid> relations = {};
    List<Oid> types = {};
    List<Oid> created = {};
    for (const Touched& touched : touched_relations()) {
        if (touched.unframed != unframed || touched.committed_inside != committed_inside) continue;
        if (commit.leaves_out_clean && touched.clean_under == commit.policy->generation) continue;
        if (unframed && get_rel_persistence(touched.oid) != RELPERSISTENCE_PERMANENT &&
            get_rel_persistence(touched.oid) != RELPERSISTENCE_UNLOGGED)
            continue;
        (touched.is_type ? types : relations).add() = touched.oid;
        if (touched.created) created.add() = touched.oid;
    }
    if (relations.count == 0 && types.count == 0) return;
    const std::span<const Oid> no_oids = {};
    core::Situation situation = present_situation(core::Moment::commit, committed_inside);
    judge_present(*commit.policy, situation, {relations.items, relations.count}, {types.items, types.count}, no_oids,
                  *commit.reply);
    if (!unframed) return;
    situation.moment = core::Moment::after;
    judge_present(*commit.policy, situation, {relations.items, relations.count}, {types.items, types.count}, no_oids,
                  *commit.reply);
}

bool is_among(core::Text fingerprint, core::Rows<core::Text> known) {
    for (const core::Text each : known)
        if (each == fingerprint) return true;
    return false;
}

/// What is overdue comes last: it was there before this transaction, so the ratchet would have taken it.
void add_overdue(Commit& commit) {
    if (commit.overdue.count == 0) return;
    List<core::Text> kept = {};
    for (const core::FindingRow& row : core::findings(*commit.reply)) kept.add() = keep(row.fingerprint);
    const std::span<const Oid> none = {};
    judge_present(*commit.policy, present_situation(core::Moment::commit, false),
                  {commit.overdue.items, commit.overdue.count}, none, none, *commit.reply);
    const std::span<const PendingRow> pending = all_pending();
    List<core::Text> seen = {};
    List<bool> drop = {};
    for (const core::FindingRow& row : core::findings(*commit.reply)) {
        const bool wanted = is_pending(row, pending) || is_among(row.fingerprint, kept.rows());
        drop.add() = !wanted || is_among(row.fingerprint, seen.rows());
        seen.add() = keep(row.fingerprint);
    }
    core::drop_rows(*commit.reply, drop.rows());
    add_fixes(*commit.policy, present_situation(core::Moment::commit, false), none, *commit.reply);
}

/// What the baseline holds and this transaction has mended cannot come back.
void forget_baseline_of_touched(const CompiledPolicy& policy) {
    List<Oid> relations = {};
    for (const Touched& touched : touched_relations())
        if (!touched.is_type && !touched.created) relations.add() = touched.oid;
    forget_mended(policy, {relations.items, relations.count});
}

void judge_all(Commit& commit) {
    fault_point("commit");
    forget_baseline_of_touched(*commit.policy);
    if (!commit.policy->judges_commit) return;
    // What waits is compared with all findings of its relation.
    commit.leaves_out_clean = all_pending().empty();
    judge_part(commit, false, false);
    judge_part(commit, true, false);
    Waiting waiting = {};
    set_waiting_aside(commit, waiting);
    core::drop_rows(*commit.reply, waiting.drop.rows());
    const core::Situation situation = present_situation(core::Moment::commit, false);
    const std::span<const Oid> none = {};
    forget_what_was(*commit.policy, situation, commit.before, *commit.reply);
    add_fixes(*commit.policy, situation, none, *commit.reply);
    add_fixes(*commit.policy, present_situation(core::Moment::after, false), none, *commit.reply);
    // No before image reaches behind a commit inside the command: what was there was written down at its start.
    judge_part(commit, false, true);
    drop_known(*commit.reply);
    add_fixes(*commit.policy, present_situation(core::Moment::commit, true), none, *commit.reply);
    waiting = {};
    for (Size i = 0; i < core::findings(*commit.reply).size(); ++i) waiting.drop.add() = false;
    set_new_aside(commit, waiting);
    core::drop_rows(*commit.reply, waiting.drop.rows());
    give_notice(waiting.news.rows());
    add_overdue(commit);
    if (any_error(*commit.reply)) commit.created = facts_for_mending(*commit.reply);
}

bool has_work() {
    if (touched_relations().empty()) return false;
    // Nothing is judged while a command is in flight: CONCURRENTLY forms commit inside.
    if (any_frame() && ActivePortal != nullptr) return false;
    return !IsBinaryUpgrade && settings.mode != static_cast<int>(core::Mode::off);
}

void judge(bool autocommit, CommandId before) {
    MemoryContext const memory = make_judging_context("conventions commit");
    MemoryContext const outer = MemoryContextSwitchTo(memory);
    Commit commit = {nullptr, nullptr, autocommit, before, nullptr, false, {}};
    note_block();
    set_deadline(settings.commit_deadline);
    PushActiveSnapshot(GetLatestSnapshot());
    auto body = [&commit] {
        if (!enforcement_fires()) return;
        commit.policy = present_policy();
        if (commit.policy == nullptr) return;
        commit.reply = new_reply();
        judge_all(commit);
    };
    const bool judged = guarded("transaction", body);
    PopActiveSnapshot();
    set_deadline(0);
    if (judged && commit.reply != nullptr && !core::findings(*commit.reply).empty())
        say(*commit.reply, {.policy = commit.policy->policy,
                            .created = commit.created,
                            .situation = present_situation(core::Moment::commit, false),
                            .remark = !IsTransactionBlock() && any_error(*commit.reply)
                                          ? "A restore sets PGOPTIONS='-c conventions.restoring=on'."
                                          : nullptr});
    MemoryContextSwitchTo(outer);
    MemoryContextDelete(memory);
}

}  // namespace

void judge_commit() {
    if (has_work() && !commit_is_clean()) judge(is_autocommit(), 0);
}

void judge_as_commit(CommandId before) {
    if (has_work()) judge(false, before);
}

}  // namespace conventions::pg
