// Rule foreign_key_name: the name of a foreign key says which tables it joins.

#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter accept = {
    .name = "accept",
    .type = ParameterType::name_templates,
    .initial = "fk_{table}_{columns}",
    .text = "Other templates that are accepted, and proposed where the name by the first is taken.",
};
constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "fk_{table}_{ref_table}",
    .text = "What a name must be made of; empty: only what is accepted.",
};
constexpr const Parameter* parameters[] = {&accept, &name_template};

NameForm form_of(const Context& in) { return name_form(in, {&name_template, &accept}); }

void check(const Input& in, Findings& out) {
    check_constraint_names(in, ConstraintKind::foreign_key, form_of(in), out);
}

void fix(const Input& in, const Finding& finding, Sql& sql) { fix_constraint_name(in, finding, form_of(in), sql); }

void mend(const Input& in, const Finding&, Draft& draft) {
    mend_names(in, ConstraintKind::foreign_key, form_of(in), false, draft);
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "fk_{table}_{ref_table}", "accept": []})json"},
    {.parameters = R"json({"template": "fk_{table}_{columns}", "accept": []})json"},
    {.parameters = R"json({"template": "fk_{table}_{ref_table}", "accept": ["fk_{table}_{columns}"]})json",
     .is_loose = true},
    {.parameters = R"json({"template": "{table}_{columns}_fkey", "accept": []})json"},
    {.parameters = R"json({"template": "{table}_{columns}_fk", "accept": []})json"},
    {.parameters = R"json({"template": "{table}_{ref_table}_fk", "accept": []})json"},
    {.parameters = R"json({"template": "fk_{ref_table}_{table}", "accept": []})json"},
    {.parameters = R"json({"template": "fk_{table}_{columns}_{ref_table}", "accept": []})json"},
    {.parameters = R"json({"template": "{table}_{columns}_foreign", "accept": []})json"},
    {.parameters = R"json({"template": "FK_{table}_{ref_table}", "accept": []})json"},
    {.parameters = R"json({"template": "fk_{table}_{rule}", "accept": []})json", .is_loose = true},
    {.parameters = R"json({"template": "{table}_{rule}_fk", "accept": []})json", .is_loose = true},
    {.parameters = R"json({"template": "fk_{rule}", "accept": []})json", .is_loose = true},
    {.parameters = R"json({"template": "{table}_{rule}", "accept": []})json", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001", "accept": []})json"};

constexpr Silence silences[] = {
    {.rule = "identifier_quotes", .judges = judges_names_of_constraints<ConstraintKind::foreign_key>}};

}  // namespace

extern constinit const Rule foreign_key_name = {
    .id = "foreign_key_name",
    .family = Family::naming,
    .summary = "the name of a foreign key follows the template",
    .documentation =
        {
            .what = "Finds foreign keys whose name fits none of the templates. Names that the server made, and those "
                    "of partitions, are not judged.",
            .why = "The error of a refused DELETE shows this name first: it should say which table still refers to the "
                   "row.",
            .bad = "ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers;",
            .good =
                "ALTER TABLE orders ADD CONSTRAINT fk_orders_customers FOREIGN KEY (customer_id) REFERENCES customers;",
            .fix = "Renames the constraint. Nothing is checked again.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::safe,
    .silences = silences,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
