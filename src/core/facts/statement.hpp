// A DDL statement as it was written: the parse tree in plain rows, with the catalog's answer to whom it names.

#pragma once

#include "core/facts/relation.hpp"

namespace conventions::core {

enum class StatementKind : std::uint8_t {
    other,
    create_table,
    create_table_as,  // also SELECT INTO
    create_view,
    create_materialized_view,
    create_index,
    create_sequence,
    create_composite_type,
    create_enum,
    create_range,
    create_domain,
    create_schema,
    alter_table,  // also ALTER INDEX, VIEW, ... that the parser turns into AlterTableStmt
    alter_enum,
    alter_domain,
    rename,
    set_schema,
    drop,
    comment,
};

enum class ObjectKind : std::uint8_t {
    none,
    table,
    foreign_table,
    view,
    materialized_view,
    index,
    sequence,
    column,
    constraint,
    type,
    domain,
    schema,
    trigger,
    function,
    extension,
    other,
};

enum class ActionKind : std::uint8_t {
    other,
    add_column,
    drop_column,
    alter_column_type,
    set_default,
    drop_default,
    set_not_null,
    drop_not_null,
    add_constraint,
    validate_constraint,
    drop_constraint,
    attach_partition,
    detach_partition,
    set_logged,
    set_unlogged,
    enable_trigger,
    disable_trigger,
};

/// What the words of a statement say it is, before any name is looked up.
struct StatementShape {
    StatementKind kind = StatementKind::other;
    /// ALTER TABLE and ALTER DOMAIN.
    SetOf<ActionKind> actions;
    /// Bytes of the longest of Statement::long_names, 0 for none.
    std::size_t longest_name = 0;
};

/// Which statements somebody looks at; all unless said otherwise.
struct Interest {
    SetOf<StatementKind> kinds = SetOf<StatementKind>::all();
    /// Of ALTER TABLE and ALTER DOMAIN: those with one of these.
    SetOf<ActionKind> actions = SetOf<ActionKind>::all();
    /// Whatever they are, those that write a name of more bytes than this; 0: not for their names.
    std::size_t names_over = 0;

    constexpr bool covers(const StatementShape& shape) const {
        if (names_over != 0 && shape.longest_name > names_over) return true;
        if (!kinds.has(shape.kind)) return false;
        const bool has_actions = shape.kind == StatementKind::alter_table || shape.kind == StatementKind::alter_domain;
        return !has_actions || actions == SetOf<ActionKind>::all() || actions.meets(shape.actions);
    }
};

/// A column as CREATE TABLE or ADD COLUMN writes it.
struct ColumnDefinition {
    Text name;
    /// The type as written, schema included, without modifiers; empty where none is written (OF type).
    Text type_name;
    ObjectId type = 0;  // 0 where it does not resolve
    bool not_null = false;
    /// DEFAULT other than NULL.
    bool has_default = false;
    bool identity = false;
    bool generated = false;
    /// The server will read the type as a sequence and a default ("serial"); `type` is then the integer type.
    bool serial = false;
    bool primary_key = false;
    bool unique = false;
    bool references = false;
    /// Byte offset in the statement's source text, -1 unknown.
    std::int32_t location = -1;
};

struct ConstraintDefinition {
    Text name;  // empty: the server chooses
    ConstraintKind kind = ConstraintKind::check;
    Rows<Text> columns;
    Text referenced_schema;
    Text referenced_name;
    /// 0 where it does not exist, also for the table that the statement itself makes.
    ObjectId referenced = 0;
    Rows<Text> referenced_columns;
    ForeignKeyAction on_delete = ForeignKeyAction::no_action;
    bool not_valid = false;
    bool deferrable = false;
    /// UNIQUE or PRIMARY KEY USING INDEX name.
    Text using_index;
    std::int32_t location = -1;
};

struct Action {
    ActionKind kind = ActionKind::other;
    /// The column, constraint or trigger that it names.
    Text name;
    bool missing_ok = false;
    bool cascade = false;
    /// ALTER COLUMN TYPE ... USING.
    bool has_using = false;
    ColumnDefinition column;          // add_column, alter_column_type
    ConstraintDefinition constraint;  // add_constraint
};

/// The object that a statement names, and what the caller's search_path makes of it (looked up without a lock).
struct Target {
    ObjectKind kind = ObjectKind::none;
    Text schema;  // as written, empty for none; an element of CREATE SCHEMA that names none: the new schema
    Text name;
    /// What the statement makes without naming a schema: the one where it will be; empty where that is not known.
    Text home = {};
    /// 0: does not exist, or is not looked up for that kind. What a statement makes is looked up only in the schema
    /// where it will be made: not 0 means that the name is taken.
    ObjectId oid = 0;
    /// For an existing relation: its facts in Catalog::relations, read for this statement. For an index its table,
    /// for a composite type (whose `oid` is the pg_type row) its pg_class row.
    ObjectId relation = 0;
};

/// A name that the parser may have cut: as the statement writes it (without quotes and escapes), and as it reads it.
struct WrittenName {
    Text written;
    Text kept;
};

struct Statement {
    StatementKind kind = StatementKind::other;
    /// The command tag, "CREATE TABLE".
    Text tag;
    /// Kind of the object that is made, changed, renamed or dropped.
    ObjectKind object = ObjectKind::none;
    /// One for most; DROP, GRANT and TRUNCATE may name several. For CREATE INDEX the table, for a column, constraint,
    /// trigger, policy or rule its table (or domain). After the first: the parents of CREATE TABLE, the tables named
    /// by ATTACH and DETACH PARTITION, INHERIT and NO INHERIT. An existing target has its true kind, whatever the
    /// words say.
    Rows<Target> targets;
    /// The column, constraint, trigger, policy, rule or enum label within the target; the index of CREATE INDEX
    /// (empty: the server chooses).
    Text name;
    /// RENAME TO (also of an enum label), SET SCHEMA.
    Text new_name;
    bool missing_ok = false;  // IF EXISTS
    bool exists_ok = false;   // IF NOT EXISTS
    bool concurrently = false;
    bool cascade = false;
    bool only = false;
    /// Makes something temporary, or the first target is a temporary relation.
    bool temporary = false;
    /// CREATE TABLE and CREATE TYPE AS; with names alone for CREATE TABLE AS and CREATE VIEW. CREATE DOMAIN and
    /// CREATE TYPE AS RANGE: one without a name, for the type that they rest on.
    Rows<ColumnDefinition> columns;
    /// CREATE TABLE and CREATE DOMAIN, table constraints and those written with a column; ALTER TABLE: those written
    /// with the column of ADD COLUMN.
    Rows<ConstraintDefinition> constraints;
    /// ALTER TABLE; ALTER DOMAIN: one.
    Rows<Action> actions;
    /// CREATE INDEX: facts as far as the tree and the catalog say them. `index_exact`: that is all of the index; an
    /// expression, a predicate, or a name that means nothing makes it false.
    Index index;
    bool index_exact = false;
    /// CREATE SCHEMA: its elements.
    Rows<Statement> elements;
    /// Labels of CREATE TYPE AS ENUM, the new label of ALTER TYPE ADD VALUE.
    Rows<Text> labels;
    /// The names in the text of a top-level statement, definitions and references, that are longer than somebody asked
    /// for (Interest::names_over); an element of CREATE SCHEMA has those of the whole.
    Rows<WrittenName> long_names;
    /// Byte offset of the statement in its source text, -1 unknown.
    std::int32_t location = -1;

    StatementShape shape() const {
        StatementShape words = {.kind = kind, .actions = {}};
        for (const WrittenName& name : long_names)
            if (name.written.size() > words.longest_name) words.longest_name = name.written.size();
        for (const Action& action : actions) words.actions = words.actions | SetOf<ActionKind>{action.kind};
        return words;
    }
};

}  // namespace conventions::core
