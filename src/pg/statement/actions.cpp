// actions.cpp: ALTER TABLE and its relatives, and ALTER DOMAIN.

#include "pg/statement/reader.hpp"

namespace conventions::pg {

namespace {

void read_column_action(Draft& draft, const AlterTableCmd* command, core::Action& action) {
    const auto* const column = reinterpret_cast<const ColumnDef*>(command->def);
    const bool adds = command->subtype == AT_AddColumn;
    action.column = column_definition(column, adds && draft.fact.object != core::ObjectKind::type);
    if (adds) {
        action.name = action.column.name;
        add_inline_constraints(draft, action.column.name, column->constraints);
        return;
    }
    action.column.name = action.name;
    action.has_using = column->raw_default != nullptr;
}

void read_constraint_action(Draft& draft, const AlterTableCmd* command, core::Action& action) {
    constraint_definition(draft.scope, reinterpret_cast<const Constraint*>(command->def), action.constraint);
    action.name = action.constraint.name;
}

void read_partition_action(Draft& draft, const AlterTableCmd* command, core::Action& action) {
    const auto* const partition = reinterpret_cast<const PartitionCmd*>(command->def);
    action.name = view(partition->name->relname);
    draft.fact.concurrently |= partition->concurrent;
    add_relation_target(draft, partition->name, draft.fact.object);
}

void read_action(Draft& draft, const AlterTableCmd* command) {
    core::Action action;
    action.kind = action_kind(command);
    action.name = view(command->name);
    action.missing_ok = command->missing_ok;
    action.cascade = command->behavior == DROP_CASCADE;
    const Node* const definition = command->def;
    if (definition != nullptr && IsA(definition, ColumnDef))
        read_column_action(draft, command, action);
    else if (action.kind == core::ActionKind::add_constraint && definition != nullptr)
        read_constraint_action(draft, command, action);
    else if (definition != nullptr && IsA(definition, PartitionCmd))
        read_partition_action(draft, command, action);
    else if (definition != nullptr && IsA(definition, RangeVar))
        add_relation_target(draft, reinterpret_cast<const RangeVar*>(definition), draft.fact.object);
    draft.actions.add() = action;
}

}  // namespace

void read_alter_table(Draft& draft, const AlterTableStmt* statement) {
    draft.fact.object = object_kind(statement->objtype);
    draft.fact.missing_ok = statement->missing_ok;
    draft.fact.only = says_only(statement->relation, statement->objtype);
    add_relation_target(draft, statement->relation, draft.fact.object);
    for (const AlterTableCmd* const command : Each<AlterTableCmd>{statement->cmds}) read_action(draft, command);
}

void read_alter_domain(Draft& draft, const AlterDomainStmt* statement) {
    draft.fact.object = core::ObjectKind::domain;
    add_type_target(draft, statement->typeName, core::ObjectKind::domain);
    core::Action& action = draft.actions.add();
    action.kind = action_kind(statement);
    action.name = view(statement->name);
    action.missing_ok = statement->missing_ok;
    action.cascade = statement->behavior == DROP_CASCADE;
    if (action.kind != core::ActionKind::add_constraint || statement->def == nullptr) return;
    constraint_definition(draft.scope, reinterpret_cast<const Constraint*>(statement->def), action.constraint);
    action.name = action.constraint.name;
}

}  // namespace conventions::pg
