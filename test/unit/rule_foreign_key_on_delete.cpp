// Rule foreign_key_on_delete.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_on_delete;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

Table& orders(Schema& schema, RelationKind kind = RelationKind::table) {
    Table& table = schema.table("orders", kind);
    table.column("a");
    table.column("B b");
    return table;
}

std::string said(auto&& change, Text parameters = {}) {
    Schema schema;
    Table& table = orders(schema);
    change(table.foreign_key("key", {1}));
    return Judged(foreign_key_on_delete, schema.catalog(), table, parameters).said();
}

constexpr Text lacking = "key: has no action on delete";

TEST_CASE("foreign_key_on_delete: every action but NO ACTION is a decision") {
    CHECK(said([](Constraint&) {}) == lacking);
    for (const ForeignKeyAction action : {ForeignKeyAction::restrict_action, ForeignKeyAction::cascade,
                                          ForeignKeyAction::set_null, ForeignKeyAction::set_default})
        CHECK(said([&](Constraint& key) { key.on_delete = action; }).empty());
    // Not so what happens on update.
    CHECK(said([](Constraint& key) { key.on_update = ForeignKeyAction::cascade; }) == lacking);
    CHECK(said([](Constraint& key) { key.validated = false; }) == lacking);
}

TEST_CASE("foreign_key_on_delete: DEFERRABLE is a decision, and lifts no other action") {
    CHECK(said([](Constraint& key) { key.deferrable = true; }).empty());
    CHECK(said(
              [](Constraint& key) {
                  key.deferrable = true;
                  key.on_delete = ForeignKeyAction::cascade;
              },
              R"({"allowed": ["restrict"]})") == "key: has the action CASCADE on delete");
}

TEST_CASE("foreign_key_on_delete: copies, other constraints and keys that are not enforced do not count") {
    CHECK(said([](Constraint& key) { key.parent = 5; }).empty());
    CHECK(said([](Constraint& key) { key.enforced = false; }).empty());
    CHECK(said([](Constraint& key) { key.kind = ConstraintKind::unique; }).empty());
    CHECK(foreign_key_on_delete.judges_partitions);
}

TEST_CASE("foreign_key_on_delete: the house says what is allowed") {
    CHECK(said([](Constraint&) {}, R"({"allowed": ["no action"]})").empty());
    const auto cascades = [](Constraint& key) { key.on_delete = ForeignKeyAction::cascade; };
    CHECK(said(cascades, R"({"allowed": ["no action", "set null"]})") == "key: has the action CASCADE on delete");
    CHECK(said(cascades, R"({"allowed": []})") == "key: has the action CASCADE on delete");
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("key", {1});
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(foreign_key_on_delete, catalog, table)[0].detail ==
          "Allowed: RESTRICT, CASCADE, SET NULL, SET DEFAULT.");
    CHECK(Judged(foreign_key_on_delete, catalog, table, R"({"allowed": []})")[0].detail.empty());
}

TEST_CASE("foreign_key_on_delete: the fix keeps all but the action, and proves it apart") {
    Schema schema;
    Table& table = orders(schema);
    Constraint& key = table.foreign_key("Key \"k\"", {2, 1});
    key.match = ForeignKeyMatch::full;
    key.on_update = ForeignKeyAction::cascade;
    key.has_comment = true;
    key.comment = "it's";
    const auto judged = [&] { return Judged(foreign_key_on_delete, schema.catalog(), table).fix(); };
    constexpr Text start =
        "?ALTER TABLE public.orders DROP CONSTRAINT \"Key \"\"k\"\"\", ADD CONSTRAINT \"Key "
        "\"\"k\"\"\" FOREIGN KEY (\"B b\", a) REFERENCES public.parents (x, y) MATCH FULL ON UPDATE "
        "CASCADE ON DELETE <action>";
    constexpr Text comment = "; COMMENT ON CONSTRAINT \"Key \"\"k\"\"\" ON public.orders IS 'it''s'";
    CHECK(judged() == Findings::text(start,
                                     " NOT VALID; ALTER TABLE public.orders VALIDATE CONSTRAINT \"Key \"\"k\"\"\"",
                                     comment));
    CHECK(
        Judged(foreign_key_on_delete, schema.catalog(), table).undo() ==
        "ALTER TABLE public.orders DROP CONSTRAINT \"Key \"\"k\"\"\";\nALTER TABLE public.orders ADD CONSTRAINT \"Key "
        "\"\"k\"\"\" FOREIGN KEY (\"B b\", a) REFERENCES public.parents (x, y) MATCH FULL ON UPDATE CASCADE;\nCOMMENT "
        "ON CONSTRAINT \"Key \"\"k\"\"\" ON public.orders IS 'it''s'");
    table.constraints[0].validated = false;
    CHECK(judged() == Findings::text(start, " NOT VALID", comment));
    CHECK(Judged(foreign_key_on_delete, schema.catalog(), table).undo().find("CASCADE NOT VALID;") !=
          std::string::npos);
    table.constraints[0].validated = true;
    table.relation.kind = RelationKind::partitioned_table;
    CHECK(judged() == Findings::text(start, comment));
    table.relation.kind = RelationKind::table;
    table.relation.origin = Origin::this_transaction;
    CHECK(judged() == Findings::text(start, comment));
}

TEST_CASE("foreign_key_on_delete: the draft takes RESTRICT where that is allowed") {
    Schema schema;
    Table& table = orders(schema);
    table.relation.origin = Origin::this_command;
    Constraint& key = table.foreign_key("key", {1});
    key.definition = "FOREIGN KEY (a) REFERENCES parents(x)";
    const auto mended = [&](Text parameters = {}) {
        return Judged(foreign_key_on_delete, schema.catalog(), table, parameters).mended();
    };
    CHECK(
        mended().print() ==
        "CREATE TABLE public.orders (\n    a bigint CONSTRAINT key REFERENCES public.parents (x) ON DELETE RESTRICT,\n"
        "    \"B b\" bigint\n);");
    CHECK(!mended(R"({"allowed": ["cascade"]})").printable());
    table.constraints[0].on_delete = ForeignKeyAction::cascade;
    table.constraints[0].definition = "FOREIGN KEY (a) REFERENCES parents(x) ON DELETE CASCADE";
    CHECK(!mended(R"({"allowed": ["restrict"]})").printable());
    table.constraints[0].definition = "something else";
    table.constraints[0].on_delete = ForeignKeyAction::no_action;
    CHECK(!mended().printable());
}

}  // namespace
}  // namespace conventions::core
