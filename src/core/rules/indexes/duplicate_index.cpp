// Rule duplicate_index: no index does what another one of its table does already.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

/// The better reason to stay comes first.
int rank_of(const Index& index) {
    if (index.primary) return 0;
    if (index.constraint != 0) return 1;
    if (index.replica_identity) return 2;
    return index.unique ? 3 : 4;
}

/// Something rests on it. An attached index goes with its parent only, which is judged at the root.
bool must_stay(const Index& index) {
    return index.primary || index.constraint != 0 || index.referenced || index.replica_identity || index.clustered ||
           index.parent != 0;
}

// Among equals by rank, what cannot be dropped anyway stays.
bool stays_before(const Index* a, const Index* b) {
    if (rank_of(*a) != rank_of(*b)) return rank_of(*a) < rank_of(*b);
    if (must_stay(*a) != must_stay(*b)) return must_stay(*a);
    return a->oid < b->oid;
}

/// A unique index also refuses rows: no other kind can stand for it.
bool can_stand_for(const Index& keeper, const Index& index) { return keeper.valid && (keeper.unique || !index.unique); }

Text reason_of(const Index& keeper, const Index& index) {
    constexpr Text by_rank[] = {"is the primary key", "backs a constraint", "is the replica identity", "is unique"};
    if (rank_of(keeper) < rank_of(index)) return by_rank[rank_of(keeper)];
    if (!index.valid) return "is valid";
    if (keeper.referenced && !index.referenced) return "has foreign keys that rest on it";
    if (keeper.clustered && !index.clustered) return "is the order of CLUSTER";
    if (keeper.parent != 0 && index.parent == 0) return "belongs to an index of the parent table";
    return "is the older one";
}

Finding finding_of(ObjectAt object, const Index& index, const Index& keeper) {
    return {.object = object,
            .says = Findings::text("duplicates index ", shown(keeper.schema, keeper.name)),
            .part = std::string(keeper.name),
            .detail = Findings::text("The other one stays: it ", reason_of(keeper, index), "."),
            .undo_index = index.oid};
}

/// Judges a run of indexes of one shape, in the order in which they are to stay.
void judge_equals(const Relation& table, std::span<const Index* const> equals, Findings& out) {
    for (std::size_t i = 0; i < equals.size(); ++i) {
        const Index& index = *equals[i];
        if (must_stay(index)) continue;
        const auto stands_for = [&](const Index* other) {
            // A later one stands for an invalid index only.
            return other != &index && can_stand_for(*other, index) && (!index.valid || stays_before(other, &index));
        };
        const auto keeper = std::find_if(equals.begin(), equals.end(), stands_for);
        if (keeper == equals.end()) continue;
        const auto at = static_cast<std::size_t>(&index - table.indexes.data());
        out.add(finding_of(ObjectAt::index(at), index, **keeper));
    }
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (table.indexes.size() < 2) return;
    std::vector<const Index*> sorted;
    for (const Index& index : table.indexes) sorted.push_back(&index);
    std::sort(sorted.begin(), sorted.end(), [](const Index* a, const Index* b) {
        const std::strong_ordering order = compare_shapes(*a, *b);
        return order != 0 ? order < 0 : stays_before(a, b);
    });
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && compare_shapes(*sorted[begin], *sorted[end]) == 0) ++end;
        judge_equals(table, std::span(sorted).subspan(begin, end - begin), out);
        begin = end;
    }
}

bool concerns(const Statement& statement) { return statement.kind == StatementKind::create_index; }

void check_statement(const StatementInput& in, Findings& out) {
    const Statement& statement = in.statement;
    if (!concerns(statement) || !statement.index_exact || statement.targets.empty()) return;
    const Relation* const table = in.catalog.relation(statement.targets[0].relation);
    if (table == nullptr) return;
    const Index* keeper = nullptr;
    for (const Index& index : table->indexes) {
        // IF NOT EXISTS: nothing will be made.
        if (statement.exists_ok && index.name == statement.name) return;
        if (!can_stand_for(index, statement.index) || compare_shapes(index, statement.index) != 0) continue;
        if (keeper == nullptr || stays_before(&index, keeper)) keeper = &index;
    }
    if (keeper == nullptr) return;
    Finding found = finding_of(ObjectAt::statement(0), statement.index, *keeper);
    // The usual way to replace an index builds the new one before the old one goes.
    if (statement.concurrently) found.at_most = Severity::warn;
    out.add(std::move(found));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Index& index = in.relation.indexes[finding.object.at];
    const std::string name = ident(sql.server(), index.schema, index.name);
    // CONCURRENTLY is refused for the index of a partitioned table.
    if (in.situation.in_block || in.relation.origin != Origin::earlier || index.partitioned)
        sql.statement("DROP INDEX ", name);
    else
        sql.outside_transaction("DROP INDEX CONCURRENTLY ", name);
}

}  // namespace

extern constinit const Rule duplicate_index = {
    .id = "duplicate_index",
    .family = Family::indexes,
    .summary = "no index repeats another one of its table",
    .documentation =
        {
            .what = "Finds indexes that equal another valid index of their table in access method, keys, operator "
                    "families, collations, order, INCLUDE, predicate and treatment of nulls. The one that stays is "
                    "the primary key, else one that backs a constraint, the replica identity, a unique one, the "
                    "oldest. A unique index never counts as a duplicate of one that is not.",
            .why = "Each copy is written with every row and vacuumed with every table, and is read by nobody: the "
                   "planner takes one of them.",
            .bad = "CREATE INDEX idx_orders_customer ON orders (customer_id);\n"
                   "CREATE INDEX idx_orders_customer_id ON orders (customer_id);",
            .good = "CREATE INDEX idx_orders_customer_id ON orders (customer_id);",
            .fix = "Drops the copy, CONCURRENTLY outside transactions; undo_sql makes it again. No index is dropped "
                   "that backs a constraint, that a foreign key rests on, that is the replica identity or the order "
                   "of CLUSTER.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::before | Moment::commit | Moment::report | Moment::file,
    .judges_partitions = true,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::indexes | Need::references,
    .looks_at = {.kinds = {StatementKind::create_index}},
    .concerns = concerns,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .check_statement = check_statement,
    .fix = fix,
};

}  // namespace conventions::core
