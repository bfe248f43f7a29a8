// Rule foreign_key_type.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_type;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Type varchar = {
    .oid = 1043, .schema = "pg_catalog", .name = "varchar", .shown = "character varying", .category = 'S'};
constexpr Text with_lengths = R"({"ignore_typmod": false})";

/// orders (a integer, "Ä" character varying(10)) with a key over both to (x, y) of the given types.
struct Orders {
    Schema schema;
    Table& table = schema.table("orders");
    std::vector<ReferencedType> types = {{.base = &test::integer_type, .base_name = "integer"},
                                         {.base = &varchar, .base_modifier = 14, .base_name = "character varying(10)"}};
    Orders() {
        table.column("a", test::integer_type);
        Column& second = table.column("Ä", varchar);
        second.type_name = "character varying(10)";
        second.base_modifier = second.modifier = 14;
        table.foreign_key("key", {1, 2});
    }
    Constraint& key() { return table.constraints[0]; }
    const Catalog& catalog() {
        key().referenced_types = types;
        return schema.catalog();
    }
    std::string said(Text parameters = {}) { return Judged(foreign_key_type, catalog(), table, parameters).said(); }
};

constexpr ReferencedType to_bigint = {.base = &test::bigint_type, .base_name = "bigint"};
constexpr ReferencedType to_text = {.base = &test::text_type, .base_name = "text", .stored_alike = true};
constexpr Text found = "key: compares column \"a\", integer, with column \"x\", bigint";

TEST_CASE("foreign_key_type: each pair by its base types") {
    Orders orders;
    CHECK(orders.said().empty());
    orders.types[0] = to_bigint;
    CHECK(orders.said() == found);
    CHECK(Judged(foreign_key_type, orders.catalog(), orders.table)[0].at_most == Severity::error);
    orders.key().validated = false;
    CHECK(orders.said() == found);
    // A domain is what stands below it.
    const Type& domain = orders.schema.domain("my_int", test::bigint_type);
    orders.table.columns[0].type = &domain;
    orders.table.columns[0].type_name = "my_int";
    CHECK(orders.said() == found);
    orders.table.columns[0].base = &test::bigint_type;
    CHECK(orders.said().empty());
}

TEST_CASE("foreign_key_type: what is stored alike is a warning at most, unless another pair is worse") {
    Orders orders;
    orders.types[1] = to_text;
    {
        const Judged judged(foreign_key_type, orders.catalog(), orders.table);
        CHECK(judged.said() == "key: compares column \"Ä\", character varying(10), with column \"y\", text");
        CHECK(judged[0].at_most == Severity::warn);
        CHECK(judged[0].detail.empty());
    }
    orders.types[0] = to_bigint;
    const Judged judged(foreign_key_type, orders.catalog(), orders.table);
    CHECK(judged.said() == found);
    CHECK(judged[0].at_most == Severity::error);
    CHECK(judged[0].detail == "So it does with column \"Ä\", character varying(10), with column \"y\", text.");
}

TEST_CASE("foreign_key_type: lengths count where the house wants them to") {
    Orders orders;
    orders.types[1].base_modifier = 24;
    orders.types[1].base_name = "character varying(20)";
    CHECK(orders.said().empty());
    const Judged judged(foreign_key_type, orders.catalog(), orders.table, with_lengths);
    CHECK(judged.said() ==
          "key: compares column \"Ä\", character varying(10), with column \"y\", character varying(20)");
    CHECK(judged[0].at_most == Severity::warn);
}

TEST_CASE("foreign_key_type: a cast of the column is named") {
    Orders orders;
    orders.types[0] = to_bigint;
    orders.table.last_lookups()[0].column_is_cast = true;
    CHECK(Judged(foreign_key_type, orders.catalog(), orders.table)[0].detail ==
          "The look-up must cast column \"a\" to bigint, so that it can use no index on it.");
}

TEST_CASE("foreign_key_type: copies and other constraints do not count; what is not known is no difference") {
    Orders orders;
    orders.types[0] = to_bigint;
    orders.key().parent = 5;
    CHECK(orders.said().empty());
    orders.key().parent = 0;
    orders.key().kind = ConstraintKind::unique;
    CHECK(orders.said().empty());
    orders.key().kind = ConstraintKind::foreign_key;
    orders.types[0].base = nullptr;
    CHECK(orders.said().empty());
    orders.types = {};
    CHECK(orders.said().empty());
    CHECK(foreign_key_type.judges_partitions);
}

TEST_CASE("foreign_key_type: the fix changes the columns that differ, where that loses nothing") {
    Orders orders;
    orders.types = {to_bigint, to_text};
    const auto fix = [&] { return Judged(foreign_key_type, orders.catalog(), orders.table).fix(); };
    CHECK(
        fix() ==
        "?ALTER TABLE public.orders ALTER COLUMN a TYPE bigint USING <expression>, ALTER COLUMN \"Ä\" TYPE text USING "
        "<expression>");
    const auto fix_with = [&](auto&& change) {
        const std::vector<Column> columns = orders.table.columns;
        change(orders.table.columns[1]);
        const std::string text = fix();
        orders.table.columns = columns;
        return text;
    };
    CHECK(fix_with([](Column& column) { column.inherited = true; }).empty());
    CHECK(fix_with([](Column& column) { column.has_default = true; }).empty());
    CHECK(fix_with([](Column& column) { column.collation_given = true; }).empty());
    CHECK(fix_with([](Column& column) { column.generated = Generated::stored; }).empty());
    CHECK(fix_with([](Column& column) { column.identity = Identity::always; }).empty());
    CHECK(fix_with([](Column& column) { column.type = &test::date_type; }).empty());
    orders.table.relation.of_type = 7;
    CHECK(fix().empty());
    orders.table.relation.of_type = 0;
    orders.types[1] = {.base = &varchar, .base_modifier = 14};
    CHECK(fix() == "?ALTER TABLE public.orders ALTER COLUMN a TYPE bigint USING <expression>");
}

TEST_CASE("foreign_key_type: the draft") {
    Orders orders;
    orders.types[0] = to_bigint;
    orders.key().definition = "FOREIGN KEY (a, \"Ä\") REFERENCES parents(x, y)";
    const auto mended = [&] { return Judged(foreign_key_type, orders.catalog(), orders.table).mended(); };
    CHECK(mended().print().find("    a bigint,\n") != std::string::npos);
    orders.table.columns[0].has_default = true;
    orders.table.columns[0].default_text = "3";
    CHECK(!mended().printable());
    orders.table.columns[0].has_default = false;
    orders.table.columns[0].default_text = {};
    Constraint check;
    check.oid = 7;
    check.name = "positive";
    check.definition = "CHECK ((a > 0))";
    orders.table.constraints.push_back(check);
    CHECK(!mended().printable());
    orders.table.constraints.back() = orders.key();
    CHECK(!mended().printable());
    // A key of the table to this column.
    orders.table.constraints.back().columns = orders.table.numbers.emplace_back(1, 2);
    orders.table.constraints.back().referenced_types = {};
    CHECK(mended().printable());
    orders.table.constraints.back().referenced = orders.table.relation.oid;
    orders.table.constraints.back().referenced_columns = orders.table.numbers.emplace_back(1, 1);
    CHECK(!mended().printable());
}

}  // namespace
}  // namespace conventions::core
