// Rules sequence_type, sequence_not_owned and sequence_exhaustion.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule sequence_exhaustion;
extern const Rule sequence_not_owned;
extern const Rule sequence_type;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr std::int64_t end_of_integer = 2147483647;
constexpr std::int64_t end_of_bigint = 9223372036854775807;

/// A sequence that feeds column "no" of table "orders".
struct Fed {
    Schema schema;
    Table& table = schema.table("orders");
    Table& sequence = schema.table("numbers", RelationKind::sequence);
    std::vector<ColumnAt> users;
    SequenceFacts& facts = sequence.relation.sequence;

    Fed(const Type& column, ObjectId type, std::int64_t maximum) {
        table.column("no", column);
        users = {{table.relation.oid, 1}};
        facts = {.type = type, .start = 1, .increment = 1, .minimum = 1, .maximum = maximum, .cache = 1};
    }
    const Catalog& catalog() {
        facts.users = users;
        return schema.catalog();
    }
    std::string said(const Rule& rule) { return Judged(rule, catalog(), sequence).said(); }
    std::string fix(const Rule& rule) { return Judged(rule, catalog(), sequence).fix(); }
    void reach(std::int64_t value) {
        facts.last_value = value;
        facts.called = facts.value_known = true;
    }
};

TEST_CASE("sequence_type: narrower and wider") {
    Fed narrow(test::bigint_type, 23, end_of_integer);
    CHECK(narrow.said(sequence_type) ==
          "is integer, narrower than column \"no\" of table \"public.orders\", which is bigint");
    const Judged judged(sequence_type, narrow.catalog(), narrow.sequence);
    CHECK(judged[0].related == narrow.table.relation.oid);
    CHECK(judged.fix() == "ALTER SEQUENCE public.numbers AS bigint");
    CHECK(judged.undo() == "ALTER SEQUENCE public.numbers AS integer");
    narrow.facts.type = 20;
    CHECK(narrow.said(sequence_type).empty());

    Fed wide(test::integer_type, 20, end_of_bigint);
    CHECK(wide.said(sequence_type) ==
          "is bigint, wider than column \"no\" of table \"public.orders\", which is integer");
    CHECK(wide.fix(sequence_type) == "ALTER SEQUENCE public.numbers AS integer");
    wide.facts.maximum = 5000000000;
    const Judged limited(sequence_type, wide.catalog(), wide.sequence);
    CHECK(limited.fix() == "ALTER SEQUENCE public.numbers AS integer NO MAXVALUE");
    CHECK(limited.undo() == "ALTER SEQUENCE public.numbers AS bigint MAXVALUE 5000000000");
    wide.facts.maximum = 100;
    CHECK(wide.said(sequence_type).empty());
    wide.facts.minimum = -5000000000;
    CHECK(wide.fix(sequence_type) == "ALTER SEQUENCE public.numbers AS integer NO MINVALUE");
    wide.facts.start = -7;
    CHECK(wide.fix(sequence_type).empty());
    wide.facts.start = 5000000000;
    CHECK(wide.fix(sequence_type).empty());
}

TEST_CASE("sequence_type: what is not one column's") {
    Fed fed(test::bigint_type, 23, end_of_integer);
    fed.table.column("small", test::integer_type);
    fed.users.push_back({fed.table.relation.oid, 2});
    CHECK(fed.said(sequence_type).empty());
    // A table that was not read.
    fed.users.back() = {7, 1};
    CHECK(fed.said(sequence_type).empty());
    fed.users.pop_back();
    fed.table.columns[0].base = &test::text_type;
    CHECK(fed.said(sequence_type).empty());
    fed.users.clear();
    CHECK(fed.said(sequence_type).empty());
    fed.table.columns[0].base = &test::bigint_type;
    fed.facts.owner_relation = fed.table.relation.oid;
    fed.facts.owner_column = 1;
    CHECK_FALSE(fed.said(sequence_type).empty());
}

TEST_CASE("sequence_not_owned: one column alone") {
    Fed fed(test::bigint_type, 20, end_of_bigint);
    const Judged judged(sequence_not_owned, fed.catalog(), fed.sequence);
    CHECK(judged.said() ==
          "is not owned by column \"no\" of table \"public.orders\", which alone takes numbers from it");
    CHECK(judged.fix() == "ALTER SEQUENCE public.numbers OWNED BY public.orders.no");
    CHECK(judged.undo() == "ALTER SEQUENCE public.numbers OWNED BY NONE");
    fed.table.relation.owner = 7;
    CHECK(fed.fix(sequence_not_owned).empty());
    fed.table.relation.owner = 0;
    fed.table.relation.schema_oid = 7;
    CHECK(fed.fix(sequence_not_owned).empty());
    // Of a partition tree the root counts.
    Table& part = fed.schema.partition_of(fed.table, "part");
    fed.users.push_back({part.relation.oid, 1});
    CHECK_FALSE(fed.said(sequence_not_owned).empty());
    part.relation.is_partition = false;
    CHECK(fed.said(sequence_not_owned).empty());
    fed.users.pop_back();
    fed.facts.owner_relation = fed.table.relation.oid;
    CHECK(fed.said(sequence_not_owned).empty());
}

TEST_CASE("sequence_exhaustion: how much is used") {
    Fed fed(test::bigint_type, 21, 32767);
    CHECK(fed.said(sequence_exhaustion).empty());
    fed.reach(26000);
    CHECK(fed.said(sequence_exhaustion).empty());
    fed.reach(27000);
    const Judged early(sequence_exhaustion, fed.catalog(), fed.sequence);
    CHECK(early.said() == "has used 82 % of its numbers");
    CHECK(early[0].detail == "Its last number is 27000; the end is 32767.");
    CHECK(early[0].at_most == Severity::warn);
    CHECK(early.fix() == "ALTER SEQUENCE public.numbers AS bigint");
    fed.reach(32000);
    const Judged late(sequence_exhaustion, fed.catalog(), fed.sequence);
    CHECK(late[0].at_most == Severity::error);
    CHECK(Judged(sequence_exhaustion, fed.catalog(), fed.sequence, R"({"warn": 98})").quiet());
    CHECK(Judged(sequence_exhaustion, fed.catalog(), fed.sequence, R"({"error": 98})")[0].at_most == Severity::warn);
    fed.facts.called = false;
    CHECK(fed.said(sequence_exhaustion).empty());
    fed.reach(32000);
    fed.facts.value_known = false;
    CHECK(fed.said(sequence_exhaustion).empty());
    fed.reach(32000);
    fed.facts.cycle = true;
    CHECK(fed.said(sequence_exhaustion).empty());
}

TEST_CASE("sequence_exhaustion: downwards, limits, and columns that end first") {
    Fed down(test::bigint_type, 21, -1);
    down.facts.increment = -1;
    down.facts.minimum = -32768;
    down.reach(-32000);
    CHECK(down.said(sequence_exhaustion) == "has used 97 % of its numbers");
    down.facts.minimum = -32001;
    CHECK(down.fix(sequence_exhaustion) == "?ALTER SEQUENCE public.numbers MINVALUE <minimum>");

    Fed limited(test::bigint_type, 20, 10);
    limited.reach(9);
    CHECK(limited.fix(sequence_exhaustion) == "?ALTER SEQUENCE public.numbers MAXVALUE <maximum>");
    limited.facts.maximum = end_of_bigint;
    limited.reach(end_of_bigint);
    CHECK(limited.fix(sequence_exhaustion).empty());

    Fed column(test::smallint_type, 20, end_of_bigint);
    column.reach(32000);
    const Judged judged(sequence_exhaustion, column.catalog(), column.sequence);
    CHECK(judged[0].detail ==
          "Its last number is 32000; the end is 32767, where column \"no\" of table "
          "\"public.orders\" ends.");
    CHECK(judged.fix().empty());
    column.table.primary_key("pk", {1});
    CHECK(column.fix(sequence_exhaustion).find("ADD COLUMN no_new bigint") != std::string::npos);
    column.table.relation.of_type = 7;
    CHECK(column.fix(sequence_exhaustion).empty());
}

}  // namespace
}  // namespace conventions::core
