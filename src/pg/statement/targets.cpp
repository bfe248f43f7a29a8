// targets.cpp: the objects that a statement names.

#include "pg/statement/reader.hpp"

extern "C" {
#include "catalog/index.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
}

namespace conventions::pg {

namespace {

core::ObjectKind kind_of_relation(char relkind) {
    switch (relkind) {
    case RELKIND_RELATION:
    case RELKIND_PARTITIONED_TABLE:
        return core::ObjectKind::table;
    case RELKIND_FOREIGN_TABLE:
        return core::ObjectKind::foreign_table;
    case RELKIND_VIEW:
        return core::ObjectKind::view;
    case RELKIND_MATVIEW:
        return core::ObjectKind::materialized_view;
    case RELKIND_SEQUENCE:
        return core::ObjectKind::sequence;
    case RELKIND_INDEX:
    case RELKIND_PARTITIONED_INDEX:
        return core::ObjectKind::index;
    case RELKIND_COMPOSITE_TYPE:
        return core::ObjectKind::type;
    default:
        return core::ObjectKind::other;
    }
}

void set_relation(Draft& draft, core::Target& target, Oid relation) {
    // What was found without a lock may be gone by now: then it counts as missing.
    const char relkind = OidIsValid(relation) ? get_rel_relkind(relation) : '\0';
    if (relkind == '\0') return;
    target.kind = kind_of_relation(relkind);
    target.oid = target.kind == core::ObjectKind::type ? get_rel_type_id(relation) : relation;
    if (target.kind == core::ObjectKind::index)
        target.relation = IndexGetRelation(relation, true);
    else if (target.kind != core::ObjectKind::other)
        target.relation = relation;
    if (draft.targets.count == 1 && isTempNamespace(get_rel_namespace(relation))) draft.fact.temporary = true;
}

core::Target& add_target(Draft& draft, core::ObjectKind kind, core::Text schema, core::Text name) {
    core::Target& target = draft.targets.add();
    target.kind = kind;
    target.schema = schema;
    target.name = name;
    return target;
}

void set_type(core::Target& target, Oid type) {
    if (!OidIsValid(type)) return;
    target.oid = type;
    const char kind = get_typtype(type);
    target.kind = kind == TYPTYPE_DOMAIN ? core::ObjectKind::domain : core::ObjectKind::type;
    if (kind == TYPTYPE_COMPOSITE) target.relation = get_typ_typrelid(type);
}

RangeVar* range_of(const WrittenName& name) {
    RangeVar* const range = makeRangeVar(name.schema, name.name, -1);
    range->catalogname = name.catalog;
    return range;
}

::List* without_last(const ::List* list) { return list_truncate(list_copy(list), list_length(list) - 1); }

/// Columns, triggers and the like: the last name is theirs, those before it are the relation's.
void add_part(Draft& draft, Node* object, core::ObjectKind relation_kind) {
    if (!IsA(object, List)) return;
    ::List* const names = reinterpret_cast<::List*>(object);
    if (names == nullptr || !IsA(llast(names), String)) return;
    draft.fact.name = view(strVal(llast(names)));
    const WrittenName relation = written_name(without_last(names));
    if (!relation.improper) add_relation_target(draft, range_of(relation), relation_kind);
}

/// COMMENT ON CONSTRAINT ON DOMAIN: a type name and the constraint's.
void add_domain_constraint(Draft& draft, Node* object) {
    if (!IsA(object, List)) return;
    ::List* const pair = reinterpret_cast<::List*>(object);
    if (list_length(pair) == 2 && IsA(linitial(pair), TypeName)) {
        add_type_target(draft, static_cast<const TypeName*>(linitial(pair)), core::ObjectKind::domain);
        draft.fact.name = view(strVal(lsecond(pair)));
        return;
    }
    add_type_target(draft, pair, core::ObjectKind::domain);
}

void add_type_object(Draft& draft, Node* object, core::ObjectKind kind) {
    if (IsA(object, TypeName))
        add_type_target(draft, reinterpret_cast<const TypeName*>(object), kind);
    else if (IsA(object, List))
        add_type_target(draft, reinterpret_cast<::List*>(object), kind);
}

/// Objects that are named but not looked up.
void add_plain(Draft& draft, ObjectType type, Node* object) {
    const core::ObjectKind kind = object_kind(type);
    if (IsA(object, String)) {
        add_target(draft, kind, {}, view(strVal(object)));
        return;
    }
    const ::List* names = nullptr;
    if (IsA(object, ObjectWithArgs)) names = reinterpret_cast<const ObjectWithArgs*>(object)->objname;
    if (IsA(object, List)) names = reinterpret_cast<const ::List*>(object);
    // The access method comes first.
    const bool has_method = IsA(object, List) && (type == OBJECT_OPCLASS || type == OBJECT_OPFAMILY);
    if (has_method && names != nullptr) names = list_copy_tail(names, 1);
    const WrittenName name = written_name(names);
    if (!name.improper) add_target(draft, kind, view(name.schema), view(name.name));
}

}  // namespace

core::ObjectKind object_kind(ObjectType type) {
    switch (type) {
    case OBJECT_TABLE:
        return core::ObjectKind::table;
    case OBJECT_FOREIGN_TABLE:
        return core::ObjectKind::foreign_table;
    case OBJECT_VIEW:
        return core::ObjectKind::view;
    case OBJECT_MATVIEW:
        return core::ObjectKind::materialized_view;
    case OBJECT_INDEX:
        return core::ObjectKind::index;
    case OBJECT_SEQUENCE:
        return core::ObjectKind::sequence;
    case OBJECT_COLUMN:
    case OBJECT_ATTRIBUTE:
        return core::ObjectKind::column;
    case OBJECT_TABCONSTRAINT:
    case OBJECT_DOMCONSTRAINT:
        return core::ObjectKind::constraint;
    case OBJECT_TYPE:
        return core::ObjectKind::type;
    case OBJECT_DOMAIN:
        return core::ObjectKind::domain;
    case OBJECT_SCHEMA:
        return core::ObjectKind::schema;
    case OBJECT_TRIGGER:
        return core::ObjectKind::trigger;
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
    case OBJECT_AGGREGATE:
        return core::ObjectKind::function;
    case OBJECT_EXTENSION:
        return core::ObjectKind::extension;
    default:
        return core::ObjectKind::other;
    }
}

bool is_relation_type(ObjectType type) {
    return type == OBJECT_TABLE || type == OBJECT_FOREIGN_TABLE || type == OBJECT_VIEW || type == OBJECT_MATVIEW ||
           type == OBJECT_INDEX || type == OBJECT_SEQUENCE;
}

void add_relation_target(Draft& draft, const RangeVar* relation, core::ObjectKind kind) {
    if (relation == nullptr) return;
    core::Target& target = add_target(draft, kind, view(relation->schemaname), view(relation->relname));
    if (target.schema.empty() && is_made_here(draft.scope, relation)) target.schema = draft.scope.schema;
    set_relation(draft, target, relation_named(draft.scope, relation));
}

void add_new_relation(Draft& draft, const RangeVar* relation, core::ObjectKind kind) {
    core::Target& target = add_target(draft, kind, view(relation->schemaname), view(relation->relname));
    if (target.schema.empty()) target.schema = draft.scope.schema;
    const Oid schema = schema_of_new(draft.scope, relation);
    if (target.schema.empty()) target.home = view(get_namespace_name(schema));
    draft.fact.temporary = relation->relpersistence == RELPERSISTENCE_TEMP || view(relation->schemaname) == "pg_temp" ||
                           (OidIsValid(schema) && isTempNamespace(schema));
    if (OidIsValid(schema)) set_relation(draft, target, get_relname_relid(relation->relname, schema));
}

void add_new_type(Draft& draft, const ::List* names, core::ObjectKind kind) {
    const WrittenName name = written_name(names);
    if (name.improper) return;
    core::Target& target = add_target(draft, kind, view(name.schema), view(name.name));
    const Oid schema = schema_of_new(draft.scope, name);
    if (target.schema.empty()) target.home = view(get_namespace_name(schema));
    draft.fact.temporary = view(name.schema) == "pg_temp" || (OidIsValid(schema) && isTempNamespace(schema));
    if (!OidIsValid(schema)) return;
    set_type(target,
             GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, PointerGetDatum(name.name), ObjectIdGetDatum(schema)));
}

void add_type_target(Draft& draft, const TypeName* type, core::ObjectKind kind) {
    const WrittenName name = written_name(type->names);
    if (name.improper) return;
    set_type(add_target(draft, kind, view(name.schema), view(name.name)), type_named(type));
}

void add_type_target(Draft& draft, ::List* names, core::ObjectKind kind) {
    add_type_target(draft, makeTypeNameFromNameList(names), kind);
}

void add_schema_target(Draft& draft, const char* name) {
    if (name == nullptr) return;
    core::Target& target = add_target(draft, core::ObjectKind::schema, {}, view(name));
    target.oid = get_namespace_oid(name, true);
}

void add_object_target(Draft& draft, ObjectType type, Node* object) {
    if (object == nullptr) return;
    switch (type) {
    case OBJECT_COLUMN:
    case OBJECT_TABCONSTRAINT:
    case OBJECT_TRIGGER:
    case OBJECT_RULE:
    case OBJECT_POLICY:
        return add_part(draft, object, core::ObjectKind::table);
    case OBJECT_ATTRIBUTE:
        return add_part(draft, object, core::ObjectKind::type);
    case OBJECT_DOMCONSTRAINT:
        return add_domain_constraint(draft, object);
    case OBJECT_TYPE:
    case OBJECT_DOMAIN:
        return add_type_object(draft, object, object_kind(type));
    case OBJECT_SCHEMA:
        if (IsA(object, String)) add_schema_target(draft, strVal(object));
        return;
    default:
        break;
    }
    if (!is_relation_type(type)) return add_plain(draft, type, object);
    if (IsA(object, RangeVar))
        return add_relation_target(draft, reinterpret_cast<const RangeVar*>(object), object_kind(type));
    if (!IsA(object, List)) return;
    const WrittenName name = written_name(reinterpret_cast<const ::List*>(object));
    if (!name.improper) add_relation_target(draft, range_of(name), object_kind(type));
}

}  // namespace conventions::pg
