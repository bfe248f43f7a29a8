// Rule partition_default: rows go where they belong.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr Parameter require = {
    .name = "require",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether a table that is partitioned by list must have a default partition.",
};
constexpr const Parameter* parameters[] = {&require};

bool has_rows(const Catalog& catalog, const Relation& partition) {
    for (const Relation* const leaf : leaves_of(catalog, partition))
        if (leaf->blocks > 0) return true;
    return false;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (table.partitioned_by == PartitionedBy::list && table.default_partition == 0 && in.value(require).boolean())
        out.add({.object = ObjectAt::relation(),
                 .says = "has no default partition",
                 .detail = "A row with a value that no partition lists is refused."});
    if (table.partitioned_by != PartitionedBy::range || table.default_partition == 0) return;
    const Relation* const rest = in.catalog.relation(table.default_partition);
    if (rest == nullptr || !has_rows(in.catalog, *rest)) return;
    out.add({.object = ObjectAt::relation(),
             .says = out.text("has rows in its default partition ", shown(*rest)),
             .part = std::string(rest->name),
             .detail = "A new partition for their range is refused as long as they are there, and to find out reads "
                       "all of the default partition under a lock. Pages may also be left of rows that are gone."});
}

}  // namespace

extern constinit const Rule partition_default = {
    .id = "partition_default",
    .family = Family::partitioning,
    .summary = "rows go where they belong",
    .documentation =
        {
            .what = "Finds tables that are partitioned by range and whose default partition is not empty, as far as "
                    "its size tells; with require, also those that are partitioned by list without a default "
                    "partition.",
            .why = "A row comes into the default partition because nobody has made the one where it belongs. Once it "
                   "is there, that one cannot be made any more without moving it first.",
            .bad = "CREATE TABLE events_rest PARTITION OF events DEFAULT;\n"
                   "INSERT INTO events (at) VALUES ('2027-01-01');  -- there is no partition for 2027",
            .good = "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report,
    .judges_partitions = true,
    .needs = Need::sizes | Need::partitioning,
    .relation_kinds = {RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
