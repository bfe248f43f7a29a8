// Rules view_name, sequence_name, type_name, enum_label, trigger_name and policy_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule enum_label;
extern const Rule policy_name;
extern const Rule sequence_name;
extern const Rule trigger_name;
extern const Rule type_name;
extern const Rule view_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text says = "has a name that does not match ^[a-z][a-z0-9]*(_[a-z0-9]+)*$";

TEST_CASE("view_name: views and materialized views") {
    Schema schema;
    Table& good = schema.table("open_orders", RelationKind::view);
    Table& bad = schema.table("OpenOrders", RelationKind::view);
    Table& stored = schema.table("User", RelationKind::materialized_view);
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(view_name, catalog, good).quiet());
    const Judged judged(view_name, catalog, bad);
    CHECK(judged.said() == says);
    CHECK(judged.fix() == "ALTER VIEW public.\"OpenOrders\" RENAME TO open_orders_2");
    CHECK(judged.undo() == "ALTER VIEW public.open_orders_2 RENAME TO \"OpenOrders\"");
    CHECK(Judged(view_name, catalog, stored).fix() == "ALTER MATERIALIZED VIEW public.\"User\" RENAME TO users");
    CHECK(Judged(view_name, catalog, bad, R"({"pattern": "^Open"})").quiet());
    CHECK(Judged(view_name, catalog, bad, R"({"pattern": ""})").quiet());
    CHECK(Judged(view_name, catalog, good, R"({"pattern": "^v_"})").fix() ==
          "?ALTER VIEW public.open_orders RENAME TO <name>");
    CHECK_FALSE(view_name.relation_kinds.has(RelationKind::table));
}

TEST_CASE("sequence_name: not those that the server named") {
    Schema schema;
    Table& sequence = schema.table("Order", RelationKind::sequence);
    const auto said = [&] { return Judged(sequence_name, schema.catalog(), sequence).said(); };
    CHECK(said() == says);
    CHECK(Judged(sequence_name, schema.catalog(), sequence).fix() ==
          "ALTER SEQUENCE public.\"Order\" RENAME TO order_seq");
    sequence.relation.sequence.owner_relation = 7;
    CHECK(said() == says);
    sequence.relation.sequence.owner_is_identity = true;
    CHECK(said().empty());
    sequence.relation.sequence.owner_is_identity = false;
    for (const Text name : {"Orders_Id_seq", "Orders_Id_seq1"}) {
        sequence.relation.name = name;
        CHECK(said().empty());
    }
    sequence.relation.sequence.owner_relation = 0;
    CHECK(said() == says);
}

TEST_CASE("type_name") {
    Schema schema;
    Type& mood = schema.type("Mood", TypeKind::enumeration);
    Type& time = schema.domain("Time", test::bigint_type);
    Type& good = schema.type("mood", TypeKind::composite);
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(type_name, catalog, good).quiet());
    const Judged judged(type_name, catalog, mood);
    REQUIRE(judged.count() == 1);
    CHECK(judged[0].says == says);
    CHECK(judged.fix() == "ALTER TYPE public.\"Mood\" RENAME TO mood_2");
    CHECK(judged.undo() == "ALTER TYPE public.mood_2 RENAME TO \"Mood\"");
    // A word of class C is no name of a type.
    CHECK(Judged(type_name, catalog, time).fix() == "ALTER DOMAIN public.\"Time\" RENAME TO time_type");
    CHECK(Judged(type_name, catalog, good, R"({"pattern": "_t$"})").fix() ==
          "?ALTER TYPE public.mood RENAME TO <name>");
}

TEST_CASE("enum_label") {
    Schema schema;
    Type& mood = schema.type("mood", TypeKind::enumeration);
    static constexpr Text labels[] = {"sad", "Very Happy", "O'Val", "very happy", "SAD", "x-large"};
    mood.labels = labels;
    const Judged judged(enum_label, schema.catalog(), mood);
    REQUIRE(judged.count() == 3);
    CHECK(judged[0].says == "does not match ^[a-z0-9_ -]+$");
    CHECK(judged[0].part == "Very Happy");
    CHECK(judged[0].object.at == 1);
    // Taken, by a label that is there; and where only the words match.
    CHECK(judged.fix(0) == "?ALTER TYPE public.mood RENAME VALUE 'Very Happy' TO <label>");
    CHECK(judged.fix(1) == "ALTER TYPE public.mood RENAME VALUE 'O''Val' TO 'o_val'");
    CHECK(judged.undo(1) == "ALTER TYPE public.mood RENAME VALUE 'o_val' TO 'O''Val'");
    static constexpr Text twins[] = {"Sad", "SAD"};
    mood.labels = twins;
    const Judged both(enum_label, schema.catalog(), mood);
    CHECK(both.fix(0) == "ALTER TYPE public.mood RENAME VALUE 'Sad' TO 'sad'");
    CHECK(both.fix(1) == "?ALTER TYPE public.mood RENAME VALUE 'SAD' TO <label>");
    CHECK(Judged(enum_label, schema.catalog(), mood, R"({"pattern": "^[A-Z]+$"})").count() == 1);
}

TEST_CASE("trigger_name: those that somebody named") {
    Schema schema;
    Table& table = schema.table("orders");
    table.triggers = {{.oid = 1, .name = "Set It"},
                      {.oid = 2, .name = "set_it"},
                      {.oid = 3, .name = "RI_Constraint", .internal = true},
                      {.oid = 4, .name = "Copied", .parent = 9},
                      {.oid = 5, .name = "User"}};
    const Judged judged(trigger_name, schema.catalog(), table);
    CHECK(judged.said() == std::string("Set It: ").append(says).append("|User: ").append(says));
    CHECK(judged.fix(0) == "ALTER TRIGGER \"Set It\" ON public.orders RENAME TO set_it_2");
    CHECK(judged.undo(0) == "ALTER TRIGGER set_it_2 ON public.orders RENAME TO \"Set It\"");
    CHECK(judged.fix(1) == "ALTER TRIGGER \"User\" ON public.orders RENAME TO user_trigger");
    CHECK(Judged(trigger_name, schema.catalog(), table, R"({"pattern": "^[sSU]"})").quiet());
    CHECK(Judged(trigger_name, schema.catalog(), table, R"({"pattern": "^S"})").fix() ==
          "?ALTER TRIGGER set_it ON public.orders RENAME TO <name>");
    CHECK(trigger_name.relation_kinds.has(RelationKind::view));
}

TEST_CASE("policy_name") {
    Schema schema;
    Table& table = schema.table("orders");
    table.policies = {{.oid = 1, .name = "Own rows"}, {.oid = 2, .name = "own_rows"}};
    const Judged judged(policy_name, schema.catalog(), table);
    CHECK(judged.said() == std::string("Own rows: ").append(says));
    CHECK(judged.fix() == "ALTER POLICY \"Own rows\" ON public.orders RENAME TO own_rows_2");
    CHECK(judged.undo() == "ALTER POLICY own_rows_2 ON public.orders RENAME TO \"Own rows\"");
    CHECK(Judged(policy_name, schema.catalog(), table, R"({"pattern": "^[oO]"})").quiet());
}

}  // namespace
}  // namespace conventions::core
