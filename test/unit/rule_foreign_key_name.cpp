// Rule foreign_key_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

struct Orders {
    Schema schema;
    Table& table = schema.table("orders");

    explicit Orders(Text key) {
        table.column("parent_id");
        table.column("other_id");
        table.foreign_key(key, {1}).definition = "FOREIGN KEY (parent_id) REFERENCES parents(x)";
    }
    std::string said(Text parameters = {}) {
        return Judged(foreign_key_name, schema.catalog(), table, parameters).said();
    }
};

TEST_CASE("foreign_key_name: names by the templates and by the server pass, others are found") {
    for (const Text name :
         {"fk_orders_parents", "fk_orders_parent_id", "orders_parent_id_fkey", "orders_parent_id_fkey2"})
        CHECK(Orders(name).said().empty());
    for (const Text name :
         {"fk1", "fk_orders_parent", "fk_orders_other_id", "Fk_orders_parents", "orders_other_id_fkey"}) {
        CAPTURE(name);
        CHECK(Orders(name).said() ==
              std::string(name) + ": has a name that does not follow fk_{table}_{ref_table} or fk_{table}_{columns}");
    }
}

TEST_CASE("foreign_key_name: copies and inherited keys are not judged") {
    for (const bool inherited : {true, false}) {
        Orders copy("fk1");
        copy.table.constraints[0].inherited = inherited;
        copy.table.constraints[0].parent = inherited ? 0 : 1;
        CHECK(copy.said().empty());
    }
}

TEST_CASE("foreign_key_name: a number where the name is taken") {
    Orders orders("fk_orders_parents_2");
    CHECK(!orders.said().empty());
    orders.table.foreign_key("fk_orders_parents", {2});
    CHECK(orders.said().empty());
}

TEST_CASE("foreign_key_name: parameters") {
    CHECK(!Orders("fk_orders_parent_id").said(R"({"accept": []})").empty());
    CHECK(Orders("fk1").said(R"({"accept": ["fk1"]})").empty());
    CHECK(Orders("orders_parent_fk").said(R"({"template": "{table}_{ref_table_singular}_fk"})").empty());
    CHECK(!Orders("fk_orders_parents").said(R"({"template": "{table}_fk_{ref_column}"})").empty());
    CHECK(!Orders("fk1").said(R"({"template": ""})").empty());
    CHECK(Orders("fk1").said(R"({"template": "", "accept": []})").empty());
}

TEST_CASE("foreign_key_name: fixes give each key another name") {
    Orders orders("fk1");
    orders.table.foreign_key("fk2", {2});
    orders.table.foreign_key("fk3", {2});
    const Judged judged(foreign_key_name, orders.schema.catalog(), orders.table);
    REQUIRE(judged.count() == 3);
    CHECK(judged.fix(0) == "ALTER TABLE public.orders RENAME CONSTRAINT fk1 TO fk_orders_parents");
    CHECK(judged.undo(0) == "ALTER TABLE public.orders RENAME CONSTRAINT fk_orders_parents TO fk1");
    CHECK(judged.fix(1).ends_with(" TO fk_orders_other_id"));
    CHECK(judged.fix(2).ends_with(" TO fk_orders_parents_2"));
    // The name need be free on the table alone.
    orders.schema.table("fk_orders_parents");
    CHECK(Judged(foreign_key_name, orders.schema.catalog(), orders.table).fix(0).ends_with(" TO fk_orders_parents"));
}

TEST_CASE("foreign_key_name: the draft") {
    Orders orders("fk1");
    orders.table.foreign_key("fk2", {2}).definition = "FOREIGN KEY (other_id) REFERENCES parents(x)";
    const Draft draft = Judged(foreign_key_name, orders.schema.catalog(), orders.table).mended();
    CHECK(draft.keys[0].name == "fk_orders_parents");
    CHECK(draft.keys[1].name == "fk_orders_other_id");
}

}  // namespace
}  // namespace conventions::core
