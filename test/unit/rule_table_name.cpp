// Rule table_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule table_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

std::string said_of(Text name, Text parameters = {}, RelationKind kind = RelationKind::table) {
    Schema schema;
    const Table& table = schema.table(name, kind);
    return Judged(table_name, schema.catalog(), table, parameters).said();
}

std::string fix_of(Text name, Text parameters = {}) {
    Schema schema;
    const Table& table = schema.table(name);
    return Judged(table_name, schema.catalog(), table, parameters).fix();
}

TEST_CASE("table_name: names in lower case with underscores pass, others are found") {
    for (const Text name : {"orders", "order_items", "t1", "a_1"}) CHECK(said_of(name).empty());
    for (const Text name : {"Orders", "orderItems", "order items", "1st", "_orders", "orders_", "größe", "Größe"}) {
        CAPTURE(name);
        CHECK(said_of(name) == "has a name that does not match ^[a-z][a-z0-9]*(_[a-z0-9]+)*$");
    }
}

TEST_CASE("table_name: tables of every kind, and nothing but tables") {
    for (const RelationKind kind : {RelationKind::table, RelationKind::partitioned_table, RelationKind::foreign_table})
        CHECK(!said_of("Orders", {}, kind).empty());
    for (const RelationKind kind : {RelationKind::view, RelationKind::materialized_view, RelationKind::sequence})
        CHECK(said_of("Orders", {}, kind).empty());
    CHECK(!table_name.judges_partitions);
}

TEST_CASE("table_name: the pattern decides") {
    const Text pascal = R"({"pattern": "^([A-Z][a-z]*)+$"})";
    CHECK(said_of("OrderItems", pascal).empty());
    CHECK(said_of("order_items", pascal) == "has a name that does not match ^([A-Z][a-z]*)+$");
    CHECK(said_of("größe", R"({"pattern": "^\\w+$"})").empty());
    CHECK(said_of("Anything at all", R"({"pattern": ""})").empty());
}

TEST_CASE("table_name: the fix renames and can be taken back") {
    Schema schema;
    const Table& table = schema.table("OrderItems");
    const Judged judged(table_name, schema.catalog(), table);
    CHECK(judged.fix() == "ALTER TABLE public.\"OrderItems\" RENAME TO order_items");
    CHECK(judged.undo() == "ALTER TABLE public.order_items RENAME TO \"OrderItems\"");
}

TEST_CASE("table_name: the new name is free and matches") {
    Schema schema;
    const Table& table = schema.table("Orders");
    schema.table("orders");
    schema.table("clients").index("orders_2", {});
    schema.table("orders_3", RelationKind::table, "archive");
    CHECK(Judged(table_name, schema.catalog(), table).fix() == "ALTER TABLE public.\"Orders\" RENAME TO orders_3");

    // The words in lower case are not what this house wants: a person must say what is.
    CHECK(fix_of("orders", R"({"pattern": "^[A-Z]"})") == "?ALTER TABLE public.orders RENAME TO <name>");
    CHECK(fix_of("Größe") == "?ALTER TABLE public.\"Größe\" RENAME TO <name>");
    // Not from one rule to the next.
    CHECK(fix_of("User") == "ALTER TABLE public.\"User\" RENAME TO users");
    CHECK(fix_of("Left") == "ALTER TABLE public.\"Left\" RENAME TO lefts");
    CHECK(fix_of("Between") == "ALTER TABLE public.\"Between\" RENAME TO \"between\"");
}

TEST_CASE("table_name: a foreign table is renamed by its own command") {
    Schema schema;
    const Table& table = schema.table("Orders", RelationKind::foreign_table);
    CHECK(Judged(table_name, schema.catalog(), table).fix() ==
          "ALTER FOREIGN TABLE public.\"Orders\" RENAME TO orders");
}

TEST_CASE("table_name: the draft gets the new name, or is given up") {
    Schema schema;
    const Table& table = schema.table("OrderItems");
    CHECK(Judged(table_name, schema.catalog(), table).mended().name == "order_items");
    const Judged other(table_name, schema.catalog(), table, R"({"pattern": "^t_[a-z_]+$"})");
    CHECK(!other.mended().printable());
}

}  // namespace
}  // namespace conventions::core
