// Rule generated_constraint_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule generated_constraint_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text found = "has the name that the server makes";

/// orders with one of each kind, all named by the server.
struct Orders {
    Schema schema;
    Table& table = schema.table("orders");

    Orders() {
        table.column("id");
        table.column("parent_id");
        table.column("code");
        table.primary_key("orders_pkey", {1});
        table.constraints[0].definition = "PRIMARY KEY (id)";
        table.foreign_key("orders_parent_id_fkey", {2}).definition = "FOREIGN KEY (parent_id) REFERENCES parents(x)";
        table.unique_constraint(ConstraintKind::unique, "orders_code_key", {3});
        table.constraints[2].definition = "UNIQUE (code)";
        add(ConstraintKind::check, "orders_code_check");
        table.index("orders_parent_id_idx", {2});
    }
    void add(ConstraintKind kind, Text name) {
        static constexpr AttributeNumber code[] = {3};
        Constraint made;
        made.oid = table.next_oid();
        made.kind = kind;
        made.name = name;
        made.columns = code;
        made.definition = "CHECK ((code > 0))";
        table.constraints.push_back(made);
    }
    std::string said(Text parameters = {}) {
        return Judged(generated_constraint_name, schema.catalog(), table, parameters).said();
    }
};

std::string all_of(std::initializer_list<Text> names) {
    std::string text;
    for (const Text name : names) text.append(text.empty() ? "" : "|").append(name).append(": ").append(found);
    return text;
}

TEST_CASE("generated_constraint_name: every kind, and numbers") {
    CHECK(Orders().said() == all_of({"orders_pkey", "orders_parent_id_fkey", "orders_code_check", "orders_code_key",
                                     "orders_parent_id_idx"}));
    Orders more;
    more.add(ConstraintKind::check, "orders_check");
    more.add(ConstraintKind::check, "orders_code_check1");
    CHECK(more.said(R"({"kinds": ["check"]})") == all_of({"orders_code_check", "orders_check", "orders_code_check1"}));
    Orders exclusion;
    exclusion.table.unique_constraint(ConstraintKind::exclusion, "orders_id_code_excl", {1, 3});
    CHECK(exclusion.said(R"({"kinds": ["exclusion"]})") == all_of({"orders_id_code_excl"}));
}

TEST_CASE("generated_constraint_name: an expression has the name that its index keeps") {
    Orders orders;
    orders.table.index("orders_lower_idx", {0});
    CHECK(orders.said(R"({"kinds": ["index"]})") == all_of({"orders_parent_id_idx"}));
    orders.table.last_keys()[0].name = "lower";
    orders.table.indexes.back().keys = orders.table.last_keys();
    CHECK(orders.said(R"({"kinds": ["index"]})") == all_of({"orders_parent_id_idx", "orders_lower_idx"}));
}

TEST_CASE("generated_constraint_name: names that somebody gave, not null, copies, attached indexes") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("id");
    table.primary_key("pk_orders", {1});
    table.index("idx_orders_id", {1});
    table.index("customers_id_idx", {1});
    CHECK(Judged(generated_constraint_name, schema.catalog(), table).quiet());
    Orders other;
    other.table.constraints.clear();
    other.table.indexes.clear();
    other.add(ConstraintKind::not_null, "orders_code_not_null");
    other.add(ConstraintKind::trigger, "orders_code_check");
    CHECK(other.said().empty());
    other.add(ConstraintKind::check, "orders_code_check");
    other.table.constraints.back().inherited = true;
    CHECK(other.said().empty());
    other.table.constraints.back().inherited = false;
    other.table.constraints.back().parent = 1;
    CHECK(other.said().empty());
    other.table.index("orders_id_idx", {1}).parent = 1;
    CHECK(other.said().empty());
    CHECK(!generated_constraint_name.judges_partitions);
}

TEST_CASE("generated_constraint_name: kinds") {
    CHECK(Orders().said(R"({"kinds": ["primary_key"]})") == all_of({"orders_pkey"}));
    CHECK(Orders().said(R"({"kinds": ["foreign_key"]})") == all_of({"orders_parent_id_fkey"}));
    CHECK(Orders().said(R"({"kinds": ["unique", "index"]})") == all_of({"orders_code_key", "orders_parent_id_idx"}));
    CHECK(Orders().said(R"({"kinds": []})").empty());
    Orders view;
    view.table.constraints.clear();
    view.table.relation.kind = RelationKind::materialized_view;
    CHECK(view.said() == all_of({"orders_parent_id_idx"}));
    view.table.relation.kind = RelationKind::view;
    CHECK(view.said().empty());
}

TEST_CASE("generated_constraint_name: fixes follow the rule of the kind") {
    Orders orders;
    orders.add(ConstraintKind::check, "orders_code_check1");
    orders.table.index("orders_code_idx", {3}).unique = true;
    const Judged judged(generated_constraint_name, orders.schema.catalog(), orders.table);
    REQUIRE(judged.count() == 7);
    CHECK(judged.fix(0) == "ALTER TABLE public.orders RENAME CONSTRAINT orders_pkey TO pk_orders");
    CHECK(judged.undo(0) == "ALTER TABLE public.orders RENAME CONSTRAINT pk_orders TO orders_pkey");
    CHECK(judged.fix(1).ends_with(" TO fk_orders_parents"));
    CHECK(judged.fix(2).ends_with(" RENAME CONSTRAINT orders_code_check TO ck_orders_code"));
    CHECK(judged.fix(3).ends_with(" RENAME CONSTRAINT orders_code_check1 TO ck_orders_code_2"));
    CHECK(judged.fix(4).ends_with(" TO uq_orders_code"));
    CHECK(judged.fix(5) == "ALTER INDEX public.orders_parent_id_idx RENAME TO idx_orders_parent_id");
    CHECK(judged.fix(6) == "ALTER INDEX public.orders_code_idx RENAME TO uq_orders_code_2");
}

TEST_CASE("generated_constraint_name: as the policy has the templates") {
    Orders orders;
    const SettingRow rows[] = {
        {.rule = "primary_key_name", .severity = {}, .parameters = R"({"template": "{table}_pk"})"},
        {.rule = "foreign_key_name", .severity = {}, .parameters = R"({"template": "", "accept": ["{columns}_fk"]})"},
        {.rule = "index_name", .severity = "off", .parameters = R"({"template": ""})"}};
    const Policy policy({.profile = "strict", .settings = rows});
    const Situation situation;
    const Catalog& catalog = orders.schema.catalog();
    const Relation& relation = *catalog.relation(orders.table.relation.oid);
    const Input in{{catalog, policy.settings(generated_constraint_name), situation, nullptr, &policy}, relation};
    const auto fix_of = [&](ObjectAt object) {
        Sql sql(*catalog.server);
        generated_constraint_name.fix(in, {.object = object, .says = {}}, sql);
        return sql.statements().front().text;
    };
    CHECK(fix_of(ObjectAt::constraint(0)).ends_with(" TO orders_pk"));
    CHECK(fix_of(ObjectAt::constraint(1)).ends_with(" TO parent_id_fk"));
    CHECK(fix_of(ObjectAt::index(2)).ends_with(" TO idx_orders_parent_id"));
}

TEST_CASE("generated_constraint_name: the draft gets names, those that other rules added too") {
    Orders orders;
    Draft draft = Judged(generated_constraint_name, orders.schema.catalog(), orders.table).mended();
    REQUIRE(draft.keys.size() == 4);
    CHECK(draft.keys[0].name == "pk_orders");
    CHECK(draft.keys[1].name == "fk_orders_parents");
    CHECK(draft.keys[2].name == "uq_orders_code");
    CHECK(draft.keys[3].name == "ck_orders_code");
    CHECK(generated_constraint_name.mends_last);
    const Draft some =
        Judged(generated_constraint_name, orders.schema.catalog(), orders.table, R"({"kinds": ["check"]})").mended();
    CHECK(some.keys[0].name.empty());
    CHECK(some.keys[3].name == "ck_orders_code");
}

}  // namespace
}  // namespace conventions::core
