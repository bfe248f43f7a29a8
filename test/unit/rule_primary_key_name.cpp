// Rule primary_key_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule primary_key_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

struct Orders {
    Schema schema;
    Table& table;

    explicit Orders(Text key, Text name = "orders") : table(schema.table(name)) {
        table.column("id");
        table.primary_key(key, {1});
        table.constraints[0].definition = "PRIMARY KEY (id)";
    }
    std::string said(Text parameters = {}) {
        return Judged(primary_key_name, schema.catalog(), table, parameters).said();
    }
};

TEST_CASE("primary_key_name: names by the template and by the server pass, others are found") {
    for (const Text name : {"pk_orders", "orders_pkey", "orders_pkey1"}) CHECK(Orders(name).said().empty());
    for (const Text name : {"key1", "PK_orders", "pk_order", "pk_orders_2", "customers_pkey"}) {
        CAPTURE(name);
        CHECK(Orders(name).said() == std::string(name) + ": has a name that does not follow pk_{table}");
    }
    CHECK(Orders("pk_Order", "Order").said().empty());
    CHECK(Orders("pk_Größe", "Größe").said().empty());
}

TEST_CASE("primary_key_name: keys of other kinds, copies and partitions are not judged") {
    Orders orders("pk_orders");
    orders.table.unique_constraint(ConstraintKind::unique, "other", {1});
    CHECK(orders.said().empty());
    for (const bool inherited : {true, false}) {
        Orders copy("key1");
        copy.table.constraints[0].inherited = inherited;
        copy.table.constraints[0].parent = inherited ? 0 : 1;
        CHECK(copy.said().empty());
    }
    CHECK(!primary_key_name.judges_partitions);
}

TEST_CASE("primary_key_name: the template decides") {
    CHECK(Orders("orders_pk").said(R"({"template": "{table}_pk"})").empty());
    CHECK(Orders("order_pk").said(R"({"template": "{table_singular}_pk"})").empty());
    CHECK(!Orders("pk_orders").said(R"({"template": "{table}_pk"})").empty());
    CHECK(Orders("key1").said(R"({"template": ""})").empty());
}

TEST_CASE("primary_key_name: the fix") {
    Orders orders("Key 1", "Orders");
    const Judged judged(primary_key_name, orders.schema.catalog(), orders.table);
    CHECK(judged.fix() == "ALTER TABLE public.\"Orders\" RENAME CONSTRAINT \"Key 1\" TO \"pk_Orders\"");
    CHECK(judged.undo() == "ALTER TABLE public.\"Orders\" RENAME CONSTRAINT \"pk_Orders\" TO \"Key 1\"");
    Orders taken("key1");
    taken.schema.table("others").index("pk_orders", {});
    CHECK(Judged(primary_key_name, taken.schema.catalog(), taken.table).fix().ends_with(" TO pk_orders_2"));
}

TEST_CASE("primary_key_name: the draft") {
    Orders orders("key1");
    CHECK(Judged(primary_key_name, orders.schema.catalog(), orders.table).mended().keys[0].name == "pk_orders");
    Orders taken("key1");
    taken.schema.table("pk_orders");
    CHECK(Judged(primary_key_name, taken.schema.catalog(), taken.table).mended().keys[0].name == "pk_orders_2");
}

}  // namespace
}  // namespace conventions::core
