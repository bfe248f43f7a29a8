// Renaming of columns in SQL text as the server prints it.

#include "core/output/rename.hpp"

#include <doctest/doctest.h>

namespace conventions::core {
namespace {

const Renaming renamings[] = {{"a", "alpha"},        {"\"Total\"", "total"},  {"\"time\"", "time_value"},
                              {"zone", "zone_name"}, {"year", "year_number"}, {"é", "e"},
                              {"text", "body"}};

TEST_CASE("columns get their new names") {
    const std::pair<Text, Text> expected[] = {
        {"CHECK ((a > 0))", "CHECK ((alpha > 0))"},
        {"CHECK (((\"Total\" > 0) AND (a < \"Total\")))", "CHECK (((total > 0) AND (alpha < total)))"},
        {"PRIMARY KEY (a, b)", "PRIMARY KEY (alpha, b)"},
        {"EXCLUDE USING gist (a WITH =, during WITH &&)", "EXCLUDE USING gist (alpha WITH =, during WITH &&)"},
        {"ON DELETE SET NULL (a)", "ON DELETE SET NULL (alpha)"},
        {"((\"time\" + zone))", "((time_value + zone_name))"},
        {"(\"a\" > ab)", "(\"a\" > ab)"},
        {"a", "alpha"},
        {"", ""},
    };
    for (const auto& each : expected) {
        CAPTURE(each.first);
        CHECK(renamed(each.first, renamings) == each.second);
    }
}

TEST_CASE("what is no column keeps its name") {
    for (const Text sql : {"a(1)",
                           "(x).a",
                           "s.a",
                           "a.b",
                           "f(a => 1)",
                           "'a'",
                           "'it''s a'",
                           "E'\\'a'",
                           "\"x\"\"a\"",
                           "1a",
                           "x$a",
                           "_a",
                           "x::a",
                           "x::s.a",
                           "x::text",
                           "x COLLATE a",
                           "x COLLATE \"Total\"",
                           "(x)::timestamp(3) without time zone",
                           "x::time with time zone",
                           "EXTRACT(year FROM x)",
                           "x::interval year to month"}) {
        CAPTURE(sql);
        CHECK(renamed(sql, renamings) == sql);
    }
    CHECK(renamed("((text)::text = 'text'::text)", renamings) == "((body)::text = 'text'::text)");
    CHECK(renamed("(x)::timestamp without time zone, zone", renamings) ==
          "(x)::timestamp without time zone, zone_name");
    CHECK(renamed("x::time OR zone", renamings) == "x::time OR zone_name");
    CHECK(renamed("EXTRACT(year FROM year)", renamings) == "EXTRACT(year FROM year_number)");
    CHECK(renamed("'open a", renamings) == "'open a");
    CHECK(renamed("\"open a", renamings) == "\"open a");
}

TEST_CASE("two columns can swap their names") {
    const Renaming swapped[] = {{"a", "b"}, {"b", "a"}};
    CHECK(renamed("CHECK ((a < b))", swapped) == "CHECK ((b < a))");
    CHECK(renamed("CHECK ((a < b))", {}) == "CHECK ((a < b))");
}

}  // namespace
}  // namespace conventions::core
