// Rule float_money.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule float_money;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Type double_type = {
    .oid = 701, .schema = "pg_catalog", .name = "float8", .shown = "double precision", .category = 'N'};
constexpr Type real_type = {.oid = 700, .schema = "pg_catalog", .name = "float4", .shown = "real", .category = 'N'};
constexpr Type numeric_type = {
    .oid = 1700, .schema = "pg_catalog", .name = "numeric", .shown = "numeric", .category = 'N'};

bool fires(Text column, const Type& type = double_type, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("items");
    table.column(column, type);
    return !Judged(float_money, schema.catalog(), table, parameters).quiet();
}

TEST_CASE("float_money: which names speak of money") {
    for (const Text name : {"price", "unit_price", "prices", "total", "TOTAL", "unitPrice", "UnitPrice", "netAmount2",
                            "Größe_total", "tax", "amount_eur", "VATAmount", "Unit Price", "monthly_fee", "credit"}) {
        CAPTURE(name);
        CHECK(fires(name));
    }
    for (const Text name : {"priceless", "appraisal", "amounts_to", "total_time", "credit_score", "cost_ratio",
                            "taxRate", "total_bytes", "discount_percent", "weight", "syntax", "Preis", "!?"}) {
        CAPTURE(name);
        CHECK(fires(name) == (name == "amounts_to"));
    }
}

TEST_CASE("float_money: types, domains and arrays") {
    CHECK(fires("price", real_type));
    CHECK(!fires("price", numeric_type));
    CHECK(!fires("price", test::integer_type));
    Schema schema;
    Table& table = schema.table("items");
    const Type& cents = schema.domain("cents", double_type);
    table.column("price", cents).scalar = &double_type;
    Column& list = table.column("costs", schema.array_of(double_type));
    list.scalar = &double_type;
    list.is_array = true;
    Column& below = table.column("fees", schema.array_of(cents));
    below.scalar = &real_type;
    below.is_array = true;
    CHECK(Judged(float_money, schema.catalog(), table).said() ==
          "price: rests on double precision, which cannot hold 0.10 exactly|costs: is an array of double precision, "
          "which cannot hold 0.10 exactly|fees: rests on an array of real, which cannot hold 0.10 exactly");
    for (Column& column : table.columns) column.inherited = true;
    CHECK(Judged(float_money, schema.catalog(), table).quiet());
    Table& view = schema.table("v", RelationKind::view);
    view.column("price", double_type);
    CHECK(Judged(float_money, schema.catalog(), view).quiet());
}

TEST_CASE("float_money: names, not_names") {
    CHECK(fires("preis", double_type, R"x({"names": "(^|_)preis($|_)"})x"));
    CHECK(!fires("price", double_type, R"x({"names": "(^|_)preis($|_)"})x"));
    CHECK(!fires("price", double_type, R"({"names": ""})"));
    CHECK(!fires("unit_price", double_type, R"({"not_names": "^unit_"})"));
    CHECK(fires("total_time", double_type, R"({"not_names": ""})"));
}

TEST_CASE("float_money: fixes") {
    Schema schema;
    Table& table = schema.table("Items");
    table.column("Unit Price", double_type);
    CHECK(Judged(float_money, schema.catalog(), table).fix() ==
          "?ALTER TABLE public.\"Items\" ALTER COLUMN \"Unit Price\" TYPE numeric(<p>,<s>)");
    table.columns[0].is_array = true;
    CHECK(Judged(float_money, schema.catalog(), table).fix() ==
          "?ALTER TABLE public.\"Items\" ALTER COLUMN \"Unit Price\" TYPE numeric(<p>,<s>)[]");
    table.relation.kind = RelationKind::foreign_table;
    CHECK(Judged(float_money, schema.catalog(), table).fix().starts_with("?ALTER FOREIGN TABLE "));
    table.columns[0].generated = Generated::stored;
    CHECK(Judged(float_money, schema.catalog(), table).fix().empty());
    table.columns[0].generated = Generated::none;
    table.relation.of_type = 4711;
    CHECK(Judged(float_money, schema.catalog(), table).fix().empty());
    // A domain that checks something would be lost.
    Table& strict = schema.table("strict");
    Type& cents = schema.domain("cents", double_type);
    strict.column("price", cents).scalar = &double_type;
    CHECK(!Judged(float_money, schema.catalog(), strict).fix().empty());
    cents.domain_has_check = true;
    CHECK(Judged(float_money, schema.catalog(), strict).fix().empty());
    CHECK(!Judged(float_money, schema.catalog(), strict).mended().printable());
}

TEST_CASE("float_money: drafts") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("price", double_type).not_null = true;
    Column& list = table.column("costs", schema.array_of(double_type));
    list.scalar = &double_type;
    list.is_array = true;
    CHECK(Judged(float_money, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.t (\n    price numeric NOT NULL,\n    costs numeric[]\n);");
    Column& twice = table.column("twice", double_type);
    twice.generated = Generated::stored;
    twice.has_default = true;
    twice.default_text = "(price * (2)::double precision)";
    CHECK(!Judged(float_money, schema.catalog(), table).mended().printable());
    table.columns.pop_back();
    table.foreign_key("k", {1}).definition = "FOREIGN KEY (price) REFERENCES public.parents(x)";
    CHECK(!Judged(float_money, schema.catalog(), table).mended().printable());
}

}  // namespace
}  // namespace conventions::core
