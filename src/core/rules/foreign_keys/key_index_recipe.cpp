// The statements that give a foreign key its index.

#include "core/rules/foreign_keys/key_index_recipe.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

/// A column with a greater share of nulls gets a partial index.
constexpr float mostly_null = 0.5F;

std::vector<AttributeNumber> sorted(Rows<AttributeNumber> columns) {
    std::vector<AttributeNumber> set(columns.begin(), columns.end());
    std::sort(set.begin(), set.end());
    return set;
}

/// The key over the same columns that comes first: both are served by the index that is proposed for that one.
const Constraint& first_over_the_columns(const Relation& table, const Constraint& key) {
    const std::vector<AttributeNumber> wanted = sorted(key.columns);
    for (const Constraint& other : table.constraints)
        if (other.kind == ConstraintKind::foreign_key && other.parent == 0 && other.columns.size() == wanted.size() &&
            sorted(other.columns) == wanted)
            return other;
    return key;
}

}  // namespace

KeyIndexRecipe::KeyIndexRecipe(const Context& in, const Relation& table, const Constraint& key,
                               const CoverOptions& options, Sql& sql)
    : in_(in), table_(table), key_(key), options_(options), sql_(sql), order_([&] {
          // In the order of the first key's index, told in positions of this key.
          const Constraint& first = first_over_the_columns(table, key);
          std::vector<std::size_t> order;
          for (const std::size_t position : referenced_order(in.catalog, first)) {
              const auto found = std::find(key.columns.begin(), key.columns.end(), first.columns[position]);
              order.push_back(static_cast<std::size_t>(found - key.columns.begin()));
          }
          return order;
      }()) {}

std::vector<AttributeNumber> KeyIndexRecipe::columns_of(const Constraint& copy) const {
    std::vector<AttributeNumber> columns;
    for (const std::size_t position : order_) columns.push_back(copy.columns[position]);
    return columns;
}

std::string KeyIndexRecipe::new_index(const Relation& relation, const Constraint& copy, Text where) const {
    std::vector<std::string> names;
    for (const AttributeNumber number : columns_of(copy)) {
        const Column* const column = relation.column(number);
        if (column != nullptr) names.emplace_back(column->name);
    }
    return free_name(in_, relation.schema, new_index_name(in_, relation.schema, relation.name, names),
                     making_of(target(relation, copy).append(where)));
}

std::string KeyIndexRecipe::target(const Relation& relation, const Constraint& copy, Text only) const {
    const Server& server = sql_.server();
    return Findings::text(" ON ", only, ident(server, relation), " (", ident_list(server, relation, columns_of(copy)),
                          ")");
}

// The fix of another key over the same columns makes the same index.
std::string KeyIndexRecipe::create(Text concurrently) const {
    const bool is_second_key = &first_over_the_columns(table_, key_) != &key_;
    return Findings::text("CREATE INDEX ", concurrently, is_second_key ? "IF NOT EXISTS " : "");
}

std::string KeyIndexRecipe::predicate() const {
    std::string text;
    for (const AttributeNumber number : columns_of(key_)) {
        const Column* const column = table_.column(number);
        if (column == nullptr || column->not_null || column->null_fraction <= mostly_null) continue;
        text += Findings::text(text.empty() ? " WHERE " : " AND ", ident(sql_.server(), column->name), " IS NOT NULL");
    }
    return text;
}

void KeyIndexRecipe::write() {
    const bool is_root = table_.kind == RelationKind::partitioned_table;
    const bool in_place = in_.situation.in_block || table_.origin != Origin::earlier;
    if (in_place || (is_root && table_.children.empty()))
        write_plain();
    else if (is_root)
        write_concurrently();
    else {
        const std::string where = predicate();
        const std::string name = new_index(table_, key_, where);
        sql_.outside_transaction(create("CONCURRENTLY "), ident(sql_.server(), name), target(table_, key_), where);
        sql_.undo("DROP INDEX CONCURRENTLY ", ident(sql_.server(), table_.schema, name));
    }
}

// The server takes matching indexes of partitions over by itself.
void KeyIndexRecipe::write_plain() {
    const std::string where = table_.kind == RelationKind::partitioned_table ? std::string() : predicate();
    const std::string name = new_index(table_, key_, where);
    sql_.statement(create(), ident(sql_.server(), name), target(table_, key_), where);
    sql_.undo("DROP INDEX ", ident(sql_.server(), table_.schema, name));
}

void KeyIndexRecipe::write_concurrently() {
    const std::vector<Leaf> leaves = leaves_with_copies(in_.catalog, table_, {&key_});
    // A leaf that is served by another index would get a second one for the sake of the tree: then only what is
    // missing is built.
    for (const Leaf& leaf : leaves)
        for (const KeyCopy& copy : leaf.copies)
            if (same_index(*leaf.relation, *copy.constraint) == nullptr &&
                is_covered(*leaf.relation, *copy.constraint, options_))
                return write_missing_leaves(leaves);
    const std::string name = write_tree(table_, key_);
    // With the root's index go all that were attached to it.
    if (!took_over_) sql_.undo("DROP INDEX ", name);
}

void KeyIndexRecipe::write_missing_leaves(const std::vector<Leaf>& leaves) {
    for (const Leaf& leaf : leaves)
        for (const KeyCopy& copy : leaf.copies)
            if (!is_covered(*leaf.relation, *copy.constraint, options_))
                sql_.outside_transaction(create("CONCURRENTLY "),
                                         ident(sql_.server(), new_index(*leaf.relation, *copy.constraint)),
                                         target(*leaf.relation, *copy.constraint));
}

/// An index that the recipe would make, and that therefore can be attached; that of a partitioned table may be invalid,
/// attaching the rest makes it valid.
const Index* KeyIndexRecipe::same_index(const Relation& relation, const Constraint& copy) const {
    const std::vector<AttributeNumber> wanted = columns_of(copy);
    for (const Index& index : relation.indexes) {
        if (index.access_method != "btree" || index.unique || index.predicate != 0 || !index.included.empty() ||
            index.constraint != 0 || index.keys.size() != wanted.size() || !(index.valid || index.partitioned))
            continue;
        bool is_same = cover_by(relation, copy, index, {}).all;
        for (std::size_t i = 0; i < wanted.size() && is_same; ++i)
            is_same = index.keys[i].column == wanted[i] && has_default_order(relation, index.keys[i]);
        if (is_same) return &index;
    }
    return nullptr;
}

std::string KeyIndexRecipe::write_tree(const Relation& relation, const Constraint& copy) {
    const Server& server = sql_.server();
    const bool is_partitioned = relation.kind == RelationKind::partitioned_table;
    const Index* const existing = same_index(relation, copy);
    std::string name;
    if (existing != nullptr) {
        took_over_ = true;
        name = ident(server, existing->schema, existing->name);
    } else {
        const std::string made = new_index(relation, copy);
        name = ident(server, relation.schema, made);
        if (is_partitioned)
            sql_.statement(create(), ident(server, made), target(relation, copy, "ONLY "));
        else
            sql_.outside_transaction(create("CONCURRENTLY "), ident(server, made), target(relation, copy));
    }
    if (is_partitioned)
        for (const ObjectId oid : relation.children) {
            const Relation* const child = in_.catalog.relation(oid);
            const Constraint* const below =
                child != nullptr && !child->detach_pending ? copy_of(*child, copy) : nullptr;
            if (below == nullptr) continue;
            const Index* const own = same_index(*child, *below);
            const std::string child_name = write_tree(*child, *below);
            if (own == nullptr || own->parent == 0)
                sql_.statement("ALTER INDEX ", name, " ATTACH PARTITION ", child_name);
        }
    return name;
}

}  // namespace conventions::core
