// Rule json_type.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule json_type;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Type json = {.oid = 114, .schema = "pg_catalog", .name = "json", .shown = "json", .category = 'U'};
constexpr Type jsonb = {.oid = 3802, .schema = "pg_catalog", .name = "jsonb", .shown = "jsonb", .category = 'U'};

/// A schema that knows json, and a table to put columns into.
struct Documents {
    Documents() : own_json(schema.type("json", TypeKind::base)), array(schema.array_of(own_json)) {
        own_json.schema = "pg_catalog";
        own_json.shown = "json";
        array.shown = "json[]";
    }
    /// A column of the type, with what it rests on.
    Column& add(Text name, const Type& type, const Type& base) {
        Column& column = table.column(name, type);
        column.base = &base;
        column.scalar = &own_json;
        return column;
    }
    std::string said() { return Judged(json_type, schema.catalog(), table).said(); }
    std::string fix(std::size_t at = 0) { return Judged(json_type, schema.catalog(), table).fix(at); }
    std::string draft() { return Judged(json_type, schema.catalog(), table).mended().print(); }
    bool printable() { return Judged(json_type, schema.catalog(), table).mended().printable(); }

    Schema schema;
    Type& own_json;
    Type& array;
    Table& table = schema.table("t");
};

Constraint check_of(Text name, Rows<AttributeNumber> columns, Text definition) {
    Constraint made;
    made.name = name;
    made.kind = ConstraintKind::check;
    made.columns = columns;
    made.definition = definition;
    return made;
}

constexpr AttributeNumber first[] = {1};
constexpr AttributeNumber second[] = {2};

TEST_CASE("json_type: the type itself, nothing like it") {
    Documents it;
    it.table.column("id");
    it.table.column("json", test::text_type);
    it.table.column("b", jsonb);
    CHECK(it.said().empty());
    it.table.column("a", json);
    CHECK(it.said() == "a: is json, not jsonb");
    CHECK(Judged(json_type, it.schema.catalog(), it.table)[0].detail ==
          "jsonb differs: it keeps no white space, not the order of keys, and of equal keys only the last.");
    // A type of the house by that name is another.
    Type& other = it.schema.type("json", TypeKind::base);
    it.table.column("c", other);
    // A scalar that this reading does not know.
    it.table.column("d").scalar = nullptr;
    CHECK(it.said() == "a: is json, not jsonb");
    it.table.column("e", json);
    CHECK(it.said() == "a: is json, not jsonb|e: is json, not jsonb");
}

TEST_CASE("json_type: arrays and domains") {
    Documents it;
    const Type& domain = it.schema.domain("doc", it.own_json);
    it.add("a", it.array, it.array);
    it.add("b", domain, it.own_json);
    CHECK(it.said() == "a: is json[], not jsonb|b: is doc, which rests on json, not jsonb");
}

TEST_CASE("json_type: tables of every kind, nothing else") {
    for (const RelationKind kind :
         {RelationKind::table, RelationKind::partitioned_table, RelationKind::foreign_table, RelationKind::view,
          RelationKind::materialized_view, RelationKind::composite_type}) {
        Schema schema;
        Table& table = schema.table("t", kind);
        table.column("a", json);
        const Catalog& catalog = schema.catalog();
        CHECK(Judged(json_type, catalog, table).quiet() == !catalog.relations[0].is_table());
    }
}

TEST_CASE("json_type: what a parent holds is the parent's") {
    Documents it;
    it.add("a", it.own_json, it.own_json);
    Table& partition = it.schema.partition_of(it.table, "t1");
    CHECK(Judged(json_type, it.schema.catalog(), partition).quiet());
    // Repeated by the child, beside one of its own.
    partition.columns[0].inherited = false;
    partition.column("own", json);
    CHECK(Judged(json_type, it.schema.catalog(), partition).said() == "own: is json, not jsonb");
    // Inherited from a table that this reading does not hold.
    partition.columns[0].inherited = true;
    partition.parents = {4711};
    CHECK(Judged(json_type, it.schema.catalog(), partition).said() == "own: is json, not jsonb");
    partition.columns[0].inherited = false;
    CHECK(Judged(json_type, it.schema.catalog(), partition).count() == 2);
}

TEST_CASE("json_type: fixes") {
    Documents it;
    it.table.relation.name = "T";
    it.add("Pay load", it.own_json, it.own_json);
    CHECK(it.fix() == "ALTER TABLE public.\"T\" ALTER COLUMN \"Pay load\" TYPE jsonb USING \"Pay load\"::jsonb");
    it.add("list", it.array, it.array);
    CHECK(it.fix(1) == "ALTER TABLE public.\"T\" ALTER COLUMN list TYPE jsonb[] USING list::jsonb[]");
    CHECK(Judged(json_type, it.schema.catalog(), it.table).undo().empty());

    it.table.relation.of_type = 4711;
    CHECK(it.fix().empty());
    it.table.relation.of_type = 0;
    it.table.relation.kind = RelationKind::foreign_table;
    CHECK(it.fix(1) == "ALTER FOREIGN TABLE public.\"T\" ALTER COLUMN list TYPE jsonb[]");
    it.table.relation.kind = RelationKind::partitioned_table;
    it.schema.partition_of(it.table, "t1");
    CHECK(it.fix(1) == "ALTER TABLE public.\"T\" ALTER COLUMN list TYPE jsonb[] USING list::jsonb[]");
    it.schema.partition_of(it.table, "t2", RelationKind::foreign_table);
    CHECK(it.fix(1) == "ALTER TABLE public.\"T\" ALTER COLUMN list TYPE jsonb[]");
}

TEST_CASE("json_type: fixes of generated columns and of what they are made of") {
    Documents it;
    Column& column = it.add("a", it.own_json, it.own_json);
    column.generated = Generated::stored;
    column.has_default = true;
    column.default_text = "(b)::json";
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb");
    it.table.columns.clear();
    it.add("a", it.own_json, it.own_json);
    Column& made = it.table.column("b", test::text_type);
    made.generated = Generated::stored;
    made.default_text = "(a ->> 'x'::text)";
    CHECK(it.fix().empty());
    made.default_text = "(c ->> 'a'::text)";
    CHECK(!it.fix().empty());
}

TEST_CASE("json_type: fixes of domains") {
    Documents it;
    Type& domain = it.schema.domain("doc", it.own_json);
    it.add("a", domain, it.own_json);
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    // Of the domain's default only the domain knows; the column's own is cast.
    it.table.columns[0].has_default = true;
    CHECK(it.fix() ==
          "?ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb, ALTER COLUMN a SET DEFAULT "
          "<default>");
    it.table.columns[0].default_text = "json_build_array(1)";
    it.table.columns[0].default_kind = DefaultKind::expression;
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    domain.domain_not_null = true;
    it.table.columns[0].domain_not_null = true;
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb, ALTER COLUMN a SET NOT NULL");
    it.table.columns[0].not_null = true;
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    domain.domain_has_check = true;
    CHECK(it.fix().empty());
    CHECK(!it.printable());
}

TEST_CASE("json_type: fixes of arrays of domains, and of domains over arrays") {
    Documents it;
    Type& element = it.schema.domain("doc", it.own_json);
    Type& array = it.schema.array_of(element);
    it.add("a", array, array);
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb[] USING a::jsonb[]");
    element.domain_not_null = true;
    CHECK(it.fix().empty());
    it.table.columns.clear();
    Type& docs = it.schema.domain("docs", it.array);
    it.add("a", docs, it.array);
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb[] USING a::jsonb[]");
    Type& nested = it.schema.array_of(docs);
    it.table.columns.clear();
    it.add("a", nested, nested);
    CHECK(it.said() == "a: is _array, which rests on json, not jsonb");
    CHECK(it.fix().empty());
    // A chain that this reading does not hold whole.
    docs.domain_base = 4711;
    CHECK(it.fix().empty());
}

TEST_CASE("json_type: fixes of defaults") {
    Documents it;
    Column& column = it.add("a", it.own_json, it.own_json);
    column.has_default = true;
    column.default_kind = DefaultKind::constant;
    column.default_text = "'{\"x\": \"''::json\"}'::json";
    CHECK(it.fix() ==
          "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb, ALTER COLUMN a SET DEFAULT "
          "'{\"x\": \"''::json\"}'::jsonb");
    column.default_text = "NULL::json";
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    // What was not to be read, and what is no constant, stay.
    column.default_text = {};
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    column.default_text = "'{}'::json + f('{}'::json)";
    column.default_kind = DefaultKind::expression;
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    column.default_text = "'{}'::json";
    column.default_kind = DefaultKind::constant;
    // Partitions may have other defaults.
    Table& partition = it.schema.partition_of(it.table, "t1");
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    CHECK(partition.columns.size() == 1);
}

TEST_CASE("json_type: fixes where a check calls functions of json") {
    Documents it;
    it.add("a", it.own_json, it.own_json);
    it.table.column("b", json);
    it.table.constraints.push_back(check_of("Is object", first, "CHECK ((json_typeof(a) = 'object'::text))"));
    it.table.constraints.push_back(check_of("other", second, "CHECK ((json_typeof(b) = 'object'::text))"));
    it.table.constraints.push_back(check_of("right", first, "CHECK (((json_a IS NOT NULL) AND my_json_f(a)))"));
    CHECK(it.fix() ==
          "?ALTER TABLE public.t DROP CONSTRAINT \"Is object\", ALTER COLUMN a TYPE jsonb USING a::jsonb, "
          "ADD CONSTRAINT \"Is object\" CHECK (<condition>)");
    it.table.constraints[0].definition = "CHECK (((a ->> 'json_typeof'::text) <> ''::text))";
    CHECK(it.fix() == "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb");
    it.table.constraints[0].definition = "EXCLUDE USING gist (((a ->> 'x'::text)) WITH =)";
    it.table.constraints[0].kind = ConstraintKind::exclusion;
    CHECK(it.fix().empty());
}

TEST_CASE("json_type: drafts") {
    Documents it;
    Type& domain = it.schema.domain("doc", it.own_json);
    Column& column = it.add("a", it.own_json, it.own_json);
    column.not_null = true;
    column.has_default = true;
    column.default_kind = DefaultKind::constant;
    column.default_text = "'{}'::json";
    it.add("b", it.array, it.array);
    it.add("c", domain, it.own_json).domain_not_null = true;
    Column& called = it.add("d", it.own_json, it.own_json);
    called.has_default = true;
    called.default_kind = DefaultKind::expression;
    called.default_text = "json_build_array(1)";
    CHECK(it.draft() ==
          "CREATE TABLE public.t (\n    a jsonb DEFAULT '{}'::jsonb NOT NULL,\n    b jsonb[],\n"
          "    c jsonb NOT NULL,\n    d jsonb DEFAULT json_build_array(1)\n);");
    it.table.constraints.push_back(check_of("checked", second, "CHECK ((array_length(b, 1) > 0))"));
    CHECK(!it.printable());
}

TEST_CASE("json_type: drafts of generated columns") {
    Documents it;
    it.table.column("b", test::text_type);
    Column& made = it.add("a", it.own_json, it.own_json);
    made.generated = Generated::stored;
    made.has_default = true;
    made.default_text = "(b)::json";
    CHECK(!it.printable());
}

}  // namespace
}  // namespace conventions::core
