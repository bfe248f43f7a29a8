// Compares and proposes names of indexes and constraints.

#include "core/rules/naming/templated_name.hpp"

#include <algorithm>
#include <iterator>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"

namespace conventions::core {
namespace {

void add_columns(const Relation& relation, Rows<AttributeNumber> numbers, NameParts& parts) {
    for (const AttributeNumber number : numbers) {
        const Column* const column = relation.column(number);
        if (column != nullptr) parts.columns.push_back({.name = column->name});
    }
}

/// The columns in expressions are told for all of them together: the first expression gets them.
std::string columns_in_expressions(const Relation& relation, const Index& index) {
    std::string text;
    for (const AttributeNumber number : index.expression_columns) {
        const Column* const column = relation.column(number);
        if (column != nullptr) text.append(text.empty() ? "" : "_").append(column->name);
    }
    return text;
}

void add_keys(const Relation& relation, const Index& index, NameParts& parts) {
    bool is_first = true;
    for (const IndexKey& key : index.keys) {
        const Column* const column = relation.column(key.column);
        if (column != nullptr) {
            parts.columns.push_back({.name = column->name});
            continue;
        }
        NamedColumn made;
        if (is_first) made.proposed = columns_in_expressions(relation, index);
        if (is_first && made.proposed.empty()) made.proposed = std::string(key.name);
        is_first = false;
        parts.columns.push_back(std::move(made));
    }
}

bool has_name(const Relation& relation, Text name) {
    const auto is_it = [&](const auto& each) { return each.name == name; };
    return std::any_of(relation.constraints.begin(), relation.constraints.end(), is_it) ||
           std::any_of(relation.indexes.begin(), relation.indexes.end(), is_it);
}

/// Some other fix gives it to another object of the schema, or of the table.
bool is_given_otherwise(const Context& in, const Relation& relation, const std::string& name, bool in_schema,
                        const std::string& purpose) {
    if (in.names == nullptr) return false;
    return in_schema ? in.names->is_proposed_otherwise(relation.schema, name, purpose)
                     : in.names->is_proposed_otherwise_on(relation.oid, name, purpose);
}

bool is_taken(const Context& in, const Relation& relation, Text name) {
    if (has_name(relation, name)) return true;
    if (in.names != nullptr) return in.names->has(relation.schema, name);
    return TakenNames(in.catalog).has(relation.schema, name);
}

/// What the free part of a check's name says in a proposal.
std::string rule_text(const NameParts& parts) {
    std::string text;
    for (const NamedColumn& each : parts.columns)
        text.append(text.empty() ? "" : "_").append(each.is_expression() ? Text(each.proposed) : each.name);
    return text.empty() ? "rule" : text;
}

/// The first name that is free: by each template, then by the first with numbers.
template <class Taken>
std::string first_free(const NameForm& form, const NameParts& parts, Taken taken) {
    for (const NameTemplate* each : form.templates) {
        const std::string name = fit_identifier(each->expand(parts, rule_text(parts)));
        if (!taken(name)) return name;
    }
    const std::string wanted = form.templates.front()->expand(parts, rule_text(parts));
    std::string name;
    int number = 1;
    do name = fit_identifier(wanted + "_" + std::to_string(++number));
    while (taken(name));
    return name;
}

bool owns_index(ConstraintKind kind) {
    return kind == ConstraintKind::primary_key || kind == ConstraintKind::unique || kind == ConstraintKind::exclusion;
}

/// A free name for `wanted`, one of `all`.
std::string proposed_name(const Input& in, const std::vector<Misnamed>& all, std::size_t wanted, const NameForm& form,
                          bool in_schema) {
    const Relation& relation = in.relation;
    std::vector<std::string> given;
    for (const Misnamed& each : all) {
        const std::string purpose = renaming_of(each.oid);
        given.push_back(first_free(form, each.parts, [&](const std::string& name) {
            if (std::find(given.begin(), given.end(), name) != given.end()) return true;
            if (is_given_otherwise(in, relation, name, in_schema, purpose)) return true;
            return in_schema ? is_taken(in, relation, name) : has_name(relation, name);
        }));
        if (each.at != wanted) continue;
        if (in.names == nullptr) return given.back();
        if (in_schema)
            in.names->propose(relation.schema, given.back(), purpose);
        else
            in.names->propose_on(relation.oid, given.back(), purpose);
        return given.back();
    }
    return {};
}

}  // namespace

bool NameForm::fits(Text name, const NameParts& parts) const {
    return std::any_of(templates.begin(), templates.end(),
                       [&](const NameTemplate* each) { return each->fits(name, parts, match); });
}

bool NameForm::may_fit(Text name) const {
    return std::any_of(templates.begin(), templates.end(),
                       [&](const NameTemplate* each) { return each->may_fit(name); });
}

std::string capitalised(Text name) {
    std::string text(name);
    if (!text.empty()) text.front() = upper(text.front());
    return text;
}

bool is_camel_case(const NameTemplate& made) {
    const std::string& source = made.source();
    const std::size_t end = source.find('}');
    return source.starts_with('{') && end + 1 < source.size() && is_upper(source[end + 1]);
}

std::string expanded_like(const NameTemplate& made, const NameParts& parts, Text like) {
    std::string name = made.expand(parts);
    if (!name.empty() && !like.empty() && is_lower(like.front()) && is_camel_case(made))
        name.front() = lower(name.front());
    return name;
}

bool fits_camel_case(const NameTemplate& made, Text name, const NameParts& parts) {
    return !name.empty() && is_lower(name.front()) && is_camel_case(made) && made.fits(capitalised(name), parts);
}

ColumnsMatch columns_match_of(const Value& value) {
    if (value.text() == "exact") return ColumnsMatch::exact;
    return value.text() == "free" ? ColumnsMatch::free : ColumnsMatch::abbreviated;
}

NameForm name_form(const Context& in, std::initializer_list<const Parameter*> parameters, ColumnsMatch match) {
    NameForm form{.templates = {}, .match = match};
    for (const Parameter* parameter : parameters)
        for (const NameTemplate& each : in.value(*parameter).templates()) form.templates.push_back(&each);
    return form;
}

NameParts parts_of(const Relation& relation, const Index& index) {
    NameParts parts{.schema = relation.schema, .table = relation.name, .method = index.access_method};
    add_keys(relation, index, parts);
    return parts;
}

NameParts parts_of(const Relation& relation, const Constraint& constraint) {
    NameParts parts{.schema = relation.schema, .table = relation.name};
    const Index* const index = owns_index(constraint.kind) ? relation.index(constraint.index) : nullptr;
    if (index != nullptr) {
        parts.method = index->access_method;
        add_keys(relation, *index, parts);
        return parts;
    }
    add_columns(relation, constraint.columns, parts);
    parts.ref_table = constraint.referenced_name;
    parts.ref_columns.assign(constraint.referenced_column_names.begin(), constraint.referenced_column_names.end());
    return parts;
}

NameParts parts_of(const Relation& relation, const Draft& draft, const DraftKey& key) {
    NameParts parts{.schema = draft.schema, .table = draft.name};
    const auto name_of = [&](AttributeNumber number) -> Text {
        for (const DraftColumn& each : draft.columns)
            if (each.number == number) return each.name;
        return {};
    };
    for (const AttributeNumber number : key.columns) parts.columns.push_back({.name = name_of(number)});
    for (const AttributeNumber number : key.own_referenced) parts.ref_columns.push_back(name_of(number));
    const Constraint* const constraint = relation.constraint(key.constraint);
    if (!key.own_referenced.empty()) {
        parts.ref_table = draft.name;
    } else if (constraint != nullptr) {
        parts.ref_table = constraint->referenced_name;
        parts.ref_columns.assign(constraint->referenced_column_names.begin(),
                                 constraint->referenced_column_names.end());
    }
    if (constraint != nullptr && relation.index(constraint->index) != nullptr && owns_index(key.kind))
        parts.method = relation.index(constraint->index)->access_method;
    return parts;
}

bool conforms(const Context& in, const Relation& relation, Text name, const NameParts& parts, const NameForm& form) {
    if (!form.may_fit(name)) return false;
    if (form.fits(name, parts)) return true;
    const Text base = without_number(name);
    if (!base.empty() && form.fits(base, parts)) return is_taken(in, relation, base);
    // free_name() shortens a name with its number: the base does not show.
    constexpr int numbers_tried = 9;
    if (name.size() + 1 < longest_identifier / 2) return false;
    for (const NameTemplate* each : form.templates) {
        if (each->uses(Placeholder::rule)) continue;
        const std::string whole = each->expand(parts);
        for (int number = 2; number <= numbers_tried && whole.size() + 2 > longest_identifier; ++number)
            if (name == fit_identifier(whole + "_" + std::to_string(number))) return true;
    }
    return false;
}

std::vector<Misnamed> after_others(std::vector<Misnamed> others, std::vector<Misnamed> all) {
    for (Misnamed& each : others) each.at = static_cast<std::size_t>(-1);
    others.insert(others.end(), std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
    return others;
}

namespace {

/// It is as the form wants it, or nobody named it.
template <class Named>
bool is_right(const Input& in, const Named& named, const NameForm& form) {
    const Relation& relation = in.relation;
    if (is_server_made(relation, named)) return true;
    return form.may_fit(named.name) && conforms(in, relation, named.name, parts_of(relation, named), form);
}

}  // namespace

std::vector<Misnamed> misnamed_constraints(const Input& in, ConstraintKind kind, const NameForm& form) {
    std::vector<Misnamed> found;
    const Relation& relation = in.relation;
    if (form.templates.empty()) return found;
    for (std::size_t i = 0; i < relation.constraints.size(); ++i) {
        const Constraint& each = relation.constraints[i];
        if (each.kind != kind || each.inherited || each.parent != 0) continue;
        if (is_right(in, each, form)) continue;
        found.push_back({.at = i, .oid = each.oid, .parts = parts_of(relation, each)});
    }
    return found;
}

bool has_indexes(const Relation& relation) {
    return relation.is_table() || relation.kind == RelationKind::materialized_view;
}

std::vector<Misnamed> misnamed_indexes(const Input& in, bool (*judged)(const Index&), const NameForm& form) {
    std::vector<Misnamed> found;
    const Relation& relation = in.relation;
    if (form.templates.empty()) return found;
    for (std::size_t i = 0; i < relation.indexes.size(); ++i) {
        const Index& each = relation.indexes[i];
        if (!judged(each)) continue;
        if (is_right(in, each, form)) continue;
        found.push_back({.at = i, .oid = each.oid, .parts = parts_of(relation, each)});
    }
    return found;
}

std::string does_not_follow(const NameForm& form) {
    std::string text = "has a name that does not follow ";
    for (std::size_t i = 0; i < form.templates.size(); ++i)
        text.append(i == 0 ? "" : i + 1 == form.templates.size() ? " or " : ", ").append(form.templates[i]->source());
    return text;
}

void check_constraint_names(const Input& in, ConstraintKind kind, const NameForm& form, Findings& out) {
    for (const Misnamed& each : misnamed_constraints(in, kind, form))
        out.add({.object = ObjectAt::constraint(each.at), .says = does_not_follow(form)});
}

void fix_constraint_name(const Input& in, const Finding& finding, const NameForm& form, Sql& sql) {
    const std::size_t at = finding.object.at;
    rename_constraint(in, at, misnamed_constraints(in, in.relation.constraints[at].kind, form), form, sql);
}

void rename_constraint(const Input& in, std::size_t at, const std::vector<Misnamed>& all, const NameForm& form,
                       Sql& sql) {
    const Server& server = sql.server();
    const Constraint& constraint = in.relation.constraints[at];
    const std::string name = proposed_name(in, all, at, form, owns_index(constraint.kind));
    const std::string start = Findings::text("ALTER TABLE ", ident(server, in.relation), " RENAME CONSTRAINT ");
    sql.statement(start, ident(server, constraint.name), " TO ", ident(server, name));
    sql.undo(start, ident(server, name), " TO ", ident(server, constraint.name));
}

void rename_index(const Input& in, std::size_t at, const std::vector<Misnamed>& all, const NameForm& form, Sql& sql) {
    const Server& server = sql.server();
    const Index& index = in.relation.indexes[at];
    const std::string name = proposed_name(in, all, at, form, true);
    sql.statement("ALTER INDEX ", ident(server, index.schema, index.name), " RENAME TO ", ident(server, name));
    sql.undo("ALTER INDEX ", ident(server, index.schema, name), " RENAME TO ", ident(server, index.name));
}

void mend_names(const Input& in, ConstraintKind kind, const NameForm& form, bool unnamed, Draft& draft) {
    if (form.templates.empty()) return;
    for (DraftKey& key : draft.keys) {
        if (key.kind != kind || key.name.empty() != unnamed) continue;
        const NameParts parts = parts_of(in.relation, draft, key);
        if (!unnamed && conforms(in, in.relation, key.name, parts, form)) continue;
        key.name = first_free(form, parts, [&](const std::string& name) {
            const auto bears_it = [&](const DraftKey& each) { return each.name == name; };
            if (std::any_of(draft.keys.begin(), draft.keys.end(), bears_it)) return true;
            const auto is_own = [&](const auto& each) { return each.name == name; };
            // The refused table takes its names with it.
            const bool own = std::any_of(in.relation.indexes.begin(), in.relation.indexes.end(), is_own);
            return owns_index(kind) && !own && is_taken(in, in.relation, name);
        });
        if (owns_index(kind) && in.names != nullptr) in.names->propose(draft.schema, key.name, making_of(key.name));
    }
}

}  // namespace conventions::core
