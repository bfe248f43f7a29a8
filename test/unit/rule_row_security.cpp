// Rule row_security.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule row_security;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text of_public = R"({"schemas": ["public", "Ä pi"]})";

TEST_CASE("row_security: tables of the listed schemas alone") {
    Schema schema;
    const Table& exposed = schema.table("orders");
    const Table& odd = schema.table("orders", RelationKind::table, "Ä pi");
    const Table& inner = schema.table("orders", RelationKind::table, "private");
    const Table& upper = schema.table("orders", RelationKind::table, "PUBLIC");
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(row_security, catalog, exposed).quiet());
    const Judged judged(row_security, catalog, exposed, of_public);
    CHECK(judged.said() == "has no row security");
    CHECK(judged[0].detail.empty());
    CHECK(judged.fix() == "ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY");
    CHECK(judged.undo() == "ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY");
    CHECK(Judged(row_security, catalog, odd, of_public).fix() ==
          "ALTER TABLE \"Ä pi\".orders ENABLE ROW LEVEL SECURITY");
    CHECK(Judged(row_security, catalog, inner, of_public).quiet());
    CHECK(Judged(row_security, catalog, upper, of_public).quiet());
    CHECK(Judged(row_security, catalog, exposed, R"({"schemas": []})").quiet());
}

TEST_CASE("row_security: enabled is enough, forced is something else") {
    Schema schema;
    Table& table = schema.table("orders");
    table.relation.row_security = true;
    CHECK(Judged(row_security, schema.catalog(), table, of_public).quiet());
    table.relation.row_security = false;
    table.relation.row_security_forced = true;
    CHECK(Judged(row_security, schema.catalog(), table, of_public).count() == 1);
}

TEST_CASE("row_security: only what can have it") {
    for (const RelationKind kind : {RelationKind::foreign_table, RelationKind::view, RelationKind::materialized_view,
                                    RelationKind::sequence, RelationKind::composite_type}) {
        Schema schema;
        const Table& relation = schema.table("orders", kind);
        CHECK(Judged(row_security, schema.catalog(), relation, of_public).quiet());
    }
}

TEST_CASE("row_security: trees") {
    Schema schema;
    Table& root = schema.table("events", RelationKind::partitioned_table);
    schema.partition_of(root, "events_1");
    CHECK_FALSE(row_security.judges_partitions);
    const Judged judged(row_security, schema.catalog(), root, of_public);
    CHECK(judged.said() == "has no row security");
    CHECK(judged[0].detail == "Who reads a partition by its own name obeys that of the partition alone.");
    CHECK(judged.fix() == "ALTER TABLE public.events ENABLE ROW LEVEL SECURITY");
    // What the partition has says nothing of the root.
    root.relation.row_security = true;
    CHECK(Judged(row_security, schema.catalog(), root, of_public).quiet());

    Table& parent = schema.table("people");
    Table& child = schema.table("customers");
    child.parents.push_back(parent.relation.oid);
    parent.children.push_back(child.relation.oid);
    parent.relation.row_security = true;
    CHECK(Judged(row_security, schema.catalog(), child, of_public).said() == "has no row security");
    parent.relation.row_security = false;
    CHECK(Judged(row_security, schema.catalog(), parent, of_public)[0].detail ==
          "Who reads an inheriting table by its own name obeys that of the inheriting table alone.");
    CHECK(Judged(row_security, schema.catalog(), child, of_public)[0].detail.empty());
}

TEST_CASE("row_security: waits, and is never run in passing") {
    CHECK(row_security.waits_in_autocommit);
    CHECK((row_security.mend == nullptr));
    // conventions.fixes() leaves such fixes out unless they are asked for.
    CHECK(row_security.fix_safety == FixSafety::breaking);
    CHECK(row_security.severities.strict == Severity::off);
}

}  // namespace
}  // namespace conventions::core
