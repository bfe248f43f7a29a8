// The command that alters a relation.

#pragma once

#include "core/facts/facts.hpp"

namespace conventions::core {

/// "ALTER VIEW ", "ALTER SEQUENCE " ...
constexpr Text alter_command(RelationKind kind) {
    switch (kind) {
    case RelationKind::view:
        return "ALTER VIEW ";
    case RelationKind::materialized_view:
        return "ALTER MATERIALIZED VIEW ";
    case RelationKind::foreign_table:
        return "ALTER FOREIGN TABLE ";
    case RelationKind::sequence:
        return "ALTER SEQUENCE ";
    default:
        return "ALTER TABLE ";
    }
}

}  // namespace conventions::core
