// What the checks of a table say of a column.

#include "core/rules/column_limits.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

std::string check_name(const Input& in, const Column& column, Text word) {
    const NameParts parts{.schema = in.relation.schema, .table = in.relation.name, .columns = {{.name = column.name}}};
    const std::string rule = Findings::text(column.name, "_", word);
    for (const NameTemplate& each : house_templates(in, "check_name"))
        if (each.uses(Placeholder::rule)) return free_constraint_name(in.relation, each.expand(parts, rule));
    return free_constraint_name(in.relation, Findings::text("ck_", in.relation.name, "_", rule));
}

}  // namespace

ColumnLimit limits_of(const Relation& table, const Column& column) {
    ColumnLimit all{.column = column.number};
    for (const Constraint& check : table.constraints) {
        if (!check.enforced) continue;
        for (const ColumnLimit& each : check.limits) {
            if (each.column != column.number) continue;
            all.least = all.least || each.least;
            all.most = all.most || each.most;
            all.listed = all.listed || each.listed;
            all.length = all.length || each.length;
        }
    }
    return all;
}

bool is_checked_by_domain(const Catalog& catalog, const Column& column) {
    for (const Type* type = column.type; type != nullptr && type->kind == TypeKind::domain;
         type = catalog.type(type->domain_base))
        if (type->domain_has_check) return true;
    return false;
}

void add_check(const Input& in, const Column& column, Text word, Text condition, Sql& sql) {
    const Server& server = sql.server();
    const std::string start = alter_start(server, in.relation);
    const std::string name = ident(server, check_name(in, column, word));
    const bool is_foreign = in.relation.kind == RelationKind::foreign_table;
    const bool is_new = in.relation.origin != Origin::earlier;
    sql.statement(start, " ADD CONSTRAINT ", name, " CHECK (", condition, ")",
                  is_foreign || is_new ? "" : " NOT VALID");
    if (!is_foreign && !is_new) sql.statement(start, " VALIDATE CONSTRAINT ", name);
    sql.undo(start, " DROP CONSTRAINT ", name);
}

}  // namespace conventions::core
