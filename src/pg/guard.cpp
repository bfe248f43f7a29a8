// guard.cpp: the safety net under our own code.
// Memory: replies are heap objects that the reset callback of the caller's memory context destroys.
// Errors: run_guarded() catches; nothing else here does.

#include "pg/guard.hpp"

#include "pg/settings.hpp"

extern "C" {
#include "tcop/pquery.h"
#include "utils/resowner.h"
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

TimestampTz deadline = 0;

}  // namespace

/// Lack of a lock among them: else a short lock_timeout would be a way around the policy.
bool must_go_on(const ErrorData& error) {
    return error.sqlerrcode == ERRCODE_QUERY_CANCELED || error.sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE ||
           error.sqlerrcode == ERRCODE_ADMIN_SHUTDOWN || error.sqlerrcode == ERRCODE_CRASH_SHUTDOWN ||
           error.sqlerrcode == ERRCODE_T_R_SERIALIZATION_FAILURE || error.sqlerrcode == ERRCODE_T_R_DEADLOCK_DETECTED ||
           error.elevel >= FATAL;
}

namespace {

void report_failure(const char* what, ErrorData* error) {
    if (must_go_on(*error) || settings.on_internal_error == internal_error_raises) ReThrowError(error);
    ereport(WARNING,
            (errcode(ERRCODE_WARNING), errmsg("pg_conventions could not judge this %s, it was let through", what),
             errdetail_internal("%s%s%s", error->message == nullptr ? "" : error->message,
                                error->detail == nullptr ? "" : ": ", error->detail == nullptr ? "" : error->detail),
             errhint("conventions.on_internal_error = error makes it fail instead.")));
}

/// While a block commits or is prepared, a server made with assertions does not expect that a subtransaction right
/// below the block is rolled back, though it lets one begin. One more between takes that rollback. DDL runs there in
/// deferred triggers, without a portal, and in the query of a cursor WITH HOLD.
bool needs_buffer() {
    if (!IsTransactionBlock() || IsSubTransaction()) return false;
    return ActivePortal == nullptr || (ActivePortal->cursorOptions & CURSOR_OPT_HOLD) != 0;
}

void leave_buffer(bool buffered, MemoryContext outer) {
    if (!buffered) return;
    ReleaseCurrentSubTransaction();
    MemoryContextSwitchTo(outer);
}

void destroy_reply_callback(void* reply) { core::destroy_reply(static_cast<core::Reply*>(reply)); }

}  // namespace

bool run_guarded(const char* what, void (*body)(void*), void* argument) {
    MemoryContext const outer = CurrentMemoryContext;
    ResourceOwner const owner = CurrentResourceOwner;
    const bool buffered = needs_buffer();
    volatile bool ended = false;

    if (buffered) BeginInternalSubTransaction(nullptr);
    BeginInternalSubTransaction(nullptr);
    MemoryContextSwitchTo(outer);
    PG_TRY();
    {
        body(argument);
        ReleaseCurrentSubTransaction();
        MemoryContextSwitchTo(outer);
        leave_buffer(buffered, outer);
        CurrentResourceOwner = owner;
        ended = true;
    }
    PG_CATCH();
    {
        MemoryContextSwitchTo(outer);
        ErrorData* const error = CopyErrorData();
        FlushErrorState();
        RollbackAndReleaseCurrentSubTransaction();
        MemoryContextSwitchTo(outer);
        // Before anything is raised again: an error below the buffer would leave the block open.
        leave_buffer(buffered, outer);
        CurrentResourceOwner = owner;
        report_failure(what, error);
    }
    PG_END_TRY();
    return ended;
}

core::Reply* new_reply() {
    auto* const callback = static_cast<MemoryContextCallback*>(palloc0(sizeof(MemoryContextCallback)));
    core::Reply* const reply = core::make_reply();
    if (reply == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    callback->func = destroy_reply_callback;
    callback->arg = reply;
    MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
    return reply;
}

void raise_status(core::Status status, const core::Reply& reply) {
    switch (status) {
    case core::Status::ok:
        return;
    case core::Status::cancelled:
        CHECK_FOR_INTERRUPTS();
        ereport(ERROR,
                (errcode(ERRCODE_INTERNAL_ERROR), errmsg("judging took longer than conventions.commit_deadline")));
        break;
    case core::Status::out_of_memory:
        ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
                        errdetail("Failed while rules were judged.")));
        break;
    case core::Status::failed:
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("a rule failed"),
                        errdetail_internal("%s", c_string(core::failure(reply)))));
        break;
    }
}

void judge_or_raise(const core::Policy& policy, const core::Task& task, core::Reply& reply) {
    raise_status(core::judge(policy, task, reply), reply);
}

bool wants_to_stop() {
    if (InterruptPending && (QueryCancelPending || ProcDiePending)) return true;
    return deadline != 0 && GetCurrentTimestamp() > deadline;
}

void set_deadline(int milliseconds) {
    deadline = milliseconds == 0 ? 0 : TimestampTzPlusMilliseconds(GetCurrentTimestamp(), milliseconds);
}

}  // namespace conventions::pg
