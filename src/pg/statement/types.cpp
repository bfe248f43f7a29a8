// types.cpp: statements that make types.

#include "pg/statement/reader.hpp"

extern "C" {
#include "parser/parse_type.h"
}

namespace conventions::pg {

namespace {

core::ColumnDefinition unnamed_column(const TypeName* type) {
    core::ColumnDefinition column;
    column.type_name = view(TypeNameToString(type));
    column.type = type_named(type);
    column.location = type->location;
    return column;
}

}  // namespace

void read_create_composite_type(Draft& draft, const CompositeTypeStmt* statement) {
    draft.fact.object = core::ObjectKind::type;
    add_new_relation(draft, statement->typevar, core::ObjectKind::type);
    for (const ColumnDef* const column : Each<ColumnDef>{statement->coldeflist})
        draft.columns.add() = column_definition(column, false);
}

void read_create_enum(Draft& draft, const CreateEnumStmt* statement) {
    draft.fact.object = core::ObjectKind::type;
    add_new_type(draft, statement->typeName, core::ObjectKind::type);
    draft.fact.labels = texts_of(statement->vals);
}

void read_alter_enum(Draft& draft, const AlterEnumStmt* statement) {
    draft.fact.object = core::ObjectKind::type;
    add_type_target(draft, statement->typeName, core::ObjectKind::type);
    if (statement->oldVal != nullptr) {
        draft.fact.name = view(statement->oldVal);
        draft.fact.new_name = view(statement->newVal);
        return;
    }
    draft.fact.exists_ok = statement->skipIfNewValExists;
    core::Text* const label = allocate<core::Text>(1);
    label[0] = view(statement->newVal);
    draft.fact.labels = {label, 1};
}

void read_create_range(Draft& draft, const CreateRangeStmt* statement) {
    draft.fact.object = core::ObjectKind::type;
    add_new_type(draft, statement->typeName, core::ObjectKind::type);
    for (const DefElem* const option : Each<DefElem>{statement->params}) {
        const bool is_subtype = strcmp(option->defname, "subtype") == 0 && option->arg != nullptr;
        if (is_subtype && IsA(option->arg, TypeName))
            draft.columns.add() = unnamed_column(reinterpret_cast<const TypeName*>(option->arg));
    }
}

void read_create_domain(Draft& draft, const CreateDomainStmt* statement) {
    draft.fact.object = core::ObjectKind::domain;
    add_new_type(draft, statement->domainname, core::ObjectKind::domain);
    core::ColumnDefinition base = unnamed_column(statement->typeName);
    for (const Constraint* const each : Each<Constraint>{statement->constraints}) {
        if (!IsA(each, Constraint)) continue;
        base.not_null |= each->contype == CONSTR_NOTNULL;
        base.has_default |= each->contype == CONSTR_DEFAULT;
    }
    draft.columns.add() = base;
    add_inline_constraints(draft, {}, statement->constraints);
}

void read_define(Draft& draft, const DefineStmt* statement) {
    draft.fact.object = object_kind(statement->kind);
    draft.fact.exists_ok = statement->if_not_exists;
    if (statement->kind == OBJECT_TYPE)
        add_new_type(draft, statement->defnames, core::ObjectKind::type);
    else
        add_object_target(draft, statement->kind, reinterpret_cast<Node*>(statement->defnames));
}

}  // namespace conventions::pg
