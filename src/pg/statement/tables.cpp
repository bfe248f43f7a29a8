// tables.cpp: statements that make tables, views and sequences.

#include "pg/statement/reader.hpp"

namespace conventions::pg {

namespace {

void add_column_names(Draft& draft, const ::List* names) {
    for (Node* const each : Each<Node>{names})
        if (IsA(each, String)) draft.columns.add().name = view(strVal(each));
}

void set_made(Draft& draft, core::ObjectKind object, const RangeVar* relation) {
    draft.fact.object = object;
    draft.scope.own = relation;
    add_new_relation(draft, relation, object);
}

}  // namespace

void read_create_table(Draft& draft, const CreateStmt* statement) {
    const bool foreign = IsA(statement, CreateForeignTableStmt);
    set_made(draft, foreign ? core::ObjectKind::foreign_table : core::ObjectKind::table, statement->relation);
    draft.fact.exists_ok = statement->if_not_exists;
    for (const RangeVar* const parent : Each<RangeVar>{statement->inhRelations})
        add_relation_target(draft, parent, core::ObjectKind::table);
    for (Node* const element : Each<Node>{statement->tableElts}) add_table_element(draft, element);
    for (Node* const constraint : Each<Node>{statement->constraints}) add_table_element(draft, constraint);
}

void read_create_table_as(Draft& draft, const CreateTableAsStmt* statement) {
    read_select_into(draft, statement->into);
    if (statement->objtype == OBJECT_MATVIEW) {
        draft.fact.object = core::ObjectKind::materialized_view;
        if (!OidIsValid(draft.targets.items[0].oid)) draft.targets.items[0].kind = draft.fact.object;
    }
    draft.fact.exists_ok = statement->if_not_exists;
}

void read_select_into(Draft& draft, const IntoClause* into) {
    set_made(draft, core::ObjectKind::table, into->rel);
    add_column_names(draft, into->colNames);
}

void read_create_view(Draft& draft, const ViewStmt* statement) {
    set_made(draft, core::ObjectKind::view, statement->view);
    add_column_names(draft, statement->aliases);
}

void read_create_sequence(Draft& draft, const CreateSeqStmt* statement) {
    set_made(draft, core::ObjectKind::sequence, statement->sequence);
    draft.fact.exists_ok = statement->if_not_exists;
}

}  // namespace conventions::pg
