// Names that the server made because nobody gave one: orders_pkey, orders_customer_id_fkey, orders_total_idx1.

#pragma once

#include "core/facts/facts.hpp"

namespace conventions::core {

/// The name is one that the server would choose for this constraint or index of the relation, a number behind it
/// included. An author can write the same. Needs columns, and indexes for keys and exclusions.
bool is_server_made(const Relation& relation, const Constraint& constraint);
bool is_server_made(const Relation& relation, const Index& index);

/// A sequence of an identity column; or of another column, if its name ends as the server lets it end: _seq, and
/// perhaps a number. What stands before, the table and the column, may have been renamed since.
bool is_named_by_column(const Relation& sequence);

}  // namespace conventions::core
