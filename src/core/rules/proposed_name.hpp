// New names that a fix proposes.

#pragma once

#include <string>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// `wanted`, or `wanted_2`, `wanted_3` ..., whichever no relation, index or type of the schema bears in this reading.
/// Shortened to an identifier of the server.
std::string free_name(const Catalog& catalog, Text schema, const std::string& wanted);

/// idx_{table}_{columns}, not yet shortened and perhaps taken: give it to free_name().
std::string index_name(Text table, const std::vector<std::string>& columns);

}  // namespace conventions::core
