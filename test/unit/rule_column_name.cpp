// Rule column_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule column_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

std::string said_of(Text name, Text parameters = {}, RelationKind kind = RelationKind::table) {
    Schema schema;
    Table& table = schema.table("orders", kind);
    table.column(name);
    return Judged(column_name, schema.catalog(), table, parameters).said();
}

std::string fix_of(Text name, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("orders");
    table.column(name);
    return Judged(column_name, schema.catalog(), table, parameters).fix();
}

TEST_CASE("column_name: names in lower case with underscores pass, others are found") {
    for (const Text name : {"id", "customer_id", "x1", "a_1"}) CHECK(said_of(name).empty());
    for (const Text name : {"Id", "customerId", "customer id", "1st", "_id", "id_", "größe", "Größe"}) {
        CAPTURE(name);
        CHECK(said_of(name) == std::string(name) + ": has a name that does not match ^[a-z][a-z0-9]*(_[a-z0-9]+)*$");
    }
}

TEST_CASE("column_name: columns of tables, but not what a parent defines") {
    for (const RelationKind kind : {RelationKind::table, RelationKind::partitioned_table, RelationKind::foreign_table})
        CHECK(!said_of("Id", {}, kind).empty());
    for (const RelationKind kind : {RelationKind::view, RelationKind::materialized_view, RelationKind::composite_type})
        CHECK(said_of("Id", {}, kind).empty());
    CHECK(!column_name.judges_partitions);
    Schema schema;
    Table& table = schema.table("orders");
    table.column("Id").inherited = true;
    table.column("Total");
    CHECK(Judged(column_name, schema.catalog(), table).said().starts_with("Total: "));
}

TEST_CASE("column_name: the pattern decides") {
    const Text camel = R"({"pattern": "^[a-z]+([A-Z][a-z]*)*$"})";
    CHECK(said_of("customerId", camel).empty());
    CHECK(!said_of("customer_id", camel).empty());
    CHECK(said_of("größe", R"({"pattern": "^\\w+$"})").empty());
    CHECK(said_of("Anything at all", R"({"pattern": ""})").empty());
}

TEST_CASE("column_name: the fix renames and can be taken back") {
    Schema schema;
    Table& table = schema.table("Order");
    table.column("customerId");
    const Judged judged(column_name, schema.catalog(), table);
    CHECK(judged.fix() == "ALTER TABLE public.\"Order\" RENAME COLUMN \"customerId\" TO customer_id");
    CHECK(judged.undo() == "ALTER TABLE public.\"Order\" RENAME COLUMN customer_id TO \"customerId\"");
    table.relation.kind = RelationKind::foreign_table;
    CHECK(Judged(column_name, schema.catalog(), table).fix().starts_with("ALTER FOREIGN TABLE "));
    // The columns of a typed table are its type's.
    table.relation.of_type = 4711;
    CHECK(Judged(column_name, schema.catalog(), table).fix().empty());
}

TEST_CASE("column_name: new names are free, also among themselves and in what inherits") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("Total");
    table.column("total");
    table.column("TOTAL");
    table.column("Größe");
    table.column("TotaL").inherited = true;
    Table& child = schema.table("child");
    child.column("total_2");
    table.children.push_back(child.relation.oid);
    const Judged judged(column_name, schema.catalog(), table);
    REQUIRE(judged.count() == 3);
    CHECK(judged.fix(0).ends_with(" TO total_3"));
    CHECK(judged.fix(1).ends_with(" TO total_4"));
    CHECK(judged.fix(2) == "?ALTER TABLE public.orders RENAME COLUMN \"Größe\" TO <name>");

    CHECK(fix_of("id", R"({"pattern": "^[A-Z]"})") == "?ALTER TABLE public.orders RENAME COLUMN id TO <name>");
    // Not from one rule to the next.
    CHECK(fix_of("User").ends_with(" TO user_value"));
    CHECK(fix_of("Left").ends_with(" TO left_value"));
    CHECK(fix_of("Between").ends_with(" TO \"between\""));
}

TEST_CASE("column_name: the draft gets the new names, or is given up") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("customerId");
    table.column("customer_id");
    CHECK(Judged(column_name, schema.catalog(), table).mended().columns[0].name == "customer_id_1");
    const Judged other(column_name, schema.catalog(), table, R"({"pattern": "^c_"})");
    CHECK(!other.mended().printable());
}

}  // namespace
}  // namespace conventions::core
