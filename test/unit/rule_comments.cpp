// Rules table_comment and column_comment.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule column_comment;
extern const Rule table_comment;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// What is said of a table with that comment.
std::string of_table(Text comment, Text parameters = {}, Text name = "Größe") {
    Schema schema;
    Table& table = schema.table(name);
    table.relation.has_comment = true;
    table.relation.comment = comment;
    return Judged(table_comment, schema.catalog(), table, parameters).said();
}

TEST_CASE("table_comment: none, blank, the name again") {
    Schema schema;
    Table& table = schema.table("orders");
    CHECK(Judged(table_comment, schema.catalog(), table).said() == "has no comment");
    CHECK(of_table("") == "has a blank comment");
    CHECK(of_table(" \t\n\r\f\v") == "has a blank comment");
    constexpr Text repeats = "has a comment that only repeats its name";
    CHECK(of_table(" \nGröße ") == repeats);
    CHECK(of_table("größe") == repeats);
    CHECK(of_table("Größen").empty());
    CHECK(of_table("Größ").empty());
    CHECK(of_table(" x ", {}, " X") == repeats);
    CHECK(of_table("x").empty());
}

TEST_CASE("table_comment: a least length, in characters") {
    constexpr Text three = R"({"min_length": 3})";
    CHECK(of_table("äöü", three).empty());
    CHECK(of_table(" äö ", three) == "has a comment of 2 characters, where 3 are asked for");
    CHECK(of_table("ä", three) == "has a comment of 1 character, where 3 are asked for");
    CHECK(of_table("größe", three) == "has a comment that only repeats its name");
}

TEST_CASE("table_comment: kinds") {
    struct Case {
        RelationKind kind;
        Text parameters;
        Text command;
    };
    for (const Case& each : {Case{RelationKind::table, R"({"kinds": ["table"]})", "TABLE"},
                             Case{RelationKind::partitioned_table, R"({"kinds": ["table"]})", "TABLE"},
                             Case{RelationKind::foreign_table, R"({"kinds": ["foreign table"]})", "FOREIGN TABLE"},
                             Case{RelationKind::view, R"({"kinds": ["view"]})", "VIEW"},
                             Case{RelationKind::materialized_view, R"({"kinds": ["matview"]})", "MATERIALIZED VIEW"}}) {
        Schema schema;
        Table& table = schema.table("Größe", each.kind);
        const Catalog& catalog = schema.catalog();
        CHECK(Judged(table_comment, catalog, table).count() == 1);
        CHECK(Judged(table_comment, catalog, table, R"({"kinds": []})").quiet());
        const Judged judged(table_comment, catalog, table, each.parameters);
        CHECK(judged.said() == "has no comment");
        CHECK(judged.fix() == Findings::text("?COMMENT ON ", each.command, " public.\"Größe\" IS '<comment>'"));
        CHECK(judged.undo() == Findings::text("COMMENT ON ", each.command, " public.\"Größe\" IS NULL"));
    }
    Schema schema;
    Table& sequence = schema.table("s", RelationKind::sequence);
    CHECK(Judged(table_comment, schema.catalog(), sequence).quiet());
    CHECK(!table_comment.judges_partitions);
    CHECK(table_comment.waits_in_autocommit);
}

TEST_CASE("table_comment: undo, and the draft") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("id");
    table.relation.has_comment = true;
    table.relation.comment = " ";
    const Judged judged(table_comment, schema.catalog(), table);
    CHECK(judged.undo() == "COMMENT ON TABLE public.orders IS ' '");
    CHECK(judged.mended().print() ==
          "CREATE TABLE public.orders (\n    id bigint\n);\nCOMMENT ON TABLE public.orders IS '<comment>';");
    CHECK(Judged(table_comment, schema.catalog(), table, R"({"min_length": 9})").mended().printable());
    CHECK(!Judged(table_comment, schema.catalog(), table, R"({"min_length": 10})").mended().printable());
}

/// orders: id (key), customer (foreign key), created_at, "Größe", note.
Table& orders(Schema& schema) {
    Table& table = schema.table("orders");
    for (const Text name : {"id", "customer", "created_at", "Größe", "note"}) table.column(name);
    table.primary_key("orders_pkey", {1});
    table.foreign_key("key", {2});
    return table;
}

constexpr Text of_both = "Größe: has no comment|note: has no comment";

TEST_CASE("column_comment: keys and the usual columns need none") {
    Schema schema;
    Table& table = orders(schema);
    const auto said = [&](Text parameters = {}) {
        return Judged(column_comment, schema.catalog(), table, parameters).said();
    };
    CHECK(said() == of_both);
    CHECK(said(R"({"exclude_names": ["note"]})") == "created_at: has no comment|Größe: has no comment");
    // A unique key excuses nobody.
    table.unique_constraint(ConstraintKind::unique, "u", {4});
    CHECK(said() == of_both);
    table.columns[3].has_comment = table.columns[4].has_comment = true;
    table.columns[3].comment = "größe";
    table.columns[4].comment = " ";
    CHECK(said() == "Größe: has a comment that only repeats its name|note: has a blank comment");
    table.columns[3].comment = "cm";
    table.columns[4].inherited = true;
    CHECK(said().empty());
    CHECK(!column_comment.judges_partitions);
    CHECK(column_comment.waits_in_autocommit);
}

TEST_CASE("column_comment: all or nothing, and only of tables") {
    Schema schema;
    Table& table = orders(schema);
    const auto said = [&](Text parameters = {}) {
        return Judged(column_comment, schema.catalog(), table, parameters).said();
    };
    constexpr Text all = R"({"all_or_nothing": true})";
    CHECK(said(all).empty());
    table.columns[0].has_comment = true;
    CHECK(said(all) == of_both);
    table.relation.kind = RelationKind::view;
    CHECK(said().empty());
}

TEST_CASE("column_comment: fix, undo and draft") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("Größe");
    table.columns[0].has_comment = true;
    table.columns[0].comment = "GRößE";
    const Judged judged(column_comment, schema.catalog(), table);
    CHECK(judged.fix() == "?COMMENT ON COLUMN public.orders.\"Größe\" IS '<comment>'");
    CHECK(judged.undo() == "COMMENT ON COLUMN public.orders.\"Größe\" IS 'GRößE'");
    CHECK(judged.mended().print() ==
          "CREATE TABLE public.orders (\n    \"Größe\" bigint\n);\nCOMMENT ON COLUMN public.orders.\"Größe\" IS "
          "'<comment>';");
}

}  // namespace
}  // namespace conventions::core
