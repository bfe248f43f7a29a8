// Rule primary_key_name: the name of a primary key says whose it is.

#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "pk_{table}",
    .text = "What a name must be made of; empty: anything.",
};
constexpr const Parameter* parameters[] = {&name_template};

NameForm form_of(const Context& in) { return name_form(in, {&name_template}); }

void check(const Input& in, Findings& out) {
    check_constraint_names(in, ConstraintKind::primary_key, form_of(in), out);
}

void fix(const Input& in, const Finding& finding, Sql& sql) { fix_constraint_name(in, finding, form_of(in), sql); }

void mend(const Input& in, const Finding&, Draft& draft) {
    mend_names(in, ConstraintKind::primary_key, form_of(in), false, draft);
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "pk_{table}"})json"},
    {.parameters = R"json({"template": "{table}_pk"})json"},
    {.parameters = R"json({"template": "{table}_pkey"})json"},
    {.parameters = R"json({"template": "PK_{table}"})json"},
    {.parameters = R"json({"template": "xpk_{table}"})json"},
    {.parameters = R"json({"template": "{table}_primary"})json"},
    {.parameters = R"json({"template": "pk_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_pk"})json"},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001"})json"};

constexpr Silence silences[] = {
    {.rule = "identifier_quotes", .judges = judges_names_of_constraints<ConstraintKind::primary_key>}};

}  // namespace

extern constinit const Rule primary_key_name = {
    .id = "primary_key_name",
    .family = Family::naming,
    .summary = "the name of a primary key follows the template",
    .documentation =
        {
            .what = "Finds primary keys whose name does not fit the template. Names that the server made, and those of "
                    "partitions, are not judged.",
            .why = "Errors, plans and the index of the key bear this name: in one form for all tables it can be told "
                   "from the table, and scripts can rely on it.",
            .bad = "CREATE TABLE orders (id bigint CONSTRAINT key1 PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint CONSTRAINT pk_orders PRIMARY KEY);",
            .fix = "Renames the constraint, and with it its index. Code that names it (ON CONFLICT ON CONSTRAINT) must "
                   "change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::review,
    .silences = silences,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
