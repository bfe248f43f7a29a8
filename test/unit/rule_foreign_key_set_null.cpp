// Rule foreign_key_set_null.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_set_null;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// Columns a (NOT NULL) and b, with a key over both.
Table& orders(Schema& schema, ForeignKeyAction action, RelationKind kind = RelationKind::table) {
    Table& table = schema.table("orders", kind);
    table.column("a").not_null = true;
    table.column("b");
    table.foreign_key("key", {2, 1}).on_delete = action;
    return table;
}

std::string said(ForeignKeyAction action, auto&& change) {
    Schema schema;
    Table& table = orders(schema, action);
    change(table);
    return Judged(foreign_key_set_null, schema.catalog(), table).said();
}

constexpr Text to_null = "key: sets (a) to null on delete, but NOT NULL forbids it";
constexpr Text to_default = "key: sets (a) on delete to a default that is null, but NOT NULL forbids it";

TEST_CASE("foreign_key_set_null: SET NULL on a NOT NULL column") {
    constexpr ForeignKeyAction action = ForeignKeyAction::set_null;
    CHECK(said(action, [](Table&) {}) == to_null);
    CHECK(said(action, [](Table& table) { table.columns[0].not_null = false; }).empty());
    CHECK(said(action, [](Table& table) {
              table.columns[0].not_null = false;
              table.columns[0].domain_not_null = true;
          }) == to_null);
    CHECK(said(action, [](Table& table) { table.columns[1].not_null = true; }) ==
          "key: sets (b, a) to null on delete, but NOT NULL forbids it");
    // A default does not help.
    CHECK(said(action, [](Table& table) { table.columns[0].has_default = true; }) == to_null);
    CHECK(said(action, [](Table& table) { table.constraints[0].validated = false; }) == to_null);
}

TEST_CASE("foreign_key_set_null: only the listed columns are set") {
    for (const ForeignKeyAction action : {ForeignKeyAction::set_null, ForeignKeyAction::set_default}) {
        CHECK(said(action, [](Table& table) {
                  table.constraints[0].set_columns = table.numbers.emplace_back(1, 2);
              }).empty());
        CHECK(!said(action, [](Table& table) {
                   table.constraints[0].set_columns = table.numbers.emplace_back(1, 1);
               }).empty());
    }
}

TEST_CASE("foreign_key_set_null: SET DEFAULT without a default") {
    constexpr ForeignKeyAction action = ForeignKeyAction::set_default;
    CHECK(said(action, [](Table&) {}) == to_default);
    const auto with_default = [](Table& table) {
        table.columns[0].has_default = true;
        table.columns[0].default_kind = DefaultKind::constant;
    };
    CHECK(said(action, with_default).empty());
    CHECK(said(action, [&](Table& table) {
              with_default(table);
              table.columns[0].default_is_null = true;
          }) == to_default);
    // One that was not read may be null.
    CHECK(said(action, [](Table& table) { table.columns[0].has_default = true; }) == to_default);
    CHECK(said(action, [](Table& table) { table.columns[0].identity = Identity::by_default; }).empty());
    CHECK(said(action, [](Table& table) { table.columns[0].not_null = false; }).empty());
}

TEST_CASE("foreign_key_set_null: other actions, copies, keys that are not enforced") {
    for (const ForeignKeyAction action :
         {ForeignKeyAction::no_action, ForeignKeyAction::restrict_action, ForeignKeyAction::cascade})
        CHECK(said(action, [](Table&) {}).empty());
    constexpr ForeignKeyAction action = ForeignKeyAction::set_null;
    CHECK(said(action, [](Table& table) { table.constraints[0].parent = 5; }).empty());
    CHECK(said(action, [](Table& table) { table.constraints[0].enforced = false; }).empty());
    CHECK(foreign_key_set_null.judges_partitions);
}

TEST_CASE("foreign_key_set_null: NOT NULL of some partitions, in their own order of columns") {
    Schema schema;
    Table& root = orders(schema, ForeignKeyAction::set_null, RelationKind::partitioned_table);
    root.columns[0].not_null = false;
    schema.partition_of(root, "one");
    Table& two = schema.partition_of(root, "two");
    // The columns of the second one stand the other way round.
    std::swap(two.columns[0].name, two.columns[1].name);
    two.constraints[0].columns = two.numbers.emplace_back(std::initializer_list<AttributeNumber>{1, 2});
    CHECK(Judged(foreign_key_set_null, schema.catalog(), root).quiet());
    two.columns[1].not_null = true;
    {
        const Judged judged(foreign_key_set_null, schema.catalog(), root);
        CHECK(judged.said() == to_null);
        CHECK(judged[0].detail ==
              "A delete in \"public.parents\" fails wherever a row refers to what it deletes. So it "
              "is in 1 of 2 partitions, \"public.two\".");
    }
    CHECK(Judged(foreign_key_set_null, schema.catalog(), two).quiet());
    // The default that counts is the root's.
    root.constraints[0].on_delete = two.constraints[0].on_delete = ForeignKeyAction::set_default;
    two.columns[1].has_default = true;
    two.columns[1].default_kind = DefaultKind::constant;
    CHECK(Judged(foreign_key_set_null, schema.catalog(), root).said() == to_default);
    root.columns[0].has_default = true;
    root.columns[0].default_kind = DefaultKind::expression;
    CHECK(Judged(foreign_key_set_null, schema.catalog(), root).quiet());
}

TEST_CASE("foreign_key_set_null: many partitions are not all named; an empty root stands for itself") {
    Schema schema;
    Table& root = orders(schema, ForeignKeyAction::set_null, RelationKind::partitioned_table);
    {
        const Judged judged(foreign_key_set_null, schema.catalog(), root);
        CHECK(judged[0].detail == "A delete in \"public.parents\" fails wherever a row refers to what it deletes.");
    }
    for (const Text name : {"p1", "p2", "p3", "p4", "p5"}) schema.partition_of(root, name);
    root.columns[0].not_null = false;
    CHECK(Judged(foreign_key_set_null, schema.catalog(), root)[0].detail.find("partition") == std::string::npos);
    schema.partition_of(root, "free");
    CHECK(Judged(foreign_key_set_null, schema.catalog(), root)[0].detail.ends_with(
        "So it is in 5 of 6 partitions, \"public.p1\", \"public.p2\", \"public.p3\", ..."));
}

TEST_CASE("foreign_key_set_null: the fix refuses the delete in words, the draft too") {
    Schema schema;
    Table& table = orders(schema, ForeignKeyAction::set_null);
    table.constraints[0].set_columns = table.numbers.emplace_back(1, 1);
    table.constraints[0].definition = "FOREIGN KEY (b, a) REFERENCES parents(x, y) ON DELETE SET NULL (a)";
    {
        const Judged judged(foreign_key_set_null, schema.catalog(), table);
        CHECK(judged.fix() ==
              "ALTER TABLE public.orders DROP CONSTRAINT key, ADD CONSTRAINT key FOREIGN KEY (b, a) REFERENCES "
              "public.parents (x, y) ON DELETE RESTRICT NOT VALID; ALTER TABLE public.orders VALIDATE CONSTRAINT key");
        CHECK(
            judged.undo() ==
            "ALTER TABLE public.orders DROP CONSTRAINT key;\nALTER TABLE public.orders ADD CONSTRAINT key FOREIGN KEY "
            "(b, a) REFERENCES public.parents (x, y) ON DELETE SET NULL (a)");
        CHECK(judged.mended().print().find("REFERENCES public.parents (x, y) ON DELETE RESTRICT\n") !=
              std::string::npos);
    }
    table.constraints[0].definition = "something else";
    CHECK(!Judged(foreign_key_set_null, schema.catalog(), table).mended().printable());
}

}  // namespace
}  // namespace conventions::core
