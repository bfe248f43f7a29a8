// Makes columns unique.

#pragma once

#include <vector>

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// Counts what is there more than once, builds the index without stopping writers where that is possible, and makes a
/// constraint of it. `live`: only rows in which this column is null or not true, and no constraint; 0: all rows.
/// Nothing for a partitioned table: the server wants its partition columns in every unique key.
void make_unique(const Input& in, const std::vector<AttributeNumber>& columns, AttributeNumber live, Sql& sql);

/// SELECT count(*): the groups of rows that are alike in these columns, none of them null.
void count_duplicates(const Input& in, const std::vector<AttributeNumber>& columns, AttributeNumber live, Sql& sql);

/// By the template of unique_name where the policy has that rule on, else as the server names it; free.
std::string new_unique_name(const Input& in, const Relation& table, const std::vector<AttributeNumber>& columns);

/// The column marks rows that are deleted, for those that remain.
bool marks_deleted(const Column& column);

}  // namespace conventions::core
