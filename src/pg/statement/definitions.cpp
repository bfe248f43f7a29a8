// definitions.cpp: columns and constraints as they are written.

#include "pg/statement/reader.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "parser/parse_type.h"
}

namespace conventions::pg {

namespace {

struct SerialName {
    const char* name;
    Oid type;
};

constexpr SerialName serial_names[] = {
    {"smallserial", INT2OID}, {"serial2", INT2OID},   {"serial", INT4OID},
    {"serial4", INT4OID},     {"bigserial", INT8OID}, {"serial8", INT8OID},
};

/// The integer type that the server puts in the place of a serial, 0 for other names. It looks at the bare name
/// before it looks for a type of that name.
Oid serial_type(const TypeName* type) {
    if (list_length(type->names) != 1 || type->pct_type) return InvalidOid;
    const char* const name = strVal(linitial(type->names));
    for (const SerialName& each : serial_names)
        if (strcmp(each.name, name) == 0) return each.type;
    return InvalidOid;
}

bool is_null_constant(const Node* expression) {
    return expression == nullptr || (IsA(expression, A_Const) && reinterpret_cast<const A_Const*>(expression)->isnull);
}

void set_flag(core::ColumnDefinition& definition, const Constraint* constraint) {
    switch (constraint->contype) {
    case CONSTR_NOTNULL:
        definition.not_null = true;
        break;
    case CONSTR_DEFAULT:
        definition.has_default = !is_null_constant(constraint->raw_expr);
        break;
    case CONSTR_IDENTITY:
        definition.identity = true;
        break;
    case CONSTR_GENERATED:
        definition.generated = true;
        break;
    case CONSTR_PRIMARY:
        definition.primary_key = true;
        break;
    case CONSTR_UNIQUE:
        definition.unique = true;
        break;
    case CONSTR_FOREIGN:
        definition.references = true;
        break;
    default:
        break;
    }
}

bool set_kind(core::ConstraintDefinition& definition, ConstrType type) {
    switch (type) {
    case CONSTR_CHECK:
        definition.kind = core::ConstraintKind::check;
        return true;
    case CONSTR_PRIMARY:
        definition.kind = core::ConstraintKind::primary_key;
        return true;
    case CONSTR_UNIQUE:
        definition.kind = core::ConstraintKind::unique;
        return true;
    case CONSTR_EXCLUSION:
        definition.kind = core::ConstraintKind::exclusion;
        return true;
    case CONSTR_FOREIGN:
        definition.kind = core::ConstraintKind::foreign_key;
        return true;
    case CONSTR_NOTNULL:
        definition.kind = core::ConstraintKind::not_null;
        return true;
    default:
        return false;
    }
}

core::ForeignKeyAction foreign_key_action(char action) {
    switch (action) {
    case FKCONSTR_ACTION_RESTRICT:
        return core::ForeignKeyAction::restrict_action;
    case FKCONSTR_ACTION_CASCADE:
        return core::ForeignKeyAction::cascade;
    case FKCONSTR_ACTION_SETNULL:
        return core::ForeignKeyAction::set_null;
    case FKCONSTR_ACTION_SETDEFAULT:
        return core::ForeignKeyAction::set_default;
    default:
        return core::ForeignKeyAction::no_action;
    }
}

/// The columns of EXCLUDE; expressions are left out.
core::Rows<core::Text> excluded_columns(const ::List* exclusions) {
    core::Text* const names = allocate<core::Text>(list_length(exclusions));
    std::size_t count = 0;
    for (::List* const pair : Each<::List>{exclusions}) {
        const auto* const element = static_cast<const IndexElem*>(linitial(pair));
        if (element->name != nullptr) names[count++] = view(element->name);
    }
    return {names, count};
}

core::Rows<core::Text> constrained_columns(const Constraint* constraint) {
    if (constraint->contype == CONSTR_FOREIGN) return texts_of(constraint->fk_attrs);
    if (constraint->contype == CONSTR_EXCLUSION) return excluded_columns(constraint->exclusions);
    return texts_of(constraint->keys);
}

core::Rows<core::Text> single(core::Text name) {
    core::Text* const names = allocate<core::Text>(1);
    names[0] = name;
    return {names, 1};
}

}  // namespace

core::ColumnDefinition column_definition(const ColumnDef* column, bool serial) {
    core::ColumnDefinition definition;
    definition.name = view(column->colname);
    definition.location = column->location;
    definition.not_null = column->is_not_null;
    definition.identity = column->identity != '\0';
    definition.generated = column->generated != '\0';
    if (column->typeName != nullptr) {
        definition.type_name = view(TypeNameToString(column->typeName));
        const Oid integer = serial ? serial_type(column->typeName) : InvalidOid;
        definition.serial = OidIsValid(integer);
        definition.type = definition.serial ? integer : type_named(column->typeName);
    }
    for (const Constraint* const each : Each<Constraint>{column->constraints})
        if (IsA(each, Constraint)) set_flag(definition, each);
    return definition;
}

bool constraint_definition(const Scope& scope, const Constraint* constraint, core::ConstraintDefinition& definition) {
    if (!set_kind(definition, constraint->contype)) return false;
    definition.name = view(constraint->conname);
    definition.columns = constrained_columns(constraint);
    definition.not_valid = constraint->skip_validation;
    definition.deferrable = constraint->deferrable;
    definition.using_index = view(constraint->indexname);
    definition.location = constraint->location;
    if (constraint->contype != CONSTR_FOREIGN) return true;
    definition.on_delete = foreign_key_action(constraint->fk_del_action);
    definition.referenced_columns = texts_of(constraint->pk_attrs);
    if (constraint->pktable == nullptr) return true;
    definition.referenced_schema = view(constraint->pktable->schemaname);
    definition.referenced_name = view(constraint->pktable->relname);
    definition.referenced = relation_named(scope, constraint->pktable);
    return true;
}

void add_inline_constraints(Draft& draft, core::Text column, const ::List* constraints) {
    const std::size_t first = draft.constraints.count;
    for (const Constraint* const each : Each<Constraint>{constraints}) {
        if (!IsA(each, Constraint)) continue;
        core::ConstraintDefinition definition;
        if (constraint_definition(draft.scope, each, definition)) {
            if (!column.empty()) definition.columns = single(column);
            draft.constraints.add() = definition;
            continue;
        }
        // The grammar keeps these apart from the constraint that they belong to.
        const bool deferrable = each->contype == CONSTR_ATTR_DEFERRABLE || each->contype == CONSTR_ATTR_DEFERRED;
        if (deferrable && draft.constraints.count > first)
            draft.constraints.items[draft.constraints.count - 1].deferrable = true;
    }
}

void add_table_element(Draft& draft, Node* element) {
    if (IsA(element, ColumnDef)) {
        const auto* const column = reinterpret_cast<const ColumnDef*>(element);
        draft.columns.add() = column_definition(column, true);
        add_inline_constraints(draft, view(column->colname), column->constraints);
        return;
    }
    if (!IsA(element, Constraint)) return;
    core::ConstraintDefinition definition;
    if (constraint_definition(draft.scope, reinterpret_cast<const Constraint*>(element), definition))
        draft.constraints.add() = definition;
}

}  // namespace conventions::pg
