// Rule index_name: the name of an index says what it is on.

#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/output/sql.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "idx_{table}_{columns}",
    .text = "What a name must be made of; empty: only what is accepted, or anything.",
};
constexpr const Parameter* parameters[] = {&accepted_templates, &columns_match, &name_template};

NameForm form_of(const Context& in) {
    return name_form(in, {&name_template, &accepted_templates}, columns_match_of(in.value(columns_match)));
}

/// unique_name judges the others. What is attached to an index of a parent table has its name from there.
bool is_plain(const Index& index) { return !index.unique && index.constraint == 0 && index.parent == 0; }

void check(const Input& in, Findings& out) {
    const NameForm form = form_of(in);
    for (const Misnamed& each : misnamed_indexes(in, is_plain, form))
        out.add({.object = ObjectAt::index(each.at), .says = does_not_follow(form)});
}

// A failed CREATE INDEX CONCURRENTLY leaves its index behind, and the other form is built before the command ends.
void check_statement(const StatementInput& in, Findings& out) {
    const Statement& statement = in.statement;
    const NameForm form = form_of(in);
    if (statement.name.empty() || form.templates.empty()) return;
    const Relation* const relation = table_of_new_index(in);
    const Index& index = statement.index;
    if (relation == nullptr || !has_indexes(*relation) || relation->is_partition || !is_plain(index)) return;
    for (const IndexKey& key : index.keys)
        // What the server will call an expression is not known yet.
        if (key.column == 0) return;
    if (conforms(in, *relation, statement.name, parts_of(*relation, index), form) || is_server_made(*relation, index))
        return;
    out.add({.object = ObjectAt::statement(0), .says = does_not_follow(form)});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const NameForm form = form_of(in);
    rename_index(in, finding.object.at, misnamed_indexes(in, is_plain, form), form, sql);
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "idx_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "ix_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_idx"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_index"})json"},
    {.parameters = R"json({"template": "index_{table}_on_{columns}"})json"},
    {.parameters = R"json({"template": "{table}_{columns}_ix"})json"},
    {.parameters = R"json({"template": "{table}_{columns}"})json"},
    {.parameters = R"json({"template": "i_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "IX_{table}_{columns}"})json"},
    {.parameters = R"json({"template": "idx_{columns}"})json"},
    {.parameters = R"json({"template": "{columns}_idx"})json"},
    {.parameters = R"json({"template": "idx_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "ix_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "{table}_{rule}"})json", .is_loose = true},
    {.parameters = R"json({"template": "{rule}_idx"})json", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001"})json"};

bool judges_plain_index(const Relation* relation, const Finding& silent) {
    return relation != nullptr && silent.object.kind == ObjectClass::index &&
           !relation->indexes[silent.object.at].unique;
}
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_plain_index}};

}  // namespace

extern constinit const Rule index_name = {
    .id = "index_name",
    .family = Family::naming,
    .summary = "the name of an index follows the template",
    .documentation =
        {
            .what =
                "Finds indexes that are not unique and back no constraint, and whose name fits none of "
                "the templates. Names that the server made, and indexes of partitions, are not judged. An expression "
                "stands for any text; a name of more than 63 bytes fits in every shortened form of it.",
            .why = "A plan, a log line or a bloat report names the index and nothing else: a name that says table and "
                   "columns spares the look into the catalog.",
            .bad = "CREATE INDEX lookup ON orders (customer_id);",
            .good = "CREATE INDEX idx_orders_customer_id ON orders (customer_id);",
            .fix = "Renames the index. That takes a short lock on the index alone and changes nothing for clients.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::before | Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .silences = silences,
    .needs = Need::columns | Need::indexes,
    .looks_at = {.kinds = {StatementKind::create_index}},
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .check_statement = check_statement,
    .fix = fix,
    .lesson = &lesson,
};

}  // namespace conventions::core
