// Rule foreign_key_index: which indexes count, and where.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// a, b bigint; c text; d bigint.
Table& table_in(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("b");
    table.column("c", test::text_type);
    table.column("d");
    return table;
}

/// Whether an index over `keyed` covers a key over `columns`; `change` has the last word on both.
bool covers(std::initializer_list<AttributeNumber> columns, std::initializer_list<AttributeNumber> keyed, auto&& change,
            Text parameters = {}) {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("orders_fkey", columns);
    table.index("orders_idx", keyed);
    change(table, table.indexes.back(), table.constraints.back());
    return Judged(foreign_key_index, schema.catalog(), table, parameters).quiet();
}
bool covers(std::initializer_list<AttributeNumber> columns, std::initializer_list<AttributeNumber> keyed) {
    return covers(columns, keyed, [](Table&, Index&, Constraint&) {});
}

TEST_CASE("foreign_key_index: without any index") {
    Schema schema;
    Table& table = table_in(schema, "Orders");
    table.foreign_key("Fk 1", {1, 2});
    const Judged judged(foreign_key_index, schema.catalog(), table);
    CHECK(judged.said() == "Fk 1: has no index on (a, b)");
    CHECK(judged[0].detail == "Each delete or change of a key in \"public.parents\" reads the whole table.");
    CHECK(judged[0].part.empty());
}

TEST_CASE("foreign_key_index: the first key columns are those of the key, in any order") {
    CHECK(covers({1}, {1}));
    CHECK(covers({1}, {1, 2}));
    CHECK(!covers({1}, {2, 1}));
    CHECK(covers({1, 2}, {1, 2}));
    CHECK(covers({1, 2}, {2, 1}));
    CHECK(covers({1, 2}, {2, 1, 4}));
    CHECK(!covers({1, 2}, {4, 1, 2}));
    CHECK(!covers({1, 2}, {1, 4, 2}));
    CHECK(!covers({1, 2}, {1}));
    // A column twice stands for one.
    CHECK(!covers({1, 2}, {1, 1, 2}));
}

TEST_CASE("foreign_key_index: two indexes apart do not add up, and the nearer one is named") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("fk", {1, 2});
    table.index("on_a", {1});
    table.index("on_b", {2});
    CHECK(Judged(foreign_key_index, schema.catalog(), table)[0].detail ==
          "Each delete or change of a key in \"public.parents\" reads the whole table. Index \"public.on_a\" covers "
          "only a.");
}

TEST_CASE("foreign_key_index: INCLUDE columns are no keys, expressions neither") {
    static constexpr AttributeNumber b[] = {2};
    CHECK(!covers({1, 2}, {1}, [](Table&, Index& index, Constraint&) { index.included = b; }));
    CHECK(!covers({1}, {0}));
    CHECK(!covers({1, 2}, {1, 0, 2}));
    CHECK(covers({1}, {1, 0}));
}

TEST_CASE("foreign_key_index: validity and predicate") {
    CHECK(!covers({1}, {1}, [](Table&, Index& index, Constraint&) { index.valid = false; }));
    CHECK(!covers({1}, {1}, [](Table&, Index& index, Constraint&) { index.ready = false; }));
    CHECK(!covers({1}, {1}, [](Table&, Index& index, Constraint&) { index.predicate = 1; }));
    ObjectId proved[1] = {};
    CHECK(covers({1}, {1}, [&](Table&, Index& index, Constraint& key) {
        index.predicate = 1;
        proved[0] = index.oid;
        key.proved_indexes = proved;
    }));
    CHECK(!covers({1}, {1}, [&](Table&, Index& index, Constraint& key) {
        index.predicate = 1;
        proved[0] = index.oid + 1;
        key.proved_indexes = proved;
    }));
}

TEST_CASE("foreign_key_index: says why a near one does not count") {
    const auto detail = [](auto&& change) {
        Schema schema;
        Table& table = table_in(schema);
        table.foreign_key("fk", {1});
        table.index("near", {1});
        change(table);
        const std::string text = Judged(foreign_key_index, schema.catalog(), table)[0].detail;
        const std::size_t at = text.find("table. ");
        return at == std::string::npos ? std::string() : text.substr(at + 7);
    };
    CHECK(detail([](Table& table) { table.indexes[0].valid = false; }) == "Index \"public.near\" is not valid.");
    CHECK(detail([](Table& table) { table.indexes[0].predicate = 1; }) ==
          "Index \"public.near\" does not hold all the rows that the look-up may want.");
    CHECK(detail([](Table& table) { table.last_lookups()[0].column_is_cast = true; }) ==
          "The look-up must cast column \"a\" from bigint, so that it can use no index on it.");
    CHECK(detail([](Table& table) { table.last_keys()[0].column = 2; }).empty());
}

TEST_CASE("foreign_key_index: operator families, casts, collations") {
    // The key rests on the same operator in another family: still no search by it.
    CHECK(!covers({1}, {1}, [](Table& table, Index&, Constraint&) { table.last_keys()[0].operator_family = 4711; }));
    CHECK(covers({3}, {3}));
    CHECK(covers({3}, {3}, [](Table& table, Index&, Constraint&) {
        table.last_keys()[0].operator_family = test::family::text_pattern;
    }));
    CHECK(!covers({3}, {3}, [](Table& table, Index&, Constraint&) { table.last_keys()[0].collation = 950; }));
    CHECK(!covers({1}, {1}, [](Table& table, Index&, Constraint&) { table.last_lookups()[0].column_is_cast = true; }));
    CHECK(!covers({1, 2}, {1, 2},
                  [](Table& table, Index&, Constraint&) { table.last_lookups()[1].column_is_cast = true; }));
}

TEST_CASE("foreign_key_index: access methods") {
    const auto by = [](Text access_method, ObjectId family, Text parameters = {}) {
        return covers(
            {1}, {1},
            [&](Table& table, Index& index, Constraint&) {
                index.access_method = access_method;
                table.last_keys()[0].operator_family = family;
            },
            parameters);
    };
    constexpr Text accepting = R"({"accept_brin_gin": true})";
    CHECK(by("hash", test::family::hash_integer));
    CHECK(by("gist", test::family::gist_int8));
    CHECK(!by("gin", test::family::gin_integer));
    CHECK(!by("brin", test::family::brin_integer));
    CHECK(by("gin", test::family::gin_integer, accepting));
    CHECK(by("brin", test::family::brin_integer, accepting));
    CHECK(!by("brin", 4711, accepting));
    // They search each column for itself: its place does not matter.
    CHECK(covers(
        {1}, {2, 1},
        [](Table& table, Index& index, Constraint&) {
            index.access_method = "brin";
            for (IndexKey& key : table.last_keys()) key.operator_family = test::family::brin_integer;
        },
        accepting));
}

TEST_CASE("foreign_key_index: accept_leading_subset") {
    constexpr Text accepting = R"({"accept_leading_subset": true})";
    const auto nothing = [](Table&, Index&, Constraint&) {};
    CHECK(covers({1, 2}, {1}, nothing, accepting));
    CHECK(covers({1, 2}, {2, 4}, nothing, accepting));
    CHECK(!covers({1, 2}, {4, 1}, nothing, accepting));
    CHECK(!covers({1, 2}, {0, 1}, nothing, accepting));
}

TEST_CASE("foreign_key_index: min_parent_actions") {
    const auto judged = [](ForeignKeyAction on_delete, ForeignKeyAction on_update, Text parameters) {
        Schema schema;
        Table& table = table_in(schema);
        Constraint& key = table.foreign_key("fk", {1});
        key.on_delete = on_delete;
        key.on_update = on_update;
        return !Judged(foreign_key_index, schema.catalog(), table, parameters).quiet();
    };
    constexpr Text some = R"({"min_parent_actions": ["cascade", "set null"]})";
    using enum ForeignKeyAction;
    CHECK(judged(cascade, no_action, some));
    CHECK(judged(set_null, no_action, some));
    CHECK(judged(no_action, cascade, some));
    CHECK(!judged(no_action, no_action, some));
    CHECK(!judged(restrict_action, set_default, some));
    CHECK(judged(restrict_action, set_default, R"({"min_parent_actions": ["set default"]})"));
    CHECK(judged(restrict_action, restrict_action, R"({"min_parent_actions": ["restrict"]})"));
    CHECK(judged(no_action, no_action, R"({"min_parent_actions": []})"));
}

TEST_CASE("foreign_key_index: keys like any other, and keys that are none") {
    CHECK(!covers({1}, {2}, [](Table&, Index&, Constraint& key) { key.validated = false; }));
    CHECK(!covers({1}, {2}, [](Table&, Index&, Constraint& key) { key.referenced_is_self = true; }));
    CHECK(!covers({1}, {2}, [](Table& table, Index&, Constraint&) { table.columns[0].generated = Generated::stored; }));
    CHECK(covers({1}, {2}, [](Table&, Index&, Constraint& key) { key.enforced = false; }));
    CHECK(covers({1}, {2}, [](Table&, Index&, Constraint& key) { key.kind = ConstraintKind::check; }));
    // The copy of a key that is made for a partition of the referenced table.
    CHECK(covers({1}, {2}, [](Table&, Index&, Constraint& key) { key.parent = 4711; }));
}

TEST_CASE("foreign_key_index: the table's own key to itself counts its primary key") {
    Schema schema;
    Table& table = table_in(schema);
    table.primary_key("orders_pkey", {1});
    Constraint& self = table.foreign_key("to_self", {1}, table.relation.oid);
    self.referenced_is_self = true;
    CHECK(Judged(foreign_key_index, schema.catalog(), table).quiet());
    table.foreign_key("to_parent", {2}, table.relation.oid);
    CHECK(Judged(foreign_key_index, schema.catalog(), table).said() == "to_parent: has no index on (b)");
}

TEST_CASE("foreign_key_index: every leaf counts, on three levels, attached or not") {
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    root.foreign_key("fk", {1});
    Table& middle = schema.partition_of(root, "middle", RelationKind::partitioned_table);
    Table& first = schema.partition_of(middle, "first");
    Table& second = schema.partition_of(middle, "second");
    Table& third = schema.partition_of(root, "third");
    schema.partition_of(root, "remote", RelationKind::foreign_table);
    const auto detail = [&] {
        const Catalog& catalog = schema.catalog();
        const Judged judged(foreign_key_index, catalog, root);
        return judged.quiet() ? std::string() : judged[0].detail.substr(judged[0].detail.find("table. ") + 7);
    };
    CHECK(detail() == "Without: 3 of 3 partitions, \"public.first\", \"public.second\", \"public.third\".");
    first.index("first_a", {1});
    third.index("third_a", {1});
    CHECK(detail() == "Without: 1 of 3 partitions, \"public.second\".");
    // An index of the root says nothing of its leaves.
    root.index("root_a", {1}).valid = false;
    CHECK(detail() == "Without: 1 of 3 partitions, \"public.second\".");
    second.index("second_a", {1});
    CHECK(detail().empty());
    Table& leaving = schema.partition_of(root, "leaving");
    CHECK(!detail().empty());
    leaving.relation.detach_pending = true;
    CHECK(detail().empty());
}

TEST_CASE("foreign_key_index: columns of a leaf have numbers of their own") {
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    root.foreign_key("fk", {1});
    Table& leaf = schema.partition_of(root, "leaf");
    // The leaf has a and b the other way round.
    std::swap(leaf.columns[0].name, leaf.columns[1].name);
    static constexpr AttributeNumber second[] = {2};
    leaf.constraints[0].columns = second;
    leaf.index("wrong", {1});
    CHECK(!Judged(foreign_key_index, schema.catalog(), root).quiet());
    leaf.index("right", {2});
    CHECK(Judged(foreign_key_index, schema.catalog(), root).quiet());
}

TEST_CASE("foreign_key_index: copies for partitions of the referenced table are no keys of their own") {
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    const ObjectId key = root.foreign_key("fk", {1}).oid;
    Table& leaf = schema.partition_of(root, "leaf");
    // Beside the leaf's own copy: one to a partition of the referenced table, over columns that have no index.
    Constraint& copy = leaf.foreign_key("fk_1", {2}, 31000);
    copy.parent = key;
    Constraint& at_root = root.foreign_key("fk_2", {2}, 31000);
    at_root.parent = key;
    leaf.index("leaf_a", {1});
    CHECK(Judged(foreign_key_index, schema.catalog(), root).quiet());
}

TEST_CASE("foreign_key_index: a partitioned table without partitions is judged by its own indexes") {
    Schema schema;
    Table& root = table_in(schema, "root", RelationKind::partitioned_table);
    root.foreign_key("fk", {1});
    CHECK(!Judged(foreign_key_index, schema.catalog(), root).quiet());
    root.index("root_a", {1}).partitioned = true;
    CHECK(Judged(foreign_key_index, schema.catalog(), root).quiet());
}

TEST_CASE("foreign_key_index: each key for itself") {
    Schema schema;
    Table& table = table_in(schema);
    table.foreign_key("one", {1});
    table.foreign_key("two", {2});
    table.foreign_key("three", {4});
    table.index("on_two", {2});
    CHECK(Judged(foreign_key_index, schema.catalog(), table).said() ==
          "one: has no index on (a)|three: has no index on (d)");
}

}  // namespace
}  // namespace conventions::core
