// New names that a fix proposes.

#pragma once

#include <functional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/rules/rule.hpp"

namespace conventions::core {

/// The names of relations, indexes and types of one catalog reading. Collected when first asked.
class TakenNames {
public:
    explicit TakenNames(const Catalog& catalog) : catalog_(catalog) {}
    bool has(Text schema, Text name) const;

private:
    using Name = std::pair<Text, Text>;
    struct Hash {
        std::size_t operator()(const Name& name) const {
            constexpr std::size_t odd = 31;
            const std::hash<Text> hash;
            return hash(name.first) * odd + hash(name.second);
        }
    };
    void collect() const;

    const Catalog& catalog_;
    mutable std::unordered_set<Name, Hash> names_;
    mutable bool collected_ = false;
};

/// `wanted`, or `wanted_2`, `wanted_3` ..., whichever no relation, index or type of the schema bears in this reading.
/// Shortened to an identifier of the server.
std::string free_name(const Context& in, Text schema, const std::string& wanted);

/// idx_{table}_{columns}, not yet shortened and perhaps taken: give it to free_name().
std::string index_name(Text table, const std::vector<std::string>& columns);

}  // namespace conventions::core
