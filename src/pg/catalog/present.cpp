// present.cpp: some relations as they are now, by relcache and syscache.
//
// Building a relcache entry while another session drops the relation raises. So each one is read under ACCESS SHARE,
// asked for without waiting and given back at once; where somebody holds or awaits a stronger lock, the relation is
// read by a snapshot of its own instead, in which it is whole.

#include "pg/catalog/reading.hpp"

extern "C" {
#include "utils/relcache.h"
}

namespace conventions::pg {
namespace {

void read_columns(Reading& reading, RelationDraft& draft, ::Relation open) {
    TupleDesc const shape = RelationGetDescr(open);
    for (int i = 0; i < shape->natts; ++i) add_column(reading, draft, TupleDescAttr(shape, i));
    if (!wants(reading, core::Need::defaults) || shape->constr == nullptr) return;
    for (int i = 0; i < shape->constr->num_defval; ++i) {
        const AttrDefault& stored = shape->constr->defval[i];
        if (stored.adbin != nullptr) set_default(draft, stored.adnum, stored.adbin);
    }
}

bool read_open(Reading& reading, Oid relation) {
    ::Relation const open = RelationIdGetRelation(relation);
    if (open == nullptr) return false;
    const bool wanted = is_wanted_kind(open->rd_rel->relkind);
    if (wanted) {
        RelationDraft& draft = add_relation(reading, relation, open->rd_rel);
        const bool created = open->rd_createSubid != InvalidSubTransactionId;
        if (created) draft.fact.origin = core::Origin::this_transaction;
        draft.fact.emptied_here = !created && has_new_storage(open);
        if (wants(reading, core::Need::columns)) read_columns(reading, draft, open);
    }
    RelationClose(open);
    if (wanted) read_belongings(reading, static_cast<std::uint32_t>(reading.relations.count));
    return wanted;
}

bool read_locked_by_others(Reading& reading, Oid relation) {
    PushActiveSnapshot(GetLatestSnapshot());
    reading.present = false;
    reading.snapshot = GetActiveSnapshot();
    const bool found = read_one_by_snapshot(reading, relation);
    reading.present = true;
    reading.snapshot = nullptr;
    PopActiveSnapshot();
    return found;
}

bool read_one(Reading& reading, Oid relation) {
    if (!ConditionalLockRelationOid(relation, AccessShareLock)) return read_locked_by_others(reading, relation);
    const bool found = read_open(reading, relation);
    UnlockRelationOid(relation, AccessShareLock);
    return found;
}

const core::Catalog* read(Reading& reading, std::span<const Oid> relations, std::span<const Oid> types) {
    expect_few(reading);
    reading.present = true;
    List<Oid> queue = {};
    for (const Oid relation : relations) enqueue(reading, queue, relation);
    for (std::size_t i = 0; i < queue.count; ++i) {
        CHECK_FOR_INTERRUPTS();
        if (read_one(reading, queue.items[i]))
            read_neighbours(reading, static_cast<std::uint32_t>(reading.relations.count), queue);
    }
    for (const Oid type : types) wanted_type(reading, type);
    return finish_reading(reading);
}

}  // namespace

const core::Catalog* read_present(std::span<const Oid> relations, core::Need needs, std::span<const Oid> types) {
    Reading reading = begin_reading(needs);
    return read(reading, relations, types);
}

const core::Catalog* read_to_pass(std::span<const Oid> relations, core::Need needs, std::span<const Oid> types) {
    Reading reading = begin_reading(needs);
    reading.to_pass = true;
    return read(reading, relations, types);
}

}  // namespace conventions::pg
