// Rules that flag a type as such: money_type, time_with_zone, timestamp_precision, numeric_precision, char_type,
// reg_type_column, type_forbidden, enum_type, collation_allowed.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule char_type;
extern const Rule collation_allowed;
extern const Rule enum_type;
extern const Rule money_type;
extern const Rule numeric_precision;
extern const Rule reg_type_column;
extern const Rule time_with_zone;
extern const Rule timestamp_precision;
extern const Rule type_forbidden;

namespace {

using test::column_over;
using test::Judged;
using test::length_of;
using test::Schema;
using test::Table;
using test::table_of_type;

constexpr AttributeNumber first[] = {1};

Constraint check_of(Text name, Rows<AttributeNumber> columns, Text definition) {
    Constraint made;
    made.name = name;
    made.kind = ConstraintKind::check;
    made.columns = columns;
    made.definition = definition;
    return made;
}

TEST_CASE("money_type: through domains and arrays") {
    Schema schema;
    Table& table = table_of_type(schema, test::money_type);
    const Judged judged(money_type, schema.catalog(), table);
    CHECK(judged.said() ==
          "a: is money, whose digits depend on lc_monetary|b: is elements[], whose digits depend on lc_monetary|"
          "c: is d, which rests on money, whose digits depend on lc_monetary|d: is d[], which rests on money, whose "
          "digits depend on lc_monetary");
    CHECK(judged.fix(0) == "?ALTER TABLE public.\"T\" ALTER COLUMN a TYPE numeric(<p>,<s>)");
    CHECK(judged.fix(1) == "?ALTER TABLE public.\"T\" ALTER COLUMN b TYPE numeric(<p>,<s>)[]");
    CHECK(judged.fix(2) == "?ALTER TABLE public.\"T\" ALTER COLUMN c TYPE numeric(<p>,<s>)");
    CHECK(judged.undo().empty());
    Table& view = schema.table("v", RelationKind::view);
    view.column("a", test::money_type);
    CHECK(Judged(money_type, schema.catalog(), view).quiet());
    // Another schema's type of that name.
    Table& other = schema.table("o");
    other.column("a", schema.type("money", TypeKind::base));
    other.column("b").scalar = nullptr;
    CHECK(Judged(money_type, schema.catalog(), other).quiet());
}

TEST_CASE("retype: what a parent defines is the parent's, also where a child repeats it") {
    Schema schema;
    Table& parent = schema.table("parent");
    parent.column("a", test::money_type);
    Table& child = schema.table("child");
    child.column("a", test::money_type);
    child.column("own", test::money_type);
    child.parents.push_back(parent.relation.oid);
    child.parents.push_back(4711);
    CHECK(Judged(money_type, schema.catalog(), child).said() == "own: is money, whose digits depend on lc_monetary");
}

TEST_CASE("retype: checks are said anew, a domain's default goes with it") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::money_type).has_default = true;
    table.columns[0].default_text = "'$1.00'::money";
    table.column("b", test::money_type);
    table.constraints.push_back(check_of("Pos", first, "CHECK ((a > '$0.00'::money))"));
    table.constraints.push_back(check_of("k", first, ""));
    table.constraints[1].kind = ConstraintKind::unique;
    CHECK(Judged(money_type, schema.catalog(), table).fix(0) ==
          "?ALTER TABLE public.t DROP CONSTRAINT \"Pos\", ALTER COLUMN a TYPE numeric(<p>,<s>), ADD CONSTRAINT \"Pos\" "
          "CHECK (<condition>)");
    CHECK(Judged(money_type, schema.catalog(), table).fix(1) ==
          "?ALTER TABLE public.t ALTER COLUMN b TYPE numeric(<p>,<s>)");
    CHECK(!Judged(money_type, schema.catalog(), table).mended().printable());
    Table& by_domain = schema.table("d");
    column_over(by_domain, "a", schema.domain("price", test::money_type), test::money_type).has_default = true;
    CHECK(Judged(money_type, schema.catalog(), by_domain).fix() ==
          "?ALTER TABLE public.d ALTER COLUMN a TYPE numeric(<p>,<s>), ALTER COLUMN a SET DEFAULT <default>");
}

TEST_CASE("retype: nothing to run where the server would refuse it, or a check would be lost") {
    Schema schema;
    Type& domain = schema.domain("price", test::money_type);
    Table& table = schema.table("t");
    column_over(table, "a", domain, test::money_type);
    const auto fix = [&] { return Judged(money_type, schema.catalog(), table).fix(); };
    const auto mends = [&] { return Judged(money_type, schema.catalog(), table).mended().printable(); };
    CHECK(!fix().empty());
    CHECK(mends());
    domain.domain_has_check = true;
    CHECK(fix().empty());
    CHECK(!mends());
    domain.domain_has_check = false;
    domain.domain_not_null = true;
    CHECK(fix().empty());
    domain.domain_not_null = false;
    table.relation.of_type = 4711;
    CHECK(fix().empty());
    table.relation.of_type = 0;
    table.columns[0].generated = Generated::stored;
    CHECK(fix().empty());
    table.columns[0].generated = Generated::none;
    // Another column is made of it.
    Column& twice = table.column("twice");
    twice.generated = Generated::stored;
    twice.has_default = true;
    twice.default_text = "(a * 2)";
    CHECK(fix().empty());
    CHECK(!mends());
    table.columns.pop_back();
    table.foreign_key("k", {1}).definition = "FOREIGN KEY (a) REFERENCES public.parents(x)";
    CHECK(!mends());
    table.constraints.clear();
    // Arrays in arrays.
    const Type& list = schema.domain("list", schema.array_of(domain));
    table.columns.clear();
    column_over(table, "a", schema.array_of(list), test::money_type, true);
    CHECK(fix().empty());
    CHECK(!mends());
}

TEST_CASE("money_type: the draft, and a foreign table") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::money_type).not_null = true;
    column_over(table, "b", schema.array_of(test::money_type), test::money_type, true);
    CHECK(Judged(money_type, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.t (\n    a numeric NOT NULL,\n    b numeric[]\n);");
    Table& far = schema.table("far", RelationKind::foreign_table);
    far.column("a", test::money_type);
    CHECK(Judged(money_type, schema.catalog(), far).fix() ==
          "?ALTER FOREIGN TABLE public.far ALTER COLUMN a TYPE numeric(<p>,<s>)");
}

TEST_CASE("time_with_zone: fixes and drafts") {
    Schema schema;
    Table& table = table_of_type(schema, test::timetz_type);
    table.column("g", test::time_type);
    table.columns[0].modifier = 3;
    table.columns[0].has_default = true;
    table.columns[0].default_text = "'12:00:00+01'::time with time zone";
    const Judged judged(time_with_zone, schema.catalog(), table);
    REQUIRE(judged.count() == 4);
    CHECK(judged[0].says == "is time with time zone, an offset without the day that it is the offset of");
    CHECK(judged.fix(0) ==
          "?ALTER TABLE public.\"T\" ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a TYPE time(3) USING (a AT TIME ZONE "
          "'<zone>')::time, ALTER COLUMN a SET DEFAULT <default>");
    CHECK(judged.fix(1) == "?ALTER TABLE public.\"T\" ALTER COLUMN b TYPE time[] USING <expression>");
    const Draft draft = judged.mended();
    CHECK(draft.columns[0].type == "time(3)");
    CHECK(draft.columns[1].type == "time[]");
    Table& far = schema.table("far", RelationKind::foreign_table);
    far.column("a", test::timetz_type);
    CHECK(Judged(time_with_zone, schema.catalog(), far).fix() ==
          "ALTER FOREIGN TABLE public.far ALTER COLUMN a TYPE time");
    // The default of a child would be replaced: the server is left to cast all of them.
    Table& parent = schema.table("parent");
    parent.column("a", test::timetz_type).has_default = true;
    parent.columns[0].default_text = "x";
    schema.partition_of(parent, "child");
    CHECK(Judged(time_with_zone, schema.catalog(), parent).fix() ==
          "?ALTER TABLE public.parent ALTER COLUMN a TYPE time USING (a AT TIME ZONE '<zone>')::time");
}

TEST_CASE("timestamp_precision: which types, which digits") {
    Schema schema;
    Table& table = schema.table("t");
    const auto add = [&](Text name, const Type& type, std::int32_t digits) {
        table.column(name, type).modifier = digits;
    };
    add("a", test::timestamp_type, 0);
    add("b", test::timestamptz_type, 5);
    add("c", test::time_type, 3);
    add("d", test::timestamptz_type, 6);
    add("e", test::timestamptz_type, -1);
    add("f", test::timetz_type, 0);
    add("g", test::date_type, 0);
    const Judged judged(timestamp_precision, schema.catalog(), table);
    REQUIRE(judged.count() == 3);
    CHECK(judged[0].says == "is timestamp without time zone, which rounds, also into the future");
    CHECK(judged.fix(0) == "ALTER TABLE public.t ALTER COLUMN a TYPE timestamp");
    CHECK(judged.fix(1) == "ALTER TABLE public.t ALTER COLUMN b TYPE timestamptz");
    CHECK(judged.fix(2) == "ALTER TABLE public.t ALTER COLUMN c TYPE time");
    const Draft draft = judged.mended();
    CHECK(draft.columns[1].type == "timestamptz");
    const auto left = [&](Text accepted) {
        return Judged(timestamp_precision, schema.catalog(), table,
                      Findings::text(R"({"accept": [")", accepted, R"("]})"))
            .count();
    };
    CHECK(left("timestamptz(5)") == 2);
    CHECK(left("TIMESTAMP (5) with time zone") == 2);
    CHECK(left("timestamp(0)") == 2);
    CHECK(left("timestamp(5)") == 3);
    CHECK(left("time(3)") == 2);
    CHECK(left("timestamptz") == 3);
    // The digits of a domain, and of the elements of an array.
    Table& below = schema.table("b");
    column_over(below, "a", schema.domain("moment", test::timestamptz_type, 0), test::timestamptz_type);
    column_over(below, "b", schema.array_of(test::timestamptz_type), test::timestamptz_type, true).modifier = 3;
    CHECK(Judged(timestamp_precision, schema.catalog(), below).count() == 2);
    CHECK(Judged(timestamp_precision, schema.catalog(), below).fix(1) ==
          "ALTER TABLE public.b ALTER COLUMN b TYPE timestamptz[]");
}

TEST_CASE("numeric_precision: names of money, and no digits") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("unitPrice", test::numeric_type);
    table.column("price", test::numeric_type).modifier = 786438;
    table.column("size", test::numeric_type);
    table.column("total_time", test::numeric_type);
    table.column("amount", test::integer_type);
    const Judged judged(numeric_precision, schema.catalog(), table);
    CHECK(judged.said() == "unitPrice: is numeric without a precision");
    CHECK(judged.fix() == "?ALTER TABLE public.t ALTER COLUMN \"unitPrice\" TYPE numeric(<p>,<s>)");
    CHECK(Judged(numeric_precision, schema.catalog(), table, R"({"names": "^size$"})").said() ==
          "size: is numeric without a precision");
    CHECK(Judged(numeric_precision, schema.catalog(), table, R"({"not_names": "^unit_"})").said() ==
          "total_time: is numeric without a precision");
}

TEST_CASE("char_type: accept, collations, arrays") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::bpchar_type).modifier = length_of(2);
    table.column("b", test::bpchar_type).modifier = -1;
    table.columns[1].collation_given = true;
    table.columns[1].collation_name = "pg_catalog.\"C\"";
    column_over(table, "c", schema.array_of(test::bpchar_type), test::bpchar_type, true).modifier = length_of(3);
    table.column("d", test::varchar_type).modifier = length_of(2);
    const auto judged = [&](Text parameters = {}) {
        std::string said;
        const Judged made(char_type, schema.catalog(), table, parameters);
        for (std::size_t i = 0; i < made.count(); ++i) said += table.columns[made[i].object.at].name;
        return said;
    };
    CHECK(judged() == "abc");
    CHECK(judged(R"json({"accept": ["char(2)"]})json") == "bc");
    CHECK(judged(R"json({"accept": ["CHARACTER ( 3 )"]})json") == "ab");
    CHECK(judged(R"json({"accept": ["char"]})json").empty());
    CHECK(judged(R"json({"accept": ["varchar"]})json") == "abc");
    const Judged made(char_type, schema.catalog(), table);
    CHECK(made[0].says == "is character, which pads with blanks");
    CHECK(made.fix(0) == "ALTER TABLE public.t ALTER COLUMN a TYPE text USING rtrim(a)");
    CHECK(made.fix(1) == "ALTER TABLE public.t ALTER COLUMN b TYPE text COLLATE pg_catalog.\"C\" USING rtrim(b)");
    CHECK(made.fix(2) == "ALTER TABLE public.t ALTER COLUMN c TYPE text[] USING c::text[]");
    CHECK(made.mended().columns[0].type == "text");
    CHECK(made.mended().columns[1].collation == "pg_catalog.\"C\"");
    table.relation.kind = RelationKind::foreign_table;
    CHECK(Judged(char_type, schema.catalog(), table).fix(0) == "ALTER FOREIGN TABLE public.t ALTER COLUMN a TYPE text");
}

TEST_CASE("reg_type_column: what pg_upgrade refuses") {
    for (ObjectId oid = 1; oid < 5000; ++oid) {
        Schema schema;
        Table& table = schema.table("t");
        Type type = test::regproc_type;
        type.oid = oid;
        table.column("a", type);
        const bool is_refused =
            oid == 24 || (oid >= 2202 && oid <= 2204) || oid == 3734 || oid == 3769 || oid == 4089 || oid == 4191;
        CAPTURE(oid);
        REQUIRE(!Judged(reg_type_column, schema.catalog(), table).quiet() == is_refused);
    }
    Schema schema;
    Table& table = table_of_type(schema, test::regproc_type);
    table.columns[0].has_default = true;
    table.columns[0].default_text = "'now'::regproc";
    table.constraints.push_back(check_of("c", first, "CHECK ((a <> 'x'::regproc))"));
    const Judged judged(reg_type_column, schema.catalog(), table);
    CHECK(judged[0].says == "is regproc, which pg_upgrade refuses");
    CHECK(judged.fix(0) ==
          "?ALTER TABLE public.\"T\" ALTER COLUMN a DROP DEFAULT, DROP CONSTRAINT c, ALTER COLUMN a TYPE <type> USING "
          "a::<type>, ALTER COLUMN a SET DEFAULT <default>, ADD CONSTRAINT c CHECK (<condition>)");
    CHECK(judged.fix(1) == "?ALTER TABLE public.\"T\" ALTER COLUMN b TYPE <type>[] USING b::<type>[]");
}

TEST_CASE("type_forbidden: as the types are written") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::varchar_type).modifier = length_of(30);
    table.column("b", test::integer_type);
    Type& mood = schema.type("mood", TypeKind::enumeration);
    mood.shown = "public.mood";
    table.column("c", mood);
    column_over(table, "d", schema.array_of(mood), mood, true);
    column_over(table, "e", schema.domain("n", test::integer_type), test::integer_type);
    const auto found = [&](Text types) {
        std::string said;
        const Judged made(type_forbidden, schema.catalog(), table, Findings::text(R"({"types": )", types, "}"));
        for (std::size_t i = 0; i < made.count(); ++i) said += table.columns[made[i].object.at].name;
        return said;
    };
    CHECK(Judged(type_forbidden, schema.catalog(), table).quiet());
    CHECK(found(R"(["varchar"])") == "a");
    CHECK(found(R"json(["varchar(30)"])json") == "a");
    CHECK(found(R"json(["varchar(31)"])json").empty());
    CHECK(found(R"(["INT4", "xml"])") == "be");
    CHECK(found(R"(["mood"])") == "cd");
    CHECK(found(R"(["public.mood"])") == "cd");
    const Judged judged(type_forbidden, schema.catalog(), table, R"({"types": ["int"]})");
    CHECK(judged[1].says == "is n, which rests on integer, which this house does without");
    CHECK(judged.fix() == "?ALTER TABLE public.t ALTER COLUMN b TYPE <type> USING <expression>");
}

TEST_CASE("enum_type: through domains and arrays, with nothing to run") {
    Schema schema;
    Type& mood = schema.type("mood", TypeKind::enumeration);
    Table& table = table_of_type(schema, mood);
    CHECK(Judged(enum_type, schema.catalog(), table).said() ==
          "a: is mood, an enum|b: is elements[], an enum|c: is d, which rests on mood, an enum|d: is d[], which rests "
          "on mood, an enum");
    CHECK((enum_type.fix == nullptr));
}

TEST_CASE("collation_allowed: by the last name, or the whole") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a", test::text_type);
    const auto given = [&](Text name, Text collation) -> Column& {
        Column& column = table.column(name, test::text_type);
        column.collation_given = true;
        column.collation_name = collation;
        return column;
    };
    given("b", "pg_catalog.\"C\"");
    given("c", "public.\"a \"\"b\"\".c\"");
    given("d", "public.german").inherited = true;
    const auto said = [&](Text list) {
        return Judged(collation_allowed, schema.catalog(), table, Findings::text(R"({"collations": )", list, "}"))
            .said();
    };
    CHECK(said("[]") ==
          "b: has collation \"C\", which is not in the list|c: has collation \"a \"b\".c\", which is not in the list");
    CHECK(said(R"(["C"])") == "c: has collation \"a \"b\".c\", which is not in the list");
    CHECK(said(R"(["pg_catalog.\"C\"", "a \"b\".c"])").empty());
    CHECK((collation_allowed.fix == nullptr));
}

}  // namespace
}  // namespace conventions::core
