// finish.cpp: numbers, links and sorts what a reading has collected, and makes the result of it.

#include "pg/catalog/reading.hpp"

#include <algorithm>

namespace conventions::pg {
namespace {

/// The drafts of one kind, sorted by relation and OID.
template <class Draft>
struct Sorted {
    Draft** items = nullptr;
    std::size_t count = 0;
    std::size_t next = 0;

    /// The drafts of this slot; slots must be asked for in rising order.
    std::span<Draft*> take(std::uint32_t slot) {
        const std::size_t first = next;
        while (next < count && items[next]->slot == slot) ++next;
        return {items + first, next - first};
    }
};

/// By counting: drafts come mostly in the order of their relations.
template <class Draft>
Sorted<Draft> sorted(const Reading& reading, List<Draft>& drafts) {
    Sorted<Draft> result = {allocate<Draft*>(drafts.count), drafts.count, 0};
    auto* const places = allocate<std::uint32_t>(reading.relations.count + 2);
    for (std::size_t i = 0; i < drafts.count; ++i) ++places[drafts.items[i].slot + 1];
    for (std::size_t slot = 1; slot <= reading.relations.count + 1; ++slot) places[slot] += places[slot - 1];
    for (std::size_t i = 0; i < drafts.count; ++i) result.items[places[drafts.items[i].slot]++] = &drafts.items[i];
    for (std::size_t first = 0; first < drafts.count;) {
        std::size_t end = first + 1;
        while (end < drafts.count && result.items[end]->slot == result.items[first]->slot) ++end;
        std::sort(result.items + first, result.items + end,
                  [](const Draft* a, const Draft* b) { return a->fact->oid < b->fact->oid; });
        first = end;
    }
    pfree(places);
    return result;
}

template <class Fact, class Draft>
core::Rows<Fact> published(const Reading& reading, std::span<Draft*> drafts) {
    if (drafts.empty()) return {};
    // Rows of one relation mostly stand together in the catalog, and then here as well.
    bool together = true;
    for (std::size_t i = 1; i < drafts.size(); ++i) together = together && drafts[i]->fact == drafts[0]->fact + i;
    if (together) return {drafts[0]->fact, drafts.size()};
    Fact* const facts = allocate_in<Fact>(reading.home, drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) facts[i] = *drafts[i]->fact;
    return {facts, drafts.size()};
}

// Both ends must be part of the reading: a relation that went meanwhile leaves no loose end.
bool is_whole(const Reading& reading, const Edge& edge) {
    return place(reading.slots, edge.child) != 0 && place(reading.slots, edge.parent) != 0;
}

core::Relation& relation_of(Reading& reading, Oid oid) {
    return reading.relations.items[place(reading.slots, oid) - 1].fact;
}

void link_parents(Reading& reading, core::ObjectId* ids) {
    const List<Edge>& edges = reading.edges;
    std::sort(edges.items, edges.items + edges.count, [](const Edge& a, const Edge& b) {
        return a.child != b.child ? a.child < b.child : a.position < b.position;
    });
    for (std::size_t first = 0; first < edges.count;) {
        core::Relation& child = relation_of(reading, edges.items[first].child);
        std::size_t end = first;
        for (; end < edges.count && edges.items[end].child == child.oid; ++end) {
            ids[end] = edges.items[end].parent;
            child.detach_pending = child.detach_pending || edges.items[end].detach_pending;
        }
        child.parents = {ids + first, end - first};
        first = end;
    }
}

void link_children(Reading& reading, core::ObjectId* ids) {
    const List<Edge>& edges = reading.edges;
    std::sort(edges.items, edges.items + edges.count, [](const Edge& a, const Edge& b) {
        return a.parent != b.parent ? a.parent < b.parent : a.child < b.child;
    });
    for (std::size_t first = 0; first < edges.count;) {
        core::Relation& parent = relation_of(reading, edges.items[first].parent);
        std::size_t end = first;
        for (; end < edges.count && edges.items[end].parent == parent.oid; ++end) ids[end] = edges.items[end].child;
        parent.children = {ids + first, end - first};
        first = end;
    }
}

void link_tree(Reading& reading) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < reading.edges.count; ++i)
        if (is_whole(reading, reading.edges.items[i])) reading.edges.items[count++] = reading.edges.items[i];
    reading.edges.count = count;
    if (count == 0) return;
    link_parents(reading, allocate_in<core::ObjectId>(reading.home, count));
    link_children(reading, allocate_in<core::ObjectId>(reading.home, count));
}

// The root of a partition tree; any other relation stands for itself.
Oid root_of(Reading& reading, Oid oid) {
    while (true) {
        const std::uint32_t slot = place(reading.slots, oid);
        if (slot == 0) return oid;
        const core::Relation& fact = reading.relations.items[slot - 1].fact;
        if (!fact.is_partition || fact.parents.empty()) return oid;
        oid = fact.parents[0];
    }
}

void name_referenced(Reading& reading, ConstraintDraft& key, Oid relation) {
    core::Constraint& fact = *key.fact;
    const QualifiedName name = relation_name(reading, fact.referenced);
    fact.referenced_schema = name.schema;
    fact.referenced_name = name.name;
    auto* const names = allocate_in<core::Text>(reading.home, fact.referenced_columns.size());
    for (std::size_t i = 0; i < fact.referenced_columns.size(); ++i)
        names[i] = column_name(reading, fact.referenced, fact.referenced_columns[i]);
    fact.referenced_column_names = {names, fact.referenced_columns.size()};
    fact.referenced_is_self = root_of(reading, fact.referenced) == root_of(reading, relation);
}

void complete_relation(Reading& reading, Oid relation, std::span<IndexDraft*> indexes,
                       std::span<ConstraintDraft*> constraints) {
    number_expressions(reading, indexes, constraints);
    for (IndexDraft* const index : indexes) {
        if (wants(reading, core::Need::predicates) && index->predicate != nullptr) {
            set_conditions(reading, *index);
            set_not_null_columns(reading, *index);
        }
        index->fact->constraint = reading.index_constraints.get(index->fact->oid);
        index->fact->referenced = index->fact->unique && wants(reading, core::Need::references) &&
                                  reading.referenced_indexes.get(index->fact->oid);
    }
    for (ConstraintDraft* const constraint : constraints) {
        if (constraint->fact->kind != core::ConstraintKind::foreign_key) continue;
        name_referenced(reading, *constraint, relation);
        if (wants(reading, core::Need::referenced_types)) find_referenced_types(reading, *constraint);
        if (!wants(reading, core::Need::lookups)) continue;
        find_lookups(reading, *constraint);
        prove_indexes(reading, *constraint, indexes);
    }
}

void close_up_columns(RelationDraft& draft) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < draft.column_room; ++i) {
        if (draft.columns[i].number == 0) continue;
        if (count != i) draft.columns[count] = draft.columns[i];
        ++count;
    }
    draft.fact.columns = {draft.columns, count};
}

core::Rows<const core::Type*> published_types(const Reading& reading) {
    const Table<TypeEntry*>& types = reading.types;
    auto** const all = allocate_in<const core::Type*>(reading.home, types.count);
    std::size_t count = 0;
    for (std::size_t i = 0; i < types.room; ++i)
        if (types.entries[i].used) all[count++] = &types.entries[i].value->fact;
    std::sort(all, all + count, [](const core::Type* a, const core::Type* b) { return a->oid < b->oid; });
    return {all, count};
}

core::Relation* published_relations(Reading& reading) {
    const std::size_t count = reading.relations.count;
    auto** const order = allocate<RelationDraft*>(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = &reading.relations.items[i];
    const auto is_before = [](const RelationDraft* a, const RelationDraft* b) { return a->fact.oid < b->fact.oid; };
    std::sort(order, order + count, is_before);
    core::Relation* const relations = allocate_in<core::Relation>(reading.home, count);
    for (std::size_t i = 0; i < count; ++i) {
        // Only now: referenced columns are named by their number.
        close_up_columns(*order[i]);
        relations[i] = order[i]->fact;
    }
    return relations;
}

}  // namespace

const core::Catalog* finish_reading(Reading& reading) {
    link_tree(reading);
    if (wants(reading, core::Need::sequences)) link_sequences(reading);
    if (wants(reading, core::Need::sequence_values)) read_sequence_values(reading);
    mark_builds(reading);
    Sorted<IndexDraft> indexes = sorted(reading, reading.indexes);
    Sorted<ConstraintDraft> constraints = sorted(reading, reading.constraints);
    Sorted<TriggerDraft> triggers = sorted(reading, reading.triggers);
    Sorted<PolicyDraft> policies = sorted(reading, reading.policies);
    for (std::uint32_t slot = 1; slot <= reading.relations.count; ++slot) {
        CHECK_FOR_INTERRUPTS();
        RelationDraft& draft = reading.relations.items[slot - 1];
        const std::span<IndexDraft*> own_indexes = indexes.take(slot);
        const std::span<ConstraintDraft*> own_constraints = constraints.take(slot);
        complete_relation(reading, draft.fact.oid, own_indexes, own_constraints);
        if (wants(reading, core::Need::invalid_indexes)) read_invalid_definitions(reading, draft.fact.oid, own_indexes);
        if (wants(reading, core::Need::definitions)) read_definitions(reading, draft, own_indexes, own_constraints);
        draft.fact.indexes = published<core::Index>(reading, own_indexes);
        draft.fact.constraints = published<core::Constraint>(reading, own_constraints);
        draft.fact.triggers = published<core::Trigger>(reading, triggers.take(slot));
        draft.fact.policies = published<core::RowPolicy>(reading, policies.take(slot));
        finish_policies(draft.fact);
    }
    const std::size_t count = reading.relations.count;
    core::Relation* const relations = published_relations(reading);
    core::Catalog* const catalog = allocate_in<core::Catalog>(reading.home, 1);
    catalog->server = server_facts();
    catalog->relations = {relations, count};
    catalog->types = published_types(reading);
    if (reading.whole && wants(reading, core::Need::usage)) catalog->counting = counting_now();
    if (reading.whole && wants(reading, core::Need::schema_counts))
        catalog->schemas = schema_counts(reading, catalog->relations);
    return catalog;
}

}  // namespace conventions::pg
