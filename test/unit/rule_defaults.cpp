// Rules on defaults: boolean_default, status_default, default_required, default_null_text.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule boolean_default;
extern const Rule default_null_text;
extern const Rule default_required;
extern const Rule status_default;

namespace {

using test::column_over;
using test::Judged;
using test::Schema;
using test::Table;

Column& must(Column& column) {
    column.not_null = true;
    return column;
}

TEST_CASE("boolean_default: NOT NULL without a default") {
    Schema schema;
    Table& table = schema.table("t");
    must(table.column("a", test::boolean_type));
    table.column("b", test::boolean_type);
    must(table.column("c", test::boolean_type)).has_default = true;
    must(table.column("d", test::boolean_type)).generated = Generated::stored;
    must(table.column("e", test::boolean_type)).inherited = true;
    must(table.column("f", test::text_type));
    column_over(table, "g", schema.domain("yes", test::boolean_type), test::boolean_type).domain_not_null = true;
    const Judged judged(boolean_default, schema.catalog(), table);
    CHECK(judged.said() == "a: is NOT NULL and has no default|g: is NOT NULL and has no default");
    CHECK(judged.fix() == "?ALTER TABLE public.t ALTER COLUMN a SET DEFAULT <default>");
    CHECK(judged.undo() == "ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT");
    Table& child = schema.partition_of(table, "t1");
    child.columns[0].has_default = true;
    CHECK(Judged(boolean_default, schema.catalog(), table).fix() ==
          "?ALTER TABLE ONLY public.t ALTER COLUMN a SET DEFAULT <default>");
}

TEST_CASE("status_default: which columns") {
    Schema schema;
    Table& table = schema.table("t");
    const Type& mood = schema.type("mood", TypeKind::enumeration);
    must(table.column("status", test::text_type));
    must(table.column("orderState", mood));
    must(table.column("level", test::smallint_type));
    must(table.column("role", test::integer_type));
    must(table.column("kind", test::bigint_type));
    must(table.column("name", test::text_type));
    table.column("priority", test::text_type);
    must(table.column("gender", test::text_type)).has_default = true;
    must(table.column("category", test::integer_type));
    table.foreign_key("k", {9});
    CHECK(Judged(status_default, schema.catalog(), table).count() == 4);
    CHECK(Judged(status_default, schema.catalog(), table, R"({"names": ["name"]})").said() ==
          "name: is NOT NULL and has no default");
    table.primary_key("p", {1, 2});
    CHECK(Judged(status_default, schema.catalog(), table).said() ==
          "level: is NOT NULL and has no default|role: is NOT NULL and has no default");
}

TEST_CASE("default_required: nothing at first; by names or by types") {
    Schema schema;
    Table& table = schema.table("t");
    must(table.column("id")).identity = Identity::always;
    must(table.column("a", test::integer_type));
    must(table.column("b", test::text_type));
    must(table.column("c", test::integer_type));
    table.column("d", test::integer_type);
    table.foreign_key("k", {4});
    const auto said = [&](Text parameters) {
        return Judged(default_required, schema.catalog(), table, parameters).said();
    };
    CHECK(said({}).empty());
    CHECK(said(R"({"types": ["int", "bigint"]})") == "a: is NOT NULL and has no default");
    CHECK(said(R"({"names": ["b", "d", "id"]})") == "b: is NOT NULL and has no default");
    table.constraints.clear();
    CHECK(said(R"({"types": ["int"]})") == "a: is NOT NULL and has no default|c: is NOT NULL and has no default");
    table.primary_key("p", {2});
    CHECK(said(R"({"types": ["int"]})") == "c: is NOT NULL and has no default");
}

Column& with_null(Column& column) {
    column.has_default = column.default_is_null_text = true;
    column.default_text = "'NULL'::text";
    return column;
}

TEST_CASE("default_null_text: strings of its own") {
    Schema schema;
    Table& table = schema.table("t");
    with_null(table.column("a", test::text_type));
    with_null(table.column("b", test::bigint_type));
    with_null(table.column("c", test::text_type)).inherited = true;
    table.column("d", test::text_type).has_default = true;
    with_null(must(table.column("e", test::varchar_type)));
    with_null(column_over(table, "f", schema.domain("d", test::text_type), test::text_type));
    const Judged judged(default_null_text, schema.catalog(), table);
    CHECK(judged.said() ==
          "a: has the text NULL as its default, in quotes|e: has the text NULL as its default, in quotes|f: has the "
          "text NULL as its default, in quotes");
    CHECK(judged.fix(0) == "ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT");
    CHECK(judged.undo(0) == "ALTER TABLE public.t ALTER COLUMN a SET DEFAULT 'NULL'::text");
    CHECK(judged.fix(1) == "?ALTER TABLE public.t ALTER COLUMN e SET DEFAULT <default>");
    CHECK(judged.fix(2) == "ALTER TABLE public.t ALTER COLUMN f SET DEFAULT NULL");
    CHECK(!judged.mended().printable());
}

TEST_CASE("default_null_text: partitions, and the draft") {
    Schema schema;
    Table& table = schema.table("t");
    with_null(table.column("a", test::text_type));
    with_null(column_over(table, "b", schema.domain("d", test::text_type), test::text_type));
    CHECK(Judged(default_null_text, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.t (\n    a text,\n    b d DEFAULT NULL\n);");
    Table& child = schema.partition_of(table, "t1");
    CHECK(Judged(default_null_text, schema.catalog(), table).fix() ==
          "ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT");
    child.columns[0].default_is_null_text = false;
    CHECK(Judged(default_null_text, schema.catalog(), table).fix() ==
          "ALTER TABLE ONLY public.t ALTER COLUMN a DROP DEFAULT");
}

}  // namespace
}  // namespace conventions::core
