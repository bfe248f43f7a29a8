// Which constraints a column is part of.

#include "core/rules/constraint_columns.hpp"

#include <algorithm>

namespace conventions::core {

bool is_about(const Constraint& constraint, AttributeNumber column) {
    return std::find(constraint.columns.begin(), constraint.columns.end(), column) != constraint.columns.end();
}

bool is_in_foreign_key(const Relation& table, AttributeNumber column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        return each.kind == ConstraintKind::foreign_key && is_about(each, column);
    });
}

bool is_in_key(const Relation& table, AttributeNumber column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        const bool is_key = each.kind == ConstraintKind::primary_key || each.kind == ConstraintKind::foreign_key;
        return is_key && is_about(each, column);
    });
}

}  // namespace conventions::core
