// The columns that most tables of a database have.

#pragma once

#include <string>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// Parameters of required_columns that ask for what nearly all tables have, the strictest first: with types and NOT
/// NULL, with types, by name. Not their keys and the moments of rows, which are other rules' matters. Empty for none.
std::vector<std::string> common_columns(Rows<const Relation*> relations);

}  // namespace conventions::core
