// Rule no_index: a table of some size has an index.

#include <algorithm>

#include "core/policy/value.hpp"
#include "core/rules/tree.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter min_rows = {
    .name = "min_rows",
    .type = ParameterType::integer,
    .initial = "10000",
    .text = "A table with more rows needs an index.",
};
constexpr const Parameter* parameters[] = {&min_rows};

void check(const Input& in, Findings& out) {
    const std::vector<const Relation*> leaves = leaves_of(in.catalog, in.relation);
    if (std::any_of(leaves.begin(), leaves.end(), [](const Relation* each) { return !each->indexes.empty(); })) return;
    const RowCount count = rows_of(in.catalog, in.relation);
    if (count.rows <= static_cast<double>(in.value(min_rows).integer())) return;
    out.add(
        {.object = ObjectAt::relation(),
         .says = out.text("has about ", std::to_string(static_cast<std::int64_t>(count.rows)), " rows and no index")});
}

}  // namespace

extern constinit const Rule no_index = {
    .id = "no_index",
    .family = Family::indexes,
    .summary = "a table of some size has an index",
    .documentation =
        {
            .what = "Finds tables without any index that by the last ANALYZE or VACUUM have more rows than the "
                    "parameter says. Of a partitioned table all partitions must be without one; their rows count "
                    "together.",
            .why = "Each query, each UPDATE and each DELETE reads the table from end to end, however few rows it is "
                   "after. Which columns want an index the queries tell; a primary key is the least.",
            .bad = "CREATE TABLE events AS SELECT * FROM import;  -- 4 million rows",
            .good = "ALTER TABLE events ADD PRIMARY KEY (id);",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::info, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::report,
    .heuristic = true,
    .needs = Need::indexes,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
