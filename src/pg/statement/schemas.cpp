// schemas.cpp: CREATE SCHEMA and its elements.

#include "pg/statement/reader.hpp"

namespace conventions::pg {

namespace {

/// Without a name the schema has that of its owner.
const char* schema_name_of(const CreateSchemaStmt* statement) {
    if (statement->schemaname != nullptr) return statement->schemaname;
    if (statement->authrole == nullptr) return nullptr;
    switch (statement->authrole->roletype) {
    case ROLESPEC_CSTRING:
        return statement->authrole->rolename;
    case ROLESPEC_CURRENT_ROLE:
    case ROLESPEC_CURRENT_USER:
        return GetUserNameFromId(GetUserId(), true);
    case ROLESPEC_SESSION_USER:
        return GetUserNameFromId(GetSessionUserId(), true);
    default:
        return nullptr;
    }
}

}  // namespace

void read_create_schema(Draft& draft, const CreateSchemaStmt* statement) {
    draft.fact.object = core::ObjectKind::schema;
    draft.fact.exists_ok = statement->if_not_exists;
    const char* const name = schema_name_of(statement);
    add_schema_target(draft, name);

    Scope scope;
    scope.schema = view(name);
    scope.siblings = statement->schemaElts;
    scope.long_names = draft.scope.long_names;
    core::Statement* const elements = allocate<core::Statement>(list_length(statement->schemaElts));
    std::size_t count = 0;
    for (Node* const element : Each<Node>{statement->schemaElts}) elements[count++] = statement_in(scope, element, {});
    draft.fact.elements = {elements, count};
}

}  // namespace conventions::pg
