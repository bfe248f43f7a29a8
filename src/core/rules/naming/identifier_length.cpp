// Rule identifier_length: no name was cut by the server, or is longer than the house allows.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr Parameter max_bytes = {
    .name = "max_bytes",
    .type = ParameterType::integer,
    .initial = "63",
    .text = "The longest name; the server keeps 63 bytes, and a name of just these may have been cut.",
    .minimum = 1,
    .maximum = 63,
};
constexpr const Parameter* parameters[] = {&max_bytes};

/// As fit_identifier() shortens: an underscore and eight digits of a hash. Such a name was not cut by accident.
bool ends_in_hash(Text name) {
    constexpr std::size_t digits = 8;
    if (name.size() <= digits || name[name.size() - digits - 1] != '_') return false;
    const Text end = name.substr(name.size() - digits);
    return end.find_first_not_of("0123456789abcdef") == Text::npos;
}

/// The server makes room before its label: a name that still ends in one was not cut, though its table may have another
/// name by now.
bool ends_in_label(Text name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.remove_suffix(1);
    for (const Text label : {"_pkey", "_key", "_fkey", "_check", "_excl", "_idx", "_seq"})
        if (name.ends_with(label)) return true;
    return false;
}

/// Nothing to say of this name: empty.
std::string said_of(Text name, std::size_t most, bool made) {
    if (most < longest_identifier)
        return name.size() > most && !made ? Findings::text("has a name of ", std::to_string(name.size()),
                                                            " bytes, more than ", std::to_string(most))
                                           : std::string();
    if (name.size() < longest_identifier || made || ends_in_hash(name) || ends_in_label(name)) return {};
    return Findings::text("has a name of ", std::to_string(name.size()), " bytes, which the server may have cut");
}

/// made(): the server made the name.
void report(const Context& in, ObjectAt object, Text name, auto made, Findings& out) {
    const auto most = static_cast<std::size_t>(in.value(max_bytes).integer());
    // That is all to be said of most names.
    if (name.size() < std::min(most, longest_identifier)) return;
    std::string says = said_of(name, most, made());
    if (!says.empty()) out.add({.object = object, .says = std::move(says), .at_most = Severity::warn});
}

bool nobody() { return false; }

bool is_made_for_a_column(const Relation& relation) {
    return relation.kind == RelationKind::sequence && relation.sequence.owner_relation != 0;
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    report(
        in, ObjectAt::relation(), relation.name, [&] { return is_made_for_a_column(relation); }, out);
    const bool has_columns =
        relation.is_table() || relation.kind == RelationKind::view || relation.kind == RelationKind::materialized_view;
    for (std::size_t i = 0; has_columns && i < relation.columns.size(); ++i)
        if (!relation.columns[i].inherited) report(in, ObjectAt::column(i), relation.columns[i].name, nobody, out);
    for (std::size_t i = 0; i < relation.constraints.size(); ++i) {
        const Constraint& each = relation.constraints[i];
        if (!each.inherited && each.parent == 0)
            report(
                in, ObjectAt::constraint(i), each.name, [&] { return is_server_made(relation, each); }, out);
    }
    for (std::size_t i = 0; i < relation.indexes.size(); ++i) {
        const Index& each = relation.indexes[i];
        if (each.constraint == 0 && each.parent == 0)
            report(
                in, ObjectAt::index(i), each.name, [&] { return is_server_made(relation, each); }, out);
    }
}

void check_type(const TypeInput& in, Findings& out) { report(in, ObjectAt::type(), in.type.name, nobody, out); }

Text command_of(RelationKind kind) {
    switch (kind) {
    case RelationKind::view:
        return "ALTER VIEW ";
    case RelationKind::materialized_view:
        return "ALTER MATERIALIZED VIEW ";
    case RelationKind::foreign_table:
        return "ALTER FOREIGN TABLE ";
    case RelationKind::sequence:
        return "ALTER SEQUENCE ";
    default:
        return "ALTER TABLE ";
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& relation = in.relation;
    const std::size_t at = finding.object.at;
    const std::string start = Findings::text(command_of(relation.kind), ident(server, relation));
    if (finding.object.kind == ObjectClass::column) {
        // The columns of a typed table are its type's.
        if (relation.of_type != 0) return;
        sql.statement(start, " RENAME COLUMN ", ident(server, relation.columns[at].name), " TO <name>");
    } else if (finding.object.kind == ObjectClass::constraint) {
        sql.statement("ALTER TABLE ", ident(server, relation), " RENAME CONSTRAINT ",
                      ident(server, relation.constraints[at].name), " TO <name>");
    } else if (finding.object.kind == ObjectClass::index) {
        const Index& index = relation.indexes[at];
        sql.statement("ALTER INDEX ", ident(server, index.schema, index.name), " RENAME TO <name>");
    } else {
        sql.statement(start, " RENAME TO <name>");
    }
}

void fix_type(const TypeInput& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    sql.statement(in.type.kind == TypeKind::domain ? "ALTER DOMAIN " : "ALTER TYPE ",
                  ident(server, in.type.schema, in.type.name), " RENAME TO <name>");
}

}  // namespace

extern constinit const Rule identifier_length = {
    .id = "identifier_length",
    .family = Family::naming,
    .summary = "no name was cut by the server",
    .documentation =
        {
            .what = "Finds tables, views, sequences, columns, constraints, indexes and types whose name fills the 63 "
                    "bytes that the server keeps, so that it probably was longer; with a lower max_bytes, every longer "
                    "name. Names that the server makes, and those that end in a hash, are left out.",
            .why = "The server cuts a longer name with no more than a NOTICE: two names that differ at their end are "
                   "then one, and code that asks the catalog for the name as it was written finds nothing.",
            .bad = "ALTER TABLE t ADD CONSTRAINT a_name_of_more_than_sixty_three_bytes_whose_end_nobody_will_ever_see "
                   "CHECK (a > 0);",
            .good = "ALTER TABLE t ADD CONSTRAINT ck_t_a_positive CHECK (a > 0);",
            .fix = "A person must choose a shorter name.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::report,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::types,
    .check = check,
    .check_type = check_type,
    .fix = fix,
    .fix_type = fix_type,
};

}  // namespace conventions::core
