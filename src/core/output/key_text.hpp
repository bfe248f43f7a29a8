// Foreign keys as SQL.

#pragma once

#include <string>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// "NO ACTION", "SET NULL" ...
Text words_of(ForeignKeyAction action);

/// " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", or nothing.
std::string deferring_of(const Constraint& constraint);

/// What follows the referenced columns, as pg_get_constraintdef prints it: " MATCH FULL ON DELETE CASCADE DEFERRABLE".
/// Without NOT VALID and NOT ENFORCED.
std::string tail_of_foreign_key(const Server& server, const Relation& relation, const Constraint& key);
/// The same with other words after ON DELETE.
std::string tail_of_foreign_key(const Server& server, const Relation& relation, const Constraint& key, Text on_delete);

/// FOREIGN KEY (a) REFERENCES schema.t (x), and the tail.
std::string definition_of_foreign_key(const Server& server, const Relation& relation, const Constraint& key,
                                      const std::string& tail);

}  // namespace conventions::core
