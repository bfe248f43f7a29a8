// Rule tenant_index: the rows of one tenant are found by an index.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/indexes/index_recipe.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/tenant_table.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr Parameter tenant = {
    .name = "column",
    .type = ParameterType::text,
    .initial = "tenant_id",
    .text = "The column that says whose a row is.",
};
constexpr const Parameter* parameters[] = {&tenant};

bool has_index_on(const Relation& relation, Text wanted) {
    const Column* const column = relation.column(wanted);
    return column != nullptr && std::any_of(relation.indexes.begin(), relation.indexes.end(), [&](const Index& index) {
               return index.valid && !index.keys.empty() && index.keys[0].column == column->number;
           });
}

/// The partitions with rows that have none; the table itself where it is not partitioned.
std::vector<const Relation*> without_index(const Input& in, Text wanted) {
    std::vector<const Relation*> without;
    if (has_index_on(in.relation, wanted)) return without;
    for (const Relation* const leaf : leaves_of(in.catalog, in.relation))
        if (leaf->kind != RelationKind::foreign_table && !has_index_on(*leaf, wanted)) without.push_back(leaf);
    if (in.relation.kind == RelationKind::partitioned_table && in.relation.children.empty())
        without.push_back(&in.relation);
    return without;
}

void check(const Input& in, Findings& out) {
    const Text wanted = in.value(tenant).text();
    const Column* const column = in.relation.column(wanted);
    if (column == nullptr || is_tenant_table(in.relation.name, wanted)) return;
    const std::vector<const Relation*> without = without_index(in, wanted);
    if (without.empty()) return;
    Finding found = {.object = ObjectAt::relation(),
                     .says = out.text("has no index that begins with ", shown(wanted)),
                     .index_begins_with = column->number};
    if (without.front() != &in.relation)
        found.detail =
            out.text("Without: ", std::to_string(without.size()),
                     without.size() == 1 ? " partition, " : " partitions, the first ", shown(*without.front()), ".");
    out.add(std::move(found));
}

/// The key as some partition has it in an index of its own, as CREATE INDEX without a word on it makes it.
std::vector<IndexKey> usual_key(const Input& in, const Column& column) {
    for (const Relation* const leaf : leaves_of(in.catalog, in.relation))
        for (const Index& index : leaf->indexes) {
            const Column* const own = leaf->column(column.name);
            if (own == nullptr || index.keys.size() != 1 || index.keys[0].column != own->number ||
                index.access_method != "btree" || !has_default_order(*leaf, index.keys[0]))
                continue;
            IndexKey key = index.keys[0];
            key.column = column.number;
            return {key};
        }
    return {};
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column* const column = in.relation.column(finding.index_begins_with);
    if (column == nullptr || !can_have_index(in)) return;
    const std::vector<IndexKey> taken_over = usual_key(in, *column);
    const std::string name = create_index(in, false, {std::string(column->name)},
                                          Findings::text("(", ident(sql.server(), column->name), ")"), sql, taken_over);
    // With the root's index would go what was attached to it.
    if (!taken_over.empty()) return;
    const bool concurrently = !in.situation.in_block && in.relation.kind != RelationKind::partitioned_table;
    sql.undo("DROP INDEX ", concurrently ? "CONCURRENTLY " : "", name);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const DraftColumn* const column = draft.column(finding.index_begins_with);
    if (column == nullptr) return draft.give_up();
    const std::string list = ident(*in.catalog.server, column->name);
    const std::string name =
        free_name(in, draft.schema, new_index_name(in, draft.schema, draft.name, {column->name}), making_of(list));
    draft.further.push_back(
        Findings::text("CREATE INDEX ", ident(*in.catalog.server, name), " ON %table% (", list, ")"));
}

}  // namespace

extern constinit const Rule tenant_index = {
    .id = "tenant_index",
    .family = Family::indexes,
    .summary = "the rows of one tenant are found by an index",
    .documentation =
        {
            .what = "Finds tables with the column of the tenant of which no valid index begins with it. The table of "
                    "the tenants themselves, which the column is named after, is left out. A partitioned table needs "
                    "one on each partition, attached or not.",
            .why = "Where a database serves many customers, nearly every query and every policy of row security asks "
                   "for the rows of one of them. Without an index it reads those of all.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id uuid NOT NULL);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id uuid NOT NULL);\n"
                    "CREATE INDEX idx_orders_tenant_id ON orders (tenant_id);",
            .fix = "Creates an index on the column, CONCURRENTLY outside transactions. A partitioned table gets an "
                   "empty index ON ONLY the root, one built on each partition, and then they are attached. Often one "
                   "that goes on with the columns that queries ask for next is better.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::indexes,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
