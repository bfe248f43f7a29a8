// Rule generated_constraint_name: constraints and indexes are named by their author.

#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter kinds = {
    .name = "kinds",
    .type = ParameterType::list,
    .choices = "primary_key, foreign_key, check, unique, exclusion, index",
    .initial = "primary_key, foreign_key, check, unique, exclusion, index",
    .text = "The kinds of constraints, and whether indexes, that are judged.",
};
constexpr const Parameter* parameters[] = {&kinds};

/// A kind of named object, and the rule whose templates a new name follows.
struct Kind {
    Text name;
    ConstraintKind constraint;
    Text rule;
    /// Where no rule has one.
    Text name_template;
    bool owns_index;
};
// Not NULL constraints, which have names from 18 on, are not judged: nobody names them.
constexpr Kind constraint_kinds[] = {
    {"primary_key", ConstraintKind::primary_key, "primary_key_name", "pk_{table}"},
    {"foreign_key", ConstraintKind::foreign_key, "foreign_key_name", "fk_{table}_{ref_table}"},
    {"check", ConstraintKind::check, "check_name", "ck_{table}_{rule}"},
    {"unique", ConstraintKind::unique, "unique_name", "uq_{table}_{columns}"},
    {"exclusion", ConstraintKind::exclusion, "exclusion_name", "ex_{table}_{rule}"},
};

std::vector<NameTemplate> templates_of(const Context& in, Text rule, Text otherwise) {
    std::vector<NameTemplate> templates = house_templates(in, rule);
    if (templates.empty()) templates.emplace_back(otherwise);
    return templates;
}

NameForm form_of(const std::vector<NameTemplate>& templates) {
    NameForm form;
    for (const NameTemplate& each : templates) form.templates.push_back(&each);
    return form;
}

bool is_judged(const Relation& relation, const Constraint& constraint) {
    return !constraint.inherited && constraint.parent == 0 && is_server_made(relation, constraint);
}

bool is_judged(const Relation& relation, const Index& index) {
    return index.constraint == 0 && index.parent == 0 && is_server_made(relation, index);
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    const Value& judged = in.value(kinds);
    for (const Kind& kind : constraint_kinds) {
        if (!judged.lists(kind.name)) continue;
        for (std::size_t i = 0; i < relation.constraints.size(); ++i)
            if (relation.constraints[i].kind == kind.constraint && is_judged(relation, relation.constraints[i]))
                out.add({.object = ObjectAt::constraint(i), .says = "has the name that the server makes"});
    }
    if (!judged.lists("index")) return;
    for (std::size_t i = 0; i < relation.indexes.size(); ++i)
        if (is_judged(relation, relation.indexes[i]))
            out.add({.object = ObjectAt::index(i), .says = "has the name that the server makes"});
}

std::vector<Misnamed> constraints_of(const Relation& relation, ConstraintKind kind) {
    std::vector<Misnamed> all;
    for (std::size_t i = 0; i < relation.constraints.size(); ++i)
        if (relation.constraints[i].kind == kind && is_judged(relation, relation.constraints[i]))
            all.push_back(
                {.at = i, .oid = relation.constraints[i].oid, .parts = parts_of(relation, relation.constraints[i])});
    return all;
}

void fix_constraint(const Input& in, std::size_t at, Sql& sql) {
    const Relation& relation = in.relation;
    const Constraint& constraint = relation.constraints[at];
    for (const Kind& kind : constraint_kinds) {
        if (kind.constraint != constraint.kind) continue;
        const std::vector<Misnamed> all = constraints_of(relation, kind.constraint);
        const std::vector<NameTemplate> templates = templates_of(in, kind.rule, kind.name_template);
        const NameForm form = form_of(templates);
        rename_constraint(in, at, all, form, sql);
    }
}

void fix_index(const Input& in, std::size_t at, Sql& sql) {
    const Relation& relation = in.relation;
    const bool unique = relation.indexes[at].unique;
    std::vector<Misnamed> all;
    for (std::size_t i = 0; i < relation.indexes.size(); ++i)
        if (relation.indexes[i].unique == unique && is_judged(relation, relation.indexes[i]))
            all.push_back({.at = i, .oid = relation.indexes[i].oid, .parts = parts_of(relation, relation.indexes[i])});
    if (unique && in.value(kinds).lists("unique"))
        all = after_others(constraints_of(relation, ConstraintKind::unique), std::move(all));
    const std::vector<NameTemplate> templates = unique ? templates_of(in, "unique_name", "uq_{table}_{columns}")
                                                       : templates_of(in, "index_name", "idx_{table}_{columns}");
    const NameForm form = form_of(templates);
    rename_index(in, at, all, form, sql);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    if (finding.object.kind == ObjectClass::constraint)
        fix_constraint(in, finding.object.at, sql);
    else
        fix_index(in, finding.object.at, sql);
}

void mend(const Input& in, const Finding&, Draft& draft) {
    for (const Kind& kind : constraint_kinds) {
        if (!in.value(kinds).lists(kind.name)) continue;
        const std::vector<NameTemplate> templates = templates_of(in, kind.rule, kind.name_template);
        mend_names(in, kind.constraint, form_of(templates), true, draft);
    }
}

constexpr Style styles[] = {
    {.parameters = R"({"kinds": ["primary_key", "foreign_key", "check", "unique", "exclusion", "index"]})",
     .name = "every name is given"},
    {.parameters = R"({"kinds": ["foreign_key", "check", "unique", "exclusion", "index"]})",
     .name = "every name but those of primary keys is given",
     .is_loose = true},
    {.parameters = R"({"kinds": ["check", "exclusion", "index"]})",
     .name = "names of checks and indexes are given",
     .is_loose = true},
    {.parameters = R"({"kinds": ["index"]})", .name = "names of indexes are given", .is_loose = true},
};

std::int64_t count_named(const Input& in) {
    const Relation& relation = in.relation;
    if (!has_indexes(relation)) return 0;
    std::int64_t count = 0;
    for (const Constraint& each : relation.constraints) {
        const bool is_kind = std::any_of(std::begin(constraint_kinds), std::end(constraint_kinds),
                                         [&](const Kind& kind) { return kind.constraint == each.kind; });
        if (is_kind && !each.inherited && each.parent == 0) ++count;
    }
    for (const Index& each : relation.indexes)
        if (each.constraint == 0 && each.parent == 0) ++count;
    return count;
}
constexpr Lesson lesson = {.styles = styles, .judged = count_named};

}  // namespace

extern constinit const Rule generated_constraint_name = {
    .id = "generated_constraint_name",
    .family = Family::naming,
    .summary = "constraints and indexes are named by their author",
    .documentation =
        {
            .what = "Finds constraints and indexes whose name is the one that the server makes where nobody gave one, "
                    "numbers included: orders_pkey, orders_customer_id_fkey, orders_total_check1. An author who wrote "
                    "that very name is found, too: the catalog does not tell. NOT NULL constraints, and what belongs "
                    "to partitions, are not judged.",
            .why = "Two databases that took different ways to one schema have different names then: orders_total_check "
                   "here is orders_total_check1 there, and the migration that drops it fails on one of them.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint CONSTRAINT pk_orders PRIMARY KEY);",
            .fix = "Renames the constraint or index by the template of the rule for its kind: primary_key_name, "
                   "foreign_key_name, unique_name, check_name, exclusion_name, index_name.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .relation_kinds = tables | SetOf<RelationKind>{RelationKind::materialized_view},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
