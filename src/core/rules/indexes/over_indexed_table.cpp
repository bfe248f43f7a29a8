// Rule over_indexed_table: a table has as many indexes as its queries need.

#include "core/policy/value.hpp"
#include "core/rules/indexes/query_index.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter max_indexes = {
    .name = "max_indexes",
    .type = ParameterType::integer,
    .initial = "12",
    .text = "A table with more indexes has too many.",
};
constexpr Parameter max_writes_per_scan = {
    .name = "max_writes_per_scan",
    .type = ParameterType::integer,
    .initial = "1000",
    .text =
        "In reports, of a table with an index that is there for queries: so many rows may be written for each scan "
        "by index.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&max_indexes, &max_writes_per_scan};

/// Fewer scans tell nothing of what a table is for: one that was just filled has none.
constexpr std::int64_t some_scans = 10;

/// A HOT update writes into no index.
std::int64_t writes_of(const TableUse& use) { return use.inserted + use.updated - use.hot_updated; }

void check_writes(const Input& in, Findings& out) {
    bool is_choice = false;
    for (const Index& index : in.relation.indexes) is_choice = is_choice || is_for_queries(index);
    if (!is_choice) return;
    const TableUse use = use_of(in.catalog, in.relation);
    if (!use.is_known || use.index_scans < some_scans) return;
    const std::int64_t writes = writes_of(use);
    if (writes <= in.value(max_writes_per_scan).integer() * use.index_scans) return;
    out.add(
        {.object = ObjectAt::relation(),
         .says = "is written into its indexes far more often than read by them",
         .part = "writes",
         .detail = out.text(std::to_string(writes), " rows were written, ", std::to_string(writes / use.index_scans),
                            " for each scan by index. ", counted_text(in.catalog))});
}

void check(const Input& in, Findings& out) {
    const std::size_t count = in.relation.indexes.size();
    if (count > static_cast<std::size_t>(in.value(max_indexes).integer()))
        out.add({.object = ObjectAt::relation(),
                 .says = out.text("has ", std::to_string(count), " indexes"),
                 .part = "count",
                 .detail = out.text("At most ", std::to_string(in.value(max_indexes).integer()), " are expected.")});
    if (in.situation.moment == Moment::report) check_writes(in, out);
}

}  // namespace

extern constinit const Rule over_indexed_table = {
    .id = "over_indexed_table",
    .family = Family::indexes,
    .summary = "a table has as many indexes as its queries need",
    .documentation =
        {
            .what = "Finds tables with more indexes than the parameter says; and in reports those with an index for "
                    "queries alone into which a thousand rows were written for each scan by any index, if there were "
                    "ten at least. HOT updates do not count. Of a partitioned table the counts of all partitions are "
                    "added.",
            .why = "Every row that is written is written into every index. What reads hardly win, all writes pay.",
            .bad = "CREATE INDEX idx_events_kind ON events (kind);  -- the thirteenth",
            .good = "DROP INDEX CONCURRENTLY idx_events_kind;",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report,
    .heuristic = true,
    .minds_new_columns = false,
    .needs = Need::indexes | Need::references | Need::usage,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
};

}  // namespace conventions::core
