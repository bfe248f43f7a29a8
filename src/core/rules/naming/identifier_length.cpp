// Rule identifier_length: no name was cut by the server, or is longer than the house allows.

#include <algorithm>

#include "core/ascii.hpp"
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

bool makes_its_target(const Statement& statement) {
    switch (statement.kind) {
    case StatementKind::create_table:
    case StatementKind::create_table_as:
    case StatementKind::create_view:
    case StatementKind::create_materialized_view:
    case StatementKind::create_sequence:
    case StatementKind::create_composite_type:
    case StatementKind::create_enum:
    case StatementKind::create_range:
    case StatementKind::create_domain:
    case StatementKind::create_schema:
        // IF NOT EXISTS: nothing is made where the name is taken.
        return !statement.exists_ok || statement.targets[0].oid == 0;
    default:
        return false;
    }
}

template <class Definition>
bool defines(Rows<Definition> definitions, Text name) {
    return std::any_of(definitions.begin(), definitions.end(),
                       [&](const Definition& each) { return each.name == name; });
}

bool adds_column(const StatementInput& in, Text name) {
    const Relation* const table = in.catalog.relation(in.statement.targets[0].relation);
    for (const Action& action : in.statement.actions) {
        if (action.kind != ActionKind::add_column || action.name != name) continue;
        const bool is_there = table != nullptr && table->column(name) != nullptr;
        if (!action.missing_ok || !is_there) return true;
    }
    return false;
}

bool adds_constraint(const Statement& statement, Text name) {
    for (const Action& action : statement.actions)
        if (action.kind == ActionKind::add_constraint && action.name == name) return true;
    return defines(statement.constraints, name);
}

bool makes_index(const StatementInput& in, Text name) {
    if (in.statement.kind != StatementKind::create_index || in.statement.name != name) return false;
    const Relation* const table = in.catalog.relation(in.statement.targets[0].relation);
    if (!in.statement.exists_ok || table == nullptr) return true;
    return std::none_of(table->indexes.begin(), table->indexes.end(),
                        [&](const Index& each) { return each.name == name; });
}

Text gets(ObjectKind part) {
    switch (part) {
    case ObjectKind::column:
        return "gets a column with";
    case ObjectKind::constraint:
        return "gets a constraint with";
    case ObjectKind::index:
        return "gets an index with";
    case ObjectKind::trigger:
        return "gets a trigger with";
    case ObjectKind::other:
        return "gets a rule or policy with";
    default:
        return "gets";
    }
}

/// What the statement gives this name to, as the object of a sentence; empty where it only refers to something by it,
/// that may have been cut long ago: whoever renames or drops that must be able to say its name.
std::string given_to(const StatementInput& in, Text name) {
    const Statement& statement = in.statement;
    if (statement.kind == StatementKind::rename)
        return statement.new_name == name ? std::string(gets(statement.object)) : std::string();
    const bool makes_target = makes_its_target(statement);
    const bool alters = statement.kind == StatementKind::alter_table || statement.kind == StatementKind::alter_domain;
    if (makes_target && statement.targets[0].name == name) return "has";
    if ((makes_target && defines(statement.columns, name)) || adds_column(in, name)) return "has a column with";
    if ((makes_target || alters) && adds_constraint(statement, name)) return "has a constraint with";
    if (makes_index(in, name)) return "has";
    const bool makes_part = statement.kind == StatementKind::other && statement.tag.starts_with("CREATE ");
    if (!makes_part || statement.name != name) return {};
    return Findings::text("has a ", lower(statement.tag.substr(std::size("CREATE ") - 1)), " with");
}

void check_statement(const StatementInput& in, Findings& out) {
    if (in.statement.targets.empty()) return;
    const auto most = static_cast<std::size_t>(in.value(max_bytes).integer());
    std::vector<Text> said;
    for (const WrittenName& name : in.statement.long_names) {
        if (name.written.size() <= most || std::find(said.begin(), said.end(), name.kept) != said.end()) continue;
        const std::string what = given_to(in, name.kept);
        if (what.empty()) continue;
        said.push_back(name.kept);
        const bool is_cut = name.written.size() > longest_identifier;
        out.add({.object = ObjectAt::statement(0),
                 .says = Findings::text(
                     what, " a name of ", std::to_string(name.written.size()), " bytes, ",
                     is_cut ? "of which the server keeps 63" : Findings::text("more than ", std::to_string(most))),
                 .part = std::string(name.kept),
                 .detail = is_cut ? Findings::text("Of ", shown(name.written), " the server would keep ",
                                                   shown(name.kept), ".")
                                  : Findings::text("It is ", shown(name.written), ".")});
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
            .what = "Finds, before a statement runs, a name of more than 63 bytes that it gives to something; with a "
                    "lower max_bytes, every longer name. That shows in the text that the client sends, not in a DO "
                    "block or a function. In reports: tables, views, sequences, columns, constraints, indexes and "
                    "types whose name fills the 63 "
                    "bytes that the server keeps, so that it probably was longer, or that is longer than max_bytes, as "
                    "a warning. Names that the server makes, and those that end in a hash, are left out.",
            .why = "The server cuts a longer name with no more than a NOTICE: two names that differ at their end are "
                   "then one, and code that asks the catalog for the name as it was written finds nothing.",
            .bad = "ALTER TABLE t ADD CONSTRAINT a_name_of_more_than_sixty_three_bytes_whose_end_nobody_will_ever_see "
                   "CHECK (a > 0);",
            .good = "ALTER TABLE t ADD CONSTRAINT ck_t_a_positive CHECK (a > 0);",
            .fix = "A person must choose a shorter name.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::before | Moment::report,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::types,
    .looks_at = {.kinds = {}, .actions = {}, .names_over = 1},
    .longest_name = &max_bytes,
    .check = check,
    .check_type = check_type,
    .check_statement = check_statement,
    .fix = fix,
    .fix_type = fix_type,
};

}  // namespace conventions::core
