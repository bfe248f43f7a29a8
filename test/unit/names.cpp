// Names for messages and for SQL. What the server prints was read from PostgreSQL 15.

#include "core/output/names.hpp"

#include <doctest/doctest.h>

#include "core/pattern.hpp"
#include "table_facts.hpp"

namespace conventions::core {
namespace {

using test::server;
using test::TableFacts;

std::string repeated(Text piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text.append(piece);
    return text;
}

TEST_CASE("identifiers are quoted as quote_ident() does") {
    const std::pair<Text, Text> expected[] = {
        {"", "\"\""},
        {"a", "a"},
        {"A", "\"A\""},
        {"a b", "\"a b\""},
        {"1a", "\"1a\""},
        {"_a", "_a"},
        {"a1_", "a1_"},
        {"a$", "\"a$\""},
        {"zähler", "\"zähler\""},
        {"select", "\"select\""},
        {"user", "\"user\""},
        {"value", "value"},
        {"name", "name"},
        {"between", "\"between\""},
        {"int", "\"int\""},
        {"left", "\"left\""},
        {"abort", "abort"},
        {"a\"b", "\"a\"\"b\""},
        {"authorization", "\"authorization\""},
    };
    for (const auto& each : expected) {
        CAPTURE(each.first);
        CHECK(ident(server, each.first) == each.second);
    }
    CHECK(ident(server, "S 1", "order") == "\"S 1\".\"order\"");
    TableFacts facts("Orders");
    CHECK(ident(server, facts.table()) == "public.\"Orders\"");
}

TEST_CASE("keywords are found by their exact spelling") {
    for (const Keyword& each : test::keywords) CHECK(find_keyword(server, each.word) == &each);
    CHECK(find_keyword(server, "selec") == nullptr);
    CHECK(find_keyword(server, "selects") == nullptr);
    CHECK(find_keyword(server, "Select") == nullptr);
    CHECK(find_keyword(server, "") == nullptr);
    CHECK(find_keyword(server, "zzz") == nullptr);
    CHECK(find_keyword(Server{}, "select") == nullptr);
}

TEST_CASE("find_keyword: by first letter and length the same words are found") {
    const std::span<const Keyword> words(test::keywords);
    std::vector<LetterOfKeywords> letters('z' - 'a' + 1);
    for (std::size_t i = 0; i < words.size(); ++i) {
        LetterOfKeywords& letter = letters[static_cast<std::size_t>(words[i].word[0] - 'a')];
        if (letter.lengths == 0) letter.begin = static_cast<std::uint16_t>(i);
        letter.end = static_cast<std::uint16_t>(i + 1);
        letter.lengths |= 1U << words[i].word.size();
    }
    const Server server{.keywords = words, .letters = letters};
    for (const Keyword& each : words) {
        CHECK(find_keyword(server, each.word) == &each);
        CHECK(find_keyword(server, std::string(each.word) + "s") == nullptr);
    }
    for (const Text other : {"", "Select", "zzz", "_select", "\xC3\xBC", "q"})
        CHECK(find_keyword(server, other) == nullptr);
    CHECK(find_keyword(server, std::string(63, 's')) == nullptr);
    CHECK(find_keyword(server, std::string(38, 's')) == nullptr);
}

TEST_CASE("literals") {
    CHECK(literal("") == "''");
    CHECK(literal("it's") == "'it''s'");
    CHECK(literal("a\\b'c") == "E'a\\\\b''c'");
    CHECK(literal("é\"") == "'é\"'");
}

TEST_CASE("words for kinds") {
    CHECK(word_of(RelationKind::table) == "table");
    CHECK(word_of(RelationKind::partitioned_table) == "partitioned table");
    CHECK(word_of(RelationKind::foreign_table) == "foreign table");
    CHECK(word_of(RelationKind::view) == "view");
    CHECK(word_of(RelationKind::materialized_view) == "materialized view");
    CHECK(word_of(RelationKind::sequence) == "sequence");
    CHECK(word_of(RelationKind::composite_type) == "composite type");
    CHECK(word_of(ConstraintKind::primary_key) == "primary key");
    CHECK(word_of(ConstraintKind::unique) == "unique constraint");
    CHECK(word_of(ConstraintKind::foreign_key) == "foreign key");
    CHECK(word_of(ConstraintKind::check) == "check constraint");
    CHECK(word_of(ConstraintKind::exclusion) == "exclusion constraint");
    CHECK(word_of(ConstraintKind::trigger) == "constraint trigger");
    CHECK(word_of(ConstraintKind::not_null) == "not-null constraint");
}

TEST_CASE("names in messages are quoted once, unquoted inside") {
    TableFacts facts("Order Lines", "Sales");
    CHECK(shown("a") == "\"a\"");
    CHECK(shown("public", "Orders") == "\"public.Orders\"");
    CHECK(shown("", "orders") == "\"orders\"");
    CHECK(shown(facts.table()) == "\"Sales.Order Lines\"");
}

TEST_CASE("lists of columns follow the given order") {
    TableFacts facts("t");
    facts.column("a", "integer");
    facts.column("Größe", "integer");
    facts.column("order", "integer");
    const Relation& table = facts.table();
    CHECK(column_list(table, facts.numbers({3, 1, 2})) == "order, a, Größe");
    CHECK(ident_list(server, table, facts.numbers({3, 1, 2})) == "\"order\", a, \"Größe\"");
    CHECK(column_list(table, facts.numbers({})) == "");
    // Expressions (0) and columns that are gone are left out.
    CHECK(column_list(table, facts.numbers({0, 1, 9})) == "a");
    CHECK(ident_list(server, table, facts.numbers({0, 1, 9})) == "a");
}

TEST_CASE("identities are those of pg_identify_object()") {
    TableFacts facts("Order \"x\"");
    facts.column("id", "integer");
    facts.column("Total", "integer");
    facts.column("zähler", "integer");
    facts.constraint(ConstraintKind::check, "Order \"x\"_Total_check", {2}, "CHECK ((\"Total\" > 0))");
    facts.index("IX");
    const Relation& table = facts.table();
    CHECK(identity_of(server, table) == "public.\"Order \"\"x\"\"\"");
    CHECK(identity_of(server, table, table.columns[0]) == "public.\"Order \"\"x\"\"\".id");
    CHECK(identity_of(server, table, table.columns[2]) == "public.\"Order \"\"x\"\"\".\"zähler\"");
    CHECK(identity_of(server, table, table.constraints[0]) ==
          "\"Order \"\"x\"\"_Total_check\" on public.\"Order \"\"x\"\"\"");
    CHECK(identity_of(server, table.indexes[0]) == "public.\"IX\"");
}

TEST_CASE("identities of types are those of pg_identify_object()") {
    struct Case {
        Text schema, name, shown;
        ObjectId element;
        Text identity;
    };
    const Case cases[] = {
        {"public", "mood", "public.mood", 0, "public.mood"},
        {"public", "My Mood", "public.\"My Mood\"", 0, "public.\"My Mood\""},
        {"public", "user", "public.\"user\"", 0, "public.\"user\""},
        {"S 1", "d", "\"S 1\".d", 0, "\"S 1\".d"},
        {"S 1", "_d", "\"S 1\".d[]", 7, "\"S 1\".d[]"},
        {"pg_catalog", "_bit", "bit[]", 7, "bit[]"},
        {"pg_catalog", "_char", "\"char\"[]", 7, "pg_catalog.\"char\"[]"},
        {"pg_catalog", "_int4", "integer[]", 7, "integer[]"},
        {"pg_catalog", "_text", "text[]", 7, "pg_catalog.text[]"},
        {"pg_catalog", "_timestamptz", "timestamp with time zone[]", 7, "timestamp with time zone[]"},
        {"pg_catalog", "any", "\"any\"", 0, "pg_catalog.\"any\""},
        {"pg_catalog", "bit", "bit", 0, "bit"},
        {"pg_catalog", "bool", "boolean", 0, "boolean"},
        {"pg_catalog", "bpchar", "character", 0, "character"},
        {"pg_catalog", "char", "\"char\"", 0, "pg_catalog.\"char\""},
        {"pg_catalog", "float4", "real", 0, "real"},
        {"pg_catalog", "int4range", "int4range", 0, "pg_catalog.int4range"},
        {"pg_catalog", "interval", "interval", 0, "interval"},
        {"pg_catalog", "jsonb", "jsonb", 0, "pg_catalog.jsonb"},
        // name has an element, but is no array.
        {"pg_catalog", "name", "name", 18, "pg_catalog.name"},
        {"pg_catalog", "numeric", "numeric", 0, "numeric"},
        {"pg_catalog", "text", "text", 0, "pg_catalog.text"},
        {"pg_catalog", "varchar", "character varying", 0, "character varying"},
    };
    for (const Case& each : cases) {
        CAPTURE(each.name);
        const Type type{.schema = each.schema, .name = each.name, .shown = each.shown, .element = each.element};
        CHECK(identity_of(server, type) == each.identity);
    }
}

TEST_CASE("snake case of any name is snake case") {
    const std::pair<Text, Text> expected[] = {
        {"orders", "orders"},
        {"order_items", "order_items"},
        {"OrderItems", "order_items"},
        {"orderItems", "order_items"},
        {"HTTPServer", "http_server"},
        {"HTTP", "http"},
        {"userID", "user_id"},
        {"userIDs", "user_ids"},
        {"URLsSeen", "urls_seen"},
        {"ParseURLs", "parse_urls"},
        {"IDsAndURLs", "ids_and_urls"},
        {"CamelCase Name", "camel_case_name"},
        {"Line2Item", "line2_item"},
        {"HTTP2Server", "http2_server"},
        {"address1", "address1"},
        {"A1B2", "a1_b2"},
        {"  Order--Lines!! ", "order_lines"},
        {"__order__", "order"},
        {"2fa", "n_2fa"},
        {"_2fa", "n_2fa"},
        {"", "unnamed"},
        {"!?_", "unnamed"},
        {"A", "a"},
        {"ALL_CAPS", "all_caps"},
        {"Is", "is"},
        {"ISs", "iss"},
    };
    for (const auto& each : expected) {
        CAPTURE(each.first);
        const std::string made = snake_case(each.first);
        CHECK(made == each.second);
        CHECK(is_snake_case(made));
        CHECK(snake_case(made) == made);
    }
    CHECK(snake_case("Größe") == "größe");
    CHECK(snake_case("KundenGröße") == "kunden_größe");
    CHECK(snake_case("日本 語") == "日本_語");
}

TEST_CASE("identifiers fit into 63 bytes") {
    const std::string just(63, 'a');
    CHECK(fit_identifier("orders") == "orders");
    CHECK(fit_identifier("") == "");
    CHECK(fit_identifier(just) == just);
    const std::string cut = fit_identifier(just + "a");
    CHECK(cut.size() == 63);
    CHECK(cut.substr(0, 55) == std::string(54, 'a') + "_");
    CHECK(cut.find_first_not_of("0123456789abcdef", 55) == std::string::npos);
    // Stable: it stands in the names of users' objects.
    CHECK(fit_identifier(std::string(64, 'x')) == std::string(54, 'x') + "_acf81244");
    CHECK(fit_identifier(just + "a") != fit_identifier(just + "b"));
    // Cut between characters: 53 bytes and the first half of an é.
    const std::string accented = std::string(53, 'a') + repeated("é", 10);
    CHECK(fit_identifier(accented).substr(0, 54) == std::string(53, 'a') + "_");
    CHECK(fit_identifier(accented).size() == 62);
    const std::string emoji = std::string(51, 'a') + repeated("😀", 5);
    CHECK(fit_identifier(emoji).substr(0, 52) == std::string(51, 'a') + "_");
    // No double underscore.
    const std::string snake = std::string(53, 'a') + "_bcdefghijkl";
    CHECK(is_snake_case(fit_identifier(snake)));
}

TEST_CASE("names that the server makes") {
    CHECK(server_made_name("orders", "", "pkey") == "orders_pkey");
    CHECK(server_made_name("orders", "total", "check") == "orders_total_check");
    CHECK(server_made_name("Orders", "a_b", "key") == "Orders_a_b_key");
    // Read from the server: CREATE TABLE with names of 60 and 40 bytes.
    const std::string table(60, 't');
    const std::string column(40, 'c');
    CHECK(server_made_name(table, column, "key") == std::string(29, 't') + "_" + std::string(29, 'c') + "_key");
    CHECK(server_made_name(table, "", "pkey") == std::string(58, 't') + "_pkey");
    CHECK(server_made_name(table, "id", "seq") == std::string(56, 't') + "_id_seq");
    CHECK(server_made_name(repeated("é", 31), "id", "seq") == repeated("é", 28) + "_id_seq");

    CHECK(looks_server_made("orders_pkey", "orders", "", "pkey"));
    CHECK(looks_server_made("orders_pkey1", "orders", "", "pkey"));
    CHECK(looks_server_made("orders_total_check12", "orders", "total", "check"));
    CHECK_FALSE(looks_server_made("orders_pkey0", "orders", "", "pkey"));
    CHECK_FALSE(looks_server_made("pk_orders", "orders", "", "pkey"));
    CHECK_FALSE(looks_server_made("orders_pkey_1", "orders", "", "pkey"));
    CHECK_FALSE(looks_server_made("", "orders", "", "pkey"));
    CHECK(looks_server_made(std::string(57, 't') + "_pkey1", table, "", "pkey"));

    CHECK(server_made_addition({"a", "b"}) == "a_b");
    CHECK(server_made_addition({}) == "");
    CHECK(server_made_addition({column, column, column}) == column + "_" + column);
}

}  // namespace
}  // namespace conventions::core
