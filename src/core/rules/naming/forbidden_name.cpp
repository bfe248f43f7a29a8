// Rule forbidden_name: no name holds a word that the house does not want in names.

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/naming/column_ending.hpp"
#include "core/rules/naming/relation_command.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter kinds = {
    .name = "kinds",
    .type = ParameterType::list,
    .choices = "table, view, sequence, column, type",
    .initial = "table, view, sequence, column, type",
    .text = "The kinds of objects that are judged.",
};
constexpr Parameter pattern = {
    .name = "pattern",
    .type = ParameterType::pattern,
    .text =
        "The regular expression that no name may match: ^tbl_|(^|_)(tmp|test|backup)(_|$). Empty: nothing is "
        "forbidden. What its first group finds is what a new name leaves out.",
};
constexpr const Parameter* parameters[] = {&kinds, &pattern};

void report(const Context& in, ObjectAt object, Text name, Findings& out) {
    const Value& forbidden = in.value(pattern);
    if (!forbidden.matches(name, true)) return;
    const Text found = forbidden.group(name);
    out.add({.object = object,
             .says = found.empty() ? out.text("has a name that matches ", forbidden.text())
                                   : out.text("has a name that holds ", shown(found), ", which the policy forbids")});
}

Text kind_of(const Relation& relation) {
    if (relation.is_table()) return "table";
    return relation.kind == RelationKind::sequence ? "sequence" : "view";
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    const Value& judged = in.value(kinds);
    if (!in.value(pattern).has_pattern()) return;
    if (judged.lists(kind_of(relation)) && !is_named_by_column(relation))
        report(in, ObjectAt::relation(), relation.name, out);
    if (!relation.is_table() || !judged.lists("column")) return;
    for (std::size_t i = 0; i < relation.columns.size(); ++i)
        if (!relation.columns[i].inherited) report(in, ObjectAt::column(i), relation.columns[i].name, out);
}

void check_type(const TypeInput& in, Findings& out) {
    if (in.value(kinds).lists("type")) report(in, ObjectAt::type(), in.type.name, out);
}

/// The name without what the first group of the pattern finds, and without the underscore that joined it; empty where
/// that is no name, or not allowed either.
std::string proposal(const Context& in, Text name) {
    const Value& forbidden = in.value(pattern);
    const Text found = forbidden.group(name);
    const std::size_t at = name.find(found);
    if (found.empty() || at == Text::npos) return {};
    std::string before(name.substr(0, at));
    std::string after(name.substr(at + found.size()));
    while (before.empty() && after.starts_with('_')) after.erase(0, 1);
    while (after.empty() && before.ends_with('_')) before.pop_back();
    if (before.ends_with('_') && after.starts_with('_')) after.erase(0, 1);
    std::string left = before + after;
    if (left.empty() || forbidden.matches(left, true) || ident(*in.catalog.server, left) != left) return {};
    return left;
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& relation = in.relation;
    const Text command = alter_command(relation.kind);
    if (finding.object.kind == ObjectClass::column) {
        const Text old_name = relation.columns[finding.object.at].name;
        const std::string wanted = proposal(in, old_name);
        if (!wanted.empty()) return rename_column(in, finding, wanted, true, sql);
        if (relation.of_type == 0)
            sql.statement(command, ident(server, relation), " RENAME COLUMN ", ident(server, old_name), " TO <name>");
        return;
    }
    const std::string wanted = proposal(in, relation.name);
    if (wanted.empty()) {
        sql.statement(command, ident(server, relation), " RENAME TO <name>");
        return;
    }
    const std::string name = free_name(in, relation.schema, wanted, renaming_of(relation.oid));
    sql.statement(command, ident(server, relation), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, relation.schema, name), " RENAME TO ", ident(server, relation.name));
}

void fix_type(const TypeInput& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Type& type = in.type;
    const Text command = type.kind == TypeKind::domain ? "ALTER DOMAIN " : "ALTER TYPE ";
    const std::string wanted = proposal(in, type.name);
    if (wanted.empty()) {
        sql.statement(command, ident(server, type.schema, type.name), " RENAME TO <name>");
        return;
    }
    const std::string name = free_name(in, type.schema, wanted, renaming_of(type.oid));
    sql.statement(command, ident(server, type.schema, type.name), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, type.schema, name), " RENAME TO ", ident(server, type.name));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    if (finding.object.kind == ObjectClass::column) {
        DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
        if (column == nullptr) return;
        const std::string wanted = proposal(in, column->name);
        if (wanted.empty()) return draft.give_up();
        column->name = draft.free_column_name(wanted);
        return;
    }
    const std::string wanted = proposal(in, draft.name);
    if (wanted.empty()) return draft.give_up();
    draft.name = free_name(in, draft.schema, wanted, renaming_of(in.relation.oid));
}

}  // namespace

extern constinit const Rule forbidden_name = {
    .id = "forbidden_name",
    .family = Family::naming,
    .summary = "no name holds what the policy forbids in names",
    .documentation =
        {
            .what = "Finds tables, views, sequences, columns and types whose name matches the pattern. Without a "
                    "pattern nothing is found. Sequences that a column named, what a parent table defines, and "
                    "partitions are not judged.",
            .why = "tbl_ and sp_ say what the server knows; tmp, test and backup are names of things that stay for "
                   "years because nobody dares to drop them.",
            .bad = "CREATE TABLE tbl_orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .fix = "Renames the object: what the first group of the pattern finds goes. Where nothing would be left, "
                   "a person must name it. Clients that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::types,
    .relation_kinds =
        tables | SetOf<RelationKind>{RelationKind::view, RelationKind::materialized_view, RelationKind::sequence},
    .check = check,
    .check_type = check_type,
    .fix = fix,
    .fix_type = fix_type,
    .mend = mend,
};

}  // namespace conventions::core
