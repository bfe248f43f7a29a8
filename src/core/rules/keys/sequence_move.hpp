// A sequence gives way to that of an identity column: what it says is kept.

#pragma once

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// The sequence that feeds the column by a default of its own or as its identity, as far as the catalog holds it;
/// null for none. `needs`: Need::sequences, for identities Need::identities.
const Relation* feeding_sequence(const Catalog& catalog, const Column& column);

/// The column owns the sequence of its default, and no other column takes numbers from it, but those of partitions and
/// children that inherit the default.
bool is_serial(const Catalog& catalog, const Relation& table, const Column& column);

/// "SEQUENCE NAME public.orders_id_seq INCREMENT BY 2 ...": what differs from a new sequence for a column of this type.
std::string identity_options(const std::string& name, const SequenceFacts& sequence, ObjectId column_type);

/// setval(new, next number of the old one), as a SELECT.
std::string take_over(const std::string& new_name, const std::string& old_name);

/// Grants and comment of `old` for the sequence called `name`.
void repeat_grants(const Server& server, const Relation& old, const std::string& name, std::vector<std::string>& steps);

/// In one transaction: as one step where none is open.
void add_transaction(const Input& in, const std::vector<std::string>& steps, Sql& sql);

}  // namespace conventions::core
