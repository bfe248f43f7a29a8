// Rule duplicate_index.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule duplicate_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

Table& table_in(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("b");
    table.column("note", test::text_type);
    return table;
}

/// Two indexes, first and second, over (a, note); `change` makes the second one differ.
std::string said_with(auto&& change) {
    Schema schema;
    Table& table = table_in(schema);
    table.index("first", {1, 3});
    Index& second = table.index("second", {1, 3});
    change(second, table.last_keys()[1]);
    return Judged(duplicate_index, schema.catalog(), table).said();
}

constexpr Text found = "second: duplicates index \"public.first\"";

TEST_CASE("duplicate_index: everything but uniqueness and validity must be equal") {
    CHECK(said_with([](Index&, IndexKey&) {}) == found);
    CHECK(said_with([](Index& index, IndexKey&) { index.access_method = "hash"; }).empty());
    CHECK(said_with([](Index& index, IndexKey&) { index.keys = index.keys.first(1); }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.column = 2; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.expression = 1; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.operator_family = test::family::text_pattern; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.input_type = 1043; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.collation = 950; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.descending = true; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.nulls_first = true; }).empty());
    CHECK(said_with([](Index&, IndexKey& key) { key.options = "siglen=8"; }).empty());
    CHECK(said_with([](Index& index, IndexKey&) { index.predicate = 1; }).empty());
    CHECK(said_with([](Index& index, IndexKey&) { index.nulls_not_distinct = true; }).empty());
    CHECK(said_with([](Index& index, IndexKey&) { index.immediate = false; }).empty());
    // Of one family, another class: the same order of values.
    CHECK(said_with([](Index&, IndexKey& key) { key.operator_class = 4711; }) == found);
}

TEST_CASE("duplicate_index: keys in another order, expressions, predicates") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("a_b", {1, 2});
    table.index("b_a", {2, 1});
    table.index("expression", {0, 1});
    table.last_keys()[0].expression = 7;
    table.index("same_expression", {0, 1});
    table.last_keys()[0].expression = 7;
    table.index("other_expression", {0, 1});
    table.last_keys()[0].expression = 8;
    table.index("partial", {1}).predicate = 3;
    table.index("same_partial", {1}).predicate = 3;
    table.index("other_partial", {1}).predicate = 4;
    CHECK(Judged(duplicate_index, schema.catalog(), table).said() ==
          "same_partial: duplicates index \"public.partial\"|"
          "same_expression: duplicates index \"public.expression\"");
}

TEST_CASE("duplicate_index: INCLUDE is a set") {
    static constexpr AttributeNumber ab[] = {1, 2};
    static constexpr AttributeNumber ba[] = {2, 1};
    static constexpr AttributeNumber only_a[] = {1};
    const auto said = [](Rows<AttributeNumber> first, Rows<AttributeNumber> second) {
        Schema schema;
        Table& table = table_in(schema);
        table.index("first", {3}).included = first;
        table.index("second", {3}).included = second;
        return Judged(duplicate_index, schema.catalog(), table).said();
    };
    CHECK(said(ab, ba) == found);
    CHECK(said(ab, only_a).empty());
    CHECK(said({}, only_a).empty());
}

TEST_CASE("duplicate_index: a unique index is no duplicate of a plain one") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("plain", {1});
    table.index("unique", {1}).unique = true;
    const Judged judged(duplicate_index, schema.catalog(), table);
    CHECK(judged.said() == "plain: duplicates index \"public.unique\"");
    CHECK(judged[0].part == "unique");
    CHECK(judged[0].undo_index == table.indexes[0].oid);
    CHECK(judged[0].detail == "The other one stays: it is unique.");
}

TEST_CASE("duplicate_index: who stays: primary key, constraint, replica identity, unique, oldest") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("plain", {1});
    table.index("unique", {1}).unique = true;
    Index& identity = table.index("identity", {1});
    identity.unique = identity.replica_identity = true;
    table.unique_constraint(ConstraintKind::unique, "constraint", {1});
    table.primary_key("key", {1});
    const auto said = [&] { return Judged(duplicate_index, schema.catalog(), table).said(); };
    // The constraint's and the replica identity are never proposed for dropping.
    CHECK(said() == "unique: duplicates index \"public.key\"|plain: duplicates index \"public.key\"");
    table.indexes.pop_back();
    CHECK(said() == "unique: duplicates index \"public.constraint\"|plain: duplicates index \"public.constraint\"");
    table.indexes.pop_back();
    CHECK(said() == "unique: duplicates index \"public.identity\"|plain: duplicates index \"public.identity\"");
    table.indexes.pop_back();
    CHECK(said() == "plain: duplicates index \"public.unique\"");
    table.indexes.pop_back();
    table.index("younger", {1});
    CHECK(said() == "younger: duplicates index \"public.plain\"");
}

TEST_CASE("duplicate_index: never proposed for dropping, but good to stand for others") {
    const auto said = [](auto&& change) {
        Schema schema;
        Table& table = table_in(schema);
        table.index("first", {1}).unique = true;
        Index& second = table.index("second", {1});
        second.unique = true;
        change(second);
        return Judged(duplicate_index, schema.catalog(), table).said();
    };
    constexpr Text other_way = "first: duplicates index \"public.second\"";
    CHECK(said([](Index&) {}) == found);
    CHECK(said([](Index& index) { index.referenced = true; }) == other_way);
    CHECK(said([](Index& index) { index.clustered = true; }) == other_way);
    CHECK(said([](Index& index) { index.replica_identity = true; }) == other_way);
    CHECK(said([](Index& index) { index.constraint = 5; }) == other_way);
    CHECK(said([](Index& index) { index.parent = 5; }) == other_way);
    // Neither can be dropped.
    Schema schema;
    Table& table = table_in(schema);
    table.index("first", {1}).clustered = true;
    Index& second = table.index("second", {1});
    second.parent = 5;
    CHECK(Judged(duplicate_index, schema.catalog(), table).quiet());
}

TEST_CASE("duplicate_index: an invalid index stands for nobody") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("older", {1}).valid = false;
    table.index("younger", {1});
    const Catalog& catalog = schema.catalog();
    const Judged judged(duplicate_index, catalog, table);
    CHECK(judged.said() == "older: duplicates index \"public.younger\"");
    CHECK(judged[0].detail == "The other one stays: it is valid.");
    table.indexes[1].valid = false;
    CHECK(Judged(duplicate_index, schema.catalog(), table).quiet());
}

TEST_CASE("duplicate_index: three alike leave one") {
    Schema schema;
    Table& table = table_in(schema);
    for (const Text name : {"one", "two", "three"}) table.index(name, {1});
    CHECK(Judged(duplicate_index, schema.catalog(), table).said() ==
          "two: duplicates index \"public.one\"|three: duplicates index \"public.one\"");
}

TEST_CASE("duplicate_index: attached children are the root's; a partition's own index is its own") {
    CHECK(duplicate_index.judges_partitions);
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(root, "leaf");
    for (const Text name : {"one", "two"}) {
        Index& above = root.index(name, {1});
        above.partitioned = true;
        leaf.index(name == "one" ? "leaf_one" : "leaf_two", {1}).parent = above.oid;
    }
    leaf.index("own", {1});
    const Catalog& catalog = schema.catalog();
    const Judged at_root(duplicate_index, catalog, root);
    CHECK(at_root.said() == "two: duplicates index \"public.one\"");
    CHECK(at_root.fix() == "DROP INDEX public.two");
    CHECK(at_root[0].undo_index == root.indexes[1].oid);
    const Judged at_leaf(duplicate_index, catalog, leaf);
    CHECK(at_leaf.said() == "own: duplicates index \"public.leaf_one\"");
    CHECK(at_leaf[0].detail == "The other one stays: it belongs to an index of the parent table.");
    CHECK(at_leaf.fix() == "!DROP INDEX CONCURRENTLY public.own");
}

TEST_CASE("duplicate_index: the fix drops, CONCURRENTLY where that is possible") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("first", {1});
    table.index("Second $1", {1});
    const auto fix = [&](Situation situation = {}) {
        return Judged(duplicate_index, schema.catalog(), table, {}, situation).fix();
    };
    CHECK(fix() == "!DROP INDEX CONCURRENTLY public.\"Second $1\"");
    CHECK(fix({.in_block = true}) == "DROP INDEX public.\"Second $1\"");
    table.relation.origin = Origin::this_transaction;
    CHECK(fix() == "DROP INDEX public.\"Second $1\"");
}

/// CREATE INDEX name ON orders (a) or over other keys of the table.
class Creating {
public:
    Creating(Table& table, Text name, std::initializer_list<AttributeNumber> keyed) {
        // The facts of the new index, and nothing of it in the table.
        statement.index = table.index(name, keyed);
        statement.index.oid = 0;
        table.indexes.pop_back();
        target_.oid = target_.relation = table.relation.oid;
        statement.kind = StatementKind::create_index;
        statement.targets = {&target_, 1};
        statement.name = name;
        statement.index_exact = true;
    }
    Statement statement;

private:
    Target target_;
};

TEST_CASE("duplicate_index: seen before it is built") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("old", {1});
    table.index("key", {2}).unique = true;
    table.index("broken", {3}).valid = false;
    const auto said = [&](const Creating& creating) {
        return Judged(duplicate_index, schema.catalog(), creating.statement).said();
    };
    Creating plain(table, "new", {1});
    CHECK(duplicate_index.looks_at.covers(plain.statement.shape()));
    CHECK(said(plain) == "duplicates index \"public.old\"");
    CHECK(said(Creating(table, "new", {2})) == "duplicates index \"public.key\"");
    CHECK(said(Creating(table, "new", {3})).empty());
    CHECK(said(Creating(table, "new", {1, 2})).empty());

    Creating unique(table, "new", {1});
    unique.statement.index.unique = true;
    CHECK(said(unique).empty());
    Creating partial(table, "new", {1});
    partial.statement.index_exact = false;
    CHECK(said(partial).empty());
    Creating existing(table, "old", {1});
    existing.statement.exists_ok = true;
    CHECK(said(existing).empty());
    existing.statement.name = "other";
    CHECK(!said(existing).empty());
    existing.statement.kind = StatementKind::create_table;
    CHECK(!duplicate_index.looks_at.covers(existing.statement.shape()));
    CHECK(said(existing).empty());
}

TEST_CASE("duplicate_index: CONCURRENTLY is only warned of, and the best reason is named") {
    Schema schema;
    Table& table = table_in(schema);
    table.index("old", {1});
    table.primary_key("key", {1});
    Creating creating(table, "new", {1});
    const Catalog& catalog = schema.catalog();
    {
        const Judged judged(duplicate_index, catalog, creating.statement);
        CHECK(judged[0].at_most == Severity::error);
        CHECK(judged[0].part == "key");
        CHECK(judged[0].detail == "The other one stays: it is the primary key.");
    }
    creating.statement.concurrently = true;
    CHECK(Judged(duplicate_index, catalog, creating.statement)[0].at_most == Severity::warn);
    CHECK(Judged(duplicate_index, catalog, creating.statement)[0].undo_index == 0);
}

}  // namespace
}  // namespace conventions::core
