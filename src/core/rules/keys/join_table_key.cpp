// Rule join_table_key: two rows are joined once.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/join_table.hpp"
#include "core/rules/keys/unique_recipe.hpp"

namespace conventions::core {
namespace {

constexpr Parameter key = {
    .name = "key",
    .type = ParameterType::choice,
    .choices = "composite, surrogate_and_unique",
    .initial = "composite",
    .text =
        "composite: any unique key over both sides will do, as the primary key or beside one. "
        "surrogate_and_unique: beside it the table has a primary key of one column of its own.",
};
constexpr const Parameter* parameters[] = {&key, &tenant_columns};

constexpr Text surrogate = "primary key";

/// No two rows can be alike on both sides.
bool keeps_pairs_apart(const JoinTable& joined, const Index& index) {
    return index.unique && index.predicate == 0 &&
           std::all_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& each) {
               const bool is_tenants =
                   std::find(joined.tenant.begin(), joined.tenant.end(), each.column) != joined.tenant.end();
               return each.column != 0 && (is_tenants || joined.joins(each.column));
           });
}

/// Live rows alone are joined once.
bool keeps_live_pairs_apart(const Relation& table, const JoinTable& joined, const Index& index) {
    const Column* const column = table.column(index.absent_column());
    if (column == nullptr || !marks_deleted(*column)) return false;
    Index full = index;
    full.predicate = 0;
    return keeps_pairs_apart(joined, full);
}

bool has_surrogate(const Relation& table, const JoinTable& joined) {
    const Constraint* const own = table.primary_key();
    return own != nullptr && own->columns.size() == 1 && !joined.joins(own->columns[0]);
}

std::vector<AttributeNumber> pair_of(const JoinTable& joined) {
    std::vector<AttributeNumber> columns = joined.first;
    for (const AttributeNumber each : joined.second)
        if (std::find(columns.begin(), columns.end(), each) == columns.end()) columns.push_back(each);
    return columns;
}

JoinTable joined_by(const Input& in) { return join_table_of(in.relation, in.value(tenant_columns).list()); }

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const JoinTable joined = joined_by(in);
    if (!joined.joins_something()) return;
    const bool is_unique = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& each) {
        return keeps_pairs_apart(joined, each) || keeps_live_pairs_apart(table, joined, each);
    });
    if (!is_unique)
        out.add({.object = ObjectAt::relation(),
                 .says = out.text("joins (", column_list(table, joined.first), ") and (",
                                  column_list(table, joined.second), ") without a unique key over both")});
    if (in.value(key).text() == "surrogate_and_unique" && !has_surrogate(table, joined))
        out.add({.object = ObjectAt::relation(),
                 .says = "joins two tables and has no primary key of its own beside what it joins",
                 .part = std::string(surrogate)});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Relation& table = in.relation;
    if (finding.part == surrogate || table.kind == RelationKind::partitioned_table) return;
    const std::vector<AttributeNumber> columns = pair_of(joined_by(in));
    if (table.primary_key() != nullptr || in.value(key).text() != "composite") return make_unique(in, columns, 0, sql);
    const Server& server = sql.server();
    count_duplicates(in, columns, 0, sql);
    sql.statement("ALTER TABLE ", ident(server, table), " ADD PRIMARY KEY (", ident_list(server, table, columns), ")");
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    if (finding.part == surrogate) return draft.give_up();
    const bool has_primary = std::any_of(draft.keys.begin(), draft.keys.end(),
                                         [](const DraftKey& each) { return each.kind == ConstraintKind::primary_key; });
    draft.keys.push_back({.kind = has_primary ? ConstraintKind::unique : ConstraintKind::primary_key,
                          .columns = pair_of(joined_by(in))});
}

}  // namespace

extern constinit const Rule join_table_key = {
    .id = "join_table_key",
    .family = Family::keys,
    .summary = "a join table joins two rows once",
    .documentation =
        {
            .what = "Finds tables that hold two foreign keys and nothing else but an id, dates and moments, who made "
                    "the row, and the tenant, and have no unique key within the columns of both foreign keys and the "
                    "tenant's. A partial one counts where it leaves out the rows that are marked as deleted.",
            .why = "The same user gets the same role twice. Every count and every join over the table is wrong from "
                   "then on, and taking the role away once does not help.",
            .bad = "CREATE TABLE user_roles (\n"
                   "    id bigint PRIMARY KEY,\n"
                   "    user_id bigint NOT NULL REFERENCES users,\n"
                   "    role_id bigint NOT NULL REFERENCES roles\n"
                   ");",
            .good = "CREATE TABLE user_roles (\n"
                    "    user_id bigint REFERENCES users,\n"
                    "    role_id bigint REFERENCES roles,\n"
                    "    PRIMARY KEY (user_id, role_id)\n"
                    ");",
            .fix = "Counts the pairs that are there more than once, and makes both columns the primary key where there "
                   "is none, else unique. With duplicates that fails: a person must say which of them stays. None for "
                   "a partitioned table.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::commit | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .excuse_needs = Need::predicates,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
