// The few types that every fact is made of.

#pragma once

#ifdef POSTGRES_H
#error "core headers come before any server header"
#endif

#include <cstdint>
#include <span>
#include <string_view>

namespace conventions::core {

/// The server's Oid; 0 means none.
using ObjectId = std::uint32_t;
/// The server's AttrNumber; 0 means none (in an index key: an expression).
using AttributeNumber = std::int16_t;
/// A text that lives in the arena of the facts, in the database encoding; never NUL terminated by contract.
using Text = std::string_view;
/// An array that lives in the arena of the facts.
template <class T>
using Rows = std::span<const T>;

/// The number of an expression within its relation: equal numbers mean equal() node trees. 0 means none.
/// Numbers of two readings do not compare.
using ExpressionId = std::uint32_t;

}  // namespace conventions::core
