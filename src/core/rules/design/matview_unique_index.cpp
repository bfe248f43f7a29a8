// Rule matview_unique_index: a materialized view can be refreshed while it is read.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

/// As REFRESH CONCURRENTLY asks for it: over all rows, and over columns alone.
bool can_tell_rows(const Index& index) {
    return index.unique && index.valid && index.immediate && index.predicate == 0 &&
           std::all_of(index.keys.begin(), index.keys.end(), [](const IndexKey& key) { return key.column != 0; });
}

void check(const Input& in, Findings& out) {
    const Relation& view = in.relation;
    if (view.blocks <= 0 || std::any_of(view.indexes.begin(), view.indexes.end(), can_tell_rows)) return;
    out.add({.object = ObjectAt::relation(),
             .says = "has no unique index over columns and all rows",
             .detail = "REFRESH MATERIALIZED VIEW CONCURRENTLY is refused: each refresh shuts readers out."});
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Relation& view = in.relation;
    const std::string name = free_name(in, view.schema, fit_identifier(std::string(view.name) + "_key"),
                                       making_of(Findings::text("key of ", std::to_string(view.oid))));
    const std::string rest = Findings::text(ident(server, name), " ON ", ident(server, view), " (<columns>)");
    if (in.situation.in_block || view.origin != Origin::earlier)
        sql.statement("CREATE UNIQUE INDEX ", rest);
    else
        sql.outside_transaction("CREATE UNIQUE INDEX CONCURRENTLY ", rest);
    sql.undo("DROP INDEX ", ident(server, view.schema, name));
}

}  // namespace

extern constinit const Rule matview_unique_index = {
    .id = "matview_unique_index",
    .family = Family::design,
    .summary = "a materialized view can be refreshed while it is read",
    .documentation =
        {
            .what = "Finds materialized views with rows that have no valid unique index over columns alone and over "
                    "all rows.",
            .why = "Without one REFRESH MATERIALIZED VIEW CONCURRENTLY is refused. The plain one holds an ACCESS "
                   "EXCLUSIVE lock until the query is done: nobody reads the view meanwhile.",
            .bad = "CREATE MATERIALIZED VIEW daily_sales AS SELECT day, sum(amount) FROM sales GROUP BY day;",
            .good = "CREATE MATERIALIZED VIEW daily_sales AS SELECT day, sum(amount) FROM sales GROUP BY day;\n"
                    "CREATE UNIQUE INDEX daily_sales_key ON daily_sales (day);",
            .fix = "Creates a unique index, CONCURRENTLY outside transactions; which columns tell its rows apart a "
                   "person must say.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::indexes | Need::sizes,
    .relation_kinds = {RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
