// Rule index_column_order: what tells most, and what is compared by =, comes first.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/usage_sums.hpp"

namespace conventions::core {
namespace {

constexpr Parameter min_rows = {
    .name = "min_rows",
    .type = ParameterType::integer,
    .initial = "10000",
    .text = "The rows that a table must have to be worth a finding.",
};
constexpr const Parameter* parameters[] = {&min_rows};

constexpr double ratio = 100;

bool is_moment(const Column& column) {
    return column.base != nullptr && !column.is_array &&
           (column.base->oid == server_type::timestamp || column.base->oid == server_type::timestamptz);
}

bool is_of_time(const Column& column) { return column.base != nullptr && column.base->category == 'D'; }

/// Queries look for one value of it.
bool is_for_equality(const Relation& table, const Column& column) {
    if (column.base == nullptr || column.is_array) return false;
    return column.base->oid == server_type::boolean || column.base->kind == TypeKind::enumeration ||
           is_in_foreign_key(table, column.number);
}

double distinct_of(const Column& column, double rows) {
    if (column.distribution == nullptr) return 0;
    const double distinct = column.distribution->distinct;
    return distinct < 0 ? -distinct * rows : distinct;
}

/// The first column has far fewer values than the second. A key that leads to its rows, and a range behind what is
/// compared by =, are where they belong; and an index that is read as it stands is evidence against a finding.
bool tells_little_first(const Input& in, const Index& index, const Column& first, const Column& second, double rows) {
    if (is_of_time(second) || is_in_foreign_key(in.relation, first.number)) return false;
    const double firsts = distinct_of(first, rows);
    const double seconds = distinct_of(second, rows);
    if (firsts <= 1 || seconds < firsts * ratio) return false;
    const IndexUse use = use_of(in.catalog, in.relation, index);
    return use.is_known && use.scans == 0;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const double rows = rows_of(in.catalog, table).rows;
    if (rows < static_cast<double>(in.value(min_rows).integer())) return;
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        if (index.access_method != "btree" || index.keys.size() < 2 || index.parent != 0 || !index.valid) continue;
        const Column* const first = table.column(index.keys[0].column);
        const Column* const second = table.column(index.keys[1].column);
        if (first == nullptr || second == nullptr) continue;
        if (is_moment(*first) && is_for_equality(table, *second))
            out.add({.object = ObjectAt::index(i),
                     .says = out.text("has the moment ", shown(first->name), " before ", shown(second->name),
                                      ", of which queries look for one value"),
                     .detail = "Of a range of time it must read every entry. The other way round it reads those of "
                               "the one value alone. Which queries there are is not looked at."});
        else if (tells_little_first(in, index, *first, *second, rows))
            out.add({.object = ObjectAt::index(i),
                     .says = out.text("begins with ", shown(first->name), ", which has far fewer values than ",
                                      shown(second->name)),
                     .detail = out.text("By the last ANALYZE. A query for the second alone cannot use it, and no "
                                        "query has. ",
                                        counted_text(in.catalog))});
    }
}

}  // namespace

extern constinit const Rule index_column_order = {
    .id = "index_column_order",
    .family = Family::indexes,
    .summary = "an index begins with what tells most",
    .documentation =
        {
            .what = "Finds btree indexes of several columns that begin with a timestamp, before a column of which "
                    "queries look for one value: of a foreign key, boolean, or an enum. And those that no query has "
                    "read, and whose first column by the last ANALYZE has a hundredth of the values of the second; "
                    "not where the second is a date or a time, or the first in a foreign key.",
            .why = "An index is searched from its first column on. Behind a range nothing is searched any more, and "
                   "who asks for the second column alone is not served at all.",
            .bad = "CREATE INDEX idx_orders_placed_at_customer_id ON orders (placed_at, customer_id);",
            .good = "CREATE INDEX idx_orders_customer_id_placed_at ON orders (customer_id, placed_at);",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report,
    .heuristic = true,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::distribution | Need::usage,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
