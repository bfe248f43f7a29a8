// Rule index_name: the name of an index says what it is on.

#include "core/output/names.hpp"
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
constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "idx_{table}_{columns}",
    .text = "What a name must be made of; empty: anything.",
};
constexpr const Parameter* parameters[] = {&columns_match, &name_template};

NameForm form_of(const Context& in) {
    return name_form(in, {&name_template}, columns_match_of(in.value(columns_match)));
}

bool has_indexes(const Relation& relation) {
    return relation.is_table() || relation.kind == RelationKind::materialized_view;
}

/// unique_name judges the others. What is attached to an index of a parent table has its name from there.
bool is_plain(const Index& index) { return !index.unique && index.constraint == 0 && index.parent == 0; }

std::vector<Misnamed> misnamed(const Input& in, const NameForm& form) {
    std::vector<Misnamed> found;
    const Relation& relation = in.relation;
    if (!has_indexes(relation) || form.templates.empty()) return found;
    for (std::size_t i = 0; i < relation.indexes.size(); ++i) {
        const Index& each = relation.indexes[i];
        if (!is_plain(each)) continue;
        NameParts parts = parts_of(relation, each);
        if (conforms(in, relation, each.name, parts, form) || is_server_made(relation, each)) continue;
        found.push_back({.at = i, .parts = std::move(parts)});
    }
    return found;
}

void check(const Input& in, Findings& out) {
    const NameForm form = form_of(in);
    for (const Misnamed& each : misnamed(in, form))
        out.add({.object = ObjectAt::index(each.at), .says = does_not_follow(form)});
}

bool concerns(const Statement& statement) { return statement.kind == StatementKind::create_index; }

// A failed CREATE INDEX CONCURRENTLY leaves its index behind, and the other form is built before the command ends.
void check_statement(const StatementInput& in, Findings& out) {
    const Statement& statement = in.statement;
    const NameForm form = form_of(in);
    if (!concerns(statement) || statement.name.empty() || statement.targets.empty() || form.templates.empty()) return;
    const Relation* const relation = in.catalog.relation(statement.targets[0].relation);
    const Index& index = statement.index;
    if (relation == nullptr || !has_indexes(*relation) || relation->is_partition || !is_plain(index)) return;
    for (const IndexKey& key : index.keys)
        // What the server will call an expression is not known yet.
        if (key.column == 0) return;
    for (const Index& other : relation->indexes)
        if (statement.exists_ok && other.name == statement.name) return;
    if (conforms(in, *relation, statement.name, parts_of(*relation, index), form) || is_server_made(*relation, index))
        return;
    out.add({.object = ObjectAt::statement(0), .says = does_not_follow(form)});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const NameForm form = form_of(in);
    const std::string name = proposed_name(in, in.relation, misnamed(in, form), finding.object.at, form, true);
    rename_index(in.relation.indexes[finding.object.at], name, sql);
}

}  // namespace

extern constinit const Rule index_name = {
    .id = "index_name",
    .family = Family::naming,
    .summary = "the name of an index follows the template",
    .documentation =
        {
            .what = "Finds indexes that are not unique and back no constraint, and whose name does not fit the "
                    "template. Names that the server made, and indexes of partitions, are not judged. An expression "
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
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::indexes,
    .looks_at = {.kinds = {StatementKind::create_index}},
    .concerns = concerns,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .check_statement = check_statement,
    .fix = fix,
};

}  // namespace conventions::core
