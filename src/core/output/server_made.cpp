// Recognises the names that the server makes.

#include "core/output/server_made.hpp"

#include <vector>

#include "core/ascii.hpp"
#include "core/output/names.hpp"

namespace conventions::core {
namespace {

void add_names(const Relation& relation, Rows<AttributeNumber> numbers, std::vector<Text>& names) {
    for (const AttributeNumber number : numbers) {
        const Column* const column = relation.column(number);
        if (column != nullptr) names.push_back(column->name);
    }
}

Text label_of(ConstraintKind kind) {
    switch (kind) {
    case ConstraintKind::primary_key:
        return "pkey";
    case ConstraintKind::unique:
        return "key";
    case ConstraintKind::foreign_key:
        return "fkey";
    case ConstraintKind::exclusion:
        return "excl";
    case ConstraintKind::not_null:
        return "not_null";
    default:
        return "check";
    }
}

/// As ChooseIndexColumnNames(): INCLUDE columns count, an expression has the name that the index keeps.
bool has_index_name(const Relation& relation, const Index& index, Text name, Text label) {
    if (!may_look_server_made(name, relation.name, label)) return false;
    std::vector<Text> columns;
    for (const IndexKey& key : index.keys) {
        const Column* const column = relation.column(key.column);
        if (column == nullptr && key.name.empty()) return false;
        columns.push_back(column != nullptr ? column->name : key.name);
    }
    add_names(relation, index.included, columns);
    return looks_server_made(name, relation.name, server_made_addition(columns), label);
}

}  // namespace

bool is_server_made(const Relation& relation, const Constraint& constraint) {
    const Text label = label_of(constraint.kind);
    const Text table = relation.name;
    if (!may_look_server_made(constraint.name, table, label)) return false;
    if (constraint.kind == ConstraintKind::primary_key) return looks_server_made(constraint.name, table, {}, label);
    std::vector<Text> columns;
    add_names(relation, constraint.columns, columns);
    if (looks_server_made(constraint.name, table, server_made_addition(columns), label)) return true;
    if (constraint.kind == ConstraintKind::check) return looks_server_made(constraint.name, table, {}, label);
    const Index* const index = relation.index(constraint.index);
    if (index == nullptr || constraint.kind == ConstraintKind::foreign_key) return false;
    add_names(relation, index->included, columns);
    // A column number 0 stands for an expression, which only the index names.
    return looks_server_made(constraint.name, table, server_made_addition(columns), label) ||
           has_index_name(relation, *index, constraint.name, label);
}

bool is_named_by_column(const Relation& sequence) {
    if (sequence.kind != RelationKind::sequence || sequence.sequence.owner_relation == 0) return false;
    if (sequence.sequence.owner_is_identity) return true;
    Text name = sequence.name;
    while (!name.empty() && is_digit(name.back())) name.remove_suffix(1);
    return name.ends_with("_seq");
}

bool is_server_made(const Relation& relation, const Index& index) {
    const Constraint* const owner = relation.constraint(index.constraint);
    return owner != nullptr ? is_server_made(relation, *owner) : has_index_name(relation, index, index.name, "idx");
}

}  // namespace conventions::core
