// Names for messages and for SQL, spelled as the server spells them.

#include "core/output/names.hpp"

#include <algorithm>

namespace conventions::core {
namespace {

bool is_safe_unquoted(Text name) {
    if (name.empty()) return false;
    const char first = name.front();
    if (!((first >= 'a' && first <= 'z') || first == '_')) return false;
    return std::all_of(name.begin(), name.end(), [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_';
    });
}

bool is_keyword(const Server& server, Text name) {
    const Keyword* const keyword = find_keyword(server, name);
    return keyword != nullptr && keyword->category != 'U';
}

/// Types that the server prints by their name in the SQL standard, which no schema may precede, and that bear this name
/// in pg_type, too. The other ones are known by the difference of the two names.
bool has_standard_name(Text name) { return name == "bit" || name == "numeric" || name == "interval"; }

std::string catalog_type_identity(const Type& type) {
    Text stem = type.shown;
    Text name = type.name;
    const bool is_array = stem.ends_with("[]") && name.starts_with("_");
    if (is_array) {
        stem.remove_suffix(2);
        name.remove_prefix(1);
    }
    const Text bare = stem.starts_with('"') ? stem.substr(1, stem.size() - 2) : stem;
    if (bare != name || has_standard_name(name)) return std::string(type.shown);
    return std::string("pg_catalog.").append(type.shown);
}

}  // namespace

const Keyword* find_keyword(const Server& server, Text word) {
    Rows<Keyword> keywords = server.keywords;
    if (!server.letters.empty()) {
        // Asked for every column: it is not worth while to look through all.
        if (word.empty() || word[0] < 'a' || word[0] > 'z') return nullptr;
        const LetterOfKeywords& letter = server.letters[static_cast<std::size_t>(word[0] - 'a')];
        if (word.size() >= 32 || (letter.lengths >> word.size() & 1U) == 0) return nullptr;
        keywords = keywords.subspan(letter.begin, letter.end - letter.begin);
    }
    const auto found = std::lower_bound(keywords.begin(), keywords.end(), word,
                                        [](const Keyword& keyword, Text wanted) { return keyword.word < wanted; });
    return found != keywords.end() && found->word == word ? &*found : nullptr;
}

std::string ident(const Server& server, Text name) {
    if (is_safe_unquoted(name) && !is_keyword(server, name)) return std::string(name);
    std::string quoted = "\"";
    for (const char each : name) {
        if (each == '"') quoted.push_back('"');
        quoted.push_back(each);
    }
    quoted.push_back('"');
    return quoted;
}

std::string ident(const Server& server, Text schema, Text name) {
    return ident(server, schema).append(".").append(ident(server, name));
}

std::string ident(const Server& server, const Relation& relation) {
    return ident(server, relation.schema, relation.name);
}

std::string literal(Text text) {
    const bool escapes = text.find('\\') != Text::npos;
    std::string quoted = escapes ? "E'" : "'";
    for (const char each : text) {
        if (each == '\'' || each == '\\') quoted.push_back(each);
        quoted.push_back(each);
    }
    quoted.push_back('\'');
    return quoted;
}

Text word_of(RelationKind kind) {
    switch (kind) {
    case RelationKind::table:
        return "table";
    case RelationKind::partitioned_table:
        return "partitioned table";
    case RelationKind::foreign_table:
        return "foreign table";
    case RelationKind::view:
        return "view";
    case RelationKind::materialized_view:
        return "materialized view";
    case RelationKind::sequence:
        return "sequence";
    case RelationKind::composite_type:
        return "composite type";
    }
    return "relation";
}

Text word_of(ConstraintKind kind) {
    switch (kind) {
    case ConstraintKind::primary_key:
        return "primary key";
    case ConstraintKind::unique:
        return "unique constraint";
    case ConstraintKind::foreign_key:
        return "foreign key";
    case ConstraintKind::check:
        return "check constraint";
    case ConstraintKind::exclusion:
        return "exclusion constraint";
    case ConstraintKind::trigger:
        return "constraint trigger";
    case ConstraintKind::not_null:
        return "not-null constraint";
    }
    return "constraint";
}

std::string shown(Text schema, Text name) {
    std::string text = "\"";
    if (!schema.empty()) text.append(schema).append(".");
    return text.append(name).append("\"");
}

std::string shown(const Relation& relation) { return shown(relation.schema, relation.name); }

std::string shown(Text name) { return shown({}, name); }

std::string column_list(const Relation& relation, Rows<AttributeNumber> columns) {
    std::string text;
    for (const AttributeNumber number : columns) {
        const Column* const column = relation.column(number);
        if (column == nullptr) continue;
        if (!text.empty()) text.append(", ");
        text.append(column->name);
    }
    return text;
}

std::string ident_list(const Server& server, const Relation& relation, Rows<AttributeNumber> columns) {
    std::string text;
    for (const AttributeNumber number : columns) {
        const Column* const column = relation.column(number);
        if (column == nullptr) continue;
        if (!text.empty()) text.append(", ");
        text.append(ident(server, column->name));
    }
    return text;
}

std::string identity_of(const Server& server, const Relation& relation) { return ident(server, relation); }

std::string identity_of(const Server& server, const Relation& relation, const Column& column) {
    return ident(server, relation).append(".").append(ident(server, column.name));
}

std::string identity_of(const Server& server, const Relation& relation, const Constraint& constraint) {
    return ident(server, constraint.name).append(" on ").append(ident(server, relation));
}

std::string identity_of(const Server& server, const Index& index) { return ident(server, index.schema, index.name); }

std::string identity_of(const Server& server, const Type& type) {
    if (type.schema == "pg_catalog" && !type.shown.empty()) return catalog_type_identity(type);
    // An array type has no name of its own: the server prints the one of its elements, which only `shown` holds.
    if (type.element != 0 && type.shown.ends_with("[]")) return std::string(type.shown);
    return ident(server, type.schema, type.name);
}

}  // namespace conventions::core
