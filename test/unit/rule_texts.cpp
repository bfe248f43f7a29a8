// Rules on what texts hold: string_length, uuid_in_text, json_in_text, enum_like_column.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule enum_like_column;
extern const Rule json_in_text;
extern const Rule string_length;
extern const Rule uuid_in_text;

namespace {

using test::column_over;
using test::Judged;
using test::length_of;
using test::Schema;
using test::Table;

/// A check that says this of the columns.
void add_check(Table& table, Rows<ColumnLimit> limits, bool enforced = true) {
    Constraint made;
    made.oid = table.next_oid();
    made.kind = ConstraintKind::check;
    made.name = "c";
    made.limits = limits;
    made.enforced = enforced;
    table.constraints.push_back(made);
}

constexpr Text bounded = R"({"style": "bounded"})";
constexpr Text text_style = R"({"style": "text"})";

TEST_CASE("string_length: nothing without a style") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::text_type);
    table.column("b", test::varchar_type).base_modifier = length_of(10);
    CHECK(Judged(string_length, schema.catalog(), table).quiet());
}

TEST_CASE("string_length: bounded") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::text_type);
    table.column("b", test::varchar_type);
    table.column("c", test::varchar_type).base_modifier = length_of(65535);
    table.column("d", test::varchar_type).base_modifier = length_of(65536);
    table.column("e", test::text_type);
    table.column("f", test::text_type);
    table.column("g", test::text_type).generated = Generated::stored;
    table.column("h", test::text_type).inherited = true;
    table.column("i", test::bpchar_type);
    Type& domain = schema.domain("short", test::text_type);
    column_over(table, "j", domain, test::text_type);
    constexpr ColumnLimit limits[] = {
        {.column = 5, .length = true}, {.column = 6, .listed = true}, {.column = 1, .most = true}};
    add_check(table, limits);
    const auto said = [&](Text parameters) {
        return Judged(string_length, schema.catalog(), table, parameters).said();
    };
    CHECK(said(bounded) ==
          "a: is text, and nothing limits its length|b: is character varying, and nothing limits its length|d: is "
          "character varying, and nothing limits its length|j: is short, which rests on text, and nothing limits its "
          "length");
    CHECK(said(R"({"style": "bounded", "max": 70000, "exclude_names": "^(a|j)$"})") ==
          "b: is character varying, and nothing limits its length");
    domain.domain_has_check = true;
    CHECK(Judged(string_length, schema.catalog(), table, bounded).count() == 3);
    const Judged judged(string_length, schema.catalog(), table, bounded);
    CHECK(judged.fix() ==
          "?ALTER TABLE public.t ADD CONSTRAINT ck_t_a_length CHECK (char_length(a) <= <n>) NOT VALID; ALTER TABLE "
          "public.t VALIDATE CONSTRAINT ck_t_a_length");
    CHECK(judged.undo() == "ALTER TABLE public.t DROP CONSTRAINT ck_t_a_length");
    CHECK(!judged.mended().printable());
    table.constraints[0].enforced = false;
    CHECK(Judged(string_length, schema.catalog(), table, bounded).count() == 5);
}

TEST_CASE("string_length: text") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::text_type);
    table.column("b", test::varchar_type);
    Column& column = table.column("c", test::varchar_type);
    column.base_modifier = length_of(10);
    column.type_name = "character varying(10)";
    column.collation_given = true;
    column.collation_name = "pg_catalog.\"C\"";
    const Judged judged(string_length, schema.catalog(), table, text_style);
    CHECK(judged.said() == "c: is character varying(10), not text");
    CHECK(judged.fix() == "ALTER TABLE public.t ALTER COLUMN c TYPE text COLLATE pg_catalog.\"C\"");
    CHECK(judged.mended().columns[2].type == "text");
}

bool is_uuid(Text name, const Type& type = test::text_type, std::int32_t modifier = -1) {
    Schema schema;
    Table& table = schema.table("t");
    table.column(name, type).base_modifier = modifier;
    return !Judged(uuid_in_text, schema.catalog(), table, {}, {.moment = Moment::after}).quiet();
}

TEST_CASE("uuid_in_text: names and lengths") {
    for (const Text name : {"uuid", "UUID", "guid", "order_uuid", "orderUuid", "orderUUID", "Guid"}) {
        CAPTURE(name);
        CHECK(is_uuid(name));
    }
    for (const Text name : {"order_guid", "id", "xuuid", "uuid_text", "druid", "liquid", "uui"}) {
        CAPTURE(name);
        CHECK(!is_uuid(name));
    }
    CHECK(is_uuid("id", test::varchar_type, length_of(36)));
    CHECK(is_uuid("id", test::bpchar_type, length_of(36)));
    CHECK(!is_uuid("id", test::varchar_type, length_of(37)));
    CHECK(is_uuid("uuid", test::varchar_type, length_of(40)));
    CHECK(!is_uuid("uuid", test::bigint_type));
}

TEST_CASE("uuid_in_text: a report leaves tables with rows alone") {
    Schema schema;
    Table& table = schema.table("t", RelationKind::partitioned_table);
    table.column("uuid", test::text_type);
    Table& child = schema.partition_of(table, "t1");
    const auto finds = [&](Moment moment) {
        return !Judged(uuid_in_text, schema.catalog(), table, {}, {.moment = moment}).quiet();
    };
    child.relation.blocks = 0;
    CHECK(finds(Moment::report));
    child.relation.blocks = 1;
    CHECK(!finds(Moment::report));
    CHECK(finds(Moment::after));
    child.relation.kind = RelationKind::foreign_table;
    child.relation.blocks = 0;
    CHECK(!finds(Moment::report));
}

TEST_CASE("uuid_in_text: fixes and drafts") {
    constexpr Situation now = {.moment = Moment::after};
    Schema schema;
    Table& table = schema.table("t");
    table.column("uuid", test::text_type);
    const auto fix = [&] { return Judged(uuid_in_text, schema.catalog(), table, {}, now).fix(); };
    const auto draft = [&] { return Judged(uuid_in_text, schema.catalog(), table, {}, now).mended(); };
    CHECK(Judged(uuid_in_text, schema.catalog(), table, {}, now).said() ==
          "uuid: is text, though it seems to hold uuids");
    CHECK(fix() == "ALTER TABLE public.t ALTER COLUMN uuid TYPE uuid USING uuid::uuid");
    table.columns[0].has_default = true;
    table.columns[0].default_text = "(gen_random_uuid())::text";
    CHECK(fix() ==
          "ALTER TABLE public.t ALTER COLUMN uuid DROP DEFAULT, ALTER COLUMN uuid TYPE uuid USING uuid::uuid, ALTER "
          "COLUMN uuid SET DEFAULT gen_random_uuid()");
    CHECK(draft().print() == "CREATE TABLE public.t (\n    uuid uuid DEFAULT gen_random_uuid()\n);");
    table.columns[0].default_text = "gen_random_uuid()";
    CHECK(fix().ends_with("SET DEFAULT gen_random_uuid()"));
    table.columns[0].default_text = "''::text";
    CHECK(fix().ends_with("SET DEFAULT <default>"));
    CHECK(!draft().printable());
    table.columns[0].default_text = "(gen_random_uuid())::text";
    Table& child = schema.partition_of(table, "t1");
    CHECK(fix().empty());
    child.columns[0].has_default = false;
    table.children.clear();
    table.foreign_key("k", {1});
    CHECK(fix().empty());
    table.constraints.clear();
    table.primary_key("t_pkey", {1});
    CHECK(!fix().empty());
    table.indexes[0].referenced = true;
    CHECK(fix().empty());
    // A collation is none of a uuid's.
    Table& other = schema.table("o");
    Column& column = other.column("uuid", test::text_type);
    column.collation_given = true;
    column.collation_name = "pg_catalog.\"C\"";
    CHECK(Judged(uuid_in_text, schema.catalog(), other, {}, now).mended().print() ==
          "CREATE TABLE public.o (\n    uuid uuid\n);");
}

TEST_CASE("json_in_text: words of names") {
    constexpr Situation now = {.moment = Moment::after};
    Schema schema;
    Table& table = schema.table("t");
    for (const Text name : {"payload", "rawJson", "json_data", "METADATA", "jsonish", "meta", "load"})
        table.column(name, test::text_type);
    table.column("json", test::bpchar_type);
    table.column("json2", test::varchar_type).generated = Generated::stored;
    const Judged judged(json_in_text, schema.catalog(), table, {}, now);
    REQUIRE(judged.count() == 4);
    CHECK(judged.said().starts_with("payload: is text, though it seems to hold documents|rawJson:"));
    CHECK(judged.fix() == "?ALTER TABLE public.t ALTER COLUMN payload TYPE jsonb USING <expression>");
    CHECK(Judged(json_in_text, schema.catalog(), table, R"({"names": ["meta"]})", now).said() ==
          "meta: is text, though it seems to hold documents");
    table.relation.blocks = 1;
    CHECK(Judged(json_in_text, schema.catalog(), table).quiet());
}

bool is_enum_like(Text name, const Type& type = test::text_type) {
    Schema schema;
    Table& table = schema.table("t");
    table.column("owner_id");
    table.column("parentId");
    table.column(name, type);
    return !Judged(enum_like_column, schema.catalog(), table).quiet();
}

TEST_CASE("enum_like_column: names and types") {
    for (const Text name : {"status", "order_status", "orderStatus", "Status", "STATUS", "user_role", "type",
                            "ownerType", "priority", "gender", "contents_type"}) {
        CAPTURE(name);
        CHECK(is_enum_like(name));
    }
    for (const Text name : {"statuses", "substatus", "owner_type", "parentType", "content_type", "contentType",
                            "mime_type", "media_type", "file_mime_type", "prototype", "status_text"}) {
        CAPTURE(name);
        CHECK(!is_enum_like(name));
    }
    Schema schema;
    Table& address = schema.table("addresses");
    for (const Text name : {"state", "billing_state", "billingState", "country", "billing_city", "shop_state"})
        address.column(name, test::text_type);
    CHECK(Judged(enum_like_column, schema.catalog(), address).said() ==
          "billingState: takes any value, though its name says that it holds one of a few|shop_state: takes any value, "
          "though its name says that it holds one of a few");
    CHECK(is_enum_like("status", test::smallint_type));
    CHECK(is_enum_like("status", test::integer_type));
    CHECK(is_enum_like("status", test::bpchar_type));
    CHECK(!is_enum_like("status", test::bigint_type));
    CHECK(!is_enum_like("status", test::boolean_type));
    CHECK(!is_enum_like("status", test::date_type));
}

TEST_CASE("enum_like_column: what limits it") {
    Schema schema;
    Table& table = schema.table("t");
    Type& domain = schema.domain("d", test::text_type);
    column_over(table, "status", domain, test::text_type);
    const auto said = [&](Text parameters = {}) {
        return Judged(enum_like_column, schema.catalog(), table, parameters).said();
    };
    CHECK(said() == "status: takes any value, though its name says that it holds one of a few");
    CHECK(Judged(enum_like_column, schema.catalog(), table).fix() ==
          "?ALTER TABLE public.t ADD CONSTRAINT ck_t_status_known CHECK (status IN (<values>)) NOT VALID; ALTER TABLE "
          "public.t VALIDATE CONSTRAINT ck_t_status_known");
    CHECK(said(R"({"names": ["state"]})").empty());
    domain.domain_has_check = true;
    CHECK(said().empty());
    domain.domain_has_check = false;
    constexpr ColumnLimit most[] = {{.column = 1, .most = true, .length = true}};
    constexpr ColumnLimit listed[] = {{.column = 1, .listed = true}};
    constexpr ColumnLimit elsewhere[] = {{.column = 2, .listed = true}};
    add_check(table, most);
    add_check(table, elsewhere);
    CHECK(!said().empty());
    add_check(table, listed, false);
    CHECK(!said().empty());
    add_check(table, listed);
    CHECK(said().empty());
    table.constraints.clear();
    table.foreign_key("k", {1});
    CHECK(said().empty());
    table.constraints.clear();
    table.columns[0].generated = Generated::stored;
    CHECK(said().empty());
    table.columns[0].generated = Generated::none;
    table.columns[0].inherited = true;
    CHECK(said().empty());
    table.columns[0].inherited = false;
    table.column("other", test::text_type);
    table.unique_constraint(ConstraintKind::unique, "u", {1, 2});
    CHECK(!said().empty());
    table.unique_constraint(ConstraintKind::unique, "u2", {1});
    CHECK(said().empty());
}

TEST_CASE("enum_like_column: the statement for a new table") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("Status", test::text_type);
    table.relation.origin = Origin::this_command;
    Constraint taken;
    taken.name = "ck_t_Status_known";
    table.constraints.push_back(taken);
    CHECK(Judged(enum_like_column, schema.catalog(), table).fix() ==
          "?ALTER TABLE public.t ADD CONSTRAINT \"ck_t_Status_known_2\" CHECK (\"Status\" IN (<values>))");
}

}  // namespace
}  // namespace conventions::core
