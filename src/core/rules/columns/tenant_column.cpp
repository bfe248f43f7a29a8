// Rule tenant_column: every row says whose it is.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/tenant_table.hpp"

namespace conventions::core {
namespace {

constexpr Parameter tenant = {
    .name = "column",
    .type = ParameterType::text,
    .initial = "tenant_id",
    .text = "The column that says whose a row is.",
};
constexpr Parameter only_tables = {
    .name = "tables",
    .type = ParameterType::pattern,
    .text = "Only tables whose identity matches.",
};
constexpr const Parameter* parameters[] = {&tenant, &only_tables};

void check(const Input& in, Findings& out) {
    const Text wanted = in.value(tenant).text();
    if (wanted.empty() || in.relation.column(wanted) != nullptr) return;
    if (in.value(only_tables).has_pattern() &&
        !in.value(only_tables).matches(identity_of(*in.catalog.server, in.relation), true))
        return;
    if (is_tenant_table(in.relation.name, wanted)) return;
    out.add({.object = ObjectAt::relation(),
             .says = out.text("has no column ", shown(wanted)),
             .column = std::string(wanted)});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    // Rows live elsewhere: the column must be made there first. A typed table has the columns of its type.
    if (in.relation.kind == RelationKind::foreign_table || in.relation.of_type != 0) return;
    sql.statement(alter_start(server, in.relation), " ADD COLUMN ", ident(server, finding.column), " <type>");
    Column added;
    added.name = finding.column;
    set_not_null(in, added, "<tenant>", sql);
    sql.undo(alter_start(server, in.relation), " DROP COLUMN ", ident(server, finding.column));
}

bool is_that_column(const Context&, const Finding& speaking, const Finding& silent) {
    return silent.object.kind == ObjectClass::relation && silent.column == speaking.column;
}

constexpr Silence silenced[] = {{"required_columns", is_that_column}};

}  // namespace

extern constinit const Rule tenant_column = {
    .id = "tenant_column",
    .family = Family::columns,
    .summary = "every row says whose it is",
    .documentation =
        {
            .what = "Finds tables without the column of the tenant. The table of the tenants themselves, which the "
                    "column is named after, is left out; others by exclude, or by tables.",
            .why = "Where a database serves many customers, each query must be able to ask for the rows of one, a "
                   "policy of row security needs the column, and so does whoever must delete or move one of them.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants);",
            .fix = "Adds the column, fills it, and makes it NOT NULL without a long lock; of what type it is and whose "
                   "the rows are a person must say. A large table is better updated in parts. Keys and indexes that "
                   "should begin with it are another matter.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::commit | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .silences = silenced,
    .needs = Need::columns,
    .fix_needs = Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
