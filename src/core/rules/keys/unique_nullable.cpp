// Rule unique_nullable: a unique key of several columns has no gap for nulls.

#include <algorithm>

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/keys/unique_recipe.hpp"

namespace conventions::core {
namespace {

/// Another unique index sees to the rows in which this column is null.
bool is_filled(const Relation& table, const Index& index, AttributeNumber column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& other) {
        return other.unique && other.absent_column() == column &&
               std::all_of(other.keys.begin(), other.keys.end(), [&](const IndexKey& key) {
                   return key.column != 0 && std::any_of(index.keys.begin(), index.keys.end(),
                                                         [&](const IndexKey& own) { return own.column == key.column; });
               });
    });
}

/// The key columns in which a null lets equal rows in.
std::vector<AttributeNumber> gaps(const Relation& table, const Index& index) {
    std::vector<AttributeNumber> columns;
    if (!index.unique || index.primary || index.nulls_not_distinct || index.keys.size() < 2) return columns;
    const Rows<AttributeNumber> excluded = index.not_null_columns;
    for (const IndexKey& key : index.keys) {
        const Column* const column = table.column(key.column);
        if (column == nullptr || column->not_null || column->domain_not_null) continue;
        if (std::find(excluded.begin(), excluded.end(), key.column) != excluded.end()) continue;
        if (!is_filled(table, index, key.column)) columns.push_back(key.column);
    }
    return columns;
}

/// Where the constraint stands that owns the index.
ObjectAt object_of(const Relation& table, std::size_t at) {
    const Constraint* const owner = table.constraint(table.indexes[at].constraint);
    return owner == nullptr ? ObjectAt::index(at)
                            : ObjectAt::constraint(static_cast<std::size_t>(owner - table.constraints.data()));
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        if (index.parent != 0) continue;
        const std::vector<AttributeNumber> columns = gaps(table, index);
        if (columns.empty()) continue;
        out.add({.object = object_of(table, i),
                 .says = out.text("lets equal rows in where ", column_list(table, columns),
                                  columns.size() == 1 ? " is null" : " are null")});
    }
}

const Index* index_of(const Relation& table, const ObjectAt& object) {
    if (object.kind == ObjectClass::index) return &table.indexes[object.at];
    return table.index(table.constraints[object.at].index);
}

/// All that CREATE UNIQUE INDEX must say of it are its columns; and nothing rests on it that would go with it.
bool can_be_replaced(const Relation& table, const Index& index) {
    return index.predicate == 0 && index.access_method == "btree" && !index.referenced && !index.replica_identity &&
           !index.clustered && !index.partitioned &&
           std::all_of(index.keys.begin(), index.keys.end(),
                       [&](const IndexKey& key) { return key.column != 0 && has_default_order(table, key); });
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Index* const index = index_of(table, finding.object);
    if (index == nullptr || !can_be_replaced(table, *index)) return;
    std::vector<AttributeNumber> columns;
    for (const IndexKey& key : index->keys) columns.push_back(key.column);
    const std::string plain = new_unique_name(in, table, columns);
    const std::string name = ident(server, plain);
    const std::string included =
        index->included.empty() ? "" : Findings::text(" INCLUDE (", ident_list(server, table, index->included), ")");
    const std::string rest = Findings::text(name, " ON ", ident(server, table), " (",
                                            ident_list(server, table, columns), ")", included, " NULLS NOT DISTINCT");
    const bool at_once = in.situation.in_block || table.origin != Origin::earlier;
    if (at_once)
        sql.statement("CREATE UNIQUE INDEX ", rest);
    else
        sql.outside_transaction("CREATE UNIQUE INDEX CONCURRENTLY ", rest);
    const Constraint* const owner = table.constraint(index->constraint);
    if (owner == nullptr) {
        drop_index(in, *index, sql);
        sql.statement("ALTER INDEX ", ident(server, table.schema, plain), " RENAME TO ", ident(server, index->name));
        return;
    }
    const std::string own = ident(server, owner->name);
    sql.statement("ALTER TABLE ", ident(server, table), " DROP CONSTRAINT ", own, ", ADD CONSTRAINT ", own,
                  " UNIQUE USING INDEX ", name, deferring_of(*owner));
}

}  // namespace

extern constinit const Rule unique_nullable = {
    .id = "unique_nullable",
    .family = Family::keys,
    .summary = "a unique key of several columns has no gap for nulls",
    .documentation =
        {
            .what = "Finds unique indexes and constraints of two or more columns of which one may be null, unless they "
                    "are NULLS NOT DISTINCT, their predicate leaves the nulls out, or another unique index, WHERE that "
                    "column IS NULL, sees to them. A single optional column is left out.",
            .why = "Two rows with a null are never equal, so UNIQUE (list_id, parent_id, name) lets the same name in "
                   "twice at the top of every list.",
            .bad = "CREATE TABLE folders (id bigint PRIMARY KEY, parent_id bigint, name text NOT NULL,\n"
                   "    UNIQUE (parent_id, name));",
            .good = "CREATE TABLE folders (id bigint PRIMARY KEY, parent_id bigint, name text NOT NULL,\n"
                    "    UNIQUE NULLS NOT DISTINCT (parent_id, name));",
            .fix = "Makes the index again, NULLS NOT DISTINCT, without stopping writers, and puts it in the place of "
                   "the old one; it fails where rows are alike. NOT NULL, where there is nothing to be left out, is "
                   "the other way. There is none where a foreign key rests on the index, for partial and partitioned "
                   "ones, and where its keys sort in another way than usual.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .excuse_needs = Need::predicates,
    .fix_needs = Need::references,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
