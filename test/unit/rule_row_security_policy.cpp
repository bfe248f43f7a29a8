// Rule row_security_policy.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule row_security_policy;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text clerks[] = {"clerks"};
constexpr RowPolicy own = {.oid = 1, .name = "own", .for_everybody = true, .has_using = true};
constexpr RowPolicy restrictive = {
    .oid = 2, .name = "tenant", .permissive = false, .for_everybody = true, .has_using = true};
constexpr RowPolicy open = {
    .oid = 3, .name = "All \"in\"", .for_everybody = true, .has_using = true, .using_true = true};

/// A table with these policies on which others have rights; `enabled` whether it has row security.
struct Secured {
    explicit Secured(std::initializer_list<RowPolicy> made, bool enabled = true) : policies(made) {
        table.relation.row_security = enabled;
        table.relation.shared = true;
        table.relation.policies = policies;
    }
    Secured(const Secured&) = delete;
    std::string said() { return Judged(row_security_policy, schema.catalog(), table).said(); }

    std::vector<RowPolicy> policies;
    Schema schema;
    Table& table = schema.table("orders");
};

TEST_CASE("row_security_policy: tables without either are not its business") {
    CHECK(Secured({}, false).said().empty());
    CHECK(Secured({own}).said().empty());
    CHECK(Secured({own, restrictive}).said().empty());
    CHECK_FALSE(row_security_policy.judges_partitions);
    CHECK(row_security_policy.waits_in_autocommit);
    for (const RelationKind kind : {RelationKind::view, RelationKind::foreign_table})
        CHECK_FALSE(row_security_policy.relation_kinds.has(kind));
    CHECK(row_security_policy.relation_kinds.has(RelationKind::partitioned_table));
}

TEST_CASE("row_security_policy: enabled, and nobody is let in") {
    Secured none({});
    CHECK(none.said() == "has row security, but no policy");
    const Judged judged(row_security_policy, none.schema.catalog(), none.table);
    CHECK(judged[0].part == "no policy");
    CHECK(judged[0].detail == "Nobody but its owner, superusers and roles with BYPASSRLS sees a row of it.");
    CHECK(judged.fix().empty());
    CHECK(judged.undo().empty());
    none.table.relation.row_security_forced = true;
    CHECK(Judged(row_security_policy, none.schema.catalog(), none.table)[0].detail ==
          "Nobody but superusers and roles with BYPASSRLS sees a row of it.");
    // Without policies there is none to bind the owner by.
    none.table.relation.shared = none.table.relation.row_security_forced = false;
    CHECK(none.said() == "has row security, but no policy");
    CHECK(Secured({restrictive}).said() == "has only restrictive policies, which let nobody in");
}

TEST_CASE("row_security_policy: policies without row security") {
    Secured idle({own}, false);
    CHECK(idle.said() == "has policies, but row security is not enabled");
    const Judged judged(row_security_policy, idle.schema.catalog(), idle.table);
    CHECK(judged[0].part == "disabled");
    CHECK(judged.fix() == "ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY");
    CHECK(judged.undo() == "ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY");
    // Enabled it would break the rule in another way: said at once, and mended where it can be.
    idle.table.relation.shared = false;
    CHECK(idle.said() == "has policies, but row security is not enabled");
    const Judged alone(row_security_policy, idle.schema.catalog(), idle.table);
    CHECK(alone.fix() == "ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
    CHECK(alone.undo() == "ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY");
    CHECK(Secured({restrictive}, false).said() ==
          "has policies, but row security is not enabled|has only restrictive policies, which let nobody in");
    CHECK(Secured({open}, false).said() ==
          "has policies, but row security is not enabled|has policy \"All \"in\"\", which lets everybody read and "
          "write every row");
}

TEST_CASE("row_security_policy: a policy that holds nobody back") {
    constexpr Text says = "has policy \"All \"in\"\", which lets everybody read and write every row";
    Secured door({open, own});
    CHECK(door.said() == says);
    const Judged judged(row_security_policy, door.schema.catalog(), door.table);
    CHECK(judged[0].part == "open: All \"in\"");
    CHECK(judged.fix().empty());
    CHECK(Secured({open, restrictive}).said().empty());
    RowPolicy other = open;
    other.has_check = true;
    CHECK(Secured({other}).said().empty());
    other.check_true = true;
    CHECK(Secured({other}).said() == says);
    other.command = RowPolicyCommand::select;
    CHECK(Secured({other}).said().empty());
    other = open;
    other.for_everybody = false;
    other.roles = clerks;
    CHECK(Secured({other}).said().empty());
    RowPolicy second = open;
    second.name = "b";
    CHECK(Secured({open, second}).said() ==
          std::string(says) + "|has policy \"b\", which lets everybody read and write every row");
}

TEST_CASE("row_security_policy: the application owns the table") {
    Secured owned({own});
    owned.table.relation.shared = false;
    CHECK(owned.said() == "has policies that bind nobody");
    const Judged judged(row_security_policy, owned.schema.catalog(), owned.table);
    CHECK(judged[0].part == "not forced");
    CHECK(judged.fix() == "ALTER TABLE public.orders FORCE ROW LEVEL SECURITY");
    CHECK(judged.undo() == "ALTER TABLE public.orders NO FORCE ROW LEVEL SECURITY");
    owned.table.relation.owner_bypasses = true;
    CHECK(owned.said().empty());
    owned.table.relation.owner_bypasses = false;
    owned.table.relation.row_security_forced = true;
    CHECK(owned.said().empty());
}

TEST_CASE("row_security_policy: speaks for row_security where policies wait for it") {
    REQUIRE(row_security_policy.silences.size() == 1);
    const Silence& silence = row_security_policy.silences[0];
    CHECK(silence.rule == "row_security");
    Secured idle({restrictive}, false);
    const Judged judged(row_security_policy, idle.schema.catalog(), idle.table);
    REQUIRE(judged.count() == 2);
    const Policy policy = test::policy_with(row_security_policy, {});
    const Situation situation;
    const Context in{idle.schema.catalog(), policy.settings(row_security_policy), situation};
    CHECK(silence.has_one_cause(in, judged[0], {}));
    CHECK_FALSE(silence.has_one_cause(in, judged[1], {}));
}

}  // namespace
}  // namespace conventions::core
