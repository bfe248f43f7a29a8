// Columns whose names say that they hold one of a few words: status, order_state, ...

#pragma once

#include "core/rules/rule.hpp"

namespace conventions::core {

inline constexpr Parameter enum_like_names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "status, state, role, type, kind, level, priority, gender, category",
    .text = "Names of such columns, alone or as the last word of a name: order_status, orderStatus.",
};

/// The column has one of the names above, which the rule of the context has. Not content_type, mime_type and
/// media_type, whose values others make, no type beside an id that it belongs to (owner_type, owner_id), and no state
/// of an address (state, city).
bool has_enum_like_name(const Input& in, const Column& column);

}  // namespace conventions::core
