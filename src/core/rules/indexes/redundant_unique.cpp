// Rule redundant_unique: no unique index asks what a shorter one of its table asks already.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

/// Rows are compared in the same way by both: the operators, the collation, and nothing is an expression.
bool is_same_key(const IndexKey& a, const IndexKey& b) {
    return a.column == b.column && a.expression == b.expression && a.operator_family == b.operator_family &&
           a.input_type == b.input_type && a.collation == b.collation;
}

/// Refuses rows at once, whatever they are.
bool is_plain_unique(const Index& index) {
    return index.unique && !index.exclusion && index.valid && index.immediate && index.predicate == 0 &&
           index.access_method == "btree";
}

bool holds_all(const Index& wider, const Index& narrower) {
    return std::all_of(narrower.keys.begin(), narrower.keys.end(), [&](const IndexKey& key) {
        return std::any_of(wider.keys.begin(), wider.keys.end(),
                           [&](const IndexKey& each) { return is_same_key(key, each); });
    });
}

/// Two rows that the wider one refuses are refused by the narrower one.
bool follows_from(const Relation& table, const Index& wider, const Index& narrower) {
    if (!is_plain_unique(narrower) || narrower.keys.size() >= wider.keys.size() || !holds_all(wider, narrower))
        return false;
    if (narrower.nulls_not_distinct || !wider.nulls_not_distinct) return true;
    // Equal nulls pass the narrower one, unless it has none.
    return std::all_of(narrower.keys.begin(), narrower.keys.end(), [&](const IndexKey& key) {
        const Column* const column = table.column(key.column);
        return column != nullptr && column->not_null;
    });
}

/// A key that others rest on, or that says which row is meant, has a purpose of its own.
bool is_judged(const Index& index) {
    return is_plain_unique(index) && !index.primary && !index.referenced && !index.replica_identity &&
           !index.clustered && index.parent == 0;
}

const Index* narrowest(const Relation& table, const Index& wider) {
    const Index* best = nullptr;
    for (const Index& each : table.indexes) {
        if (!follows_from(table, wider, each)) continue;
        if (best == nullptr || each.keys.size() < best->keys.size()) best = &each;
    }
    return best;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (const Index& index : table.indexes) {
        const Index* const narrower = is_judged(index) ? narrowest(table, index) : nullptr;
        if (narrower == nullptr) continue;
        out.add({.object = object_of(table, index),
                 .says = out.text("is unique already by ", shown(narrower->schema, narrower->name)),
                 .part = std::string(narrower->name),
                 .detail = "Whether some query still needs the longer index, only a person knows.",
                 .undo_index = index.constraint != 0 ? ObjectId{0} : index.oid,
                 .neighbour = {.oid = narrower->oid,
                               .schema = narrower->schema,
                               .name = narrower->name,
                               .why = "It asks for fewer columns to differ."}});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    if (finding.object.kind == ObjectClass::index) return drop_index(in, in.relation.indexes[finding.object.at], sql);
    const Constraint& constraint = in.relation.constraints[finding.object.at];
    if (constraint.inherited) return;
    const std::string start = alter_start(sql.server(), in.relation);
    sql.statement(start, " DROP CONSTRAINT ", ident(sql.server(), constraint.name));
    if (!constraint.definition.empty())
        sql.undo(start, " ADD CONSTRAINT ", ident(sql.server(), constraint.name), " ", constraint.definition);
}

}  // namespace

extern constinit const Rule redundant_unique = {
    .id = "redundant_unique",
    .family = Family::indexes,
    .summary = "no unique key asks what a shorter one asks already",
    .documentation =
        {
            .what = "Finds unique indexes and constraints over columns of which some are unique by themselves: both "
                    "over all rows, checked at once, with the same operators and collations, and treating nulls in the "
                    "same way. Passes primary keys, keys that a foreign key references, the replica identity and the "
                    "order of CLUSTER.",
            .why = "What is unique in a is unique in (a, b). The longer key refuses no row, costs every write, and "
                   "tells readers that a alone is not unique.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint, email text UNIQUE,\n"
                   "    UNIQUE (tenant_id, email));",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint, email text UNIQUE);",
            .fix = "Drops the longer one, CONCURRENTLY outside transactions where it is no constraint; undo_sql makes "
                   "it again. Look first whether queries use it as an index, or ON CONFLICT names its columns.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::references,
    .fix_needs = Need::definitions,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
