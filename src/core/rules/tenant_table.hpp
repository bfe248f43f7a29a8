// The table of the tenants themselves.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

/// The column is called after the table: tenant_id and tenants.
bool is_tenant_table(Text table, Text column);

}  // namespace conventions::core
