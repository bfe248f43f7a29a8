// JSON values: read, changed, written.

#include "core/policy/json.hpp"

#include <doctest/doctest.h>

namespace conventions::core {
namespace {

std::string again(Text text) {
    const std::optional<Json> json = parse_json(text);
    return json.has_value() ? json_text(*json) : "nothing";
}

TEST_CASE("JSON comes out as it came in, without blanks") {
    for (const Text text :
         {"null", "true", "false", "0", "-12", "9223372036854775807", "18446744073709551615", "4.50", "1e3", "\"\"",
          "\"é\\\"\\\\\\n\"", "[]", "[1,[2,\"a\"],{}]", "{}", "{\"a\":{\"b\":[null]},\"c\":1}"}) {
        CAPTURE(text);
        CHECK(again(text) == text);
    }
    CHECK(again(" { \"b\" : 1 , \"a\" : [ ] } ") == "{\"a\":[],\"b\":1}");
    CHECK(again("{\"a\": 1, \"b\": 2, \"a\": [3]}") == "{\"a\":[3],\"b\":2}");
    CHECK(again("{\"a\": [1], \"a\": {\"b\": 2}}") == "{\"a\":{\"b\":2}}");
    CHECK(again("\"\\u00e9\"") == "\"é\"");
}

TEST_CASE("what is no JSON gives nothing") {
    for (const Text text : {"", " ", "{", "[", "[1", "{\"a\"}", "{\"a\":}", "{a:1}", "nonsense", "1 2", "{} {}", "'a'",
                            "\"\xff\"", "1e400", "[1,]"}) {
        CAPTURE(text);
        CHECK(again(text) == "nothing");
    }
    CHECK(again(std::string(10, '[') + std::string(10, ']')) == std::string(10, '[') + std::string(10, ']'));
    CHECK(again(std::string(11, '[') + std::string(11, ']')) == "nothing");
    CHECK(again(std::string(1000000, '[')) == "nothing");
}

TEST_CASE("members are found, made and removed") {
    Json json{.kind = Json::Kind::object};
    json.member("b").kind = Json::Kind::boolean;
    json.member("a").kind = Json::Kind::array;
    json.member("c") = {.kind = Json::Kind::number, .text = "7"};
    json.member("b").boolean = true;
    CHECK(json_text(json) == "{\"a\":[],\"b\":true,\"c\":7}");
    json.remove("b");
    json.remove("x");
    CHECK(json_text(json) == "{\"a\":[],\"c\":7}");
}

TEST_CASE("strings are escaped") {
    CHECK(json_string("a\"b\\c\n\x01") == "\"a\\\"b\\\\c\\n\\u0001\"");
    CHECK(json_string("größe 日本 😀") == "\"größe 日本 😀\"");
    CHECK(json_string("gr\xf6\xdf") == "\"gr\uFFFD\uFFFD\"");
}

}  // namespace
}  // namespace conventions::core
