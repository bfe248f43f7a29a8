// The columns that take numbers from a sequence.

#pragma once

#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

struct FedColumn {
    const Relation* table = nullptr;
    const Column* column = nullptr;
};

/// The column that owns the sequence, and those whose default asks it, each once, as far as this reading holds them;
/// those of partitions are their root's.
std::vector<FedColumn> fed_columns(const Catalog& catalog, const Relation& sequence);
/// The reading holds all of them; not so while a command runs where many share the sequence.
bool knows_fed_columns(const Catalog& catalog, const Relation& sequence);

/// The ends of a type of whole numbers; both 0 for other types.
struct WholeNumbers {
    std::int64_t least = 0;
    std::int64_t greatest = 0;
};
WholeNumbers numbers_of(ObjectId type);
/// "smallint", "integer", "bigint"
Text name_of_whole_number(ObjectId type);

}  // namespace conventions::core
