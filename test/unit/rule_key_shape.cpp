// Rules on the shape of primary keys: key_default, primary_key_position, primary_key_width.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule key_default;
extern const Rule primary_key_position;
extern const Rule primary_key_width;

namespace {

using test::column_over;
using test::Judged;
using test::Schema;
using test::Table;
using test::uuid_type;

TEST_CASE("key_default: a uuid that nobody invents") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("id", uuid_type);
    CHECK(Judged(key_default, schema.catalog(), table).quiet());
    table.primary_key("p", {1});
    const auto quiet = [&](auto&& change) {
        const Column before = table.columns[0];
        change(table.columns[0]);
        const bool answer = Judged(key_default, schema.catalog(), table).quiet();
        table.columns[0] = before;
        return answer;
    };
    CHECK(!quiet([](Column&) {}));
    CHECK(quiet([](Column& column) { column.has_default = true; }));
    CHECK(quiet([](Column& column) { column.inherited = true; }));
    CHECK(quiet([](Column& column) { column.generated = Generated::stored; }));
    CHECK(quiet([](Column& column) { column.base = &test::text_type; }));
    const Judged judged(key_default, schema.catalog(), table);
    CHECK(judged.said() == "id: is the primary key and has no default");
    CHECK(judged.fix() == "ALTER TABLE public.t ALTER COLUMN id SET DEFAULT gen_random_uuid()");
    CHECK(judged.undo() == "ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT");
    CHECK(judged.mended().print().find("id uuid DEFAULT gen_random_uuid()") != std::string::npos);
    table.foreign_key("k", {1});
    CHECK(quiet([](Column&) {}));
    Table& two = schema.table("two");
    column_over(two, "a", schema.domain("key", uuid_type), uuid_type);
    two.column("b", uuid_type);
    two.primary_key("p", {1, 2});
    CHECK(Judged(key_default, schema.catalog(), two).quiet());
    two.constraints.clear();
    two.primary_key("p", {1});
    CHECK(!Judged(key_default, schema.catalog(), two).quiet());
}

TEST_CASE("primary_key_position: first, and in the order of the key") {
    Schema schema;
    Table& table = schema.table("t");
    for (const Text name : {"a", "b", "c"}) table.column(name);
    const auto said = [&](std::initializer_list<AttributeNumber> columns) {
        table.constraints.clear();
        if (columns.size() > 0) table.primary_key("p", columns);
        return Judged(primary_key_position, schema.catalog(), table).said();
    };
    CHECK(said({}).empty());
    CHECK(said({1}).empty());
    CHECK(said({1, 2}).empty());
    CHECK(said({2}) == "does not begin with its primary key (b)");
    CHECK(said({2, 1}) == "does not begin with its primary key (b, a)");
    CHECK(said({1, 3}) == "does not begin with its primary key (a, c)");
    table.relation.of_type = 7;
    CHECK(said({2}).empty());
    table.relation.of_type = 0;
    table.parents.push_back(5);
    CHECK(said({2}).empty());
}

TEST_CASE("primary_key_width: more columns than the limit") {
    Schema schema;
    Table& table = schema.table("t");
    for (const Text name : {"a", "b", "c", "d", "e"}) table.column(name);
    CHECK(Judged(primary_key_width, schema.catalog(), table).quiet());
    table.primary_key("p", {1, 2, 3, 4, 5});
    const auto said = [&](Text parameters = {}) {
        return Judged(primary_key_width, schema.catalog(), table, parameters).said();
    };
    CHECK(said() == "p: has 5 columns, more than 4");
    CHECK(said(R"({"max_columns": 5})").empty());
    table.foreign_key("k", {1, 2, 3});
    table.foreign_key("l", {4});
    CHECK(!said().empty());
    table.foreign_key("m", {5});
    CHECK(said().empty());
}

}  // namespace
}  // namespace conventions::core
