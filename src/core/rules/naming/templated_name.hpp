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
};

/// exact, abbreviated or free, as the parameter columns_match names them.
constexpr Text columns_match_choices = "exact, abbreviated, free";
ColumnsMatch columns_match_of(const Value& value);

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
    NameParts parts;
};

/// Those of `others` get their names before `all`: they are no candidates for proposed_name() themselves.
std::vector<Misnamed> after_others(std::vector<Misnamed> others, std::vector<Misnamed> all);

/// A free name for `wanted`, one of `all`, by the form: none that an earlier one of `all` gets. Names of indexes and of
/// the constraints that own one are free in their schema (`in_schema`), those of others on their table.
std::string proposed_name(const Context& in, const Relation& relation, const std::vector<Misnamed>& all,
                          std::size_t wanted, const NameForm& form, bool in_schema);

/// Constraints of a kind that have their own name to themselves (no copy, not inherited) and do not fit the form. Names
/// that the server made are left out.
std::vector<Misnamed> misnamed_constraints(const Input& in, ConstraintKind kind, const NameForm& form);

/// "has a name that does not follow uq_{table}_{columns}".
std::string does_not_follow(const NameForm& form);

void rename_constraint(const Input& in, const Constraint& constraint, const std::string& name, Sql& sql);
void rename_index(const Index& index, const std::string& name, Sql& sql);

/// Gives other names to the keys of the draft that have one and do not fit; with `unnamed` to those alone that have
/// none.
void mend_names(const Input& in, ConstraintKind kind, const NameForm& form, bool unnamed, Draft& draft);

}  // namespace conventions::core
