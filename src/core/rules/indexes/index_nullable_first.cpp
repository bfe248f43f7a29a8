// Rule index_nullable_first: an index holds the rows that are looked for.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/indexes/query_index.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter min_pages = {
    .name = "min_pages",
    .type = ParameterType::integer,
    .initial = "128",
    .text = "The pages (of 8 kB) that an index must have to be worth a finding.",
};
constexpr const Parameter* parameters[] = {&min_pages};

constexpr float mostly_null = 0.9F;

const Column* sparse_first(const Relation& table, const Index& index) {
    if (index.access_method != "btree" || index.predicate != 0 || index.keys.empty()) return nullptr;
    const Column* const first = table.column(index.keys[0].column);
    return first != nullptr && first->null_fraction > mostly_null ? first : nullptr;
}

std::string percent(float share) {
    constexpr float hundred = 100;
    return Findings::text(std::to_string(static_cast<int>(share * hundred)), " %");
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        const Column* const first = is_for_queries(index) ? sparse_first(table, index) : nullptr;
        if (first == nullptr) continue;
        const IndexUse use = use_of(in.catalog, table, index);
        if (!use.is_known || use.blocks < in.value(min_pages).integer()) continue;
        out.add({.object = ObjectAt::index(i),
                 .says = out.text("holds all rows, though ", shown(first->name), " is null in most of them"),
                 .detail = out.text(
                     "By the last ANALYZE it is null in ", percent(first->null_fraction),
                     " of the rows. A query for IS NULL is the only one that the smaller index does not serve.")});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Index& index = in.relation.indexes[finding.object.at];
    if (!can_be_partial(in.relation, index)) return;
    const Column& first = *in.relation.column(index.keys[0].column);
    replace_by_partial(in, index, Findings::text(ident(sql.server(), first.name), " IS NOT NULL"), sql);
}

}  // namespace

extern constinit const Rule index_nullable_first = {
    .id = "index_nullable_first",
    .family = Family::indexes,
    .summary = "an index holds the rows that are looked for",
    .documentation =
        {
            .what = "Finds btree indexes of all rows, of some size, whose first column is null in more than nine of "
                    "ten rows by the last ANALYZE. Not those that are unique, back a constraint, are the replica "
                    "identity or the order of CLUSTER.",
            .why = "Each row is in the index, though hardly any is looked for by it. With WHERE ... IS NOT NULL it is "
                   "a tenth as large, writes of the other rows do not touch it, and a comparison with the column "
                   "still uses it.",
            .bad = "CREATE INDEX idx_orders_refund_id ON orders (refund_id);",
            .good = "CREATE INDEX idx_orders_refund_id ON orders (refund_id) WHERE refund_id IS NOT NULL;",
            .fix = "A partial index takes the place and the name of the present one, CONCURRENTLY outside "
                   "transactions; storage parameters must be given again. Nothing for partitioned tables, and for "
                   "keys with an expression, another order or operator class.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report,
    .heuristic = true,
    .judges_partitions = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::indexes | Need::references | Need::statistics | Need::usage,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
