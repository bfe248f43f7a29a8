// Rule check_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule check_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

struct Orders {
    Schema schema;
    Table& table = schema.table("orders");

    explicit Orders(Text name) {
        table.column("total");
        add(name);
    }
    void add(Text name, bool with_column = true) {
        static constexpr AttributeNumber total[] = {1};
        Constraint made;
        made.oid = table.next_oid();
        made.name = name;
        if (with_column) made.columns = total;
        made.definition = "CHECK ((total >= 0))";
        table.constraints.push_back(made);
    }
    std::string said(Text parameters = {}) { return Judged(check_name, schema.catalog(), table, parameters).said(); }
};

TEST_CASE("check_name: the rule is free text") {
    for (const Text name :
         {"ck_orders_total_positive", "ck_orders_x", "orders_total_check", "orders_check", "orders_total_check1"}) {
        CAPTURE(name);
        CHECK(Orders(name).said().empty());
    }
    for (const Text name : {"positive", "ck_orders", "ck_orders_", "ck_Orders_total", "chk_orders_total"}) {
        CAPTURE(name);
        CHECK(Orders(name).said() == std::string(name) + ": has a name that does not follow ck_{table}_{rule}");
    }
}

TEST_CASE("check_name: what a parent defines is not judged, nor other constraints") {
    Orders orders("positive");
    orders.table.constraints[0].inherited = true;
    CHECK(orders.said().empty());
    orders.table.constraints[0].inherited = false;
    orders.table.constraints[0].kind = ConstraintKind::not_null;
    CHECK(orders.said().empty());
}

TEST_CASE("check_name: the template decides") {
    CHECK(Orders("orders_total_positive_ck").said(R"({"template": "{table}_{rule}_ck"})").empty());
    CHECK(!Orders("ck_orders_total").said(R"({"template": "{table}_{rule}_ck"})").empty());
    CHECK(Orders("ck_total").said(R"({"template": "ck_{columns}"})").empty());
    CHECK(Orders("positive").said(R"({"template": ""})").empty());
}

TEST_CASE("check_name: fixes name the columns") {
    Orders orders("positive");
    orders.add("Never");
    orders.add("always", false);
    const Judged judged(check_name, orders.schema.catalog(), orders.table);
    REQUIRE(judged.count() == 3);
    CHECK(judged.fix(0) == "ALTER TABLE public.orders RENAME CONSTRAINT positive TO ck_orders_total");
    CHECK(judged.undo(0) == "ALTER TABLE public.orders RENAME CONSTRAINT ck_orders_total TO positive");
    CHECK(judged.fix(1) == "ALTER TABLE public.orders RENAME CONSTRAINT \"Never\" TO ck_orders_total_2");
    CHECK(judged.fix(2).ends_with(" TO ck_orders_rule"));
}

TEST_CASE("check_name: the draft") {
    Orders orders("positive");
    CHECK(Judged(check_name, orders.schema.catalog(), orders.table).mended().keys[0].name == "ck_orders_total");
}

}  // namespace
}  // namespace conventions::core
