// Indexes that only queries need, and how one of them is replaced by a smaller one.

#pragma once

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// It is whole, refuses no row, and nothing rests on it: dropping it changes nothing but how fast queries are.
bool is_for_queries(const Index& index);

/// It serves the look-up of a foreign key of the table. Read with Need::lookups.
bool serves_key(const Relation& table, const Index& index);

/// It does, and no other index does for that key, but those of `candidates`, which may go, too.
bool is_needed_by_key(const Relation& table, const Index& index, std::span<const Index* const> candidates = {});

/// Another index with the same keys over the rows with `condition`, under the same name, can be written down: the table
/// is not partitioned, and the keys are plain columns in the usual order.
bool can_be_partial(const Relation& table, const Index& index);

/// Builds it, drops the present one and gives its name and comment to the new one. Read with Need::comments.
void replace_by_partial(const Input& in, const Index& index, Text condition, Sql& sql);

}  // namespace conventions::core
