#include "core/rules/columns/common_columns.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/policy/json.hpp"
#include "core/rules/timestamps/row_moment.hpp"

namespace conventions::core {
namespace {

/// So many of a hundred tables have what a house requires.
constexpr std::size_t enough = 80;
constexpr bool is_enough(std::size_t some, std::size_t all) { return some * 100 >= all * enough; }

struct Common {
    Text name;
    const Type* base = nullptr;
    std::size_t tables = 0;
    std::size_t not_null = 0;
};

/// What a pattern takes as a plain name.
bool is_plain(Text name) {
    return std::all_of(name.begin(), name.end(),
                       [](char each) { return is_lower(each) || is_upper(each) || is_digit(each) || each == '_'; });
}

bool is_other_rules_matter(const Relation& table, const Column& column) {
    const Constraint* const key = table.primary_key();
    if (key != nullptr && std::find(key->columns.begin(), key->columns.end(), column.number) != key->columns.end())
        return true;
    const Rows<Text> moments = names_of_row_moments();
    return std::find(moments.begin(), moments.end(), column.name) != moments.end();
}

const Column* column_of(const Relation& table, const Common& wanted) {
    const Column* const column = table.column(wanted.name);
    return column != nullptr && column->base == wanted.base ? column : nullptr;
}

/// The most frequent first.
std::vector<Common> candidates(const std::vector<const Relation*>& tables) {
    std::map<std::pair<Text, const Type*>, Common> counts;
    for (const Relation* table : tables)
        for (const Column& column : table->columns) {
            if (column.base == nullptr || !is_plain(column.name) || is_other_rules_matter(*table, column)) continue;
            Common& common = counts[{column.name, column.base}];
            common.name = column.name;
            common.base = column.base;
            ++common.tables;
            common.not_null += column.not_null || column.domain_not_null ? 1 : 0;
        }
    std::vector<Common> found;
    for (const auto& [key, common] : counts)
        if (is_enough(common.tables, tables.size())) found.push_back(common);
    std::sort(found.begin(), found.end(), [](const Common& a, const Common& b) {
        return a.tables != b.tables ? a.tables > b.tables : a.name < b.name;
    });
    return found;
}

/// So many of them that enough tables have all.
void keep_common(const std::vector<const Relation*>& tables, std::vector<Common>& found) {
    const auto has_all = [&](const Relation* table) {
        return std::all_of(found.begin(), found.end(),
                           [&](const Common& each) { return column_of(*table, each) != nullptr; });
    };
    while (!is_enough(static_cast<std::size_t>(std::count_if(tables.begin(), tables.end(), has_all)), tables.size()))
        found.pop_back();
}

std::string parameters_for(const std::vector<Common>& found, bool with_type, bool with_not_null) {
    std::string list;
    for (const Common& each : found) {
        list += Findings::text(list.empty() ? "" : ", ", "{\"name\": ", json_string(each.name));
        if (with_type) list += Findings::text(", \"type\": ", json_string(each.base->shown));
        if (with_not_null && each.not_null == each.tables) list += ", \"not_null\": true";
        list += "}";
    }
    return Findings::text("{\"columns\": [", list, "]}");
}

}  // namespace

std::vector<std::string> common_columns(Rows<const Relation*> relations) {
    std::vector<const Relation*> tables;
    for (const Relation* each : relations)
        if (each->is_table() && !each->is_partition) tables.push_back(each);
    std::vector<Common> found = candidates(tables);
    keep_common(tables, found);
    if (found.empty()) return {};
    return {parameters_for(found, true, true), parameters_for(found, true, false), parameters_for(found, false, false)};
}

}  // namespace conventions::core
