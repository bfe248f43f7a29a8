// The few types that every fact is made of.

#pragma once

#ifdef POSTGRES_H
#error "core headers come before any server header"
#endif

#include <cstdint>
#include <initializer_list>
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

/// A set of enumerators, of which there are fewer than 32.
template <class Enum>
class SetOf {
public:
    constexpr SetOf() = default;
    constexpr SetOf(std::initializer_list<Enum> members) {
        for (const Enum member : members) bits_ |= 1U << static_cast<unsigned>(member);
    }
    static constexpr SetOf all() {
        SetOf every;
        every.bits_ = ~0U;
        return every;
    }
    constexpr bool has(Enum member) const { return ((bits_ >> static_cast<unsigned>(member)) & 1U) != 0; }
    constexpr bool meets(SetOf other) const { return (bits_ & other.bits_) != 0; }
    constexpr SetOf operator|(SetOf other) const {
        SetOf both;
        both.bits_ = bits_ | other.bits_;
        return both;
    }
    constexpr bool operator==(const SetOf&) const = default;

private:
    std::uint32_t bits_ = 0;
};

}  // namespace conventions::core
