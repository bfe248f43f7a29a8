// Rule unique_name: the name of a unique constraint or unique index says what is unique.

#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter columns_match = {
    .name = "columns_match",
    .type = ParameterType::choice,
    .choices = columns_match_choices,
    .initial = "abbreviated",
    .text =
        "How the part for {columns} follows the columns: their names joined by underscores; each column, in order, "
        "by words of its name or beginnings of them; or anything.",
};
constexpr Parameter indexes = {
    .name = "indexes",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether unique indexes without a constraint are judged, too.",
};
constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "uq_{table}_{columns}",
    .text = "What a name must be made of; empty: anything.",
};
constexpr const Parameter* parameters[] = {&columns_match, &indexes, &name_template};

NameForm form_of(const Context& in) {
    return name_form(in, {&name_template}, columns_match_of(in.value(columns_match)));
}

std::vector<Misnamed> misnamed_indexes(const Input& in, const NameForm& form) {
    std::vector<Misnamed> found;
    const Relation& relation = in.relation;
    const bool has_indexes = relation.is_table() || relation.kind == RelationKind::materialized_view;
    if (!has_indexes || form.templates.empty() || !in.value(indexes).boolean()) return found;
    for (std::size_t i = 0; i < relation.indexes.size(); ++i) {
        const Index& each = relation.indexes[i];
        if (!each.unique || each.constraint != 0 || each.parent != 0) continue;
        NameParts parts = parts_of(relation, each);
        if (conforms(in, relation, each.name, parts, form) || is_server_made(relation, each)) continue;
        found.push_back({.at = i, .parts = std::move(parts)});
    }
    return found;
}

void check(const Input& in, Findings& out) {
    const NameForm form = form_of(in);
    for (const Misnamed& each : misnamed_constraints(in, ConstraintKind::unique, form))
        out.add({.object = ObjectAt::constraint(each.at), .says = does_not_follow(form)});
    for (const Misnamed& each : misnamed_indexes(in, form))
        out.add({.object = ObjectAt::index(each.at), .says = does_not_follow(form)});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const NameForm form = form_of(in);
    const Relation& table = in.relation;
    const std::size_t at = finding.object.at;
    const std::vector<Misnamed> keys = misnamed_constraints(in, ConstraintKind::unique, form);
    if (finding.object.kind == ObjectClass::constraint) {
        rename_constraint(in, table.constraints[at], proposed_name(in, table, keys, at, form, true), sql);
        return;
    }
    const std::vector<Misnamed> all = after_others(keys, misnamed_indexes(in, form));
    rename_index(table.indexes[at], proposed_name(in, table, all, at, form, true), sql);
}

void mend(const Input& in, const Finding&, Draft& draft) {
    mend_names(in, ConstraintKind::unique, form_of(in), false, draft);
}

}  // namespace

extern constinit const Rule unique_name = {
    .id = "unique_name",
    .family = Family::naming,
    .summary = "the name of a unique constraint or index follows the template",
    .documentation =
        {
            .what = "Finds unique constraints, and unique indexes without one, whose name does not fit the template. "
                    "Names that the server made, and those of partitions, are not judged. An expression stands for any "
                    "text; a name of more than 63 bytes fits in every shortened form of it.",
            .why = "The name is all that an application gets to see when two rows collide: it maps it to a message for "
                   "its user.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT no_twins UNIQUE);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT uq_users_email UNIQUE);",
            .fix = "Renames the constraint with its index, or the index. Code that names it (ON CONFLICT ON "
                   "CONSTRAINT, handlers of errors) must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .mends_last = true,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
