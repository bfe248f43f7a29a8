// Rule redundant_index: no index only begins what a longer one of its table goes on with.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

constexpr Parameter across_partial = {
    .name = "across_partial",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether a longer index of all rows makes a partial one superfluous.",
};
constexpr const Parameter* parameters[] = {&across_partial};

bool has_the_rows(const Context& in, const Index& longer, const Index& index) {
    return longer.predicate == index.predicate || (longer.predicate == 0 && in.value(across_partial).boolean());
}

/// The one to rely on: the longest, which no other makes superfluous in its turn; among these the one that stays.
const Index* best_cover(const Context& in, const Relation& table, const Index& index) {
    const Index* best = nullptr;
    for (const Index& longer : table.indexes) {
        if (&longer == &index || !longer.valid || !has_the_rows(in, longer, index)) continue;
        if (lead_of(index, longer) == Lead::none) continue;
        const bool is_better = best == nullptr || longer.keys.size() > best->keys.size() ||
                               (longer.keys.size() == best->keys.size() && stays_before(longer, *best));
        if (is_better) best = &longer;
    }
    return best;
}

Finding finding_of(ObjectAt object, const Index& index, const Index& longer) {
    Finding found = {.object = object,
                     .says = Findings::text("repeats the first keys of index ", shown(longer.schema, longer.name)),
                     .part = std::string(longer.name),
                     .undo_index = index.oid};
    if (lead_of(index, longer) == Lead::backward) found.detail = "The longer one serves when it is read backward.";
    if (longer.predicate != index.predicate)
        found.detail += Findings::text(found.detail.empty() ? "" : " ", "It holds all rows, this one some of them.");
    found.neighbour = {
        .oid = longer.oid, .schema = longer.schema, .name = longer.name, .why = "It goes on with more keys."};
    if (!found.detail.empty()) found.neighbour.why += Findings::text(" ", found.detail);
    return found;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (table.indexes.size() < 2) return;
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        if (index.unique || must_stay(index)) continue;
        const Index* const longer = best_cover(in, table, index);
        if (longer != nullptr) out.add(finding_of(ObjectAt::index(i), index, *longer));
    }
}

void check_statement(const StatementInput& in, Findings& out) {
    const Statement& statement = in.statement;
    const Relation* const table = table_of_new_index(in);
    if (table == nullptr || !statement.index_exact || statement.index.unique) return;
    const Index* const longer = best_cover(in, *table, statement.index);
    if (longer == nullptr) return;
    out.add(as_planned(statement, finding_of(ObjectAt::statement(0), statement.index, *longer)));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    drop_index(in, in.relation.indexes[finding.object.at], sql);
}

constexpr Silence silenced[] = {{"low_cardinality_index"}, {"small_table_index"}, {"unused_index"}, {"wide_index"}};

}  // namespace

extern constinit const Rule redundant_index = {
    .id = "redundant_index",
    .family = Family::indexes,
    .summary = "no index only begins what a longer one of its table goes on with",
    .documentation =
        {
            .what = "Finds btree indexes, not unique, whose keys are the first keys of a longer valid index of their "
                    "table: the same columns or expressions, operator families and collations, in the same order or "
                    "in the opposite one, over the same rows, and with no INCLUDE column that the longer one lacks.",
            .why = "What the shorter one answers, the longer one answers as well. The shorter one is smaller and "
                   "therefore a little faster to read, but every row is written into both.",
            .bad = "CREATE INDEX idx_orders_customer_id ON orders (customer_id);\n"
                   "CREATE INDEX idx_orders_customer_id_placed_at ON orders (customer_id, placed_at);",
            .good = "CREATE INDEX idx_orders_customer_id_placed_at ON orders (customer_id, placed_at);",
            .fix = "Drops the shorter one, CONCURRENTLY outside transactions; undo_sql makes it again. No index is "
                   "dropped that backs a constraint, that is the replica identity or the order of CLUSTER.",
        },
    .parameters = parameters,
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
