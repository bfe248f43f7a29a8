// Rules on foreign keys that look at other tables, too: foreign_key_cycle, foreign_key_partition_only,
// foreign_key_tenant.

#include <doctest/doctest.h>

#include "core/rules/proposed_name.hpp"
#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_cycle;
extern const Rule foreign_key_partition_only;
extern const Rule foreign_key_tenant;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// A table with an id and a column that is NOT NULL and refers to the table of that OID.
Table& referring(Schema& schema, Text name, ObjectId to) {
    Table& table = schema.table(name);
    table.column("id");
    table.column("other_id").not_null = true;
    Constraint& key = table.foreign_key("k", {2}, to);
    key.referenced_name = "other";
    return table;
}

constexpr ObjectId first_oid = 100000;
constexpr ObjectId second_oid = 101000;
constexpr ObjectId third_oid = 102000;

TEST_CASE("foreign_key_cycle: the youngest key of the round") {
    Schema schema;
    Table& a = referring(schema, "a", second_oid);
    Table& b = referring(schema, "b", third_oid);
    Table& c = referring(schema, "c", first_oid);
    constexpr Text closes = "k: closes a cycle of foreign keys into which no first row can be inserted";
    CHECK(Judged(foreign_key_cycle, schema.catalog(), a).quiet());
    CHECK(Judged(foreign_key_cycle, schema.catalog(), b).quiet());
    const Judged judged(foreign_key_cycle, schema.catalog(), c);
    CHECK(judged.said() == closes);
    CHECK(judged[0].detail ==
          "public.c -> public.a -> public.b -> public.c: none of these keys is deferrable, and none of them has a "
          "column that may be null.");
    a.constraints[0].oid = third_oid + 900;
    CHECK(Judged(foreign_key_cycle, schema.catalog(), a).said() == closes);
    CHECK(Judged(foreign_key_cycle, schema.catalog(), c).quiet());
}

TEST_CASE("foreign_key_cycle: what is a way in") {
    const auto quiet = [](auto&& change) {
        Schema schema;
        Table& a = referring(schema, "a", second_oid);
        Table& b = referring(schema, "b", first_oid);
        change(a, a.constraints[0]);
        return Judged(foreign_key_cycle, schema.catalog(), b).quiet();
    };
    CHECK(!quiet([](Table&, Constraint&) {}));
    CHECK(quiet([](Table& table, Constraint&) { table.columns[1].not_null = false; }));
    CHECK(!quiet([](Table& table, Constraint&) {
        table.columns[1].not_null = false;
        table.columns[1].domain_not_null = true;
    }));
    CHECK(quiet([](Table&, Constraint& key) { key.deferrable = true; }));
    CHECK(quiet([](Table&, Constraint& key) { key.enforced = false; }));
    CHECK(quiet([](Table&, Constraint& key) { key.parent = 5; }));
    // Half a null gets past MATCH SIMPLE alone.
    static constexpr AttributeNumber both[] = {1, 2};
    CHECK(quiet([](Table&, Constraint& key) { key.columns = both; }));
    CHECK(!quiet([](Table&, Constraint& key) {
        key.columns = both;
        key.match = ForeignKeyMatch::full;
    }));
    // To itself is no round.
    CHECK(quiet([](Table&, Constraint& key) { key.referenced = first_oid; }));
}

TEST_CASE("foreign_key_cycle: beside it, behind it, through partitions") {
    Schema schema;
    Table& a = referring(schema, "a", second_oid);
    Table& b = referring(schema, "b", first_oid);
    Table& before = referring(schema, "before", first_oid);
    // A second way, over a table that only leads away.
    a.column("more_id").not_null = true;
    a.foreign_key("more", {3}, 103000);
    Table& away = referring(schema, "away", 999);
    CHECK(Judged(foreign_key_cycle, schema.catalog(), a).quiet());
    CHECK(Judged(foreign_key_cycle, schema.catalog(), before).quiet());
    CHECK(Judged(foreign_key_cycle, schema.catalog(), away).quiet());
    CHECK(Judged(foreign_key_cycle, schema.catalog(), b).count() == 1);
    // A partition stands for its root, and its own keys for nothing.
    Table& part = schema.partition_of(b, "part");
    a.constraints[0].referenced = part.relation.oid;
    CHECK(Judged(foreign_key_cycle, schema.catalog(), b).count() == 1);
    b.constraints.clear();
    part.constraints.clear();
    part.foreign_key("own", {2}, first_oid);
    CHECK(Judged(foreign_key_cycle, schema.catalog(), a).quiet());
}

TEST_CASE("foreign_key_cycle: a commit asks for the tables that are not read") {
    const auto asked = [](Moment moment, Origin origin, bool is_deferrable) {
        Schema schema;
        Table& table = referring(schema, "a", 999);
        table.relation.origin = origin;
        table.constraints[0].deferrable = is_deferrable;
        const Catalog& catalog = schema.catalog();
        const TakenNames names(catalog);
        const Policy policy({.profile = "strict"});
        const Situation situation = {.moment = moment};
        Findings found;
        foreign_key_cycle.check(
            {{catalog, policy.settings(foreign_key_cycle), situation, &names}, catalog.relations[0]}, found);
        return names.missed().size();
    };
    CHECK(asked(Moment::commit, Origin::earlier, false) == 1);
    CHECK(asked(Moment::report, Origin::earlier, false) == 0);
    CHECK(asked(Moment::commit, Origin::this_command, false) == 0);
    CHECK(asked(Moment::commit, Origin::earlier, true) == 0);
}

/// Both with id and tenant_id; the second refers to the first by its id.
Table& of_tenants(Schema& schema) {
    Table& parent = schema.table("addresses");
    parent.column("id");
    parent.column("tenant_id");
    parent.primary_key("p", {1});
    Table& table = schema.table("orders");
    table.column("tenant_id").not_null = true;
    table.column("address_id");
    Constraint& key = table.foreign_key("k", {2}, first_oid);
    key.referenced_name = "addresses";
    return table;
}

TEST_CASE("foreign_key_tenant: both tables have it, the key has not") {
    const auto said = [](auto&& change, Text parameters = {}) {
        Schema schema;
        Table& table = of_tenants(schema);
        change(table);
        return Judged(foreign_key_tenant, schema.catalog(), table, parameters).said();
    };
    CHECK(said([](Table&) {}) == "k: lets a row refer to one of \"public.addresses\" with another \"tenant_id\"");
    CHECK(said([](Table&) {}, R"({"column": "address_id"})").empty());
    CHECK(said([](Table&) {}, R"({"column": ""})").empty());
    CHECK(said([](Table& table) { table.columns[0].name = "shop_id"; }).empty());
    CHECK(said([](Table& table) { table.constraints[0].parent = 5; }).empty());
    CHECK(said([](Table& table) { table.constraints[0].referenced = 999; }).empty());
    static constexpr AttributeNumber both[] = {1, 2};
    CHECK(said([](Table& table) { table.constraints[0].columns = both; }).empty());
    Schema schema;
    Table& plain = schema.table("tenants");
    plain.column("id");
    Table& table = schema.table("t");
    table.column("tenant_id");
    table.column("x");
    table.foreign_key("k", {2}, first_oid);
    CHECK(Judged(foreign_key_tenant, schema.catalog(), table).quiet());
}

TEST_CASE("foreign_key_tenant: a table that is not read is asked for") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("tenant_id");
    table.column("x");
    table.foreign_key("k", {2});
    const Catalog& catalog = schema.catalog();
    const TakenNames names(catalog);
    const Policy policy({.profile = "strict"});
    const Situation situation;
    Findings found;
    foreign_key_tenant.check({{catalog, policy.settings(foreign_key_tenant), situation, &names}, catalog.relations[0]},
                             found);
    REQUIRE(names.missed().size() == 1);
    CHECK(names.missed()[0].second == "parents");
}

TEST_CASE("foreign_key_tenant: the fix") {
    const auto fix = [](auto&& change, bool in_block = false) {
        Schema schema;
        Table& table = of_tenants(schema);
        change(schema, table, table.constraints[0]);
        return Judged(foreign_key_tenant, schema.catalog(), table, {}, {.in_block = in_block}).fix();
    };
    const auto as_it_is = [](Schema&, Table&, Constraint&) {};
    constexpr Text swap =
        "ALTER TABLE public.orders DROP CONSTRAINT k, ADD CONSTRAINT k FOREIGN KEY (tenant_id, address_id) REFERENCES "
        "public.addresses (tenant_id, id)";
    CHECK(fix(as_it_is) ==
          Findings::text("!CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS addresses_tenant_id_id_key ON "
                         "public.addresses (tenant_id, id); !CREATE INDEX CONCURRENTLY IF NOT EXISTS "
                         "idx_orders_tenant_id_address_id ON public.orders (tenant_id, address_id); ",
                         swap, " NOT VALID; ALTER TABLE public.orders VALIDATE CONSTRAINT k"));
    CHECK(fix(as_it_is, true).starts_with("CREATE UNIQUE INDEX IF NOT EXISTS addresses_tenant_id_id_key"));
    // What serves already is not made; a null must not take the tenant along.
    CHECK(fix([](Schema&, Table& table, Constraint& key) {
              table.index("own", {2, 1});
              table.relation.origin = Origin::this_command;
              key.on_delete = ForeignKeyAction::set_null;
          }) == Findings::text("!CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS addresses_tenant_id_id_key ON "
                               "public.addresses (tenant_id, id); ",
                               swap, " ON DELETE SET NULL (address_id)"));
    CHECK(fix([](Schema&, Table& table, Constraint& key) {
              table.index("own", {2, 1});
              key.validated = false;
          }).ends_with(Findings::text("; ", swap, " NOT VALID")));
    CHECK(
        fix([](Schema&, Table& table, Constraint&) { table.relation.kind = RelationKind::partitioned_table; }).empty());
    CHECK(fix([](Schema&, Table&, Constraint& key) { key.match = ForeignKeyMatch::full; }).empty());
    CHECK(fix([](Schema&, Table&, Constraint& key) { key.enforced = false; }).empty());
    CHECK(fix([](Schema&, Table&, Constraint& key) { key.on_update = ForeignKeyAction::set_null; }).empty());
    CHECK(fix([](Schema&, Table&, Constraint& key) { key.on_update = ForeignKeyAction::set_default; }).empty());
}

TEST_CASE("foreign_key_tenant: a unique index of the other table that serves") {
    const auto makes_one = [](auto&& change) {
        Schema schema;
        Table& table = of_tenants(schema);
        Table& parent = schema.table("other");
        parent.column("id");
        parent.column("tenant_id");
        table.constraints[0].referenced = parent.relation.oid;
        Index& index = parent.index("u", {1, 2});
        index.unique = true;
        change(parent, index);
        return Judged(foreign_key_tenant, schema.catalog(), table).fix().find("CREATE UNIQUE") != std::string::npos;
    };
    CHECK(!makes_one([](Table&, Index&) {}));
    CHECK(makes_one([](Table&, Index& index) { index.unique = false; }));
    CHECK(makes_one([](Table&, Index& index) { index.immediate = false; }));
    CHECK(makes_one([](Table&, Index& index) { index.valid = false; }));
    CHECK(makes_one([](Table&, Index& index) { index.predicate = 1; }));
    CHECK(makes_one([](Table&, Index& index) { index.keys = index.keys.first(1); }));
}

/// A root with three partitions, of which as many have the key.
Table& tree(Schema& schema, std::size_t keyed, std::size_t of = 3) {
    Table& root = schema.table("root", RelationKind::partitioned_table);
    root.column("a");
    root.column("b");
    constexpr Text names[] = {"p1", "p2", "p3"};
    for (std::size_t i = 0; i < of; ++i) {
        Table& part = schema.partition_of(root, names[i]);
        if (i < keyed) part.foreign_key("k", {1});
    }
    return root;
}

TEST_CASE("foreign_key_partition_only: every one, most, or few") {
    const auto said = [](std::size_t keyed) {
        Schema schema;
        const Table& root = tree(schema, keyed);
        const Judged judged(foreign_key_partition_only, schema.catalog(), root);
        return judged.quiet() ? "" : judged.said() + "|" + judged[0].detail;
    };
    constexpr Text lacks = "lacks the foreign key of its partitions from (a) to \"public.parents\"|";
    CHECK(said(0).empty());
    CHECK(said(1).empty());
    CHECK(said(2) == Findings::text(lacks, "Of its 3 partitions 2 have it; a new one will not."));
    CHECK(said(3) == Findings::text(lacks, "Each of its partitions has it; a new one will not."));
    Schema schema;
    CHECK(Judged(foreign_key_partition_only, schema.catalog(), tree(schema, 1, 2)).quiet());
}

TEST_CASE("foreign_key_partition_only: what is the same key") {
    Schema schema;
    Table& root = tree(schema, 2);
    const auto quiet = [&] { return Judged(foreign_key_partition_only, schema.catalog(), root).quiet(); };
    CHECK(!quiet());
    Table& other = schema.partition_of(root, "p4");
    CHECK(quiet());
    // By name, whatever the number; twice counts once.
    std::swap(other.columns[0].number, other.columns[1].number);
    std::swap(other.columns[0], other.columns[1]);
    other.foreign_key("k", {2});
    CHECK(!quiet());
    other.constraints[0].columns = other.numbers.emplace_back(1, 1);
    CHECK(quiet());
    other.constraints[0].columns = other.numbers.emplace_back(1, 2);
    other.constraints[0].enforced = false;
    CHECK(quiet());
    other.constraints[0].enforced = true;
    other.constraints[0].parent = 5;
    CHECK(quiet());
    other.constraints[0].parent = 0;
    // The whole has it.
    root.foreign_key("whole", {1});
    CHECK(quiet());
}

TEST_CASE("foreign_key_partition_only: levels, and foreign tables") {
    Schema schema;
    Table& root = schema.table("root", RelationKind::partitioned_table);
    root.column("a");
    Table& middle = schema.partition_of(root, "middle", RelationKind::partitioned_table);
    middle.foreign_key("k", {1});
    schema.partition_of(middle, "leaf");
    schema.partition_of(root, "far", RelationKind::foreign_table);
    CHECK(Judged(foreign_key_partition_only, schema.catalog(), root).count() == 1);
}

TEST_CASE("foreign_key_partition_only: the fix") {
    Schema schema;
    Table& root = schema.table("root", RelationKind::partitioned_table);
    root.column("a");
    Table& first = schema.partition_of(root, "p1");
    Table& second = schema.partition_of(root, "p2");
    schema.partition_of(root, "far", RelationKind::foreign_table);
    first.foreign_key("k", {1});
    second.foreign_key("k", {1});
    first.index("i", {1});
    const auto fix = [&](bool in_block = false) {
        return Judged(foreign_key_partition_only, schema.catalog(), root, {}, {.in_block = in_block}).fix();
    };
    constexpr Text add =
        "ALTER TABLE public.root ADD CONSTRAINT root_a_fkey FOREIGN KEY (a) REFERENCES public.parents (x)";
    CHECK(fix() == Findings::text("!CREATE INDEX CONCURRENTLY idx_p2_a ON public.p2 (a); ", add));
    CHECK(fix(true) == Findings::text("CREATE INDEX idx_p2_a ON public.p2 (a); ", add));
    Index& index = second.index("i", {1});
    CHECK(fix() == add);
    index.valid = false;
    CHECK(fix() != add);
    index.valid = true;
    index.predicate = 1;
    CHECK(fix() != add);
    index.predicate = 0;
    CHECK(Judged(foreign_key_partition_only, schema.catalog(), root)[0].part == "(a) to public.parents");
    // Where they differ, or are not proven, a person must make them alike.
    second.constraints[0].on_delete = ForeignKeyAction::cascade;
    CHECK(fix().empty());
    second.constraints[0].on_delete = ForeignKeyAction::no_action;
    second.constraints[0].validated = false;
    CHECK(fix().empty());
}

}  // namespace
}  // namespace conventions::core
