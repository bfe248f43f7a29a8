// A btree index on what only a GIN index can search in.

#pragma once

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// Input types of the operator classes: those of arrays take all of them.
constexpr ObjectId any_array = 2277;
constexpr ObjectId jsonb = 3802;
constexpr ObjectId search_vector = 3614;

/// Puts a GIN index in the place of one that has a single key and is not unique; else there is nothing to run.
void fix_by_gin(const Input& in, const Finding& finding, Sql& sql);

}  // namespace conventions::core
