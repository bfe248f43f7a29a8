// Exemptions: which object they cover, at which moment, and which one of several counts.

#include "core/policy/exemption.hpp"

#include <doctest/doctest.h>

#include "core/facts/facts.hpp"

using namespace conventions::core;

namespace {

const Exemption* find(const Exemptions& all, Text identity, Text relation = "public.orders",
                      Moment moment = Moment::after, Text rule = "timestamptz") {
    return all.find(rule, {.identity = identity, .relation = relation}, moment);
}

std::vector<std::string> problems;

Exemptions made_of(std::initializer_list<ExemptionRow> rows) {
    problems.clear();
    Exemptions all;
    for (const ExemptionRow& row : rows) all.add(row, problems);
    return all;
}

}  // namespace

TEST_CASE("exemption: an asterisk outside of quotes stands for any characters") {
    CHECK(matches_object("public.orders", "public.orders"));
    CHECK_FALSE(matches_object("public.orders", "public.orders_old"));
    CHECK_FALSE(matches_object("public.orders", "public.order"));
    CHECK(matches_object("*", ""));
    CHECK(matches_object("*", "public.orders.at"));
    CHECK(matches_object("public.*", "public.orders"));
    CHECK(matches_object("public.*", "public."));
    CHECK_FALSE(matches_object("public.*", "other.public.orders"));
    CHECK(matches_object("*_old", "public.orders_old"));
    CHECK_FALSE(matches_object("*_old", "public.orders_old2"));
    CHECK(matches_object("public.*_old.*", "public.orders_old.at"));
    CHECK_FALSE(matches_object("public.*_old.*", "public.orders.at_old"));
    // The first place of a piece may not be the one that counts for the end.
    CHECK(matches_object("a*b*b", "abcb"));
    CHECK_FALSE(matches_object("a*bb", "ab"));
    CHECK_FALSE(matches_object("ab*ba", "aba"));
    CHECK(matches_object("a**b", "ab"));
}

TEST_CASE("exemption: an asterisk in quotes is an asterisk") {
    CHECK_FALSE(is_object_pattern("public.\"a*b\""));
    CHECK(matches_object("public.\"a*b\"", "public.\"a*b\""));
    CHECK_FALSE(matches_object("public.\"a*b\"", "public.\"aXb\""));
    CHECK(is_object_pattern("public.\"a*b\".*"));
    CHECK(matches_object("public.\"a*b\".*", "public.\"a*b\".c"));
    CHECK_FALSE(matches_object("public.\"a*b\".*", "public.\"aXb\".c"));
    // A doubled quote inside of quotes ends nothing.
    CHECK_FALSE(is_object_pattern("public.\"a\"\"*\""));
}

TEST_CASE("exemption: it covers its rule alone, or every rule") {
    const Exemptions all = made_of({{.id = 1, .rule = "timestamptz", .object = "public.orders.at", .until = 5},
                                    {.id = 2, .rule = "*", .object = "public.items.at", .until = 5}});
    CHECK(problems.empty());
    REQUIRE(find(all, "public.orders.at") != nullptr);
    CHECK(find(all, "public.orders.at")->id == 1);
    CHECK(find(all, "public.orders.at", "public.orders", Moment::after, "json_type") == nullptr);
    REQUIRE(find(all, "public.items.at", "public.items", Moment::after, "json_type") != nullptr);
    CHECK(find(all, "public.orders.seen") == nullptr);
}

TEST_CASE("exemption: one of a relation covers its columns, constraints and indexes") {
    const Exemptions all = made_of({{.id = 1, .rule = "timestamptz", .object = "public.orders", .until = 5}});
    CHECK(find(all, "public.orders.at") != nullptr);
    CHECK(find(all, "fk on public.orders") != nullptr);
    CHECK(find(all, "public.orders") != nullptr);
    CHECK(find(all, "public.orders2.at", "public.orders2") == nullptr);
    // A pattern is held against the object itself: it may say the column.
    const Exemptions pattern = made_of({{.id = 1, .rule = "timestamptz", .object = "public.ord*", .until = 5}});
    CHECK(find(pattern, "public.orders.at") != nullptr);
    const Exemptions tables = made_of({{.id = 1, .rule = "timestamptz", .object = "*.orders", .until = 5}});
    CHECK(find(tables, "public.orders.at") == nullptr);
}

TEST_CASE("exemption: it covers its moments, all where it names none") {
    const Exemptions all = made_of(
        {{.id = 1, .rule = "timestamptz", .object = "public.orders.at", .moments = "after, commit", .until = 5}});
    CHECK(find(all, "public.orders.at", "public.orders", Moment::after) != nullptr);
    CHECK(find(all, "public.orders.at", "public.orders", Moment::commit) != nullptr);
    CHECK(find(all, "public.orders.at", "public.orders", Moment::report) == nullptr);
    CHECK(moments_named("") == (Moment::before | Moment::rewrite | Moment::after | Moment::drop | Moment::commit |
                                Moment::report | Moment::file));
    CHECK(moments_named("report") == Moment::report);
    CHECK(moments_named(" ") == Moment::none);
    CHECK(moments_named("after,later") == Moment::none);
}

TEST_CASE("exemption: of several the one that lasts longest counts") {
    const Exemptions all = made_of({{.id = 1, .rule = "timestamptz", .object = "public.orders.at", .until = 5},
                                    {.id = 2, .rule = "*", .object = "public.orders", .until = 9},
                                    {.id = 3, .rule = "timestamptz", .object = "public.*", .until = 7}});
    REQUIRE(find(all, "public.orders.at") != nullptr);
    CHECK(find(all, "public.orders.at")->id == 2);
    REQUIRE(find(all, "public.other.at", "public.other") != nullptr);
    CHECK(find(all, "public.other.at", "public.other")->id == 3);
}

TEST_CASE("exemption: what this release does not know is left out and named") {
    const Exemptions all = made_of({{.id = 4, .rule = "no_such_rule", .object = "public.orders", .until = 5},
                                    {.id = 5, .rule = "timestamptz", .object = "public.orders", .moments = "later"}});
    CHECK(all.empty());
    REQUIRE(problems.size() == 2);
    CHECK(problems[0] == "exemption 4: rule \"no_such_rule\" does not exist");
    CHECK(problems[1] == "exemption 5: moments \"later\" do not exist");
}
