// What rules have in common that want a column to be of another type.

#include "core/rules/types/retype.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

/// How many arrays lie above the scalar: of arrays in arrays, by a domain between them, no cast makes an array.
int array_depth(const Catalog& catalog, const Column& column) {
    int depth = 0;
    for (const Type* type = column.type; type != nullptr && type->oid != column.scalar->oid;) {
        if (type->kind != TypeKind::domain) ++depth;
        const ObjectId next = type->kind == TypeKind::domain ? type->domain_base : type->element;
        type = next != 0 ? catalog.type(next) : nullptr;
    }
    return depth;
}

/// " USING ...", or nothing.
std::string using_of(const Input& in, const Column& column, const NewType& wanted, const std::string& name) {
    const Text expression = column.is_array ? wanted.array_expression : wanted.expression;
    if (expression.empty() || !takes_using(in, column)) return {};
    std::string text = " USING ";
    for (const char each : expression) {
        if (each == '%')
            text.append(name);
        else
            text.push_back(each);
    }
    return text;
}

/// "", or " COLLATE ..." where the column had one of its own.
std::string collation_of(const Column& column, const NewType& wanted) {
    return wanted.has_collation && column.collation_given ? Findings::text(" COLLATE ", column.collation_name) : "";
}

bool refers(const Draft& draft, const Column& column) {
    return std::any_of(draft.keys.begin(), draft.keys.end(), [&](const DraftKey& key) {
        return key.kind == ConstraintKind::foreign_key &&
               std::find(key.columns.begin(), key.columns.end(), column.number) != key.columns.end();
    });
}

}  // namespace

bool is_of_parent(const Input& in, const Column& column) {
    if (column.inherited) return true;
    return std::any_of(in.relation.parents.begin(), in.relation.parents.end(), [&](ObjectId oid) {
        const Relation* const parent = in.catalog.relation(oid);
        return parent != nullptr && parent->column(column.name) != nullptr;
    });
}

std::string type_said(const Column& column) {
    const bool is_plain = column.type == column.scalar || column.type->element == column.scalar->oid;
    return is_plain ? Findings::text("is ", column.type_name)
                    : Findings::text("is ", column.type_name, ", which rests on ", column.scalar->shown);
}

bool takes_using(const Input& in, const Column& column) {
    const std::vector<const Relation*> tree = tree_of(in.catalog, in.relation);
    return column.generated == Generated::none && std::none_of(tree.begin(), tree.end(), [](const Relation* each) {
               return each->kind == RelationKind::foreign_table;
           });
}

bool is_bound(const Input& in, const Column& column) {
    return column.generated == Generated::none &&
           Draft(*in.catalog.server, in.relation).is_in_expression(column.number, false);
}

void retype(const Input& in, const Column& column, const NewType& wanted, Sql& sql) {
    const Server& server = sql.server();
    if (!is_retypable(in, column) || is_bound(in, column) || array_depth(in.catalog, column) > 1) return;
    // Of a table that is locked nobody knows its name.
    if (wanted.has_collation && column.collation_given && column.collation_name.empty()) return;
    const std::string name = ident(server, column.name);
    const std::string alter = Findings::text(", ALTER COLUMN ", name);
    std::string before;
    std::string after;
    // The default of a domain goes with it. Children may have other defaults, which SET DEFAULT would replace.
    const bool is_of_domain = column.default_text.empty() && column.type != column.base;
    const bool is_asked = wanted.asks_default && in.relation.children.empty();
    if (column.has_default && is_asked && !is_of_domain) before += alter + " DROP DEFAULT";
    if (column.has_default && (is_asked || is_of_domain))
        after += Findings::text(alter, " SET DEFAULT ", wanted.new_default);
    for (const Constraint& each : in.relation.constraints) {
        if (!wanted.asks_checks || each.kind != ConstraintKind::check || !is_about(each, column.number)) continue;
        before += Findings::text(", DROP CONSTRAINT ", ident(server, each.name));
        after += Findings::text(", ADD CONSTRAINT ", ident(server, each.name), " CHECK (<condition>)");
    }
    const std::string steps = Findings::text(before, alter, " TYPE ", wanted.name, column.is_array ? "[]" : "",
                                             collation_of(column, wanted), using_of(in, column, wanted, name), after);
    sql.statement(alter_start(server, in.relation), steps.substr(1));
}

void mend_type(const Input& in, const Column& column, const NewType& wanted, Draft& draft) {
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    if (has_strict_domain(in.catalog, column) || array_depth(in.catalog, column) > 1 || refers(draft, column) ||
        draft.is_in_expression(column.number, wanted.asks_checks))
        return draft.give_up();
    mended->type = Findings::text(wanted.name, column.is_array ? "[]" : "");
}

}  // namespace conventions::core
