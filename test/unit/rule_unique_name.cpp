// Rule unique_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule unique_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text found = "has a name that does not follow uq_{table}_{columns}";

struct Users {
    Schema schema;
    Table& table = schema.table("users");

    Users() {
        table.column("organization_id");
        table.column("email");
    }
    std::string constraint(Text name, Text parameters = {}) {
        table.unique_constraint(ConstraintKind::unique, name, {1, 2});
        return said(parameters);
    }
    std::string index(Text name, Text parameters = {}) {
        table.index(name, {1, 2}).unique = true;
        return said(parameters);
    }
    std::string said(Text parameters = {}) { return Judged(unique_name, schema.catalog(), table, parameters).said(); }
};

TEST_CASE("unique_name: constraints and indexes") {
    for (const Text name : {"uq_users_organization_id_email", "uq_users_org_email"}) {
        CHECK(Users().constraint(name).empty());
        CHECK(Users().index(name).empty());
    }
    for (const Text name : {"no_twins", "uq_users_email", "idx_users_org_email", "users_email_key"}) {
        CAPTURE(name);
        CHECK(Users().constraint(name) == std::string(name).append(": ").append(found));
        CHECK(Users().index(name) == std::string(name).append(": ").append(found));
    }
}

TEST_CASE("unique_name: not what the server named") {
    CHECK(Users().constraint("users_organization_id_email_key").empty());
    CHECK(Users().constraint("users_organization_id_email_key1").empty());
    CHECK(Users().index("users_organization_id_email_idx").empty());
    // Each by its own label.
    CHECK(!Users().constraint("users_organization_id_email_idx").empty());
    CHECK(!Users().index("users_organization_id_email_key").empty());
}

TEST_CASE("unique_name: nothing but what is unique and its own") {
    Users plain;
    plain.table.index("lookup", {1});
    plain.table.primary_key("key", {1});
    CHECK(plain.said().empty());
    Users copy;
    copy.table.unique_constraint(ConstraintKind::unique, "no_twins", {1});
    copy.table.constraints[0].inherited = true;
    CHECK(copy.said().empty());
    copy.table.constraints[0].inherited = false;
    copy.table.constraints[0].parent = 1;
    CHECK(copy.said().empty());
    Users attached;
    attached.table.index("no_twins", {1}).unique = true;
    attached.table.indexes[0].parent = 1;
    CHECK(attached.said().empty());
    Users view;
    view.table.relation.kind = RelationKind::materialized_view;
    CHECK(!view.index("no_twins").empty());
    view.table.relation.kind = RelationKind::view;
    CHECK(view.said().empty());
}

TEST_CASE("unique_name: parameters") {
    CHECK(Users().index("no_twins", R"({"indexes": false})").empty());
    CHECK(!Users().constraint("no_twins", R"({"indexes": false})").empty());
    CHECK(!Users().constraint("uq_users_org_email", R"({"columns_match": "exact"})").empty());
    CHECK(Users().constraint("uq_users_twins", R"({"columns_match": "free"})").empty());
    CHECK(Users().constraint("users_org_email_uniq", R"({"template": "{table}_{columns}_uniq"})").empty());
    CHECK(Users().constraint("no_twins", R"({"template": ""})").empty());
    CHECK(Users().index("no_twins", R"({"template": ""})").empty());
}

TEST_CASE("unique_name: fixes") {
    Users users;
    users.table.unique_constraint(ConstraintKind::unique, "No Twins", {2});
    users.table.index("other", {1}).unique = true;
    users.schema.table("uq_users_email");
    const Judged judged(unique_name, users.schema.catalog(), users.table);
    REQUIRE(judged.count() == 2);
    CHECK(judged.fix(0) == "ALTER TABLE public.users RENAME CONSTRAINT \"No Twins\" TO uq_users_email_2");
    CHECK(judged.undo(0) == "ALTER TABLE public.users RENAME CONSTRAINT uq_users_email_2 TO \"No Twins\"");
    CHECK(judged.fix(1) == "ALTER INDEX public.other RENAME TO uq_users_organization_id");
    CHECK(judged.undo(1) == "ALTER INDEX public.uq_users_organization_id RENAME TO other");
    // Constraint and index over one column.
    Users both;
    both.table.index("second", {2}).unique = true;
    both.table.unique_constraint(ConstraintKind::unique, "first", {2});
    const Judged twice(unique_name, both.schema.catalog(), both.table);
    CHECK(twice.fix(0).ends_with(" CONSTRAINT first TO uq_users_email"));
    CHECK(twice.fix(1) == "ALTER INDEX public.second RENAME TO uq_users_email_2");
}

TEST_CASE("unique_name: the draft gets the name by its own names") {
    Users users;
    users.table.unique_constraint(ConstraintKind::unique, "no_twins", {2});
    users.table.unique_constraint(ConstraintKind::unique, "users_organization_id_key", {1});
    users.table.constraints[0].definition = "UNIQUE (email)";
    users.table.constraints[1].definition = "UNIQUE (organization_id)";
    const Draft draft = Judged(unique_name, users.schema.catalog(), users.table).mended();
    CHECK(draft.keys[0].name == "uq_users_email");
    CHECK(draft.keys[1].name.empty());
    CHECK(unique_name.mends_last);
}

}  // namespace
}  // namespace conventions::core
