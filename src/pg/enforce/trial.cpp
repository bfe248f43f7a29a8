// trial.cpp: runs statements in a subtransaction, judges them as a transaction of their own, and takes them back.
// Memory: what it returns lives in the current context, the findings in kept.cpp until the next are kept.
// Errors: caught, but for what must go on (guard).

#include "pg/catalog/catalog.hpp"
#include "pg/enforce/enforce.hpp"
#include "pg/guard.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "executor/spi.h"
#include "utils/resowner.h"
}

namespace conventions::pg {
namespace {

void run(const char* text, CommandId before) {
    SPI_connect();
    const int result = SPI_execute(text, false, 0);
    if (result < 0)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("statement cannot be run inside a function"),
                        errdetail_internal("%s", SPI_result_code_string(result))));
    SPI_finish();
    judge_as_commit(before);
}

/// The error of the text, or null. The subtransaction is rolled back either way.
ErrorData* run_and_take_back(const char* text, CommandId before) {
    MemoryContext const outer = CurrentMemoryContext;
    ResourceOwner const owner = CurrentResourceOwner;
    ErrorData* volatile error = nullptr;

    BeginInternalSubTransaction(nullptr);
    MemoryContextSwitchTo(outer);
    PG_TRY();
    { run(text, before); }
    PG_CATCH();
    {
        MemoryContextSwitchTo(outer);
        error = CopyErrorData();
        FlushErrorState();
    }
    PG_END_TRY();
    RollbackAndReleaseCurrentSubTransaction();
    MemoryContextSwitchTo(outer);
    CurrentResourceOwner = owner;
    return error;
}

std::span<const KeptFinding> kept_since(int32 number) {
    const std::span<const KeptFinding> all = kept_findings();
    Size first = all.size();
    while (first > 0 && all[first - 1].backend_command > number) --first;
    return all.subspan(first);
}

/// Also where the text itself caught a rejection and raised something else: then it is not ours.
bool is_ours(const ErrorData& error) {
    for (const char number : {'1', '2', '3'})
        if (error.sqlerrcode == MAKE_SQLSTATE('S', 'C', '0', '0', number)) return true;
    return false;
}

bool any_error(std::span<const KeptFinding> said) {
    for (const KeptFinding& each : said)
        if (strcmp(each.severity, "error") == 0) return true;
    return false;
}

}  // namespace

Trial try_statements(const char* text) {
    const CommandId before = present_command();
    const TouchedSet touched = put_touched_aside();
    const int32 number = last_kept();
    // What could not be judged has not passed.
    const int on_internal_error = settings.on_internal_error;
    settings.on_internal_error = internal_error_raises;
    ErrorData* const error = run_and_take_back(text, before);
    settings.on_internal_error = on_internal_error;
    give_touched_back(touched);
    forget_known_findings();
    forget_repeats(number);
    if (error != nullptr && must_go_on(*error)) ReThrowError(error);
    const std::span<const KeptFinding> said = kept_since(number);
    return {.error = error, .is_rejection = error != nullptr && is_ours(*error) && any_error(said), .said = said};
}

}  // namespace conventions::pg
