// Rule duplicate_index: no index does what another one of its table does already.

#include "core/output/names.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

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
            .undo_index = index.oid,
            .neighbour = {.oid = keeper.oid,
                          .schema = keeper.schema,
                          .name = keeper.name,
                          .why = Findings::text("It ", reason_of(keeper, index), ".")}};
}

void check(const Input& in, Findings& out) {
    for (const Duplicate& each : duplicates_of(in.relation)) {
        const auto at = static_cast<std::size_t>(each.index - in.relation.indexes.data());
        out.add(finding_of(ObjectAt::index(at), *each.index, *each.keeper));
    }
}

void check_statement(const StatementInput& in, Findings& out) {
    const Statement& statement = in.statement;
    const Relation* const table = table_of_new_index(in);
    if (table == nullptr || !statement.index_exact) return;
    const Index* const keeper = keeper_of_new(*table, statement.index);
    if (keeper == nullptr) return;
    out.add(as_planned(statement, finding_of(ObjectAt::statement(0), statement.index, *keeper)));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    drop_index(in, in.relation.indexes[finding.object.at], sql);
}

constexpr Silence silenced[] = {{"low_cardinality_index"}, {"redundant_index"}, {"redundant_unique"},
                                {"small_table_index"},     {"unused_index"},    {"wide_index"}};

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
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::drops,
    .silences = silenced,
    .needs = Need::columns | Need::indexes | Need::references,
    .looks_at = {.kinds = {StatementKind::create_index}},
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .check_statement = check_statement,
    .fix = fix,
};

}  // namespace conventions::core
