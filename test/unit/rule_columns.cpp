// Rules on the columns of a table: column_count, all_columns_nullable, nullable_column, tenant_column, column_padding.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule all_columns_nullable;
extern const Rule column_count;
extern const Rule column_padding;
extern const Rule nullable_column;
extern const Rule tenant_column;

namespace {

using test::bigint_type;
using test::boolean_type;
using test::column_over;
using test::integer_type;
using test::Judged;
using test::Schema;
using test::smallint_type;
using test::Table;

TEST_CASE("column_count: more than max, and how many may be null") {
    Schema schema;
    Table& table = schema.table("t");
    for (int i = 0; i < 60; ++i) table.column(schema.kept("c" + std::to_string(i))).not_null = i < 2;
    table.columns[2].domain_not_null = true;
    CHECK(Judged(column_count, schema.catalog(), table).quiet());
    table.column("more");
    CHECK(Judged(column_count, schema.catalog(), table).said() ==
          "has 61 columns, more than 60; 58 of them may be null");
    CHECK(Judged(column_count, schema.catalog(), table, R"({"max": 61})").quiet());
    for (Column& each : table.columns) each.inherited = true;
    CHECK(Judged(column_count, schema.catalog(), table).quiet());
    table.columns[0].inherited = false;
    CHECK(!Judged(column_count, schema.catalog(), table).quiet());
}

TEST_CASE("all_columns_nullable: three or more beside the key") {
    Schema schema;
    Table& table = schema.table("t");
    for (const Text name : {"a", "b", "c"}) table.column(name);
    const auto said = [&] { return Judged(all_columns_nullable, schema.catalog(), table).said(); };
    CHECK(said() == "has no column that is NOT NULL");
    table.primary_key("p", {1});
    CHECK(said().empty());
    table.column("d");
    CHECK(said() == "has no column that is NOT NULL beside its key");
    table.columns[3].not_null = true;
    CHECK(said().empty());
    table.columns[3].not_null = false;
    table.columns[3].domain_not_null = true;
    CHECK(said().empty());
    table.columns[3].domain_not_null = false;
    table.columns[3].generated = Generated::stored;
    CHECK(said().empty());
    table.columns[3].generated = Generated::none;
    for (std::size_t i = 1; i < 4; ++i) table.columns[i].inherited = true;
    CHECK(said().empty());
    table.columns[1].inherited = false;
    CHECK(Judged(all_columns_nullable, schema.catalog(), table)[0].at_most == Severity::error);
    table.relation.made_by_query = true;
    CHECK(Judged(all_columns_nullable, schema.catalog(), table)[0].at_most == Severity::warn);
}

TEST_CASE("nullable_column: what passes") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    table.column("b").not_null = true;
    table.column("c").domain_not_null = true;
    table.column("d").inherited = true;
    table.column("e").generated = Generated::stored;
    table.column("deleted_at", test::timestamptz_type);
    table.column("deletedBy");
    table.column("h").comment = "none: not asked";
    table.column("i").comment = " \n";
    table.column("undeleted_at");
    const auto said = [&](Text parameters = {}) {
        return Judged(nullable_column, schema.catalog(), table, parameters).said();
    };
    CHECK(said() == "a: may be null|i: may be null|undeleted_at: may be null");
    CHECK(said(R"({"comment_is_reason": false})") ==
          "a: may be null|h: may be null|i: may be null|undeleted_at: may be null");
    CHECK(said(R"({"exclude_names": "^(a|i)$"})") ==
          "deleted_at: may be null|deletedBy: may be null|undeleted_at: may be null");
    CHECK(!Judged(nullable_column, schema.catalog(), table)[0].detail.empty());
    CHECK(Judged(nullable_column, schema.catalog(), table, R"({"comment_is_reason": false})")[0].detail.empty());
}

TEST_CASE("nullable_column: keys that set it to null") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    table.column("b");
    table.foreign_key("k", {1, 2});
    const auto said = [&] { return Judged(nullable_column, schema.catalog(), table).said(); };
    CHECK(said() == "a: may be null|b: may be null");
    table.constraints[0].on_delete = ForeignKeyAction::set_null;
    CHECK(said().empty());
    constexpr AttributeNumber second[] = {2};
    table.constraints[0].set_columns = second;
    CHECK(said() == "a: may be null");
    table.constraints[0].on_delete = ForeignKeyAction::cascade;
    table.constraints[0].on_update = ForeignKeyAction::set_null;
    CHECK(said().empty());
    table.constraints[0].kind = ConstraintKind::unique;
    CHECK(said() == "a: may be null|b: may be null");
}

TEST_CASE("nullable_column: fixes by what the statistics know; drafts where it rejects") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    const auto fix = [&] { return Judged(nullable_column, schema.catalog(), table).fix(); };
    CHECK(fix().starts_with("?UPDATE public.t SET a = <value> WHERE a IS NULL; ALTER TABLE public.t ADD CONSTRAINT "));
    table.columns[0].null_fraction = 0.5;
    CHECK(fix().starts_with("?UPDATE "));
    table.columns[0].null_fraction = 0;
    CHECK(
        fix() ==
        "ALTER TABLE public.t ADD CONSTRAINT a_not_null CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE public.t VALIDATE "
        "CONSTRAINT a_not_null; ALTER TABLE public.t ALTER COLUMN a SET NOT NULL; ALTER TABLE public.t DROP CONSTRAINT "
        "a_not_null");
    CHECK(Judged(nullable_column, schema.catalog(), table).mended().columns[0].not_null);
}

TEST_CASE("tenant_column: lacking; not the tenants' own table") {
    Schema schema;
    Table& orders = schema.table("orders");
    orders.column("id");
    const Judged judged(tenant_column, schema.catalog(), orders);
    CHECK(judged.said() == "has no column \"tenant_id\"");
    CHECK(
        judged.fix() ==
        "?ALTER TABLE public.orders ADD COLUMN tenant_id <type>; ?UPDATE public.orders SET tenant_id = <tenant> WHERE "
        "tenant_id IS NULL; ALTER TABLE public.orders ADD CONSTRAINT tenant_id_not_null CHECK (tenant_id IS NOT NULL) "
        "NOT VALID; ALTER TABLE public.orders VALIDATE CONSTRAINT tenant_id_not_null; ALTER TABLE public.orders ALTER "
        "COLUMN tenant_id SET NOT NULL; ALTER TABLE public.orders DROP CONSTRAINT tenant_id_not_null");
    CHECK(judged.undo() == "ALTER TABLE public.orders DROP COLUMN tenant_id");
    const auto is_quiet = [&](Text name, Text parameters = {}) {
        Table& table = schema.table(name);
        return Judged(tenant_column, schema.catalog(), table, parameters).quiet();
    };
    for (const Text name : {"tenant", "tenants", "Tenants"}) CHECK(is_quiet(name));
    CHECK(!is_quiet("tenant_notes"));
    CHECK(is_quiet("companies", R"({"column": "companyId"})"));
    CHECK(!is_quiet("tenants", R"({"column": "companyId"})"));
    CHECK(is_quiet("x", R"({"column": ""})"));
    CHECK(is_quiet("x", R"({"tables": "^app\\."})"));
    CHECK(!is_quiet("x", R"({"tables": "^public\\."})"));
    orders.column("tenant_id");
    CHECK(Judged(tenant_column, schema.catalog(), orders).quiet());
}

TEST_CASE("tenant_column: nothing to run where the column is made elsewhere") {
    Schema schema;
    Table& far = schema.table("far", RelationKind::foreign_table);
    CHECK(Judged(tenant_column, schema.catalog(), far).fix().empty());
    Table& typed = schema.table("typed");
    typed.relation.of_type = 4711;
    CHECK(Judged(tenant_column, schema.catalog(), typed).fix().empty());
}

/// What is said of a new table with columns a, b, c ... of these types.
std::string padding(std::initializer_list<const Type*> types, Text parameters = R"({"min_bytes": 1})") {
    Schema schema;
    Table& table = schema.table("t");
    table.relation.origin = Origin::this_command;
    for (const Type* type : types)
        table.column(schema.kept(std::string(1, static_cast<char>('a' + table.columns.size()))), *type);
    const Judged judged(column_padding, schema.catalog(), table, parameters);
    return judged.quiet() ? "" : judged[0].says + " " + judged[0].detail;
}

TEST_CASE("column_padding: bytes that are certainly lost") {
    CHECK(padding({&bigint_type, &integer_type, &smallint_type, &boolean_type}).empty());
    CHECK(padding({&boolean_type, &bigint_type}) ==
          "loses at least 7 bytes a row between its columns In this order it loses none: b, a.");
    CHECK(padding({&smallint_type, &bigint_type, &integer_type, &bigint_type}) ==
          "loses at least 10 bytes a row between its columns In this order it loses none: b, d, c, a.");
    CHECK(padding({&boolean_type, &smallint_type, &boolean_type, &integer_type}) ==
          "loses at least 4 bytes a row between its columns In this order it loses none: d, b, a, c.");
    // Behind a text nothing is known, until the next aligned value.
    CHECK(padding({&boolean_type, &test::text_type, &bigint_type}).empty());
    CHECK(padding({&test::text_type, &bigint_type, &boolean_type, &bigint_type}) ==
          "loses at least 7 bytes a row between its columns In this order it loses none: b, d, c, a.");
    CHECK(padding({&test::text_type, &integer_type, &boolean_type, &bigint_type}) ==
          "loses at least 3 bytes a row between its columns In this order it loses none: d, b, c, a.");
}

TEST_CASE("column_padding: new tables alone, from min_bytes on") {
    CHECK(padding({&boolean_type, &bigint_type, &boolean_type, &bigint_type}, {}).empty());
    CHECK(
        !padding({&boolean_type, &bigint_type, &boolean_type, &bigint_type, &smallint_type, &bigint_type}, {}).empty());
    CHECK(!padding({&boolean_type, &bigint_type, &boolean_type, &bigint_type}, R"({"min_bytes": 14})").empty());
    CHECK(padding({&boolean_type, &bigint_type, &boolean_type, &bigint_type}, R"({"min_bytes": 15})").empty());
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", boolean_type);
    table.column("b", bigint_type);
    constexpr Text one = R"({"min_bytes": 1})";
    const auto quiet = [&] { return Judged(column_padding, schema.catalog(), table, one).quiet(); };
    CHECK(quiet());
    table.relation.origin = Origin::this_transaction;
    CHECK(!quiet());
    table.columns[0].generated = Generated::computed;
    CHECK(quiet());
    table.columns[0].generated = Generated::stored;
    CHECK(!quiet());
    table.relation.of_type = 4711;
    CHECK(quiet());
    table.relation.of_type = 0;
    table.parents.push_back(4711);
    CHECK(quiet());
}

}  // namespace
}  // namespace conventions::core
