// Rule table_name_number.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule table_name_number;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text singular = R"({"number": "singular"})";

std::string said_of(Text name, Text parameters = {}, RelationKind kind = RelationKind::table) {
    Schema schema;
    const Table& table = schema.table(name, kind);
    return Judged(table_name_number, schema.catalog(), table, parameters).said();
}

std::string fix_of(Text name, Text parameters = {}) {
    Schema schema;
    const Table& table = schema.table(name);
    return Judged(table_name_number, schema.catalog(), table, parameters).fix();
}

TEST_CASE("table_name_number: the last word counts, and only where it is certain") {
    CHECK(said_of("order") == "has a name in the singular: order");
    CHECK(said_of("orders_item") == "has a name in the singular: item");
    CHECK(said_of("OrderItem") == "has a name in the singular: Item");
    for (const Text name : {"orders", "order_items", "people", "order_status", "metadata", "blurb", "orders_2024",
                            "order_history", "größe", "_", "1"}) {
        CAPTURE(name);
        CHECK(said_of(name).empty());
    }
}

TEST_CASE("table_name_number: parameters") {
    CHECK(said_of("orders", singular) == "has a name in the plural: orders");
    CHECK(said_of("order", singular).empty());
    CHECK(said_of("children", singular) == "has a name in the plural: children");
    CHECK(said_of("order_item", R"({"exceptions": ["Item"]})").empty());
    CHECK(said_of("Order_Item", R"({"exceptions": ["order_item"]})").empty());
    CHECK(!said_of("order_item", R"({"exceptions": ["order"]})").empty());
}

TEST_CASE("table_name_number: tables of every kind, and nothing but tables") {
    for (const RelationKind kind : {RelationKind::table, RelationKind::partitioned_table, RelationKind::foreign_table})
        CHECK(!said_of("order", {}, kind).empty());
    for (const RelationKind kind : {RelationKind::view, RelationKind::materialized_view, RelationKind::sequence})
        CHECK(said_of("order", {}, kind).empty());
    CHECK(!table_name_number.judges_partitions);
    CHECK(table_name_number.heuristic);
}

TEST_CASE("table_name_number: the fix proposes") {
    CHECK(fix_of("order") == "?ALTER TABLE public.\"order\" RENAME TO <orders>");
    CHECK(fix_of("OrderItem") == "?ALTER TABLE public.\"OrderItem\" RENAME TO <OrderItems>");
    CHECK(fix_of("orders", singular) == "?ALTER TABLE public.orders RENAME TO <name>");
    CHECK(fix_of("order_items", singular) == "?ALTER TABLE public.order_items RENAME TO <order_item>");
    CHECK(fix_of("wrenches", singular) == "?ALTER TABLE public.wrenches RENAME TO <name>");
    Schema schema;
    const Table& table = schema.table("category", RelationKind::foreign_table);
    schema.table("categories");
    CHECK(Judged(table_name_number, schema.catalog(), table).fix() ==
          "?ALTER FOREIGN TABLE public.category RENAME TO <categories_2>");
}

TEST_CASE("table_name_number: the draft gets the proposal, or is given up") {
    Schema schema;
    const Table& table = schema.table("order_item");
    CHECK(Judged(table_name_number, schema.catalog(), table).mended().name == "order_items");
    // "user" is a key word.
    const Table& users = schema.table("users");
    CHECK(!Judged(table_name_number, schema.catalog(), users, singular).mended().printable());
}

}  // namespace
}  // namespace conventions::core
