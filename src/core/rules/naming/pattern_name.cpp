// Compares names with a pattern, and proposes others.

#include "core/rules/naming/pattern_name.hpp"

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

bool is_off_pattern(const Value& pattern, Text name) { return pattern.has_pattern() && !pattern.matches(name); }

std::string does_not_match(const Value& pattern) {
    return Findings::text("has a name that does not match ", pattern.text());
}

std::string proposed_by(const Context& in, const Value& pattern, Text name, std::string (*instead)(Text),
                        Text classes) {
    std::string proposed = snake_case(name);
    // Out of the frying pan: the words in lower case may be a key word (reserved_word).
    const Keyword* const keyword = find_keyword(*in.catalog.server, proposed);
    if (keyword != nullptr && classes.find(keyword->category) != Text::npos) proposed = instead(proposed);
    return pattern.matches(proposed) ? proposed : std::string();
}

void rename_relation(const Input& in, const Value& pattern, Text command, std::string (*instead)(Text), Sql& sql) {
    const Server& server = sql.server();
    const Relation& relation = in.relation;
    const std::string proposed = proposed_by(in, pattern, relation.name, instead);
    const std::string name =
        proposed.empty() ? proposed : free_name(in, relation.schema, proposed, renaming_of(relation.oid));
    if (name.empty() || !pattern.matches(name)) {
        sql.statement(command, ident(server, relation), " RENAME TO <name>");
        return;
    }
    sql.statement(command, ident(server, relation), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, relation.schema, name), " RENAME TO ", ident(server, relation.name));
}

}  // namespace conventions::core
