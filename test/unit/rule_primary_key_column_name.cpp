// Rule primary_key_column_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule primary_key_column_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

struct Orders {
    Schema schema;
    Table& table;

    explicit Orders(Text column, Text name = "orders") : table(schema.table(name)) {
        table.column(column);
        table.column("other");
        table.primary_key("pk_orders", {1});
        table.constraints[0].definition = "PRIMARY KEY (x)";
    }
    std::string said(Text parameters = {}) {
        return Judged(primary_key_column_name, schema.catalog(), table, parameters).said();
    }
};

TEST_CASE("primary_key_column_name: names by the templates pass, others are found") {
    for (const Text name : {"id", "order_id"}) CHECK(Orders(name).said().empty());
    for (const Text name : {"pk", "Id", "orders_id", "code", "Order_id"}) {
        CAPTURE(name);
        CHECK(Orders(name).said() == std::string(name) + ": is the primary key and is not named id or order_id");
    }
    CHECK(Orders("person_id", "people").said().empty());
    CHECK(Orders("Order_id", "Orders").said().empty());
    CHECK(Orders("größe_id", "größe").said().empty());
}

TEST_CASE("primary_key_column_name: camelCase, by a template that is in it") {
    constexpr Text camel = R"({"templates": ["{table_singular}Id"]})";
    CHECK(Orders("orderId").said(camel).empty());
    CHECK(Orders("orderId", "Orders").said(camel).empty());
    CHECK(Orders("OrderId", "Orders").said(camel).empty());
    CHECK(Orders("OrderId").said(camel) == "OrderId: is the primary key and is not named orderId");
    CHECK(Orders("pk", "Orders").said(camel) == "pk: is the primary key and is not named orderId");
    CHECK(Orders("Order_id", "Orders").said(R"({"templates": ["{table_singular}_id"]})").empty());
    CHECK(!Orders("order_id", "Orders").said(R"({"templates": ["{table_singular}_id"]})").empty());
    Orders orders("pk", "Orders");
    CHECK(Judged(primary_key_column_name, orders.schema.catalog(), orders.table, camel).fix() ==
          "ALTER TABLE public.\"Orders\" RENAME COLUMN pk TO \"orderId\"");
}

TEST_CASE("primary_key_column_name: what has its name from elsewhere") {
    Orders foreign("code");
    foreign.table.foreign_key("fk", {2, 1});
    CHECK(foreign.said().empty());
    Orders inherited("code");
    inherited.table.columns[0].inherited = true;
    CHECK(inherited.said().empty());
    Schema schema;
    Table& composite = schema.table("orders");
    composite.column("a");
    composite.column("b");
    CHECK(Judged(primary_key_column_name, schema.catalog(), composite).quiet());
    composite.primary_key("pk", {1, 2});
    CHECK(Judged(primary_key_column_name, schema.catalog(), composite).quiet());
    CHECK(!primary_key_column_name.judges_partitions);
}

TEST_CASE("primary_key_column_name: the templates decide") {
    CHECK(Orders("uuid").said(R"({"templates": ["uuid"]})").empty());
    CHECK(Orders("id").said(R"({"templates": ["uuid"]})") == "id: is the primary key and is not named uuid");
    CHECK(Orders("orders_id").said(R"({"templates": ["{table}_id"]})").empty());
    CHECK(Orders("code").said(R"({"templates": []})").empty());
}

TEST_CASE("primary_key_column_name: the fix takes the first name that is free") {
    Orders orders("Code");
    const Judged judged(primary_key_column_name, orders.schema.catalog(), orders.table);
    CHECK(judged.fix() == "ALTER TABLE public.orders RENAME COLUMN \"Code\" TO id");
    CHECK(judged.undo() == "ALTER TABLE public.orders RENAME COLUMN id TO \"Code\"");
    Orders taken("code");
    taken.table.columns[1].name = "id";
    CHECK(Judged(primary_key_column_name, taken.schema.catalog(), taken.table).fix().ends_with(" TO order_id"));
    taken.table.column("order_id");
    CHECK(Judged(primary_key_column_name, taken.schema.catalog(), taken.table).fix() ==
          "?ALTER TABLE public.orders RENAME COLUMN code TO <name>");
    CHECK(!Judged(primary_key_column_name, taken.schema.catalog(), taken.table).mended().printable());
    // The columns of a typed table are its type's.
    taken.table.relation.of_type = 4711;
    CHECK(Judged(primary_key_column_name, taken.schema.catalog(), taken.table).fix().empty());
}

TEST_CASE("primary_key_column_name: the draft") {
    Orders orders("code");
    CHECK(Judged(primary_key_column_name, orders.schema.catalog(), orders.table).mended().columns[0].name == "id");
}

}  // namespace
}  // namespace conventions::core
