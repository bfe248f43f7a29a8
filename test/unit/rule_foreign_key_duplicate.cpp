// Rule foreign_key_duplicate.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_duplicate;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

Table& orders(Schema& schema) {
    Table& table = schema.table("orders");
    for (const Text name : {"a", "b", "c"}) table.column(name);
    return table;
}

constexpr Text found = "second: duplicates constraint \"first\"";

/// Two keys over (a, b); `change` makes the second one differ.
std::string said(auto&& change) {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("first", {1, 2});
    change(table, table.foreign_key("second", {1, 2}));
    return Judged(foreign_key_duplicate, schema.catalog(), table).said();
}

TEST_CASE("foreign_key_duplicate: the same pairs of the same tables") {
    CHECK(said([](Table&, Constraint&) {}) == found);
    CHECK(said([](Table&, Constraint& key) { key.referenced = 30001; }).empty());
    CHECK(said([](Table& table, Constraint& key) { key.columns = table.numbers[0]; }) == found);
    CHECK(said([](Table& table, Constraint& key) {
              key.referenced_columns = table.numbers.emplace_back(std::initializer_list<AttributeNumber>{2, 1});
          }).empty());
    // The same pairs in another order.
    CHECK(said([](Table& table, Constraint& key) {
              key.columns = table.numbers.emplace_back(std::initializer_list<AttributeNumber>{2, 1});
              key.referenced_columns = table.numbers.emplace_back(std::initializer_list<AttributeNumber>{2, 1});
          }) == found);
    CHECK(said([](Table&, Constraint& key) {
              key.columns = key.columns.first(1);
              key.referenced_columns = key.referenced_columns.first(1);
          }).empty());
    CHECK(said([](Table&, Constraint& key) { key.kind = ConstraintKind::unique; }).empty());
    CHECK(said([](Table&, Constraint& key) { key.parent = 5; }).empty());
}

TEST_CASE("foreign_key_duplicate: a copy is no keeper either, partitions are judged, three leave one") {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("copy", {1}).parent = 5;
    table.foreign_key("first", {1});
    table.foreign_key("second", {1});
    table.foreign_key("third", {1});
    const Judged judged(foreign_key_duplicate, schema.catalog(), table);
    CHECK(judged.said() == "second: duplicates constraint \"first\"|third: duplicates constraint \"first\"");
    CHECK(judged[1].part == "first");
    CHECK(judged[1].detail.empty());
    CHECK(judged.fix(1) == "ALTER TABLE public.orders DROP CONSTRAINT third");
    CHECK(foreign_key_duplicate.judges_partitions);
}

/// The detail and the fix of keys that do not do the same.
std::string difference(auto&& change, std::initializer_list<AttributeNumber> columns = {1, 2}) {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("first", columns);
    change(table, table.foreign_key("second", columns));
    const Judged judged(foreign_key_duplicate, schema.catalog(), table);
    return judged[0].detail + judged.fix();
}

TEST_CASE("foreign_key_duplicate: where they differ, a person decides") {
    CHECK(difference([](Table&, Constraint&) {}) == "ALTER TABLE public.orders DROP CONSTRAINT second");
    CHECK(difference([](Table&, Constraint& key) { key.on_delete = ForeignKeyAction::cascade; }) ==
          "They differ in ON DELETE: decide which one is meant.");
    CHECK(difference([](Table& table, Constraint& key) { key.set_columns = table.numbers.emplace_back(1, 1); }) ==
          "They differ in ON DELETE: decide which one is meant.");
    CHECK(difference([](Table&, Constraint& key) { key.on_update = ForeignKeyAction::cascade; }) ==
          "They differ in ON UPDATE: decide which one is meant.");
    CHECK(difference([](Table&, Constraint& key) { key.deferrable = true; }) ==
          "They differ in DEFERRABLE: decide which one is meant.");
    CHECK(difference([](Table&, Constraint& key) { key.initially_deferred = true; }) ==
          "They differ in DEFERRABLE: decide which one is meant.");
    CHECK(difference([](Table&, Constraint& key) {
              key.enforced = false;
              key.match = ForeignKeyMatch::full;
          }) == "They differ in MATCH, ENFORCED: decide which one is meant.");
    // With one column FULL and SIMPLE say the same.
    CHECK(difference([](Table&, Constraint& key) { key.match = ForeignKeyMatch::full; }, {1}) ==
          "ALTER TABLE public.orders DROP CONSTRAINT second");
}

TEST_CASE("foreign_key_duplicate: nothing that is proven goes unproven") {
    CHECK(difference([](Table& table, Constraint&) { table.constraints[0].validated = false; }) ==
          "ALTER TABLE public.orders VALIDATE CONSTRAINT first; ALTER TABLE public.orders DROP CONSTRAINT second");
    CHECK(difference([](Table&, Constraint& key) { key.validated = false; }) ==
          "ALTER TABLE public.orders DROP CONSTRAINT second");
    CHECK(difference([](Table& table, Constraint& key) {
              key.validated = false;
              table.constraints[0].validated = false;
          }) == "ALTER TABLE public.orders DROP CONSTRAINT second");
}

TEST_CASE("foreign_key_duplicate: undo makes it again") {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("first", {1});
    Constraint& second = table.foreign_key("Zweite Größe", {1});
    const auto undo = [&] { return Judged(foreign_key_duplicate, schema.catalog(), table).undo(); };
    constexpr Text added =
        "ALTER TABLE public.orders ADD CONSTRAINT \"Zweite Größe\" FOREIGN KEY (a) REFERENCES public.parents (x)";
    CHECK(undo() == added);
    second.validated = false;
    second.has_comment = true;
    second.comment = "why";
    CHECK(undo() ==
          Findings::text(added, " NOT VALID;\nCOMMENT ON CONSTRAINT \"Zweite Größe\" ON public.orders IS 'why'"));
    second.validated = true;
    table.constraints[0].validated = false;
    CHECK(undo().empty());
    second.validated = false;
    table.constraints[0].enforced = second.enforced = false;
    CHECK(undo().starts_with(Findings::text(added, " NOT ENFORCED;")));
}

TEST_CASE("foreign_key_duplicate: the draft has one of them") {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("first", {1}).definition = "FOREIGN KEY (a) REFERENCES parents(x)";
    table.foreign_key("second", {1}).definition = "FOREIGN KEY (a) REFERENCES parents(x)";
    CHECK(Judged(foreign_key_duplicate, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.orders (\n    a bigint CONSTRAINT first REFERENCES public.parents (x),\n    b bigint,\n"
          "    c bigint\n);");
    table.constraints[1].on_update = ForeignKeyAction::cascade;
    CHECK(!Judged(foreign_key_duplicate, schema.catalog(), table).mended().printable());
}

}  // namespace
}  // namespace conventions::core
