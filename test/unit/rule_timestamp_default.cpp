// Rule timestamp_default.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule timestamp_default;

namespace {

using test::Judged;
using test::Schema;
using test::Table;
using test::timestamptz_type;

std::string said_with(auto&& fill, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("orders");
    fill(table);
    return Judged(timestamp_default, schema.catalog(), table, parameters).said();
}

Column& with_default(Column& column, DefaultKind kind) {
    column.has_default = true;
    column.default_kind = kind;
    return column;
}

TEST_CASE("timestamp_default: none, another, the right one") {
    CHECK(said_with([](Table& table) { table.column("created_at", timestamptz_type); }) ==
          "created_at: has no default, such as now()");
    CHECK(said_with([](Table& table) { table.column("updated_at", test::date_type); }) ==
          "updated_at: has no default, such as now()");
    for (const DefaultKind kind : {DefaultKind::constant, DefaultKind::expression})
        CHECK(said_with([&](Table& table) { with_default(table.column("created_at", timestamptz_type), kind); }) ==
              "created_at: has a default that is not the current time");
    CHECK(said_with([](Table& table) {
              with_default(table.column("created_at", timestamptz_type), DefaultKind::current_time);
              with_default(table.column("updated_at", test::timestamp_type), DefaultKind::current_time);
          }).empty());
    CHECK(said_with([](Table& table) {
              table.column("created_at", timestamptz_type);
              table.column("updated_at", timestamptz_type);
          }) == "created_at: has no default, such as now()|updated_at: has no default, such as now()");
}

TEST_CASE("timestamp_default: only moments of these very names that are the table's own") {
    CHECK(said_with([](Table& table) { table.column("seen_at", timestamptz_type); }).empty());
    CHECK(said_with([](Table& table) { table.column("Created_At", timestamptz_type); }).empty());
    CHECK(said_with([](Table& table) { table.column("created_at"); }).empty());
    CHECK(said_with([](Table& table) { table.column("created_at", test::time_type); }).empty());
    CHECK(said_with([](Table& table) { table.column("created_at", timestamptz_type).inherited = true; }).empty());
    CHECK(said_with([](Table& table) {
              table.column("created_at", timestamptz_type).generated = Generated::stored;
          }).empty());
    Schema schema;
    Table& view = schema.table("v", RelationKind::view);
    view.column("created_at", timestamptz_type);
    CHECK(Judged(timestamp_default, schema.catalog(), view).quiet());
}

TEST_CASE("timestamp_default: through domains") {
    Schema schema;
    Table& table = schema.table("orders");
    const Type& domain = schema.domain("moment", timestamptz_type);
    table.column("created_at", domain).base = &timestamptz_type;
    CHECK(Judged(timestamp_default, schema.catalog(), table).count() == 1);
    with_default(table.columns[0], DefaultKind::current_time);
    CHECK(Judged(timestamp_default, schema.catalog(), table).quiet());
}

TEST_CASE("timestamp_default: names") {
    const auto camel = [](Table& table) { table.column("createdAt", timestamptz_type); };
    const auto snake = [](Table& table) { table.column("created_at", timestamptz_type); };
    CHECK(said_with(camel).empty());
    CHECK(said_with(camel, R"({"names": ["createdAt", "größe"]})") == "createdAt: has no default, such as now()");
    CHECK(said_with(snake, R"({"names": ["createdAt"]})").empty());
}

TEST_CASE("timestamp_default: fixes") {
    Schema schema;
    Table& table = schema.table("Orders");
    table.column("created_at", timestamptz_type);
    Judged plain(timestamp_default, schema.catalog(), table);
    CHECK(plain.fix() == "ALTER TABLE public.\"Orders\" ALTER COLUMN created_at SET DEFAULT now()");
    CHECK(plain.undo() == "ALTER TABLE public.\"Orders\" ALTER COLUMN created_at DROP DEFAULT");
    with_default(table.columns[0], DefaultKind::constant);
    Judged other(timestamp_default, schema.catalog(), table);
    CHECK(other.fix().empty());
    CHECK(other.undo().empty());
    CHECK(other[0].detail == "Whether that is meant only a person knows.");

    Table& remote = schema.table("far", RelationKind::foreign_table);
    remote.column("Größe", timestamptz_type);
    CHECK(Judged(timestamp_default, schema.catalog(), remote, R"({"names": ["Größe"]})").fix() ==
          "ALTER FOREIGN TABLE public.far ALTER COLUMN \"Größe\" SET DEFAULT now()");

    // A partition's own default is not to be replaced.
    Table& root = schema.table("tree", RelationKind::partitioned_table);
    root.column("created_at", timestamptz_type);
    Table& leaf = schema.partition_of(root, "leaf");
    CHECK(Judged(timestamp_default, schema.catalog(), root).fix() ==
          "ALTER TABLE public.tree ALTER COLUMN created_at SET DEFAULT now()");
    with_default(leaf.columns[0], DefaultKind::constant);
    Judged kept(timestamp_default, schema.catalog(), root);
    CHECK(kept.fix() == "ALTER TABLE ONLY public.tree ALTER COLUMN created_at SET DEFAULT now()");
    CHECK(kept.undo() == "ALTER TABLE ONLY public.tree ALTER COLUMN created_at DROP DEFAULT");
}

TEST_CASE("timestamp_default: drafts") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("created_at", timestamptz_type);
    table.column("updated_at", timestamptz_type);
    with_default(table.columns[1], DefaultKind::constant).default_text = "'2020-01-01'::date";
    const Draft draft = Judged(timestamp_default, schema.catalog(), table).mended();
    CHECK(draft.columns[0].default_text == "now()");
    CHECK(draft.columns[1].default_text == "now()");
}

}  // namespace
}  // namespace conventions::core
