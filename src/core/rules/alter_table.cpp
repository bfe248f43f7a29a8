// Statements that several fixes are made of.

#include "core/rules/alter_table.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {

namespace {

Text alter_word(const Relation& table) {
    return table.kind == RelationKind::foreign_table ? "ALTER FOREIGN TABLE " : "ALTER TABLE ";
}

}  // namespace

std::string alter_start(const Server& server, const Relation& table) {
    return Findings::text(alter_word(table), ident(server, table));
}

std::string alter_default_start(const Server& server, const Input& in, const Column& column) {
    const std::vector<const Relation*> tree = tree_of(in.catalog, in.relation);
    const bool is_set_below = std::any_of(tree.begin() + 1, tree.end(), [&](const Relation* each) {
        const Column* const same = each->column(column.name);
        return same != nullptr && same->has_default;
    });
    return Findings::text(alter_word(in.relation), is_set_below ? "ONLY " : "", ident(server, in.relation),
                          " ALTER COLUMN ", ident(server, column.name));
}

bool is_held_by_parent(const Input& in, const Constraint& check) {
    return std::any_of(in.relation.parents.begin(), in.relation.parents.end(), [&](ObjectId oid) {
        const Relation* const parent = in.catalog.relation(oid);
        return parent != nullptr &&
               std::any_of(parent->constraints.begin(), parent->constraints.end(), [&](const Constraint& each) {
                   return each.kind == ConstraintKind::check && !each.no_inherit && each.name == check.name;
               });
    });
}

std::string free_constraint_name(const Relation& table, const std::string& wanted) {
    const auto is_taken = [&](const std::string& name) {
        return std::any_of(table.constraints.begin(), table.constraints.end(),
                           [&](const Constraint& each) { return each.name == name; });
    };
    std::string name = fit_identifier(wanted);
    for (int number = 2; is_taken(name); ++number) name = fit_identifier(wanted + "_" + std::to_string(number));
    return name;
}

// A scan for nulls under ACCESS EXCLUSIVE would stop all readers: the scan goes to VALIDATE, and SET NOT NULL then
// believes the proven check.
void set_not_null(const Input& in, const Column& column, Text value, Sql& sql) {
    const Server& server = sql.server();
    const std::string name = ident(server, column.name);
    const std::string start = alter_start(server, in.relation);
    if (in.relation.kind == RelationKind::foreign_table || in.relation.origin != Origin::earlier) {
        sql.statement(start, " ALTER COLUMN ", name, " SET NOT NULL");
        return;
    }
    const std::string proof =
        ident(server, free_constraint_name(in.relation, Findings::text(column.name, "_not_null")));
    if (!value.empty())
        sql.statement("UPDATE ", ident(server, in.relation), " SET ", name, " = ", value, " WHERE ", name, " IS NULL");
    sql.statement(start, " ADD CONSTRAINT ", proof, " CHECK (", name, " IS NOT NULL) NOT VALID");
    sql.statement(start, " VALIDATE CONSTRAINT ", proof);
    // In one statement the check would go first.
    sql.statement(start, " ALTER COLUMN ", name, " SET NOT NULL");
    sql.statement(start, " DROP CONSTRAINT ", proof);
}

}  // namespace conventions::core
