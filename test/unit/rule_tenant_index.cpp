// Rule tenant_index.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_index;
extern const Rule tenant_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Situation in_block = {.in_block = true};

Table& tenanted(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("id");
    table.column("tenant_id");
    return table;
}

TEST_CASE("tenant_index: an index that begins with the column") {
    const auto with = [](auto&& change, Text name = "orders", Text parameters = {}) {
        Schema schema;
        Table& table = tenanted(schema, name);
        change(table);
        return Judged(tenant_index, schema.catalog(), table, parameters).said();
    };
    const auto nothing = [](Table&) {};
    CHECK(with(nothing) == "has no index that begins with \"tenant_id\"");
    CHECK(with(nothing, "tenants").empty());
    CHECK(with(nothing, "orders", R"({"column": "org_id"})").empty());
    CHECK(with(nothing, "orders", R"({"column": "id"})") == "has no index that begins with \"id\"");
    CHECK(with([](Table& table) { table.index("i", {2, 1}); }).empty());
    CHECK(with([](Table& table) { table.index("i", {2}).predicate = 1; }).empty());
    CHECK_FALSE(with([](Table& table) { table.index("i", {1, 2}); }).empty());
    CHECK_FALSE(with([](Table& table) { table.index("i", {2}).valid = false; }).empty());
    CHECK(tenant_index.waits_in_autocommit);
    CHECK_FALSE(tenant_index.judges_partitions);
    CHECK_FALSE(tenant_index.relation_kinds.has(RelationKind::foreign_table));
}

TEST_CASE("tenant_index: fix, undo and mend") {
    Schema schema;
    Table& table = tenanted(schema);
    const Judged judged(tenant_index, schema.catalog(), table);
    CHECK(judged.fix() == "!CREATE INDEX CONCURRENTLY idx_orders_tenant_id ON public.orders (tenant_id)");
    CHECK(judged.undo() == "DROP INDEX CONCURRENTLY public.idx_orders_tenant_id");
    CHECK(judged.mended().further ==
          std::vector<std::string>{"CREATE INDEX idx_orders_tenant_id ON %table% (tenant_id)"});
    const Judged blocked(tenant_index, schema.catalog(), table, {}, in_block);
    CHECK(blocked.fix() == "CREATE INDEX idx_orders_tenant_id ON public.orders (tenant_id)");
    CHECK(blocked.undo() == "DROP INDEX public.idx_orders_tenant_id");
}

TEST_CASE("tenant_index: each partition needs one, and what it has is taken over") {
    Schema schema;
    Table& root = tenanted(schema, "root", RelationKind::partitioned_table);
    CHECK(Judged(tenant_index, schema.catalog(), root).fix() ==
          "CREATE INDEX idx_root_tenant_id ON public.root (tenant_id)");
    Table& one = schema.partition_of(root, "one");
    Table& two = schema.partition_of(root, "two");
    one.index("own", {2});
    const Judged judged(tenant_index, schema.catalog(), root);
    CHECK(judged[0].detail == "Without: 1 partition, \"public.two\".");
    CHECK(
        judged.fix() ==
        "CREATE INDEX idx_root_tenant_id ON ONLY public.root (tenant_id); ALTER INDEX public.idx_root_tenant_id ATTACH "
        "PARTITION public.own; !CREATE INDEX CONCURRENTLY idx_two_tenant_id ON public.two (tenant_id); ALTER INDEX "
        "public.idx_root_tenant_id ATTACH PARTITION public.idx_two_tenant_id");
    CHECK(judged.undo().empty());
    one.indexes.clear();
    CHECK(Judged(tenant_index, schema.catalog(), root).undo() == "DROP INDEX public.idx_root_tenant_id");
    one.index("own", {2});
    two.index("other", {2, 1});
    CHECK(Judged(tenant_index, schema.catalog(), root).quiet());
    two.indexes.clear();
    two.relation.kind = RelationKind::foreign_table;
    CHECK(Judged(tenant_index, schema.catalog(), root).quiet());
}

TEST_CASE("tenant_index: a foreign key that begins with the column speaks for it") {
    Schema schema;
    Table& table = tenanted(schema);
    table.foreign_key("by_id", {1});
    table.foreign_key("by_tenant", {2, 1});
    const Judged keys(foreign_key_index, schema.catalog(), table);
    const Judged tenant(tenant_index, schema.catalog(), table);
    REQUIRE(keys.count() == 2);
    const Silence& silence = foreign_key_index.silences[0];
    const Policy policy = test::policy_with(foreign_key_index, {});
    const Situation situation;
    const Context in{schema.catalog(), policy.settings(foreign_key_index), situation};
    CHECK(silence.rule == "tenant_index");
    CHECK_FALSE(silence.has_one_cause(in, keys[0], tenant[0]));
    CHECK(silence.has_one_cause(in, keys[1], tenant[0]));
}

}  // namespace
}  // namespace conventions::core
