// names.cpp: names of a parse tree to OIDs, as the caller's search_path resolves them.
//
// The server's look-ups take no lock here and accept missing objects, but they still raise for another database, for a
// schema without USAGE, for names of too many parts and for %TYPE: these are answered before they are asked.

#include "pg/statement/reader.hpp"

extern "C" {
#include "catalog/pg_opclass.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "nodes/makefuncs.h"
#include "parser/parse_type.h"
}

namespace conventions::pg {

namespace {

bool is_this_database(const char* catalog) {
    if (catalog == nullptr) return true;
    const char* const here = get_database_name(MyDatabaseId);
    return here != nullptr && strcmp(here, catalog) == 0;
}

Oid temporary_schema() {
    Oid schema = InvalidOid;
    Oid toast_schema = InvalidOid;
    GetTempNamespaceState(&schema, &toast_schema);
    return schema;
}

/// The relation that a sibling element of CREATE SCHEMA makes, or null.
const RangeVar* relation_made_by(const Node* element) {
    switch (nodeTag(element)) {
    case T_CreateStmt:
        return reinterpret_cast<const CreateStmt*>(element)->relation;
    case T_ViewStmt:
        return reinterpret_cast<const ViewStmt*>(element)->view;
    case T_CreateSeqStmt:
        return reinterpret_cast<const CreateSeqStmt*>(element)->sequence;
    default:
        return nullptr;
    }
}

/// Without a schema, or with that of the scope.
bool is_in_new_schema(const Scope& scope, const RangeVar* relation) {
    return relation->schemaname == nullptr || view(relation->schemaname) == scope.schema;
}

}  // namespace

WrittenName written_name(const ::List* names) {
    WrittenName written;
    char* parts[3] = {};
    const int count = list_length(names);
    written.improper = count == 0 || count > 3;
    if (written.improper) return written;
    int i = 3 - count;
    for (Node* const part : Each<Node>{names}) {
        if (part == nullptr || !IsA(part, String)) {
            written.improper = true;
            return written;
        }
        parts[i++] = strVal(part);
    }
    written.catalog = parts[0];
    written.schema = parts[1];
    written.name = parts[2];
    return written;
}

core::Rows<core::Text> texts_of(const ::List* strings) {
    const std::size_t room = list_length(strings);
    core::Text* const texts = allocate<core::Text>(room);
    std::size_t count = 0;
    for (Node* const each : Each<Node>{strings})
        if (IsA(each, String)) texts[count++] = view(strVal(each));
    return {texts, count};
}

Oid schema_in_reach(const char* name) {
    // The server knows this alias before it knows any schema, and asks for no right to it.
    if (strcmp(name, "pg_temp") == 0 && OidIsValid(temporary_schema())) return temporary_schema();
    const Oid schema = get_namespace_oid(name, true);
    return OidIsValid(schema) && may_use_schema(schema) ? schema : InvalidOid;
}

bool is_made_here(const Scope& scope, const RangeVar* relation) {
    if (relation->catalogname != nullptr) return false;
    const core::Text name = view(relation->relname);
    if (scope.own != nullptr && relation->schemaname == nullptr && scope.own->schemaname == nullptr &&
        name == view(scope.own->relname))
        return true;
    if (scope.schema.empty() || !is_in_new_schema(scope, relation)) return false;
    for (const Node* const sibling : Each<Node>{scope.siblings}) {
        const RangeVar* const made = relation_made_by(sibling);
        if (made != nullptr && is_in_new_schema(scope, made) && name == view(made->relname)) return true;
    }
    return false;
}

Oid relation_named(const Scope& scope, const RangeVar* relation) {
    if (relation == nullptr || relation->relname == nullptr || !is_this_database(relation->catalogname))
        return InvalidOid;
    if (is_made_here(scope, relation)) return InvalidOid;
    if (relation->schemaname != nullptr && !OidIsValid(schema_in_reach(relation->schemaname))) return InvalidOid;
    RangeVar plain = *relation;
    plain.relpersistence = RELPERSISTENCE_PERMANENT;
    return RangeVarGetRelidExtended(&plain, NoLock, RVR_MISSING_OK, nullptr, nullptr);
}

Oid schema_of_new(const Scope& scope, const WrittenName& name) {
    if (name.improper || !is_this_database(name.catalog)) return InvalidOid;
    if (name.schema != nullptr) return schema_in_reach(name.schema);
    if (!scope.schema.empty()) return schema_in_reach(c_string(scope.schema));
    return creation_schema_of_path();
}

Oid schema_of_new(const Scope& scope, const RangeVar* relation) {
    if (relation->relpersistence == RELPERSISTENCE_TEMP) return temporary_schema();
    WrittenName name;
    name.catalog = relation->catalogname;
    name.schema = relation->schemaname;
    name.name = relation->relname;
    return schema_of_new(scope, name);
}

Oid type_named(const TypeName* type) {
    if (type == nullptr || type->pct_type) return InvalidOid;
    if (type->names != nullptr) {
        const WrittenName name = written_name(type->names);
        if (name.improper || !is_this_database(name.catalog)) return InvalidOid;
        if (name.schema != nullptr && !OidIsValid(schema_in_reach(name.schema))) return InvalidOid;
    }
    TypeName plain = *type;
    plain.typmods = nullptr;
    const Oid oid = LookupTypeNameOid(nullptr, &plain, true);
    return OidIsValid(oid) && get_typisdefined(oid) ? oid : InvalidOid;
}

Oid type_named(::List* names) { return type_named(makeTypeNameFromNameList(names)); }

Oid operator_class_named(const ::List* names, Oid access_method) {
    const WrittenName name = written_name(names);
    if (name.improper || !is_this_database(name.catalog)) return InvalidOid;
    if (name.schema == nullptr) return OpclassnameGetOpcid(access_method, name.name);
    const Oid schema = schema_in_reach(name.schema);
    if (!OidIsValid(schema)) return InvalidOid;
    return GetSysCacheOid3(CLAAMNAMENSP, Anum_pg_opclass_oid, ObjectIdGetDatum(access_method),
                           PointerGetDatum(name.name), ObjectIdGetDatum(schema));
}

Oid collation_named(::List* names) {
    const WrittenName name = written_name(names);
    if (name.improper || !is_this_database(name.catalog)) return InvalidOid;
    if (name.schema != nullptr && !OidIsValid(schema_in_reach(name.schema))) return InvalidOid;
    return get_collation_oid(names, true);
}

}  // namespace conventions::pg
