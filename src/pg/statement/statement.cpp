// statement.cpp: which function reads which node.

#include "pg/statement/statement.hpp"

#include "pg/statement/reader.hpp"

extern "C" {
#include "tcop/cmdtag.h"
#include "tcop/utility.h"
}

namespace conventions::pg {

namespace {

template <class T>
const T* as(const Node* tree) {
    return reinterpret_cast<const T*>(tree);
}

std::int32_t location_of(const Node* tree) {
    if (IsA(tree, RawStmt)) return as<RawStmt>(tree)->stmt_location;
    if (IsA(tree, PlannedStmt)) return as<PlannedStmt>(tree)->stmt_location;
    return -1;
}

core::Text tag_of(Node* tree) {
    if (IsA(tree, SelectStmt) && makes_a_table(tree)) return GetCommandTagName(CMDTAG_SELECT_INTO);
    return GetCommandTagName(CreateCommandTag(tree));
}

bool read_made(Draft& draft, const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateStmt:
    case T_CreateForeignTableStmt:
        read_create_table(draft, as<CreateStmt>(tree));
        return true;
    case T_CreateTableAsStmt:
        read_create_table_as(draft, as<CreateTableAsStmt>(tree));
        return true;
    case T_SelectStmt:
        if (makes_a_table(tree)) read_select_into(draft, into_of(as<SelectStmt>(tree)));
        return true;
    case T_ViewStmt:
        read_create_view(draft, as<ViewStmt>(tree));
        return true;
    case T_IndexStmt:
        read_create_index(draft, as<IndexStmt>(tree));
        return true;
    case T_CreateSeqStmt:
        read_create_sequence(draft, as<CreateSeqStmt>(tree));
        return true;
    case T_CreateSchemaStmt:
        read_create_schema(draft, as<CreateSchemaStmt>(tree));
        return true;
    default:
        return false;
    }
}

bool read_type(Draft& draft, const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CompositeTypeStmt:
        read_create_composite_type(draft, as<CompositeTypeStmt>(tree));
        return true;
    case T_CreateEnumStmt:
        read_create_enum(draft, as<CreateEnumStmt>(tree));
        return true;
    case T_AlterEnumStmt:
        read_alter_enum(draft, as<AlterEnumStmt>(tree));
        return true;
    case T_CreateRangeStmt:
        read_create_range(draft, as<CreateRangeStmt>(tree));
        return true;
    case T_CreateDomainStmt:
        read_create_domain(draft, as<CreateDomainStmt>(tree));
        return true;
    case T_AlterDomainStmt:
        read_alter_domain(draft, as<AlterDomainStmt>(tree));
        return true;
    case T_DefineStmt:
        read_define(draft, as<DefineStmt>(tree));
        return true;
    default:
        return false;
    }
}

bool read_changed(Draft& draft, const Node* tree) {
    switch (nodeTag(tree)) {
    case T_AlterTableStmt:
        read_alter_table(draft, as<AlterTableStmt>(tree));
        return true;
    case T_RenameStmt:
        read_rename(draft, as<RenameStmt>(tree));
        return true;
    case T_AlterObjectSchemaStmt:
        read_set_schema(draft, as<AlterObjectSchemaStmt>(tree));
        return true;
    case T_DropStmt:
        read_drop(draft, as<DropStmt>(tree));
        return true;
    case T_CommentStmt:
        read_comment(draft, as<CommentStmt>(tree));
        return true;
    case T_GrantStmt:
        read_grant(draft, as<GrantStmt>(tree));
        return true;
    case T_AlterOwnerStmt:
        read_owner(draft, as<AlterOwnerStmt>(tree));
        return true;
    case T_AlterObjectDependsStmt:
        read_depends(draft, as<AlterObjectDependsStmt>(tree));
        return true;
    default:
        return false;
    }
}

}  // namespace

core::Statement statement_in(const Scope& scope, Node* tree, core::Text tag) {
    Node* const meant = meant_by(tree);
    Draft draft = {};
    draft.scope = scope;
    draft.fact.tag = tag.empty() ? tag_of(meant) : tag;
    draft.fact.location = location_of(tree);
    draft.fact.long_names = scope.long_names;
    draft.fact.kind = shape_of(meant).kind;
    // What none of them knows stays StatementKind::other with its tag.
    if (!read_made(draft, meant) && !read_type(draft, meant) && !read_changed(draft, meant)) read_other(draft, meant);
    draft.fact.targets = draft.targets.rows();
    draft.fact.columns = draft.columns.rows();
    draft.fact.constraints = draft.constraints.rows();
    draft.fact.actions = draft.actions.rows();
    return draft.fact;
}

const core::Statement* read_statement(Node* utility_statement, core::Text tag,
                                      core::Rows<core::WrittenName> long_names) {
    core::Statement* const statement = allocate<core::Statement>(1);
    Scope scope;
    scope.long_names = long_names;
    *statement = statement_in(scope, utility_statement, tag);
    return statement;
}

}  // namespace conventions::pg
