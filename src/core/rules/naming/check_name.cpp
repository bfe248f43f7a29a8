// Rule check_name: the name of a check constraint says what it asks for.

#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "ck_{table}_{rule}",
    .text = "What a name must be made of, {rule} being free text; empty: anything.",
};
constexpr const Parameter* parameters[] = {&name_template};

NameForm form_of(const Context& in) { return name_form(in, {&name_template}); }

void check(const Input& in, Findings& out) { check_constraint_names(in, ConstraintKind::check, form_of(in), out); }

void fix(const Input& in, const Finding& finding, Sql& sql) { fix_constraint_name(in, finding, form_of(in), sql); }

void mend(const Input& in, const Finding&, Draft& draft) {
    mend_names(in, ConstraintKind::check, form_of(in), false, draft);
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "ck_{table}_{rule}"})json"},
    {.parameters = R"json({"template": "chk_{table}_{rule}"})json"},
    {.parameters = R"json({"template": "check_{table}_{rule}"})json"},
    {.parameters = R"json({"template": "{table}_{rule}_check"})json"},
    {.parameters = R"json({"template": "{table}_{rule}_ck"})json"},
    {.parameters = R"json({"template": "{table}_{rule}_chk"})json"},
    {.parameters = R"json({"template": "ck_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "chk_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "check_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "{rule}_check"})json", .is_loose = true},
    {.parameters = R"json({"template": "{table}_{rule}"})json", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001"})json"};

constexpr Silence silences[] = {
    {.rule = "identifier_quotes", .judges = judges_names_of_constraints<ConstraintKind::check>}};

}  // namespace

extern constinit const Rule check_name = {
    .id = "check_name",
    .family = Family::naming,
    .summary = "the name of a check constraint follows the template",
    .documentation =
        {
            .what = "Finds check constraints of tables whose name does not fit the template. Names that the server "
                    "made, those of a parent table and those of partitions are not judged.",
            .why = "The name is all that an application gets to see of a refused row: it should say the table and the "
                   "rule that was broken.",
            .bad = "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total >= 0);",
            .good = "ALTER TABLE orders ADD CONSTRAINT ck_orders_total_positive CHECK (total >= 0);",
            .fix = "Renames the constraint by the columns that it is about. Nothing is checked again.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::safe,
    .silences = silences,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
