// What a predicate or a CHECK asks of a row, as far as it is about one column.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

enum class ConditionKind : std::uint8_t {
    other,
    is_null,
    is_not_null,
    is_true,   // flag, flag = true, flag IS TRUE, flag IS NOT FALSE
    is_false,  // NOT flag, flag = false, flag IS FALSE, flag IS NOT TRUE
};

/// One of the conditions that hold together; NOT and OR are resolved as far as the server does.
struct Condition {
    ConditionKind kind = ConditionKind::other;
    /// 0 for `other`.
    AttributeNumber column = 0;
};

}  // namespace conventions::core
