// transactions.cpp: the transaction callbacks that drive the commit moment and keep frames and the touched set true.

#include "pg/catalog/catalog.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"

namespace conventions::pg {
namespace {

void on_transaction(XactEvent event, void*) {
    switch (event) {
    case XACT_EVENT_PRE_COMMIT:
    case XACT_EVENT_PRE_PREPARE:
        judge_commit();
        break;
    case XACT_EVENT_ABORT:
        forget_reading();
        // A command that fails never reaches its end trigger.
        drop_frames_from_level(-1);
        forget_touched();
        set_deadline(0);
        break;
    case XACT_EVENT_COMMIT:
    case XACT_EVENT_PREPARE:
        forget_reading();
        // Frames stay: a command that commits inside is still running.
        forget_touched();
        break;
    default:
        break;
    }
}

void on_subtransaction(SubXactEvent event, SubTransactionId, SubTransactionId, void*) {
    const int level = GetCurrentTransactionNestLevel();
    if (event == SUBXACT_EVENT_ABORT_SUB) {
        drop_frames_from_level(level);
        touched_subtransaction_ended(level, false);
        forget_plain();
    } else if (event == SUBXACT_EVENT_COMMIT_SUB) {
        touched_subtransaction_ended(level, true);
    }
}

}  // namespace

void start_enforcing() {
    RegisterXactCallback(on_transaction, nullptr);
    RegisterSubXactCallback(on_subtransaction, nullptr);
    watch_object_access();
}

}  // namespace conventions::pg
