// Rule identifier_quotes: names can be written without quotes.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"
#include "core/rules/naming/column_ending.hpp"
#include "core/rules/naming/relation_command.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr bool is_beyond_ascii(char each) { return (static_cast<unsigned char>(each) & 0x80U) != 0; }

/// What the lexer reads as one word, and leaves as it is. Key words are another rule's (reserved_word).
bool can_be_bare(Text name) {
    const auto is_first = [](char each) { return is_lower(each) || each == '_' || is_beyond_ascii(each); };
    return !name.empty() && is_first(name.front()) && std::all_of(name.begin(), name.end(), [&](char each) {
        return is_first(each) || is_digit(each) || each == '$';
    });
}

void report(const Context& in, ObjectAt object, Text name, Findings& out) {
    if (can_be_bare(name)) return;
    out.add({.object = object,
             .says = "has a name that must always be quoted",
             .detail = out.text("It must be written ", ident(*in.catalog.server, name), " wherever it is used.")});
}

/// It ends as the server lets names of constraints and indexes end: it stays so when the table gets another name.
bool has_server_label(Text name) {
    while (!name.empty() && is_digit(name.back())) name.remove_suffix(1);
    constexpr Text labels[] = {"_pkey", "_key", "_fkey", "_check", "_excl", "_idx", "_not_null"};
    return std::any_of(std::begin(labels), std::end(labels), [&](Text label) { return name.ends_with(label); });
}

void check_parts(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    for (std::size_t i = 0; i < relation.constraints.size(); ++i) {
        const Constraint& each = relation.constraints[i];
        if (!each.inherited && each.parent == 0 && each.kind != ConstraintKind::not_null &&
            !has_server_label(each.name))
            report(in, ObjectAt::constraint(i), each.name, out);
    }
    for (std::size_t i = 0; i < relation.indexes.size(); ++i) {
        const Index& each = relation.indexes[i];
        if (each.constraint == 0 && each.parent == 0 && !has_server_label(each.name))
            report(in, ObjectAt::index(i), each.name, out);
    }
    for (std::size_t i = 0; i < relation.triggers.size(); ++i)
        if (!relation.triggers[i].internal && relation.triggers[i].parent == 0)
            report(in, ObjectAt::trigger(i), relation.triggers[i].name, out);
    for (std::size_t i = 0; i < relation.policies.size(); ++i)
        report(in, ObjectAt::policy(i), relation.policies[i].name, out);
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    if (!is_named_by_column(relation)) report(in, ObjectAt::relation(), relation.name, out);
    if (relation.is_table())
        for (std::size_t i = 0; i < relation.columns.size(); ++i)
            if (!relation.columns[i].inherited) report(in, ObjectAt::column(i), relation.columns[i].name, out);
    check_parts(in, out);
}

void check_type(const TypeInput& in, Findings& out) { report(in, ObjectAt::type(), in.type.name, out); }

/// Its words in lower case; those that are a key word get `ending`.
std::string proposal(const Server& server, Text name, Text ending) {
    std::string proposed = snake_case(name);
    return find_keyword(server, proposed) != nullptr ? extended(proposed, ending) : proposed;
}

struct Renaming {
    std::string start;
    Text name;
};

void rename(const Renaming& old, const std::string& name, Sql& sql) {
    const Server& server = sql.server();
    sql.statement(old.start, ident(server, old.name), " TO ", ident(server, name));
    sql.undo(old.start, ident(server, name), " TO ", ident(server, old.name));
}

void rename_on_table(const Input& in, Text word, Text old_name, const std::string& name, Sql& sql) {
    const Server& server = sql.server();
    const std::string on = Findings::text(" ON ", ident(server, in.relation), " RENAME TO ");
    sql.statement(word, ident(server, old_name), on, ident(server, name));
    sql.undo(word, ident(server, name), on, ident(server, old_name));
}

/// A constraint that owns an index has its name in the schema, with all relations.
std::string constraint_name(const Input& in, const Constraint& constraint, const std::string& wanted) {
    const std::string purpose = renaming_of(constraint.oid);
    const bool owns_index = constraint.kind == ConstraintKind::primary_key ||
                            constraint.kind == ConstraintKind::unique || constraint.kind == ConstraintKind::exclusion;
    return owns_index ? free_name(in, in.relation.schema, wanted, purpose)
                      : free_name_among(in, in.relation.oid, in.relation.constraints, wanted, purpose);
}

void fix_part(const Input& in, const ObjectAt& object, Sql& sql) {
    const Server& server = sql.server();
    const Relation& relation = in.relation;
    if (object.kind == ObjectClass::constraint) {
        const Constraint& each = relation.constraints[object.at];
        const std::string name = constraint_name(in, each, proposal(server, each.name, "_constraint"));
        return rename(
            {Findings::text(alter_command(relation.kind), ident(server, relation), " RENAME CONSTRAINT "), each.name},
            name, sql);
    }
    if (object.kind == ObjectClass::index) {
        const Index& each = relation.indexes[object.at];
        const std::string name = free_name(in, each.schema, proposal(server, each.name, "_idx"), renaming_of(each.oid));
        sql.statement("ALTER INDEX ", ident(server, each.schema, each.name), " RENAME TO ", ident(server, name));
        sql.undo("ALTER INDEX ", ident(server, each.schema, name), " RENAME TO ", ident(server, each.name));
        return;
    }
    if (object.kind == ObjectClass::trigger) {
        const Trigger& each = relation.triggers[object.at];
        const std::string name = free_name_among(in, relation.oid, relation.triggers,
                                                 proposal(server, each.name, "_trigger"), renaming_of(each.oid));
        return rename_on_table(in, "ALTER TRIGGER ", each.name, name, sql);
    }
    const RowPolicy& each = relation.policies[object.at];
    const std::string name = free_name_among(in, relation.oid, relation.policies,
                                             proposal(server, each.name, "_policy"), renaming_of(each.oid));
    rename_on_table(in, "ALTER POLICY ", each.name, name, sql);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& relation = in.relation;
    if (finding.object.kind == ObjectClass::column)
        return rename_column(in, finding, proposal(server, relation.columns[finding.object.at].name, "_value"), true,
                             sql);
    if (finding.object.kind != ObjectClass::relation) return fix_part(in, finding.object, sql);
    const Text command = alter_command(relation.kind);
    const std::string name =
        free_name(in, relation.schema, proposal(server, relation.name, "_list"), renaming_of(relation.oid));
    sql.statement(command, ident(server, relation), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, relation.schema, name), " RENAME TO ", ident(server, relation.name));
}

void fix_type(const TypeInput& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Type& type = in.type;
    const Text command = type.kind == TypeKind::domain ? "ALTER DOMAIN " : "ALTER TYPE ";
    const std::string name = free_name(in, type.schema, proposal(server, type.name, "_type"), renaming_of(type.oid));
    sql.statement(command, ident(server, type.schema, type.name), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, type.schema, name), " RENAME TO ", ident(server, type.name));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Server& server = *in.catalog.server;
    if (finding.object.kind == ObjectClass::relation) {
        draft.name = free_name(in, draft.schema, proposal(server, draft.name, "_list"), renaming_of(in.relation.oid));
    } else if (finding.object.kind == ObjectClass::column) {
        DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
        if (column != nullptr) column->name = draft.free_column_name(proposal(server, column->name, "_value"));
    } else if (finding.object.kind == ObjectClass::constraint) {
        const Constraint& constraint = in.relation.constraints[finding.object.at];
        for (DraftKey& key : draft.keys)
            if (key.constraint == constraint.oid && key.name == constraint.name)
                key.name = constraint_name(in, constraint, proposal(server, constraint.name, "_constraint"));
    }
}

}  // namespace

extern constinit const Rule identifier_quotes = {
    .id = "identifier_quotes",
    .family = Family::naming,
    .summary = "names can be written without quotes",
    .documentation =
        {
            .what =
                "Finds tables, views, sequences, columns, types, constraints, indexes, triggers and policies whose "
                "name must be quoted whenever it is used, because it has a capital, a blank or punctuation, or "
                "begins with a digit. Letters beyond ASCII need no quotes. Key words are found by reserved_word. "
                "Where a rule on names of that kind is on (table_name, column_name, index_name ...), it speaks, "
                "and what it accepts is accepted. Names of constraints and indexes that end as the server makes them "
                "(_pkey, _idx ...), sequences that a column named, and partitions are not judged.",
            .why = "Without its quotes the name is another one: SELECT * FROM Orders looks for orders. So every "
                   "statement that anybody writes needs them, for as long as the name lives.",
            .bad = "CREATE TABLE \"Orders\" (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .fix = "Renames the object to its words in lower case. Clients and the bodies of functions that use the "
                   "old name must change with it.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::constraints | Need::indexes | Need::triggers | Need::policies | Need::types,
    .relation_kinds =
        tables | SetOf<RelationKind>{RelationKind::view, RelationKind::materialized_view, RelationKind::sequence},
    .check = check,
    .check_type = check_type,
    .fix = fix,
    .fix_type = fix_type,
    .mend = mend,
};

}  // namespace conventions::core
