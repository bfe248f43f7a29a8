// What two indexes have in common.

#pragma once

#include <compare>

#include "core/rules/rule.hpp"

namespace conventions::core {

/// Orders the indexes of one relation by everything that makes them serve the same queries: access method, keys with
/// family, input type, collation, order and options, INCLUDE as a set, predicate, NULLS NOT DISTINCT, immediate.
/// Not by uniqueness, validity or owner. Equal indexes are duplicates but for these.
std::strong_ordering compare_shapes(const Index& a, const Index& b);

/// How the keys of one btree index lead those of a longer one.
enum class Lead : std::uint8_t {
    none,
    forward,
    backward,  // the longer one must be read from its end
};

/// Whether the longer index has all that the shorter one has: its keys, in their order, before others of its own, and
/// its INCLUDE columns anywhere. Predicate, uniqueness and validity are not looked at.
Lead lead_of(const Index& shorter, const Index& longer);

/// Where the CREATE INDEX that is judged will make an index; null for another statement, for a relation that is not
/// there, and where IF NOT EXISTS finds that index made.
const Relation* table_of_new_index(const StatementInput& in);

/// The key sorts as CREATE INDEX without a word on it makes it: default operator class, the column's collation,
/// ascending, NULLS LAST. Certain for the types of the server; false where it cannot be known.
bool has_default_order(const Relation& relation, const IndexKey& key);

}  // namespace conventions::core
