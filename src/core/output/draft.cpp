// Takes a new table over into a draft.

#include "core/output/draft.hpp"

#include <algorithm>

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/output/rename.hpp"
#include "core/output/server_made.hpp"

namespace conventions::core {
namespace {

constexpr Text not_valid = " NOT VALID";

std::string joined(std::initializer_list<Text> pieces) {
    std::string text;
    for (const Text piece : pieces) text.append(piece);
    return text;
}

/// The unqualified, unquoted name of the sequence of nextval('schema.name'::regclass), or nothing.
std::string sequence_of(Text default_text) {
    constexpr Text before = "nextval('";
    constexpr Text behind = "'::regclass)";
    if (!default_text.starts_with(before) || !default_text.ends_with(behind)) return {};
    const Text path = default_text.substr(before.size(), default_text.size() - before.size() - behind.size());
    std::string name;
    bool quoted = false;
    for (std::size_t at = 0; at < path.size(); ++at) {
        // Doubled quotes come out as one; a doubled apostrophe is one of the literal.
        if (path[at] == '"') {
            if (quoted && at + 1 < path.size() && path[at + 1] == '"')
                name.push_back(path[at++]);
            else
                quoted = !quoted;
        } else if (path[at] == '.' && !quoted) {
            name.clear();
        } else {
            name.push_back(path[at]);
            if (path[at] == '\'' && at + 1 < path.size() && path[at + 1] == '\'') ++at;
        }
    }
    return name;
}

/// serial for integer and so on; empty for a type that has none.
Text serial_of(Text type) {
    if (type == "integer") return "serial";
    if (type == "bigint") return "bigserial";
    if (type == "smallint") return "smallserial";
    return {};
}

bool is_key(ConstraintKind kind) { return kind == ConstraintKind::primary_key || kind == ConstraintKind::unique; }

/// Takes from the definition of a key what follows the column list. False where members cannot say what it says.
bool take_key(const Server& server, const Relation& relation, Text definition, DraftKey& key) {
    const std::string list = ident_list(server, relation, key.columns);
    for (const bool distinct : {true, false}) {
        const Text word = key.kind == ConstraintKind::primary_key ? "PRIMARY KEY" : "UNIQUE";
        const std::string head = joined({word, distinct ? "" : " NULLS NOT DISTINCT", " (", list, ")"});
        if (!definition.starts_with(head)) continue;
        key.nulls_not_distinct = !distinct;
        key.tail = definition.substr(head.size());
        if (key.tail.starts_with(' ')) key.tail.erase(0, 1);
        return true;
    }
    return false;
}

bool take_foreign_key(const Server& server, const Relation& relation, const Constraint& constraint, Text definition,
                      DraftKey& key) {
    const std::string head = joined({"FOREIGN KEY (", ident_list(server, relation, key.columns), ") REFERENCES "});
    const std::string tail = tail_of_foreign_key(server, relation, constraint);
    if (!definition.starts_with(head) || !definition.ends_with(")" + tail)) return false;
    key.tail = tail.empty() ? tail : tail.substr(1);
    if (constraint.referenced == relation.oid) {
        key.own_referenced.assign(constraint.referenced_columns.begin(), constraint.referenced_columns.end());
        return true;
    }
    key.referenced = ident(server, constraint.referenced_schema, constraint.referenced_name);
    for (const Text name : constraint.referenced_column_names) {
        if (!key.referenced_columns.empty()) key.referenced_columns.append(", ");
        key.referenced_columns.append(ident(server, name));
    }
    return true;
}

}  // namespace

Draft::Draft(const Server& server, const Relation& relation)
    : schema(relation.schema), name(relation.name), server_(server) {
    unlogged = relation.persistence == Persistence::unlogged;
    if (relation.access_method != "heap") access_method_ = relation.access_method;
    storage_options_ = relation.storage_options;
    tablespace_ = relation.tablespace;
    printable_ = relation.kind == RelationKind::table && relation.persistence != Persistence::temporary &&
                 !relation.is_partition && relation.parents.empty() && relation.children.empty() &&
                 relation.of_type == 0 && !relation.made_by_query;
    for (const Index& index : relation.indexes)
        if (index.constraint == 0) printable_ = false;
    if (!relation.policies.empty()) printable_ = false;
    for (const Column& column : relation.columns) take_column(relation, column);
    for (const Constraint& constraint : relation.constraints) take_constraint(relation, constraint);
    if (relation.row_security) further.push_back("ALTER TABLE %table% ENABLE ROW LEVEL SECURITY");
    if (relation.row_security_forced) further.push_back("ALTER TABLE %table% FORCE ROW LEVEL SECURITY");
}

void Draft::take_column(const Relation& relation, const Column& column) {
    if (column.dropped) return;
    DraftColumn made{.number = column.number,
                     .name = std::string(column.name),
                     .type = std::string(column.type_name),
                     .default_text = std::string(column.default_text),
                     .collation = std::string(column.collation_name),
                     .not_null = column.not_null,
                     .identity = column.identity,
                     .generated = column.generated,
                     .compression = std::string(column.compression),
                     .storage = std::string(column.storage),
                     .identity_options = std::string(column.identity_options)};
    const std::string sequence = sequence_of(column.default_text);
    const Text serial = serial_of(column.type_name);
    // The sequence of a serial column goes with the refused table: nextval() on it would not run.
    if (!serial.empty() && looks_server_made(sequence, relation.name, column.name, "seq")) {
        made.type = serial;
        made.default_text.clear();
        made.not_null = true;
    }
    if (column.has_default && column.identity == Identity::none && column.default_text.empty()) printable_ = false;
    old_names_.push_back({column.number, made.name});
    columns.push_back(std::move(made));
}

void Draft::take_constraint(const Relation& relation, const Constraint& constraint) {
    // NOT NULL stands with the column.
    if (constraint.kind == ConstraintKind::not_null) return;
    if (constraint.kind == ConstraintKind::trigger || constraint.definition.empty()) {
        printable_ = false;
        return;
    }
    DraftKey key{.constraint = constraint.oid, .name = std::string(constraint.name), .kind = constraint.kind};
    // A name that the server made goes with the old name of the table and is made anew.
    if (is_server_made(relation, constraint)) key.name.clear();
    key.columns.assign(constraint.columns.begin(), constraint.columns.end());
    Text definition = constraint.definition;
    if (definition.ends_with(not_valid)) definition.remove_suffix(not_valid.size());
    bool is_whole = false;
    if (is_key(constraint.kind)) is_whole = take_key(server_, relation, definition, key);
    if (constraint.kind == ConstraintKind::foreign_key)
        is_whole = take_foreign_key(server_, relation, constraint, definition, key);
    if (!is_whole) key.definition = definition;
    keys.push_back(std::move(key));
}

DraftColumn* Draft::column(AttributeNumber number) {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const DraftColumn& each) { return each.number == number; });
    return found != columns.end() ? &*found : nullptr;
}

DraftKey* Draft::key(ObjectId constraint) {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const DraftKey& each) { return each.constraint == constraint; });
    return found != keys.end() ? &*found : nullptr;
}

bool Draft::has_column(Text wanted) const {
    return std::any_of(columns.begin(), columns.end(), [&](const DraftColumn& each) { return each.name == wanted; });
}

bool Draft::is_in_expression(AttributeNumber number, bool checks) const {
    const auto old =
        std::find_if(old_names_.begin(), old_names_.end(), [&](const OldName& each) { return each.number == number; });
    if (old == old_names_.end()) return false;
    const Renaming probe[] = {{ident(server_, old->name), "\"\""}};
    const auto names_it = [&](const std::string& text) { return renamed(text, probe) != text; };
    for (const DraftColumn& each : columns)
        if (each.generated != Generated::none && (each.number == number || names_it(each.default_text))) return true;
    return std::any_of(keys.begin(), keys.end(), [&](const DraftKey& key) {
        const bool counts = key.kind == ConstraintKind::exclusion || (checks && key.kind == ConstraintKind::check);
        return counts && names_it(key.definition);
    });
}

DraftColumn& Draft::add_column(Text column_name, Text type) {
    AttributeNumber number = 0;
    for (const DraftColumn& each : columns) number = std::min(number, each.number);
    DraftColumn& made = columns.emplace_back();
    made.number = static_cast<AttributeNumber>(number - 1);
    made.name = column_name;
    made.type = type;
    return made;
}

std::string Draft::free_column_name(Text wanted) const {
    std::string name = fit_identifier(std::string(wanted));
    for (int number = 1; has_column(name); ++number)
        name = fit_identifier(std::string(wanted).append("_").append(std::to_string(number)));
    return name;
}

}  // namespace conventions::core
