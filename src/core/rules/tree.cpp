// Partition and inheritance trees, as one catalog reading holds them.

#include "core/rules/tree.hpp"

#include <algorithm>
#include <unordered_set>

namespace conventions::core {

std::vector<const Relation*> tree_of(const Catalog& catalog, const Relation& top) {
    std::vector<const Relation*> tree = {&top};
    if (top.children.empty()) return tree;
    // With INHERITS a table can be reached on several ways.
    std::unordered_set<ObjectId> seen = {top.oid};
    for (std::size_t i = 0; i < tree.size(); ++i) {
        for (const ObjectId oid : tree[i]->children) {
            const Relation* const child = catalog.relation(oid);
            if (child == nullptr || child->detach_pending || !seen.insert(oid).second) continue;
            tree.push_back(child);
        }
    }
    return tree;
}

std::vector<const Relation*> leaves_of(const Catalog& catalog, const Relation& top) {
    if (top.kind != RelationKind::partitioned_table) return {&top};
    std::vector<const Relation*> tree = tree_of(catalog, top);
    std::erase_if(tree, [](const Relation* each) { return each->kind == RelationKind::partitioned_table; });
    return tree;
}

bool has_no_rows(const Catalog& catalog, const Relation& top) {
    const std::vector<const Relation*> tree = tree_of(catalog, top);
    return std::all_of(tree.begin(), tree.end(), [](const Relation* each) {
        return each->kind == RelationKind::partitioned_table ||
               (each->kind == RelationKind::table && each->blocks == 0);
    });
}

}  // namespace conventions::core
