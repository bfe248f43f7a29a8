// pinned_types.cpp: the server's own types, kept from one reading to the next.
//
// Nearly every column has one of a dozen types that never change; asking the syscache for each again costs as much as
// all other facts of a column. Memory: TopMemoryContext; an entry is never freed, because results point to it.

#include "pg/catalog/reading.hpp"

extern "C" {
#include "utils/inval.h"
}

namespace conventions::pg {
namespace {

struct Pinned {
    TypeEntry* entry = nullptr;
    uint32 hash = 0;
    bool stale = false;
};

constinit Table<Pinned> pinned_types;
bool is_watching = false;

// A hash of zero means that anything may have changed.
void forget_type(Datum, int, uint32 hash) {
    for (std::size_t i = 0; i < pinned_types.room; ++i) {
        auto& each = pinned_types.entries[i];
        if (each.used && (hash == 0 || each.value.hash == hash)) each.value.stale = true;
    }
}

bool is_same(const TypeEntry& a, const TypeEntry& b) {
    const core::Type& x = a.fact;
    const core::Type& y = b.fact;
    return x.schema == y.schema && x.name == y.name && x.kind == y.kind && x.category == y.category &&
           x.element == y.element && x.relation == y.relation && x.owner == y.owner && a.collation == b.collation &&
           a.modifier_out == b.modifier_out && a.storage == b.storage;
}

// Null where the type rests on one that is not kept.
TypeEntry* kept_copy(const TypeEntry& entry) {
    Pinned* const scalar = entry.scalar == &entry ? nullptr : pinned_types.find(entry.scalar->fact.oid);
    if (entry.base != &entry || (entry.scalar != &entry && (scalar == nullptr || scalar->stale))) return nullptr;
    MemoryContext const before = MemoryContextSwitchTo(TopMemoryContext);
    TypeEntry* const copy = allocate<TypeEntry>(1);
    *copy = entry;
    copy->fact.schema = keep(entry.fact.schema);
    copy->fact.name = keep(entry.fact.name);
    copy->fact.shown = keep(entry.fact.shown);
    copy->base = copy;
    copy->scalar = scalar == nullptr ? copy : scalar->entry;
    MemoryContextSwitchTo(before);
    return copy;
}

}  // namespace

TypeEntry* pinned_type(Oid type) {
    const Pinned* const found = pinned_types.find(type);
    return found == nullptr || found->stale ? nullptr : found->entry;
}

void pin_type(const TypeEntry& entry) {
    if (!is_watching) {
        CacheRegisterSyscacheCallback(TYPEOID, forget_type, Datum{0});
        is_watching = true;
    }
    if (Pinned* const known = pinned_types.find(entry.fact.oid); known != nullptr && is_same(*known->entry, entry)) {
        known->stale = false;
        return;
    }
    TypeEntry* const copy = kept_copy(entry);
    if (copy == nullptr) return;
    MemoryContext const before = MemoryContextSwitchTo(TopMemoryContext);
    pinned_types.put(entry.fact.oid) = {copy, GetSysCacheHashValue1(TYPEOID, ObjectIdGetDatum(entry.fact.oid)), false};
    MemoryContextSwitchTo(before);
}

}  // namespace conventions::pg
