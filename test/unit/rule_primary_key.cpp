// Rule primary_key.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule primary_key;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Text accepting = R"({"accept_unique_not_null": true})";

/// Two columns, a NOT NULL.
Table& two_columns(Schema& schema, Text name, RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a").not_null = true;
    table.column("b");
    return table;
}

TEST_CASE("primary_key: a table without one is found, one with it is not") {
    Schema schema;
    Table& bare = two_columns(schema, "bare");
    Table& keyed = two_columns(schema, "keyed");
    keyed.primary_key("keyed_pkey", {1});
    Table& unique = two_columns(schema, "unique_only");
    unique.unique_constraint(ConstraintKind::unique, "unique_only_a_key", {1});
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(primary_key, catalog, bare).said() == "has no primary key");
    CHECK(Judged(primary_key, catalog, keyed).quiet());
    CHECK(Judged(primary_key, catalog, unique).said() == "has no primary key");
}

TEST_CASE("primary_key: kinds that can have none") {
    for (const RelationKind kind : {RelationKind::foreign_table, RelationKind::view, RelationKind::materialized_view,
                                    RelationKind::sequence, RelationKind::composite_type}) {
        Schema schema;
        const Table& table = two_columns(schema, "t", kind);
        CHECK(Judged(primary_key, schema.catalog(), table).quiet());
    }
}

TEST_CASE("primary_key: a child by INHERITS needs its own") {
    Schema schema;
    Table& parent = two_columns(schema, "parent");
    parent.primary_key("parent_pkey", {1});
    Table& child = two_columns(schema, "child");
    child.parents.push_back(parent.relation.oid);
    parent.children.push_back(child.relation.oid);
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(primary_key, catalog, child).said() == "has no primary key");
    CHECK(Judged(primary_key, catalog, parent).quiet());
}

TEST_CASE("primary_key: CREATE TABLE AS can only be warned of") {
    Schema schema;
    Table& table = two_columns(schema, "copy");
    table.relation.made_by_query = true;
    CHECK(Judged(primary_key, schema.catalog(), table)[0].at_most == Severity::warn);
    table.relation.made_by_query = false;
    CHECK(Judged(primary_key, schema.catalog(), table)[0].at_most == Severity::error);
}

TEST_CASE("primary_key: keys of all leaves serve for the root, on three levels") {
    Schema schema;
    Table& root = two_columns(schema, "root", RelationKind::partitioned_table);
    Table& middle = schema.partition_of(root, "middle", RelationKind::partitioned_table);
    Table& first = schema.partition_of(middle, "first");
    Table& second = schema.partition_of(middle, "second");
    Table& third = schema.partition_of(root, "third");
    schema.partition_of(root, "remote", RelationKind::foreign_table);
    CHECK(Judged(primary_key, schema.catalog(), root)[0].detail ==
          "Of its 4 partitions 3 have none either, such as \"public.third\".");
    first.primary_key("first_pkey", {1});
    third.primary_key("third_pkey", {1});
    CHECK(Judged(primary_key, schema.catalog(), root)[0].detail ==
          "Of its 4 partitions 1 has none either, such as \"public.second\".");
    second.primary_key("second_pkey", {1});
    CHECK(Judged(primary_key, schema.catalog(), root).quiet());
    // One that is being detached is no partition any more.
    Table& leaving = schema.partition_of(root, "leaving");
    leaving.relation.detach_pending = true;
    CHECK(Judged(primary_key, schema.catalog(), root).quiet());
    leaving.relation.detach_pending = false;
    CHECK(Judged(primary_key, schema.catalog(), root).count() == 1);
}

TEST_CASE("primary_key: a root without partitions is found, one whose leaves can have no key is not") {
    Schema schema;
    const Table& empty = two_columns(schema, "empty", RelationKind::partitioned_table);
    CHECK(Judged(primary_key, schema.catalog(), empty)[0].detail.empty());
    Table& remote = two_columns(schema, "remote", RelationKind::partitioned_table);
    schema.partition_of(remote, "remote_1", RelationKind::foreign_table);
    CHECK(Judged(primary_key, schema.catalog(), remote).quiet());
}

TEST_CASE("primary_key: accept_unique_not_null takes nothing less than a key") {
    Schema schema;
    Table& table = two_columns(schema, "t");
    const auto judged_with = [&](auto&& change, std::initializer_list<AttributeNumber> columns) {
        table.indexes.clear();
        Index& index = table.index("t_a", columns);
        index.unique = true;
        change(index);
        CHECK(Judged(primary_key, schema.catalog(), table).count() == 1);
        return Judged(primary_key, schema.catalog(), table, accepting).quiet();
    };
    CHECK(judged_with([](Index&) {}, {1}));
    CHECK(!judged_with([](Index& index) { index.unique = false; }, {1}));
    CHECK(!judged_with([](Index& index) { index.predicate = 1; }, {1}));
    CHECK(!judged_with([](Index& index) { index.immediate = false; }, {1}));
    CHECK(!judged_with([](Index& index) { index.valid = false; }, {1}));
    CHECK(!judged_with([](Index&) {}, {1, 2}));
    CHECK(!judged_with([](Index&) {}, {0}));
    CHECK(!judged_with([](Index&) {}, {1, 0}));
    table.columns[1].not_null = true;
    CHECK(judged_with([](Index&) {}, {2, 1}));
}

TEST_CASE("primary_key: where an index is as good, its finding waits for one") {
    Schema schema;
    Table& table = two_columns(schema, "t");
    const auto waits = [&](Text severity, Text parameters) {
        const SettingRow row = {.rule = "primary_key", .severity = severity, .parameters = parameters};
        const Policy policy({.profile = "strict", .settings = {&row, 1}});
        const Situation situation;
        const Catalog& catalog = schema.catalog();
        Findings found;
        primary_key.check({{catalog, policy.settings(primary_key), situation}, *catalog.relation(table.relation.oid)},
                          found);
        REQUIRE(found.all().size() == 1);
        return found.all().front().waits;
    };
    CHECK(waits("warn", accepting));
    CHECK_FALSE(waits("error", accepting));
    CHECK_FALSE(waits("warn", "{}"));
    table.columns.front().not_null = false;
    CHECK_FALSE(waits("warn", accepting));
}

TEST_CASE("primary_key: accept_unique_not_null on the leaves") {
    Schema schema;
    Table& root = two_columns(schema, "root", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(root, "leaf");
    leaf.index("leaf_a", {1}).unique = true;
    CHECK(Judged(primary_key, schema.catalog(), root).count() == 1);
    CHECK(Judged(primary_key, schema.catalog(), root, accepting).quiet());
}

std::string fix_with(auto&& change, std::initializer_list<AttributeNumber> columns, Situation situation = {}) {
    Schema schema;
    Table& table = two_columns(schema, "Orders");
    table.column("note", test::text_type).not_null = true;
    Index& index = table.index("Orders a", columns);
    index.unique = true;
    change(table, index);
    return Judged(primary_key, schema.catalog(), table, {}, situation).fix();
}

constexpr Text in_general = "?ALTER TABLE public.\"Orders\" ADD PRIMARY KEY (<columns>)";
constexpr Text by_index = "ALTER TABLE public.\"Orders\" ADD PRIMARY KEY USING INDEX \"Orders a\"";

TEST_CASE("primary_key: the fix takes an index that fits") {
    CHECK(fix_with([](Table&, Index&) {}, {1}) == by_index);
    CHECK(fix_with([](Table&, Index&) {}, {3, 1}) == by_index);
    CHECK(fix_with([](Table&, Index&) {}, {1, 2}) == in_general);
    CHECK(fix_with([](Table&, Index& index) { index.unique = false; }, {1}) == in_general);
    CHECK(fix_with([](Table&, Index& index) { index.predicate = 1; }, {1}) == in_general);
    CHECK(fix_with([](Table&, Index& index) { index.valid = false; }, {1}) == in_general);
    CHECK(fix_with([](Table&, Index& index) { index.immediate = false; }, {1}) == in_general);
    CHECK(fix_with([](Table&, Index& index) { index.nulls_not_distinct = true; }, {1}) == in_general);
    // What the server refuses for USING INDEX: another order than the default.
    CHECK(fix_with([](Table& table, Index&) { table.last_keys()[0].descending = true; }, {1}) == in_general);
    CHECK(fix_with([](Table& table, Index&) { table.last_keys()[0].nulls_first = true; }, {1}) == in_general);
    CHECK(fix_with([](Table& table, Index&) { table.last_keys()[0].operator_family = test::family::text_pattern; },
                   {3}) == in_general);
    CHECK(fix_with([](Table& table, Index&) { table.last_keys()[0].collation = 950; }, {3}) == in_general);
}

TEST_CASE("primary_key: the fix takes the narrowest index, a constraint's last") {
    Schema schema;
    Table& table = two_columns(schema, "t");
    table.columns[1].not_null = true;
    table.index("t_a_b", {1, 2}).unique = true;
    table.unique_constraint(ConstraintKind::unique, "t_b_key", {2});
    table.index("t_a", {1}).unique = true;
    CHECK(Judged(primary_key, schema.catalog(), table).fix() == "ALTER TABLE public.t ADD PRIMARY KEY USING INDEX t_a");
}

TEST_CASE("primary_key: the fix swaps a unique constraint") {
    Schema schema;
    Table& table = two_columns(schema, "t");
    table.unique_constraint(ConstraintKind::unique, "t_a_key", {1});
    const auto fix = [&](Situation situation = {}) {
        return Judged(primary_key, schema.catalog(), table, {}, situation).fix();
    };
    CHECK(fix() ==
          "!CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON public.t (a); ALTER TABLE public.t DROP CONSTRAINT t_a_key, ADD "
          "PRIMARY KEY USING INDEX t_pkey");
    CHECK(fix({.in_block = true}) == "ALTER TABLE public.t DROP CONSTRAINT t_a_key, ADD PRIMARY KEY (a)");
    table.relation.origin = Origin::this_transaction;
    CHECK(fix() == "ALTER TABLE public.t DROP CONSTRAINT t_a_key, ADD PRIMARY KEY (a)");
    table.relation.origin = Origin::earlier;
    // What rests on the constraint would go with it.
    for (bool Index::*const use : {&Index::referenced, &Index::replica_identity, &Index::clustered}) {
        table.indexes[0].*use = true;
        CHECK(fix() == "?ALTER TABLE public.t ADD PRIMARY KEY (<columns>)");
        table.indexes[0].*use = false;
    }
}

TEST_CASE("primary_key: USING INDEX is not for partitioned tables") {
    Schema schema;
    Table& root = two_columns(schema, "root", RelationKind::partitioned_table);
    Index& index = root.index("root_a", {1});
    index.unique = true;
    index.partitioned = true;
    schema.partition_of(root, "leaf");
    const auto fix = [&](Situation situation = {}) {
        return Judged(primary_key, schema.catalog(), root, {}, situation).fix();
    };
    CHECK(Judged(primary_key, schema.catalog(), root)[0].detail.empty());
    CHECK(fix() == "!BEGIN; ALTER TABLE public.root ADD PRIMARY KEY (a); DROP INDEX public.root_a; COMMIT");
    CHECK(fix({.in_block = true}) == "ALTER TABLE public.root ADD PRIMARY KEY (a); DROP INDEX public.root_a");
    root.indexes[0].referenced = true;
    CHECK(fix() == "ALTER TABLE public.root ADD PRIMARY KEY (a)");
}

TEST_CASE("primary_key: the draft gets an identity column in front") {
    Schema schema;
    const Table& table = two_columns(schema, "t");
    const Draft draft = Judged(primary_key, schema.catalog(), table).mended();
    REQUIRE(draft.columns.size() == 3);
    CHECK(draft.columns[0].name == "id");
    CHECK(draft.columns[0].identity == Identity::always);
    REQUIRE(draft.keys.size() == 1);
    CHECK(draft.keys[0].columns == std::vector<AttributeNumber>{draft.columns[0].number});
    CHECK(draft.print() ==
          "CREATE TABLE public.t (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    a bigint NOT NULL,\n"
          "    b bigint\n);");
}

TEST_CASE("primary_key: a column named id is the key of the draft") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("name", test::text_type);
    table.column("id", test::text_type);
    CHECK(Judged(primary_key, schema.catalog(), table).mended().print() ==
          "CREATE TABLE public.t (\n    name text,\n    id text PRIMARY KEY\n);");
    // Its UNIQUE goes, others stay.
    table.unique_constraint(ConstraintKind::unique, "t_id_key", {2});
    table.unique_constraint(ConstraintKind::unique, "t_name_key", {1});
    table.constraints[0].definition = "UNIQUE (id)";
    table.constraints[1].definition = "UNIQUE (name)";
    const Draft draft = Judged(primary_key, schema.catalog(), table).mended();
    REQUIRE(draft.keys.size() == 2);
    CHECK(draft.keys[0].kind == ConstraintKind::unique);
    CHECK(draft.keys[0].columns == std::vector<AttributeNumber>{1});
    CHECK(draft.keys[1].kind == ConstraintKind::primary_key);
    CHECK(draft.keys[1].columns == std::vector<AttributeNumber>{2});
}

}  // namespace
}  // namespace conventions::core
