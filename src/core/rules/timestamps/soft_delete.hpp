// Columns that mark a row as deleted.

#pragma once

#include "core/rules/rule.hpp"

namespace conventions::core {

inline constexpr Parameter soft_delete_flag_names = {
    .name = "flag_names",
    .type = ParameterType::list,
    .initial = "is_deleted, deleted",
    .text = "Columns that say whether a row is deleted.",
};
inline constexpr Parameter soft_delete_names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "deleted_at",
    .text = "Columns that say when a row was deleted.",
};

/// A boolean of one of the flag names. The rule has the two parameters above.
bool is_deletion_flag(const Context& in, const Column& column);
/// A column of one of the names, whatever its type, or a date or moment of one of the flag names.
bool is_deletion_moment(const Context& in, const Column& column);

}  // namespace conventions::core
