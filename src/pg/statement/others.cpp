// others.cpp: statements of which rules ask no more than what they act on.

#include "pg/statement/reader.hpp"

extern "C" {
#include "commands/defrem.h"
}

namespace conventions::pg {

namespace {

void set_part(Draft& draft, core::ObjectKind object, const RangeVar* relation, const char* name) {
    draft.fact.object = object;
    draft.fact.name = view(name);
    add_relation_target(draft, relation, core::ObjectKind::table);
}

void add_relations(Draft& draft, const ::List* relations) {
    for (Node* const each : Each<Node>{relations})
        if (IsA(each, RangeVar))
            add_relation_target(draft, reinterpret_cast<const RangeVar*>(each), core::ObjectKind::table);
}

void read_reindex(Draft& draft, const ReindexStmt* statement) {
    const bool index = statement->kind == REINDEX_OBJECT_INDEX;
    draft.fact.object = statement->relation == nullptr ? core::ObjectKind::other
                        : index                        ? core::ObjectKind::index
                                                       : core::ObjectKind::table;
    if (statement->kind == REINDEX_OBJECT_SCHEMA) {
        draft.fact.object = core::ObjectKind::schema;
        add_schema_target(draft, statement->name);
    }
    add_relation_target(draft, statement->relation, draft.fact.object);
    for (const DefElem* const option : Each<DefElem>{statement->params})
        draft.fact.concurrently |= strcmp(option->defname, "concurrently") == 0 && option->arg == nullptr;
}

void read_refresh(Draft& draft, const RefreshMatViewStmt* statement) {
    draft.fact.object = core::ObjectKind::materialized_view;
    draft.fact.concurrently = statement->concurrent;
    add_relation_target(draft, statement->relation, core::ObjectKind::materialized_view);
}

void read_truncate(Draft& draft, const TruncateStmt* statement) {
    draft.fact.object = core::ObjectKind::table;
    draft.fact.cascade = statement->behavior == DROP_CASCADE;
    add_relations(draft, statement->relations);
}

void read_import(Draft& draft, const ImportForeignSchemaStmt* statement) {
    draft.fact.object = core::ObjectKind::foreign_table;
    add_schema_target(draft, statement->local_schema);
}

void add_extension(Draft& draft, const char* name) {
    draft.fact.object = core::ObjectKind::extension;
    draft.targets.add() = {.kind = core::ObjectKind::extension, .name = view(name)};
}

void read_function(Draft& draft, const CreateFunctionStmt* statement) {
    draft.fact.object = core::ObjectKind::function;
    add_object_target(draft, OBJECT_FUNCTION, reinterpret_cast<Node*>(statement->funcname));
}

template <class T>
const T* as(const Node* tree) {
    return reinterpret_cast<const T*>(tree);
}

/// Triggers, rules, policies, statistics: what hangs on a relation.
bool read_part(Draft& draft, const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateTrigStmt:
        set_part(draft, core::ObjectKind::trigger, as<CreateTrigStmt>(tree)->relation,
                 as<CreateTrigStmt>(tree)->trigname);
        return true;
    case T_RuleStmt:
        set_part(draft, core::ObjectKind::other, as<RuleStmt>(tree)->relation, as<RuleStmt>(tree)->rulename);
        return true;
    case T_CreatePolicyStmt:
        set_part(draft, core::ObjectKind::other, as<CreatePolicyStmt>(tree)->table,
                 as<CreatePolicyStmt>(tree)->policy_name);
        return true;
    case T_AlterPolicyStmt:
        set_part(draft, core::ObjectKind::other, as<AlterPolicyStmt>(tree)->table,
                 as<AlterPolicyStmt>(tree)->policy_name);
        return true;
    case T_CreateStatsStmt:
        draft.fact.object = core::ObjectKind::other;
        add_relations(draft, as<CreateStatsStmt>(tree)->relations);
        return true;
    default:
        return false;
    }
}

/// Extensions, and labels of other providers.
bool read_membership(Draft& draft, const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateExtensionStmt:
        draft.fact.exists_ok = as<CreateExtensionStmt>(tree)->if_not_exists;
        add_extension(draft, as<CreateExtensionStmt>(tree)->extname);
        return true;
    case T_AlterExtensionStmt:
        add_extension(draft, as<AlterExtensionStmt>(tree)->extname);
        return true;
    case T_AlterExtensionContentsStmt:
        draft.fact.object = object_kind(as<AlterExtensionContentsStmt>(tree)->objtype);
        add_object_target(draft, as<AlterExtensionContentsStmt>(tree)->objtype,
                          as<AlterExtensionContentsStmt>(tree)->object);
        return true;
    case T_SecLabelStmt:
        draft.fact.object = object_kind(as<SecLabelStmt>(tree)->objtype);
        add_object_target(draft, as<SecLabelStmt>(tree)->objtype, as<SecLabelStmt>(tree)->object);
        return true;
    default:
        return false;
    }
}

}  // namespace

bool read_other(Draft& draft, Node* tree) {
    if (read_part(draft, tree) || read_membership(draft, tree)) return true;
    switch (nodeTag(tree)) {
    case T_AlterSeqStmt:
        draft.fact.object = core::ObjectKind::sequence;
        draft.fact.missing_ok = as<AlterSeqStmt>(tree)->missing_ok;
        add_relation_target(draft, as<AlterSeqStmt>(tree)->sequence, core::ObjectKind::sequence);
        return true;
    case T_AlterTypeStmt:
        draft.fact.object = core::ObjectKind::type;
        add_type_target(draft, as<AlterTypeStmt>(tree)->typeName, core::ObjectKind::type);
        return true;
    case T_RefreshMatViewStmt:
        read_refresh(draft, as<RefreshMatViewStmt>(tree));
        return true;
    case T_TruncateStmt:
        read_truncate(draft, as<TruncateStmt>(tree));
        return true;
    case T_ReindexStmt:
        read_reindex(draft, as<ReindexStmt>(tree));
        return true;
    case T_ClusterStmt:
        draft.fact.object = core::ObjectKind::table;
        add_relation_target(draft, as<ClusterStmt>(tree)->relation, core::ObjectKind::table);
        return true;
    case T_ImportForeignSchemaStmt:
        read_import(draft, as<ImportForeignSchemaStmt>(tree));
        return true;
    case T_CreateFunctionStmt:
        read_function(draft, as<CreateFunctionStmt>(tree));
        return true;
    default:
        return false;
    }
}

}  // namespace conventions::pg
