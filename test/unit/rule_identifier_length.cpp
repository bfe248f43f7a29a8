// Rule identifier_length.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule identifier_length;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

const std::string name63(63, 'a');
const std::string name62(62, 'a');
constexpr Text cut = "has a name of 63 bytes, which the server may have cut";

std::string said_of(Text name, Text parameters = {}, RelationKind kind = RelationKind::table) {
    Schema schema;
    const Table& table = schema.table(name, kind);
    return Judged(identifier_length, schema.catalog(), table, parameters).said();
}

TEST_CASE("identifier_length: 63 bytes and no fewer, whatever the letters") {
    CHECK(said_of(name63) == cut);
    CHECK(said_of(name62).empty());
    CHECK(said_of(std::string(59, 'a') + "öß") == cut);
    CHECK(said_of(std::string(58, 'a') + "öß").empty());
    for (const RelationKind kind : {RelationKind::view, RelationKind::materialized_view, RelationKind::sequence,
                                    RelationKind::partitioned_table, RelationKind::foreign_table})
        CHECK(said_of(name63, {}, kind) == cut);
}

TEST_CASE("identifier_length: not what ends in a hash, or what the server made") {
    CHECK(said_of(std::string(54, 'a') + "_0123abcd").empty());
    CHECK(said_of(std::string(54, 'a') + "_0123abcx") == cut);
    CHECK(said_of(std::string(54, 'a') + "x0123abcd") == cut);
    // A cut takes the end: where the label of the server still stands, nothing was cut.
    CHECK(said_of(std::string(58, 'a') + "_pkey").empty());
    CHECK(said_of(std::string(58, 'a') + "_idx1").empty());
    CHECK(said_of(std::string(58, 'a') + "_pkex") == cut);
    Schema schema;
    Table& sequence = schema.table(name63, RelationKind::sequence);
    sequence.relation.sequence.owner_relation = 1;
    CHECK(Judged(identifier_length, schema.catalog(), sequence).quiet());
}

TEST_CASE("identifier_length: columns, constraints, indexes, types") {
    Schema schema;
    Table& table = schema.table("t");
    table.column(name63);
    table.column(name63).inherited = true;
    table.foreign_key(name63, {1});
    table.index(name63, {1});
    const Judged judged(identifier_length, schema.catalog(), table);
    REQUIRE(judged.count() == 3);
    const std::string column = "public.t RENAME COLUMN " + name63;
    CHECK(judged.fix(0) == "?ALTER TABLE " + column + " TO <name>");
    CHECK(judged.fix(1) == "?ALTER TABLE public.t RENAME CONSTRAINT " + name63 + " TO <name>");
    CHECK(judged.fix(2) == "?ALTER INDEX public." + name63 + " RENAME TO <name>");
    CHECK(judged[0].at_most == Severity::warn);
    table.relation.of_type = 4711;
    CHECK(Judged(identifier_length, schema.catalog(), table).fix(0).empty());
    table.relation.kind = RelationKind::view;
    CHECK(Judged(identifier_length, schema.catalog(), table).count() == 3);
    table.constraints[0].inherited = true;
    table.indexes[0].parent = 1;
    CHECK(Judged(identifier_length, schema.catalog(), table).count() == 1);
    table.constraints[0].inherited = false;
    table.constraints[0].parent = 1;
    table.indexes[0].parent = 0;
    table.indexes[0].constraint = 1;
    CHECK(Judged(identifier_length, schema.catalog(), table).count() == 1);

    // What the server made of two long names.
    Table& made = schema.table("orders_of_customers_who_have_not_paid");
    made.column("the_customer_who_has_not_paid_for_it");
    const std::string key =
        server_made_name("orders_of_customers_who_have_not_paid", "the_customer_who_has_not_paid_for_it", "fkey");
    const std::string index =
        server_made_name("orders_of_customers_who_have_not_paid", "the_customer_who_has_not_paid_for_it", "idx");
    REQUIRE(key.size() == 63);
    made.foreign_key(key, {1});
    made.index(index, {1});
    CHECK(Judged(identifier_length, schema.catalog(), made).quiet());

    const Type& mood = schema.type(name63, TypeKind::enumeration);
    const Judged type(identifier_length, schema.catalog(), mood);
    CHECK(type.fix() == "?ALTER TYPE public." + name63 + " RENAME TO <name>");
    const Type& domain = schema.domain(name63, test::text_type);
    CHECK(Judged(identifier_length, schema.catalog(), domain).fix().starts_with("?ALTER DOMAIN "));
}

TEST_CASE("identifier_length: a lower limit") {
    CHECK(said_of("abcdefghijk", R"({"max_bytes": 10})") == "has a name of 11 bytes, more than 10");
    CHECK(said_of("abcdefghij", R"({"max_bytes": 10})").empty());
    CHECK(said_of(std::string(54, 'a') + "_0123abcd", R"({"max_bytes": 10})") ==
          "has a name of 63 bytes, more than 10");
    Schema schema;
    Table& table = schema.table("orders");
    table.column("a");
    table.primary_key("orders_pkey", {1});
    CHECK(Judged(identifier_length, schema.catalog(), table, R"({"max_bytes": 10})").quiet());
}

TEST_CASE("identifier_length: relations are renamed by their own commands") {
    const std::pair<RelationKind, Text> commands[] = {{RelationKind::table, "TABLE"},
                                                      {RelationKind::view, "VIEW"},
                                                      {RelationKind::materialized_view, "MATERIALIZED VIEW"},
                                                      {RelationKind::foreign_table, "FOREIGN TABLE"},
                                                      {RelationKind::sequence, "SEQUENCE"}};
    for (const auto& [kind, word] : commands) {
        Schema schema;
        const Table& table = schema.table(name63, kind);
        CHECK(Judged(identifier_length, schema.catalog(), table).fix() ==
              "?ALTER " + std::string(word) + " public." + name63 + " RENAME TO <name>");
    }
}

}  // namespace
}  // namespace conventions::core
