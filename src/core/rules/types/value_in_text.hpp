// What rules have in common that find texts which hold values of another type.

#pragma once

#include "core/rules/rule.hpp"

namespace conventions::core {

/// A column of a string type that could be of another one: not generated, not a parent's.
bool is_text_column(const Input& in, const Column& column);

/// The names alone tell: a name proves nothing where values could be looked at, so that a report leaves out tables that
/// have rows. Need::sizes excuses: a size that was not read is none.
bool goes_by_names(const Input& in);

/// A foreign key ties the type of the column to that of another one.
bool is_tied(const Relation& table, const Column& column);

}  // namespace conventions::core
