// Other names for columns in SQL text that the server printed.

#pragma once

#include <span>
#include <string>

#include "core/facts/basic.hpp"

namespace conventions::core {

struct Renaming {
    std::string from;  // as the server spells it in SQL, quoted where it must be
    std::string to;
};

/// Puts the new names for the old ones wherever the text names a column. For text of pg_get_expr() and
/// pg_get_constraintdef() on one table: columns are not qualified there.
std::string renamed(Text sql, std::span<const Renaming> renamings);

}  // namespace conventions::core
