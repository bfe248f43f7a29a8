// Which indexes serve the look-up that a foreign key causes when a referenced row goes: column = $1 AND ...

#pragma once

#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// What else is taken for an index that serves a key.
struct CoverOptions {
    /// An index that begins with some of the key's columns.
    bool leading_subset = false;
    /// BRIN and GIN indexes.
    bool brin_gin = false;
};

/// How far an index serves the look-up of a key of the same table.
struct Cover {
    /// Key columns that the look-up can search in the index.
    std::size_t columns = 0;
    /// Some column is cast by the look-up: no index on the columns serves.
    bool all = false;
};

/// The columns of `key` that lead `index`, whatever its validity and predicate. `all`: every one of them does.
Cover cover_by(const Relation& table, const Constraint& key, const Index& index, const CoverOptions& options);

/// Valid, ready, and its predicate, if any, follows from the look-up.
bool is_usable(const Constraint& key, const Index& index);

/// Whether an index of the table that the key is on serves the look-up.
bool is_covered(const Relation& table, const Constraint& key, const CoverOptions& options);

/// A foreign key as one relation of the tree holds it.
struct KeyCopy {
    /// Position in the list of keys that was asked for.
    std::size_t key = 0;
    const Constraint* constraint = nullptr;
};

/// A relation with rows, and its own copies of the keys.
struct Leaf {
    const Relation* relation = nullptr;
    std::vector<KeyCopy> copies;
};

/// The leaves of `top` with their copies of `keys` (constraints of `top`, sorted by OID as they stand there). Foreign
/// tables hold no keys and are left out. A partitioned table without any partition counts as its own leaf: what it has
/// its partitions will get.
std::vector<Leaf> leaves_with_copies(const Catalog& catalog, const Relation& top,
                                     const std::vector<const Constraint*>& keys);

/// The copy of `key`, a key of its parent, that a partition holds; null for none.
const Constraint* copy_of(const Relation& partition, const Constraint& key);

/// The key's column positions in the order of the referenced key: an index in that order also serves merge joins.
std::vector<std::size_t> referenced_order(const Catalog& catalog, const Constraint& key);

}  // namespace conventions::core
