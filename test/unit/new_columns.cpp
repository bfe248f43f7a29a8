// A column without constraints that is added makes no finding of a rule that says so, whatever it is called.

#include <doctest/doctest.h>

#include <algorithm>

#include "core/engine/engine.hpp"
#include "core/engine/reply.hpp"
#include "schema_facts.hpp"

namespace conventions::core {
namespace {

using test::bigint_type;
using test::Schema;
using test::Table;
using test::text_type;
using test::timestamp_type;

void add_keys(Table& table) {
    table.primary_key("Key", {1});
    table.foreign_key("to_parent", {2});
    table.foreign_key("to_parent_again", {2}).on_delete = ForeignKeyAction::set_null;
    table.unique_constraint(ConstraintKind::unique, "un", {2, 3});
    table.index("one", {3});
    table.index("Two", {3});
    table.index("three", {3, 2}).valid = false;
}

/// Tables that break what can be broken of keys, indexes and names, and one that breaks nothing.
void make(Schema& schema) {
    for (const Text name : {"order", "Mixed Case", "person", "orders_archive"}) {
        Table& table = schema.table(name);
        table.column("ID").not_null = true;
        table.column("parent_id");
        table.column("label", text_type);
        if (name != "person") add_keys(table);
    }
    schema.table("bare").relation.persistence = Persistence::unlogged;
    Table& root = schema.table("root", RelationKind::partitioned_table);
    root.column("id");
    root.foreign_key("to_parent", {1});
    schema.partition_of(root, "leaf");
}

void add_columns(Schema& schema, const Catalog& before) {
    for (const Relation& relation : before.relations) {
        if (relation.is_partition) continue;
        Table& table = schema.of(relation.oid);
        for (const Text name : {"tenant_id", "parents_id", "ID2", "deleted_at", "select", "order_id"})
            table.column(name);
        table.column("created_at", timestamp_type);
    }
}

std::vector<std::string> found(const Catalog& catalog, const Rule& rule, bool only_new_columns) {
    const SettingRow row = {.rule = rule.id,
                            .severity = "error",
                            .parameters = rule.id == "row_security" ? R"({"schemas": ["public"]})" : Text()};
    const Policy policy({.profile = "", .settings = {&row, 1}});
    const Task task{.catalog = &catalog,
                    .situation = {.moment = Moment::report},
                    .everything = true,
                    .only_new_columns = only_new_columns};
    Reply reply;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    std::vector<std::string> lines;
    for (const FindingRow& each : findings(reply))
        lines.push_back(std::string(each.identity).append("|").append(each.part));
    return lines;
}

TEST_CASE("new columns: what does not mind them finds the same with them as without") {
    Schema schema;
    make(schema);
    const std::vector<Relation> kept(schema.catalog().relations.begin(), schema.catalog().relations.end());
    std::vector<Text> fired;
    std::vector<const Rule*> unminding;
    for (const Rule* const rule : all_rules())
        if (!rule->minds_new_columns) unminding.push_back(rule);
    std::vector<std::vector<std::string>> was;
    for (const Rule* const rule : unminding) {
        was.push_back(found(schema.catalog(), *rule, false));
        if (!was.back().empty()) fired.push_back(rule->id);
        CHECK(found(schema.catalog(), *rule, true).empty());
    }
    for (const Text id : {"primary_key", "foreign_key_index", "foreign_key_duplicate", "duplicate_index",
                          "invalid_index", "table_name", "table_comment", "index_name", "primary_key_name",
                          "foreign_key_on_delete", "unlogged_table", "row_security", "table_name_number"}) {
        CAPTURE(std::string(id));
        CHECK(std::find(fired.begin(), fired.end(), id) != fired.end());
    }
    add_columns(schema, {.relations = kept});
    const Catalog& after = schema.catalog();
    for (std::size_t i = 0; i < unminding.size(); ++i) {
        CAPTURE(std::string(unminding[i]->id));
        CHECK(found(after, *unminding[i], false) == was[i]);
    }
    for (const Text id : {"timestamptz", "column_name", "reserved_word"}) {
        CAPTURE(std::string(id));
        CHECK(found(after, *find_rule(id), true) == found(after, *find_rule(id), false));
        CHECK_FALSE(found(after, *find_rule(id), true).empty());
    }
}

TEST_CASE("new columns: less is read for them") {
    const Policy policy(PolicySource{.profile = "recommended"});
    for (const Moment moment : {Moment::after, Moment::commit}) {
        CHECK(has(policy.needs_to_pass(moment), Need::constraints));
        CHECK_FALSE(has(policy.needs_to_pass(moment, true), Need::indexes));
    }
    CHECK(has(policy.needs_to_pass(Moment::after, true), Need::columns));
}

}  // namespace
}  // namespace conventions::core
