// Rule exclusion_name: the name of an exclusion constraint says what may not meet.

#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "ex_{table}_{rule}",
    .text = "What a name must be made of, {rule} being free text; empty: anything.",
};
constexpr const Parameter* parameters[] = {&name_template};
constexpr Silence silences[] = {
    {.rule = "identifier_quotes", .judges = judges_names_of_constraints<ConstraintKind::exclusion>}};

NameForm form_of(const Context& in) { return name_form(in, {&name_template}); }

void check(const Input& in, Findings& out) { check_constraint_names(in, ConstraintKind::exclusion, form_of(in), out); }

void fix(const Input& in, const Finding& finding, Sql& sql) { fix_constraint_name(in, finding, form_of(in), sql); }

void mend(const Input& in, const Finding&, Draft& draft) {
    mend_names(in, ConstraintKind::exclusion, form_of(in), false, draft);
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "ex_{table}_{rule}"})json"},
    {.parameters = R"json({"template": "excl_{table}_{rule}"})json"},
    {.parameters = R"json({"template": "{table}_{rule}_excl"})json"},
    {.parameters = R"json({"template": "{table}_{rule}_ex"})json"},
    {.parameters = R"json({"template": "ex_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "{rule}_excl"})json", .is_loose = true},
    {.parameters = R"json({"template": "{table}_{rule}"})json", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001"})json"};

}  // namespace

extern constinit const Rule exclusion_name = {
    .id = "exclusion_name",
    .family = Family::naming,
    .summary = "the name of an exclusion constraint follows the template",
    .documentation =
        {
            .what = "Finds exclusion constraints of tables whose name does not fit the template. Names that the "
                    "server made and those of partitions are not judged.",
            .why = "The name is all that an application gets to see of a refused row: it should say the table "
                   "and what may not meet.",
            .bad = "ALTER TABLE bookings ADD CONSTRAINT overlap EXCLUDE USING gist (during WITH &&);",
            .good = "ALTER TABLE bookings ADD CONSTRAINT ex_bookings_during EXCLUDE USING gist (during WITH &&);",
            .fix = "Renames the constraint, and its index with it, by the columns that it is about. Nothing is "
                   "checked again.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::safe,
    .silences = silences,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
