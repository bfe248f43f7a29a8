// Rule unlogged_table.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule unlogged_table;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

TEST_CASE("unlogged_table: tables, partitions too") {
    Schema schema;
    Table& table = schema.table("Orders");
    CHECK(Judged(unlogged_table, schema.catalog(), table).quiet());
    table.relation.persistence = Persistence::unlogged;
    const Judged judged(unlogged_table, schema.catalog(), table);
    CHECK(judged.said() == "is unlogged: a crash empties it");
    CHECK(judged.fix() == "ALTER TABLE public.\"Orders\" SET LOGGED");
    CHECK(judged.undo() == "ALTER TABLE public.\"Orders\" SET UNLOGGED");
    CHECK(judged.mended().print() == "CREATE TABLE public.\"Orders\" ();");
    CHECK(unlogged_table.judges_partitions);
    for (const RelationKind kind : {RelationKind::partitioned_table, RelationKind::foreign_table, RelationKind::view})
        CHECK_FALSE(unlogged_table.relation_kinds.has(kind));
}

TEST_CASE("unlogged_table: after the tables that it refers to") {
    Schema schema;
    Table& parent = schema.table("parents");
    Table& child = schema.table("children");
    child.relation.persistence = Persistence::unlogged;
    child.column("parent");
    child.foreign_key("to_parent", {1}, parent.relation.oid);
    const auto fix = [&] { return Judged(unlogged_table, schema.catalog(), child).fix(); };
    CHECK(fix() == "ALTER TABLE public.children SET LOGGED");
    parent.relation.persistence = Persistence::unlogged;
    CHECK(fix().empty());
    CHECK_FALSE(Judged(unlogged_table, schema.catalog(), child).mended().printable());
    CHECK(Judged(unlogged_table, schema.catalog(), child).undo().empty());
    // Not read: it may be unlogged, which the server would say.
    child.constraints[0].referenced = 7;
    CHECK(fix() == "ALTER TABLE public.children SET LOGGED");
    CHECK_FALSE(Judged(unlogged_table, schema.catalog(), child).mended().printable());
    child.constraints[0].referenced = child.relation.oid;
    CHECK(fix() == "ALTER TABLE public.children SET LOGGED");
}

TEST_CASE("unlogged_table: sequences that no column owns") {
    Schema schema;
    Table& table = schema.table("orders");
    Table& sequence = schema.table("Numbers", RelationKind::sequence);
    sequence.relation.persistence = Persistence::unlogged;
    const auto said = [&] { return Judged(unlogged_table, schema.catalog(), sequence).said(); };
    constexpr Text says = "is unlogged: a crash sets it back to its start";
    CHECK(said() == says);
    const Judged judged(unlogged_table, schema.catalog(), sequence);
    CHECK(judged.fix() == "ALTER SEQUENCE public.\"Numbers\" SET LOGGED");
    CHECK(judged.undo() == "ALTER SEQUENCE public.\"Numbers\" SET UNLOGGED");
    sequence.relation.sequence.owner_relation = table.relation.oid;
    CHECK(said() == says);
    table.relation.persistence = Persistence::unlogged;
    CHECK(said().empty());
    // Not read: it is judged with its table.
    sequence.relation.sequence.owner_relation = 7;
    CHECK(said().empty());
}

}  // namespace
}  // namespace conventions::core
