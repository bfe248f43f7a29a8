// The statements that make an index, and those that put one in the place of another.

#include "core/rules/indexes/index_recipe.hpp"

#include "core/output/names.hpp"
#include "core/rules/indexes/attach_recipe.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

/// The OID of an index that is still to be made: no other has it.
constexpr ObjectId planned = ~ObjectId{0};

/// For the names of its parts.
std::vector<IndexKey> named_keys(const Relation& table, const std::vector<std::string>& words) {
    std::vector<IndexKey> keys;
    for (const std::string& word : words) {
        const Column* const column = table.column(Text(word));
        keys.emplace_back().column = column != nullptr ? column->number : AttributeNumber{0};
    }
    return keys;
}

bool is_made_at_once(const Input& in) { return in.situation.in_block || in.relation.origin != Origin::earlier; }

}  // namespace

std::string index_tail(const Server& server, const Relation& table, const Index& index) {
    const std::string head =
        Findings::text("CREATE ", index.unique ? "UNIQUE " : "", "INDEX ", ident(server, index.name), " ON ",
                       index.partitioned ? "ONLY " : "", ident(server, table), " ");
    return index.definition.starts_with(head) ? std::string(index.definition.substr(head.size())) : std::string();
}

bool can_have_index(const Input& in) {
    if (in.relation.kind == RelationKind::foreign_table) return false;
    Index none;
    none.oid = planned;
    return in.relation.kind != RelationKind::partitioned_table ||
           !missing_leaves(in.catalog, in.relation, none).has_foreign;
}

std::string create_index(const Input& in, bool unique, const std::vector<std::string>& words, const std::string& tail,
                         Sql& sql, const std::vector<IndexKey>& btree_keys) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const std::string made = free_name(in, table.schema, new_index_name(in, table.schema, table.name, words),
                                       making_of(Findings::text(ident(server, table), " ", tail)));
    const Text create = unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    const bool is_root = table.kind == RelationKind::partitioned_table && !table.children.empty();
    if (is_made_at_once(in) || (table.kind == RelationKind::partitioned_table && !is_root))
        sql.statement(create, ident(server, made), " ON ", ident(server, table), " ", tail);
    else if (!is_root)
        sql.outside_transaction(create, "CONCURRENTLY ", ident(server, made), " ON ", ident(server, table), " ", tail);
    if (!is_made_at_once(in) && is_root) {
        const std::string definition =
            Findings::text(create, ident(server, made), " ON ONLY ", ident(server, table), " ", tail);
        sql.statement(definition);
        Index index;
        index.oid = planned;
        index.schema = table.schema;
        index.name = made;
        // Without keys no index that is there is taken for it.
        const std::vector<IndexKey> keys = btree_keys.empty() ? named_keys(table, words) : btree_keys;
        index.access_method = btree_keys.empty() ? "unknown" : "btree";
        index.unique = unique;
        index.partitioned = true;
        index.valid = false;
        index.keys = keys;
        index.definition = definition;
        AttachRecipe(in, index, sql).write();
    }
    return ident(server, table.schema, made);
}

void replace_index(const Input& in, const Index& old, const std::vector<std::string>& words, const std::string& tail,
                   Sql& sql) {
    if (is_made_at_once(in)) {
        // The old one would make the new one a copy, and both lock alike.
        const Server& server = sql.server();
        drop_index(in, old, sql);
        sql.statement(old.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ", ident(server, old.name), " ON ",
                      ident(server, in.relation), " ", tail);
        return;
    }
    const std::string name = create_index(in, old.unique, words, tail, sql);
    drop_index(in, old, sql);
    sql.statement("ALTER INDEX ", name, " RENAME TO ", ident(sql.server(), old.name));
}

std::vector<std::string> words_of(const Relation& table, const Index& index) {
    std::vector<std::string> words;
    for (const IndexKey& key : index.keys) {
        const Column* const column = table.column(key.column);
        words.emplace_back(column != nullptr ? column->name : key.name);
    }
    return words;
}

bool can_be_replaced(const Input& in, const Index& index) {
    return !must_stay(index) && index.valid && !index.has_comment && can_have_index(in);
}

}  // namespace conventions::core
