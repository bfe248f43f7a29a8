// What is never judged. It rests only on facts that a plain user cannot make (rules.md section 20).

#include <array>

#include "core/engine/judging.hpp"

namespace conventions::core {
namespace {

/// A table that a migration tool keeps for itself, known by name and by the columns that it has.
struct Bookkeeping {
    Text name;
    /// Every one of these must be there ...
    std::array<Text, 4> columns;
    /// ... and, separated by blanks, no other than these: nobody could slip columns of his own in under such a name.
    Text others = {};
};

// Columns as the tools make them: reference/interfaces.md 14.5, and the tools' own sources for the shapes.
constexpr Bookkeeping bookkeeping[] = {
    {"alembic_version", {"version_num"}},
    {"schema_migrations", {"version"}, "dirty inserted_at"},
    {"ar_internal_metadata", {"key", "value"}, "created_at updated_at"},
    {"django_migrations", {"id", "app", "name", "applied"}},
    {"flyway_schema_history",
     {"installed_rank", "version", "script", "checksum"},
     "description type installed_by installed_on execution_time success"},
    {"databasechangelog",
     {"id", "author", "filename", "md5sum"},
     "dateexecuted orderexecuted exectype description comments tag liquibase contexts labels deployment_id"},
    {"databasechangeloglock", {"id", "locked", "lockgranted"}, "lockedby"},
    {"_prisma_migrations",
     {"id", "checksum", "migration_name", "started_at"},
     "finished_at logs rolled_back_at applied_steps_count"},
    {"knex_migrations", {"id", "name", "batch", "migration_time"}},
    {"knex_migrations_lock", {"index", "is_locked"}},
    {"SequelizeMeta", {"name"}},
    {"__EFMigrationsHistory", {"MigrationId", "ProductVersion"}},
    {"goose_db_version", {"id", "version_id", "is_applied", "tstamp"}},
    {"_sqlx_migrations", {"version", "description", "checksum", "success"}, "installed_on execution_time"},
    {"__diesel_schema_migrations", {"version", "run_on"}},
    {"atlas_schema_revisions",
     {"version", "description", "applied", "hash"},
     "type total executed_at execution_time error error_stmt partial_hashes operator_version"},
    {"__drizzle_migrations", {"id", "hash", "created_at"}},
    {"spatial_ref_sys", {"srid", "auth_name", "auth_srid", "srtext"}, "proj4text"},
};

bool lists(Text words, Text wanted) noexcept {
    while (!words.empty()) {
        const std::size_t end = words.find(' ');
        if (words.substr(0, end) == wanted) return true;
        words = end == Text::npos ? Text() : words.substr(end + 1);
    }
    return false;
}

bool is_column_of(const Bookkeeping& tool, Text column) noexcept {
    for (const Text wanted : tool.columns)
        if (!wanted.empty() && wanted == column) return true;
    return lists(tool.others, column);
}

bool has_shape(const Relation& relation, const Bookkeeping& tool) noexcept {
    for (const Text wanted : tool.columns)
        if (!wanted.empty() && relation.column(wanted) == nullptr) return false;
    for (const Column& column : relation.columns)
        if (!is_column_of(tool, column.name)) return false;
    return true;
}

bool is_bookkeeping(const Relation& relation) noexcept {
    for (const Bookkeeping& tool : bookkeeping)
        if (relation.name == tool.name && has_shape(relation, tool)) return true;
    return false;
}

}  // namespace

Scope scope_of(const Relation& relation) noexcept {
    if (relation.persistence == Persistence::temporary) return Scope::temporary;
    // Only the server makes schemas with this prefix.
    if (relation.schema.starts_with("pg_") || relation.schema == "information_schema") return Scope::system;
    if (relation.schema == "conventions") return Scope::ours;
    if (relation.extension != 0 && relation.extension_trusted) return Scope::extension;
    if (relation.is_table() && is_bookkeeping(relation)) return Scope::bookkeeping;
    return Scope::judged;
}

bool is_judged(const Relation& relation, const Task& task) {
    if (relation.kind == RelationKind::composite_type) return false;
    const Scope scope = scope_of(relation);
    return scope == Scope::judged ||
           (scope == Scope::bookkeeping && task.situation.moment == Moment::report && !task.as_facts);
}

}  // namespace conventions::core
