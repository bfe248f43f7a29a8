// Drafts: what a new table looks like when its rules have mended it.

#include "core/output/draft.hpp"

#include <doctest/doctest.h>

#include "table_facts.hpp"

namespace conventions::core {
namespace {

using test::server;
using test::TableFacts;

TEST_CASE("columns and inline keys") {
    TableFacts facts("orders");
    Column& id = facts.column("id", "bigint");
    id.not_null = true;
    id.identity = Identity::always;
    facts.column("customer_id", "bigint").not_null = true;
    facts.column("note", "text").collation_name = "pg_catalog.\"C\"";
    Column& total = facts.column("total", "numeric(10,2)");
    total.not_null = total.has_default = true;
    total.default_text = "0";
    Column& twice = facts.column("twice", "numeric");
    twice.has_default = true;
    twice.generated = Generated::stored;
    twice.default_text = "(total * (2)::numeric)";
    facts.constraint(ConstraintKind::primary_key, "orders_pkey", {1}, "PRIMARY KEY (id)");
    facts
        .foreign_key("orders_customer_id_fkey", {2}, {"id"},
                     "FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE")
        .on_delete = ForeignKeyAction::cascade;
    const Draft draft(server, facts.table());
    CHECK(draft.printable());
    CHECK(draft.print() ==
          "CREATE TABLE public.orders (\n"
          "    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
          "    customer_id bigint NOT NULL REFERENCES public.customers (id) ON DELETE CASCADE,\n"
          "    note text COLLATE pg_catalog.\"C\",\n"
          "    total numeric(10,2) DEFAULT 0 NOT NULL,\n"
          "    twice numeric GENERATED ALWAYS AS ((total * (2)::numeric)) STORED\n"
          ");");
}

TEST_CASE("a table renamed with its columns: every key follows") {
    TableFacts facts("Order");
    facts.column("Id", "integer").not_null = true;
    facts.column("user", "integer");
    facts.column("Parent", "integer");
    facts.column("Code", "text");
    facts.constraint(ConstraintKind::primary_key, "Order_pkey", {1}, "PRIMARY KEY (\"Id\")");
    // The referenced column bears the name of an own one: only the own one is renamed.
    facts.foreign_key("Order_user_fkey", {2}, {"Id"}, "FOREIGN KEY (\"user\") REFERENCES customers(\"Id\")");
    Constraint& parent =
        facts.foreign_key("Order_Parent_fkey", {3}, {"Id"},
                          "FOREIGN KEY (\"Parent\") REFERENCES \"Order\"(\"Id\") ON DELETE SET NULL (\"Parent\")");
    parent.referenced = TableFacts::table_oid;
    parent.referenced_columns = facts.numbers({1});
    parent.on_delete = ForeignKeyAction::set_null;
    parent.set_columns = facts.numbers({3});
    facts.constraint(ConstraintKind::unique, "Order_Code_user_key", {4, 2},
                     "UNIQUE NULLS NOT DISTINCT (\"Code\", \"user\") INCLUDE (\"Parent\") DEFERRABLE");
    facts.constraint(ConstraintKind::check, "Order_Code_check", {4}, "CHECK ((\"Code\" <> 'Code'::text))");
    facts.constraint(ConstraintKind::check, "positive", {1, 2}, "CHECK (((\"Id\" > 0) AND (\"user\" > 0)))");
    Draft draft(server, facts.table());
    CHECK(draft.printable());
    draft.name = "orders";
    draft.column(1)->name = "id";
    draft.column(2)->name = "user_id";
    draft.column(3)->name = "parent";
    draft.column(4)->name = "code";
    draft.further.push_back("CREATE INDEX idx_user ON %table% (\"user\")");
    draft.further.push_back("COMMENT ON TABLE %table% IS 'see %table'");
    CHECK(draft.print() ==
          "CREATE TABLE public.orders (\n"
          "    id integer PRIMARY KEY,\n"
          "    user_id integer REFERENCES public.customers (\"Id\"),\n"
          "    parent integer REFERENCES public.orders (id) ON DELETE SET NULL (parent),\n"
          "    code text,\n"
          "    UNIQUE NULLS NOT DISTINCT (code, user_id) INCLUDE (parent) DEFERRABLE,\n"
          "    CHECK ((code <> 'Code'::text)),\n"
          "    CONSTRAINT positive CHECK (((id > 0) AND (user_id > 0)))\n"
          ");\n"
          "CREATE INDEX idx_user ON public.orders (user_id);\n"
          "COMMENT ON TABLE public.orders IS 'see %table';");
}

TEST_CASE("names that the author gave stay, server-made ones go") {
    TableFacts facts("t", "S 1");
    facts.column("a", "integer").not_null = true;
    facts.column("b", "integer").not_null = true;
    facts.constraint(ConstraintKind::primary_key, "Pk", {1, 2}, "PRIMARY KEY (a, b)");
    facts.constraint(ConstraintKind::unique, "t_b_key1", {2}, "UNIQUE (b)");
    facts.constraint(ConstraintKind::unique, "uq_b", {2}, "UNIQUE (b) INCLUDE (a)");
    facts.foreign_key("fk_a", {1}, {"id"}, "FOREIGN KEY (a) REFERENCES customers(id)");
    facts.foreign_key("t_a_b_fkey", {1, 2}, {"id", "User"},
                      "FOREIGN KEY (a, b) REFERENCES customers(id, \"User\") MATCH FULL ON UPDATE RESTRICT DEFERRABLE "
                      "INITIALLY DEFERRED");
    facts.constraint(ConstraintKind::check, "t_check2", {1, 2}, "CHECK ((a > b))");
    facts.constraint(ConstraintKind::check, "t_a_check", {1}, "CHECK ((a > 0)) NO INHERIT");
    facts.constraint(ConstraintKind::exclusion, "t_a_excl", {1}, "EXCLUDE USING btree (a WITH =) WHERE ((b > 0))");
    facts.constraint(ConstraintKind::exclusion, "no two", {1}, "EXCLUDE USING btree (a WITH =)");
    facts.constraint(ConstraintKind::not_null, "t_a_not_null", {1}, "NOT NULL a");
    Relation& table = facts.table();
    auto& key = const_cast<Constraint&>(table.constraints[4]);
    key.match = ForeignKeyMatch::full;
    key.on_update = ForeignKeyAction::restrict_action;
    key.deferrable = key.initially_deferred = true;
    const Draft draft(server, table);
    CHECK(draft.print() ==
          "CREATE TABLE \"S 1\".t (\n"
          "    a integer CONSTRAINT fk_a REFERENCES public.customers (id),\n"
          "    b integer,\n"
          "    CONSTRAINT \"Pk\" PRIMARY KEY (a, b),\n"
          "    UNIQUE (b),\n"
          "    CONSTRAINT uq_b UNIQUE (b) INCLUDE (a),\n"
          "    FOREIGN KEY (a, b) REFERENCES public.customers (id, \"User\") MATCH FULL ON UPDATE RESTRICT DEFERRABLE "
          "INITIALLY DEFERRED,\n"
          "    CHECK ((a > b)),\n"
          "    CHECK ((a > 0)) NO INHERIT,\n"
          "    EXCLUDE USING btree (a WITH =) WHERE ((b > 0)),\n"
          "    CONSTRAINT \"no two\" EXCLUDE USING btree (a WITH =)\n"
          ");");
}

TEST_CASE("the name of a unique constraint also counts its INCLUDE columns") {
    TableFacts facts("t");
    facts.column("a", "integer");
    facts.column("b", "integer");
    facts.constraint(ConstraintKind::unique, "t_a_b_key", {1}, "UNIQUE (a) INCLUDE (b)").index = 40001;
    Index& index = facts.index("t_a_b_key");
    index.constraint = 20001;
    index.included = facts.numbers({2});
    CHECK(Draft(server, facts.table()).print() ==
          "CREATE TABLE public.t (\n"
          "    a integer,\n"
          "    b integer,\n"
          "    UNIQUE (a) INCLUDE (b)\n"
          ");");
}

TEST_CASE("a constraint that was added NOT VALID holds for every row of a new table") {
    TableFacts facts("t");
    facts.column("a", "integer");
    Constraint& key =
        facts.foreign_key("t_a_fkey", {1}, {"id"}, "FOREIGN KEY (a) REFERENCES public.customers(id) NOT VALID");
    key.validated = false;
    facts.constraint(ConstraintKind::check, "t_a_check", {1}, "CHECK ((a > 0)) NOT VALID").validated = false;
    CHECK(Draft(server, facts.table()).print() ==
          "CREATE TABLE public.t (\n"
          "    a integer REFERENCES public.customers (id),\n"
          "    CHECK ((a > 0))\n"
          ");");
}

TEST_CASE("what members cannot say is printed from the definition") {
    TableFacts facts("t");
    facts.column("id", "integer");
    facts.column("valid", "tstzrange");
    facts.constraint(ConstraintKind::primary_key, "t_pkey", {1, 2}, "PRIMARY KEY (id, valid WITHOUT OVERLAPS)");
    facts.foreign_key("t_id_fkey", {1}, {"id"}, "FOREIGN KEY (id) REFERENCES customers(id) NOT ENFORCED");
    Draft draft(server, facts.table());
    draft.column(1)->name = "key";
    CHECK(draft.print() ==
          "CREATE TABLE public.t (\n"
          "    key integer,\n"
          "    valid tstzrange,\n"
          "    PRIMARY KEY (key, valid WITHOUT OVERLAPS),\n"
          "    FOREIGN KEY (key) REFERENCES customers(id) NOT ENFORCED\n"
          ");");
}

TEST_CASE("columns fed by their own sequence are serial") {
    TableFacts facts("Order");
    const auto add = [&](Text name, Text type, Text text) {
        Column& column = facts.column(name, type);
        column.not_null = column.has_default = true;
        column.default_text = text;
    };
    add("a", "integer", "nextval('\"Order_a_seq\"'::regclass)");
    add("b", "bigint", "nextval('public.\"Order_b_seq1\"'::regclass)");
    add("c", "smallint", "nextval('\"S.1\".\"Order_c_seq\"'::regclass)");
    add("q\"u'o", "integer", "nextval('\"Order_q\"\"u''o_seq\"'::regclass)");
    add("shared", "bigint", "nextval('numbers'::regclass)");
    add("d", "numeric", "nextval('\"Order_d_seq\"'::regclass)");
    add("e", "integer", "(nextval('\"Order_e_seq\"'::regclass) + 1)");
    facts.constraint(ConstraintKind::primary_key, "Order_pkey", {1}, "PRIMARY KEY (a)");
    Draft draft(server, facts.table());
    draft.name = "orders";
    draft.column(1)->name = "id";
    CHECK(draft.print() ==
          "CREATE TABLE public.orders (\n"
          "    id serial PRIMARY KEY,\n"
          "    b bigserial,\n"
          "    c smallserial,\n"
          "    \"q\"\"u'o\" serial,\n"
          "    shared bigint DEFAULT nextval('numbers'::regclass) NOT NULL,\n"
          "    d numeric DEFAULT nextval('\"Order_d_seq\"'::regclass) NOT NULL,\n"
          "    e integer DEFAULT (nextval('\"Order_e_seq\"'::regclass) + 1) NOT NULL\n"
          ");");
}

TEST_CASE("rules add columns and keys") {
    TableFacts facts("events");
    facts.column("id", "text");
    facts.column("customer_id", "bigint");
    facts.foreign_key("events_customer_id_fkey", {2}, {"id"}, "FOREIGN KEY (customer_id) REFERENCES customers(id)");
    Draft draft(server, facts.table());
    CHECK(draft.free_column_name("id") == "id_1");
    DraftColumn& key = draft.add_column(draft.free_column_name("id"), "bigint");
    const AttributeNumber number = key.number;
    key.identity = Identity::always;
    key.not_null = true;
    draft.keys.push_back({.kind = ConstraintKind::primary_key, .columns = {number}});
    DraftColumn& created = draft.add_column("created_at", "timestamptz");
    created.not_null = true;
    created.default_text = "now()";
    CHECK(number < 0);
    CHECK(draft.columns.back().number != number);
    CHECK(draft.has_column("created_at"));
    CHECK_FALSE(draft.has_column("Created_at"));
    CHECK(draft.free_column_name("id") == "id_2");
    CHECK(draft.free_column_name("new") == "new");
    CHECK(draft.column(77) == nullptr);
    draft.further.push_back("CREATE INDEX ON %table% (customer_id)");
    CHECK(draft.print() ==
          "CREATE TABLE public.events (\n"
          "    id text,\n"
          "    customer_id bigint REFERENCES public.customers (id),\n"
          "    id_1 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
          "    created_at timestamptz DEFAULT now() NOT NULL\n"
          ");\n"
          "CREATE INDEX ON public.events (customer_id);");
}

TEST_CASE("a unique constraint becomes the primary key") {
    TableFacts facts("t");
    facts.column("a", "integer").not_null = true;
    facts.constraint(ConstraintKind::unique, "t_a_key", {1}, "UNIQUE NULLS NOT DISTINCT (a)");
    Draft draft(server, facts.table());
    draft.keys[0].kind = ConstraintKind::primary_key;
    CHECK(draft.print() == "CREATE TABLE public.t (\n    a integer PRIMARY KEY\n);");
}

TEST_CASE("keys go with their columns") {
    TableFacts facts("t");
    facts.column("a", "integer");
    facts.column("b", "integer");
    facts.constraint(ConstraintKind::unique, "t_a_b_key", {1, 2}, "UNIQUE (a, b)");
    facts.foreign_key("t_b_fkey", {2}, {"id"}, "FOREIGN KEY (b) REFERENCES customers(id)");
    Draft draft(server, facts.table());
    draft.columns.pop_back();
    CHECK(draft.print() == "CREATE TABLE public.t (\n    a integer\n);");
}

TEST_CASE("kinds of storage") {
    TableFacts facts("t");
    Relation& table = facts.table();
    CHECK(Draft(server, table).print() == "CREATE TABLE public.t ();");
    table.persistence = Persistence::unlogged;
    CHECK(Draft(server, table).print() == "CREATE UNLOGGED TABLE public.t ();");
    table.persistence = Persistence::permanent;
    table.access_method = "Columnar";
    CHECK(Draft(server, table).print() == "CREATE TABLE public.t () USING \"Columnar\";");
}

TEST_CASE("row security") {
    TableFacts facts("Orders");
    facts.column("a", "integer");
    facts.table().row_security = true;
    const Draft draft(server, facts.table());
    CHECK(draft.printable());
    CHECK(draft.print() ==
          "CREATE TABLE public.\"Orders\" (\n    a integer\n);\n"
          "ALTER TABLE public.\"Orders\" ENABLE ROW LEVEL SECURITY;");
    facts.table().row_security_forced = true;
    Draft renamed(server, facts.table());
    renamed.name = "orders";
    CHECK(renamed.print() ==
          "CREATE TABLE public.orders (\n    a integer\n);\n"
          "ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;\n"
          "ALTER TABLE public.orders FORCE ROW LEVEL SECURITY;");
}

TEST_CASE("what a draft cannot say is not printable") {
    TableFacts facts("t");
    facts.column("a", "integer");
    const auto printable = [&](auto change) {
        Relation table = facts.table();
        change(table);
        return Draft(server, table).printable();
    };
    const ObjectId others[] = {7};
    CHECK(printable([](Relation&) {}));
    CHECK_FALSE(printable([](Relation& table) { table.kind = RelationKind::partitioned_table; }));
    CHECK_FALSE(printable([](Relation& table) { table.kind = RelationKind::foreign_table; }));
    CHECK_FALSE(printable([](Relation& table) { table.kind = RelationKind::view; }));
    CHECK_FALSE(printable([](Relation& table) { table.is_partition = true; }));
    CHECK_FALSE(printable([&](Relation& table) { table.parents = others; }));
    CHECK_FALSE(printable([&](Relation& table) { table.children = others; }));
    CHECK_FALSE(printable([](Relation& table) { table.of_type = 7; }));
    CHECK_FALSE(printable([](Relation& table) { table.persistence = Persistence::temporary; }));
    CHECK_FALSE(printable([](Relation& table) { table.made_by_query = true; }));
    Draft draft(server, facts.table());
    draft.give_up();
    CHECK_FALSE(draft.printable());
}

TEST_CASE("what was not read, or stands beside the table, is not printable") {
    TableFacts unread_default("t");
    unread_default.column("a", "integer").has_default = true;
    CHECK_FALSE(Draft(server, unread_default.table()).printable());
    TableFacts unread_check("t");
    unread_check.column("a", "integer");
    unread_check.constraint(ConstraintKind::check, "c", {1}, "");
    CHECK_FALSE(Draft(server, unread_check.table()).printable());
    TableFacts with_trigger("t");
    with_trigger.constraint(ConstraintKind::trigger, "c", {}, "TRIGGER");
    CHECK_FALSE(Draft(server, with_trigger.table()).printable());
    TableFacts with_index("t");
    with_index.column("a", "integer");
    with_index.index("i");
    CHECK_FALSE(Draft(server, with_index.table()).printable());
    constexpr RowPolicy policies[] = {{.name = "p"}};
    TableFacts with_policy("t");
    with_policy.column("a", "integer");
    with_policy.table().policies = policies;
    CHECK_FALSE(Draft(server, with_policy.table()).printable());
}

}  // namespace
}  // namespace conventions::core
