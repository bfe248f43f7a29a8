// Rule required_columns, and types as people write them.

#include <doctest/doctest.h>

#include "core/rules/type_name.hpp"
#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule required_columns;

namespace {

using test::Judged;
using test::Schema;
using test::Table;
using test::timestamptz_type;

constexpr Text tenant = R"({"columns": [{"name": "tenant_id", "type": "bigint", "not_null": true}]})";

std::string said_with(Text parameters, auto&& fill) {
    Schema schema;
    Table& table = schema.table("orders");
    fill(table);
    return Judged(required_columns, schema.catalog(), table, parameters).said();
}

std::string spelled(Text written) {
    const TypeName name = type_name_of(written);
    return name.modifier.empty() ? name.name : name.name + " with " + name.modifier;
}

TEST_CASE("type_name: spellings of one type") {
    CHECK(spelled("int8") == "bigint");
    CHECK(spelled("  BIGINT ") == "bigint");
    CHECK(spelled("varchar(36)") == "character varying with 36");
    CHECK(spelled("Character  Varying ( 36 )") == "character varying with 36");
    CHECK(spelled("numeric( 12, 2 )") == "numeric with 12,2");
    CHECK(spelled("timestamptz(3)") == "timestamp with time zone with 3");
    CHECK(spelled("timestamp (3) with time zone") == "timestamp with time zone with 3");
    CHECK(spelled("timestamp") == "timestamp without time zone");
    CHECK(spelled("int4[]") == "integer[]");
    CHECK(spelled("varchar(5) []") == "character varying[] with 5");
    CHECK(spelled("public.\"Mood\"") == "public.\"Mood\"");
    CHECK(spelled("") == "");
}

TEST_CASE("type_name: the base type of a column") {
    constexpr Type varchar = {.schema = "pg_catalog", .name = "varchar", .shown = "character varying"};
    constexpr Type numeric = {.schema = "pg_catalog", .name = "numeric", .shown = "numeric"};
    Column column;
    CHECK(!is_of_type(column, "text"));
    column.base = &varchar;
    column.base_modifier = 40;
    CHECK(is_of_type(column, "varchar"));
    CHECK(is_of_type(column, "varchar(36)"));
    CHECK(!is_of_type(column, "varchar(35)"));
    column.base = &numeric;
    column.base_modifier = (12 << 16 | 2) + 4;
    CHECK(is_of_type(column, "decimal(12, 2)"));
    column.base_modifier = (10 << 16 | (-2 & 0x7FF)) + 4;
    CHECK(is_of_type(column, "numeric(10,-2)"));
    column.base = &timestamptz_type;
    column.base_modifier = 3;
    CHECK(is_of_type(column, "timestamptz(3)"));
    constexpr Type mood = {.schema = "public", .name = "mood", .shown = "public.mood"};
    column.base = &mood;
    column.base_modifier = -1;
    CHECK(is_of_type(column, "mood"));
    CHECK(is_of_type(column, "public.mood"));
    CHECK(!is_of_type(column, "other.mood"));
}

TEST_CASE("required_columns: nothing is required at first") {
    CHECK(said_with({}, [](Table&) {}).empty());
    CHECK(said_with(R"({"columns": []})", [](Table&) {}).empty());
}

TEST_CASE("required_columns: lacking, of another type, nullable") {
    CHECK(said_with(tenant, [](Table&) {}) == "has no column \"tenant_id\"");
    CHECK(said_with(tenant, [](Table& table) { table.column("Tenant_Id").not_null = true; }) ==
          "has no column \"tenant_id\"");
    CHECK(said_with(tenant, [](Table& table) { table.column("tenant_id").not_null = true; }).empty());
    CHECK(said_with(tenant, [](Table& table) { table.column("tenant_id").domain_not_null = true; }).empty());
    CHECK(said_with(tenant, [](Table& table) { table.column("tenant_id"); }) ==
          "tenant_id: may be null, though NOT NULL is required");
    CHECK(said_with(tenant, [](Table& table) { table.column("tenant_id", test::text_type).not_null = true; }) ==
          "tenant_id: is text, not bigint as required");
    CHECK(said_with(tenant, [](Table& table) { table.column("tenant_id", test::text_type).inherited = true; }).empty());
    Schema schema;
    Table& view = schema.table("v", RelationKind::view);
    CHECK(Judged(required_columns, schema.catalog(), view, tenant).quiet());
}

TEST_CASE("required_columns: type and not_null are asked only where they are given") {
    constexpr Text bare = R"({"columns": [{"name": "größe"}]})";
    CHECK(said_with(bare, [](Table& table) { table.column("größe", test::date_type); }).empty());
    constexpr Text open = R"({"columns": [{"name": "deleted_at", "not_null": false}]})";
    CHECK(said_with(open, [](Table& table) { table.column("deleted_at"); }).empty());
    CHECK(said_with(open, [](Table& table) { table.column("deleted_at").not_null = true; }) ==
          "deleted_at: is NOT NULL, though nulls are required to be possible");
}

TEST_CASE("required_columns: names are expressions for the whole name") {
    constexpr Text either = R"({"columns": [{"name": "tenant_id|organization_id", "type": "int8"}]})";
    CHECK(said_with(either, [](Table& table) { table.column("organization_id"); }).empty());
    CHECK(said_with(either, [](Table& table) { table.column("subtenant_id"); }) == "has no column \"tenant_id\"");
    CHECK(said_with(either, [](Table& table) { table.column("organization_id2"); }) == "has no column \"tenant_id\"");
    // One that is right is enough; of several wrong ones the first is named.
    CHECK(said_with(either, [](Table& table) {
              table.column("tenant_id", test::text_type);
              table.column("organization_id");
          }).empty());
    CHECK(said_with(either, [](Table& table) {
              table.column("organization_id", test::text_type);
              table.column("tenant_id", test::text_type);
          }) == "organization_id: is text, not int8 as required");
    constexpr Text some = R"({"columns": [{"name": "ext_.+"}]})";
    CHECK(said_with(some, [](Table& table) { table.column("ext_a"); }).empty());
    CHECK(said_with(some, [](Table&) {}) == "has no column whose name fits ext_.+");
}

TEST_CASE("required_columns: tables, and entries for some of them") {
    constexpr Text only = R"({"columns": [{"name": "a"}], "tables": "^public\\.ord"})";
    constexpr Text others = R"({"columns": [{"name": "a"}], "tables": "^sales\\."})";
    CHECK(said_with(only, [](Table&) {}) == "has no column \"a\"");
    CHECK(said_with(others, [](Table&) {}).empty());
    // The last entry of a name that fits the table counts.
    constexpr Text two =
        R"({"columns": [{"name": "a", "type": "text"}, {"name": "a", "type": "date", "tables": "orders$"},
                                         {"name": "a", "type": "bigint", "tables": "^sales"}, {"name": "b"}]})";
    CHECK(said_with(two, [](Table& table) { table.column("a", test::text_type); }) ==
          "a: is text, not date as required|has no column \"b\"");
}

TEST_CASE("required_columns: fixes") {
    Schema schema;
    Table& table = schema.table("Orders");
    const auto fix = [&](Text parameters) {
        return Judged(required_columns, schema.catalog(), table, parameters).fix();
    };
    CHECK(fix(tenant) ==
          "?ALTER TABLE public.\"Orders\" ADD COLUMN tenant_id bigint NOT NULL DEFAULT <value>; ALTER TABLE "
          "public.\"Orders\" ALTER COLUMN tenant_id DROP DEFAULT");
    CHECK(Judged(required_columns, schema.catalog(), table, tenant).undo() ==
          "ALTER TABLE public.\"Orders\" DROP COLUMN tenant_id");
    constexpr Text filled = R"({"columns": [{"name": "V v", "type": "int", "not_null": true, "default": "1 + 0"}]})";
    CHECK(fix(filled) == "ALTER TABLE public.\"Orders\" ADD COLUMN \"V v\" int NOT NULL DEFAULT 1 + 0");
    constexpr Text defaulted = R"x({"columns": [{"name": "v", "default": "now()"}]})x";
    CHECK(fix(defaulted) == "?ALTER TABLE public.\"Orders\" ADD COLUMN v <type> DEFAULT now()");
    CHECK(fix(R"({"columns": [{"name": "^(ext_a|ext_b)$", "type": "int"}]})") ==
          "ALTER TABLE public.\"Orders\" ADD COLUMN ext_a int");
    CHECK(
        fix(R"({"columns": [{"name": "ext_.+", "type": "int", "not_null": true}]})") ==
        "?ALTER TABLE public.\"Orders\" ADD COLUMN <name> int NOT NULL DEFAULT <value>; ?ALTER TABLE public.\"Orders\" "
        "ALTER COLUMN <name> DROP DEFAULT");
    table.column("tenant_id");
    CHECK(fix(tenant).starts_with("?UPDATE public.\"Orders\" SET tenant_id = <value> WHERE tenant_id IS NULL; "));
    table.columns[0].not_null = true;
    table.columns[0].base = &test::text_type;
    CHECK(fix(tenant) == "?ALTER TABLE public.\"Orders\" ALTER COLUMN tenant_id TYPE bigint USING <expression>");
    table.columns[0].not_null = false;
    CHECK(fix(tenant).ends_with(" USING <expression>, ALTER COLUMN tenant_id SET NOT NULL"));
    table.columns[0].not_null = true;
    table.columns[0].has_default = true;
    CHECK(
        fix(tenant) ==
        "?ALTER TABLE public.\"Orders\" ALTER COLUMN tenant_id DROP DEFAULT, ALTER COLUMN tenant_id TYPE bigint USING "
        "<expression>, ALTER COLUMN tenant_id SET DEFAULT <default>");
    table.columns[0].identity = Identity::always;
    CHECK(fix(tenant).empty());
    // Nothing is weakened, and nothing done that the server refuses.
    table.columns[0].base = &test::bigint_type;
    CHECK(fix(R"({"columns": [{"name": "tenant_id", "not_null": false}]})").empty());
    table.columns.clear();
    table.relation.of_type = 4711;
    CHECK(fix(tenant).empty());
    table.relation.of_type = 0;
    table.relation.kind = RelationKind::foreign_table;
    CHECK(fix(tenant).empty());
}

TEST_CASE("required_columns: drafts") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("n");
    const auto mended = [&](Text parameters) {
        return Judged(required_columns, schema.catalog(), table, parameters).mended();
    };
    constexpr Text two = R"({"columns": [{"name": "a|b", "type": "int", "not_null": true, "default": "0"},
                                         {"name": "n", "type": "text", "not_null": true}]})";
    CHECK(mended(two).print() == "CREATE TABLE public.t (\n    n text NOT NULL,\n    a int DEFAULT 0 NOT NULL\n);");
    CHECK(!mended(R"({"columns": [{"name": "a"}]})").printable());
    CHECK(!mended(R"({"columns": [{"name": "a.+", "type": "int"}]})").printable());
    constexpr Text open = R"({"columns": [{"name": "n", "not_null": false}]})";
    table.columns[0].not_null = true;
    CHECK(!mended(open).columns[0].not_null);
    table.columns[0].domain_not_null = true;
    CHECK(!mended(open).printable());
    constexpr Text other = R"({"columns": [{"name": "n", "type": "text"}]})";
    CHECK(mended(other).printable());
    table.foreign_key("k", {1}).definition = "FOREIGN KEY (n) REFERENCES public.parents(x)";
    CHECK(!mended(other).printable());
}

}  // namespace
}  // namespace conventions::core
