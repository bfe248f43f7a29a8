// Rule timestamptz.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule timestamptz;

namespace {

using test::Judged;
using test::Schema;
using test::Table;
using test::timestamp_type;

/// A column below domains and arrays: `outer` is its own type.
Column& column_over(Table& table, Text name, const Type& outer, bool is_array, std::int32_t modifier = -1) {
    Column& column = table.column(name, outer);
    column.scalar = &timestamp_type;
    column.is_array = is_array;
    column.modifier = modifier;
    return column;
}

TEST_CASE("timestamptz: plain columns") {
    Schema schema;
    Table& table = schema.table("events");
    table.column("id");
    table.column("happened_at", timestamp_type);
    table.column("seen_at", test::timestamptz_type);
    table.column("day", test::date_type);
    table.column("at", test::time_type);
    table.column("from_parent", timestamp_type).inherited = true;
    const Judged judged(timestamptz, schema.catalog(), table);
    CHECK(judged.said() == "happened_at: is timestamp without time zone");
    CHECK(!judged[0].detail.empty());
}

TEST_CASE("timestamptz: another schema's type of that name is another type") {
    Schema schema;
    Table& table = schema.table("events");
    const Type& own = schema.type("timestamp", TypeKind::composite);
    table.column("happened_at", own);
    CHECK(Judged(timestamptz, schema.catalog(), table).quiet());
}

TEST_CASE("timestamptz: tables only") {
    for (const RelationKind kind :
         {RelationKind::view, RelationKind::materialized_view, RelationKind::composite_type}) {
        Schema schema;
        Table& table = schema.table("events", kind);
        table.column("happened_at", timestamp_type);
        CHECK(Judged(timestamptz, schema.catalog(), table).quiet());
    }
    for (const RelationKind kind : {RelationKind::partitioned_table, RelationKind::foreign_table}) {
        Schema schema;
        Table& table = schema.table("events", kind);
        table.column("happened_at", timestamp_type);
        CHECK(!Judged(timestamptz, schema.catalog(), table).quiet());
    }
}

TEST_CASE("timestamptz: below domains and arrays") {
    Schema schema;
    Table& table = schema.table("events");
    const Type& array = schema.array_of(timestamp_type);
    const Type& moment = schema.domain("moment", timestamp_type, 3);
    const Type& moments = schema.array_of(moment);
    const Type& calendar = schema.domain("calendar", moments);
    column_over(table, "a", array, true, 0);
    column_over(table, "b", moment, false);
    column_over(table, "c", calendar, true);
    column_over(table, "d", schema.array_of(calendar), true);
    const Judged judged(timestamptz, schema.catalog(), table);
    CHECK(
        judged.said() ==
        "a: is an array of timestamp without time zone|b: is timestamp without time zone, by domain \"public.moment\"|"
        "c: is an array of timestamp without time zone, by domain \"public.calendar\"|"
        "d: is an array of timestamp without time zone, by domain \"public.calendar\"");
    CHECK(judged.fix(0) ==
          "?SET TimeZone = '<zone>'; ALTER TABLE public.events ALTER COLUMN a TYPE timestamptz(0)[] USING "
          "a::timestamptz[]; RESET TimeZone");
    CHECK(judged.fix(1) ==
          "?ALTER TABLE public.events ALTER COLUMN b TYPE timestamptz(3) USING b AT TIME ZONE '<zone>'");
}

TEST_CASE("timestamptz: tolerated precisions, whichever way they are written") {
    Schema schema;
    Table& table = schema.table("events");
    const Type& moment = schema.domain("moment", timestamp_type, 3);
    table.column("a", timestamp_type).modifier = 3;
    table.column("b", timestamp_type).modifier = 6;
    table.column("c", timestamp_type);
    column_over(table, "d", moment, false);
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(timestamptz, catalog, table).count() == 4);
    for (const Text tolerated : {"timestamp(3)", "TIMESTAMP (3)", "timestamp(3) without time zone"}) {
        CAPTURE(tolerated);
        const std::string parameters = Findings::text(R"({"tolerate": [")", tolerated, R"("]})");
        const Judged judged(timestamptz, catalog, table, parameters);
        REQUIRE(judged.count() == 2);
        CHECK(judged[0].object.at == 1);
        CHECK(judged[1].object.at == 2);
    }
    CHECK(Judged(timestamptz, catalog, table, R"json({"tolerate": ["timestamp", "timestamp(6)"]})json").count() == 2);
}

TEST_CASE("timestamptz: the fix asks for the zone") {
    Schema schema;
    Table& table = schema.table("Events");
    table.column("Happened at", timestamp_type).modifier = 0;
    CHECK(
        Judged(timestamptz, schema.catalog(), table).fix() ==
        "?ALTER TABLE public.\"Events\" ALTER COLUMN \"Happened at\" TYPE timestamptz(0) USING \"Happened at\" AT TIME "
        "ZONE '<zone>'");
    Table& remote = schema.table("remote", RelationKind::foreign_table);
    remote.column("at", timestamp_type);
    CHECK(Judged(timestamptz, schema.catalog(), remote).fix() ==
          "ALTER FOREIGN TABLE public.remote ALTER COLUMN at TYPE timestamptz");
}

TEST_CASE("timestamptz: the default was meant in some zone too") {
    Schema schema;
    Table& table = schema.table("events");
    table.column("at", timestamp_type).has_default = true;
    column_over(table, "ats", schema.array_of(timestamp_type), true).has_default = true;
    const Judged judged(timestamptz, schema.catalog(), table);
    CHECK(judged.fix(0) ==
          "?ALTER TABLE public.events ALTER COLUMN at DROP DEFAULT, ALTER COLUMN at TYPE timestamptz USING at AT TIME "
          "ZONE '<zone>', ALTER COLUMN at SET DEFAULT <default>");
    CHECK(judged.fix(1) ==
          "?SET TimeZone = '<zone>'; ?ALTER TABLE public.events ALTER COLUMN ats DROP DEFAULT, ALTER COLUMN ats TYPE "
          "timestamptz[] USING ats::timestamptz[], ALTER COLUMN ats SET DEFAULT <default>; RESET TimeZone");
}

TEST_CASE("timestamptz: digits that timestamp_precision wants go in passing") {
    Schema schema;
    Table& table = schema.table("events");
    table.column("a", timestamp_type).modifier = 3;
    table.column("b", timestamp_type).modifier = 6;
    const Catalog& catalog = schema.catalog();
    const auto types = [&](Text severity, Text parameters) {
        const SettingRow rows[] = {
            {.rule = "timestamp_precision", .severity = severity, .parameters = parameters},
            {.rule = "timestamptz", .severity = "error"},
        };
        const Policy policy({.profile = "strict", .settings = rows});
        const Situation situation;
        const Input in{{catalog, policy.settings(timestamptz), situation, nullptr, &policy}, catalog.relations[0]};
        Findings found;
        timestamptz.check(in, found);
        std::string text;
        for (const Finding& each : found.all()) {
            Draft draft(*catalog.server, in.relation);
            timestamptz.mend(in, each, draft);
            text += draft.columns[each.object.at].type + " ";
            Sql sql(*catalog.server);
            timestamptz.fix(in, each, sql);
            CHECK(sql.statements()[0].text.find(draft.columns[each.object.at].type + " USING") != std::string::npos);
        }
        return text;
    };
    CHECK(types("warn", {}) == "timestamptz timestamptz(6) ");
    CHECK(types("off", {}) == "timestamptz(3) timestamptz(6) ");
    CHECK(types("warn", R"json({"accept": ["timestamptz(3)"]})json") == "timestamptz(3) timestamptz(6) ");
}

TEST_CASE("timestamptz: no fix where it would be refused, or lose what a domain says") {
    Schema schema;
    Table& table = schema.table("events");
    table.column("at", timestamp_type);
    const auto fix = [&] { return Judged(timestamptz, schema.catalog(), table).fix(); };
    CHECK(!fix().empty());
    table.relation.of_type = 4711;
    CHECK(fix().empty());
    table.relation.of_type = 0;
    table.columns[0].generated = Generated::stored;
    CHECK(fix().empty());
    table.columns.clear();
    Type& moment = schema.domain("moment", timestamp_type);
    column_over(table, "at", moment, false);
    CHECK(!fix().empty());
    moment.domain_has_check = true;
    CHECK(fix().empty());
    CHECK(!Judged(timestamptz, schema.catalog(), table).mended().printable());
    moment.domain_has_check = false;
    moment.domain_not_null = true;
    CHECK(fix().empty());
}

TEST_CASE("timestamptz: a new table is told nothing of old rows; its draft changes type and clock") {
    Schema schema;
    Table& table = schema.table("events");
    table.relation.origin = Origin::this_command;
    table.column("a", timestamp_type).default_text = "(now() AT TIME ZONE 'utc'::text)";
    table.column("b", timestamp_type).default_text = "(now() + '1 day'::interval)";
    column_over(table, "c", schema.array_of(timestamp_type), true, 3);
    const Judged judged(timestamptz, schema.catalog(), table);
    CHECK(judged[0].detail.empty());
    const Draft draft = judged.mended();
    CHECK(draft.columns[0].type == "timestamptz");
    CHECK(draft.columns[0].default_text == "now()");
    CHECK(draft.columns[1].default_text == "(now() + '1 day'::interval)");
    CHECK(draft.columns[2].type == "timestamptz(3)[]");
}

}  // namespace
}  // namespace conventions::core
