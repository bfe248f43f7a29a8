// Rule index_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule index_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text found = "has a name that does not follow idx_{table}_{columns}";

/// orders (user_id, created_at) with one index on both.
struct Orders {
    Schema schema;
    Table& table = schema.table("orders");

    explicit Orders(Text name) {
        table.column("user_id");
        table.column("created_at");
        table.index(name, {1, 2});
    }
    std::string said(Text parameters = {}) { return Judged(index_name, schema.catalog(), table, parameters).said(); }
};

TEST_CASE("index_name: names by the template pass, others are found") {
    for (const Text name : {"idx_orders_user_id_created_at", "idx_orders_user_created"})
        CHECK(Orders(name).said().empty());
    for (const Text name : {"lookup", "ix_orders_user_id_created_at", "idx_orders_user", "Idx_orders_user_created"}) {
        CAPTURE(name);
        CHECK(Orders(name).said() == std::string(name).append(": ").append(found));
    }
}

TEST_CASE("index_name: not what the server named, is unique, backs a constraint or is attached") {
    for (const Text name : {"orders_user_id_created_at_idx", "orders_user_id_created_at_idx12"})
        CHECK(Orders(name).said().empty());
    // The server's name for other columns is somebody's.
    CHECK(!Orders("orders_user_id_idx").said().empty());
    Orders unique("lookup");
    unique.table.indexes[0].unique = true;
    CHECK(unique.said().empty());
    Orders owned("lookup");
    owned.table.indexes[0].constraint = 1;
    CHECK(owned.said().empty());
    Orders attached("lookup");
    attached.table.indexes[0].parent = 1;
    CHECK(attached.said().empty());
    CHECK(!index_name.judges_partitions);
}

TEST_CASE("index_name: of tables and materialized views") {
    for (const RelationKind kind : {RelationKind::table, RelationKind::partitioned_table, RelationKind::foreign_table,
                                    RelationKind::materialized_view}) {
        Orders orders("lookup");
        orders.table.relation.kind = kind;
        // A foreign table has no index.
        CHECK(orders.said().empty() == (kind == RelationKind::foreign_table));
    }
}

TEST_CASE("index_name: expressions end freely, INCLUDE counts for nothing") {
    Orders orders("idx_orders_user_anything");
    orders.table.last_keys()[1] = {.column = 0, .expression = 1, .name = "lower"};
    orders.table.indexes[0].keys = orders.table.last_keys();
    CHECK(orders.said().empty());
    orders.table.indexes[0].name = "idx_orders_anything";
    CHECK(!orders.said().empty());
    orders.table.indexes[0].name = "orders_user_id_lower_idx";
    CHECK(orders.said().empty());
    Orders included("idx_orders_user_id_created_at");
    static constexpr AttributeNumber both[] = {1, 2};
    included.table.indexes[0].included = both;
    CHECK(included.said().empty());
}

TEST_CASE("index_name: parameters") {
    CHECK(Orders("idx_orders_user_created").said(R"({"columns_match": "exact"})") ==
          std::string("idx_orders_user_created: ").append(found));
    CHECK(Orders("idx_orders_lookup").said(R"({"columns_match": "free"})").empty());
    CHECK(Orders("orders_user_created").said(R"({"template": "{table}_{columns}"})").empty());
    CHECK(Orders("ix_orders_btree_user_created").said(R"({"template": "ix_{table}_{method}_{columns}"})").empty());
    CHECK(!Orders("idx_orders_user_created").said(R"({"template": "ix_{table}_{columns}"})").empty());
    CHECK(Orders("lookup").said(R"({"template": ""})").empty());
}

TEST_CASE("index_name: a number is right where the name without it is taken") {
    Orders orders("idx_orders_user_created_1");
    CHECK(!orders.said().empty());
    orders.table.index("idx_orders_user_created", {1, 2}, "hash");
    CHECK(orders.said().empty());
    Orders elsewhere("idx_orders_user_created_1");
    elsewhere.schema.table("others").index("idx_orders_user_created", {});
    CHECK(elsewhere.said().empty());
    // What free_name() makes of a name that is too long and taken.
    Schema schema;
    Table& table = schema.table("customer_subscription_invoices_history");
    table.column("external_reference_number");
    table.index(schema.kept(fit_identifier("idx_customer_subscription_invoices_history_external_reference_number_2")),
                {1});
    CHECK(Judged(index_name, schema.catalog(), table).quiet());
}

TEST_CASE("index_name: mixed case and letters outside ASCII") {
    Schema schema;
    Table& table = schema.table("Größe");
    table.column("userId");
    table.column("maß");
    table.index("idx_Größe_userId_maß", {1, 2});
    CHECK(Judged(index_name, schema.catalog(), table).quiet());
    table.index("lookup", {1});
    const Judged judged(index_name, schema.catalog(), table);
    REQUIRE(judged.count() == 1);
    CHECK(judged.fix() == "ALTER INDEX public.lookup RENAME TO \"idx_Größe_userId\"");
}

TEST_CASE("index_name: fixes rename to names that are free, also among themselves") {
    Orders orders("lookup");
    CHECK(Judged(index_name, orders.schema.catalog(), orders.table).fix() ==
          "ALTER INDEX public.lookup RENAME TO idx_orders_user_id_created_at");
    CHECK(Judged(index_name, orders.schema.catalog(), orders.table).undo() ==
          "ALTER INDEX public.idx_orders_user_id_created_at RENAME TO lookup");
    orders.table.index("Second", {1, 2}, "hash");
    orders.table.index("fine_not", {1});
    orders.schema.table("idx_orders_user_id_created_at_2");
    const Judged judged(index_name, orders.schema.catalog(), orders.table);
    REQUIRE(judged.count() == 3);
    CHECK(judged.fix(0).ends_with("TO idx_orders_user_id_created_at"));
    CHECK(judged.fix(1) == "ALTER INDEX public.\"Second\" RENAME TO idx_orders_user_id_created_at_3");
    CHECK(judged.fix(2).ends_with("TO idx_orders_user_id"));
    // An expression gives the columns in it.
    Orders expression("lookup");
    expression.table.last_keys()[0] = {.column = 0, .expression = 1, .name = "lower"};
    expression.table.indexes[0].keys = expression.table.last_keys();
    static constexpr AttributeNumber columns[] = {1};
    expression.table.indexes[0].expression_columns = columns;
    CHECK(Judged(index_name, expression.schema.catalog(), expression.table)
              .fix()
              .ends_with("idx_orders_user_id_created_at"));
    expression.table.indexes[0].expression_columns = {};
    CHECK(Judged(index_name, expression.schema.catalog(), expression.table)
              .fix()
              .ends_with("idx_orders_lower_created_at"));
}

TEST_CASE("index_name: before CREATE INDEX runs") {
    Orders orders("idx_orders_user_created");
    Statement statement;
    statement.kind = StatementKind::create_index;
    statement.name = "lookup";
    const Target target = {
        .kind = ObjectKind::table, .oid = orders.table.relation.oid, .relation = orders.table.relation.oid};
    statement.targets = {&target, 1};
    std::vector<IndexKey> keys = orders.table.last_keys();
    statement.index = {.name = "lookup", .access_method = "btree", .keys = keys};
    const auto said = [&] { return Judged(index_name, orders.schema.catalog(), statement).said(); };
    CHECK(said() == found);
    CHECK(index_name.looks_at.covers(statement.shape()));
    statement.name = "idx_orders_user_created_2";
    CHECK(said().empty());
    statement.name = {};
    CHECK(said().empty());
    statement.name = "orders_user_id_created_at_idx";
    statement.index.name = statement.name;
    CHECK(said().empty());
    statement.name = statement.index.name = "lookup";
    statement.index.unique = true;
    CHECK(said().empty());
    statement.index.unique = false;
    // IF NOT EXISTS: nothing will be made.
    orders.table.index("lookup", {1});
    CHECK(!said().empty());
    statement.exists_ok = true;
    CHECK(said().empty());
    statement.exists_ok = false;
    keys[0].column = 0;
    CHECK(said().empty());
    keys[0].column = 1;
    orders.table.relation.is_partition = true;
    CHECK(said().empty());
    orders.table.relation.is_partition = false;
    orders.table.relation.kind = RelationKind::view;
    CHECK(said().empty());
    statement.targets = {};
    CHECK(said().empty());
    statement.kind = StatementKind::create_table;
    CHECK(!index_name.looks_at.covers(statement.shape()));
}

}  // namespace
}  // namespace conventions::core
