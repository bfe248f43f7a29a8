// What rules have in common that find texts which hold values of another type.

#include "core/rules/types/value_in_text.hpp"

#include <algorithm>

#include "core/rules/column_limits.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/tree.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {

bool is_text_column(const Input& in, const Column& column) {
    return column.base != nullptr && column.base->category == 'S' && column.generated == Generated::none &&
           !is_of_parent(in, column);
}

bool goes_by_names(const Input& in) {
    if (in.situation.moment != Moment::report) return true;
    const std::vector<const Relation*> tree = tree_of(in.catalog, in.relation);
    return std::all_of(tree.begin(), tree.end(), [](const Relation* each) {
        return each->kind == RelationKind::partitioned_table ||
               (each->kind == RelationKind::table && each->blocks <= 0);
    });
}

bool is_tied(const Relation& table, const Column& column) {
    return is_in_foreign_key(table, column.number) ||
           std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
               return index.referenced && std::any_of(index.keys.begin(), index.keys.end(),
                                                      [&](const IndexKey& key) { return key.column == column.number; });
           });
}

}  // namespace conventions::core
