// Names of columns that begin or end as the house wants it.

#pragma once

#include <string>
#include <vector>

#include "core/output/draft.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// Some of them begins the name, and is not all of it; exact in case.
bool begins_with_one(Text name, const std::vector<std::string>& beginnings);
bool ends_with_one(Text name, const std::vector<std::string>& endings);

/// Renames the column of a finding to `wanted`. Where that name is taken: with a number behind it, if `may_number`,
/// else a person must name it. Nothing for a typed table, whose columns are its type's.
void rename_column(const Input& in, const Finding& finding, const std::string& wanted, bool may_number, Sql& sql);
/// The same for a column of a draft, which is given up where a person must name it.
void rename_column(Draft& draft, AttributeNumber number, const std::string& wanted, bool may_number);

}  // namespace conventions::core
