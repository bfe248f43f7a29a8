// A trigger of a relation.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

struct Trigger {
    ObjectId oid = 0;
    Text name;
    ObjectId function = 0;
    Text function_schema;
    Text function_name;
    /// tgenabled: 'O' origin, 'D' disabled, 'R' replica, 'A' always.
    char enabled = 'O';
    bool internal = false;
    bool before = false;
    bool instead = false;
    bool for_each_row = false;
    bool on_insert = false;
    bool on_update = false;
    bool on_delete = false;
    bool on_truncate = false;
    /// UPDATE OF columns; empty for all.
    Rows<AttributeNumber> columns;
    ObjectId constraint = 0;
    /// The parent table's trigger that this is a copy of, 0 for none.
    ObjectId parent = 0;
};

}  // namespace conventions::core
