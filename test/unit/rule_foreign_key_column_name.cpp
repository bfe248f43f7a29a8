// Rule foreign_key_column_name.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_column_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// orders with one foreign key to public.users (id).
struct Orders {
    Schema schema;
    Table& table = schema.table("orders");

    explicit Orders(Text column, Text referenced_column = "id", Text referenced = "users") {
        table.column(column);
        table.column("other");
        refer(1, referenced_column, referenced);
    }
    Constraint& refer(AttributeNumber number, Text referenced_column, Text referenced = "users") {
        Constraint& key = table.foreign_key("fk", {number});
        names.push_back(referenced_column);
        key.referenced_name = referenced;
        key.referenced_column_names = {&names.back(), 1};
        key.definition = "FOREIGN KEY (x) REFERENCES users(id)";
        return key;
    }
    std::string said(Text parameters = {}) {
        return Judged(foreign_key_column_name, schema.catalog(), table, parameters).said();
    }
    std::deque<Text> names;
};

TEST_CASE("foreign_key_column_name: the template, with a role, or a role alone") {
    for (const Text name : {"user_id", "author_user_id", "author_id", "created_by_id"})
        CHECK(Orders(name).said().empty());
    for (const Text name : {"author", "id", "userid", "_id", "User_Id", "user_uuid"}) {
        CAPTURE(name);
        CHECK(Orders(name).said() == std::string(name) + ": refers to \"public.users\" and is not named user_id");
    }
    CHECK(Orders("person_id", "id", "people").said().empty());
    CHECK(Orders("größe_id", "id", "größe").said().empty());
    CHECK(Orders("User_id", "id", "Users").said().empty());
}

TEST_CASE("foreign_key_column_name: camelCase, by a template that is in it") {
    constexpr Text camel = R"({"template": "{ref_table_singular}Id"})";
    constexpr Text strict = R"({"template": "{ref_table_singular}Id", "role_names": false})";
    for (const Text name : {"userId", "authorId", "authorUserId", "author2Id"}) {
        CAPTURE(name);
        CHECK(Orders(name).said(camel).empty());
        CHECK(Orders(name, "id", "User").said(camel).empty());
        CHECK(!Orders(name).said().empty());
        CHECK(Orders(name).said(strict).empty() == (name == "userId"));
    }
    CHECK(Orders("UserId", "id", "User").said(camel).empty());
    for (const Text name : {"author", "userid", "Id", "id", "author_Id", "userID"}) {
        CAPTURE(name);
        CHECK(!Orders(name, "id", "User").said(camel).empty());
    }
    CHECK(Orders("author", "id", "User").said(camel) == "author: refers to \"public.User\" and is not named userId");
    CHECK(Orders("Author", "id", "User").said(camel) == "Author: refers to \"public.User\" and is not named UserId");
    Orders orders("author", "id", "User");
    CHECK(Judged(foreign_key_column_name, orders.schema.catalog(), orders.table, camel).fix() ==
          "ALTER TABLE public.orders RENAME COLUMN author TO \"userId\"");
}

TEST_CASE("foreign_key_column_name: the name of the referenced key, where it is that table's own") {
    CHECK(Orders("isbn", "isbn", "books").said().empty());
    CHECK(!Orders("code", "code", "books").said().empty());
    Orders shared("isbn", "isbn", "books");
    Table& other = shared.schema.table("editions");
    other.column("isbn");
    other.column("id");
    CHECK(shared.said().empty());
    other.primary_key("pk", {1});
    CHECK(!shared.said().empty());
    // A key that is a foreign key itself has its name from there.
    other.foreign_key("fk", {1});
    CHECK(shared.said().empty());
    other.foreign_key("fk", {1, 2});
    other.constraints.erase(other.constraints.begin() + 1);
    CHECK(!shared.said().empty());
    other.relation.schema = "archive";
    CHECK(shared.said().empty());
    other.relation.schema = "public";
    other.relation.is_partition = true;
    CHECK(shared.said().empty());
}

TEST_CASE("foreign_key_column_name: keys of several columns, copies, inherited columns") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("a");
    table.column("b");
    table.foreign_key("fk", {1, 2});
    CHECK(Judged(foreign_key_column_name, schema.catalog(), table).quiet());
    Orders copy("author");
    copy.table.constraints[0].parent = 1;
    CHECK(copy.said().empty());
    copy.table.constraints[0].parent = 0;
    copy.table.constraints[0].inherited = true;
    CHECK(copy.said().empty());
    copy.table.constraints[0].inherited = false;
    copy.table.columns[0].inherited = true;
    CHECK(copy.said().empty());
    CHECK(!foreign_key_column_name.judges_partitions);
}

TEST_CASE("foreign_key_column_name: of two keys on a column one names it") {
    Orders orders("customer_nr");
    CHECK(!orders.said().empty());
    orders.refer(1, "nr", "customers");
    CHECK(orders.said().empty());
}

TEST_CASE("foreign_key_column_name: parameters") {
    CHECK(!Orders("author_id").said(R"({"role_names": false})").empty());
    CHECK(!Orders("author_user_id").said(R"({"role_names": false})").empty());
    CHECK(Orders("user_id").said(R"({"role_names": false})").empty());
    CHECK(Orders("id_user").said(R"({"template": "id_{ref_table_singular}"})").empty());
    CHECK(Orders("author").said(R"({"template": ""})").empty());
}

TEST_CASE("foreign_key_column_name: fixes rename, or ask for the role") {
    Orders orders("Author");
    const Judged judged(foreign_key_column_name, orders.schema.catalog(), orders.table);
    CHECK(judged.fix() == "ALTER TABLE public.orders RENAME COLUMN \"Author\" TO user_id");
    CHECK(judged.undo() == "ALTER TABLE public.orders RENAME COLUMN user_id TO \"Author\"");
    orders.refer(2, "id");
    const Judged both(foreign_key_column_name, orders.schema.catalog(), orders.table);
    REQUIRE(both.count() == 2);
    CHECK(both.fix(0) == "?ALTER TABLE public.orders RENAME COLUMN \"Author\" TO <name>");
    CHECK(both.fix(1) == "?ALTER TABLE public.orders RENAME COLUMN other TO <name>");
    CHECK(!both.mended().printable());
    Orders taken("author");
    taken.table.columns[1].name = "user_id";
    CHECK(Judged(foreign_key_column_name, taken.schema.catalog(), taken.table).fix() ==
          "?ALTER TABLE public.orders RENAME COLUMN author TO <name>");
    // The columns of a typed table are its type's.
    taken.table.relation.of_type = 4711;
    CHECK(Judged(foreign_key_column_name, taken.schema.catalog(), taken.table).fix().empty());
}

TEST_CASE("foreign_key_column_name: the draft") {
    Orders orders("author");
    CHECK(Judged(foreign_key_column_name, orders.schema.catalog(), orders.table).mended().columns[0].name == "user_id");
    // To the table itself, by the names of the draft.
    Orders self("parent", "other", "orders");
    static constexpr AttributeNumber second[] = {2};
    self.table.constraints[0].referenced = self.table.relation.oid;
    self.table.constraints[0].referenced_columns = second;
    CHECK(Judged(foreign_key_column_name, self.schema.catalog(), self.table).mended().columns[0].name == "order_other");
}

}  // namespace
}  // namespace conventions::core
