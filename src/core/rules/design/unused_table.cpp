// Rule unused_table: somebody reads every table.

#include "core/policy/value.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter min_days = {
    .name = "min_days",
    .type = ParameterType::integer,
    .initial = "30",
    .text = "The statistics must tell of so many days; of fewer the rule is silent.",
};
constexpr const Parameter* parameters[] = {&min_days};

void check(const Input& in, Findings& out) {
    const std::int64_t days = in.value(min_days).integer();
    if (!is_long_ago(in.catalog, in.catalog.counting.since, days)) return;
    const TableUse use = use_of(in.catalog, in.relation);
    if (!use.is_known) return;
    const Instant since = unused_since(in.catalog, use.scans + use.index_scans, use.last_scan, days);
    if (!is_long_ago(in.catalog, since, days)) return;
    const bool was_never = since == in.catalog.counting.since;
    const std::int64_t writes = use.inserted + use.updated + use.deleted;
    out.add({.object = ObjectAt::relation(),
             .says = was_never ? "has not been read since the server began to count" : "has not been read for long",
             .detail = out.text(since_text(in.catalog, was_never ? "0 scans" : "No scan", since, "read"), " ",
                                writes == 0 ? "Nor was a row of it written." : "Rows of it were written.",
                                " When a table was made the server does not keep: it may be a new one.")});
}

}  // namespace

extern constinit const Rule unused_table = {
    .id = "unused_table",
    .family = Family::design,
    .summary = "somebody reads every table",
    .documentation =
        {
            .what = "Finds tables that nobody has read, neither from end to end nor by an index, since the server "
                    "began to count, or, from PostgreSQL 16 on, for as many days as the parameter says. Of a "
                    "partitioned table all partitions count. The counters are those of one server; a dump, and the "
                    "building of an index, count as reading.",
            .why = "A table that nobody reads is a copy that was forgotten, or what a program left behind that is "
                   "gone. It is backed up, restored and migrated with all others, and who comes new to the schema "
                   "takes it for a part of it.",
            .bad = "SELECT seq_scan, idx_scan FROM pg_stat_user_tables WHERE relname = 'orders_2019_copy';  -- 0, 0",
            .good = "DROP TABLE orders_2019_copy;  -- once a dump of it is kept",
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
