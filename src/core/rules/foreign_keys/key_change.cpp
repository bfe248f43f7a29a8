// Statements that make, drop and change foreign keys.

#include "core/rules/foreign_keys/key_change.hpp"

#include <algorithm>

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/policy/policy.hpp"
#include "core/rules/proposed_name.hpp"

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

std::string new_key_name(const Input& in, const std::vector<Text>& columns, Text ref_table,
                         const std::vector<Text>& ref_columns) {
    const Relation& table = in.relation;
    const auto is_free = [&](const std::string& name) {
        return std::none_of(table.constraints.begin(), table.constraints.end(),
                            [&](const Constraint& each) { return each.name == name; });
    };
    NameParts parts{.schema = table.schema, .table = table.name, .ref_table = ref_table, .ref_columns = ref_columns};
    for (const Text column : columns) parts.columns.push_back({.name = column});
    const Rule* const rule = find_rule("foreign_key_name");
    if (in.policy != nullptr && rule != nullptr && in.policy->settings(*rule).severity != Severity::off)
        for (const NameTemplate& each : house_templates(in, "foreign_key_name"))
            if (const std::string name = fit_identifier(each.expand(parts)); is_free(name)) return name;
    const std::string addition = server_made_addition(columns);
    std::string name = server_made_name(table.name, addition, "fkey");
    for (int number = 1; !is_free(name); ++number)
        name = server_made_name(table.name, addition, "fkey" + std::to_string(number));
    return name;
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
