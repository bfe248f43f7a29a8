// plain.cpp: relations of which this transaction knows that they depend on nothing that is a fact.
// Memory: TopTransactionContext; whoever notices the end of a transaction calls forget_plain().

#include "pg/catalog/catalog.hpp"
#include "pg/catalog/table.hpp"

namespace conventions::pg {
namespace {

constinit Table<bool> plain;

}  // namespace

void note_plain(Oid relation) {
    MemoryContext const outer = MemoryContextSwitchTo(TopTransactionContext);
    plain.put(relation) = true;
    MemoryContextSwitchTo(outer);
}

bool is_plain(Oid relation) { return plain.find(relation) != nullptr; }

void forget_plain() { plain = {}; }

}  // namespace conventions::pg
