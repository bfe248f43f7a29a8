// Rule primary_key: a table has a primary key.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr Parameter accept_unique_not_null = {
    .name = "accept_unique_not_null",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether a unique index over columns that are all NOT NULL is as good as a primary key.",
};
constexpr const Parameter* parameters[] = {&accept_unique_not_null};

bool has_not_null_keys(const Relation& table, const Index& index) {
    return std::all_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
        const Column* const column = key.column != 0 ? table.column(key.column) : nullptr;
        return column != nullptr && column->not_null;
    });
}

/// Names every row once and at all times.
bool identifies_rows(const Relation& table, const Index& index) {
    return index.unique && index.valid && index.immediate && index.predicate == 0 && has_not_null_keys(table, index);
}

bool has_key(const Input& in, const Relation& table) {
    if (table.primary_key() != nullptr) return true;
    if (!in.value(accept_unique_not_null).boolean()) return false;
    return std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const Index& index) { return identifies_rows(table, index); });
}

bool has_not_null_column(const Relation& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [](const Column& each) { return each.not_null; });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const bool is_root = table.kind == RelationKind::partitioned_table;
    if ((table.kind != RelationKind::table && !is_root) || has_key(in, table)) return;
    Finding found = {.object = ObjectAt::relation(), .says = "has no primary key"};
    // CREATE TABLE AS and SELECT INTO have no place to write one.
    if (table.made_by_query) found.at_most = Severity::warn;
    // Its unique index may be a statement of its own. Who rejects can ask for a table that has it from the start.
    found.waits = in.value(accept_unique_not_null).boolean() && in.settings.severity < Severity::error &&
                  has_not_null_column(table);
    if (is_root) {
        // A foreign table can have no key, and its root none beside it.
        const std::vector<const Relation*> leaves = leaves_of(in.catalog, table);
        const auto lacks_key = [&](const Relation* leaf) {
            return leaf->kind != RelationKind::foreign_table && !has_key(in, *leaf);
        };
        const auto lacking = static_cast<std::size_t>(std::count_if(leaves.begin(), leaves.end(), lacks_key));
        if (!leaves.empty() && lacking == 0) return;
        const auto first = std::find_if(leaves.begin(), leaves.end(), lacks_key);
        if (lacking > 0 && lacking < leaves.size())
            found.detail = out.text("Of its ", std::to_string(leaves.size()), " partitions ", std::to_string(lacking),
                                    lacking == 1 ? " has" : " have", " none either, such as ", shown(**first), ".");
    }
    out.add(std::move(found));
}

/// The index that can become the primary key as it is, or with another beside it; the narrowest one. Null for none.
const Index* best_index(const Relation& table) {
    const Index* best = nullptr;
    for (const Index& index : table.indexes) {
        const bool sorts = std::all_of(index.keys.begin(), index.keys.end(),
                                       [&](const IndexKey& key) { return has_default_order(table, key); });
        if (!sorts || index.access_method != "btree" || index.nulls_not_distinct || !identifies_rows(table, index))
            continue;
        // A foreign key rests on the constraint, or it is the replica identity or the order of CLUSTER: all that would
        // go with it when it is swapped.
        if (index.constraint != 0 && (index.referenced || index.replica_identity || index.clustered)) continue;
        const auto cost = [](const Index& each) { return each.keys.size() * 2 + (each.constraint != 0 ? 1 : 0); };
        if (best == nullptr || cost(index) < cost(*best)) best = &index;
    }
    return best;
}

std::string key_columns(const Server& server, const Relation& table, const Index& index) {
    std::vector<AttributeNumber> columns;
    for (const IndexKey& key : index.keys) columns.push_back(key.column);
    std::string list = Findings::text("(", ident_list(server, table, columns), ")");
    if (!index.included.empty()) list += Findings::text(" INCLUDE (", ident_list(server, table, index.included), ")");
    return list;
}

// The index of a unique constraint cannot be given to a second constraint: the two are swapped, and no moment is
// without a key.
void swap_constraint(const Input& in, const Index& index, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Constraint* const unique = table.constraint(index.constraint);
    if (unique == nullptr) return;
    const std::string columns = key_columns(server, table, index);
    const std::string swap = Findings::text("ALTER TABLE ", ident(server, table), " DROP CONSTRAINT ",
                                            ident(server, unique->name), ", ADD ");
    const bool in_place = in.situation.in_block || table.origin != Origin::earlier || index.partitioned;
    if (in_place) {
        sql.statement(swap, "PRIMARY KEY ", columns);
        return;
    }
    const std::string name = ident(server, free_name(in, table.schema, Findings::text(table.name, "_pkey"),
                                                     Findings::text("key of ", std::to_string(table.oid))));
    sql.outside_transaction("CREATE UNIQUE INDEX CONCURRENTLY ", name, " ON ", ident(server, table), " ", columns);
    sql.statement(swap, "PRIMARY KEY USING INDEX ", name);
}

// USING INDEX is refused for partitioned tables: the key gets an index of its own, and the old one goes in the same
// transaction, or the commit in between would leave two alike.
void replace_index(const Input& in, const Index& index, const std::string& start, Sql& sql) {
    const Server& server = sql.server();
    const std::string add = start + key_columns(server, in.relation, index);
    const std::string drop = Findings::text("DROP INDEX ", ident(server, index.schema, index.name));
    if (index.referenced || index.replica_identity || index.parent != 0) {
        sql.statement(add);
    } else if (in.situation.in_block) {
        sql.statement(add);
        sql.statement(drop);
    } else {
        sql.outside_transaction("BEGIN; ", add, "; ", drop, "; COMMIT");
    }
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table), " ADD PRIMARY KEY ");
    const Index* const index = best_index(table);
    if (index == nullptr)
        sql.statement(start, "(<columns>)");
    else if (index->constraint != 0)
        swap_constraint(in, *index, sql);
    else if (index->partitioned)
        replace_index(in, *index, start, sql);
    else
        sql.statement(start, "USING INDEX ", ident(server, index->name));
}

/// A column named id that the author wrote is the key. Its own UNIQUE would be a second index on it.
bool use_own_id(Draft& draft) {
    for (DraftColumn& column : draft.columns) {
        if (column.name != "id" || column.number <= 0) continue;
        std::erase_if(draft.keys, [&](const DraftKey& key) {
            return key.kind == ConstraintKind::unique && key.columns == std::vector<AttributeNumber>{column.number};
        });
        draft.keys.push_back({.kind = ConstraintKind::primary_key, .columns = {column.number}});
        return true;
    }
    return false;
}

void mend(const Input&, const Finding&, Draft& draft) {
    if (use_own_id(draft)) return;
    DraftColumn& added = draft.add_column(draft.free_column_name("id"), "bigint");
    added.identity = Identity::always;
    added.not_null = true;
    const AttributeNumber number = added.number;
    std::rotate(draft.columns.begin(), draft.columns.end() - 1, draft.columns.end());
    draft.keys.push_back({.kind = ConstraintKind::primary_key, .columns = {number}});
}

constexpr Silence silenced[] = {{"join_table_key"}, {"unique_key"}};

}  // namespace

extern constinit const Rule primary_key = {
    .id = "primary_key",
    .family = Family::keys,
    .summary = "a table has a primary key",
    .documentation =
        {
            .what = "Finds tables and partitioned tables without a primary key. A partitioned table without one "
                    "passes when each of its partitions has one. A table that inherits needs its own. Foreign "
                    "tables and views can have none.",
            .why = "Without a key a row cannot be named: duplicates stay, logical replication refuses UPDATE and "
                   "DELETE, and no foreign key can refer to the table.",
            .bad = "CREATE TABLE orders (number text, total numeric);",
            .good = "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number text);",
            .fix = "Takes a unique index over NOT NULL columns where there is one, in place of a unique constraint "
                   "if need be. Otherwise a person must say which columns.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::commit | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .fix_needs = Need::references,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
