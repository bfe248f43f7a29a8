// Rule natural_key_unique: what people call a thing by is there once.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/join_table.hpp"
#include "core/rules/keys/unique_recipe.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "email, slug, order_number, username, sku, iban, isbn, uuid",
    .text = "The names of such columns, in snake case.",
};
constexpr Parameter strict_names = {
    .name = "strict_names",
    .type = ParameterType::list,
    .initial = "code, external_id",
    .text = "Names that count only where the rule warns or rejects: many such columns repeat by right.",
};
constexpr const Parameter* parameters[] = {&names, &strict_names, &tenant_columns};

bool can_name(const Column& column) {
    return column.base != nullptr &&
           (column.base->category == 'S' || column.base->oid == server_type::uuid ||
            column.base->oid == server_type::smallint || column.base->oid == server_type::integer ||
            column.base->oid == server_type::bigint);
}

bool has_natural_name(const Input& in, const Column& column) {
    const std::string name = snake_case(column.name);
    return in.value(names).lists(name) ||
           (in.settings.severity >= Severity::warn && in.value(strict_names).lists(name));
}

bool is_tenants(const Input& in, const Column& column) { return in.value(tenant_columns).lists(column.name); }

/// The index may hold it beside the natural key: the key is unique within what it says.
bool may_stand_beside(const Input& in, AttributeNumber number) {
    const Column* const column = in.relation.column(number);
    if (column == nullptr) return false;
    if (is_tenants(in, *column) || is_in_foreign_key(in.relation, number)) return true;
    // The server wants the partition columns in every key, so that the primary key has them, too.
    const Constraint* const key = in.relation.primary_key();
    return in.relation.kind == RelationKind::partitioned_table && key != nullptr && is_about(*key, number);
}

bool is_lower(const Index& index, const IndexKey& key, const Column& column) {
    const Rows<AttributeNumber> columns = index.expression_columns;
    return key.column == 0 && key.name == "lower" &&
           std::find(columns.begin(), columns.end(), column.number) != columns.end();
}

bool is_of_live_rows(const Relation& table, const Index& index) {
    const Column* const column = table.column(index.absent_column());
    return column != nullptr && marks_deleted(*column);
}

bool makes_unique(const Input& in, const Index& index, const Column& column) {
    if (!index.unique || (index.predicate != 0 && !is_of_live_rows(in.relation, index))) return false;
    bool holds_it = false;
    for (const IndexKey& key : index.keys) {
        if (key.column == column.number || is_lower(index, key, column))
            holds_it = true;
        else if (!may_stand_beside(in, key.column))
            return false;
    }
    return holds_it;
}

bool is_in_primary_key(const Relation& table, const Column& column) {
    const Constraint* const key = table.primary_key();
    return key != nullptr && is_about(*key, column.number);
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (column.inherited || !has_natural_name(in, column) || !can_name(column)) continue;
        // It is the key of another table, or part of how rows are told apart.
        if (is_in_foreign_key(table, column.number) || is_in_primary_key(table, column)) continue;
        if (std::any_of(table.indexes.begin(), table.indexes.end(),
                        [&](const Index& each) { return makes_unique(in, each, column); }))
            continue;
        out.add({.object = ObjectAt::column(i), .says = "is named as what tells rows apart, and is not unique"});
    }
}

AttributeNumber deletion_mark(const Relation& table) {
    for (const Column& column : table.columns) {
        const bool is_flag = column.base != nullptr && column.base->oid == server_type::boolean && column.not_null;
        const bool is_moment = column.base != nullptr && column.base->category == 'D' && !column.not_null;
        if (marks_deleted(column) && (is_flag || is_moment)) return column.number;
    }
    return 0;
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    std::vector<AttributeNumber> columns;
    for (const Column& column : in.relation.columns)
        if (is_tenants(in, column)) columns.push_back(column.number);
    columns.push_back(in.relation.columns[finding.object.at].number);
    make_unique(in, columns, deletion_mark(in.relation), sql);
}

}  // namespace

extern constinit const Rule natural_key_unique = {
    .id = "natural_key_unique",
    .family = Family::keys,
    .summary = "what people call a thing by is unique",
    .documentation =
        {
            .what = "Finds string, uuid and integer columns with one of these names that no unique index holds, by "
                    "itself or under lower(), beside columns of foreign keys and the tenant's alone. A partial one "
                    "counts where it leaves out the rows that are marked as deleted; UNIQUE (email, deleted_at) does "
                    "not, because two live rows may be alike. Columns of the primary key and of foreign keys pass.",
            .why = "The program looks before it inserts, two requests look at the same moment, and one address belongs "
                   "to two accounts. Only the index sees both.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);",
            .fix = "Counts the duplicates, builds the index without stopping writers, and makes a constraint of it; "
                   "with the tenant's column where there is one, and for live rows alone where rows are marked as "
                   "deleted. With duplicates it fails: a person must say which of them stays. None for a partitioned "
                   "table.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .heuristic = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .excuse_needs = Need::predicates,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
