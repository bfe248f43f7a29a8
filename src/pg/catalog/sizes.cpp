// sizes.cpp: blocks of a relation from its files, without a lock (pg_relation_size waits behind ACCESS EXCLUSIVE).

#include "pg/catalog/reading.hpp"

#include <sys/stat.h>

#include <cstdio>

namespace conventions::pg {
namespace {

bool has_storage(char kind) {
    return kind == RELKIND_RELATION || kind == RELKIND_INDEX || kind == RELKIND_SEQUENCE ||
           kind == RELKIND_TOASTVALUE || kind == RELKIND_MATVIEW;
}

// Segments follow each other until one is not full.
int64 blocks_of_file(const char* path) {
    constexpr int64 full = static_cast<int64>(RELSEG_SIZE) * BLCKSZ;
    int64 bytes = 0;
    for (int segment = 0;; ++segment) {
        const char* const name = segment == 0 ? path : psprintf("%s.%d", path, segment);
        struct stat file;
        if (stat(name, &file) != 0) break;
        bytes += file.st_size;
        if (file.st_size < full) break;
    }
    return bytes / BLCKSZ;
}

}  // namespace

int64 blocks_of(Oid relation, Form_pg_class form) {
    if (!has_storage(form->relkind)) return -1;
    const bool shared = form->reltablespace == GLOBALTABLESPACE_OID;
    const Oid file = OidIsValid(form->relfilenode) ? form->relfilenode : mapped_file(relation, shared);
    if (!OidIsValid(file)) return 0;
    const Oid tablespace = OidIsValid(form->reltablespace) ? form->reltablespace : MyDatabaseTableSpace;
    char* const path =
        main_fork_path(shared ? InvalidOid : MyDatabaseId, tablespace, file, temporary_owner(form->relnamespace));
    const int64 blocks = blocks_of_file(path);
    pfree(path);
    return blocks;
}

int64 relation_blocks(Oid relation) {
    int64 blocks = 0;
    look_up(true, nullptr, class_source, ObjectIdGetDatum(relation), 0,
            [&](const Row& row) { blocks = blocks_of(relation, row.form<Form_pg_class>()); });
    return blocks;
}

void add_sizes(const core::Catalog& database, std::span<const Oid> relations) {
    List<Oid> queue = {};
    for (const Oid each : relations) queue.add() = each;
    for (Size at = 0; at < queue.count; ++at) {
        CHECK_FOR_INTERRUPTS();
        // Its rows are constant for those who judge it; here they are still being made.
        auto* const relation = const_cast<core::Relation*>(database.relation(queue.items[at]));
        if (relation == nullptr || relation->blocks >= 0) continue;
        relation->blocks = relation_blocks(relation->oid);
        for (const Oid child : relation->children) queue.add() = child;
    }
}

}  // namespace conventions::pg
