// What the functions that read one kind of node share: lists, names, and the statement in the making.

#pragma once

#include "pg/compat.hpp"
#include "pg/statement/statement.hpp"

namespace conventions::pg {

/// The members of a server list of pointers, for a range loop; they stay where they are.
template <class T>
struct Each {
    const ::List* list;

    struct Place {
        const ListCell* cell;
        T* operator*() const { return static_cast<T*>(cell->ptr_value); }
        Place& operator++() {
            ++cell;
            return *this;
        }
        bool operator!=(const Place& other) const { return cell != other.cell; }
    };
    Place begin() const { return {list == nullptr ? nullptr : list->elements}; }
    Place end() const { return {list == nullptr ? nullptr : list->elements + list->length}; }
};

/// The string itself, empty for null: it lives as long as the parse tree.
inline core::Text view(const char* string) { return string == nullptr ? core::Text{} : core::Text{string}; }

/// A dotted name; null where a part is not written.
struct WrittenName {
    char* catalog = nullptr;
    char* schema = nullptr;
    char* name = nullptr;
    /// More than three parts, or one that is no plain name: refers to nothing.
    bool improper = false;
};

/// What stands around a statement and makes names of its own, which search_path must not answer.
struct Scope {
    /// CREATE SCHEMA: the new schema, empty without one.
    core::Text schema;
    /// Its elements.
    const ::List* siblings = nullptr;
    /// The relation that this very statement makes.
    const RangeVar* own = nullptr;
    /// The long names in the text of the whole.
    core::Rows<core::WrittenName> long_names = {};
};

/// A statement whose rows still grow.
struct Draft {
    Scope scope;
    core::Statement fact;
    List<core::Target> targets;
    List<core::ColumnDefinition> columns;
    List<core::ConstraintDefinition> constraints;
    List<core::Action> actions;
};

// names.cpp: look-ups without a lock; 0 for what is missing, hidden by rights, or not in this database.

WrittenName written_name(const ::List* names);
core::Rows<core::Text> texts_of(const ::List* strings);
/// 0 also where the current role may not look into the schema.
Oid schema_in_reach(const char* name);
/// The existing relation that the name means to the caller.
Oid relation_named(const Scope& scope, const RangeVar* relation);
/// The schema where a new object would be made, 0 where it does not exist yet.
Oid schema_of_new(const Scope& scope, const WrittenName& name);
/// The same for a relation; `temporary` by its own words.
Oid schema_of_new(const Scope& scope, const RangeVar* relation);
/// The name is that of a relation made by the statement or by its siblings.
bool is_made_here(const Scope& scope, const RangeVar* relation);
/// Without a look at type modifiers: their check runs functions of the type and may raise. 0 also for shell types.
Oid type_named(const TypeName* type);
Oid type_named(::List* names);
Oid operator_class_named(const ::List* names, Oid access_method);
Oid collation_named(::List* names);

// targets.cpp

core::ObjectKind object_kind(ObjectType type);
bool is_relation_type(ObjectType type);
/// ONLY was written. The grammar's names of composite types look as if it always were.
inline bool says_only(const RangeVar* relation, ObjectType type) {
    return relation != nullptr && !relation->inh && type != OBJECT_TYPE && type != OBJECT_ATTRIBUTE;
}
/// Adds the relation as a target; an existing one with its true kind.
void add_relation_target(Draft& draft, const RangeVar* relation, core::ObjectKind kind);
/// The same for a relation that the statement makes.
void add_new_relation(Draft& draft, const RangeVar* relation, core::ObjectKind kind);
void add_new_type(Draft& draft, const ::List* names, core::ObjectKind kind);
void add_type_target(Draft& draft, const TypeName* type, core::ObjectKind kind);
void add_type_target(Draft& draft, ::List* names, core::ObjectKind kind);
void add_schema_target(Draft& draft, const char* name);
/// Adds what `object` names, in the forms that the grammar has for that type of object.
void add_object_target(Draft& draft, ObjectType type, Node* object);

// definitions.cpp

/// `serial`: the server expands serial types there.
core::ColumnDefinition column_definition(const ColumnDef* column, bool serial);
/// False for what is no constraint to the catalogs (DEFAULT, NULL, attributes of the constraint before).
bool constraint_definition(const Scope& scope, const Constraint* constraint, core::ConstraintDefinition& definition);
/// The constraints written with a column, or with a domain (then `column` is empty).
void add_inline_constraints(Draft& draft, core::Text column, const ::List* constraints);
void add_table_element(Draft& draft, Node* element);

// One for each kind of statement.

// shape.cpp
core::ActionKind action_kind(const AlterTableCmd* command);
core::ActionKind action_kind(const AlterDomainStmt* statement);
/// The INTO of a query, which the grammar keeps at its first branch; null for none.
const IntoClause* into_of(const SelectStmt* query);
bool makes_a_table(const Node* tree);
/// A wrapped statement itself; EXPLAIN counts as what it explains only where that is run and makes a table.
Node* meant_by(Node* tree);
// tables.cpp
void read_create_table(Draft& draft, const CreateStmt* statement);
void read_create_table_as(Draft& draft, const CreateTableAsStmt* statement);
void read_select_into(Draft& draft, const IntoClause* into);
void read_create_view(Draft& draft, const ViewStmt* statement);
void read_create_sequence(Draft& draft, const CreateSeqStmt* statement);
// actions.cpp
void read_alter_table(Draft& draft, const AlterTableStmt* statement);
void read_alter_domain(Draft& draft, const AlterDomainStmt* statement);
// index.cpp
void read_create_index(Draft& draft, const IndexStmt* statement);
// types.cpp
void read_create_composite_type(Draft& draft, const CompositeTypeStmt* statement);
void read_create_enum(Draft& draft, const CreateEnumStmt* statement);
void read_alter_enum(Draft& draft, const AlterEnumStmt* statement);
void read_create_range(Draft& draft, const CreateRangeStmt* statement);
void read_create_domain(Draft& draft, const CreateDomainStmt* statement);
void read_define(Draft& draft, const DefineStmt* statement);
// objects.cpp: statements on objects of any kind
void read_rename(Draft& draft, const RenameStmt* statement);
void read_set_schema(Draft& draft, const AlterObjectSchemaStmt* statement);
void read_drop(Draft& draft, const DropStmt* statement);
void read_comment(Draft& draft, const CommentStmt* statement);
void read_grant(Draft& draft, const GrantStmt* statement);
void read_owner(Draft& draft, const AlterOwnerStmt* statement);
void read_depends(Draft& draft, const AlterObjectDependsStmt* statement);
// schemas.cpp
void read_create_schema(Draft& draft, const CreateSchemaStmt* statement);
// others.cpp: statements that need no more than their target; false for a node that it does not know
bool read_other(Draft& draft, Node* tree);
// statement.cpp
core::Statement statement_in(const Scope& scope, Node* tree, core::Text tag);

}  // namespace conventions::pg
