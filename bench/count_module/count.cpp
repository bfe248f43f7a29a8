// count_module/: bench/instructions tells callgrind through it where a stretch of work ends.
//
// bench_count(name text): with an empty name counting begins; else what was counted since the last call is written out
// under that name. Does nothing outside of valgrind. Compiled by bench/run; it has nothing to do with the extension.

extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(bench_count);
Datum bench_count(PG_FUNCTION_ARGS);
}

#include <valgrind/callgrind.h>

extern "C" Datum bench_count(PG_FUNCTION_ARGS) {
    const char* const name = text_to_cstring(PG_GETARG_TEXT_PP(0));
    if (name[0] == '\0') {
        CALLGRIND_START_INSTRUMENTATION;
        CALLGRIND_ZERO_STATS;
    } else {
        CALLGRIND_DUMP_STATS_AT(name);
    }
    PG_RETURN_VOID();
}
