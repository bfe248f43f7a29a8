// Rule table_inheritance.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule table_inheritance;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

TEST_CASE("table_inheritance: not partitions") {
    Schema schema;
    Table& first = schema.table("Mother");
    Table& second = schema.table("father");
    Table& child = schema.table("child");
    Table& root = schema.table("root", RelationKind::partitioned_table);
    const Table& partition = schema.partition_of(root, "part");
    CHECK(Judged(table_inheritance, schema.catalog(), child).quiet());
    child.parents = {first.relation.oid, second.relation.oid};
    first.children = second.children = {child.relation.oid};
    CHECK(Judged(table_inheritance, schema.catalog(), child).said() ==
          "inherits from \"public.Mother\", \"public.father\"");
    CHECK(Judged(table_inheritance, schema.catalog(), first).quiet());
    CHECK(Judged(table_inheritance, schema.catalog(), partition).quiet());
    CHECK(table_inheritance.relation_kinds.has(RelationKind::foreign_table));
}

}  // namespace
}  // namespace conventions::core
