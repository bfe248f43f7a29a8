// Fixes that are made after judging are those that judging makes.

#include <doctest/doctest.h>

#include "core/engine/engine.hpp"
#include "core/engine/reply.hpp"
#include "schema_facts.hpp"

namespace conventions::core {
namespace {

using test::bigint_type;
using test::Schema;
using test::Table;
using test::timestamp_type;

std::string shown_fixes(const Reply& reply) {
    std::string text;
    for (const FindingRow& row : findings(reply)) {
        text.append(row.rule).append(" ").append(row.identity).append(":");
        for (const FixStep& step : row.fix) text.append(" ").append(step.sql).append(";");
        text.append(" ").append(row.undo_sql).append("\n");
    }
    return text;
}

struct Sinful {
    Schema schema;
    Sinful() {
        for (const Text name : {"user", "order"}) {
            Table& table = schema.table(name);
            table.column("id", bigint_type);
            table.column("at", timestamp_type);
            table.index(name == "user" ? "one" : "three", {1});
            table.index(name == "user" ? "two" : "four", {1});
        }
    }
};

TEST_CASE("fixes after judging are the same") {
    Sinful sinful;
    const Catalog& catalog = sinful.schema.catalog();
    const Policy policy(PolicySource{.profile = "strict"});
    for (const Moment moment : {Moment::after, Moment::commit}) {
        Task task{.catalog = &catalog, .situation = {.moment = moment}, .everything = true, .with_fixes = true};
        Reply wanted;
        REQUIRE(judge(policy, task, wanted) == Status::ok);
        REQUIRE_FALSE(findings(wanted).empty());
        Reply reply;
        task.with_fixes = false;
        REQUIRE(judge(policy, task, reply) == Status::ok);
        CHECK(shown_fixes(reply) != shown_fixes(wanted));
        const std::size_t counted = counts(reply).size();
        task.with_fixes = true;
        REQUIRE(add_fixes(policy, task, reply) == Status::ok);
        CHECK(shown_fixes(reply) == shown_fixes(wanted));
        CHECK(counts(reply).size() == counted);
        CHECK(proposed_names(reply).size() == proposed_names(wanted).size());
    }
}

TEST_CASE("fixes of one moment, and once more with names that are taken") {
    Sinful sinful;
    const Catalog& catalog = sinful.schema.catalog();
    const Policy policy(PolicySource{.profile = "strict"});
    Task task{.catalog = &catalog, .situation = {.moment = Moment::after}, .everything = true, .with_fixes = false};
    Reply reply;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    task.situation.moment = Moment::commit;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    task.with_fixes = true;
    REQUIRE(add_fixes(policy, task, reply) == Status::ok);
    for (const FindingRow& row : findings(reply)) CHECK(row.has_its_fix == (row.moment == Moment::commit));
    task.situation.moment = Moment::after;
    REQUIRE(add_fixes(policy, task, reply) == Status::ok);
    const std::string first = shown_fixes(reply);
    CHECK(first.find("RENAME TO users;") != std::string::npos);
    const SchemaName taken[] = {{"public", "users"}};
    task.taken = taken;
    REQUIRE(add_fixes(policy, task, reply) == Status::ok);
    CHECK(shown_fixes(reply).find("RENAME TO users_2;") != std::string::npos);
}

}  // namespace
}  // namespace conventions::core
