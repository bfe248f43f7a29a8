// Rule primary_key_column_name: the column that is the key of a table has the same name everywhere.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name_templates = {
    .name = "templates",
    .type = ParameterType::name_templates,
    .initial = "id, {table_singular}_id",
    .text =
        "The accepted names; the fix takes the first that is free. {table_singular}Id also accepts userId for table "
        "User. Empty: anything.",
};
constexpr const Parameter* parameters[] = {&name_templates};

/// The one column of the key, where it is the table's own to name; else null.
const Column* key_column(const Relation& table) {
    const Constraint* const key = table.primary_key();
    if (!table.is_table() || key == nullptr || key->columns.size() != 1) return nullptr;
    const Column* const column = table.column(key->columns[0]);
    return column == nullptr || column->inherited || is_in_foreign_key(table, column->number) ? nullptr : column;
}

bool is_right(const NameForm& form, Text name, const NameParts& parts) {
    return form.fits(name, parts) ||
           std::any_of(form.templates.begin(), form.templates.end(),
                       [&](const NameTemplate* each) { return fits_camel_case(*each, name, parts); });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const NameForm form = name_form(in, {&name_templates});
    const Column* const column = key_column(table);
    if (column == nullptr || form.templates.empty()) return;
    const NameParts parts{.schema = table.schema, .table = table.name};
    if (is_right(form, column->name, parts)) return;
    std::string accepted;
    for (const NameTemplate* each : form.templates)
        accepted += out.text(accepted.empty() ? "" : " or ", expanded_like(*each, parts, column->name));
    out.add({.object = ObjectAt::column(static_cast<std::size_t>(column - table.columns.data())),
             .says = out.text("is the primary key and is not named ", accepted)});
}

/// The first accepted name that no other column has; empty for none.
template <class HasColumn>
std::string first_free(const NameForm& form, const NameParts& parts, Text old_name, HasColumn has_column) {
    for (const NameTemplate* each : form.templates) {
        const std::string name = fit_identifier(expanded_like(*each, parts, old_name));
        if (!each->uses(Placeholder::rule) && !has_column(name)) return name;
    }
    return {};
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    // The columns of a typed table are its type's.
    if (table.of_type != 0) return;
    const NameForm form = name_form(in, {&name_templates});
    const Column& column = table.columns[finding.object.at];
    const std::string name =
        first_free(form, {.schema = table.schema, .table = table.name}, column.name,
                   [&](const std::string& each) { return !is_free_column(in, table, each, renaming_of(column)); });
    const std::string old_name = ident(server, column.name);
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table), " RENAME COLUMN ");
    if (name.empty()) {
        sql.statement(start, old_name, " TO <name>");
        return;
    }
    propose_column(in, table, name, renaming_of(column));
    sql.statement(start, old_name, " TO ", ident(server, name));
    sql.undo(start, ident(server, name), " TO ", old_name);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column == nullptr) return;
    const NameForm form = name_form(in, {&name_templates});
    const NameParts parts{.schema = draft.schema, .table = draft.name};
    if (is_right(form, column->name, parts)) return;
    column->name =
        first_free(form, parts, column->name, [&](const std::string& each) { return draft.has_column(each); });
    if (column->name.empty()) draft.give_up();
}

constexpr Style styles[] = {
    {.parameters = R"json({"templates": ["id"]})json"},
    {.parameters = R"json({"templates": ["{table_singular}_id"]})json"},
    {.parameters = R"json({"templates": ["{table}_id"]})json"},
    {.parameters = R"json({"templates": ["{table_singular}id"]})json"},
    {.parameters = R"json({"templates": ["{table}id"]})json"},
    {.parameters = R"json({"templates": ["{table_singular}Id"]})json"},
    {.parameters = R"json({"templates": ["{table}Id"]})json"},
    {.parameters = R"json({"templates": ["uuid"]})json"},
    {.parameters = R"json({"templates": ["Id"]})json"},
    {.parameters = R"json({"templates": ["ID"]})json"},
    {.parameters = R"json({"templates": ["pk"]})json"},
    {.parameters = R"json({"templates": ["id", "{table_singular}_id"]})json", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"templates": ["\u0001"]})json"};

}  // namespace

extern constinit const Rule primary_key_column_name = {
    .id = "primary_key_column_name",
    .family = Family::naming,
    .summary = "the column of a primary key has one of the accepted names",
    .documentation =
        {
            .what = "Finds primary keys of one column whose name follows none of the templates. A column that is a "
                    "foreign key as well has its name from there; keys of several columns and what a parent table "
                    "defines are not judged.",
            .why = "Joins, ORMs and generic code ask for the key of a table by its name: one form for all tables "
                   "spares the look into the catalog.",
            .bad = "CREATE TABLE customers (pk bigint PRIMARY KEY);",
            .good = "CREATE TABLE customers (id bigint PRIMARY KEY);",
            .fix = "Renames the column to the first accepted name that is free. Views and foreign keys follow by "
                   "themselves; clients and the bodies of functions that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
