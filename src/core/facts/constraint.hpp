// A constraint of a relation, with what the referential look-up needs for a foreign key.

#pragma once

#include "core/facts/condition.hpp"
#include "core/facts/type.hpp"

namespace conventions::core {

enum class ConstraintKind : std::uint8_t { primary_key, unique, foreign_key, check, exclusion, trigger, not_null };
/// Catalog and parser keep a missing clause as no_action.
enum class ForeignKeyAction : std::uint8_t { no_action, restrict_action, cascade, set_null, set_default };
enum class ForeignKeyMatch : std::uint8_t { simple, full, partial };

/// How the server looks a key column up when a referenced row goes: column <lookup operator> $1.
struct KeyLookup {
    /// The commutator of conpfeqop: what an index on the column must be able to search.
    ObjectId search_operator = 0;
    /// The operator families in which it is a search operator.
    Rows<ObjectId> families;
    /// The type that the operator takes on the side of the column.
    ObjectId input_type = 0;
    /// The collation that it compares by, 0 for types without one. It need not be the column's: a nondeterministic one
    /// of the referenced column wins, and that of the referenced type (name has "C") wins over the default one.
    ObjectId collation = 0;
    /// The column must be cast to it first, so that an index on the plain column is never used.
    bool column_is_cast = false;
};

/// The type of a column that a foreign key refers to.
struct ReferencedType {
    /// Through domains; with the modifier that holds there, and as format_type prints both.
    const Type* base = nullptr;
    std::int32_t base_modifier = -1;
    Text base_name;
    /// The values of the two columns' base types look alike on disk, one way at least: varchar and text, cidr and inet.
    bool stored_alike = false;
};

/// What a CHECK says of one column in every row that passes, whatever the other columns hold; that the column may be
/// null is not asked.
struct ColumnLimit {
    AttributeNumber column = 0;
    /// It is bounded from below, or from above: by a constant or by another expression.
    bool least = false;
    bool most = false;
    /// It is one of a few constants: IN, = ANY, or = joined by OR.
    bool listed = false;
    /// Its length is bounded from above.
    bool length = false;
};

/// What a CHECK comes to whatever the row holds, as far as its constants say.
enum class CheckOutcome : std::uint8_t {
    open,  // may be false
    always_true,
    always_null,  // which passes, too
    never_false,  // true or null
};

struct Constraint {
    ObjectId oid = 0;
    Text name;
    ConstraintKind kind = ConstraintKind::check;
    /// conkey; empty for a check without columns.
    Rows<AttributeNumber> columns;
    bool validated = true;
    /// False for NOT ENFORCED (from 18 on).
    bool enforced = true;
    bool deferrable = false;
    bool initially_deferred = false;
    /// Held only because a parent table holds it.
    bool inherited = false;
    bool no_inherit = false;
    /// The constraint of the parent table, or of the root of the referenced table, that this is a copy of.
    ObjectId parent = 0;
    /// The index that enforces it (keys) or that it rests on (foreign keys), 0 for none.
    ObjectId index = 0;
    /// Of a check or exclusion constraint; read only with Need::check_expressions.
    ExpressionId expression = 0;
    /// Of a check constraint; read only with Need::check_limits.
    Rows<ColumnLimit> limits;
    /// Of a check constraint: what it is made of, and what it comes to; read only with Need::check_conditions.
    Rows<Condition> conditions;
    CheckOutcome outcome = CheckOutcome::open;
    /// As pg_get_constraintdef prints it; read only with Need::definitions.
    Text definition;
    bool has_comment = false;
    Text comment;

    // Foreign keys only.
    ObjectId referenced = 0;
    Text referenced_schema;
    Text referenced_name;
    Rows<AttributeNumber> referenced_columns;
    Rows<Text> referenced_column_names;
    /// One for each of `referenced_columns`; read with Need::referenced_types.
    Rows<ReferencedType> referenced_types;
    /// The referenced table is this very table or the root or a partition of its own tree.
    bool referenced_is_self = false;
    ForeignKeyAction on_delete = ForeignKeyAction::no_action;
    ForeignKeyAction on_update = ForeignKeyAction::no_action;
    ForeignKeyMatch match = ForeignKeyMatch::simple;
    /// Columns named by ON DELETE SET NULL (a, ...); empty for all.
    Rows<AttributeNumber> set_columns;
    /// One for each of `columns`; read with Need::lookups.
    Rows<KeyLookup> lookups;
    /// Partial indexes of this relation whose predicate follows from "every key column is not null".
    Rows<ObjectId> proved_indexes;
};

}  // namespace conventions::core
