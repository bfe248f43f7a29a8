// Rule identifier_quotes.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule identifier_quotes;
extern const Rule column_name;
extern const Rule index_name;
extern const Rule unique_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text says = "has a name that must always be quoted";

TEST_CASE("identifier_quotes: what the lexer takes as it stands") {
    Schema schema;
    for (const Text name : {"orders", "_x", "größe", "a$b", "order", "x1"})
        CHECK(Judged(identifier_quotes, schema.catalog(), schema.table(name)).quiet());
    for (const Text name : {"Orders", "a b", "1x", "a-b", "$a"}) {
        Table& table = schema.table(name);
        const Judged judged(identifier_quotes, schema.catalog(), table);
        CHECK(judged.said() == says);
        CHECK(judged[0].detail == "It must be written \"" + std::string(name) + "\" wherever it is used.");
    }
}

TEST_CASE("identifier_quotes: all that has a name") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("Order", test::bigint_type);
    table.column("theirs B").inherited = true;
    table.primary_key("Pk", {1});
    table.unique_constraint(ConstraintKind::unique, "orders_Order_key", {1});
    table.index("Idx", {1});
    table.index("orders_Order_idx", {1});
    table.triggers = {{.oid = 1, .name = "Tr"}, {.oid = 2, .name = "In", .internal = true}};
    table.policies = {{.oid = 3, .name = "Po"}};
    const Judged judged(identifier_quotes, schema.catalog(), table);
    REQUIRE(judged.count() == 5);
    CHECK(judged.fix(0) == "ALTER TABLE public.orders RENAME COLUMN \"Order\" TO order_value");
    CHECK(judged.fix(1) == "ALTER TABLE public.orders RENAME CONSTRAINT \"Pk\" TO pk");
    CHECK(judged.fix(2) == "ALTER INDEX public.\"Idx\" RENAME TO idx");
    CHECK(judged.fix(3) == "ALTER TRIGGER \"Tr\" ON public.orders RENAME TO tr");
    CHECK(judged.fix(4) == "ALTER POLICY \"Po\" ON public.orders RENAME TO po");
    CHECK(judged.undo(4) == "ALTER POLICY po ON public.orders RENAME TO \"Po\"");
    Type& type = schema.type("User", TypeKind::composite);
    CHECK(Judged(identifier_quotes, schema.catalog(), type).fix() == "ALTER TYPE public.\"User\" RENAME TO user_type");
    Table& sequence = schema.table("X_seq", RelationKind::sequence);
    CHECK(Judged(identifier_quotes, schema.catalog(), sequence).fix() ==
          "ALTER SEQUENCE public.\"X_seq\" RENAME TO x_seq");
    sequence.relation.sequence.owner_relation = 7;
    CHECK(Judged(identifier_quotes, schema.catalog(), sequence).quiet());
}

TEST_CASE("identifier_quotes: the draft") {
    Schema schema;
    Table& table = schema.table("Order");
    table.column("Id");
    table.primary_key("Pk", {1});
    table.constraints[0].definition = "PRIMARY KEY (\"Id\")";
    CHECK(Judged(identifier_quotes, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.order_list (\n    id bigint CONSTRAINT pk PRIMARY KEY\n);");
}

TEST_CASE("identifier_quotes: which rules have seen the name") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("Id");
    table.index("Plain", {1});
    table.index("Only", {1}).unique = true;
    schema.catalog();
    const auto judges = [&](const Rule& rule, ObjectAt object) {
        return rule.silences[0].judges(&table.relation, {.object = object, .says = {}});
    };
    CHECK(judges(column_name, ObjectAt::column(0)));
    CHECK_FALSE(judges(column_name, ObjectAt::relation()));
    CHECK(judges(index_name, ObjectAt::index(0)));
    CHECK_FALSE(judges(index_name, ObjectAt::index(1)));
    CHECK(judges(unique_name, ObjectAt::index(1)));
    CHECK_FALSE(judges(unique_name, ObjectAt::index(0)));
}

}  // namespace
}  // namespace conventions::core
