// Which of several indexes of one table stays when one of them does the work of another.

#include "core/rules/indexes/keeper.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/index_shape.hpp"

namespace conventions::core {
namespace {

/// A unique index also refuses rows: no other kind can stand for it.
bool can_stand_for(const Index& keeper, const Index& index) { return keeper.valid && (keeper.unique || !index.unique); }

/// Judges a run of indexes of one shape, in the order in which they are to stay.
void judge_equals(std::span<const Index* const> equals, std::vector<Duplicate>& found) {
    for (const Index* const index : equals) {
        if (must_stay(*index)) continue;
        const auto stands_for = [&](const Index* other) {
            // A later one stands for an invalid index only.
            return other != index && can_stand_for(*other, *index) && (!index->valid || stays_before(*other, *index));
        };
        const auto keeper = std::find_if(equals.begin(), equals.end(), stands_for);
        if (keeper != equals.end()) found.push_back({index, *keeper});
    }
}

}  // namespace

ObjectAt object_of(const Relation& table, const Index& index) {
    const Constraint* const owner = index.constraint != 0 ? table.constraint(index.constraint) : nullptr;
    if (owner != nullptr) return ObjectAt::constraint(static_cast<std::size_t>(owner - table.constraints.data()));
    return ObjectAt::index(static_cast<std::size_t>(&index - table.indexes.data()));
}

int rank_of(const Index& index) {
    if (index.primary) return 0;
    if (index.constraint != 0) return 1;
    if (index.replica_identity) return 2;
    return index.unique ? 3 : 4;
}

bool must_stay(const Index& index) {
    return index.primary || index.constraint != 0 || index.referenced || index.replica_identity || index.clustered ||
           index.parent != 0;
}

// Among equals by rank, what cannot be dropped anyway stays.
bool stays_before(const Index& a, const Index& b) {
    if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b);
    if (must_stay(a) != must_stay(b)) return must_stay(a);
    return a.oid < b.oid;
}

std::vector<Duplicate> duplicates_of(const Relation& table) {
    std::vector<Duplicate> found;
    if (table.indexes.size() < 2) return found;
    std::vector<const Index*> sorted;
    for (const Index& index : table.indexes) sorted.push_back(&index);
    std::sort(sorted.begin(), sorted.end(), [](const Index* a, const Index* b) {
        const std::strong_ordering order = compare_shapes(*a, *b);
        return order != 0 ? order < 0 : stays_before(*a, *b);
    });
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && compare_shapes(*sorted[begin], *sorted[end]) == 0) ++end;
        judge_equals(std::span(sorted).subspan(begin, end - begin), found);
        begin = end;
    }
    return found;
}

const Index* keeper_of_new(const Relation& table, const Index& planned) {
    const Index* keeper = nullptr;
    for (const Index& index : table.indexes) {
        if (!can_stand_for(index, planned) || compare_shapes(index, planned) != 0) continue;
        if (keeper == nullptr || stays_before(index, *keeper)) keeper = &index;
    }
    return keeper;
}

Finding as_planned(const Statement& statement, Finding found) {
    if (statement.concurrently) found.at_most = Severity::warn;
    return found;
}

void drop_index(const Input& in, const Index& index, Sql& sql) {
    const std::string name = ident(sql.server(), index.schema, index.name);
    // CONCURRENTLY is refused for the index of a partitioned table.
    if (in.situation.in_block || in.relation.origin != Origin::earlier || index.partitioned)
        sql.statement("DROP INDEX ", name);
    else
        sql.outside_transaction("DROP INDEX CONCURRENTLY ", name);
}

}  // namespace conventions::core
