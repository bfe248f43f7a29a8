// What the checks of a table say of a column.

#pragma once

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// What all enforced checks of the table say of the column together. Read with Need::check_limits.
ColumnLimit limits_of(const Relation& table, const Column& column);

/// The column's own type, or the domain of its elements' arrays, checks something: what, is not among the facts.
bool is_checked_by_domain(const Catalog& catalog, const Column& column);

/// ADD CONSTRAINT ... CHECK (condition) NOT VALID, then VALIDATE, so that no scan stops readers; one statement for a
/// table that is new or foreign. The name is made by the template of check_name, with `word` behind that of the column.
void add_check(const Input& in, const Column& column, Text word, Text condition, Sql& sql);

}  // namespace conventions::core
