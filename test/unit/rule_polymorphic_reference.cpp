// Rule polymorphic_reference.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule polymorphic_reference;

namespace {

using test::bigint_type;
using test::Judged;
using test::Schema;
using test::Table;
using test::text_type;

TEST_CASE("polymorphic_reference: a text and what nothing checks") {
    Schema schema;
    Table& table = schema.table("comments");
    table.column("subject_id");
    table.column("subject_type", text_type);
    table.column("ownerType", text_type);
    table.column("ownerId", text_type);
    table.column("mime_type", text_type);
    table.column("_type", text_type);
    table.column("_id");
    table.column("order_type", bigint_type);
    table.column("order_id");
    const auto said = [&] { return Judged(polymorphic_reference, schema.catalog(), table).said(); };
    CHECK(said() ==
          "refers to one of several tables by \"subject_type\" and \"subject_id\", which no foreign key can check|"
          "refers to one of several tables by \"ownerType\" and \"ownerId\", which no foreign key can check");
    {
        const Judged judged(polymorphic_reference, schema.catalog(), table);
        CHECK(judged[0].part == "subject");
        CHECK(judged[1].part == "owner");
    }
    table.columns[2].inherited = table.columns[3].inherited = true;
    table.foreign_key("k", {1});
    CHECK(said().empty());
    table.columns[2].inherited = false;
    CHECK(said() == "refers to one of several tables by \"ownerType\" and \"ownerId\", which no foreign key can check");
    table.columns[2].is_array = true;
    CHECK(said().empty());
    CHECK(polymorphic_reference.heuristic);
}

}  // namespace
}  // namespace conventions::core
