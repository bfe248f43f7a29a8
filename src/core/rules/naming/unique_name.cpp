// Rule unique_name: the name of a unique constraint or unique index says what is unique.

#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

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
    .text = "What a name must be made of; empty: only what is accepted, or anything.",
};
constexpr const Parameter* parameters[] = {&accepted_templates, &columns_match, &indexes, &name_template};

NameForm form_of(const Context& in) {
    return name_form(in, {&name_template, &accepted_templates}, columns_match_of(in.value(columns_match)));
}

bool is_bare(const Index& index) { return index.unique && index.constraint == 0 && index.parent == 0; }

std::vector<Misnamed> misnamed_bare(const Input& in, const NameForm& form) {
    return in.value(indexes).boolean() ? misnamed_indexes(in, is_bare, form) : std::vector<Misnamed>();
}

void check(const Input& in, Findings& out) {
    const NameForm form = form_of(in);
    check_constraint_names(in, ConstraintKind::unique, form, out);
    for (const Misnamed& each : misnamed_bare(in, form))
        out.add({.object = ObjectAt::index(each.at), .says = does_not_follow(form)});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const NameForm form = form_of(in);
    if (finding.object.kind == ObjectClass::constraint) return fix_constraint_name(in, finding, form, sql);
    std::vector<Misnamed> keys = misnamed_constraints(in, ConstraintKind::unique, form);
    rename_index(in, finding.object.at, after_others(std::move(keys), misnamed_bare(in, form)), form, sql);
}

void mend(const Input& in, const Finding&, Draft& draft) {
    mend_names(in, ConstraintKind::unique, form_of(in), false, draft);
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "uq_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "uk_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "ux_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_key"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_uq"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_uniq"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_unique"})json"},
    {.parameters = R"json({"template": "unique_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "idx_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "ix_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "index_{table}_on_{columns}"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_idx"})json"},
    {.parameters = R"json({"template": "{table}_{columns}"})json"},
    {.parameters = R"json({"template": "UQ_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "uq_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "{table}_{rule}"})json", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001"})json"};

bool judges_unique(const Relation* relation, const Finding& silent) {
    if (relation == nullptr) return false;
    if (silent.object.kind == ObjectClass::index) return relation->indexes[silent.object.at].unique;
    return judges_names_of_constraints<ConstraintKind::unique>(relation, silent);
}
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_unique}};

}  // namespace

extern constinit const Rule unique_name = {
    .id = "unique_name",
    .family = Family::naming,
    .summary = "the name of a unique constraint or index follows the template",
    .documentation =
        {
            .what = "Finds unique constraints, and unique indexes without one, whose name fits none of the templates. "
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
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::review,
    .silences = silences,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
