// builds.cpp: which indexes are just being built, as pg_stat_progress_create_index knows it.

#include "pg/catalog/reading.hpp"

extern "C" {
#include "commands/progress.h"
}

namespace conventions::pg {
namespace {

struct Build {
    Oid table;
    /// InvalidOid as long as the session has not told.
    Oid index;
    bool rebuilds_concurrently;
};

bool is_unfinished(const core::Index& index) { return !index.valid || !index.ready || !index.live; }

bool any_unfinished(const Reading& reading) {
    for (std::size_t i = 0; i < reading.indexes.count; ++i)
        if (is_unfinished(*reading.indexes.items[i].fact)) return true;
    return false;
}

List<Build> present_builds() {
    List<Build> builds = {};
    // The server looks once in a transaction: a build that began since would pass for a broken index.
    pgstat_clear_backend_activity_snapshot();
    const int count = pgstat_fetch_stat_numbackends();
    for (int place = 1; place <= count; ++place) {
        const PgBackendStatus& status = reported_status(place);
        if (status.st_databaseid != MyDatabaseId || status.st_progress_command != PROGRESS_COMMAND_CREATE_INDEX)
            continue;
        const auto command = status.st_progress_param[PROGRESS_CREATEIDX_COMMAND];
        builds.add() = {status.st_progress_command_target,
                        static_cast<Oid>(status.st_progress_param[PROGRESS_CREATEIDX_INDEX_OID]),
                        command == PROGRESS_CREATEIDX_COMMAND_REINDEX_CONCURRENTLY};
    }
    return builds;
}

// REINDEX CONCURRENTLY makes all new indexes of a table, then fills one after the other, those of its TOAST table too.
bool is_built_by(const Build& build, const core::Index& index, const RelationDraft& table) {
    if (build.index == index.oid) return true;
    const bool is_here = build.table == table.fact.oid || (OidIsValid(table.toast) && build.table == table.toast);
    return is_here && (build.rebuilds_concurrently || !OidIsValid(build.index));
}

}  // namespace

void mark_builds(Reading& reading) {
    if (!wants(reading, core::Need::invalid_indexes) || !any_unfinished(reading)) return;
    const List<Build> builds = present_builds();
    for (std::size_t i = 0; i < reading.indexes.count; ++i) {
        IndexDraft& draft = reading.indexes.items[i];
        core::Index& fact = *draft.fact;
        if (!is_unfinished(fact)) continue;
        for (const Build& build : builds.rows())
            fact.building = fact.building || is_built_by(build, fact, reading.relations.items[draft.slot - 1]);
    }
}

}  // namespace conventions::pg
