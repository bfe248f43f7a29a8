// Statements that make, drop and change foreign keys.

#pragma once

#include <string>

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// A foreign key by itself. One with a parent is the copy that a partition has of its root's key, or that a key has for
/// each partition of the referenced table.
bool is_root_key(const Constraint& constraint);

/// ALTER TABLE ... ADD CONSTRAINT, and the comment of the key where there is one (read with Need::comments); without
/// the last semicolon.
std::string add_key(const Server& server, const Relation& table, const Constraint& key);

/// Puts another action in place of the key's ON DELETE; nobody can break the key meanwhile. It is proven apart, so that
/// the other table can be written to, where the server has that for the table.
void replace_on_delete(const Input& in, const Constraint& key, Text on_delete, Sql& sql);

}  // namespace conventions::core
