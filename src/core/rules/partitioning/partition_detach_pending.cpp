// Rule partition_detach_pending: a partition that is being detached is detached in the end.

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

const Relation* parent_of(const Input& in) {
    return in.relation.parents.empty() ? nullptr : in.catalog.relation(in.relation.parents[0]);
}

void check(const Input& in, Findings& out) {
    if (!in.relation.detach_pending) return;
    const Relation* const parent = parent_of(in);
    out.add({.object = ObjectAt::relation(),
             .says = parent == nullptr ? std::string("is half detached")
                                       : out.text("is half detached from ", shown(*parent)),
             .detail = "A DETACH PARTITION CONCURRENTLY was broken off, or is still waiting. Queries of the parent do "
                       "not see its rows."});
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const Relation* const parent = parent_of(in);
    if (parent == nullptr) return;
    sql.statement("ALTER TABLE ", ident(sql.server(), *parent), " DETACH PARTITION ", ident(sql.server(), in.relation),
                  " FINALIZE");
}

}  // namespace

extern constinit const Rule partition_detach_pending = {
    .id = "partition_detach_pending",
    .family = Family::partitioning,
    .summary = "a partition that is being detached is detached in the end",
    .documentation =
        {
            .what = "Finds partitions that are marked as being detached.",
            .why = "DETACH PARTITION CONCURRENTLY works in two transactions. Broken off between them, it leaves a "
                   "partition that is none any more for queries of its parent, that gets no new rows, and beside "
                   "which no other one can be detached.",
            .bad = "ALTER TABLE events DETACH PARTITION events_2019 CONCURRENTLY;\n"
                   "ERROR:  canceling statement due to user request",
            .good = "ALTER TABLE events DETACH PARTITION events_2019 FINALIZE;",
            .fix = "Ends what was begun. It waits for queries that still read the parent.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::report,
    .judges_partitions = true,
    .fix_safety = FixSafety::locks,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
