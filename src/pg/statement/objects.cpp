// objects.cpp: statements that act on objects of any kind.

#include "pg/statement/reader.hpp"

namespace conventions::pg {

namespace {

/// ALTER TABLE also takes views, indexes, sequences and types: what is there decides.
void take_true_kind(Draft& draft, ObjectType said) {
    draft.fact.object = object_kind(said);
    const bool names_whole_object = is_relation_type(said) || said == OBJECT_TYPE || said == OBJECT_DOMAIN;
    if (names_whole_object && draft.targets.count > 0) draft.fact.object = draft.targets.items[0].kind;
}

/// The relation where the grammar gives one, else the object in the form of its type.
void add_either(Draft& draft, ObjectType type, const RangeVar* relation, Node* object) {
    const core::ObjectKind kind = is_relation_type(type)     ? object_kind(type)
                                  : type == OBJECT_ATTRIBUTE ? core::ObjectKind::type
                                                             : core::ObjectKind::table;
    if (relation != nullptr)
        add_relation_target(draft, relation, kind);
    else
        add_object_target(draft, type, object);
}

}  // namespace

void read_rename(Draft& draft, const RenameStmt* statement) {
    draft.fact.new_name = view(statement->newname);
    draft.fact.missing_ok = statement->missing_ok;
    draft.fact.cascade = statement->behavior == DROP_CASCADE;
    draft.fact.only = says_only(statement->relation, statement->renameType);
    if (statement->renameType == OBJECT_SCHEMA) {
        add_schema_target(draft, statement->subname);
        draft.fact.object = core::ObjectKind::schema;
        return;
    }
    if (statement->relation == nullptr && statement->object == nullptr) {
        // Roles, databases, tablespaces.
        draft.fact.object = core::ObjectKind::other;
        draft.targets.add() = {.kind = core::ObjectKind::other, .name = view(statement->subname)};
        return;
    }
    const bool of_column = statement->renameType == OBJECT_COLUMN && is_relation_type(statement->relationType);
    add_either(draft, of_column ? statement->relationType : statement->renameType, statement->relation,
               statement->object);
    take_true_kind(draft, statement->renameType);
    draft.fact.name = view(statement->subname);
}

void read_set_schema(Draft& draft, const AlterObjectSchemaStmt* statement) {
    draft.fact.new_name = view(statement->newschema);
    draft.fact.missing_ok = statement->missing_ok;
    add_either(draft, statement->objectType, statement->relation, statement->object);
    take_true_kind(draft, statement->objectType);
}

void read_drop(Draft& draft, const DropStmt* statement) {
    draft.fact.object = object_kind(statement->removeType);
    draft.fact.missing_ok = statement->missing_ok;
    draft.fact.concurrently = statement->concurrent;
    draft.fact.cascade = statement->behavior == DROP_CASCADE;
    for (Node* const object : Each<Node>{statement->objects}) add_object_target(draft, statement->removeType, object);
}

void read_comment(Draft& draft, const CommentStmt* statement) {
    draft.fact.object = object_kind(statement->objtype);
    add_object_target(draft, statement->objtype, statement->object);
}

void read_grant(Draft& draft, const GrantStmt* statement) {
    // ALL ... IN SCHEMA names schemas, and ALTER DEFAULT PRIVILEGES nothing that exists.
    const bool whole_schema = statement->targtype == ACL_TARGET_ALL_IN_SCHEMA;
    draft.fact.object = whole_schema ? core::ObjectKind::schema : object_kind(statement->objtype);
    if (!whole_schema && statement->targtype != ACL_TARGET_OBJECT) return;
    for (Node* const object : Each<Node>{statement->objects})
        add_object_target(draft, whole_schema ? OBJECT_SCHEMA : statement->objtype, object);
}

void read_owner(Draft& draft, const AlterOwnerStmt* statement) {
    add_either(draft, statement->objectType, statement->relation, statement->object);
    take_true_kind(draft, statement->objectType);
}

void read_depends(Draft& draft, const AlterObjectDependsStmt* statement) {
    // A trigger's table stands in `relation`, its name in `object`.
    add_either(draft, statement->objectType, statement->relation, statement->object);
    take_true_kind(draft, statement->objectType);
    if (statement->relation == nullptr || statement->object == nullptr || !IsA(statement->object, List)) return;
    const WrittenName name = written_name(reinterpret_cast<const ::List*>(statement->object));
    if (!name.improper) draft.fact.name = view(name.name);
}

}  // namespace conventions::pg
