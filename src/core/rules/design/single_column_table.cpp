// Rule single_column_table: a table says something of what it lists.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/design/audit_columns.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Column* only = nullptr;
    for (const Column& column : table.columns) {
        if (is_audit_column(column)) continue;
        if (only != nullptr) return;
        only = &column;
    }
    // What a foreign key refers to has a unique index that it rests on.
    const bool is_referenced =
        std::any_of(table.indexes.begin(), table.indexes.end(), [](const Index& each) { return each.referenced; });
    if (is_referenced) return;
    out.add({.object = ObjectAt::relation(),
             .says = only == nullptr ? std::string("has no column of its own")
                                     : out.text("has no column beside ", shown(only->name)),
             .detail = "No foreign key refers to it."});
}

}  // namespace

extern constinit const Rule single_column_table = {
    .id = "single_column_table",
    .family = Family::design,
    .summary = "a table says something of what it lists",
    .documentation =
        {
            .what = "Finds tables with one column or none, beside those that say when and by whom a row was made, "
                    "changed or deleted, to which no foreign key refers.",
            .why = "A list of values that nothing is checked against is forgotten: either a foreign key should refer "
                   "to it, or it is left over, or it was made by mistake.",
            .bad = "CREATE TABLE currencies (code text PRIMARY KEY);\n"
                   "CREATE TABLE prices (id bigint PRIMARY KEY, currency text);",
            .good = "CREATE TABLE prices (id bigint PRIMARY KEY, currency text REFERENCES currencies);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report | Moment::file,
    .needs = Need::columns | Need::indexes | Need::references,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
