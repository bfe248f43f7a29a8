// Rule exclusion_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule exclusion_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

TEST_CASE("exclusion_name") {
    Schema schema;
    Table& table = schema.table("bookings");
    table.column("during");
    for (const Text name : {"Overlap", "ex_bookings_x", "bookings_during_excl"})
        table.unique_constraint(ConstraintKind::exclusion, name, {1});
    for (Constraint& each : table.constraints) each.definition = "EXCLUDE USING gist (during WITH &&)";
    table.unique_constraint(ConstraintKind::unique, "other", {1});
    const Judged judged(exclusion_name, schema.catalog(), table);
    CHECK(judged.said() == "Overlap: has a name that does not follow ex_{table}_{rule}");
    CHECK(judged.fix() == "ALTER TABLE public.bookings RENAME CONSTRAINT \"Overlap\" TO ex_bookings_during");
    CHECK(judged.undo() == "ALTER TABLE public.bookings RENAME CONSTRAINT ex_bookings_during TO \"Overlap\"");
    CHECK(judged.mended().keys[0].name == "ex_bookings_during");
    CHECK(Judged(exclusion_name, schema.catalog(), table, R"({"template": "Over{rule}"})").said() ==
          "ex_bookings_x: has a name that does not follow Over{rule}");
    CHECK(Judged(exclusion_name, schema.catalog(), table, R"({"template": ""})").quiet());
    table.constraints[0].inherited = true;
    CHECK(Judged(exclusion_name, schema.catalog(), table).quiet());
}

}  // namespace
}  // namespace conventions::core
