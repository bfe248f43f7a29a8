// Rule all_columns_nullable: something is known of every row.

#include <algorithm>

#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr std::size_t fewest = 3;

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Constraint* const key = table.primary_key();
    std::size_t others = 0;
    bool adds_some = false;
    for (const Column& column : table.columns) {
        const bool is_key =
            key != nullptr && std::find(key->columns.begin(), key->columns.end(), column.number) != key->columns.end();
        // Whether what is computed may be null nobody has said.
        if (is_key || column.generated != Generated::none) continue;
        if (column.not_null || column.domain_not_null) return;
        ++others;
        adds_some = adds_some || !column.inherited;
    }
    // What it has from its parents alone is theirs to mend.
    if (others < fewest || !adds_some) return;
    Finding found = {.object = ObjectAt::relation(),
                     .says = out.text("has no column that is NOT NULL", key != nullptr ? " beside its key" : "")};
    // CREATE TABLE AS and SELECT INTO have no place to write NOT NULL.
    if (table.made_by_query) found.at_most = Severity::warn;
    out.add(std::move(found));
}

}  // namespace

extern constinit const Rule all_columns_nullable = {
    .id = "all_columns_nullable",
    .family = Family::columns,
    .summary = "something is known of every row",
    .documentation =
        {
            .what = "Finds tables in which every column but those of the primary key may be null, if there are three "
                    "or more of them. Generated columns do not count.",
            .why = "A row of which nothing is known is no row: NOT NULL was forgotten as a whole. Every program that "
                   "reads the table must be ready for nulls that were never meant.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, name text, email text, active boolean);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, email text NOT NULL, active "
                    "boolean);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
