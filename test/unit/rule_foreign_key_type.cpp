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

TEST_CASE("foreign_key_type: the SQL is complete where the server widens by itself, and nothing else is in the way") {
    constexpr Text complete = "ALTER TABLE public.orders ALTER COLUMN a TYPE ";
    constexpr Type numeric = {
        .oid = 1700, .schema = "pg_catalog", .name = "numeric", .shown = "numeric", .category = 'N'};
    constexpr Type own = {.oid = 20000, .schema = "public", .name = "int8", .shown = "public.int8", .category = 'N'};
    Orders orders;
    const auto fix = [&](const Type& from, const Type& to) {
        orders.table.columns[0].type = orders.table.columns[0].base = &from;
        orders.types[0] = {.base = &to, .base_name = to.shown};
        return Judged(foreign_key_type, orders.catalog(), orders.table).fix();
    };
    CHECK(fix(test::smallint_type, test::integer_type) == Findings::text(complete, "integer"));
    CHECK(fix(test::smallint_type, test::bigint_type) == Findings::text(complete, "bigint"));
    CHECK(fix(test::integer_type, test::bigint_type) == Findings::text(complete, "bigint"));
    CHECK(fix(test::bigint_type, test::integer_type) == Findings::text("?", complete, "integer USING <expression>"));
    CHECK(fix(test::integer_type, numeric) == Findings::text("?", complete, "numeric USING <expression>"));
    CHECK(fix(test::integer_type, own) == Findings::text("?", complete, "public.int8 USING <expression>"));

    // Lengths: more room, or none told.
    Orders lengths;
    const auto widened = [&](std::int32_t from, std::int32_t to) {
        lengths.table.columns[1].base_modifier = from;
        lengths.types[1].base_modifier = to;
        return !Judged(foreign_key_type, lengths.catalog(), lengths.table, with_lengths).fix().starts_with("?");
    };
    CHECK(widened(14, 24));
    CHECK(widened(14, -1));
    CHECK_FALSE(widened(14, 13));
    CHECK_FALSE(widened(-1, 14));
}

TEST_CASE("foreign_key_type: the SQL is left to a person where other keys or columns may depend on the type") {
    Orders orders;
    orders.types[0] = to_bigint;
    const auto is_complete = [&] {
        return !Judged(foreign_key_type, orders.catalog(), orders.table).fix().starts_with("?");
    };
    CHECK(is_complete());
    // No key tells what the parts are made by.
    orders.table.relation.kind = RelationKind::partitioned_table;
    CHECK_FALSE(is_complete());
    orders.table.column("id");
    orders.table.primary_key("pk", {3});
    CHECK(is_complete());
    orders.table.relation.kind = RelationKind::table;
    orders.table.column("g").generated = Generated::stored;
    CHECK_FALSE(is_complete());
    orders.table.columns.pop_back();
    CHECK(is_complete());
    orders.table.foreign_key("other", {1});
    CHECK_FALSE(is_complete());
    // One of the copies that the key has for the partitions that it refers to.
    orders.table.constraints.back().parent = 1;
    CHECK(is_complete());
    orders.table.constraints.pop_back();
    CHECK(is_complete());
    orders.table.primary_key("pk_2", {1, 3});
    CHECK_FALSE(is_complete());
}

TEST_CASE("foreign_key_type: the fix changes the columns that differ, where that loses nothing") {
    Orders orders;
    orders.types = {to_bigint, to_text};
    const auto fix = [&] { return Judged(foreign_key_type, orders.catalog(), orders.table).fix(); };
    CHECK(fix() == "ALTER TABLE public.orders ALTER COLUMN a TYPE bigint, ALTER COLUMN \"Ä\" TYPE text");
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
    CHECK(fix() == "ALTER TABLE public.orders ALTER COLUMN a TYPE bigint");
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
