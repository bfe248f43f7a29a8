// Rule partition_forbidden: tables are not partitioned.

#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

void check(const Input&, Findings& out) { out.add({.object = ObjectAt::relation(), .says = "is partitioned"}); }

}  // namespace

extern constinit const Rule partition_forbidden = {
    .id = "partition_forbidden",
    .family = Family::partitioning,
    .summary = "tables are not partitioned",
    .documentation =
        {
            .what = "Finds partitioned tables. It is off in every profile: for those who do not want them.",
            .why = "A unique constraint must hold the partition key, somebody must make the next partition in time, "
                   "and a query that does not tell the partition key reads them all. Below some ten million rows a "
                   "plain table does better.",
            .bad = "CREATE TABLE events (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);",
            .good = "CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .relation_kinds = {RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
