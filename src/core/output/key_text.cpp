// Foreign keys as SQL.

#include "core/output/key_text.hpp"

#include "core/output/names.hpp"

namespace conventions::core {

Text words_of(ForeignKeyAction action) {
    switch (action) {
    case ForeignKeyAction::no_action:
        return "NO ACTION";
    case ForeignKeyAction::restrict_action:
        return "RESTRICT";
    case ForeignKeyAction::cascade:
        return "CASCADE";
    case ForeignKeyAction::set_null:
        return "SET NULL";
    case ForeignKeyAction::set_default:
        return "SET DEFAULT";
    }
    return {};
}

std::string deferring_of(const Constraint& constraint) {
    if (!constraint.deferrable) return {};
    return constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

std::string tail_of_foreign_key(const Server& server, const Relation& relation, const Constraint& key, Text on_delete) {
    std::string tail;
    if (key.match == ForeignKeyMatch::full) tail.append(" MATCH FULL");
    if (key.on_update != ForeignKeyAction::no_action) tail.append(" ON UPDATE ").append(words_of(key.on_update));
    if (on_delete != words_of(ForeignKeyAction::no_action)) tail.append(" ON DELETE ").append(on_delete);
    if (on_delete == words_of(key.on_delete) && !key.set_columns.empty())
        tail.append(" (").append(ident_list(server, relation, key.set_columns)).append(")");
    return tail.append(deferring_of(key));
}

std::string tail_of_foreign_key(const Server& server, const Relation& relation, const Constraint& key) {
    return tail_of_foreign_key(server, relation, key, words_of(key.on_delete));
}

std::string definition_of_foreign_key(const Server& server, const Relation& relation, const Constraint& key,
                                      const std::string& tail) {
    std::string text = "FOREIGN KEY (";
    text.append(ident_list(server, relation, key.columns)).append(") REFERENCES ");
    text.append(ident(server, key.referenced_schema, key.referenced_name)).append(" (");
    for (std::size_t i = 0; i < key.referenced_column_names.size(); ++i)
        text.append(i == 0 ? "" : ", ").append(ident(server, key.referenced_column_names[i]));
    return text.append(")").append(tail);
}

}  // namespace conventions::core
