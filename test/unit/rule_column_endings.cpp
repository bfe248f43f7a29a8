// Rules boolean_column_name and timestamp_column_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule boolean_column_name;
extern const Rule timestamp_column_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Type boolean_type = {
    .oid = 16, .schema = "pg_catalog", .name = "bool", .shown = "boolean", .kind = TypeKind::base, .category = 'B'};

TEST_CASE("boolean_column_name: beginnings and endings") {
    Schema schema;
    Table& table = schema.table("shops");
    table.column("open", boolean_type);
    for (const Text name : {"is_open", "has_roof", "email_verified"}) table.column(name, boolean_type);
    for (const Text name : {"is_", "_active", "Is_Good"}) table.column(name, boolean_type);
    table.column("note", test::text_type);
    table.column("theirs", boolean_type).inherited = true;
    const Judged judged(boolean_column_name, schema.catalog(), table);
    const std::string says = "is boolean, and its name does not begin with is_ or the like";
    CHECK(judged.said() == "open: " + says + "|is_: " + says + "|_active: " + says + "|Is_Good: " + says);
    CHECK(judged.fix() == "ALTER TABLE public.shops RENAME COLUMN open TO is_open_2");
    CHECK(judged.undo() == "ALTER TABLE public.shops RENAME COLUMN is_open_2 TO open");
    CHECK(judged.mended().columns[0].name == "is_open_1");
    const Judged camel(boolean_column_name, schema.catalog(), table, R"({"prefixes": ["is"], "suffixes": []})");
    CHECK(camel.fix() == "ALTER TABLE public.shops RENAME COLUMN open TO \"isOpen\"");
    const Judged flags(boolean_column_name, schema.catalog(), table, R"({"prefixes": [], "suffixes": ["_open"]})");
    CHECK(flags[0].says == "is boolean, and its name does not end with _open");
    CHECK(flags.fix() == "ALTER TABLE public.shops RENAME COLUMN open TO open_open");
    CHECK(Judged(boolean_column_name, schema.catalog(), table, R"({"prefixes": [], "suffixes": []})").quiet());
    table.relation.of_type = 7;
    CHECK(Judged(boolean_column_name, schema.catalog(), table).fix().empty());
}

TEST_CASE("boolean_column_name: a number would undo an ending") {
    Schema schema;
    Table& table = schema.table("shops");
    table.column("open", boolean_type);
    table.column("open_flag", test::text_type);
    const Judged judged(boolean_column_name, schema.catalog(), table, R"({"prefixes": [], "suffixes": ["_flag"]})");
    CHECK(judged.fix() == "?ALTER TABLE public.shops RENAME COLUMN open TO <name>");
    CHECK_FALSE(judged.mended().printable());
}

TEST_CASE("timestamp_column_name: moments and days") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("creation_date", test::timestamptz_type);
    table.column("seen", test::timestamp_type);
    table.column("paid_at", test::date_type);
    table.column("sent_at", test::timestamp_type);
    table.column("born_on", test::date_type);
    table.column("opens", test::time_type);
    table.column("theirs", test::date_type).inherited = true;
    const Judged judged(timestamp_column_name, schema.catalog(), table);
    CHECK(judged.said() ==
          "creation_date: is a timestamp, and its name does not end with _at|"
          "seen: is a timestamp, and its name does not end with _at|"
          "paid_at: is a date, and its name does not end with _on or _date");
    CHECK(judged.fix(0) == "ALTER TABLE public.orders RENAME COLUMN creation_date TO creation_at");
    CHECK(judged.undo(0) == "ALTER TABLE public.orders RENAME COLUMN creation_at TO creation_date");
    CHECK(judged.fix(1) == "ALTER TABLE public.orders RENAME COLUMN seen TO seen_at");
    CHECK(judged.fix(2) == "ALTER TABLE public.orders RENAME COLUMN paid_at TO paid_on");
    CHECK(judged.mended().columns[2].name == "paid_on");
    CHECK(Judged(timestamp_column_name, schema.catalog(), table, R"({"suffixes": [], "date_suffixes": []})").quiet());
    CHECK(Judged(timestamp_column_name, schema.catalog(), table, R"({"suffixes": [], "date_suffixes": ["_at"]})")
              .said() == "born_on: is a date, and its name does not end with _at");
    table.column("seen_at", test::text_type);
    const Judged taken(timestamp_column_name, schema.catalog(), table);
    CHECK(taken.fix(1) == "?ALTER TABLE public.orders RENAME COLUMN seen TO <name>");
    CHECK_FALSE(taken.mended().printable());
}

}  // namespace
}  // namespace conventions::core
