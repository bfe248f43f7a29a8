// Rule foreign_key_index: the statements that mend it.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

Table& table_in(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("B b");
    return table;
}

TEST_CASE("foreign_key_index: plain where CONCURRENTLY is impossible or pointless") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("fk", {1, 2});
    const auto fix = [&](Situation situation = {}) {
        return Judged(foreign_key_index, schema.catalog(), table, {}, situation).fix();
    };
    CHECK(fix() == "!CREATE INDEX CONCURRENTLY \"idx_orders_a_B b\" ON public.orders (a, \"B b\")");
    CHECK(fix({.in_block = true}) == "CREATE INDEX \"idx_orders_a_B b\" ON public.orders (a, \"B b\")");
    table.relation.origin = Origin::this_transaction;
    CHECK(fix() == "CREATE INDEX \"idx_orders_a_B b\" ON public.orders (a, \"B b\")");
}

TEST_CASE("foreign_key_index: can be taken back") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("fk", {1});
    CHECK(Judged(foreign_key_index, schema.catalog(), table).undo() == "DROP INDEX CONCURRENTLY public.idx_orders_a");
    CHECK(Judged(foreign_key_index, schema.catalog(), table, {}, {.in_block = true}).undo() ==
          "DROP INDEX public.idx_orders_a");
}

TEST_CASE("foreign_key_index: names are free and fit") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("fk", {1});
    schema.table("idx_orders_a");
    schema.table("other").index("idx_orders_a_2", {});
    schema.table("idx_orders_a_3", RelationKind::table, "archive");
    CHECK(Judged(foreign_key_index, schema.catalog(), table).fix() ==
          "!CREATE INDEX CONCURRENTLY idx_orders_a_3 ON public.orders (a)");

    Schema wide;
    Table& long_name = table_in(wide, "a_table_with_a_name_that_is_nearly_as_long_as_a_name_can_ever_be");
    long_name.foreign_key("fk", {1});
    const std::string fix = Judged(foreign_key_index, wide.catalog(), long_name).fix();
    const std::size_t from = fix.find("idx_");
    CHECK(fix.substr(from, fix.find(' ', from) - from).size() == 63);

    Schema foreign;
    Table& umlaut = foreign.table("Größen");
    umlaut.column("größe");
    umlaut.foreign_key("fk", {1});
    CHECK(Judged(foreign_key_index, foreign.catalog(), umlaut).fix() ==
          "!CREATE INDEX CONCURRENTLY \"idx_Größen_größe\" ON public.\"Größen\" (\"größe\")");
}

TEST_CASE("foreign_key_index: columns in the order of the referenced key, where it is known") {
    Schema schema;
    Table& parent = schema.table("parents");
    parent.column("x");
    parent.column("y");
    const ObjectId index = parent.primary_key("parents_pkey", {2, 1}).oid;
    Table& table = table_in(schema);
    Constraint& key = table.foreign_key("fk", {1, 2}, parent.relation.oid);
    key.index = index;
    CHECK(Judged(foreign_key_index, schema.catalog(), table).fix() ==
          "!CREATE INDEX CONCURRENTLY \"idx_orders_B b_a\" ON public.orders (\"B b\", a)");
}

TEST_CASE("foreign_key_index: mostly null") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("fk", {1, 2});
    const auto fix = [&] { return Judged(foreign_key_index, schema.catalog(), table).fix(); };
    const std::string start = "!CREATE INDEX CONCURRENTLY \"idx_orders_a_B b\" ON public.orders (a, \"B b\")";
    table.columns[0].null_fraction = 0.5F;
    CHECK(fix() == start);
    table.columns[0].null_fraction = 0.51F;
    CHECK(fix() == start + " WHERE a IS NOT NULL");
    table.columns[1].null_fraction = 1;
    CHECK(fix() == start + " WHERE a IS NOT NULL AND \"B b\" IS NOT NULL");
    table.columns[0].not_null = true;
    CHECK(fix() == start + " WHERE \"B b\" IS NOT NULL");
}

TEST_CASE("foreign_key_index: two keys over the same columns want one index") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("one", {1, 2});
    table.foreign_key("two", {2, 1}, 31000);
    const Judged judged(foreign_key_index, schema.catalog(), table);
    REQUIRE(judged.count() == 2);
    CHECK(judged.fix(0) == "!CREATE INDEX CONCURRENTLY \"idx_orders_a_B b\" ON public.orders (a, \"B b\")");
    CHECK(judged.fix(1) ==
          "!CREATE INDEX CONCURRENTLY IF NOT EXISTS \"idx_orders_a_B b\" ON public.orders (a, \"B b\")");
}

TEST_CASE("foreign_key_index: where the look-up casts no index helps") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("fk", {1});
    table.last_lookups()[0].column_is_cast = true;
    const Catalog& catalog = schema.catalog();
    const Judged judged(foreign_key_index, catalog, table);
    CHECK(judged.fix().empty());
    CHECK(!judged.mended().printable());
}

/// root: middle (first, second), third.
struct Tree {
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    Constraint& key = root.foreign_key("fk", {1});
    Table& middle = schema.partition_of(root, "middle", RelationKind::partitioned_table);
    Table& first = schema.partition_of(middle, "first");
    Table& second = schema.partition_of(middle, "second");
    Table& third = schema.partition_of(root, "third");

    std::string fix(Situation situation = {}) {
        return Judged(foreign_key_index, schema.catalog(), root, {}, situation).fix();
    }
};

TEST_CASE("foreign_key_index: the recipe for a partitioned table") {
    Tree tree;
    CHECK(tree.fix() ==
          "CREATE INDEX idx_root_a ON ONLY public.root (a); "
          "CREATE INDEX idx_middle_a ON ONLY public.middle (a); "
          "!CREATE INDEX CONCURRENTLY idx_first_a ON public.first (a); "
          "ALTER INDEX public.idx_middle_a ATTACH PARTITION public.idx_first_a; "
          "!CREATE INDEX CONCURRENTLY idx_second_a ON public.second (a); "
          "ALTER INDEX public.idx_middle_a ATTACH PARTITION public.idx_second_a; "
          "ALTER INDEX public.idx_root_a ATTACH PARTITION public.idx_middle_a; "
          "!CREATE INDEX CONCURRENTLY idx_third_a ON public.third (a); "
          "ALTER INDEX public.idx_root_a ATTACH PARTITION public.idx_third_a");
    CHECK(Judged(foreign_key_index, tree.schema.catalog(), tree.root).undo() == "DROP INDEX public.idx_root_a");
    CHECK(tree.fix({.in_block = true}) == "CREATE INDEX idx_root_a ON public.root (a)");
    tree.root.relation.origin = Origin::this_transaction;
    CHECK(tree.fix() == "CREATE INDEX idx_root_a ON public.root (a)");
}

TEST_CASE("foreign_key_index: the recipe takes what is there") {
    Tree tree;
    Index& above = tree.root.index("above", {1});
    above.valid = false;
    above.partitioned = true;
    tree.first.index("first_own", {1});
    tree.third.index("third_own", {1}).parent = above.oid;
    CHECK(tree.fix() ==
          "CREATE INDEX idx_middle_a ON ONLY public.middle (a); "
          "ALTER INDEX public.idx_middle_a ATTACH PARTITION public.first_own; "
          "!CREATE INDEX CONCURRENTLY idx_second_a ON public.second (a); "
          "ALTER INDEX public.idx_middle_a ATTACH PARTITION public.idx_second_a; "
          "ALTER INDEX public.above ATTACH PARTITION public.idx_middle_a");
    // Dropping the root's index would take first_own with it.
    CHECK(Judged(foreign_key_index, tree.schema.catalog(), tree.root).undo().empty());
}

TEST_CASE("foreign_key_index: a leaf served by another kind of index gets no second one") {
    Tree tree;
    tree.first.index("wider", {1, 2});
    CHECK(tree.fix() ==
          "!CREATE INDEX CONCURRENTLY idx_second_a ON public.second (a); "
          "!CREATE INDEX CONCURRENTLY idx_third_a ON public.third (a)");
}

TEST_CASE("foreign_key_index: what cannot be attached is not") {
    for (int kind = 0; kind < 4; ++kind) {
        CAPTURE(kind);
        Tree tree;
        Index& own = tree.first.index("own", {1});
        if (kind == 0) own.unique = true;
        if (kind == 1) own.access_method = "hash";
        if (kind == 2) tree.first.last_keys()[0].descending = true;
        if (kind == 3) tree.first.last_keys()[0].operator_family = test::family::gist_int8;
        CHECK(tree.fix() ==
              "!CREATE INDEX CONCURRENTLY idx_second_a ON public.second (a); "
              "!CREATE INDEX CONCURRENTLY idx_third_a ON public.third (a)");
    }
}

TEST_CASE("foreign_key_index: a partitioned table without partitions gets its index at once") {
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    root.foreign_key("fk", {1});
    CHECK(Judged(foreign_key_index, schema.catalog(), root).fix() == "CREATE INDEX idx_root_a ON public.root (a)");
}

TEST_CASE("foreign_key_index: the draft gets a statement more, with the names that it has by then") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("one", {2});
    table.foreign_key("two", {2}, 31000);
    const Judged judged(foreign_key_index, schema.catalog(), table);
    const Draft draft = judged.mended();
    REQUIRE(draft.further.size() == 1);
    CHECK(draft.further[0] == "CREATE INDEX \"idx_orders_B b\" ON %table% (\"B b\")");
}

}  // namespace
}  // namespace conventions::core
