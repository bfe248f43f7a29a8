// Tables that only say which rows of two others belong together.

#include "core/rules/join_table.hpp"

#include <algorithm>
#include <set>

#include "core/rules/timestamps/row_moment.hpp"

namespace conventions::core {
namespace {

using Columns = std::vector<AttributeNumber>;

bool has(const Columns& columns, AttributeNumber wanted) {
    return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

/// The column sets of its foreign keys, but for those of columns that are beside the point; no more than four.
std::vector<Columns> joined_sets(const Relation& table) {
    constexpr std::size_t too_many = 4;
    std::set<Columns> sets;
    for (const Constraint& key : table.constraints) {
        if (key.kind != ConstraintKind::foreign_key || key.columns.empty()) continue;
        const Column* const first = table.column(key.columns[0]);
        if (key.columns.size() == 1 && first != nullptr && is_beside_the_point(*first)) continue;
        Columns columns(key.columns.begin(), key.columns.end());
        std::sort(columns.begin(), columns.end());
        sets.insert(std::move(columns));
        if (sets.size() == too_many) break;
    }
    return {sets.begin(), sets.end()};
}

bool is_tenant(const Relation& table, AttributeNumber number, Rows<std::string> tenants) {
    const Column* const column = table.column(number);
    return column != nullptr && std::any_of(tenants.begin(), tenants.end(),
                                            [&](const std::string& each) { return column->name == Text(each); });
}

}  // namespace

bool JoinTable::joins(AttributeNumber column) const { return has(first, column) || has(second, column); }

bool is_beside_the_point(const Column& column) {
    constexpr Text audit[] = {"created_by",    "updated_by",    "deleted_by",
                              "created_by_id", "updated_by_id", "deleted_by_id"};
    return column.name == "id" || is_moment(column) ||
           std::find(std::begin(audit), std::end(audit), column.name) != std::end(audit);
}

JoinTable join_table_of(const Relation& table, Rows<std::string> tenants) {
    std::vector<Columns> sets = joined_sets(table);
    if (sets.size() > 2)
        std::erase_if(sets, [&](const Columns& set) { return set.size() == 1 && is_tenant(table, set[0], tenants); });
    if (sets.size() != 2) return {};
    JoinTable found{.first = sets[0], .second = sets[1], .tenant = {}};
    for (const Column& column : table.columns) {
        if (found.joins(column.number) || is_beside_the_point(column)) continue;
        if (!is_tenant(table, column.number, tenants)) return {};
        found.tenant.push_back(column.number);
    }
    return found;
}

}  // namespace conventions::core
