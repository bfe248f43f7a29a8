// module.cpp: what the server calls when it loads the library.

#include "pg/enforce/enforce.hpp"
#include "pg/ours.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/settings.hpp"

extern "C" {
#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "pg_conventions", .version = CONVENTIONS_VERSION);
#else
PG_MODULE_MAGIC;
#endif

void _PG_init();

// Without preloading this runs at the session's first event trigger, and what it registers serves that very command.
void _PG_init() {
    conventions::pg::define_settings();
    conventions::pg::watch_our_objects();
    conventions::pg::watch_policy();
    conventions::pg::start_enforcing();
}
}
