// Rule updated_at.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule updated_at;

namespace {

using test::Judged;
using test::Schema;
using test::Table;
using test::timestamptz_type;

std::string said_with(auto&& fill, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("id").not_null = true;
    fill(table);
    return Judged(updated_at, schema.catalog(), table, parameters).said();
}

TEST_CASE("updated_at: lacking, right, of a wrong type, nullable") {
    CHECK(said_with([](Table&) {}) == "has no column \"updated_at\"");
    CHECK(said_with([](Table& table) { table.column("updated_at", timestamptz_type).not_null = true; }).empty());
    CHECK(said_with([](Table& table) { table.column("updated_at", test::timestamp_type).not_null = true; }).empty());
    CHECK(said_with([](Table& table) { table.column("updated_at", test::date_type).not_null = true; }).empty());
    CHECK(said_with([](Table& table) { table.column("updated_at").not_null = true; }) ==
          "updated_at: is bigint, which is no date or time");
    CHECK(said_with([](Table& table) { table.column("updated_at", test::time_type).not_null = true; }) ==
          "updated_at: is time without time zone, which is no date or time");
    CHECK(said_with([](Table& table) { table.column("updated_at", timestamptz_type); }) ==
          "updated_at: may be null, though it says when the row was last changed");
    // Names are exact.
    CHECK(said_with([](Table& table) { table.column("Created_At", timestamptz_type).not_null = true; }) ==
          "has no column \"updated_at\"");
}

TEST_CASE("updated_at: through domains") {
    Schema schema;
    Table& table = schema.table("orders");
    const Type& domain = schema.domain("moment", timestamptz_type);
    Column& column = table.column("updated_at", domain);
    column.base = &timestamptz_type;
    column.domain_not_null = true;
    CHECK(Judged(updated_at, schema.catalog(), table).quiet());
    table.columns[0].domain_not_null = false;
    CHECK(Judged(updated_at, schema.catalog(), table)[0].part == "nullable");
}

TEST_CASE("updated_at: names, in their order") {
    constexpr Text house = R"({"names": ["createdAt", "created"]})";
    CHECK(said_with([](Table&) {}, house) == "has no column \"createdAt\"");
    CHECK(said_with([](Table& table) { table.column("created", timestamptz_type).not_null = true; }, house).empty());
    CHECK(said_with([](Table& table) { table.column("updated_at", timestamptz_type).not_null = true; }, house) ==
          "has no column \"createdAt\"");
    // One that is right is enough; of several wrong ones the first is named.
    CHECK(said_with(
              [](Table& table) {
                  table.column("createdAt");
                  table.column("created", timestamptz_type).not_null = true;
              },
              house)
              .empty());
    CHECK(said_with(
              [](Table& table) {
                  table.column("created", timestamptz_type);
                  table.column("createdAt");
              },
              house) == "createdAt: is bigint, which is no date or time");
    CHECK(said_with([](Table&) {}, R"({"names": []})").empty());
}

TEST_CASE("updated_at: not_null") {
    constexpr Text lenient = R"({"not_null": false})";
    CHECK(said_with([](Table& table) { table.column("updated_at", timestamptz_type); }, lenient).empty());
    CHECK(said_with([](Table& table) { table.column("updated_at"); }, lenient) ==
          "updated_at: is bigint, which is no date or time");
}

TEST_CASE("updated_at: what the parent defines is the parent's") {
    CHECK(said_with([](Table& table) { table.column("updated_at").inherited = true; }).empty());
}

TEST_CASE("updated_at: tables only") {
    for (const RelationKind kind : {RelationKind::view, RelationKind::materialized_view, RelationKind::sequence}) {
        Schema schema;
        const Table& table = schema.table("t", kind);
        CHECK(Judged(updated_at, schema.catalog(), table).quiet());
    }
}

TEST_CASE("updated_at: exclude_join_tables") {
    constexpr Text without = R"({"exclude_join_tables": true})";
    const auto joins = [](Table& table) {
        table.column("order_id");
        table.column("product_id");
        table.foreign_key("a", {2});
        table.foreign_key("b", {3});
    };
    CHECK(!said_with(joins).empty());
    CHECK(said_with(joins, without).empty());
    CHECK(said_with(
              [&](Table& table) {
                  joins(table);
                  table.column("linked_on", test::date_type);
                  table.column("created_by");
                  table.foreign_key("c", {5});
              },
              without)
              .empty());
    CHECK(!said_with(
               [&](Table& table) {
                   joins(table);
                   table.column("quantity");
               },
               without)
               .empty());
    CHECK(!said_with(
               [&](Table& table) {
                   joins(table);
                   table.column("shop_id");
                   table.foreign_key("c", {4});
               },
               without)
               .empty());
    // Two keys over one column join one table only.
    CHECK(!said_with(
               [](Table& table) {
                   table.column("order_id");
                   table.foreign_key("a", {2});
                   table.foreign_key("b", {2});
               },
               without)
               .empty());
}

TEST_CASE("updated_at: fixes") {
    Schema schema;
    Table& lacking = schema.table("Orders");
    Judged judged(updated_at, schema.catalog(), lacking);
    CHECK(judged[0].part == "updated_at");
    CHECK(judged[0].detail == "A trigger must set it at each UPDATE; the default only tells when the row was made.");
    CHECK(judged.fix() == "ALTER TABLE public.\"Orders\" ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()");
    CHECK(judged.undo() == "ALTER TABLE public.\"Orders\" DROP COLUMN updated_at");
    CHECK(Judged(updated_at, schema.catalog(), lacking, R"({"not_null": false, "names": ["Created"]})").fix() ==
          "ALTER TABLE public.\"Orders\" ADD COLUMN \"Created\" timestamptz DEFAULT now()");

    Table& nullable = schema.table("n");
    nullable.column("updated_at", timestamptz_type);
    CHECK(Judged(updated_at, schema.catalog(), nullable).fix() ==
          "?UPDATE public.n SET updated_at = <moment> WHERE updated_at IS NULL; ALTER TABLE public.n ADD CONSTRAINT "
          "updated_at_not_null CHECK (updated_at IS NOT NULL) NOT VALID; ALTER TABLE public.n VALIDATE CONSTRAINT "
          "updated_at_not_null; ALTER TABLE public.n ALTER COLUMN updated_at SET NOT NULL; ALTER TABLE public.n "
          "DROP CONSTRAINT updated_at_not_null");
    Constraint taken;
    taken.name = "updated_at_not_null";
    nullable.constraints.push_back(taken);
    CHECK(Judged(updated_at, schema.catalog(), nullable).fix().find("ADD CONSTRAINT updated_at_not_null_2 CHECK") !=
          std::string::npos);
    nullable.relation.origin = Origin::this_transaction;
    CHECK(Judged(updated_at, schema.catalog(), nullable).fix() ==
          "ALTER TABLE public.n ALTER COLUMN updated_at SET NOT NULL");

    Table& wrong = schema.table("w");
    wrong.column("updated_at").not_null = true;
    CHECK(Judged(updated_at, schema.catalog(), wrong).fix() ==
          "?ALTER TABLE public.w ALTER COLUMN updated_at TYPE timestamptz USING <expression>, ALTER COLUMN updated_at "
          "SET "
          "DEFAULT now()");
    wrong.columns[0].not_null = false;
    wrong.columns[0].has_default = true;
    CHECK(Judged(updated_at, schema.catalog(), wrong).fix() ==
          "?ALTER TABLE public.w ALTER COLUMN updated_at DROP DEFAULT, ALTER COLUMN updated_at TYPE timestamptz USING "
          "<expression>, ALTER COLUMN updated_at SET DEFAULT now(), ALTER COLUMN updated_at SET NOT NULL");
    CHECK(Judged(updated_at, schema.catalog(), wrong, R"({"not_null": false})").fix() ==
          "?ALTER TABLE public.w ALTER COLUMN updated_at DROP DEFAULT, ALTER COLUMN updated_at TYPE timestamptz USING "
          "<expression>, ALTER COLUMN updated_at SET DEFAULT now()");

    // What the server would refuse.
    wrong.columns[0].identity = Identity::always;
    CHECK(Judged(updated_at, schema.catalog(), wrong).fix().empty());
    wrong.columns[0].identity = Identity::none;
    wrong.columns[0].generated = Generated::stored;
    CHECK(Judged(updated_at, schema.catalog(), wrong).fix().empty());
    const Table& remote = schema.table("r", RelationKind::foreign_table);
    CHECK(Judged(updated_at, schema.catalog(), remote).fix().empty());
    lacking.relation.of_type = 4711;
    CHECK(Judged(updated_at, schema.catalog(), lacking).fix().empty());
}

TEST_CASE("updated_at: drafts") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("id");
    CHECK(Judged(updated_at, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.t (\n    id bigint,\n    updated_at timestamptz DEFAULT now() NOT NULL\n);");
    table.column("updated_at");
    const Draft draft = Judged(updated_at, schema.catalog(), table).mended();
    CHECK(draft.columns[1].type == "timestamptz");
    CHECK(draft.columns[1].default_text == "now()");
    CHECK(draft.columns[1].not_null);
}

}  // namespace
}  // namespace conventions::core
