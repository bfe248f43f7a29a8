// What a foreign key says, whatever the order of its columns.

#include "core/rules/foreign_keys/key_claim.hpp"

#include <algorithm>

namespace conventions::core {

KeyClaim claim_of(const Constraint& key) {
    KeyClaim claim{.referenced = key.referenced, .pairs = {}};
    for (std::size_t i = 0; i < key.columns.size() && i < key.referenced_columns.size(); ++i)
        claim.pairs.emplace_back(key.columns[i], key.referenced_columns[i]);
    std::sort(claim.pairs.begin(), claim.pairs.end());
    return claim;
}

}  // namespace conventions::core
