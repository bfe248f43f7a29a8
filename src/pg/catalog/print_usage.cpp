// print_usage.cpp: what only a reading of the whole database knows, as text.

#include "pg/catalog/print_line.hpp"

namespace conventions::pg {
namespace {

void print_counts(StringInfo out, const char* what, const core::Relation& relation, core::Text part,
                  const core::Usage* usage) {
    if (usage == nullptr) return;
    begin(out, what, relation, part)
        .number("scans", usage->scans)
        .number("rows_read", usage->rows_read)
        .number("inserted", usage->inserted)
        .number("updated", usage->updated)
        .number("hot_updated", usage->hot_updated)
        .number("deleted", usage->deleted)
        .flag("analyzed", usage->last_analyze != 0)
        .end();
}

void print_distribution(StringInfo out, const core::Relation& relation, const core::Column& column) {
    if (column.distribution == nullptr) return;
    const core::Distribution& each = *column.distribution;
    begin(out, "distribution", relation, column.name)
        .real("distinct", each.distinct)
        .number("average_width", each.average_width)
        .number("common", each.common)
        .real("common_share", each.common_share)
        .real("most_common", each.most_common)
        .real("least_common", each.least_common)
        .real("true_share", each.true_share)
        .end();
}

}  // namespace

void print_usage(StringInfo out, const core::Relation& relation) {
    print_counts(out, "usage", relation, {}, relation.usage);
    for (const core::Index& each : relation.indexes) print_counts(out, "index_usage", relation, each.name, each.usage);
    for (const core::Column& each : relation.columns) print_distribution(out, relation, each);
    if (relation.kind == core::RelationKind::partitioned_table)
        begin(out, "partitioning", relation, {})
            .number("by", static_cast<int>(relation.partitioned_by))
            .number("default_partition", relation.default_partition)
            .end();
}

}  // namespace conventions::pg
