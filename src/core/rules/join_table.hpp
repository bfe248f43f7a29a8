// Tables that only say which rows of two others belong together.

#pragma once

#include <string>
#include <vector>

#include "core/rules/rule.hpp"

namespace conventions::core {

/// The columns of two foreign keys; and the tenant's, which both sides may share.
struct JoinTable {
    std::vector<AttributeNumber> first;
    std::vector<AttributeNumber> second;
    std::vector<AttributeNumber> tenant;

    bool joins_something() const { return !first.empty(); }
    /// The column is one of both sides.
    bool joins(AttributeNumber column) const;
};

/// Empty where the table holds anything but two foreign keys, an id, moments, who did it, and a column of one of the
/// names in `tenants`. Where the tenant's is one of no more than two keys it is a side.
JoinTable join_table_of(const Relation& table, Rows<std::string> tenants = {});

/// Something that a join table may hold beside what it joins: id, when, and who.
bool is_beside_the_point(const Column& column);

/// The parameter of rules that must know the tenant's column.
inline constexpr Parameter tenant_columns = {
    .name = "tenant_columns",
    .type = ParameterType::list,
    .initial = "tenant_id, organization_id",
    .text = "The names of columns that say whose a row is.",
};

}  // namespace conventions::core
