// A btree index on what only a GIN index can search in.

#include "core/rules/indexes/gin_instead.hpp"

#include "core/output/names.hpp"
#include "core/rules/indexes/index_recipe.hpp"

namespace conventions::core {

void fix_by_gin(const Input& in, const Finding& finding, Sql& sql) {
    if (finding.object.kind != ObjectClass::index) return;
    const Index& index = in.relation.indexes[finding.object.at];
    if (index.keys.size() != 1 || index.unique || !can_be_replaced(in, index)) return;
    const Column* const column = in.relation.column(index.keys[0].column);
    if (column == nullptr) return;
    const std::string key = Findings::text(" (", ident(sql.server(), column->name), ")");
    const std::string tail = index_tail(sql.server(), in.relation, index);
    const std::string start = Findings::text("USING ", index.access_method, key);
    // Storage parameters and directions are those of the old method.
    if (!tail.starts_with(start)) return;
    const Text rest = Text(tail).substr(start.size());
    if (!rest.empty() && !rest.starts_with(" WHERE ")) return;
    replace_index(in, index, words_of(in.relation, index), Findings::text("USING gin", key, rest), sql);
}

}  // namespace conventions::core
