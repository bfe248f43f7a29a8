// Rule small_table_index: an index is worth its while.

#include "core/policy/value.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/indexes/query_index.hpp"
#include "core/rules/tree.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter max_rows = {
    .name = "max_rows",
    .type = ParameterType::integer,
    .initial = "1000",
    .text = "A table of fewer rows, and of fewer than eight pages, is small.",
};
constexpr Parameter min_days = {
    .name = "min_days",
    .type = ParameterType::integer,
    .initial = "1",
    .text = "The statistics must tell of so many days; of fewer the rule is silent.",
};
constexpr const Parameter* parameters[] = {&max_rows, &min_days};

constexpr std::int64_t few_pages = 8;

/// An empty table tells nothing: it may be about to be filled.
bool is_small(const Input& in, const RowCount& count) {
    if (!count.is_whole || count.rows <= 0 || count.rows >= static_cast<double>(in.value(max_rows).integer()))
        return false;
    std::int64_t pages = 0;
    for (const Relation* const leaf : leaves_of(in.catalog, in.relation)) {
        if (leaf->blocks < 0) return false;
        pages += leaf->blocks;
    }
    return pages < few_pages;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (table.indexes.empty() || !is_long_ago(in.catalog, in.catalog.counting.since, in.value(min_days).integer()))
        return;
    const RowCount count = rows_of(in.catalog, table);
    if (!is_small(in, count)) return;
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        if (!is_for_queries(index) || serves_key(table, index)) continue;
        out.add({.object = ObjectAt::index(i),
                 .says = "is on a table so small that reading all of it costs no more",
                 .detail = out.text("The table has about ", std::to_string(static_cast<std::int64_t>(count.rows)),
                                    count.rows < 2 ? " row." : " rows.", " ", counted_text(in.catalog)),
                 .undo_index = index.oid});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    drop_index(in, in.relation.indexes[finding.object.at], sql);
}

}  // namespace

extern constinit const Rule small_table_index = {
    .id = "small_table_index",
    .family = Family::indexes,
    .summary = "an index is worth its while",
    .documentation =
        {
            .what = "Finds indexes of analyzed tables that have some rows, but few, and fewer than eight pages. Not "
                    "those that are unique, back a constraint, are the replica identity or the order of CLUSTER, or "
                    "serve a foreign key.",
            .why = "The planner reads a few pages from end to end sooner than it walks through an index. Writes pay "
                   "for the index all the same.",
            .bad = "CREATE INDEX idx_countries_name ON countries (name);  -- 249 rows",
            .good = "DROP INDEX CONCURRENTLY idx_countries_name;",
            .fix = "Drops it, CONCURRENTLY outside transactions; undo_sql makes it again. Only the author knows "
                   "whether the table is going to grow.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report,
    .heuristic = true,
    .judges_partitions = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::lookups | Need::references | Need::sizes |
             Need::usage,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
