// Rule row_security: tables of exposed schemas have row security.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

constexpr Parameter schemas = {
    .name = "schemas",
    .type = ParameterType::list,
    .text = "The schemas whose tables must have row security; without one nothing is judged.",
};
constexpr const Parameter* parameters[] = {&schemas};

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (table.row_security || !in.value(schemas).lists(table.schema)) return;
    Finding found = {.object = ObjectAt::relation(), .says = "has no row security"};
    // The server asks the relation that the query names, and no other.
    if (table.kind == RelationKind::partitioned_table)
        found.detail = "Who reads a partition by its own name obeys that of the partition alone.";
    else if (!table.children.empty())
        found.detail = "Who reads an inheriting table by its own name obeys that of the inheriting table alone.";
    out.add(std::move(found));
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const std::string start = alter_start(sql.server(), in.relation);
    sql.statement(start, " ENABLE ROW LEVEL SECURITY");
    sql.undo(start, " DISABLE ROW LEVEL SECURITY");
}

}  // namespace

extern constinit const Rule row_security = {
    .id = "row_security",
    .family = Family::security,
    .summary = "tables of exposed schemas have row security",
    .documentation =
        {
            .what = "Finds tables and partitioned tables of the listed schemas for which row security is not enabled. "
                    "A partition is judged through its root: its own row security counts only for who reads it by its "
                    "own name, a right that clients need not have. A table that inherits needs its own. Foreign tables "
                    "can have none.",
            .why = "Where clients reach a schema directly, as through a web interface made of it, whoever may read a "
                   "table reads all of its rows. With row security a table that nobody thought of shows nothing.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer name NOT NULL);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer name NOT NULL);\n"
                    "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\n"
                    "CREATE POLICY own_orders ON orders USING (customer = CURRENT_USER);",
            .fix = "Enables it, under ACCESS EXCLUSIVE for a moment. From then on everybody but the owner, superusers "
                   "and roles with BYPASSRLS reads and writes only the rows that a policy lets through: none at all "
                   "while the table has no policy. Make the policies in the same transaction.",
        },
    .parameters = parameters,
    .severities = {},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
