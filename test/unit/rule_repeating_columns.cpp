// Rule repeating_columns.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule repeating_columns;

namespace {

using test::bigint_type;
using test::Judged;
using test::Schema;
using test::Table;
using test::text_type;

/// What is said of a table with these columns of texts.
std::string of_columns(std::initializer_list<Text> names, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("customers");
    for (const Text name : names) table.column(name, text_type);
    const Judged judged(repeating_columns, schema.catalog(), table, parameters);
    std::string text;
    for (std::size_t i = 0; i < judged.count(); ++i)
        text += Findings::text(i > 0 ? "|" : "", judged[i].part, ": ", judged[i].says, ". ", judged[i].detail);
    return text;
}

TEST_CASE("repeating_columns: a counter without a gap") {
    CHECK(of_columns({"phone3", "note", "phone1", "phone_2"}) ==
          "phone 1: repeats a column 3 times. They are \"phone1\", \"phone_2\", \"phone3\".");
    CHECK(of_columns({"phone1", "phone2"}).empty());
    CHECK(of_columns({"phone", "phone2", "phone3"}).empty());
    CHECK(of_columns({"phone1", "phone2", "phone4"}).empty());
    CHECK(of_columns({"phone1", "phone_1", "phone2"}).empty());
    CHECK(of_columns({"sha1", "sha256", "sha512"}).empty());
    CHECK(of_columns({"phone1", "mail2", "fax3"}).empty());
    CHECK(of_columns({"1", "2", "3"}).empty());
    CHECK(of_columns({"_1", "_2", "_3"}).empty());
    CHECK(of_columns({"a 1", "a-2", "a_3"}) == "a 1: repeats a column 3 times. They are \"a 1\", \"a-2\", \"a_3\".");
    CHECK(of_columns({"x20201", "x20202", "x20203"}).empty());
    CHECK(of_columns({"sales_2019", "sales_2020", "sales_2021"}) ==
          "sales 2019: repeats a column 3 times. They are \"sales_2019\", \"sales_2020\", \"sales_2021\".");
    // Two runs of one stem are two findings.
    CHECK(of_columns({"a1", "a2", "a3", "a7", "a8", "a9", "b1", "b2", "b3"}) ==
          "a 1: repeats a column 3 times. They are \"a1\", \"a2\", \"a3\".|"
          "a 7: repeats a column 3 times. They are \"a7\", \"a8\", \"a9\".|"
          "b 1: repeats a column 3 times. They are \"b1\", \"b2\", \"b3\".");
}

TEST_CASE("repeating_columns: parameters") {
    CHECK(of_columns({"phone1", "phone2"}, R"({"min": 2})") ==
          "phone 1: repeats a column 2 times. They are \"phone1\", \"phone2\".");
    CHECK(of_columns({"phone1", "phone2", "phone3"}, R"({"min": 4})").empty());
    CHECK(of_columns({"address_line1", "address_line2", "address_line3"}).empty());
    CHECK(of_columns({"shippingLine1", "shippingLine2", "shippingLine3"}).empty());
    CHECK_FALSE(of_columns({"outline1", "outline2", "outline3"}).empty());
    CHECK_FALSE(of_columns({"line1", "line2", "line3"}, R"({"exclude_names": []})").empty());
    CHECK(of_columns({"home_phone1", "home_phone2", "home_phone3"}, R"({"exclude_names": ["phone"]})").empty());
}

TEST_CASE("repeating_columns: one base type, and own columns") {
    Schema schema;
    Table& table = schema.table("customers");
    const Type& domain = schema.domain("phone", text_type);
    table.column("phone1", text_type);
    table.column("phone2", domain).base = &text_type;
    table.column("phone3", bigint_type);
    CHECK(Judged(repeating_columns, schema.catalog(), table).quiet());
    table.columns[2].base = &text_type;
    CHECK(Judged(repeating_columns, schema.catalog(), table).count() == 1);
    table.columns[0].inherited = true;
    CHECK(Judged(repeating_columns, schema.catalog(), table).quiet());
    CHECK(repeating_columns.heuristic);
}

}  // namespace
}  // namespace conventions::core
