// read_ahead.cpp: what a command has read is read once more at its commit, where nothing came between: not for the
// command that is alone in its transaction.
// Memory: the reading lives in the context of the judging that made it, which then stays until the end of the
// transaction.

#include "pg/enforce/command.hpp"

extern "C" {
#include "storage/sinval.h"
#include "utils/inval.h"
}

namespace conventions::pg {
namespace {

struct Kept {
    MemoryContext home;
    const core::Catalog* catalog;
    std::span<const Oid> relations;
    std::span<const Oid> types;
    // Whoever writes in this transaction takes another command id; other sessions send messages.
    CommandId command;
    uint64 messages;
    bool commit_is_clean;
};
Kept kept = {};

std::span<const Oid> copied(std::span<const Oid> oids) {
    Oid* const copy = allocate<Oid>(oids.size());
    for (std::size_t i = 0; i < oids.size(); ++i) copy[i] = oids[i];
    return {copy, oids.size()};
}

bool is_same(std::span<const Oid> a, std::span<const Oid> b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

}  // namespace

void keep_reading(const core::Catalog* catalog, std::span<const Oid> relations, std::span<const Oid> types) {
    kept = {.home = CurrentMemoryContext,
            .catalog = catalog,
            .relations = copied(relations),
            .types = copied(types),
            .command = GetCurrentCommandId(false),
            .messages = SharedInvalidMessageCounter,
            .commit_is_clean = false};
}

namespace {

bool is_current() {
    if (kept.catalog == nullptr) return false;
    AcceptInvalidationMessages();
    return kept.command == GetCurrentCommandId(false) && kept.messages == SharedInvalidMessageCounter;
}

}  // namespace

void note_clean_commit() { kept.commit_is_clean = true; }

bool commit_is_clean() {
    if (!kept.commit_is_clean || !is_current()) return false;
    const std::span<const Touched> touched = touched_relations();
    return touched.size() == kept.relations.size() + kept.types.size();
}

const core::Catalog* kept_reading(std::span<const Oid> relations, std::span<const Oid> types) {
    if (!is_current()) return nullptr;
    return is_same(relations, kept.relations) && is_same(types, kept.types) ? kept.catalog : nullptr;
}

bool is_reading_in(MemoryContext context) { return kept.home == context; }

void forget_reading() { kept = {}; }

}  // namespace conventions::pg
