// What a foreign key says, whatever the order of its columns.

#pragma once

#include <compare>
#include <utility>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

struct KeyClaim {
    ObjectId referenced = 0;
    /// The columns and what they refer to, sorted.
    std::vector<std::pair<AttributeNumber, AttributeNumber>> pairs;
    auto operator<=>(const KeyClaim&) const = default;
};

KeyClaim claim_of(const Constraint& key);

}  // namespace conventions::core
