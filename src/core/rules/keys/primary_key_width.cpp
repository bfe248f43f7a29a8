// Rule primary_key_width: a primary key is short.

#include <algorithm>

#include "core/policy/value.hpp"
#include "core/rules/constraint_columns.hpp"

namespace conventions::core {
namespace {

constexpr Parameter max_columns = {
    .name = "max_columns",
    .type = ParameterType::integer,
    .initial = "4",
    .text = "The columns that a primary key may have.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&max_columns};

/// It says which rows of other tables belong together.
bool joins(const Relation& table, const Constraint& key) {
    return std::all_of(key.columns.begin(), key.columns.end(),
                       [&](AttributeNumber number) { return is_in_foreign_key(table, number); });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Constraint* const key = table.primary_key();
    const auto limit = static_cast<std::size_t>(in.value(max_columns).integer());
    if (key == nullptr || key->columns.size() <= limit || joins(table, *key)) return;
    out.add(
        {.object = ObjectAt::constraint(static_cast<std::size_t>(key - table.constraints.data())),
         .says = out.text("has ", std::to_string(key->columns.size()), " columns, more than ", std::to_string(limit))});
}

}  // namespace

extern constinit const Rule primary_key_width = {
    .id = "primary_key_width",
    .family = Family::keys,
    .summary = "a primary key is short",
    .documentation =
        {
            .what = "Finds primary keys of more columns than max_columns. One whose columns all belong to foreign keys "
                    "is left out: it joins tables.",
            .why = "Every table that refers to this one repeats all columns of its key, and so does every index there. "
                   "A key of its own, and a unique constraint over the columns, say the same in one column.",
            .bad = "CREATE TABLE readings (a int, b int, c int, d int, e int, PRIMARY KEY (a, b, c, d, e));",
            .good = "CREATE TABLE readings (id bigint PRIMARY KEY, a int, b int, c int, d int, e int,\n"
                    "    UNIQUE NULLS NOT DISTINCT (a, b, c, d, e));",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
