// Rule confusable_name.

#include <doctest/doctest.h>

#include "core/output/look_alike.hpp"
#include "core/rules/proposed_name.hpp"
#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule confusable_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

TEST_CASE("confusable_name: what looks alike") {
    const auto alike = [](Text a, Text b) {
        const auto x = shapes_of(a);
        const auto y = shapes_of(b);
        // The number must miss none; 0 tells nothing.
        const bool may_be = look_number(a) == 0 || look_number(b) == 0 || look_number(a) == look_number(b);
        for (const std::string& each : x)
            if (each == y[0] || each == y[1]) return may_be;
        return false;
    };
    CHECK(look_number("label") != look_number("table"));
    CHECK(look_number("\u043erder") == 0);
    CHECK(alike("user_id", "userid"));
    CHECK(alike("userId", "user_id"));
    CHECK(alike("col1", "coll"));
    CHECK(alike("colI", "col1"));
    CHECK(alike("colI", "coli"));
    CHECK(alike("r0w", "row"));
    CHECK(alike("\u043erder", "order"));
    CHECK_FALSE(alike("mail", "mall"));
    CHECK_FALSE(alike("item_1_11", "item_11_1"));
    CHECK_FALSE(alike("a", "b"));
    CHECK(mixed_word("id_\u043erder") == "\u043erder");
    CHECK(mixed_word("\u0442\u0430\u0431\u043b_id").empty());
    CHECK(mixed_word("gr\u00f6\u00dfe").empty());
}

TEST_CASE("confusable_name: the later column") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("user_id");
    table.column("userid");
    table.column("other");
    const Judged judged(confusable_name, schema.catalog(), table);
    CHECK(judged.said() == "userid: has a name that can be taken for \"user_id\"");
    CHECK(judged[0].part == "user_id");
    table.columns[1].inherited = true;
    CHECK(Judged(confusable_name, schema.catalog(), table).quiet());
    table.column("\u043ether");
    CHECK(Judged(confusable_name, schema.catalog(), table).count() == 2);
}

TEST_CASE("confusable_name: relations of one schema, in reports") {
    Schema schema;
    schema.table("users");
    Table& twin = schema.table("user_s", RelationKind::view);
    schema.table("users", RelationKind::table, "other");
    const Catalog& catalog = schema.catalog();
    const TakenNames names(catalog, true);
    const Policy policy = test::policy_with(confusable_name, {});
    const auto said = [&](const Table& table, Moment moment) {
        const Situation situation = {.moment = moment};
        Findings found;
        confusable_name.check(
            {{catalog, policy.settings(confusable_name), situation, &names}, *catalog.relation(table.relation.oid)},
            found);
        return found.all().empty() ? std::string() : found.all().front().says;
    };
    CHECK(said(twin, Moment::report) == "has a name that can be taken for \"users\"");
    CHECK(said(twin, Moment::after).empty());
}

}  // namespace
}  // namespace conventions::core
