// origin.cpp: what this transaction made or emptied, by the relcache's subtransaction ids (rules.md 17.1).

#include "pg/compat.hpp"
#include "pg/enforce/enforce.hpp"

extern "C" {
#include "storage/lmgr.h"
#include "utils/relcache.h"
}

namespace conventions::pg {

namespace {

/// A relcache entry built without a lock raises when another session drops the relation meanwhile. What this
/// transaction made it has locked already; where the lock is not to be had at once, somebody else works on it.
Relation open_without_waiting(Oid relation) {
    if (!ConditionalLockRelationOid(relation, AccessShareLock)) return nullptr;
    Relation const open = RelationIdGetRelation(relation);
    if (open == nullptr) UnlockRelationOid(relation, AccessShareLock);
    return open;
}

}  // namespace

StorageOrigin storage_origin(Oid relation) {
    Relation const open = open_without_waiting(relation);
    if (open == nullptr) return {false, false};
    const bool created = open->rd_createSubid != InvalidSubTransactionId;
    const bool new_storage = has_new_storage(open);
    RelationClose(open);
    UnlockRelationOid(relation, AccessShareLock);
    const Touched* const touched = find_touched(relation);
    return {created, new_storage && !created && (touched == nullptr || !touched->rewritten)};
}

}  // namespace conventions::pg
