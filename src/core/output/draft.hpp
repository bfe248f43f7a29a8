// A table as it should have been written: starts as the refused one, is mended by the rules, and prints itself.

#pragma once

#include <string>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

struct DraftColumn {
    /// Negative, and unique in the draft, for one that add_column() made.
    AttributeNumber number = 0;
    std::string name;
    /// serial, bigserial, smallserial for a column fed by a sequence of its own: then without default_text.
    std::string type;
    /// What follows the type: DEFAULT, NOT NULL, GENERATED ... in that order.
    std::string default_text;
    std::string collation;
    bool not_null = false;
    Identity identity = Identity::none;
    Generated generated = Generated::none;
    std::string compression = {};
    std::string storage = {};
    std::string identity_options = {};

    /// Another type, without what the old one had: collation, compression, identity ...
    void retype(Text wanted) {
        *this = {.number = number, .name = name, .type = std::string(wanted), .not_null = not_null};
    }
};

/// A constraint. Primary keys, unique constraints and foreign keys are printed from their members; with a definition
/// they say something that the members cannot hold, and are printed from that, as checks and exclusions are.
struct DraftKey {
    ObjectId constraint = 0;
    /// As pg_get_constraintdef prints it, by the old names of the columns: print() puts in the new ones.
    std::string definition;
    /// Empty: the server chooses.
    std::string name;
    ConstraintKind kind = ConstraintKind::check;
    std::vector<AttributeNumber> columns;
    bool nulls_not_distinct = false;
    std::string referenced;          // foreign keys: quoted, qualified
    std::string referenced_columns;  // foreign keys: quoted list
    /// Foreign keys to the table itself: the columns, instead of the two members above.
    std::vector<AttributeNumber> own_referenced = {};
    /// What follows the column list: INCLUDE (...), ON DELETE ..., DEFERRABLE; by the old names of the columns.
    std::string tail;
};

/// CREATE TABLE and its CREATE INDEX statements for a new table. Needs facts read with Need::definitions.
class Draft {
public:
    Draft(const Server& server, const Relation& relation);

    std::string schema;
    std::string name;
    bool unlogged = false;
    std::vector<DraftColumn> columns;
    std::vector<DraftKey> keys;
    /// Whole statements with %table% where the table's quoted name goes; without a semicolon. They may name columns by
    /// their old or by their new names.
    std::vector<std::string> further;

    DraftColumn* column(AttributeNumber number);
    /// The key that was made from that constraint, or null.
    DraftKey* key(ObjectId constraint);
    bool has_column(Text wanted) const;
    /// A new last column.
    DraftColumn& add_column(Text column_name, Text type);
    /// An expression names the column: that of a generated column, an exclusion, or, with `checks`, a CHECK; or it is
    /// generated itself. With another type it may not run.
    bool is_in_expression(AttributeNumber number, bool checks) const;
    /// A name like `wanted` that no column has yet.
    std::string free_column_name(Text wanted) const;

    /// False where the table holds something that a draft cannot say: partitions, inheritance, OF type, foreign table,
    /// the query of CREATE TABLE AS, indexes, policies and constraint triggers of its own.
    bool printable() const { return printable_; }
    /// A rule cannot mend this table: nothing is printed.
    void give_up() { printable_ = false; }
    std::string print() const;

private:
    void take_column(const Relation& relation, const Column& column);
    void take_constraint(const Relation& relation, const Constraint& constraint);
    std::string column_line(const DraftColumn& column) const;
    std::string key_line(const DraftKey& key) const;
    std::string key_text(const DraftKey& key) const;
    std::string references_text(const DraftKey& key) const;
    std::string names_of(const std::vector<AttributeNumber>& numbers) const;
    std::string with_new_names(const std::string& text) const;
    bool is_inline(const DraftKey& key) const;
    bool has_columns_of(const DraftKey& key) const;

    struct OldName {
        AttributeNumber number = 0;
        std::string name;
    };
    const Server& server_;
    bool printable_ = true;
    std::string access_method_;
    std::string storage_options_;
    std::string tablespace_;
    std::vector<OldName> old_names_;
};

}  // namespace conventions::core
