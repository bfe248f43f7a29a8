// Which constraints a column is part of.

#pragma once

#include "core/facts/facts.hpp"

namespace conventions::core {

/// The constraint is about this column, alone or with others.
bool is_about(const Constraint& constraint, AttributeNumber column);

bool is_in_foreign_key(const Relation& table, AttributeNumber column);

/// Of a primary or a foreign key.
bool is_in_key(const Relation& table, AttributeNumber column);

}  // namespace conventions::core
