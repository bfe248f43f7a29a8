// Rule many_permissive_policies.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule many_permissive_policies;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text clerks[] = {"clerks"};
constexpr Text clerks_and_staff[] = {"Staff", "clerks"};

RowPolicy made(Text name, RowPolicyCommand command, Rows<Text> roles = {}) {
    return {.name = name, .command = command, .for_everybody = roles.empty(), .roles = roles, .has_using = true};
}

/// The detail of the only finding, or nothing.
std::string told(const std::vector<RowPolicy>& policies, bool enabled = true) {
    Schema schema;
    Table& table = schema.table("orders");
    table.relation.row_security = enabled;
    table.relation.policies = policies;
    const Judged judged(many_permissive_policies, schema.catalog(), table);
    if (judged.quiet()) return {};
    CHECK(judged.said() == "has several permissive policies for one role and command");
    CHECK(judged[0].part.empty());
    return judged[0].detail;
}

using enum RowPolicyCommand;

TEST_CASE("many_permissive_policies: one for each command, or for each role, is one") {
    CHECK(told({}).empty());
    CHECK(told({made("a", all)}).empty());
    CHECK(told({made("a", select), made("b", insert), made("c", update), made("d", remove)}).empty());
    CHECK(told({made("a", select, clerks), made("b", insert, clerks_and_staff)}).empty());
    constexpr Text staff[] = {"Staff"};
    CHECK(told({made("a", select, clerks), made("b", select, staff)}).empty());
}

TEST_CASE("many_permissive_policies: the same command") {
    CHECK(told({made("a", select), made("b \"x\"", select)}) == "SELECT by everybody: \"a\", \"b \"x\"\".");
    CHECK(told({made("a", insert), made("b", insert), made("c", insert)}) ==
          "INSERT by everybody: \"a\", \"b\", \"c\".");
    CHECK(told({made("a", all), made("b", all)}) == "SELECT, INSERT, UPDATE, DELETE by everybody: \"a\", \"b\".");
    CHECK(told({made("a", all), made("b", update), made("c", remove)}) ==
          "UPDATE by everybody: \"a\", \"b\"; DELETE by everybody: \"a\", \"c\".");
    CHECK(told({made("a", all), made("b", select), made("c", insert), made("d", update), made("e", remove)}) ==
          "SELECT by everybody: \"a\", \"b\"; INSERT by everybody: \"a\", \"c\"; UPDATE by everybody: \"a\", \"d\"; "
          "and 1 more.");
}

TEST_CASE("many_permissive_policies: the same role") {
    CHECK(told({made("a", select, clerks), made("b", select, clerks_and_staff)}) ==
          "SELECT by \"clerks\": \"a\", \"b\".");
    // PUBLIC counts for each role, whose own policies come on top.
    CHECK(told({made("a", select), made("b", select, clerks)}) == "SELECT by \"clerks\": \"a\", \"b\".");
    CHECK(told({made("a", select), made("b", select), made("c", all, clerks)}) ==
          "SELECT by everybody: \"a\", \"b\"; SELECT by \"clerks\": \"a\", \"b\", \"c\".");
    CHECK(told({made("a", select), made("b", select), made("c", insert, clerks)}) ==
          "SELECT by everybody: \"a\", \"b\".");
}

TEST_CASE("many_permissive_policies: what is not asked does not count") {
    RowPolicy restrictive = made("b", select);
    restrictive.permissive = false;
    CHECK(told({made("a", select), restrictive}).empty());
    CHECK(told({restrictive, restrictive}).empty());
    CHECK(told({made("a", select), made("b", select)}, false).empty());
    CHECK_FALSE(many_permissive_policies.judges_partitions);
    CHECK_FALSE(many_permissive_policies.relation_kinds.has(RelationKind::view));
    CHECK((many_permissive_policies.fix == nullptr));
}

}  // namespace
}  // namespace conventions::core
