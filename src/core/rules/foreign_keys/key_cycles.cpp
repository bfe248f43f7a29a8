// Foreign keys that lead round: no row of any of their tables can be the first.

#include "core/rules/foreign_keys/key_cycles.hpp"

#include <algorithm>
#include <vector>

#include "core/output/names.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Edge {
    std::size_t from = 0;
    std::size_t to = 0;
    ObjectId key = 0;
};

/// Where a relation stands in the catalog; a partition stands for its root.
std::size_t place_of(const Catalog& catalog, ObjectId oid) {
    const Relation* table = catalog.relation(oid);
    while (table != nullptr && table->is_partition && !table->parents.empty())
        table = catalog.relation(table->parents[0]);
    return table == nullptr ? none : static_cast<std::size_t>(table - catalog.relations.data());
}

class Graph {
public:
    explicit Graph(const Catalog& catalog) : catalog_(catalog), edges_of_(catalog.relations.size()) {
        for (std::size_t from = 0; from < catalog.relations.size(); ++from) {
            const Relation& table = catalog.relations[from];
            if (table.is_partition) continue;
            for (const Constraint& key : table.constraints) {
                if (!is_hard(table, key)) continue;
                const std::size_t to = place_of(catalog, key.referenced);
                if (to == none || to == from) continue;
                edges_of_[from].push_back(edges_.size());
                edges_.push_back({.from = from, .to = to, .key = key.oid});
            }
        }
    }

    KeyCycles cycles() {
        KeyCycles found;
        if (edges_.empty()) return found;
        find_groups();
        // Of each group, the youngest of the keys that stay within it.
        std::unordered_map<std::size_t, const Edge*> youngest;
        for (const Edge& edge : edges_) {
            if (group_[edge.from] != group_[edge.to]) continue;
            const Edge*& known = youngest[group_[edge.from]];
            if (known == nullptr || known->key < edge.key) known = &edge;
        }
        for (const auto& [group, edge] : youngest) found.ways.emplace(edge->key, way_round(*edge));
        return found;
    }

private:
    struct Step {
        std::size_t node = 0;
        std::size_t next = 0;
    };

    /// Tarjan's strongly connected components, without recursion: a chain of keys may be long.
    void find_groups() {
        const std::size_t count = edges_of_.size();
        order_.assign(count, none);
        lowest_.assign(count, none);
        group_.assign(count, none);
        for (std::size_t start = 0; start < count; ++start)
            if (order_[start] == none && !edges_of_[start].empty()) visit(start);
    }

    void enter(std::size_t node) {
        order_[node] = lowest_[node] = counter_++;
        open_.push_back(node);
        steps_.push_back({.node = node});
    }

    void visit(std::size_t start) {
        enter(start);
        while (!steps_.empty()) {
            Step& step = steps_.back();
            const std::size_t node = step.node;
            if (step.next == edges_of_[node].size()) {
                leave(node);
                continue;
            }
            const std::size_t to = edges_[edges_of_[node][step.next++]].to;
            if (order_[to] == none)
                enter(to);
            else if (group_[to] == none)
                lowest_[node] = std::min(lowest_[node], order_[to]);
        }
    }

    void leave(std::size_t node) {
        steps_.pop_back();
        if (!steps_.empty()) {
            std::size_t& above = lowest_[steps_.back().node];
            above = std::min(above, lowest_[node]);
        }
        if (lowest_[node] != order_[node]) return;
        std::size_t member = none;
        while (member != node) {
            member = open_.back();
            open_.pop_back();
            group_[member] = node;
        }
    }

    /// The fewest keys that lead from the end of this one back to its beginning.
    std::string way_round(const Edge& edge) const {
        std::unordered_map<std::size_t, std::size_t> came_from = {{edge.to, none}};
        std::vector<std::size_t> queue = {edge.to};
        for (std::size_t i = 0; i < queue.size() && came_from.count(edge.from) == 0; ++i)
            for (const std::size_t at : edges_of_[queue[i]])
                if (group_[edges_[at].to] == group_[edge.from] && came_from.emplace(edges_[at].to, queue[i]).second)
                    queue.push_back(edges_[at].to);
        std::vector<std::size_t> way = {edge.from};
        while (way.back() != edge.to) way.push_back(came_from.at(way.back()));
        std::string text = name_of_node(edge.from);
        for (std::size_t i = way.size(); i-- > 0;) text += Findings::text(" -> ", name_of_node(way[i]));
        return text;
    }

    std::string name_of_node(std::size_t node) const {
        return Findings::text(catalog_.relations[node].schema, ".", catalog_.relations[node].name);
    }

    const Catalog& catalog_;
    std::vector<Edge> edges_;
    std::vector<std::vector<std::size_t>> edges_of_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> lowest_;
    std::vector<std::size_t> group_;
    std::vector<std::size_t> open_;
    std::vector<Step> steps_;
    std::size_t counter_ = 0;
};

bool may_be_null(const Relation& table, AttributeNumber number) {
    const Column* const column = table.column(number);
    return column != nullptr && !column->not_null && !column->domain_not_null;
}

}  // namespace

bool is_hard(const Relation& table, const Constraint& key) {
    if (!is_root_key(key) || !key.enforced || key.deferrable) return false;
    const auto nullable = static_cast<std::size_t>(std::count_if(
        key.columns.begin(), key.columns.end(), [&](AttributeNumber number) { return may_be_null(table, number); }));
    // MATCH FULL refers to nothing only where all columns are null.
    return key.match == ForeignKeyMatch::full ? nullable < key.columns.size() : nullable == 0;
}

const KeyCycles& cycles_of(const Context& in, KeyCycles& room) {
    if (in.names == nullptr) {
        room = Graph(in.catalog).cycles();
        return room;
    }
    std::shared_ptr<const KeyCycles>& kept = in.names->cycles();
    if (kept == nullptr) kept = std::make_shared<const KeyCycles>(Graph(in.catalog).cycles());
    return *kept;
}

}  // namespace conventions::core
