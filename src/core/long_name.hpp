// Whether the text of a statement may hold a long name: told without memory, since it is asked of every statement.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

/// False only where no identifier, plain or quoted, has more than so many bytes. What takes a real scanner to read
/// (dollar quotes, backslashes in literals, Unicode escapes, what does not end) counts as perhaps.
bool may_hold_name_over(Text sql, std::size_t bytes) noexcept;

}  // namespace conventions::core
