// Rule nullable_boolean.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule nullable_boolean;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Type boolean_type = {.oid = 16, .schema = "pg_catalog", .name = "bool", .shown = "boolean", .category = 'B'};

std::string said_with(auto&& fill, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("users");
    fill(table.column("Aktiv", boolean_type));
    return Judged(nullable_boolean, schema.catalog(), table, parameters).said();
}

TEST_CASE("nullable_boolean: what fires and what does not") {
    constexpr Text said = "Aktiv: may be null, which is neither true nor false";
    CHECK(said_with([](Column&) {}) == said);
    CHECK(said_with([](Column& column) { column.has_default = true; }) == said);
    CHECK(said_with([](Column& column) { column.generated = Generated::stored; }) == said);
    CHECK(said_with([](Column& column) { column.not_null = true; }).empty());
    CHECK(said_with([](Column& column) { column.domain_not_null = true; }).empty());
    CHECK(said_with([](Column& column) { column.inherited = true; }).empty());
    CHECK(said_with([](Column& column) { column.base = &test::text_type; }).empty());
    Schema schema;
    Table& view = schema.table("v", RelationKind::view);
    view.column("active", boolean_type);
    CHECK(Judged(nullable_boolean, schema.catalog(), view).quiet());
    // By a domain, but not as the elements of an array.
    Table& table = schema.table("t");
    table.column("below", schema.domain("flag", boolean_type)).base = &boolean_type;
    table.column("many", schema.array_of(boolean_type)).scalar = &boolean_type;
    CHECK(Judged(nullable_boolean, schema.catalog(), table).said() ==
          "below: may be null, which is neither true nor false");
}

TEST_CASE("nullable_boolean: comment_is_reason") {
    constexpr Text no = R"({"comment_is_reason": false})";
    const auto commented = [](Column& column) { column.comment = "null: not asked yet"; };
    const auto blank = [](Column& column) { column.comment = " \n"; };
    CHECK(said_with(commented).empty());
    CHECK(!said_with(commented, no).empty());
    CHECK(!said_with(blank).empty());
}

TEST_CASE("nullable_boolean: a comment may come later, so it is asked for at commit") {
    const SettingRow off = {
        .rule = "nullable_boolean", .severity = {}, .parameters = R"({"comment_is_reason": false})"};
    const auto judged_at = [](const Policy& policy, Moment moment) {
        for (const Settings* each : policy.rules_at(moment))
            if (each->rule == &nullable_boolean) return true;
        return false;
    };
    const Policy usual({.profile = "strict"});
    CHECK(judged_at(usual, Moment::commit));
    CHECK(!judged_at(usual, Moment::after));
    CHECK(judged_at(usual, Moment::report));
    const Policy strict({.profile = "strict", .settings = {&off, 1}});
    CHECK(!judged_at(strict, Moment::commit));
    CHECK(judged_at(strict, Moment::after));
    CHECK(judged_at(strict, Moment::file));
}

TEST_CASE("nullable_boolean: fixes") {
    Schema schema;
    Table& table = schema.table("Users");
    table.column("Größe ok", boolean_type);
    CHECK(Judged(nullable_boolean, schema.catalog(), table).fix() ==
          "?ALTER TABLE public.\"Users\" ALTER COLUMN \"Größe ok\" SET DEFAULT <default>; UPDATE public.\"Users\" SET "
          "\"Größe ok\" = DEFAULT WHERE \"Größe ok\" IS NULL; ALTER TABLE public.\"Users\" ADD CONSTRAINT "
          "\"Größe ok_not_null\" CHECK (\"Größe ok\" IS NOT NULL) NOT VALID; ALTER TABLE public.\"Users\" VALIDATE "
          "CONSTRAINT \"Größe ok_not_null\"; ALTER TABLE public.\"Users\" ALTER COLUMN \"Größe ok\" SET NOT NULL; "
          "ALTER TABLE public.\"Users\" DROP CONSTRAINT \"Größe ok_not_null\"");
    table.columns[0].has_default = true;
    CHECK(Judged(nullable_boolean, schema.catalog(), table).fix().starts_with("UPDATE public.\"Users\" SET"));
    table.relation.origin = Origin::this_command;
    CHECK(Judged(nullable_boolean, schema.catalog(), table).fix() ==
          "ALTER TABLE public.\"Users\" ALTER COLUMN \"Größe ok\" SET NOT NULL");
    table.columns[0].generated = Generated::stored;
    CHECK(Judged(nullable_boolean, schema.catalog(), table).fix().empty());
}

TEST_CASE("nullable_boolean: drafts") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("active", boolean_type);
    CHECK(Judged(nullable_boolean, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.t (\n    active boolean NOT NULL\n);");
}

}  // namespace
}  // namespace conventions::core
