// Indexes that only queries need, and how one of them is replaced by a smaller one.

#include "core/rules/indexes/query_index.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/foreign_keys/key_cover.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

bool serves(const Relation& table, const Constraint& key, const Index& index) {
    return key.kind == ConstraintKind::foreign_key && is_usable(key, index) && cover_by(table, key, index, {}).all;
}

}  // namespace

bool is_for_queries(const Index& index) {
    return index.valid && index.ready && index.live && !index.unique && !index.exclusion && !must_stay(index);
}

bool serves_key(const Relation& table, const Index& index) {
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const Constraint& key) { return serves(table, key, index); });
}

bool is_needed_by_key(const Relation& table, const Index& index, std::span<const Index* const> candidates) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& key) {
        if (!serves(table, key, index)) return false;
        return std::none_of(table.indexes.begin(), table.indexes.end(), [&](const Index& other) {
            const bool may_go = std::find(candidates.begin(), candidates.end(), &other) != candidates.end();
            return &other != &index && !may_go && serves(table, key, other);
        });
    });
}

bool can_be_partial(const Relation& table, const Index& index) {
    return index.access_method == "btree" && !index.partitioned &&
           std::all_of(index.keys.begin(), index.keys.end(),
                       [&](const IndexKey& key) { return has_default_order(table, key); });
}

void replace_by_partial(const Input& in, const Index& index, Text condition, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    std::vector<AttributeNumber> columns;
    std::vector<std::string> words;
    for (const IndexKey& key : index.keys) {
        columns.push_back(key.column);
        words.emplace_back(table.column(key.column)->name);
    }
    std::string target = Findings::text(" ON ", ident(server, table), " (", ident_list(server, table, columns), ")");
    if (!index.included.empty()) target += Findings::text(" INCLUDE (", ident_list(server, table, index.included), ")");
    target += Findings::text(" WHERE ", condition);
    const std::string name =
        free_name(in, table.schema, new_index_name(in, table.schema, table.name, words), making_of(target));
    const std::string quoted = ident(server, name);
    if (in.situation.in_block || table.origin != Origin::earlier)
        sql.statement("CREATE INDEX ", quoted, target);
    else
        sql.outside_transaction("CREATE INDEX CONCURRENTLY ", quoted, target);
    drop_index(in, index, sql);
    sql.statement("ALTER INDEX ", ident(server, table.schema, name), " RENAME TO ", ident(server, index.name));
    if (index.has_comment)
        sql.statement("COMMENT ON INDEX ", ident(server, table.schema, index.name), " IS ", literal(index.comment));
}

}  // namespace conventions::core
