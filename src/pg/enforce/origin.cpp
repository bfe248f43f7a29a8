// origin.cpp: what this transaction made or emptied, by the relcache's subtransaction ids (rules.md 17.1).

#include "pg/compat.hpp"
#include "pg/enforce/enforce.hpp"

extern "C" {
#include "utils/relcache.h"
}

namespace conventions::pg {

StorageOrigin storage_origin(Oid relation) {
    Relation const open = RelationIdGetRelation(relation);
    if (open == nullptr) return {false, false};
    const bool created = open->rd_createSubid != InvalidSubTransactionId;
    const bool new_storage = has_new_storage(open);
    RelationClose(open);
    const Touched* const touched = find_touched(relation);
    return {created, new_storage && !created && (touched == nullptr || !touched->rewritten)};
}

}  // namespace conventions::pg
