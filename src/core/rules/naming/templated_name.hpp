// Names of indexes and constraints that follow a template.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/output/draft.hpp"
#include "core/output/name_template.hpp"
#include "core/policy/value.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

/// The templates that a name may follow; proposals are made by the first.
struct NameForm {
    std::vector<const NameTemplate*> templates;
    ColumnsMatch match = ColumnsMatch::exact;

    bool fits(Text name, const NameParts& parts) const;
    /// False for a name that conforms with no parts at all.
    bool may_fit(Text name) const;
};

/// Words that are joined by capitals: "{table_singular}Id".
bool is_camel_case(const NameTemplate& made);
/// What it makes; where it is in camelCase, beginning in lower case as `like` does: userId for table User.
std::string expanded_like(const NameTemplate& made, const NameParts& parts, Text like);
/// In camelCase a name that begins in lower case fits, too.
bool fits_camel_case(const NameTemplate& made, Text name, const NameParts& parts);
/// "id" -> "Id"
std::string capitalised(Text name);

/// exact, abbreviated or free, as the parameter columns_match names them.
constexpr Text columns_match_choices = "exact, abbreviated, free";
ColumnsMatch columns_match_of(const Value& value);

/// Parameters of the rules on names of indexes and of unique constraints, beside a template of their own.
inline constexpr Parameter accepted_templates = {
    .name = "accept",
    .type = ParameterType::name_templates,
    .text = "Other templates that are accepted, and proposed where the name by the first is taken.",
};
inline constexpr Parameter columns_match = {
    .name = "columns_match",
    .type = ParameterType::choice,
    .choices = columns_match_choices,
    .initial = "abbreviated",
    .text =
        "How the part for {columns} follows the columns: their names joined by underscores; each column, in order, "
        "by words of its name or beginnings of them; or anything.",
};

/// The templates of parameters of types name_template and name_templates, in this order.
NameForm name_form(const Context& in, std::initializer_list<const Parameter*> parameters,
                   ColumnsMatch match = ColumnsMatch::exact);

NameParts parts_of(const Relation& relation, const Index& index);
NameParts parts_of(const Relation& relation, const Constraint& constraint);
/// By the names of the draft.
NameParts parts_of(const Relation& relation, const Draft& draft, const DraftKey& key);

/// The name fits, or it fits but for a number, and something bears the name without it.
bool conforms(const Context& in, const Relation& relation, Text name, const NameParts& parts, const NameForm& form);

/// One name of a relation that is to be another.
struct Misnamed {
    /// In Relation::indexes or Relation::constraints.
    std::size_t at = 0;
    ObjectId oid = 0;
    NameParts parts;
};

/// Those of `others` get their names before `all`: they are not to be renamed themselves.
std::vector<Misnamed> after_others(std::vector<Misnamed> others, std::vector<Misnamed> all);

/// Constraints of a kind that have their own name to themselves (no copy, not inherited) and do not fit the form. Names
/// that the server made are left out.
std::vector<Misnamed> misnamed_constraints(const Input& in, ConstraintKind kind, const NameForm& form);

/// Tables and materialized views.
bool has_indexes(const Relation& relation);
/// The same of indexes, of those that are `judged`.
std::vector<Misnamed> misnamed_indexes(const Input& in, bool (*judged)(const Index&), const NameForm& form);

/// "has a name that does not follow uq_{table}_{columns}".
std::string does_not_follow(const NameForm& form);

/// What a rule on the names of one kind of constraints finds, and how it mends that.
void check_constraint_names(const Input& in, ConstraintKind kind, const NameForm& form, Findings& out);
void fix_constraint_name(const Input& in, const Finding& finding, const NameForm& form, Sql& sql);

/// Renames the constraint or index `at`, which is one of `all`, by the form: to no name that an earlier one of them
/// gets. Names of indexes and of the constraints that own one are free in their schema, those of others on their table.
void rename_constraint(const Input& in, std::size_t at, const std::vector<Misnamed>& all, const NameForm& form,
                       Sql& sql);
void rename_index(const Input& in, std::size_t at, const std::vector<Misnamed>& all, const NameForm& form, Sql& sql);

/// Gives other names to the keys of the draft that have one and do not fit; with `unnamed` to those alone that have
/// none.
void mend_names(const Input& in, ConstraintKind kind, const NameForm& form, bool unnamed, Draft& draft);

}  // namespace conventions::core
