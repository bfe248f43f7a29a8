// What rules have in common that find columns without a default.

#pragma once

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// NOT NULL, and neither the column nor its domain nor the server gives it a value. What a parent defines is left out.
bool lacks_default(const Column& column);

/// SET DEFAULT <default>
void fix_default_lack(const Input& in, const Finding& finding, Sql& sql);

}  // namespace conventions::core
