// Which indexes serve the look-up that a foreign key causes when a referenced row goes (rules.md 16.1).

#include "core/rules/foreign_keys/key_cover.hpp"

#include <algorithm>

namespace conventions::core {
namespace {

template <class T>
bool contains(Rows<T> rows, T wanted) {
    return std::find(rows.begin(), rows.end(), wanted) != rows.end();
}

/// The position in the key of the column that the look-up can search by this index key; the key's size for none.
std::size_t served_position(const Relation& table, const Constraint& key, const IndexKey& index_key) {
    const std::size_t none = key.columns.size();
    if (index_key.column == 0) return none;
    const auto found = std::find(key.columns.begin(), key.columns.end(), index_key.column);
    const auto position = static_cast<std::size_t>(found - key.columns.begin());
    if (position >= key.lookups.size()) return none;
    const KeyLookup& lookup = key.lookups[position];
    if (table.column(index_key.column) == nullptr || lookup.column_is_cast) return none;
    if (lookup.collation != index_key.collation) return none;
    return contains(lookup.families, index_key.operator_family) ? position : none;
}

}  // namespace

Cover cover_by(const Relation& table, const Constraint& key, const Index& index, const CoverOptions& options) {
    // BRIN and GIN search each column by itself, whatever its place.
    const bool any_place = index.access_method == "brin" || index.access_method == "gin";
    if (any_place && !options.brin_gin) return {};
    const std::size_t size = key.columns.size();
    std::vector<bool> served(size);
    Cover cover;
    for (const IndexKey& index_key : index.keys) {
        const std::size_t position = served_position(table, key, index_key);
        const bool is_new = position < size && !served[position];
        if (is_new) {
            served[position] = true;
            ++cover.columns;
        }
        if (cover.columns == size || (!is_new && !any_place)) break;
    }
    cover.all = cover.columns == size || (options.leading_subset && cover.columns > 0);
    return cover;
}

bool is_usable(const Constraint& key, const Index& index) {
    return index.valid && index.ready && (index.predicate == 0 || contains(key.proved_indexes, index.oid));
}

bool is_covered(const Relation& table, const Constraint& key, const CoverOptions& options) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return is_usable(key, index) && cover_by(table, key, index, options).all;
    });
}

namespace {

/// The copies that a partition holds of those of its parent. `above` is sorted by the OID of the constraint.
std::vector<KeyCopy> copies_below(const Relation& partition, const std::vector<KeyCopy>& above) {
    std::vector<KeyCopy> copies;
    for (const Constraint& constraint : partition.constraints) {
        if (constraint.kind != ConstraintKind::foreign_key || constraint.parent == 0) continue;
        const auto from =
            std::lower_bound(above.begin(), above.end(), constraint.parent,
                             [](const KeyCopy& copy, ObjectId oid) { return copy.constraint->oid < oid; });
        if (from == above.end() || from->constraint->oid != constraint.parent) continue;
        // A copy for a partition of the referenced table has the same parent and another target.
        if (constraint.referenced == from->constraint->referenced) copies.push_back({from->key, &constraint});
    }
    return copies;
}

}  // namespace

std::vector<Leaf> leaves_with_copies(const Catalog& catalog, const Relation& top,
                                     const std::vector<const Constraint*>& keys) {
    Leaf root{.relation = &top};
    for (std::size_t i = 0; i < keys.size(); ++i) root.copies.push_back({i, keys[i]});
    std::vector<Leaf> open = {root};
    std::vector<Leaf> leaves;
    while (!open.empty()) {
        const Leaf here = std::move(open.back());
        open.pop_back();
        if (here.relation->kind != RelationKind::partitioned_table) {
            if (here.relation->kind != RelationKind::foreign_table) leaves.push_back(here);
            continue;
        }
        const Rows<ObjectId> children = here.relation->children;
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
            const Relation* const partition = catalog.relation(*child);
            if (partition == nullptr || partition->detach_pending) continue;
            open.push_back({partition, copies_below(*partition, here.copies)});
        }
    }
    if (leaves.empty() && top.children.empty()) return {root};
    return leaves;
}

const Constraint* copy_of(const Relation& partition, const Constraint& key) {
    const std::vector<KeyCopy> copies = copies_below(partition, {{0, &key}});
    return copies.empty() ? nullptr : copies.front().constraint;
}

std::vector<std::size_t> referenced_order(const Catalog& catalog, const Constraint& key) {
    std::vector<std::size_t> order;
    const Relation* const referenced = catalog.relation(key.referenced);
    const Index* const index = referenced != nullptr ? referenced->index(key.index) : nullptr;
    if (index != nullptr)
        for (const IndexKey& index_key : index->keys) {
            const auto found =
                std::find(key.referenced_columns.begin(), key.referenced_columns.end(), index_key.column);
            if (found != key.referenced_columns.end())
                order.push_back(static_cast<std::size_t>(found - key.referenced_columns.begin()));
        }
    // Without facts of the other side: as the key was written.
    if (order.size() == key.columns.size()) return order;
    order.clear();
    for (std::size_t i = 0; i < key.columns.size(); ++i) order.push_back(i);
    return order;
}

}  // namespace conventions::core
