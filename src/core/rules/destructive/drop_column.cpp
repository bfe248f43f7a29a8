// Rule drop_column: no column with values is dropped in passing.

#include "core/output/names.hpp"
#include "core/rules/tree.hpp"

#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr std::int64_t bytes_per_block = 8192;
constexpr std::int64_t bytes_per_megabyte = 1024 * 1024;

/// What is known of the rows that were there before this transaction.
struct Extent {
    bool has_rows = false;
    std::int64_t blocks = 0;
    double tuples = 0;
};

// A foreign table keeps its rows elsewhere: nothing is lost with the column.
bool has_own_rows(const Relation& relation) {
    return relation.kind == RelationKind::table && relation.origin == Origin::earlier && !relation.emptied_here;
}

/// `only`: without the tables below. A size that is not known counts as rows.
Extent extent_of(const Catalog& catalog, const Relation& table, bool only) {
    Extent extent;
    const std::vector<const Relation*> tree = only ? std::vector{&table} : tree_of(catalog, table);
    for (const Relation* each : tree) {
        if (!has_own_rows(*each) || each->blocks == 0) continue;
        extent.has_rows = true;
        if (each->blocks > 0) extent.blocks += each->blocks;
        if (each->tuples > 0) extent.tuples += each->tuples;
    }
    return extent;
}

bool is_old_table(const Relation& relation) { return relation.is_table() && relation.origin == Origin::earlier; }

std::string size_of(const Extent& extent) {
    if (extent.tuples > 0)
        return Findings::text("The table has about ", std::to_string(static_cast<std::int64_t>(extent.tuples)),
                              " rows.");
    if (extent.blocks == 0) return "How many rows the table has is not known.";
    const std::int64_t megabytes = extent.blocks * bytes_per_block / bytes_per_megabyte;
    return megabytes == 0 ? std::string("The table has less than 1 MB of rows.")
                          : Findings::text("The table has about ", std::to_string(megabytes), " MB of rows.");
}

/// Statistics say that every row is null there.
bool is_all_null(const Column& column) { return column.null_fraction >= 1; }

void check_statement(const StatementInput& in, Findings& out) {
    const Statement& statement = in.statement;
    if (statement.kind != StatementKind::alter_table || statement.targets.empty()) return;
    const Relation* const table = in.catalog.relation(statement.targets[0].relation);
    if (table == nullptr || !is_old_table(*table)) return;
    const Extent extent = extent_of(in.catalog, *table, statement.only);
    if (!extent.has_rows) return;
    for (const Action& action : statement.actions) {
        if (action.kind != ActionKind::drop_column) continue;
        const Column* const column = table->column(action.name);
        if (column == nullptr || is_all_null(*column)) continue;
        out.add({.object = ObjectAt::statement(0),
                 .says = "would be dropped with its values",
                 .detail = size_of(extent),
                 .column = std::string(column->name)});
    }
}

// What CASCADE took: `in.relation` is the table as it was. A column that only a parent defined went with the parent's.
void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (!is_old_table(table)) return;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (!column.dropped || column.inherited || is_all_null(column)) continue;
        const Extent extent = extent_of(in.catalog, table, false);
        if (!extent.has_rows) return;
        out.add({.object = ObjectAt::column(i),
                 .says = "is dropped by CASCADE with its values",
                 .detail = size_of(extent)});
    }
}

}  // namespace

extern constinit const Rule drop_column = {
    .id = "drop_column",
    .family = Family::destructive,
    .summary = "no column with values is dropped",
    .documentation =
        {
            .what = "Finds ALTER TABLE ... DROP COLUMN, and columns that CASCADE takes with a type or a function, of "
                    "tables that have rows from before the transaction. Quiet where statistics say that the column "
                    "holds nulls only.",
            .why = "The values are gone at once, and releases of the application that still name the column fail.",
            .bad = "ALTER TABLE orders DROP COLUMN total;",
            .good = "First stop reading and writing the column, in a release of its own; keep a copy of what must be "
                    "kept; then drop it, with the table named in exclude.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::before | Moment::drop | Moment::file,
    .needs = Need::columns | Need::sizes | Need::statistics,
    .looks_at = {.kinds = {StatementKind::alter_table}, .actions = {ActionKind::drop_column}},
    .relation_kinds = tables,
    .check = check,
    .check_statement = check_statement,
};

}  // namespace conventions::core
