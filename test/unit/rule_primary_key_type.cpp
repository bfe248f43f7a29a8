// Rule primary_key_type.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule primary_key_type;

namespace {

using test::bigint_type;
using test::integer_type;
using test::Judged;
using test::Schema;
using test::Table;
using test::text_type;

constexpr Type uuid_type = {.oid = 2950, .schema = "pg_catalog", .name = "uuid", .shown = "uuid", .category = 'U'};
constexpr Type varchar_type = {
    .oid = 1043, .schema = "pg_catalog", .name = "varchar", .shown = "character varying", .category = 'S'};
constexpr Text uuids = R"({"types": ["uuid"]})";
constexpr Text numbers = R"({"types": ["integer", "bigint"]})";

/// Table orders with the key id, which is of rows.
struct Keyed {
    Schema schema;
    Table& table;

    explicit Keyed(const Type& type = bigint_type, RelationKind kind = RelationKind::table)
        : table(schema.table("orders", kind)) {
        Column& column = table.column("id", type);
        column.not_null = true;
        table.primary_key("orders_pkey", {1});
        table.relation.blocks = 9;
    }
    Column& column() { return table.columns[0]; }
    void make_string(const Type& type, std::int32_t length) {
        column().type = column().base = column().scalar = &type;
        column().base_modifier = column().modifier = length + 4;
        column().type_name = schema.kept("character varying(" + std::to_string(length) + ")");
    }
    Judged judged(Text parameters, Situation situation = {}) {
        return Judged(primary_key_type, schema.catalog(), table, parameters, situation);
    }
};

TEST_CASE("primary_key_type: a type that is not in the list") {
    Keyed keyed;
    CHECK(keyed.judged({}).quiet());
    CHECK(keyed.judged(numbers).quiet());
    CHECK(keyed.judged(R"({"types": ["int8"]})").quiet());
    CHECK(keyed.judged(uuids).said() == "id: is in the primary key and is bigint, not uuid");
    CHECK(keyed.judged(R"({"types": ["uuid", "integer"]})").said() ==
          "id: is in the primary key and is bigint, not uuid or integer");
    CHECK(keyed.judged(uuids)[0].detail.empty());
}

TEST_CASE("primary_key_type: strings by their length, and those that hold uuids") {
    Keyed keyed;
    keyed.make_string(varchar_type, 36);
    CHECK(keyed.judged(R"json({"types": ["varchar(36)"]})json").quiet());
    CHECK(keyed.judged(R"json({"types": ["text(36)"]})json").quiet());
    CHECK(keyed.judged(R"json({"types": ["varchar"]})json").quiet());
    CHECK(keyed.judged(R"json({"types": ["text"]})json").count() == 1);
    CHECK(keyed.judged(R"json({"types": ["varchar(30)", "text(30)"]})json").count() == 1);
    CHECK(keyed.judged(uuids)[0].detail == "It seems to hold uuids.");
    keyed.column().name = "code";
    CHECK(keyed.judged(uuids)[0].detail.empty());
    keyed.column().name = "id";
    keyed.make_string(varchar_type, 30);
    CHECK(keyed.judged(uuids)[0].detail.empty());
    Keyed plain(text_type);
    CHECK(plain.judged(uuids)[0].detail.empty());
    CHECK(plain.judged(R"json({"types": ["text(36)"]})json").count() == 1);
    plain.column().name = "order_UUID";
    CHECK(plain.judged(uuids)[0].detail == "It seems to hold uuids.");
}

TEST_CASE("primary_key_type: domains are looked through, types of the house are named as they are") {
    Keyed keyed;
    keyed.column().type = &keyed.schema.domain("number", bigint_type);
    keyed.column().type_name = "number";
    CHECK(keyed.judged(numbers).quiet());
    CHECK(keyed.judged(uuids).said() == "id: is in the primary key and is number, not uuid");
    CHECK(keyed.judged(uuids).fix().empty());
    CHECK(!keyed.judged(uuids).mended().printable());
    Type& own = keyed.schema.type("ulid", TypeKind::base);
    own.shown = "public.ulid";
    keyed.column().type = keyed.column().base = &own;
    CHECK(keyed.judged(R"({"types": ["ulid"]})").quiet());
    CHECK(keyed.judged(R"({"types": ["public.ulid"]})").quiet());
}

TEST_CASE("primary_key_type: what is none of its business") {
    Keyed keyed;
    SUBCASE("no key") { keyed.table.constraints.clear(); }
    SUBCASE("inherited") { keyed.column().inherited = true; }
    SUBCASE("a foreign key has its type from there") { keyed.table.foreign_key("up", {1}); }
    SUBCASE("one of two columns") {
        keyed.table.column("other");
        keyed.table.foreign_key("up", {2, 1});
    }
    CHECK(keyed.judged(uuids).quiet());
}

TEST_CASE("primary_key_type: each column of a key") {
    Keyed keyed(uuid_type);
    keyed.table.column("line", integer_type);
    keyed.table.column("beside", integer_type);
    keyed.table.constraints.clear();
    keyed.table.primary_key("both", {1, 2});
    CHECK(keyed.judged(uuids).said() == "line: is in the primary key and is integer, not uuid");
    CHECK(keyed.judged(uuids).fix() == "?ALTER TABLE public.orders ALTER COLUMN line TYPE uuid USING <expression>");
    CHECK(keyed.judged(R"({"types": ["uuid", "bigint"]})").fix().empty());
    // The server wants the partition columns in it.
    keyed.table.relation.kind = RelationKind::partitioned_table;
    CHECK(keyed.judged(uuids).quiet());
    CHECK(keyed.judged(R"({"types": ["text"]})").count() == 2);
    keyed.table.foreign_key("up", {1});
    CHECK(keyed.judged(R"({"types": ["text"]})").quiet());
    Keyed single(bigint_type, RelationKind::partitioned_table);
    CHECK(single.judged(uuids).count() == 1);
    CHECK(single.judged(uuids).fix().empty());
}

TEST_CASE("primary_key_type: numbers become bigint as in primary_key_int4, and no smaller") {
    Keyed keyed(integer_type);
    CHECK(keyed.judged(R"({"types": ["uuid", "bigint"]})").fix().find(" ADD COLUMN id_new bigint; CREATE FUNCTION") !=
          std::string::npos);
    keyed.table.relation.blocks = 0;
    CHECK(keyed.judged(R"({"types": ["bigint"]})").fix() == "ALTER TABLE public.orders ALTER COLUMN id TYPE bigint");
    CHECK(keyed.judged(R"({"types": ["smallint"]})").fix().empty());
    Keyed large;
    CHECK(large.judged(R"({"types": ["integer"]})").fix().empty());
}

TEST_CASE("primary_key_type: strings become the uuids that they hold") {
    Keyed keyed;
    keyed.make_string(varchar_type, 36);
    CHECK(keyed.judged(uuids).fix().find("ADD COLUMN id_new uuid; ") != std::string::npos);
    CHECK(keyed.judged(uuids).fix().find("NEW.id_new := NEW.id::uuid;") != std::string::npos);
    CHECK(keyed.judged(uuids).fix().find("SET DEFAULT") == std::string::npos);
    keyed.column().has_default = true;
    CHECK(keyed.judged(uuids).fix().find("ALTER TABLE public.orders ALTER COLUMN id DROP DEFAULT; ALTER TABLE "
                                         "public.orders ALTER COLUMN id_new SET DEFAULT gen_random_uuid(); ") !=
          std::string::npos);
    CHECK(keyed.judged(uuids, {.in_block = true}).fix().empty());
    keyed.table.relation.blocks = 0;
    CHECK(keyed.judged(uuids).fix() ==
          "ALTER TABLE public.orders ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id TYPE uuid USING id::uuid, ALTER "
          "COLUMN id SET DEFAULT gen_random_uuid()");
}

TEST_CASE("primary_key_type: other values are a person's to make") {
    Keyed keyed;
    CHECK(keyed.judged(uuids).fix() == "?ALTER TABLE public.orders ALTER COLUMN id TYPE uuid USING <expression>");
    keyed.column().identity = Identity::always;
    CHECK(keyed.judged(uuids).fix() ==
          "!?BEGIN; ALTER TABLE public.orders ALTER COLUMN id DROP IDENTITY; ALTER TABLE public.orders ALTER COLUMN id "
          "TYPE uuid USING <expression>, ALTER COLUMN id SET DEFAULT gen_random_uuid(); COMMIT");
    CHECK(keyed.judged(R"json({"types": ["text(36)"]})json").fix() ==
          "!?BEGIN; ALTER TABLE public.orders ALTER COLUMN id DROP IDENTITY; ALTER TABLE public.orders ALTER COLUMN id "
          "TYPE varchar(36) USING <expression>, ALTER COLUMN id SET DEFAULT <default>; COMMIT");
    keyed.table.indexes[0].referenced = true;
    CHECK(keyed.judged(uuids).fix() ==
          "!?BEGIN; <drop the foreign keys that refer to the column>; ALTER TABLE public.orders ALTER COLUMN id DROP "
          "IDENTITY; ALTER TABLE public.orders ALTER COLUMN id TYPE uuid USING <expression>, ALTER COLUMN id SET "
          "DEFAULT gen_random_uuid(); "
          "<change the columns that refer to it, and make the foreign keys again>; COMMIT");
    keyed.table.relation.of_type = 4711;
    CHECK(keyed.judged(uuids).fix().empty());
}

/// The draft of the table after the rule's last word.
std::string mended(Keyed& keyed, Text parameters) {
    keyed.table.constraints[0].definition = "PRIMARY KEY (id)";
    const Catalog& catalog = keyed.schema.catalog();
    const Policy policy = test::policy_with(primary_key_type, parameters);
    const Input in{{catalog, policy.settings(primary_key_type), {}}, *catalog.relation(keyed.table.relation.oid)};
    Draft draft(*catalog.server, in.relation);
    primary_key_type.mend(in, {}, draft);
    return draft.printable() ? draft.print() : std::string();
}

TEST_CASE("primary_key_type: drafts") {
    Keyed keyed;
    keyed.column().identity = Identity::by_default;
    CHECK(mended(keyed, uuids) ==
          "CREATE TABLE public.orders (\n    id uuid DEFAULT gen_random_uuid() PRIMARY KEY\n);");
    CHECK(mended(keyed, {}) ==
          "CREATE TABLE public.orders (\n    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY "
          "KEY\n);");
    CHECK(mended(keyed, numbers) == mended(keyed, {}));
    CHECK(mended(keyed, R"({"types": ["integer"]})") ==
          "CREATE TABLE public.orders (\n    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY\n);");
    CHECK(mended(keyed, R"json({"types": ["text(36)"]})json") ==
          "CREATE TABLE public.orders (\n    id varchar(36) DEFAULT gen_random_uuid() PRIMARY KEY\n);");
    CHECK(mended(keyed, R"({"types": ["money"]})").empty());
    keyed.table.column("up");
    Constraint& up = keyed.table.foreign_key("orders_up_fkey", {2}, keyed.table.relation.oid);
    up.definition = "FOREIGN KEY (up) REFERENCES public.orders(id)";
    up.referenced_column_names = {};
    CHECK(mended(keyed, uuids) ==
          "CREATE TABLE public.orders (\n    id uuid DEFAULT gen_random_uuid() PRIMARY KEY,\n    up uuid REFERENCES "
          "public.orders (id)\n);");
    keyed.table.columns[1].has_default = true;
    keyed.table.columns[1].default_text = "7";
    CHECK(mended(keyed, uuids).empty());
}

TEST_CASE("primary_key_type: drafts of serial columns, and of keys that say something") {
    Keyed serial(integer_type);
    serial.column().has_default = true;
    serial.column().default_kind = DefaultKind::sequence;
    serial.column().default_text = "nextval('public.orders_id_seq'::regclass)";
    CHECK(mended(serial, R"({"types": ["bigint"]})") ==
          "CREATE TABLE public.orders (\n    id bigserial PRIMARY KEY\n);");
    CHECK(mended(serial, R"({"types": ["smallint"]})") ==
          "CREATE TABLE public.orders (\n    id smallserial PRIMARY KEY\n);");
    CHECK(mended(serial, numbers) == "CREATE TABLE public.orders (\n    id serial PRIMARY KEY\n);");
    Keyed code(integer_type);
    CHECK(mended(code, uuids).empty());
    Keyed random(uuid_type);
    CHECK(mended(random, R"({"types": ["bigint"]})") ==
          "CREATE TABLE public.orders (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\n);");
    random.table.foreign_key("orders_id_fkey", {1}).definition = "FOREIGN KEY (id) REFERENCES public.parents(x)";
    CHECK(mended(random, R"({"types": ["bigint"]})").find("id uuid") != std::string::npos);
}

}  // namespace
}  // namespace conventions::core
