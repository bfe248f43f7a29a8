// Which of several indexes of one table stays when one of them does the work of another.

#pragma once

#include <vector>

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// What a finding about the index is about: the constraint that owns it, else the index. Read with Need::constraints.
ObjectAt object_of(const Relation& table, const Index& index);

/// The better reason to stay is the smaller number: primary key, constraint, replica identity, unique, any.
int rank_of(const Index& index);

/// Something rests on it. An attached index goes with its parent only, which is judged at the root.
bool must_stay(const Index& index);

/// Orders indexes by their right to stay.
bool stays_before(const Index& a, const Index& b);

struct Duplicate {
    const Index* index = nullptr;
    const Index* keeper = nullptr;
};

/// The indexes of the table that another one of it repeats in all, and that can be dropped.
std::vector<Duplicate> duplicates_of(const Relation& table);

/// The index of the table that repeats one that is still to be made; null for none.
const Index* keeper_of_new(const Relation& table, const Index& planned);

/// A finding at an index that is still to be made. CONCURRENTLY caps it: the usual way to replace an index builds the
/// new one before the old one goes.
Finding as_planned(const Statement& statement, Finding found);

/// DROP INDEX, CONCURRENTLY where that is possible.
void drop_index(const Input& in, const Index& index, Sql& sql);

}  // namespace conventions::core
