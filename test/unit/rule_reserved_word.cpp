// Rule reserved_word.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule reserved_word;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

std::string said_of(Text name, Text parameters = {}, RelationKind kind = RelationKind::table) {
    Schema schema;
    const Table& table = schema.table(name, kind);
    return Judged(reserved_word, schema.catalog(), table, parameters).said();
}

std::string type_said(Text name, Text parameters = {}, TypeKind kind = TypeKind::enumeration) {
    Schema schema;
    const Type& type = schema.type(name, kind);
    return Judged(reserved_word, schema.catalog(), type, parameters).said();
}

TEST_CASE("reserved_word: classes R and T name no table, whatever the case") {
    CHECK(said_of("user") == "is named by the reserved word user");
    CHECK(said_of("User") == "is named by the reserved word user");
    CHECK(said_of("LEFT") == "is named by the reserved word left");
    for (const Text name : {"users", "value", "between", "int", "users_order", "Üser"}) CHECK(said_of(name).empty());
}

TEST_CASE("reserved_word: classes R and C name no type") {
    CHECK(type_said("order") == "is named by the reserved word order");
    CHECK(type_said("Time", {}, TypeKind::domain) == "is named by the reserved word time");
    CHECK(type_said("between", {}, TypeKind::composite) == "is named by the reserved word between");
    // Class T may name a type.
    CHECK(type_said("left").empty());
    CHECK(type_said("mood").empty());
}

TEST_CASE("reserved_word: columns of tables, but not what a parent defines, nor columns of views") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("id");
    table.column("Order");
    table.column("user").inherited = true;
    CHECK(Judged(reserved_word, schema.catalog(), table).said() == "Order: is named by the reserved word order");
    Table& view = schema.table("order_view", RelationKind::view);
    view.column("order");
    CHECK(Judged(reserved_word, schema.catalog(), view).quiet());
}

TEST_CASE("reserved_word: says whether the name must be quoted") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("user");
    table.column("User");
    table.column("status");
    const Judged judged(reserved_word, schema.catalog(), table, R"({"words": ["status"]})");
    REQUIRE(judged.count() == 3);
    CHECK(judged[0].detail == "It must be written \"user\" wherever it is used.");
    CHECK(judged[1].detail == "It must be written \"User\" wherever it is used.");
    CHECK(judged[2].says == "is named by the word status, which the policy reserves");
    CHECK(judged[2].detail == "It need not be quoted.");
}

TEST_CASE("reserved_word: parameters") {
    CHECK(said_of("User", R"({"fold_case": false})").empty());
    CHECK(!said_of("user", R"({"fold_case": false})").empty());
    CHECK(!said_of("Status", R"({"words": ["status"]})").empty());
    CHECK(said_of("Status", R"({"words": ["status"], "fold_case": false})").empty());
    CHECK(said_of("user", R"({"kinds": ["column", "type", "view"]})").empty());
    CHECK(!said_of("user", {}, RelationKind::view).empty());
    CHECK(!said_of("user", {}, RelationKind::materialized_view).empty());
    CHECK(said_of("user", R"({"kinds": ["table"]})", RelationKind::view).empty());
    CHECK(said_of("user", {}, RelationKind::sequence).empty());
    CHECK(type_said("order", R"({"kinds": ["table"]})").empty());
    Schema schema;
    Table& table = schema.table("orders");
    table.column("user");
    CHECK(Judged(reserved_word, schema.catalog(), table, R"({"kinds": ["table"]})").quiet());
}

TEST_CASE("reserved_word: fixes rename, in the case of the old name, and can be taken back") {
    Schema schema;
    Table& table = schema.table("User");
    table.column("order");
    table.column("order_value");
    const Judged judged(reserved_word, schema.catalog(), table);
    REQUIRE(judged.count() == 2);
    CHECK(judged.fix(0) == "ALTER TABLE public.\"User\" RENAME TO \"Users\"");
    CHECK(judged.undo(0) == "ALTER TABLE public.\"Users\" RENAME TO \"User\"");
    CHECK(judged.fix(1) == "ALTER TABLE public.\"User\" RENAME COLUMN \"order\" TO order_value_2");
    CHECK(judged.undo(1) == "ALTER TABLE public.\"User\" RENAME COLUMN order_value_2 TO \"order\"");

    // The columns of a typed table are its type's.
    table.relation.of_type = 4711;
    CHECK(Judged(reserved_word, schema.catalog(), table).fix(1).empty());

    Schema others;
    const Table& view = others.table("LEFT", RelationKind::view);
    CHECK(Judged(reserved_word, others.catalog(), view).fix() == "ALTER VIEW public.\"LEFT\" RENAME TO \"LEFTS\"");
    const Table& cached = others.table("user", RelationKind::materialized_view);
    others.table("users");
    CHECK(Judged(reserved_word, others.catalog(), cached).fix() ==
          "ALTER MATERIALIZED VIEW public.\"user\" RENAME TO users_2");
    const Type& domain = others.domain("time", test::text_type);
    CHECK(Judged(reserved_word, others.catalog(), domain).fix() == "ALTER DOMAIN public.\"time\" RENAME TO time_type");
    const Type& mood = others.type("order", TypeKind::enumeration);
    CHECK(Judged(reserved_word, others.catalog(), mood).fix() == "ALTER TYPE public.\"order\" RENAME TO order_type");
}

TEST_CASE("reserved_word: a proposal is no such word itself") {
    // "users" is reserved by the policy: the plural does not help.
    Schema schema;
    const Table& table = schema.table("user");
    CHECK(Judged(reserved_word, schema.catalog(), table, R"({"words": ["users"]})").fix() ==
          "ALTER TABLE public.\"user\" RENAME TO user_list");
}

TEST_CASE("reserved_word: the draft is renamed, columns too") {
    Schema schema;
    Table& table = schema.table("user");
    table.column("order");
    const Draft draft = Judged(reserved_word, schema.catalog(), table).mended();
    CHECK(draft.name == "users");
    CHECK(draft.columns[0].name == "order_value");
}

}  // namespace
}  // namespace conventions::core
