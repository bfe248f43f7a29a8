// Rule unused_index: every index is read.

#include "core/policy/value.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/indexes/query_index.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter min_days = {
    .name = "min_days",
    .type = ParameterType::integer,
    .initial = "30",
    .text = "The statistics must tell of so many days; of fewer the rule is silent.",
};
constexpr Parameter min_pages = {
    .name = "min_pages",
    .type = ParameterType::integer,
    .initial = "128",
    .text = "The pages (of 8 kB) that an index must have to be worth a finding.",
};
constexpr const Parameter* parameters[] = {&min_days, &min_pages};

/// Since when nobody has read it; 0 where somebody has, or nobody can tell.
Instant unread_since(const Input& in, const Index& index) {
    const std::int64_t days = in.value(min_days).integer();
    const IndexUse use = use_of(in.catalog, in.relation, index);
    if (!use.is_known || use.blocks < in.value(min_pages).integer()) return 0;
    const Instant since = unused_since(in.catalog, use.scans, use.last_scan, days);
    return is_long_ago(in.catalog, since, days) ? since : 0;
}

bool has_expression(const Index& index) {
    for (const IndexKey& key : index.keys)
        if (key.column == 0) return true;
    return false;
}

std::string detail_of(const Input& in, const Index& index, Instant since) {
    const bool was_never = since == in.catalog.counting.since;
    std::string detail = since_text(in.catalog, was_never ? "0 scans" : "No scan", since, "use");
    detail += " When an index was made the server does not keep: a new one may only wait for its first query.";
    if (has_expression(index))
        detail += " ANALYZE samples its expression: with the index go statistics that plans may rest on.";
    return detail;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (!is_long_ago(in.catalog, in.catalog.counting.since, in.value(min_days).integer())) return;
    std::vector<const Index*> unread;
    std::vector<Instant> since;
    for (const Index& index : table.indexes) {
        const Instant when = is_for_queries(index) ? unread_since(in, index) : 0;
        if (when == 0) continue;
        unread.push_back(&index);
        since.push_back(when);
    }
    for (std::size_t i = 0; i < unread.size(); ++i) {
        const Index& index = *unread[i];
        if (is_needed_by_key(table, index, unread)) continue;
        out.add({.object = ObjectAt::index(static_cast<std::size_t>(&index - table.indexes.data())),
                 .says = since[i] == in.catalog.counting.since ? "has not been read since the server began to count"
                                                               : "has not been read for long",
                 .detail = detail_of(in, index, since[i]),
                 .undo_index = index.oid});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    drop_index(in, in.relation.indexes[finding.object.at], sql);
}

}  // namespace

extern constinit const Rule unused_index = {
    .id = "unused_index",
    .family = Family::indexes,
    .summary = "every index is read",
    .documentation =
        {
            .what = "Finds indexes of some size that no query has read since the server began to count, or, from "
                    "PostgreSQL 16 on, for as many days as the parameter says. Not those that are unique, back a "
                    "constraint, are the replica identity or the order of CLUSTER, or alone serve a foreign key. Of a "
                    "partitioned table the scans of all partitions count.",
            .why = "Each write pays for every index, each one takes room on disk and in memory, keeps HOT updates "
                   "away, and is vacuumed with its table.",
            .bad = "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'idx_orders_note';  -- 0",
            .good = "DROP INDEX CONCURRENTLY idx_orders_note;",
            .fix = "Drops it, CONCURRENTLY outside transactions; undo_sql makes it again. Counters are those of one "
                   "server since a moment that the finding names: look at the standbys, and ask for what is read once "
                   "a quarter, before you run it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::report,
    .heuristic = true,
    .judges_partitions = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::lookups | Need::references | Need::usage,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
