// Rules at indexes that rest on what the server has counted and sampled: unused_index, small_table_index,
// low_cardinality_index, index_nullable_first.

#include <doctest/doctest.h>

#include "core/rules/usage_sums.hpp"
#include "counted_facts.hpp"

namespace conventions::core {

extern const Rule index_nullable_first;
extern const Rule low_cardinality_index;
extern const Rule small_table_index;
extern const Rule unused_index;

namespace {

using test::Counted;
using test::day;
using test::Judged;
using test::orders;
using test::read;
using test::Table;
using test::today;

TEST_CASE("what is counted: dates, days and sums") {
    CHECK(date_of(0) == "2000-01-01");
    CHECK(date_of(-1) == "1999-12-31");
    CHECK(date_of(today) == "2026-10-31");
    CHECK(date_of(59 * day) == "2000-02-29");
    CHECK(date_of(60 * day) == "2000-03-01");
    CHECK(date_of(36'583 * day) == "2100-02-28");
    CHECK(date_of(36'584 * day) == "2100-03-01");
    CHECK(days_between(day, 3 * day - 1) == 1);
    CHECK(days_between(2 * day, day) == 0);
    Counted schema;
    CHECK(since_text(schema.after(1), "0 scans", today - day, "use") ==
          "0 scans since 2026-10-30 (1 day) on this server; a standby may use it.");
    CHECK(since_text(schema.after(2, true), "0 scans", today - 2 * day, "use") ==
          "0 scans since 2026-10-29 (2 days) on this server, a standby; the primary may use it.");
    CHECK(counted_text(schema.after(2)) == "Counted since 2026-10-29 (2 days), on this server alone.");
    CHECK(counted_text(schema.after(2, true)) == "Counted since 2026-10-29 (2 days), on this server alone, a standby.");
}

TEST_CASE("unused_index: not read for long enough, and large enough") {
    Counted schema;
    Table& table = orders(schema);
    read(schema, table.index("i", {1}), 0);
    const Judged judged(unused_index, schema.after(30), table);
    CHECK(judged.said() == "i: has not been read since the server began to count");
    CHECK(judged[0].detail ==
          "0 scans since 2026-10-01 (30 days) on this server; a standby may use it. When an index was made the server "
          "does not keep: a new one may only wait for its first query.");
    CHECK(judged[0].undo_index == table.indexes[0].oid);
    CHECK(judged.fix() == "!DROP INDEX CONCURRENTLY public.i");
    CHECK(Judged(unused_index, schema.after(29), table).quiet());
    CHECK(Judged(unused_index, schema.after(29), table, R"({"min_days": 29})").count() == 1);
    CHECK(Judged(unused_index, schema.after(30), table, R"({"min_pages": 201})").quiet());
    table.indexes[0].blocks = 127;
    CHECK(Judged(unused_index, schema.after(30), table).quiet());
    table.indexes[0].blocks = 128;
    CHECK(Judged(unused_index, schema.after(30), table).count() == 1);
    table.indexes[0].usage = nullptr;
    CHECK(Judged(unused_index, schema.after(30), table).quiet());
}

TEST_CASE("unused_index: from 16 on the last scan tells, where days are asked for") {
    Counted schema;
    Table& table = orders(schema);
    read(schema, table.index("i", {1}), 5, today - 40 * day);
    const Judged judged(unused_index, schema.after(90), table);
    CHECK(judged.said() == "i: has not been read for long");
    CHECK(judged[0].detail.starts_with("No scan since 2026-09-21 (40 days) on this server;"));
    CHECK(Judged(unused_index, schema.after(90), table, R"({"min_days": 41})").quiet());
    CHECK(Judged(unused_index, schema.after(90), table, R"({"min_days": 0})").quiet());
    read(schema, table.indexes[0], 5);
    CHECK(Judged(unused_index, schema.after(90), table).quiet());
}

TEST_CASE("unused_index: what is there for more than queries stays") {
    const auto said_with = [](auto&& change) {
        Counted schema;
        Table& table = orders(schema);
        change(read(schema, table.index("i", {1}), 0));
        return Judged(unused_index, schema.after(30), table).said();
    };
    CHECK_FALSE(said_with([](Index&) {}).empty());
    CHECK(said_with([](Index& index) { index.unique = true; }).empty());
    CHECK(said_with([](Index& index) { index.exclusion = true; }).empty());
    CHECK(said_with([](Index& index) { index.constraint = 7; }).empty());
    CHECK(said_with([](Index& index) { index.replica_identity = true; }).empty());
    CHECK(said_with([](Index& index) { index.clustered = true; }).empty());
    CHECK(said_with([](Index& index) { index.parent = 7; }).empty());
    CHECK(said_with([](Index& index) { index.valid = false; }).empty());
    CHECK(said_with([](Index& index) { index.ready = false; }).empty());
    CHECK(said_with([](Index& index) { index.live = false; }).empty());
}

TEST_CASE("unused_index: a foreign key keeps the index that alone serves it") {
    Counted schema;
    Table& table = orders(schema);
    table.foreign_key("fk", {1});
    read(schema, table.index("i", {1}), 0);
    CHECK(Judged(unused_index, schema.after(30), table).quiet());
    // Two that may go: both stay, or none would be left.
    read(schema, table.index("j", {1, 2}), 0);
    CHECK(Judged(unused_index, schema.after(30), table).quiet());
    read(schema, table.indexes[1], 3);
    CHECK(Judged(unused_index, schema.after(30), table).said() ==
          "i: has not been read since the server began to count");
    table.indexes[1].predicate = 5;
    CHECK(Judged(unused_index, schema.after(30), table).quiet());
}

TEST_CASE("unused_index: an expression is named, partitions count together") {
    Counted schema;
    Table& table = orders(schema);
    read(schema, table.index("lower", {0}), 0);
    CHECK(Judged(unused_index, schema.after(30), table)[0].detail.ends_with(
        "ANALYZE samples its expression: with the index go statistics that plans may rest on."));
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(root, "leaf");
    Table& other = schema.partition_of(root, "other");
    root.index("r", {1}).partitioned = true;
    read(schema, leaf.index("l", {1}), 0).parent = root.indexes[0].oid;
    read(schema, other.index("o", {1}), 0).parent = root.indexes[0].oid;
    const Judged judged(unused_index, schema.after(30), root, R"({"min_pages": 400})");
    CHECK(judged.said() == "r: has not been read since the server began to count");
    CHECK(judged.fix() == "DROP INDEX public.r");
    CHECK(Judged(unused_index, schema.after(30), root, R"({"min_pages": 401})").quiet());
    CHECK(Judged(unused_index, schema.after(30), leaf).quiet());
    CHECK(unused_index.judges_partitions);
    other.indexes[0].usage = &schema.use({.scans = 1});
    CHECK(Judged(unused_index, schema.after(30), root).quiet());
}

TEST_CASE("small_table_index") {
    Counted schema;
    Table& table = orders(schema);
    table.relation.tuples = 200;
    table.relation.blocks = 7;
    table.index("i", {1});
    const auto judged = [&](Text parameters = {}, std::int64_t days = 1) {
        return Judged(small_table_index, schema.after(days), table, parameters).said();
    };
    constexpr Text found = "i: is on a table so small that reading all of it costs no more";
    CHECK(judged() == found);
    CHECK(Judged(small_table_index, schema.after(1), table)[0].detail ==
          "The table has about 200 rows. Counted since 2026-10-30 (1 day), on this server alone.");
    CHECK(Judged(small_table_index, schema.after(1), table).fix() == "!DROP INDEX CONCURRENTLY public.i");
    CHECK(judged({}, 0).empty());
    CHECK(judged(R"({"min_days": 0})", 0) == found);
    CHECK(judged(R"({"max_rows": 200})").empty());
    CHECK(judged(R"({"max_rows": 201})") == found);
    table.relation.blocks = 8;
    CHECK(judged().empty());
    table.relation.blocks = -1;
    CHECK(judged().empty());
    table.relation.blocks = 1;
    table.relation.tuples = 0;
    CHECK(judged().empty());
    table.relation.tuples = -1;
    CHECK(judged().empty());
    table.relation.tuples = 1;
    CHECK(Judged(small_table_index, schema.after(1), table)[0].detail.starts_with("The table has about 1 row."));
    table.indexes[0].unique = true;
    CHECK(judged().empty());
    table.indexes[0].unique = false;
    table.foreign_key("fk", {1});
    table.index("also", {1, 2});
    CHECK(judged().empty());
}

/// The rule over an index on the column, with this sample of 1000 rows.
std::string few_values(AttributeNumber column, Distribution known, float nulls = 0, Text parameters = {}) {
    Counted schema;
    Table& table = orders(schema);
    table.relation.tuples = 1000;
    Column& sampled = table.columns[static_cast<std::size_t>(column - 1)];
    sampled.distribution = &schema.spread(known);
    sampled.null_fraction = nulls;
    table.index("i", {column});
    const Judged judged(low_cardinality_index, schema.after(1), table, parameters);
    if (judged.quiet()) return {};
    CHECK((judged[0].undo_index != 0) == judged.fix().starts_with("!DROP"));
    return judged.fix();
}

TEST_CASE("low_cardinality_index: few values, none of them rare") {
    const Distribution four = {
        .distinct = 4, .common = 4, .common_share = 0.9F, .most_common = 0.4F, .least_common = 0.1F};
    constexpr Text drop = "!DROP INDEX CONCURRENTLY public.i";
    CHECK(few_values(1, four) == drop);
    CHECK(few_values(1, four, 0, R"({"max_distinct": 3})").empty());
    Distribution other = four;
    other.distinct = 5;
    CHECK(few_values(1, other).empty());
    CHECK(few_values(1, other, 0, R"({"max_distinct": 5})") == drop);
    other.distinct = -0.004F;
    CHECK(few_values(1, other) == drop);
    other.distinct = -0.006F;
    CHECK(few_values(1, other).empty());
    other.distinct = 0;
    CHECK(few_values(1, other).empty());
    other = four;
    other.least_common = 0.009F;
    CHECK(few_values(1, other).empty());
    // Two values are not in the list: they share what it leaves.
    other = {.distinct = 4, .common = 2, .common_share = 0.9F, .most_common = 0.5F, .least_common = 0.4F};
    CHECK(few_values(1, other) == drop);
    CHECK(few_values(1, other, 0.09F).empty());
    other.common = 0;
    CHECK(few_values(1, other).empty());
}

TEST_CASE("low_cardinality_index: a boolean, and the rare value of it") {
    const auto with = [](float trues) { return Distribution{.distinct = 2, .common = 2, .true_share = trues}; };
    constexpr Text drop = "!DROP INDEX CONCURRENTLY public.i";
    CHECK(few_values(4, with(0.5F)) == drop);
    const auto swapped = [&](Text condition) {
        return Findings::text("!CREATE INDEX CONCURRENTLY idx_orders_flag ON public.orders (flag) WHERE ", condition,
                              "; ", drop, "; ALTER INDEX public.idx_orders_flag RENAME TO i");
    };
    CHECK(few_values(4, with(0.005F)) == swapped("flag"));
    CHECK(few_values(4, with(0.995F)) == swapped("NOT flag"));
    CHECK(few_values(4, with(0.001F), 0.998F) == swapped("flag IS NOT NULL"));
    // A value was seen too seldom to be counted.
    CHECK(few_values(4, with(-1), 0.5F).empty());
    Counted schema;
    Table& table = orders(schema);
    table.index("i", {4});
    const Judged judged(low_cardinality_index, schema.after(1), table);
    CHECK(judged.said() == "i: is on \"flag\" alone, which has only a few values");
    CHECK(judged[0].detail == "Whether one of its values is rare is not known: the table was not analyzed.");
    CHECK(judged.fix().empty());
}

TEST_CASE("low_cardinality_index: the whole of one column, for queries alone") {
    const auto said_with = [](auto&& change) {
        Counted schema;
        Table& table = orders(schema);
        Index& index = table.index("i", {4});
        change(table, index);
        return Judged(low_cardinality_index, schema.after(1), table).said();
    };
    static constexpr AttributeNumber first[] = {1};
    CHECK_FALSE(said_with([](Table&, Index&) {}).empty());
    CHECK(said_with([](Table&, Index& index) { index.included = first; }).empty());
    CHECK(said_with([](Table&, Index& index) { index.predicate = 1; }).empty());
    CHECK(said_with([](Table&, Index& index) { index.unique = true; }).empty());
    CHECK(said_with([](Table& table, Index&) { table.indexes[0] = table.index("two", {4, 1}); }).empty());
    CHECK(said_with([](Table& table, Index&) { table.foreign_key("fk", {4}); }).empty());
    CHECK_FALSE(said_with([](Table& table, Index&) {
                    table.foreign_key("fk", {4});
                    table.index("also", {4, 1});
                }).empty());
}

TEST_CASE("index_nullable_first") {
    static constexpr AttributeNumber third[] = {3};
    Counted schema;
    Table& table = orders(schema);
    table.columns[0].null_fraction = 0.95F;
    read(schema, table.index("i", {1, 2}), 4);
    const auto judged = [&](Text parameters = {}) {
        const Judged found(index_nullable_first, schema.after(0), table, parameters);
        return found.quiet() ? std::string() : found.said() + " -> " + found.fix();
    };
    constexpr Text said = "i: holds all rows, though \"a\" is null in most of them -> ";
    table.indexes[0].included = third;
    table.indexes[0].has_comment = true;
    table.indexes[0].comment = "it's";
    CHECK(judged() == Findings::text(said,
                                     "!CREATE INDEX CONCURRENTLY idx_orders_a_b ON public.orders (a, b) INCLUDE (note) "
                                     "WHERE a IS NOT NULL; !DROP INDEX CONCURRENTLY public.i; ALTER INDEX "
                                     "public.idx_orders_a_b RENAME TO i; COMMENT ON INDEX public.i IS 'it''s'"));
    CHECK(Judged(index_nullable_first, schema.after(0), table)[0].detail ==
          "By the last ANALYZE it is null in 95 % of the rows. A query for IS NULL is the only one that the smaller "
          "index does not serve.");
    const Situation block = {.in_block = true};
    CHECK(Judged(index_nullable_first, schema.after(0), table, {}, block)
              .fix()
              .starts_with("CREATE INDEX idx_orders_a_b ON public.orders (a, b)"));
    CHECK(judged(R"({"min_pages": 201})").empty());
    table.last_keys()[1].descending = true;
    CHECK(judged() == said);
    table.indexes[0].access_method = "hash";
    CHECK(judged().empty());
    table.indexes[0].access_method = "btree";
    table.indexes[0].predicate = 1;
    CHECK(judged().empty());
    table.indexes[0].predicate = 0;
    table.indexes[0].unique = true;
    CHECK(judged().empty());
    table.indexes[0].unique = false;
    table.columns[0].null_fraction = 0.9F;
    CHECK(judged().empty());
}

}  // namespace
}  // namespace conventions::core
