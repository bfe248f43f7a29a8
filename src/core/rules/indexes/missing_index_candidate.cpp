// Rule missing_index_candidate: large tables are read by index.

#include "core/policy/value.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter min_rows = {
    .name = "min_rows",
    .type = ParameterType::integer,
    .initial = "10000",
    .text = "A scan of the whole table that reads so many rows is a long one.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&min_rows};

constexpr std::int64_t many_scans = 100;

void check(const Input& in, Findings& out) {
    const TableUse use = use_of(in.catalog, in.relation);
    if (!use.is_known || use.scans < many_scans || use.scans <= use.index_scans) return;
    const std::int64_t rows = use.rows_read / use.scans;
    if (rows < in.value(min_rows).integer()) return;
    out.add({.object = ObjectAt::relation(),
             .says = "is mostly read from end to end; an index may be missing",
             .detail = out.text(std::to_string(use.scans), " scans of the whole table read ", std::to_string(rows),
                                " rows each, beside ", std::to_string(use.index_scans), " by index. ",
                                counted_text(in.catalog),
                                " Which columns the queries look for is not told by these counters: "
                                "pg_stat_statements shows the costly ones. Reports and dumps count, too.")});
}

}  // namespace

extern constinit const Rule missing_index_candidate = {
    .id = "missing_index_candidate",
    .family = Family::indexes,
    .summary = "large tables are read by index",
    .documentation =
        {
            .what = "Finds tables that since the server began to count were read from end to end at least a hundred "
                    "times, more often than by index, and with many rows each time. Of a partitioned table the scans "
                    "and rows of the partitions count together. The queries themselves are not looked at: "
                    "pg_stat_statements is not read.",
            .why = "What an index would find in a few pages is looked for in all of them, again and again, and "
                   "pushes other tables out of memory.",
            .bad = "SELECT * FROM orders WHERE customer_id = 7;  -- Seq Scan on orders, rows=1200000",
            .good = "CREATE INDEX CONCURRENTLY idx_orders_customer_id ON orders (customer_id);",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::info},
    .moments = Moment::report,
    .heuristic = true,
    .needs = Need::indexes | Need::usage,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
