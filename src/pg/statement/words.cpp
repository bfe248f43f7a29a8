// words.cpp: facts in words.

#include "pg/statement/words.hpp"

extern "C" {
#include "catalog/pg_collation.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_type.h"
}

namespace conventions::pg {

namespace {

constexpr const char* statement_words[] = {
    "other",
    "create_table",
    "create_table_as",
    "create_view",
    "create_materialized_view",
    "create_index",
    "create_sequence",
    "create_composite_type",
    "create_enum",
    "create_range",
    "create_domain",
    "create_schema",
    "alter_table",
    "alter_enum",
    "alter_domain",
    "rename",
    "set_schema",
    "drop",
    "comment",
};
static_assert(std::size(statement_words) == static_cast<std::size_t>(core::StatementKind::comment) + 1);

constexpr const char* object_words[] = {
    "none",       "table", "foreign_table", "view",   "materialized_view", "index",    "sequence",  "column",
    "constraint", "type",  "domain",        "schema", "trigger",           "function", "extension", "other",
};
static_assert(std::size(object_words) == static_cast<std::size_t>(core::ObjectKind::other) + 1);

constexpr const char* action_words[] = {
    "other",           "add_column",       "drop_column",      "alter_column_type", "set_default",
    "drop_default",    "set_not_null",     "drop_not_null",    "add_constraint",    "validate_constraint",
    "drop_constraint", "attach_partition", "detach_partition", "set_logged",        "set_unlogged",
    "enable_trigger",  "disable_trigger",
};
static_assert(std::size(action_words) == static_cast<std::size_t>(core::ActionKind::disable_trigger) + 1);

constexpr const char* constraint_words[] = {
    "primary_key", "unique", "foreign_key", "check", "exclusion", "trigger", "not_null",
};
static_assert(std::size(constraint_words) == static_cast<std::size_t>(core::ConstraintKind::not_null) + 1);

constexpr const char* foreign_key_words[] = {"no_action", "restrict", "cascade", "set_null", "set_default"};
static_assert(std::size(foreign_key_words) == static_cast<std::size_t>(core::ForeignKeyAction::set_default) + 1);

constexpr const char* nothing = "nothing";

const char* qualified(Oid schema, const char* name) {
    const char* const schema_name = isTempNamespace(schema) ? "pg_temp" : get_namespace_name(schema);
    return quote_qualified_identifier(schema_name, name);
}

/// The name of a row of a small catalog, found by OID in the syscache.
template <class Form>
const char* shown_row(SysCacheIdentifier cache, Oid oid, Oid Form::*schema, NameData Form::*name) {
    HeapTuple const row = OidIsValid(oid) ? SearchSysCache1(cache, ObjectIdGetDatum(oid)) : nullptr;
    if (!HeapTupleIsValid(row)) return nothing;
    const Form* const form = reinterpret_cast<const Form*>(GETSTRUCT(row));
    const char* const shown = qualified(form->*schema, pstrdup(NameStr(form->*name)));
    ReleaseSysCache(row);
    return shown;
}

}  // namespace

const char* word(core::StatementKind kind) { return statement_words[static_cast<std::size_t>(kind)]; }
const char* word(core::ObjectKind kind) { return object_words[static_cast<std::size_t>(kind)]; }
const char* word(core::ActionKind kind) { return action_words[static_cast<std::size_t>(kind)]; }
const char* word(core::ConstraintKind kind) { return constraint_words[static_cast<std::size_t>(kind)]; }
const char* word(core::ForeignKeyAction action) { return foreign_key_words[static_cast<std::size_t>(action)]; }

const char* shown_schema(core::Text schema) { return schema.starts_with("pg_temp_") ? "pg_temp" : shown_name(schema); }

const char* shown_relation(Oid relation) {
    const char* const name = OidIsValid(relation) ? get_rel_name(relation) : nullptr;
    return name == nullptr ? nothing : qualified(get_rel_namespace(relation), name);
}

const char* shown_type(Oid type) {
    return shown_row(TYPEOID, type, &FormData_pg_type::typnamespace, &FormData_pg_type::typname);
}

const char* shown_operator_class(Oid operator_class) {
    return shown_row(CLAOID, operator_class, &FormData_pg_opclass::opcnamespace, &FormData_pg_opclass::opcname);
}

const char* shown_operator_family(Oid operator_family) {
    return shown_row(OPFAMILYOID, operator_family, &FormData_pg_opfamily::opfnamespace, &FormData_pg_opfamily::opfname);
}

const char* shown_collation(Oid collation) {
    return shown_row(COLLOID, collation, &FormData_pg_collation::collnamespace, &FormData_pg_collation::collname);
}

const char* shown_name(core::Text name) { return quote_identifier(c_string(name)); }

const char* shown_name(core::Text schema, core::Text name) {
    return quote_qualified_identifier(schema.empty() ? nullptr : c_string(schema), c_string(name));
}

}  // namespace conventions::pg
