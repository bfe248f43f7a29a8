// A key column gets another type.

#pragma once

#include "core/output/draft.hpp"
#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// What a fix of this kind reads beyond columns and constraints.
constexpr Need key_change_needs =
    Need::defaults | Need::indexes | Need::references | Need::sizes | Need::identities | Need::comments;

/// The column of a key of one column, or null.
const Column* single_key_column(const Relation& table);

/// Made in this transaction, or without rows.
bool is_new_or_empty(const Input& in);

struct KeyChange {
    const Column& column;
    /// As SQL.
    Text type;
    /// The new value, made of the column by what precedes its name: "" or "NEW.".
    std::string (*value)(const std::string& column);
    /// The new type goes on with the numbers of the old one.
    bool keeps_numbers = false;
    /// As SQL: what new rows get, where the old column had a default or counted and does not go on with its numbers.
    Text new_default = {};
};

/// bigint in place, for a table that is_new_or_empty(): with the sequence and columns that refer to it in the table
/// itself.
void widen_in_place(const Input& in, const Column& column, Sql& sql);

/// A new column beside the old one, kept up by a trigger, filled in parts, and put in its place in one transaction.
/// Nothing where the server or the table does not allow it.
void swap_key_column(const Input& in, const KeyChange& change, Sql& sql);

/// bigint in a draft, with the columns that refer to it in the table itself.
void widen_draft(DraftColumn& column, Draft& draft);

}  // namespace conventions::core
