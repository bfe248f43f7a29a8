// Rule redundant_index.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule duplicate_index;
extern const Rule redundant_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text across = R"({"across_partial": true})";

Table& orders(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("b");
    table.column("note", test::text_type);
    return table;
}

/// Index "short" over (a, note) and "long" over (a, note, b); `change` is given both and the keys of the longer one.
std::string said_with(auto&& change, Text parameters = {}) {
    Schema schema;
    Table& table = orders(schema);
    table.index("short", {1, 3});
    Index& longer = table.index("long", {1, 3, 2});
    change(table.indexes[0], longer, table.last_keys());
    return Judged(redundant_index, schema.catalog(), table, parameters).said();
}

constexpr Text found = "short: repeats the first keys of index \"public.long\"";
using Keys = std::vector<IndexKey>;

TEST_CASE("redundant_index: what must be equal on the first keys") {
    CHECK(said_with([](Index&, Index&, Keys&) {}) == found);
    CHECK(said_with([](Index&, Index&, Keys& keys) { std::swap(keys[0], keys[1]); }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].column = 2; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].expression = 1; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].operator_family = test::family::text_pattern; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].input_type = 1043; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].collation = 950; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].options = "x=1"; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].operator_class = 4711; }) == found);
    // What comes after them is free.
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[2] = {.column = 0, .expression = 7, .descending = true}; }) ==
          found);
}

TEST_CASE("redundant_index: the same length is no prefix") {
    CHECK(said_with([](Index& shorter, Index& longer, Keys&) { longer.keys = shorter.keys; }).empty());
    CHECK(said_with([](Index& shorter, Index& longer, Keys&) { std::swap(shorter.keys, longer.keys); }) ==
          "long: repeats the first keys of index \"public.short\"");
}

TEST_CASE("redundant_index: the same direction, or all of it reversed") {
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].descending = true; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].nulls_first = true; }).empty());
    CHECK(said_with([](Index&, Index&, Keys& keys) { keys[1].descending = keys[1].nulls_first = true; }).empty());
    const auto reverse = [](Index&, Index&, Keys& keys) {
        for (IndexKey& key : keys) key.descending = key.nulls_first = true;
    };
    CHECK(said_with(reverse) == found);
    // Descending with nulls last is not the reverse of ascending with nulls last.
    CHECK(said_with([](Index&, Index&, Keys& keys) {
              for (IndexKey& key : keys) key.descending = true;
          }).empty());
    Schema schema;
    Table& table = orders(schema);
    table.index("short", {1});
    table.index("long", {1, 2});
    table.last_keys()[0].descending = table.last_keys()[0].nulls_first = true;
    CHECK(Judged(redundant_index, schema.catalog(), table)[0].detail ==
          "The longer one serves when it is read backward.");
}

TEST_CASE("redundant_index: INCLUDE columns must stand somewhere in the longer one") {
    static constexpr AttributeNumber second[] = {2};
    static constexpr AttributeNumber other[] = {4};
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.included = second; }) == found);
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.included = other; }).empty());
    CHECK(said_with([](Index& shorter, Index& longer, Keys&) { shorter.included = longer.included = other; }) == found);
    CHECK(said_with([](Index&, Index& longer, Keys&) { longer.included = other; }) == found);
}

TEST_CASE("redundant_index: the same rows; across_partial also those of a whole index") {
    CHECK(said_with([](Index& shorter, Index& longer, Keys&) { shorter.predicate = longer.predicate = 3; }) == found);
    CHECK(said_with(
              [](Index& shorter, Index& longer, Keys&) {
                  shorter.predicate = 3;
                  longer.predicate = 4;
              },
              across)
              .empty());
    CHECK(said_with([](Index&, Index& longer, Keys&) { longer.predicate = 3; }, across).empty());
    const auto partial = [](Index& shorter, Index&, Keys&) { shorter.predicate = 3; };
    CHECK(said_with(partial).empty());
    CHECK(said_with(partial, across) == found);
    Schema schema;
    Table& table = orders(schema);
    table.index("short", {1}).predicate = 2;
    table.index("long", {1, 2});
    CHECK(Judged(redundant_index, schema.catalog(), table, across)[0].detail ==
          "It holds all rows, this one some of them.");
}

TEST_CASE("redundant_index: only btree, only a valid one, only what can be dropped") {
    CHECK(said_with([](Index& shorter, Index& longer, Keys&) {
              shorter.access_method = longer.access_method = "gist";
          }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.access_method = "hash"; }).empty());
    CHECK(said_with([](Index&, Index& longer, Keys&) { longer.access_method = "hash"; }).empty());
    CHECK(said_with([](Index&, Index& longer, Keys&) { longer.valid = false; }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.unique = true; }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.constraint = 5; }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.referenced = true; }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.replica_identity = true; }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.clustered = true; }).empty());
    CHECK(said_with([](Index& shorter, Index&, Keys&) { shorter.parent = 5; }).empty());
    // The longer one may be any of these.
    CHECK(said_with([](Index&, Index& longer, Keys&) {
              longer.unique = longer.clustered = longer.nulls_not_distinct = true;
              longer.immediate = false;
              longer.constraint = longer.parent = 5;
          }) == found);
}

TEST_CASE("redundant_index: the longest one is named, and of two alike the one that stays") {
    Schema schema;
    Table& table = orders(schema);
    table.index("a", {1});
    table.index("ab", {1, 2});
    table.index("abc", {1, 2, 3});
    table.index("abc_unique", {1, 2, 3}).unique = true;
    const Judged judged(redundant_index, schema.catalog(), table);
    // abc itself is a duplicate, no beginning.
    CHECK(judged.said() ==
          "a: repeats the first keys of index \"public.abc_unique\"|ab: repeats the first keys of index "
          "\"public.abc_unique\"");
    CHECK(judged[0].part == "abc_unique");
    CHECK(judged[0].undo_index == table.indexes[0].oid);
    CHECK(judged[0].detail.empty());
}

TEST_CASE("redundant_index: of duplicates each one; where duplicate_index is on, it silences this") {
    Schema schema;
    Table& table = orders(schema);
    table.index("one", {1});
    table.index("two", {1});
    table.index("long", {1, 2});
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(duplicate_index, catalog, table).said() == "two: duplicates index \"public.one\"");
    CHECK(Judged(redundant_index, catalog, table).said() ==
          "one: repeats the first keys of index \"public.long\"|two: repeats the first keys of index \"public.long\"");
}

TEST_CASE("redundant_index: a partition's own index, the root's, and the fix") {
    CHECK(redundant_index.judges_partitions);
    Schema schema;
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(root, "leaf");
    root.index("a", {1}).partitioned = true;
    root.index("ab", {1, 2}).partitioned = true;
    leaf.index("leaf_a", {1}).parent = root.indexes[0].oid;
    leaf.index("leaf_ab", {1, 2}).parent = root.indexes[1].oid;
    leaf.index("Own", {2});
    leaf.index("own_b_note", {2, 3});
    const auto at = [&](Table& table, Situation situation = {}) {
        const Judged judged(redundant_index, schema.catalog(), table, {}, situation);
        return judged.said() + " -> " + judged.fix();
    };
    CHECK(at(root) == "a: repeats the first keys of index \"public.ab\" -> DROP INDEX public.a");
    constexpr Text own = "Own: repeats the first keys of index \"public.own_b_note\" -> ";
    CHECK(at(leaf) == Findings::text(own, "!DROP INDEX CONCURRENTLY public.\"Own\""));
    CHECK(at(leaf, {.in_block = true}) == Findings::text(own, "DROP INDEX public.\"Own\""));
    leaf.relation.origin = Origin::this_transaction;
    CHECK(at(leaf) == Findings::text(own, "DROP INDEX public.\"Own\""));
}

TEST_CASE("redundant_index: seen before it is built") {
    Schema schema;
    Table& table = orders(schema);
    table.index("long", {1, 2});
    table.index("note", {3});
    table.index("note_a", {3, 1});
    const auto said = [&](Text name, std::initializer_list<AttributeNumber> keyed, auto&& change) {
        Target target;
        target.oid = target.relation = table.relation.oid;
        Statement statement;
        statement.kind = StatementKind::create_index;
        statement.targets = {&target, 1};
        statement.name = name;
        statement.index_exact = true;
        statement.index = table.index(name, keyed);
        statement.index.oid = 0;
        table.indexes.pop_back();
        change(statement);
        const Judged judged(redundant_index, schema.catalog(), statement);
        if (judged.quiet()) return std::string();
        CHECK(redundant_index.looks_at.covers(statement.shape()));
        return judged[0].says + (judged[0].at_most == Severity::warn ? " (warning)" : "");
    };
    constexpr Text expected = "repeats the first keys of index \"public.long\"";
    CHECK(said("new", {1}, [](Statement&) {}) == expected);
    CHECK(said("new", {1}, [](Statement& each) { each.concurrently = true; }) ==
          Findings::text(expected, " (warning)"));
    CHECK(said("new", {1, 2}, [](Statement&) {}).empty());
    CHECK(said("new", {2}, [](Statement&) {}).empty());
    CHECK(said("new", {1}, [](Statement& each) { each.index.unique = true; }).empty());
    CHECK(said("new", {1}, [](Statement& each) { each.index_exact = false; }).empty());
    CHECK(said("new", {1}, [](Statement& each) { each.kind = StatementKind::create_table; }).empty());
    CHECK(said("new", {1}, [](Statement& each) { each.targets = {}; }).empty());
    CHECK(said("long", {1}, [](Statement& each) { each.exists_ok = true; }).empty());
    CHECK(said("new", {1}, [](Statement& each) { each.exists_ok = true; }) == expected);
    // A duplicate is one by itself, too: duplicate_index silences it, where it is on.
    CHECK(said("new", {3}, [](Statement&) {}) == "repeats the first keys of index \"public.note_a\"");
}

}  // namespace
}  // namespace conventions::core
