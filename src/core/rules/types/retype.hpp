// What rules have in common that want a column to be of another type.

#pragma once

#include <string>

#include "core/output/draft.hpp"
#include "core/output/sql.hpp"
#include "core/rules/types/type_path.hpp"

namespace conventions::core {

/// What a parent table says of the column is the parent's to mend, also where the table repeats it.
bool is_of_parent(const Input& in, const Column& column);

/// "is money[]", "is public.amount, which rests on money".
std::string type_said(const Column& column);

/// A finding at each column of the table whose type is flagged as such, whatever domains and arrays lie above it:
/// type_said(), then `why`. Only columns with a `scalar` are asked for.
template <class IsFlagged>
void flag_types(const Input& in, Text why, const IsFlagged& is_flagged, Findings& out) {
    for (std::size_t at = 0; at < in.relation.columns.size(); ++at) {
        const Column& column = in.relation.columns[at];
        if (column.scalar == nullptr || !is_flagged(column) || is_of_parent(in, column)) continue;
        out.add({.object = ObjectAt::column(at), .says = type_said(column).append(why)});
    }
}

/// The type that a column shall have.
struct NewType {
    /// That of the elements, where the column is an array.
    Text name;
    /// How a value becomes one of it, for USING, with % for the column; that of a whole array. Empty: by the cast that
    /// the server makes in an assignment.
    Text expression = {};
    Text array_expression = {};
    /// It has collations; the column keeps the one that was given to it.
    bool has_collation = false;
    /// The server cannot make the old default one of the new type; what takes its place.
    bool asks_default = false;
    Text new_default = "<default>";
    /// Operators of the old type do not take the new one: a check over the column must be said anew.
    bool asks_checks = false;
};

/// ALTER TABLE ... ALTER COLUMN ... TYPE in one statement with the default and the checks of the column. No statement
/// where the server would refuse it, or what a domain checks would be lost. Reads constraints, defaults, definitions.
void retype(const Input& in, const Column& column, const NewType& wanted, Sql& sql);

/// The column of a new table with that type instead; gives up where it may not run with it.
void mend_type(const Input& in, const Column& column, const NewType& wanted, Draft& draft);

/// The server takes an expression only where it computes the values and rewrites every table of the tree.
bool takes_using(const Input& in, const Column& column);

/// The server refuses another type where a generated column is made of it; an exclusion may not run with it.
bool is_bound(const Input& in, const Column& column);

}  // namespace conventions::core
