// Statements that several fixes are made of.

#pragma once

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// "ALTER TABLE public.orders", "ALTER FOREIGN TABLE public.far".
std::string alter_start(const Server& server, const Relation& table);

/// "ALTER TABLE public.orders ALTER COLUMN x", for a change of its default: ONLY where a partition or child has a
/// default of its own, which must stay.
std::string alter_default_start(const Server& server, const Input& in, const Column& column);

/// A parent table has a check of that name, which children get: only the parent can drop it.
bool is_held_by_parent(const Input& in, const Constraint& check);

/// `wanted`, or `wanted_2`, `wanted_3` ..., whichever no constraint of the table bears. Shortened to an identifier.
std::string free_constraint_name(const Relation& table, const std::string& wanted);

/// Makes the column NOT NULL without a scan under a lock that stops readers. Nulls in tables that are older than the
/// transaction get `value` first; empty for none.
void set_not_null(const Input& in, const Column& column, Text value, Sql& sql);

}  // namespace conventions::core
