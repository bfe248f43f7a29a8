// Foreign keys that lead round: no row of any of their tables can be the first.

#pragma once

#include <string>
#include <unordered_map>

#include "core/rules/rule.hpp"

namespace conventions::core {

/// The key binds at once: it is neither deferrable, nor can its columns say that they refer to nothing.
bool is_hard(const Relation& table, const Constraint& key);

struct KeyCycles {
    /// By the OID of the youngest key of each group of tables that lead round to each other: the shortest way round
    /// through that key, "public.a -> public.b -> public.a".
    std::unordered_map<ObjectId, std::string> ways;
};

/// Those of the reading: linear in its tables and keys, and worked out once where `in` has names.
const KeyCycles& cycles_of(const Context& in, KeyCycles& room);

}  // namespace conventions::core
