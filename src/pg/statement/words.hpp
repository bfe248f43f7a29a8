// The words for the enumerations of a statement's facts, and names of what they refer to.

#pragma once

#include "pg/statement/statement.hpp"

namespace conventions::pg {

const char* word(core::StatementKind kind);
const char* word(core::ObjectKind kind);
const char* word(core::ActionKind kind);
const char* word(core::ConstraintKind kind);
const char* word(core::ForeignKeyAction action);

/// Quoted and schema-qualified; the temporary schema of this session as pg_temp. "nothing" for what does not exist.
const char* shown_relation(Oid relation);
const char* shown_schema(core::Text schema);
const char* shown_type(Oid type);
const char* shown_operator_class(Oid operator_class);
const char* shown_operator_family(Oid operator_family);
const char* shown_collation(Oid collation);
/// Quoted where needed.
const char* shown_name(core::Text name);
/// Both as they are written, quoted where needed.
const char* shown_name(core::Text schema, core::Text name);

}  // namespace conventions::pg
