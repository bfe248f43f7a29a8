// welcome.cpp: what CREATE EXTENSION says at its end.
// Its script hears NOTICEs whatever the session wants, because the server would hide them all from it: so the setting
// from before the script counts. A dump sets it to warning, and a binary upgrade runs no script: restores are quiet.

#include "pg/compat.hpp"
#include "pg/pg.hpp"

extern "C" {
#include "commands/extension.h"

PG_FUNCTION_INFO_V1(conventions_welcome);

Datum conventions_welcome(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    if (creating_extension && conventions::pg::client_level_outside() <= NOTICE)
        ereport(NOTICE,
                (errmsg("nothing is enforced yet: SELECT conventions.enable('recommended') enables a profile")));
    PG_RETURN_VOID();
}
}
