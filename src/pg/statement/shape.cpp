// shape.cpp: what a statement is, by its words alone: no look-up, no memory, no error.

#include "pg/statement/reader.hpp"

extern "C" {
#include "utils/builtins.h"
}

namespace conventions::pg {

namespace {

template <class T>
const T* as(const Node* tree) {
    return reinterpret_cast<const T*>(tree);
}

/// What a wrapper wraps: a parsed text, an analysed utility statement; any other node itself.
Node* unwrapped(Node* tree) {
    for (;;) {
        Node* inner = nullptr;
        if (IsA(tree, RawStmt)) inner = as<RawStmt>(tree)->stmt;
        if (IsA(tree, Query)) inner = as<Query>(tree)->utilityStmt;
        if (IsA(tree, PlannedStmt)) inner = as<PlannedStmt>(tree)->utilityStmt;
        if (inner == nullptr) return tree;
        tree = inner;
    }
}

bool is_true(const DefElem* option) {
    if (option->arg == nullptr) return true;
    if (IsA(option->arg, Integer)) return intVal(option->arg) != 0;
    bool value = false;
    return IsA(option->arg, String) && parse_bool(strVal(option->arg), &value) && value;
}

/// EXPLAIN runs the statement.
bool runs(const ExplainStmt* explain) {
    bool analyzes = false;
    for (const DefElem* const option : Each<DefElem>{explain->options})
        if (strcmp(option->defname, "analyze") == 0) analyzes = is_true(option);
    return analyzes;
}

core::StatementKind kind_made(const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateStmt:
    case T_CreateForeignTableStmt:
        return core::StatementKind::create_table;
    case T_CreateTableAsStmt:
        return as<CreateTableAsStmt>(tree)->objtype == OBJECT_MATVIEW ? core::StatementKind::create_materialized_view
                                                                      : core::StatementKind::create_table_as;
    case T_SelectStmt:
        return makes_a_table(tree) ? core::StatementKind::create_table_as : core::StatementKind::other;
    case T_ViewStmt:
        return core::StatementKind::create_view;
    case T_IndexStmt:
        return core::StatementKind::create_index;
    case T_CreateSeqStmt:
        return core::StatementKind::create_sequence;
    case T_CompositeTypeStmt:
        return core::StatementKind::create_composite_type;
    case T_CreateEnumStmt:
        return core::StatementKind::create_enum;
    case T_CreateRangeStmt:
        return core::StatementKind::create_range;
    case T_CreateDomainStmt:
        return core::StatementKind::create_domain;
    case T_CreateSchemaStmt:
        return core::StatementKind::create_schema;
    default:
        return core::StatementKind::other;
    }
}

core::StatementKind kind_changed(const Node* tree) {
    switch (nodeTag(tree)) {
    case T_AlterTableStmt:
        return core::StatementKind::alter_table;
    case T_AlterEnumStmt:
        return core::StatementKind::alter_enum;
    case T_AlterDomainStmt:
        return core::StatementKind::alter_domain;
    case T_RenameStmt:
        return core::StatementKind::rename;
    case T_AlterObjectSchemaStmt:
        return core::StatementKind::set_schema;
    case T_DropStmt:
        return core::StatementKind::drop;
    case T_CommentStmt:
        return core::StatementKind::comment;
    default:
        return core::StatementKind::other;
    }
}

}  // namespace

/// The INTO of a query, which the grammar keeps at its first branch; null for none.
const IntoClause* into_of(const SelectStmt* query) {
    while (query->larg != nullptr) query = query->larg;
    return query->intoClause;
}

bool makes_a_table(const Node* tree) {
    return IsA(tree, CreateTableAsStmt) || (IsA(tree, SelectStmt) && into_of(as<SelectStmt>(tree)) != nullptr);
}

/// EXPLAIN counts as what it explains only where that is run and makes a table.
Node* meant_by(Node* tree) {
    Node* const outer = unwrapped(tree);
    if (!IsA(outer, ExplainStmt) || !runs(as<ExplainStmt>(outer))) return outer;
    Node* const inner = unwrapped(as<ExplainStmt>(outer)->query);
    return makes_a_table(inner) ? inner : outer;
}

core::ActionKind action_kind(const AlterTableCmd* command) {
    switch (command->subtype) {
    case AT_AddColumn:
        return core::ActionKind::add_column;
    case AT_DropColumn:
        return core::ActionKind::drop_column;
    case AT_AlterColumnType:
        return core::ActionKind::alter_column_type;
    case AT_ColumnDefault:
        return command->def == nullptr ? core::ActionKind::drop_default : core::ActionKind::set_default;
    case AT_SetNotNull:
        return core::ActionKind::set_not_null;
    case AT_DropNotNull:
        return core::ActionKind::drop_not_null;
    case AT_AddConstraint:
        return core::ActionKind::add_constraint;
    case AT_ValidateConstraint:
        return core::ActionKind::validate_constraint;
    case AT_DropConstraint:
        return core::ActionKind::drop_constraint;
    case AT_AttachPartition:
        return core::ActionKind::attach_partition;
    case AT_DetachPartition:
    case AT_DetachPartitionFinalize:
        return core::ActionKind::detach_partition;
    case AT_SetLogged:
        return core::ActionKind::set_logged;
    case AT_SetUnLogged:
        return core::ActionKind::set_unlogged;
    case AT_EnableTrig:
    case AT_EnableAlwaysTrig:
    case AT_EnableReplicaTrig:
    case AT_EnableTrigAll:
    case AT_EnableTrigUser:
        return core::ActionKind::enable_trigger;
    case AT_DisableTrig:
    case AT_DisableTrigAll:
    case AT_DisableTrigUser:
        return core::ActionKind::disable_trigger;
    default:
        return core::ActionKind::other;
    }
}

core::ActionKind action_kind(const AlterDomainStmt* statement) {
    switch (statement->subtype) {
    case 'T':
        return statement->def == nullptr ? core::ActionKind::drop_default : core::ActionKind::set_default;
    case 'N':
        return core::ActionKind::drop_not_null;
    case 'O':
        return core::ActionKind::set_not_null;
    case 'C':
        return core::ActionKind::add_constraint;
    case 'X':
        return core::ActionKind::drop_constraint;
    case 'V':
        return core::ActionKind::validate_constraint;
    default:
        return core::ActionKind::other;
    }
}

bool says_concurrently(const Node* tree) {
    if (IsA(tree, IndexStmt)) return as<IndexStmt>(tree)->concurrent;
    if (IsA(tree, DropStmt)) return as<DropStmt>(tree)->concurrent;
    if (!IsA(tree, AlterTableStmt)) return false;
    for (const AlterTableCmd* const command : Each<AlterTableCmd>{as<AlterTableStmt>(tree)->cmds})
        if (command->def != nullptr && IsA(command->def, PartitionCmd) && as<PartitionCmd>(command->def)->concurrent)
            return true;
    return false;
}

namespace {

bool is_plain_column(const AlterTableCmd* command) {
    if (command->subtype != AT_AddColumn || command->def == nullptr || !IsA(command->def, ColumnDef)) return false;
    for (const Constraint* const constraint : Each<Constraint>{as<ColumnDef>(command->def)->constraints})
        if (constraint->contype != CONSTR_NULL && constraint->contype != CONSTR_NOTNULL &&
            constraint->contype != CONSTR_DEFAULT)
            return false;
    return true;
}

}  // namespace

bool only_adds_columns(const Node* tree) {
    if (!IsA(tree, AlterTableStmt)) return false;
    for (const AlterTableCmd* const command : Each<AlterTableCmd>{as<AlterTableStmt>(tree)->cmds})
        if (!is_plain_column(command)) return false;
    return true;
}

core::StatementShape shape_of(const Node* tree) {
    core::StatementShape shape = {.kind = kind_made(tree), .actions = {}};
    if (shape.kind == core::StatementKind::other) shape.kind = kind_changed(tree);
    if (IsA(tree, AlterTableStmt))
        for (const AlterTableCmd* const command : Each<AlterTableCmd>{as<AlterTableStmt>(tree)->cmds})
            shape.actions = shape.actions | core::SetOf<core::ActionKind>{action_kind(command)};
    if (IsA(tree, AlterDomainStmt)) shape.actions = {action_kind(as<AlterDomainStmt>(tree))};
    return shape;
}

}  // namespace conventions::pg
