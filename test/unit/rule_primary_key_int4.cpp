// Rule primary_key_int4.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule primary_key_int4;

namespace {

using test::integer_type;
using test::Judged;
using test::Schema;
using test::Table;

struct Counted {
    Schema schema;
    Table& table;
    Table& sequence;

    explicit Counted(const Type& type = integer_type)
        : table(schema.table("Orders")), sequence(schema.table("Orders_id_seq", RelationKind::sequence)) {
        Column& column = table.column("id", type);
        column.not_null = true;
        column.identity = Identity::always;
        column.default_sequence = sequence.relation.oid;
        table.primary_key("Orders_pkey", {1});
        table.relation.blocks = 9;
        sequence.relation.sequence = {.type = 23,
                                      .start = 1,
                                      .increment = 1,
                                      .minimum = 1,
                                      .maximum = 2147483647,
                                      .cache = 1,
                                      .owner_relation = table.relation.oid,
                                      .owner_column = 1,
                                      .owner_is_identity = true};
    }
    Column& column() { return table.columns[0]; }
    void make_serial() {
        column().identity = Identity::none;
        column().has_default = true;
        column().default_kind = DefaultKind::sequence;
        sequence.relation.sequence.owner_is_identity = false;
    }
    Judged judged(Situation situation = {}) { return Judged(primary_key_int4, schema.catalog(), table, {}, situation); }
    std::string fix() { return judged().fix(); }
};

TEST_CASE("primary_key_int4: counted keys of one column") {
    Counted counted;
    CHECK(counted.judged().said() == "id: is integer, whose numbers end at 2147483647");
    counted.make_serial();
    CHECK(counted.judged().count() == 1);
    Counted tiny(test::smallint_type);
    CHECK(tiny.judged().said() == "id: is smallint, whose numbers end at 32767");
    Counted below;
    below.column().type = &below.schema.domain("number", integer_type);
    CHECK(below.judged().count() == 1);
    CHECK(below.fix().empty());
    CHECK(!below.judged().mended().printable());
}

TEST_CASE("primary_key_int4: a default that was not read may count") {
    Counted counted;
    counted.make_serial();
    counted.column().default_kind = DefaultKind::none;
    CHECK(counted.judged().count() == 1);
}

TEST_CASE("primary_key_int4: what is none of its business") {
    Counted counted;
    SUBCASE("bigint") { counted.column().base = &test::bigint_type; }
    SUBCASE("a code that somebody assigns") { counted.column().identity = Identity::none; }
    SUBCASE("a code that has a default") {
        counted.make_serial();
        counted.column().default_kind = DefaultKind::constant;
    }
    SUBCASE("no key") { counted.table.constraints.clear(); }
    SUBCASE("inherited") { counted.column().inherited = true; }
    SUBCASE("two columns") {
        counted.table.column("line", integer_type);
        counted.table.constraints.clear();
        counted.table.primary_key("both", {1, 2});
    }
    CHECK(counted.judged().quiet());
}

TEST_CASE("primary_key_int4: at once where there are no rows") {
    Counted counted;
    counted.table.relation.blocks = 0;
    CHECK(counted.fix() == "ALTER TABLE public.\"Orders\" ALTER COLUMN id TYPE bigint");
    counted.table.relation.blocks = 9;
    counted.table.relation.origin = Origin::this_transaction;
    CHECK(counted.fix() == "ALTER TABLE public.\"Orders\" ALTER COLUMN id TYPE bigint");
    counted.make_serial();
    CHECK(counted.fix() ==
          "ALTER TABLE public.\"Orders\" ALTER COLUMN id TYPE bigint; ALTER SEQUENCE "
          "public.\"Orders_id_seq\" AS bigint");
    counted.sequence.relation.sequence.type = 20;
    CHECK(counted.fix() == "ALTER TABLE public.\"Orders\" ALTER COLUMN id TYPE bigint");
    // Columns that refer to it in the table itself go along, others do not.
    counted.table.column("parent", integer_type);
    counted.table.column("other", integer_type);
    counted.table.foreign_key("up", {2}, counted.table.relation.oid);
    counted.table.foreign_key("away", {3});
    CHECK(counted.fix() ==
          "ALTER TABLE public.\"Orders\" ALTER COLUMN id TYPE bigint, ALTER COLUMN parent TYPE bigint");
}

TEST_CASE("primary_key_int4: beside the rows that are there") {
    Counted counted;
    const std::string steps = counted.fix();
    CHECK(
        steps ==
        "ALTER TABLE public.\"Orders\" ADD COLUMN id_new bigint; CREATE FUNCTION public.\"Orders_id_new_fill\"() "
        "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END'; CREATE TRIGGER "
        "\"Orders_id_new_fill\" BEFORE INSERT OR UPDATE ON public.\"Orders\" FOR EACH ROW EXECUTE FUNCTION "
        "public.\"Orders_id_new_fill\"(); ?UPDATE public.\"Orders\" SET id_new = id WHERE id_new IS NULL AND <part of "
        "the rows>; !CREATE UNIQUE INDEX CONCURRENTLY \"Orders_id_new_key\" ON public.\"Orders\" (id_new); ALTER TABLE "
        "public.\"Orders\" ADD CONSTRAINT id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID; ALTER TABLE "
        "public.\"Orders\" VALIDATE CONSTRAINT id_new_not_null; ALTER TABLE public.\"Orders\" ALTER COLUMN id_new SET "
        "NOT NULL; ALTER TABLE public.\"Orders\" DROP CONSTRAINT id_new_not_null; !BEGIN; ALTER TABLE "
        "public.\"Orders\" DROP CONSTRAINT \"Orders_pkey\"; ALTER TABLE public.\"Orders\" ALTER COLUMN id_new ADD "
        "GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.\"Orders_id_seq_new\"); SELECT "
        "pg_catalog.setval('public.\"Orders_id_seq_new\"', last_value, is_called) FROM public.\"Orders_id_seq\"; "
        "ALTER TABLE public.\"Orders\" ALTER COLUMN id DROP IDENTITY; ALTER SEQUENCE public.\"Orders_id_seq_new\" "
        "RENAME TO \"Orders_id_seq\"; ALTER TABLE public.\"Orders\" ALTER COLUMN id DROP NOT NULL; ALTER TABLE "
        "public.\"Orders\" RENAME COLUMN id TO id_old; ALTER TABLE public.\"Orders\" RENAME COLUMN id_new TO id; "
        "ALTER TABLE public.\"Orders\" ADD CONSTRAINT \"Orders_pkey\" PRIMARY KEY USING INDEX \"Orders_id_new_key\"; "
        "DROP TRIGGER \"Orders_id_new_fill\" ON public.\"Orders\"; DROP FUNCTION public.\"Orders_id_new_fill\"(); "
        "COMMIT");
    counted.make_serial();
    CHECK(counted.fix().find("; ALTER TABLE public.\"Orders\" ALTER COLUMN id DROP DEFAULT; ALTER SEQUENCE "
                             "public.\"Orders_id_seq\" AS bigint; ALTER SEQUENCE public.\"Orders_id_seq\" OWNED BY "
                             "public.\"Orders\".id_new; ALTER TABLE public.\"Orders\" ALTER COLUMN id_new SET DEFAULT "
                             "pg_catalog.nextval('public.\"Orders_id_seq\"'::regclass); ") != std::string::npos);
    // A sequence of somebody else is left alone.
    counted.sequence.relation.sequence.owner_relation = 0;
    CHECK(counted.fix().find("ALTER SEQUENCE") == std::string::npos);
    // Names that are taken.
    counted.table.column("id_new");
    counted.table.column("id_old");
    CHECK(counted.fix().find("RENAME COLUMN id TO id_old_2; ALTER TABLE public.\"Orders\" RENAME COLUMN id_new_2 TO "
                             "id; ") != std::string::npos);
}

TEST_CASE("primary_key_int4: what refers to the old column is a person's work") {
    constexpr Text first = "!?BEGIN; <drop what refers to the old column>; ALTER TABLE";
    constexpr Text last = "; <make it again for the new column>; COMMIT";
    Counted counted;
    CHECK(counted.fix().find(first) == std::string::npos);
    SUBCASE("a foreign key") { counted.table.indexes[0].referenced = true; }
    SUBCASE("an index") { counted.table.index("more", {1}); }
    SUBCASE("a check") {
        Constraint check;
        check.oid = counted.table.next_oid();
        check.columns = counted.table.numbers.emplace_back(std::vector<AttributeNumber>{1});
        counted.table.constraints.push_back(check);
    }
    CHECK(counted.fix().find(first) != std::string::npos);
    CHECK(counted.fix().ends_with(last));
}

TEST_CASE("primary_key_int4: where nothing can be proposed") {
    Counted counted;
    SUBCASE("a partition key cannot change") { counted.table.relation.kind = RelationKind::partitioned_table; }
    SUBCASE("children") {
        Table& child = counted.schema.table("child");
        child.parents.push_back(counted.table.relation.oid);
        child.relation.blocks = 1;
        counted.table.children.push_back(child.relation.oid);
    }
    SUBCASE("a typed table") { counted.table.relation.of_type = 4711; }
    SUBCASE("a deferrable key") { counted.table.constraints[0].deferrable = true; }
    SUBCASE("a key that is the replica identity") { counted.table.indexes[0].replica_identity = true; }
    CHECK(counted.judged().count() == 1);
    CHECK(counted.fix().empty());
}

TEST_CASE("primary_key_int4: nothing for a block that cannot hold its steps") {
    CHECK(Counted().judged({.in_block = true}).fix().empty());
}

TEST_CASE("primary_key_int4: drafts") {
    Counted counted;
    counted.table.constraints[0].definition = "PRIMARY KEY (id)";
    counted.table.column("parent", integer_type);
    Constraint& up = counted.table.foreign_key("Orders_parent_fkey", {2}, counted.table.relation.oid);
    up.definition = "FOREIGN KEY (parent) REFERENCES public.\"Orders\"(id)";
    const std::string printed = counted.judged().mended().print();
    CHECK(
        printed ==
        "CREATE TABLE public.\"Orders\" (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    parent bigint "
        "REFERENCES public.\"Orders\" (id)\n);");
    counted.make_serial();
    counted.column().default_text = "nextval('public.\"Orders_id_seq\"'::regclass)";
    CHECK(counted.judged().mended().columns[0].type == "bigserial");
}

}  // namespace
}  // namespace conventions::core
