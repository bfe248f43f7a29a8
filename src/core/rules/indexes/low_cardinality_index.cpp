// Rule low_cardinality_index: an index tells few rows from many.

#include <cmath>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/indexes/query_index.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter max_distinct = {
    .name = "max_distinct",
    .type = ParameterType::integer,
    .initial = "4",
    .text = "A column with no more distinct values than this has few of them.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&max_distinct};

/// A smaller part of the rows is worth an index of its own.
constexpr float rare = 0.01F;

const Column* only_column(const Relation& table, const Index& index) {
    const bool is_whole = index.keys.size() == 1 && index.included.empty() && index.predicate == 0;
    return is_whole ? table.column(index.keys[0].column) : nullptr;
}

bool is_boolean(const Column& column) { return column.base != nullptr && column.base->oid == server_type::boolean; }

float nulls_of(const Column& column) { return column.null_fraction < 0 ? 0 : column.null_fraction; }

/// Few values, of which none is rare. Values that are not in the list of common ones share what that leaves.
bool has_few_values(const Input& in, const Column& column) {
    if (column.distribution == nullptr || column.distribution->common == 0) return false;
    const Distribution& known = *column.distribution;
    const double rows = rows_of(in.catalog, in.relation).rows;
    const double distinct =
        std::round(known.distinct < 0 ? -static_cast<double>(known.distinct) * rows : known.distinct);
    if (distinct < 1 || distinct > static_cast<double>(in.value(max_distinct).integer())) return false;
    if (known.least_common < rare) return false;
    const double others = distinct - known.common;
    return others < 1 || (1 - nulls_of(column) - known.common_share) / others >= rare;
}

/// What the last ANALYZE says of values that hardly any row has.
struct RareRows {
    bool is_known = false;
    /// What finds them, as SQL; empty where no value is rare.
    std::string condition;
};

/// Other columns come here only where none of their values is rare.
RareRows rare_rows(const Server& server, const Column& column) {
    if (!is_boolean(column)) return {.is_known = true};
    if (column.distribution == nullptr) return {};
    const float filled = 1 - nulls_of(column);
    if (filled < rare)
        return {.is_known = true, .condition = Findings::text(ident(server, column.name), " IS NOT NULL")};
    const float trues = column.distribution->true_share;
    if (trues < 0) return {};
    if (trues >= rare && filled - trues >= rare) return {.is_known = true};
    return {.is_known = true, .condition = Findings::text(trues < rare ? "" : "NOT ", ident(server, column.name))};
}

std::string detail_of(const RareRows& rows) {
    if (!rows.is_known) return "Whether one of its values is rare is not known: the table was not analyzed.";
    if (!rows.condition.empty())
        return Findings::text("Rows with ", rows.condition,
                              " are rare: a partial index finds them and leaves out the rest.");
    return "By the last ANALYZE no value is rare: an index that finds every third row is slower than the table.";
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        const Column* const column = is_for_queries(index) ? only_column(table, index) : nullptr;
        if (column == nullptr || (!is_boolean(*column) && !has_few_values(in, *column))) continue;
        if (is_needed_by_key(table, index)) continue;
        const RareRows rows = rare_rows(*in.catalog.server, *column);
        out.add({.object = ObjectAt::index(i),
                 .says = out.text("is on ", shown(column->name), " alone, which has only a few values"),
                 .detail = detail_of(rows),
                 .undo_index = rows.is_known && rows.condition.empty() ? index.oid : 0});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Index& index = in.relation.indexes[finding.object.at];
    const Column& column = *only_column(in.relation, index);
    const RareRows rows = rare_rows(sql.server(), column);
    if (!rows.is_known) return;
    if (rows.condition.empty()) return drop_index(in, index, sql);
    if (can_be_partial(in.relation, index)) replace_by_partial(in, index, rows.condition, sql);
}

}  // namespace

extern constinit const Rule low_cardinality_index = {
    .id = "low_cardinality_index",
    .family = Family::indexes,
    .summary = "an index tells few rows from many",
    .documentation =
        {
            .what = "Finds indexes of all rows over one column alone that is boolean, or that by the last ANALYZE has "
                    "a few values of which none is rare (less than one row of a hundred). Not those that are unique, "
                    "back a constraint, are the replica identity or the order of CLUSTER, or alone serve a foreign "
                    "key.",
            .why = "To read a half or a fourth of a table by an index takes longer than to read it all, so that the "
                   "planner does not. A value that is rare is found by a partial index that has only its rows.",
            .bad = "CREATE INDEX idx_orders_is_paid ON orders (is_paid);",
            .good = "CREATE INDEX idx_orders_unpaid ON orders (created_at) WHERE NOT is_paid;",
            .fix = "Where one value of a boolean column is rare, a partial index over its rows takes the place and "
                   "the name of the present one; storage parameters must be given again. Where none is rare, the "
                   "index is dropped, and undo_sql makes it again. Nothing where the table was never analyzed.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::report | Moment::file,
    .heuristic = true,
    .judges_partitions = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::lookups | Need::references | Need::distribution,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
