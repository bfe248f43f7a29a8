// Rule reserved_word: no name is a reserved key word of SQL.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/naming/relation_command.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter fold_case = {
    .name = "fold_case",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether \"User\" counts as well as \"user\".",
};
constexpr Parameter kinds = {
    .name = "kinds",
    .type = ParameterType::list,
    .choices = "table, view, column, type",
    .initial = "table, view, column, type",
    .text = "The kinds of objects that are judged.",
};
constexpr Parameter words = {
    .name = "words",
    .type = ParameterType::list,
    .text = "More words that are not to be used as names, in lower case.",
};
constexpr const Parameter* parameters[] = {&fold_case, &kinds, &words};

bool is_reserved(const Context& in, Text word, Text classes) {
    const Keyword* const keyword = find_keyword(*in.catalog.server, word);
    return (keyword != nullptr && classes.find(keyword->category) != Text::npos) || in.value(words).lists(word);
}

/// The word that the name is, or an empty text. `classes` are those of pg_get_keywords().
std::string word_in(const Context& in, Text name, Text classes) {
    if (std::none_of(name.begin(), name.end(), is_upper) || !in.value(fold_case).boolean())
        return is_reserved(in, name, classes) ? std::string(name) : std::string();
    std::string word = lower(name);
    return is_reserved(in, word, classes) ? word : std::string();
}

// A word of class T can name a function or type as it stands, one of class C a table or column.
constexpr Text of_relations = "RT";
constexpr Text of_types = "RC";

void report(const Context& in, ObjectAt object, Text name, Text classes, Findings& out) {
    const std::string word = word_in(in, name, classes);
    if (word.empty()) return;
    const Server& server = *in.catalog.server;
    const bool is_keyword = find_keyword(server, word) != nullptr;
    const std::string quoted = ident(server, name);
    out.add({.object = object,
             .says = is_keyword ? out.text("is named by the reserved word ", word)
                                : out.text("is named by the word ", word, ", which the policy reserves"),
             .detail = quoted != name ? out.text("It must be written ", quoted, " wherever it is used.")
                                      : std::string("It need not be quoted.")});
}

Text kind_of(const Relation& relation) {
    if (relation.is_table()) return "table";
    const bool is_view = relation.kind == RelationKind::view || relation.kind == RelationKind::materialized_view;
    return is_view ? "view" : Text();
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    const Value& judged = in.value(kinds);
    if (judged.lists(kind_of(relation))) report(in, ObjectAt::relation(), relation.name, of_relations, out);
    if (!relation.is_table() || !judged.lists("column")) return;
    for (std::size_t i = 0; i < relation.columns.size(); ++i)
        if (!relation.columns[i].inherited)
            report(in, ObjectAt::column(i), relation.columns[i].name, of_relations, out);
}

void check_type(const TypeInput& in, Findings& out) {
    if (in.value(kinds).lists("type")) report(in, ObjectAt::type(), in.type.name, of_types, out);
}

/// A table or view holds many: user -> users, process -> processes.
std::string relation_proposal(const Context& in, Text name) {
    const std::string many = plural(name);
    return word_in(in, many, of_relations).empty() ? many : extended(name, "_list");
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& relation = in.relation;
    const Text command = alter_command(relation.kind);
    if (finding.object.kind == ObjectClass::column) {
        // The columns of a typed table are its type's.
        if (relation.of_type != 0) return;
        const Column& column = relation.columns[finding.object.at];
        const Text old_name = column.name;
        const std::string name = free_column_name(in, relation, extended(old_name, "_value"), renaming_of(column));
        const std::string start = Findings::text(command, ident(server, relation), " RENAME COLUMN ");
        sql.statement(start, ident(server, old_name), " TO ", ident(server, name));
        sql.undo(start, ident(server, name), " TO ", ident(server, old_name));
        return;
    }
    const std::string name =
        free_name(in, relation.schema, relation_proposal(in, relation.name), renaming_of(relation.oid));
    sql.statement(command, ident(server, relation), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, relation.schema, name), " RENAME TO ", ident(server, relation.name));
}

void fix_type(const TypeInput& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Type& type = in.type;
    const std::string name = free_name(in, type.schema, extended(type.name, "_type"), renaming_of(type.oid));
    const Text command = type.kind == TypeKind::domain ? "ALTER DOMAIN " : "ALTER TYPE ";
    sql.statement(command, ident(server, type.schema, type.name), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, type.schema, name), " RENAME TO ", ident(server, type.name));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    if (finding.object.kind == ObjectClass::column) {
        DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
        if (column != nullptr) column->name = draft.free_column_name(extended(column->name, "_value"));
        return;
    }
    draft.name = free_name(in, draft.schema, relation_proposal(in, draft.name), renaming_of(in.relation.oid));
}

}  // namespace

extern constinit const Rule reserved_word = {
    .id = "reserved_word",
    .family = Family::naming,
    .summary = "no name is a reserved word of SQL",
    .documentation =
        {
            .what = "Finds tables, views, columns and types (domains, enums, composite types) whose name is, in any "
                    "case, a word that the grammar of the server keeps for itself: for tables, views and columns the "
                    "classes R and T of pg_get_keywords(), for types R and C. DETAIL says whether the name must be "
                    "quoted as it stands.",
            .why = "Such a name works only in quotes. SELECT user FROM t without them is no error: it silently gives "
                   "the name of the session's role.",
            .bad = "CREATE TABLE \"user\" (id bigint PRIMARY KEY, \"order\" integer);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, order_value integer);",
            .fix = "Renames the object: a table or view gets its plural, a column _value, a type _type. Clients that "
                   "use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::types,
    .relation_kinds = tables | SetOf<RelationKind>{RelationKind::view, RelationKind::materialized_view},
    .check = check,
    .check_type = check_type,
    .fix = fix,
    .fix_type = fix_type,
    .mend = mend,
};

}  // namespace conventions::core
