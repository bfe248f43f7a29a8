// Rule forbidden_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule forbidden_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text forbidden = R"json({"pattern": "(^tbl_|_tmp$)|^test$"})json";

TEST_CASE("forbidden_name: relations, columns and types") {
    Schema schema;
    Table& table = schema.table("tbl_orders");
    table.column("tbl_id");
    table.column("test");
    table.column("latest");
    table.column("tbl_theirs").inherited = true;
    Table& view = schema.table("seen_tmp", RelationKind::view);
    Table& sequence = schema.table("tbl_no_seq", RelationKind::sequence);
    schema.table("seen");
    Type& type = schema.type("tbl_user", TypeKind::composite);
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(forbidden_name, catalog, table).quiet());
    const Judged judged(forbidden_name, catalog, table, forbidden);
    CHECK(judged.said() ==
          "has a name that holds \"tbl_\", which the policy forbids|"
          "tbl_id: has a name that holds \"tbl_\", which the policy forbids|"
          "test: has a name that matches (^tbl_|_tmp$)|^test$");
    CHECK(judged.fix(0) == "ALTER TABLE public.tbl_orders RENAME TO orders");
    CHECK(judged.undo(0) == "ALTER TABLE public.orders RENAME TO tbl_orders");
    CHECK(judged.fix(1) == "ALTER TABLE public.tbl_orders RENAME COLUMN tbl_id TO id");
    CHECK(judged.fix(2) == "?ALTER TABLE public.tbl_orders RENAME COLUMN test TO <name>");
    CHECK_FALSE(judged.mended().printable());
    CHECK(Judged(forbidden_name, catalog, view, forbidden).fix() == "ALTER VIEW public.seen_tmp RENAME TO seen_2");
    // What is left must be quoted.
    CHECK(Judged(forbidden_name, catalog, type, forbidden).fix() == "?ALTER TYPE public.tbl_user RENAME TO <name>");
    CHECK(Judged(forbidden_name, catalog, sequence, forbidden).fix() ==
          "ALTER SEQUENCE public.tbl_no_seq RENAME TO no_seq");
    sequence.relation.sequence.owner_relation = 7;
    CHECK(Judged(forbidden_name, schema.catalog(), sequence, forbidden).quiet());
}

TEST_CASE("forbidden_name: only the kinds that are asked for") {
    Schema schema;
    Table& table = schema.table("tbl_orders");
    table.column("tbl_id");
    const auto count = [&](Text kinds) {
        const std::string parameters = std::string(R"json({"pattern": "^(tbl_)", "kinds": [)json").append(kinds) + "]}";
        return Judged(forbidden_name, schema.catalog(), table, parameters).count();
    };
    CHECK(count(R"("table", "column")") == 2);
    CHECK(count(R"("column")") == 1);
    CHECK(count(R"("view", "type")") == 0);
    const Judged both(forbidden_name, schema.catalog(), table, R"json({"pattern": "^(tbl_)"})json");
    CHECK(both.mended().print() == "CREATE TABLE public.orders (\n    id bigint\n);");
}

}  // namespace
}  // namespace conventions::core
