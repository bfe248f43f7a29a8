// Rule foreign_key_missing.

#include <doctest/doctest.h>

#include "core/rules/proposed_name.hpp"
#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_missing;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// orders with one column, beside a table with a key of type bigint.
struct Orders {
    Schema schema;
    Table& parent;
    Table& table = schema.table("orders");

    explicit Orders(Text column, Text name = "customers", Text schema_name = "public")
        : parent(schema.table(name, RelationKind::table, schema_name)) {
        parent.column("id");
        parent.primary_key("customers_pkey", {1});
        table.column(column);
    }
    std::string said(Text parameters = {}) {
        return Judged(foreign_key_missing, schema.catalog(), table, parameters).said();
    }
};

TEST_CASE("foreign_key_missing: a table named in the singular or plural") {
    constexpr Text found = "customer_id: is named after \"public.customers\" and has no foreign key to it";
    CHECK(Orders("customer_id").said() == found);
    CHECK(!Orders("customer_id", "customer").said().empty());
    CHECK(!Orders("category_id", "categories").said().empty());
    CHECK(!Orders("order_item_id", "order_items").said().empty());
    CHECK(!Orders("fizzle_id", "fizzles").said().empty());
    CHECK(!Orders("größe_id", "größe").said().empty());
    for (const Text column : {"customer", "id", "_id", "client_id", "Customer_id", "customer_id_old"}) {
        CAPTURE(column);
        CHECK(Orders(column).said().empty());
    }
}

TEST_CASE("foreign_key_missing: the types are the same, through domains") {
    Orders orders("customer_id");
    orders.table.columns[0].base = &test::integer_type;
    CHECK(orders.said().empty());
    const Type& domain = orders.schema.domain("number", test::bigint_type);
    orders.table.columns[0].type = &domain;
    orders.table.columns[0].base = &test::bigint_type;
    CHECK(!orders.said().empty());
}

TEST_CASE("foreign_key_missing: exactly one such table, with a key of one column") {
    Orders two("customer_id");
    Table& other = two.schema.table("customer");
    CHECK(!two.said().empty());
    other.column("id");
    CHECK(!two.said().empty());
    other.primary_key("customer_pkey", {1});
    CHECK(two.said().empty());
    other.columns[0].base = &test::text_type;
    CHECK(!two.said().empty());

    Orders composite("customer_id");
    composite.parent.column("region");
    composite.parent.constraints.clear();
    CHECK(composite.said().empty());
    composite.parent.primary_key("customers_pkey2", {1, 2});
    CHECK(composite.said().empty());
}

TEST_CASE("foreign_key_missing: what refers already, is polymorphic, inherited or generated") {
    Orders key("customer_id");
    key.table.foreign_key("fk", {1});
    CHECK(key.said().empty());
    Orders composite("customer_id");
    composite.table.column("region");
    composite.table.foreign_key("fk", {2, 1});
    CHECK(composite.said().empty());
    Orders polymorphic("customer_id");
    polymorphic.table.column("customer_type", test::text_type);
    CHECK(polymorphic.said().empty());
    Orders inherited("customer_id");
    inherited.table.columns[0].inherited = true;
    CHECK(inherited.said().empty());
    Orders generated("customer_id");
    generated.table.columns[0].generated = Generated::stored;
    CHECK(generated.said().empty());
    // The table's own key; but another column of it may refer to the table.
    Schema schema;
    Table& own = schema.table("customers");
    own.column("customer_id");
    own.primary_key("customers_pkey", {1});
    CHECK(Judged(foreign_key_missing, schema.catalog(), own).quiet());
    own.columns[0].name = "id";
    own.column("customer_id");
    CHECK(!Judged(foreign_key_missing, schema.catalog(), own).quiet());
}

TEST_CASE("foreign_key_missing: tables that can refer and be referred to") {
    for (const RelationKind kind : {RelationKind::view, RelationKind::foreign_table, RelationKind::materialized_view}) {
        Orders by("customer_id");
        by.table.relation.kind = kind;
        CHECK(by.said().empty());
        Orders to("customer_id");
        to.parent.relation.kind = kind;
        CHECK(to.said().empty());
    }
    Orders tree("customer_id");
    tree.table.relation.kind = tree.parent.relation.kind = RelationKind::partitioned_table;
    CHECK(!tree.said().empty());
    tree.parent.relation.is_partition = true;
    CHECK(tree.said().empty());
    Orders unlogged("customer_id");
    unlogged.parent.relation.persistence = Persistence::unlogged;
    CHECK(unlogged.said().empty());
    unlogged.table.relation.persistence = Persistence::unlogged;
    CHECK(!unlogged.said().empty());
    CHECK(!foreign_key_missing.judges_partitions);
    CHECK(foreign_key_missing.heuristic);
    CHECK(foreign_key_missing.waits_in_autocommit);
}

TEST_CASE("foreign_key_missing: parameters") {
    CHECK(!Orders("customer_ref").said(R"({"pattern": "^(.+)_ref$"})").empty());
    CHECK(Orders("customer_id").said(R"({"pattern": "^(.+)_ref$"})").empty());
    CHECK(Orders("customer_id").said(R"({"pattern": "_id$"})").empty());
    CHECK(Orders("customer_id").said(R"({"pattern": ""})").empty());
    CHECK(Orders("customer_id", "customers", "crm").said().empty());
    CHECK(!Orders("customer_id", "customers", "crm").said(R"({"schemas": ["same", "crm"]})").empty());
    CHECK(Orders("customer_id").said(R"({"schemas": ["crm"]})").empty());
    CHECK(Orders("customer_id").said(R"({"schemas": []})").empty());
    // A table of the first schema that bears the name hides those of the next.
    Orders hidden("customer_id", "customers", "crm");
    hidden.schema.table("customers");
    CHECK(hidden.said(R"({"schemas": ["same", "crm"]})").empty());
    CHECK(!hidden.said(R"({"schemas": ["crm", "same"]})").empty());
}

TEST_CASE("foreign_key_missing: what the reading lacks is asked for") {
    Orders orders("customer_id");
    const Policy policy = test::policy_with(foreign_key_missing, {});
    const Situation situation;
    const Catalog& catalog = orders.schema.catalog();
    const Catalog some = {.server = catalog.server, .relations = catalog.relations.subspan(1), .types = catalog.types};
    const TakenNames names(some);
    const Input in{{some, policy.settings(foreign_key_missing), situation, &names, nullptr}, some.relations[0]};
    Findings found;
    foreign_key_missing.check(in, found);
    CHECK(found.all().empty());
    REQUIRE(names.missed().size() == 2);
    CHECK(names.missed()[0] == std::pair<std::string, std::string>("public", "customer"));
    CHECK(names.missed()[1].second == "customers");
    CHECK(Judged(foreign_key_missing, catalog, orders.table)[0].related == orders.parent.relation.oid);
}

TEST_CASE("foreign_key_missing: the fix counts, indexes, adds and validates") {
    Orders orders("customer_id");
    const Text count =
        "SELECT count(*) AS orphans FROM public.orders child WHERE child.customer_id IS NOT NULL AND NOT EXISTS "
        "(SELECT "
        "FROM public.customers parent WHERE parent.id = child.customer_id)";
    const Text add =
        "ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES "
        "public.customers (id)";
    const auto fix = [&](Situation situation = {}) {
        return Judged(foreign_key_missing, orders.schema.catalog(), orders.table, {}, situation).fix();
    };
    const std::string valid = "; ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey";
    CHECK(fix() == std::string(count) +
                       "; !CREATE INDEX CONCURRENTLY idx_orders_customer_id ON public.orders (customer_id); " +
                       std::string(add) + " NOT VALID" + valid);
    CHECK(fix({.in_block = true}).find("; CREATE INDEX idx_orders_customer_id ON ") != std::string::npos);
    orders.table.index("lookup", {1});
    CHECK(fix() == std::string(count) + "; " + std::string(add) + " NOT VALID" + valid);
    orders.table.indexes[0].predicate = 1;
    CHECK(fix().find("CREATE INDEX") != std::string::npos);
    orders.table.relation.origin = Origin::this_transaction;
    CHECK(fix() == std::string(count) + "; CREATE INDEX idx_orders_customer_id ON public.orders (customer_id); " +
                       std::string(add));
    orders.table.relation.kind = RelationKind::partitioned_table;
    CHECK(fix() == std::string(count) + "; " + std::string(add));
    orders.table.relation.kind = RelationKind::table;
    orders.table.column("other");
    orders.table.foreign_key("orders_customer_id_fkey", {2});
    CHECK(fix().find("ADD CONSTRAINT orders_customer_id_fkey1 ") != std::string::npos);
}

TEST_CASE("foreign_key_missing: the draft gets key and index") {
    Orders orders("customer_id");
    const Draft draft = Judged(foreign_key_missing, orders.schema.catalog(), orders.table).mended();
    CHECK(draft.print() ==
          "CREATE TABLE public.orders (\n"
          "    customer_id bigint REFERENCES public.customers (id)\n"
          ");\n"
          "CREATE INDEX idx_orders_customer_id ON public.orders (customer_id);");
}

}  // namespace
}  // namespace conventions::core
