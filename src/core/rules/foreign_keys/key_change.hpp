// Statements that make, drop and change foreign keys.

#pragma once

#include <string>
#include <vector>

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// A foreign key by itself. One with a parent is the copy that a partition has of its root's key, or that a key has for
/// each partition of the referenced table.
bool is_root_key(const Constraint& constraint);

/// ALTER TABLE ... ADD CONSTRAINT, and the comment of the key where there is one (read with Need::comments); without
/// the last semicolon.
std::string add_key(const Server& server, const Relation& table, const Constraint& key);

/// The name of a new foreign key of the table, which no constraint of it bears: by the template of foreign_key_name
/// where the policy has that rule on, else as the server names it.
std::string new_key_name(const Input& in, const std::vector<Text>& columns, Text ref_table,
                         const std::vector<Text>& ref_columns);

/// Puts another action in place of the key's ON DELETE; nobody can break the key meanwhile. It is proven apart, so that
/// the other table can be written to, where the server has that for the table.
void replace_on_delete(const Input& in, const Constraint& key, Text on_delete, Sql& sql);

}  // namespace conventions::core
