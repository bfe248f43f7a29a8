// Columns that say when, and by whom, a row was made, changed or deleted.

#pragma once

#include "core/facts/column.hpp"

namespace conventions::core {

/// By its name: created_at, updatedOn, deleted_by, created_by_id ...
bool is_audit_column(const Column& column);

}  // namespace conventions::core
