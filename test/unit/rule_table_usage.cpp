// Rules that rest on what the server has counted: no_index, missing_index_candidate, over_indexed_table,
// index_column_order, unused_table.

#include <doctest/doctest.h>

#include "counted_facts.hpp"

namespace conventions::core {

extern const Rule index_column_order;
extern const Rule missing_index_candidate;
extern const Rule no_index;
extern const Rule over_indexed_table;
extern const Rule unused_table;

namespace {

using test::Counted;
using test::day;
using test::Judged;
using test::orders;
using test::read;
using test::Table;
using test::today;

TEST_CASE("no_index") {
    Counted schema;
    Table& table = orders(schema);
    table.relation.tuples = 10'001;
    CHECK(Judged(no_index, schema.after(0), table).said() == "has about 10001 rows and no index");
    CHECK(Judged(no_index, schema.after(0), table, R"({"min_rows": 10001})").quiet());
    table.index("i", {1});
    CHECK(Judged(no_index, schema.after(0), table).quiet());
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    schema.partition_of(root, "one").relation.tuples = 6000;
    Table& two = schema.partition_of(root, "two");
    two.relation.tuples = 6000;
    CHECK(Judged(no_index, schema.after(0), root).said() == "has about 12000 rows and no index");
    two.relation.tuples = -1;
    CHECK(Judged(no_index, schema.after(0), root).quiet());
    two.relation.tuples = 6000;
    two.index("i", {1});
    CHECK(Judged(no_index, schema.after(0), root).quiet());
}

TEST_CASE("missing_index_candidate") {
    Counted schema;
    Table& table = orders(schema);
    const auto judged = [&](Usage usage, std::int64_t by_index, Text parameters = {}) {
        table.relation.usage = &schema.use(usage);
        table.indexes.clear();
        read(schema, table.index("i", {1}), by_index);
        return Judged(missing_index_candidate, schema.after(3), table, parameters).count();
    };
    const Usage often = {.scans = 100, .rows_read = 1'000'000};
    CHECK(judged(often, 99) == 1);
    CHECK(judged(often, 100) == 0);
    CHECK(judged({.scans = 99, .rows_read = 1'000'000}, 0) == 0);
    CHECK(judged({.scans = 100, .rows_read = 999'999}, 0) == 0);
    CHECK(judged({.scans = 100, .rows_read = 999'999}, 0, R"({"min_rows": 9999})") == 1);
    table.relation.usage = &schema.use(often);
    CHECK(Judged(missing_index_candidate, schema.after(3), table)[0].detail.starts_with(
        "100 scans of the whole table read 10000 rows each, beside 0 by index. Counted since 2026-10-28 (3 days), on "
        "this server alone. Which columns"));
    table.relation.usage = nullptr;
    CHECK(Judged(missing_index_candidate, schema.after(3), table).quiet());
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    schema.partition_of(root, "one").relation.usage = &schema.use({.scans = 60, .rows_read = 900'000});
    schema.partition_of(root, "two").relation.usage = &schema.use({.scans = 60, .rows_read = 900'000});
    CHECK(Judged(missing_index_candidate, schema.after(3), root).count() == 1);
}

TEST_CASE("over_indexed_table") {
    Counted schema;
    Table& table = orders(schema);
    for (const Text name : {"i", "j", "k"}) read(schema, table.index(name, {1}), 10);
    const auto judged = [&](Text parameters, Moment moment = Moment::report) {
        const Judged found(over_indexed_table, schema.after(1), table, parameters, {.moment = moment});
        return found.said();
    };
    CHECK(judged(R"({"max_indexes": 3})").empty());
    CHECK(judged(R"({"max_indexes": 2})") == "has 3 indexes");
    table.relation.usage = &schema.use({.inserted = 20'000, .updated = 20'000, .hot_updated = 9'990});
    constexpr Text written = "is written into its indexes far more often than read by them";
    CHECK(judged({}) == written);
    CHECK(judged(R"({"max_indexes": 2})", Moment::after) == "has 3 indexes");
    CHECK(Judged(over_indexed_table, schema.after(1), table)[0].detail ==
          "30010 rows were written, 1000 for each scan by index. Counted since 2026-10-30 (1 day), on this server "
          "alone.");
    CHECK(judged(R"({"max_writes_per_scan": 1001})").empty());
    // Too few scans tell nothing; and who has no choice is not blamed.
    for (Index& index : table.indexes) read(schema, index, 3);
    CHECK(judged({}).empty());
    for (Index& index : table.indexes) read(schema, index, 4).unique = true;
    CHECK(judged({}).empty());
    table.indexes[0].unique = false;
    CHECK(judged({}) == written);
}

TEST_CASE("index_column_order: a moment before what is looked for by one value") {
    Counted schema;
    Table& table = orders(schema);
    table.relation.tuples = 10'000;
    table.column("at", test::timestamptz_type);
    table.column("day", test::date_type);
    table.index("at_flag", {5, 4});
    table.index("at_a", {5, 1});
    table.index("day_flag", {6, 4});
    table.index("flag_at", {4, 5});
    constexpr Text found = "at_flag: has the moment \"at\" before \"flag\", of which queries look for one value";
    CHECK(Judged(index_column_order, schema.after(1), table).said() == found);
    CHECK(Judged(index_column_order, schema.after(1), table, R"({"min_rows": 10001})").quiet());
    table.foreign_key("fk", {1});
    CHECK(Judged(index_column_order, schema.after(1), table).count() == 2);
    for (Index& each : table.indexes) each.access_method = "gist";
    CHECK(Judged(index_column_order, schema.after(1), table).quiet());
}

TEST_CASE("index_column_order: few values first") {
    const auto said_with = [](float first, float second, std::int64_t scans, const Type& type, bool is_key) {
        Counted schema;
        Table& table = orders(schema);
        table.relation.tuples = 10'000;
        table.column("last", type);
        table.columns[0].distribution = &schema.spread({.distinct = first});
        table.columns[4].distribution = &schema.spread({.distinct = second});
        if (is_key) table.foreign_key("fk", {1});
        read(schema, table.index("i", {1, 5}), scans);
        return Judged(index_column_order, schema.after(1), table).said();
    };
    constexpr Text found = "i: begins with \"a\", which has far fewer values than \"last\"";
    CHECK(said_with(5, 500, 0, test::bigint_type, false) == found);
    CHECK(said_with(5, -1, 0, test::bigint_type, false) == found);
    CHECK(said_with(5, 499, 0, test::bigint_type, false).empty());
    CHECK(said_with(1, 500, 0, test::bigint_type, false).empty());
    CHECK(said_with(0, 500, 0, test::bigint_type, false).empty());
    CHECK(said_with(5, 500, 1, test::bigint_type, false).empty());
    CHECK(said_with(5, 500, 0, test::date_type, false).empty());
    CHECK(said_with(5, 500, 0, test::bigint_type, true).empty());
}

TEST_CASE("unused_table") {
    Counted schema;
    Table& table = orders(schema);
    read(schema, table.index("i", {1}), 0);
    const Judged judged(unused_table, schema.after(30), table);
    CHECK(judged.said() == "has not been read since the server began to count");
    CHECK(judged[0].detail ==
          "0 scans since 2026-10-01 (30 days) on this server; a standby may read it. Nor was a row of it written. When "
          "a table was made the server does not keep: it may be a new one.");
    CHECK(Judged(unused_table, schema.after(29), table).quiet());
    table.relation.usage = &schema.use({.deleted = 1});
    CHECK(Judged(unused_table, schema.after(30), table)[0].detail.find("Rows of it were written.") !=
          std::string::npos);
    read(schema, table.indexes[0], 1);
    CHECK(Judged(unused_table, schema.after(30), table).quiet());
    read(schema, table.indexes[0], 1, today - 35 * day);
    CHECK(Judged(unused_table, schema.after(90), table).said() == "has not been read for long");
    table.relation.usage = &schema.use({.scans = 1, .last_scan = today - day});
    CHECK(Judged(unused_table, schema.after(90), table).quiet());
    table.relation.usage = nullptr;
    CHECK(Judged(unused_table, schema.after(90), table).quiet());
}

}  // namespace
}  // namespace conventions::core
