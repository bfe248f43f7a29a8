// What is never judged. It rests only on facts that a plain user cannot make (rules.md section 20).

#include <array>

#include "core/engine/engine.hpp"

namespace conventions::core {
namespace {

/// A table that a migration tool keeps for itself, known by name and by the columns that it has.
struct Bookkeeping {
    Text name;
    /// Every one of these must be there ...
    std::array<Text, 4> columns;
    /// ... and no more columns than this: a table that only borrows the name has a life of its own.
    std::size_t most;
};

// Columns as the tools make them: reference/interfaces.md 14.5, and the tools' own sources for the shapes.
constexpr Bookkeeping bookkeeping[] = {
    {"alembic_version", {"version_num"}, 1},
    {"schema_migrations", {"version"}, 4},
    {"ar_internal_metadata", {"key", "value"}, 4},
    {"django_migrations", {"id", "app", "name", "applied"}, 4},
    {"flyway_schema_history", {"installed_rank", "version", "script", "checksum"}, 10},
    {"databasechangelog", {"id", "author", "filename", "md5sum"}, 14},
    {"databasechangeloglock", {"id", "locked", "lockgranted"}, 4},
    {"_prisma_migrations", {"id", "checksum", "migration_name", "started_at"}, 8},
    {"knex_migrations", {"id", "name", "batch", "migration_time"}, 4},
    {"knex_migrations_lock", {"index", "is_locked"}, 2},
    {"SequelizeMeta", {"name"}, 1},
    {"__EFMigrationsHistory", {"MigrationId", "ProductVersion"}, 2},
    {"goose_db_version", {"id", "version_id", "is_applied", "tstamp"}, 4},
    {"_sqlx_migrations", {"version", "description", "checksum", "success"}, 6},
    {"__diesel_schema_migrations", {"version", "run_on"}, 2},
    {"atlas_schema_revisions", {"version", "description", "applied", "hash"}, 14},
    {"__drizzle_migrations", {"id", "hash", "created_at"}, 3},
    {"spatial_ref_sys", {"srid", "auth_name", "auth_srid", "srtext"}, 5},
};

bool has_shape(const Relation& relation, const Bookkeeping& tool) noexcept {
    if (relation.columns.empty() || relation.columns.size() > tool.most) return false;
    for (const Text wanted : tool.columns) {
        if (wanted.empty()) break;
        if (relation.column(wanted) == nullptr) return false;
    }
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

}  // namespace conventions::core
