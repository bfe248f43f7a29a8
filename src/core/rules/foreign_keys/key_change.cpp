// Statements that make, drop and change foreign keys.

#include "core/rules/foreign_keys/key_change.hpp"

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"

namespace conventions::core {
namespace {

std::string comment_on(const Server& server, const Relation& table, const Constraint& key) {
    return Findings::text("COMMENT ON CONSTRAINT ", ident(server, key.name), " ON ", ident(server, table), " IS ",
                          literal(key.comment));
}

Text state_of(const Constraint& key) {
    if (!key.enforced) return " NOT ENFORCED";
    return key.validated ? "" : " NOT VALID";
}

}  // namespace

bool is_root_key(const Constraint& constraint) {
    return constraint.kind == ConstraintKind::foreign_key && constraint.parent == 0;
}

std::string add_key(const Server& server, const Relation& table, const Constraint& key) {
    const std::string tail = tail_of_foreign_key(server, table, key);
    std::string text = Findings::text("ALTER TABLE ", ident(server, table), " ADD CONSTRAINT ", ident(server, key.name),
                                      " ", definition_of_foreign_key(server, table, key, tail), state_of(key));
    if (key.has_comment) text += Findings::text(";\n", comment_on(server, table, key));
    return text;
}

void replace_on_delete(const Input& in, const Constraint& key, Text on_delete, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table));
    const std::string name = ident(server, key.name);
    const std::string definition =
        definition_of_foreign_key(server, table, key, tail_of_foreign_key(server, table, key, on_delete));
    // NOT VALID is refused for partitioned tables before 18.
    const bool apart = table.kind != RelationKind::partitioned_table && table.origin == Origin::earlier;
    sql.statement(start, " DROP CONSTRAINT ", name, ", ADD CONSTRAINT ", name, " ", definition,
                  apart || !key.validated ? " NOT VALID" : "");
    if (apart && key.validated) sql.statement(start, " VALIDATE CONSTRAINT ", name);
    if (key.has_comment) sql.statement(comment_on(server, table, key));
    sql.undo(start, " DROP CONSTRAINT ", name, ";\n", add_key(server, table, key));
}

}  // namespace conventions::core
