// Rules on foreign keys one by one: foreign_key_cross_schema, foreign_key_forbidden, foreign_key_nullable,
// foreign_key_overlap, foreign_key_self_action.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_cross_schema;
extern const Rule foreign_key_forbidden;
extern const Rule foreign_key_nullable;
extern const Rule foreign_key_overlap;
extern const Rule foreign_key_self_action;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

Table& orders(Schema& schema) {
    Table& table = schema.table("orders");
    for (const Text name : {"a", "b", "c"}) table.column(name);
    return table;
}

/// What a rule says of a table with a key over (a, b), of which a is NOT NULL.
std::string said(const Rule& rule, auto&& change, Text parameters = {}) {
    Schema schema;
    Table& table = orders(schema);
    table.columns[0].not_null = true;
    Constraint& key = table.foreign_key("k", {1, 2});
    change(table, key);
    return Judged(rule, schema.catalog(), table, parameters).said();
}

TEST_CASE("foreign_key_nullable: some but not all") {
    const auto holes = [](auto&& change) { return said(foreign_key_nullable, change); };
    CHECK(holes([](Table&, Constraint&) {}) == "k: checks no row in which b is null");
    CHECK(holes([](Table& table, Constraint&) { table.columns[0].not_null = false; }).empty());
    CHECK(holes([](Table& table, Constraint&) { table.columns[1].not_null = true; }).empty());
    CHECK(holes([](Table& table, Constraint&) { table.columns[1].domain_not_null = true; }).empty());
    CHECK(holes([](Table&, Constraint& key) { key.match = ForeignKeyMatch::full; }).empty());
    CHECK(holes([](Table&, Constraint& key) { key.parent = 5; }).empty());
    CHECK(holes([](Table&, Constraint& key) { key.enforced = false; }).empty());
    CHECK(holes([](Table&, Constraint& key) { key.columns = key.columns.subspan(1); }).empty());
    CHECK(holes([](Table& table, Constraint& key) { key.columns = table.numbers.emplace_back(3, 1); }).empty());
    static constexpr AttributeNumber all[] = {1, 2, 3};
    static constexpr AttributeNumber last[] = {3};
    CHECK(holes([](Table&, Constraint& key) { key.columns = all; }) == "k: checks no row in which one of b, c is null");
    // The key itself says what a null means.
    const auto sets = [](Constraint& key) {
        key.columns = all;
        key.on_delete = ForeignKeyAction::set_null;
        key.set_columns = last;
    };
    CHECK(holes([&](Table&, Constraint& key) { sets(key); }) == "k: checks no row in which b is null");
    CHECK(holes([&](Table& table, Constraint& key) {
              sets(key);
              table.columns[1].not_null = true;
          }).empty());
}

TEST_CASE("foreign_key_nullable: the fix, and what it speaks for") {
    Schema schema;
    Table& table = orders(schema);
    table.columns[0].not_null = true;
    table.foreign_key("k", {1, 2, 3});
    const auto fix = [&] { return Judged(foreign_key_nullable, schema.catalog(), table).fix(); };
    const Judged judged(foreign_key_nullable, schema.catalog(), table);
    CHECK(judged[0].columns == std::vector<std::size_t>{1, 2});
    CHECK(judged.fix() ==
          "?UPDATE public.orders SET b = <value> WHERE b IS NULL; "
          "ALTER TABLE public.orders ADD CONSTRAINT b_not_null CHECK (b IS NOT NULL) NOT VALID; "
          "ALTER TABLE public.orders VALIDATE CONSTRAINT b_not_null; "
          "ALTER TABLE public.orders ALTER COLUMN b SET NOT NULL; "
          "ALTER TABLE public.orders DROP CONSTRAINT b_not_null; "
          "?UPDATE public.orders SET c = <value> WHERE c IS NULL; "
          "ALTER TABLE public.orders ADD CONSTRAINT c_not_null CHECK (c IS NOT NULL) NOT VALID; "
          "ALTER TABLE public.orders VALIDATE CONSTRAINT c_not_null; "
          "ALTER TABLE public.orders ALTER COLUMN c SET NOT NULL; "
          "ALTER TABLE public.orders DROP CONSTRAINT c_not_null");
    const Silence& silence = foreign_key_nullable.silences[0];
    CHECK(silence.rule == "nullable_column");
    const auto is_silent = [&](const ObjectAt& object) {
        const Policy policy({.profile = "strict"});
        const Situation situation;
        const Context in{schema.catalog(), policy.settings(foreign_key_nullable), situation};
        return silence.has_one_cause(in, judged[0], {.object = object, .says = {}});
    };
    CHECK(is_silent(ObjectAt::column(1)));
    CHECK(is_silent(ObjectAt::column(2)));
    CHECK(!is_silent(ObjectAt::column(0)));
    CHECK(!is_silent(ObjectAt::constraint(1)));
    table.columns[2].inherited = true;
    CHECK(fix().empty());
    table.columns[2].inherited = false;
    table.constraints[0].on_delete = ForeignKeyAction::set_null;
    CHECK(fix().empty());
    table.constraints[0].on_delete = ForeignKeyAction::cascade;
    table.constraints[0].on_update = ForeignKeyAction::set_null;
    CHECK(fix().empty());
}

TEST_CASE("foreign_key_overlap: a column shared on the way to one table") {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("one", {1});
    const auto overlap = [&](auto&& change) {
        change();
        const Judged judged(foreign_key_overlap, schema.catalog(), table);
        const std::string answer = judged.quiet() ? "" : judged.said() + "|" + judged[0].detail;
        table.constraints.resize(1);
        return answer;
    };
    CHECK(overlap([&] {
              table.foreign_key("two", {1, 2});
          }) ==
          "two: shares a column with \"one\", which refers to the same table|All that \"one\" checks, \"two\" checks "
          "too where none of its columns is null.");
    CHECK(overlap([&] {
              table.foreign_key("two", {2, 1});
          }) == "two: shares a column with \"one\", which refers to the same table|");
    CHECK(overlap([&] { table.foreign_key("two", {2, 3}); }).empty());
    CHECK(overlap([&] { table.foreign_key("two", {1, 2}, 30001); }).empty());
    CHECK(overlap([&] { table.foreign_key("two", {1, 2}).parent = 5; }).empty());
    // A duplicate is another rule's.
    CHECK(overlap([&] { table.foreign_key("two", {1}); }).empty());
    CHECK(overlap([&] {
              table.foreign_key("two", {1});
              table.foreign_key("three", {1, 2});
              table.foreign_key("four", {1, 2});
          }) ==
          "three: shares a column with \"one\", which refers to the same table|four: shares a column with \"one\", "
          "which refers to the same table|All that \"one\" checks, \"three\" checks too where none of its "
          "columns is null.");
    CHECK(overlap([&] {
              table.foreign_key("two", {1, 2});
              table.foreign_key("three", {1});
          }).find("three: shares a column with \"two\"") != std::string::npos);
    CHECK(foreign_key_overlap.judges_partitions);
}

TEST_CASE("foreign_key_self_action: its own table, and nothing happens") {
    const auto self = [](auto&& change) {
        return said(foreign_key_self_action, [&](Table&, Constraint& key) {
            key.referenced_is_self = true;
            change(key);
        });
    };
    CHECK(self([](Constraint&) {}) == "k: refers to its own table with NO ACTION on delete, and is not deferrable");
    CHECK(self([](Constraint& key) { key.on_delete = ForeignKeyAction::restrict_action; }) ==
          "k: refers to its own table with RESTRICT on delete, and is not deferrable");
    CHECK(self([](Constraint& key) { key.on_delete = ForeignKeyAction::cascade; }).empty());
    CHECK(self([](Constraint& key) { key.deferrable = true; }).empty());
    CHECK(self([](Constraint& key) { key.parent = 5; }).empty());
    CHECK(self([](Constraint& key) { key.enforced = false; }).empty());
    CHECK(self([](Constraint& key) { key.referenced_is_self = false; }).empty());
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("k", {1}).referenced_is_self = true;
    CHECK(Judged(foreign_key_self_action, schema.catalog(), table).fix() ==
          "?ALTER TABLE public.orders DROP CONSTRAINT k, ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES public.parents "
          "(x) ON DELETE <action> NOT VALID; ALTER TABLE public.orders VALIDATE CONSTRAINT k");
}

TEST_CASE("foreign_key_cross_schema: another schema, unless the pair is allowed") {
    const auto crossing = [](Text parameters = {}) {
        return said(
            foreign_key_cross_schema, [](Table&, Constraint& key) { key.referenced_schema = "crm"; }, parameters);
    };
    CHECK(crossing() == "k: refers to \"crm.parents\", in another schema");
    CHECK(crossing(R"({"allowed": [{"to": "crm"}]})").empty());
    CHECK(crossing(R"({"allowed": [{"to": "c.m|x", "from": "public"}]})").empty());
    CHECK(!crossing(R"({"allowed": [{"to": "crm", "from": "publi"}]})").empty());
    CHECK(!crossing(R"({"allowed": [{"to": "cr"}]})").empty());
    CHECK(said(foreign_key_cross_schema, [](Table&, Constraint&) {}).empty());
    CHECK(said(foreign_key_cross_schema, [](Table&, Constraint& key) {
              key.referenced_schema = "crm";
              key.parent = 5;
          }).empty());
}

TEST_CASE("foreign_key_forbidden: any") {
    Schema schema;
    Table& table = orders(schema);
    table.foreign_key("k", {1}).definition = "FOREIGN KEY (a) REFERENCES parents(x)";
    table.foreign_key("copy", {2}).parent = 5;
    const Judged judged(foreign_key_forbidden, schema.catalog(), table);
    CHECK(judged.said() == "k: refers to \"public.parents\", and foreign keys are forbidden");
    CHECK(judged.fix() == "ALTER TABLE public.orders DROP CONSTRAINT k");
    CHECK(judged.undo() == "ALTER TABLE public.orders ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES public.parents (x)");
    table.constraints.pop_back();
    CHECK(Judged(foreign_key_forbidden, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.orders (\n    a bigint,\n    b bigint,\n    c bigint\n);");
}

}  // namespace
}  // namespace conventions::core
