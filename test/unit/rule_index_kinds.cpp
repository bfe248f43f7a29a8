// Rules btree_on_array, index_duplicate_column, jsonb_index_method, redundant_unique,
// unnecessary_index_predicate, wide_index.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule btree_on_array;
extern const Rule index_duplicate_column;
extern const Rule jsonb_index_method;
extern const Rule redundant_unique;
extern const Rule unnecessary_index_predicate;
extern const Rule wide_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr ObjectId array_input = 2277;
constexpr ObjectId jsonb_input = 3802;
constexpr ObjectId vector_input = 3614;

/// Columns a, b, "C c", note.
Table& orders(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a").not_null = true;
    table.column("b");
    table.column("C c");
    table.column("note", test::text_type);
    return table;
}

std::string said(const Rule& rule, auto&& make, Text parameters = {}) {
    Schema schema;
    Table& table = orders(schema);
    make(table);
    return Judged(rule, schema.catalog(), table, parameters).said();
}

std::string fixed(const Rule& rule, auto&& make, Situation situation = {}) {
    Schema schema;
    Table& table = orders(schema);
    make(table);
    const Judged judged(rule, schema.catalog(), table, {}, situation);
    return judged.count() == 1 ? judged.fix() : "no single finding";
}

constexpr Situation in_block = {.in_block = true};

TEST_CASE("redundant_unique: what a shorter unique key says already") {
    const auto with = [](auto&& change) {
        return said(redundant_unique, [&](Table& table) {
            table.index("short", {1}).unique = true;
            table.index("long", {2, 1}).unique = true;
            change(table.indexes[0], table.indexes[1], table);
        });
    };
    constexpr Text found = "long: is unique already by \"public.short\"";
    CHECK(with([](Index&, Index&, Table&) {}) == found);
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.unique = false; }).empty());
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.predicate = 1; }).empty());
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.immediate = false; }).empty());
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.valid = false; }).empty());
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.exclusion = true; }).empty());
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.access_method = "hash"; }).empty());
    CHECK(with([](Index& shorter, Index&, Table&) { shorter.primary = true; }) == found);
    CHECK(with([](Index&, Index& longer, Table&) { longer.unique = false; }).empty());
    CHECK(with([](Index&, Index& longer, Table&) { longer.predicate = 1; }).empty());
    CHECK(with([](Index&, Index& longer, Table&) { longer.primary = true; }).empty());
    CHECK(with([](Index&, Index& longer, Table&) { longer.referenced = true; }).empty());
    CHECK(with([](Index&, Index& longer, Table&) { longer.replica_identity = true; }).empty());
    CHECK(with([](Index&, Index& longer, Table&) { longer.clustered = true; }).empty());
    CHECK(with([](Index&, Index& longer, Table&) { longer.parent = 9; }).empty());
    for (const auto change : {+[](IndexKey& key) { key.operator_family = 1; },
                              +[](IndexKey& key) { key.collation = 1; }, +[](IndexKey& key) { key.input_type = 1; },
                              +[](IndexKey& key) { key.column = 3; }, +[](IndexKey& key) { key.expression = 1; }})
        CHECK(with([&](Index&, Index&, Table& table) { change(table.last_keys()[1]); }).empty());
    CHECK(with([](Index&, Index&, Table& table) { table.last_keys()[1].descending = true; }) == found);
}

TEST_CASE("redundant_unique: equal nulls, and the shortest of several") {
    const auto with_nulls = [](AttributeNumber number, bool in_short) {
        return said(redundant_unique, [&](Table& table) {
            table.index("short", {number}).unique = true;
            table.indexes[0].nulls_not_distinct = in_short;
            Index& longer = table.index("long", {3, number});
            longer.unique = longer.nulls_not_distinct = true;
        });
    };
    CHECK_FALSE(with_nulls(1, false).empty());
    CHECK(with_nulls(2, false).empty());
    CHECK_FALSE(with_nulls(2, true).empty());
    CHECK(said(redundant_unique, [](Table& table) {
              table.index("two", {1, 2}).unique = true;
              table.index("one", {1}).unique = true;
              table.index("three", {1, 2, 3}).unique = true;
          }) == "two: is unique already by \"public.one\"|three: is unique already by \"public.one\"");
}

TEST_CASE("redundant_unique: the fix drops an index or its constraint") {
    const auto constraint = [](Table& table) {
        table.primary_key("key", {1});
        table.unique_constraint(ConstraintKind::unique, "U u", {1, 2});
        table.constraints[1].definition = "UNIQUE (a, b)";
    };
    CHECK(said(redundant_unique, constraint) == "U u: is unique already by \"public.key\"");
    CHECK(fixed(redundant_unique, constraint) == "ALTER TABLE public.orders DROP CONSTRAINT \"U u\"");
    Schema schema;
    Table& table = orders(schema);
    constraint(table);
    CHECK(Judged(redundant_unique, schema.catalog(), table).undo() ==
          "ALTER TABLE public.orders ADD CONSTRAINT \"U u\" UNIQUE (a, b)");
    table.constraints[1].inherited = true;
    CHECK(Judged(redundant_unique, schema.catalog(), table).fix().empty());
    const auto index = [](Table& made) {
        made.primary_key("key", {1});
        made.index("long", {1, 2}).unique = true;
    };
    CHECK(fixed(redundant_unique, index) == "!DROP INDEX CONCURRENTLY public.long");
    CHECK(fixed(redundant_unique, index, in_block) == "DROP INDEX public.long");
}

TEST_CASE("index_duplicate_column: the same key twice") {
    const auto with = [](auto&& change) {
        return said(index_duplicate_column, [&](Table& table) {
            table.index("i", {1, 2, 1});
            change(table.indexes[0], table.last_keys());
        });
    };
    using Keys = std::vector<IndexKey>;
    CHECK(with([](Index&, Keys&) {}) == "i: has column \"a\" among its keys twice");
    CHECK_FALSE(with([](Index&, Keys& keys) { keys[2].descending = true; }).empty());
    CHECK(with([](Index&, Keys& keys) { keys[2].operator_family = 1; }).empty());
    CHECK(with([](Index&, Keys& keys) { keys[2].input_type = 1; }).empty());
    CHECK(with([](Index&, Keys& keys) { keys[2].collation = 1; }).empty());
    CHECK(with([](Index&, Keys& keys) { keys[2].options = "x=1"; }).empty());
    CHECK(with([](Index&, Keys& keys) { keys[0].column = keys[2].column = 0; }).empty());
    CHECK(with([](Index& index, Keys&) { index.parent = 9; }).empty());
    CHECK(said(index_duplicate_column, [](Table& table) {
              table.index("i", {1, 1, 2, 2});
          }) == "i: has column \"a\" among its keys twice");
}

TEST_CASE("index_duplicate_column: before it is built, where the tree says all of it") {
    Schema schema;
    Table& table = orders(schema);
    const Index index = table.index("planned", {1, 1});
    const Target target = {
        .kind = ObjectKind::table, .schema = "public", .name = "orders", .relation = table.relation.oid};
    Statement statement;
    statement.kind = StatementKind::create_index;
    statement.targets = {&target, 1};
    statement.index = index;
    statement.index_exact = true;
    CHECK(Judged(index_duplicate_column, schema.catalog(), statement)[0].at_most == Severity::error);
    statement.concurrently = true;
    CHECK(Judged(index_duplicate_column, schema.catalog(), statement)[0].at_most == Severity::warn);
    statement.index_exact = false;
    CHECK(Judged(index_duplicate_column, schema.catalog(), statement).quiet());
}

TEST_CASE("index_duplicate_column: the fix builds it without the repetition, under the old name") {
    const auto with = [](Text definition, auto&& change, Situation situation = {}) {
        return fixed(
            index_duplicate_column,
            [&](Table& table) {
                table.index("I i", {1, 3, 1});
                table.indexes[0].definition = definition;
                change(table);
            },
            situation);
    };
    constexpr Text plain = "CREATE INDEX \"I i\" ON public.orders USING btree (a, \"C c\", a) WHERE (b > 0)";
    const auto nothing = [](Table&) {};
    CHECK(with(plain, nothing) ==
          "!CREATE INDEX CONCURRENTLY \"idx_orders_a_C c_a\" ON public.orders USING btree (a, \"C c\") WHERE (b > 0); "
          "!DROP INDEX CONCURRENTLY public.\"I i\"; ALTER INDEX public.\"idx_orders_a_C c_a\" RENAME TO \"I i\"");
    CHECK(with(plain, nothing, in_block) ==
          "DROP INDEX public.\"I i\"; CREATE INDEX \"I i\" ON public.orders USING btree (a, \"C c\") WHERE (b > 0)");
    const auto turned = [](Table& table) {
        table.last_keys()[2].descending = table.last_keys()[2].nulls_first = true;
        table.last_keys()[0].descending = true;
        table.last_keys()[1].nulls_first = true;
    };
    CHECK(with("CREATE INDEX \"I i\" ON public.orders USING btree (a DESC NULLS LAST, \"C c\" NULLS FIRST, a DESC)",
               turned)
              .starts_with("!CREATE INDEX CONCURRENTLY \"idx_orders_a_C c_a\" ON public.orders USING btree (a DESC "
                           "NULLS LAST, \"C c\" NULLS FIRST); "));
    CHECK(with("CREATE INDEX \"I i\" ON public.orders USING btree (a x_ops, \"C c\", a x_ops)", nothing).empty());
    CHECK(with({}, nothing).empty());
    CHECK(with(plain, [](Table& table) { table.indexes[0].clustered = true; }).empty());
    CHECK(with(plain, [](Table& table) { table.indexes[0].valid = false; }).empty());
    CHECK(with(plain, [](Table& table) { table.indexes[0].has_comment = true; }).empty());
}

TEST_CASE("btree_on_array: an array among the keys") {
    const auto with = [](auto&& change) {
        return said(btree_on_array, [&](Table& table) {
            table.index("i", {2, 1, 1});
            table.last_keys()[1].input_type = table.last_keys()[2].input_type = array_input;
            change(table.indexes[0], table.last_keys());
        });
    };
    using Keys = std::vector<IndexKey>;
    CHECK(with([](Index&, Keys&) {}) == "i: sorts whole arrays of column \"a\" by btree");
    CHECK(with([](Index&, Keys& keys) { keys[1].column = 0; }) == "i: sorts whole arrays by btree");
    CHECK(with([](Index& index, Keys&) { index.unique = true; }).empty());
    CHECK(with([](Index& index, Keys&) { index.access_method = "gin"; }).empty());
    CHECK(with([](Index& index, Keys&) { index.parent = 9; }).empty());
    CHECK(with([](Index&, Keys& keys) { keys[1].input_type = keys[2].input_type = 23; }).empty());
}

TEST_CASE("btree_on_array: a GIN index in its place") {
    const auto with = [](Text definition, std::initializer_list<AttributeNumber> keys = {3}) {
        return fixed(btree_on_array, [&](Table& table) {
            table.index("i", keys).definition = definition;
            table.last_keys()[0].input_type = array_input;
        });
    };
    CHECK(
        with("CREATE INDEX i ON public.orders USING btree (\"C c\") WHERE (a > 0)") ==
        "!CREATE INDEX CONCURRENTLY \"idx_orders_C c\" ON public.orders USING gin (\"C c\") WHERE (a > 0); !DROP INDEX "
        "CONCURRENTLY public.i; ALTER INDEX public.\"idx_orders_C c\" RENAME TO i");
    CHECK(with("CREATE INDEX i ON public.orders USING btree (\"C c\") WITH (fillfactor='70')").empty());
    CHECK(with("CREATE INDEX i ON public.orders USING btree (\"C c\" DESC)").empty());
    CHECK(with("CREATE INDEX i ON public.orders USING btree (\"C c\", a)", {3, 1}).empty());
    CHECK(with("CREATE INDEX i ON public.orders USING btree (abs(a))", {0}).empty());
}

TEST_CASE("btree_on_array: the fix of a partition tree, and none where a partition is foreign") {
    Schema schema;
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    Index& index = root.index("i", {1});
    index.partitioned = true;
    index.definition = "CREATE INDEX i ON ONLY public.root USING btree (a)";
    root.last_keys()[0].input_type = array_input;
    Table& leaf = schema.partition_of(root, "leaf");
    CHECK(Judged(btree_on_array, schema.catalog(), root).fix() ==
          "CREATE INDEX idx_root_a ON ONLY public.root USING gin (a); !CREATE INDEX CONCURRENTLY idx_leaf_a ON "
          "public.leaf USING gin (a); ALTER INDEX public.idx_root_a ATTACH PARTITION public.idx_leaf_a; DROP INDEX "
          "public.i; ALTER INDEX public.idx_root_a RENAME TO i");
    CHECK(Judged(btree_on_array, schema.catalog(), root, {}, in_block).fix() ==
          "DROP INDEX public.i; CREATE INDEX i ON public.root USING gin (a)");
    leaf.relation.kind = RelationKind::foreign_table;
    CHECK(Judged(btree_on_array, schema.catalog(), root).fix().empty());
}

TEST_CASE("jsonb_index_method: whole documents and vectors") {
    const auto with = [](Text method, ObjectId input, AttributeNumber column, bool unique = false) {
        return said(jsonb_index_method, [&](Table& table) {
            table.index("i", {2, 2, column}, method).unique = unique;
            table.last_keys()[2].input_type = input;
        });
    };
    CHECK(with("btree", jsonb_input, 1) == "i: holds the whole column \"a\" by btree");
    CHECK(with("hash", jsonb_input, 1) == "i: holds the whole column \"a\" by hash");
    CHECK(with("btree", jsonb_input, 1, true) == "i: holds the whole column \"a\" by btree");
    CHECK(with("btree", jsonb_input, 0).empty());
    CHECK(with("gin", jsonb_input, 1).empty());
    CHECK(with("btree", vector_input, 1) == "i: holds the whole column \"a\" by btree");
    CHECK(with("btree", vector_input, 0) == "i: holds a text search vector by btree");
    CHECK(with("hash", vector_input, 1).empty());
    CHECK(with("btree", 23, 1).empty());
    CHECK(said(jsonb_index_method, [](Table& table) {
              table.index("i", {1}).parent = 9;
              table.last_keys()[0].input_type = jsonb_input;
          }).empty());
    const auto unique = [](Table& table) {
        Index& index = table.index("i", {1});
        index.unique = true;
        index.definition = "CREATE UNIQUE INDEX i ON public.orders USING btree (a)";
        table.last_keys()[0].input_type = jsonb_input;
    };
    CHECK(fixed(jsonb_index_method, unique).empty());
    const auto hash = [](Table& table) {
        table.index("i", {1}, "hash").definition = "CREATE INDEX i ON public.orders USING hash (a)";
        table.last_keys()[0].input_type = jsonb_input;
    };
    CHECK(fixed(jsonb_index_method, hash, in_block) ==
          "DROP INDEX public.i; CREATE INDEX i ON public.orders USING gin (a)");
}

TEST_CASE("wide_index: columns") {
    CHECK(said(wide_index, [](Table& table) { table.index("i", {1, 2, 3, 1, 2}); }).empty());
    CHECK(said(wide_index, [](Table& table) {
              table.index("i", {1, 2, 3, 1, 2, 3});
          }) == "i: has 6 key columns, more than 5");
    CHECK(said(wide_index, [](Table& table) { table.index("i", {1, 2, 3, 1, 2, 3}).parent = 9; }).empty());
    CHECK(said(
              wide_index,
              [](Table& table) {
                  table.primary_key("p", {1, 2});
              },
              R"({"max_columns": 1})") == "p: has 2 key columns, more than 1");
}

TEST_CASE("wide_index: bytes, in reports") {
    const auto with = [](auto&& change, Moment moment = Moment::report) {
        Schema schema;
        Table& table = orders(schema);
        table.index("i", {1, 4, 0});
        table.columns[0].width = 8;
        table.columns[3].width = 1000;
        change(table);
        return Judged(wide_index, schema.catalog(), table, {}, {.moment = moment}).said();
    };
    const auto nothing = [](Table&) {};
    CHECK(with(nothing) == "i: has keys of 1008 bytes on average, more than 512");
    CHECK(with(nothing, Moment::after).empty());
    CHECK(with([](Table& table) { table.columns[3].null_fraction = 0.5; }).empty());
    CHECK(with([](Table& table) { table.columns[3].width = -1; }).empty());
    CHECK(with([](Table& table) { table.indexes[0].access_method = "gin"; }).empty());
    CHECK(with([](Table& table) { table.columns[3].width = 504; }).empty());
    CHECK_FALSE(with([](Table& table) { table.columns[3].width = 505; }).empty());
}

TEST_CASE("unnecessary_index_predicate: exactly that a NOT NULL column is not null") {
    constexpr Condition there[] = {{.kind = ConditionKind::is_not_null, .column = 1}};
    constexpr Condition maybe[] = {{.kind = ConditionKind::is_not_null, .column = 2}};
    constexpr Condition null[] = {{.kind = ConditionKind::is_null, .column = 1}};
    constexpr Condition more[] = {{.kind = ConditionKind::is_not_null, .column = 1}, {}};
    const auto with = [](Rows<Condition> conditions, ObjectId parent = 0) {
        return said(unnecessary_index_predicate, [&](Table& table) {
            Index& index = table.index("i", {2});
            index.conditions = conditions;
            index.parent = parent;
        });
    };
    CHECK(with(there) == "i: leaves out rows without \"a\", which is NOT NULL");
    CHECK(with(there, 9).empty());
    CHECK(with(maybe).empty());
    CHECK(with(null).empty());
    CHECK(with(more).empty());
    CHECK(with({}).empty());
    const auto fix_with = [&](Text definition) {
        return fixed(unnecessary_index_predicate, [&](Table& table) {
            Index& index = table.index("i", {2});
            index.unique = true;
            index.conditions = there;
            index.definition = definition;
        });
    };
    CHECK(fix_with("CREATE UNIQUE INDEX i ON public.orders USING btree (b) WHERE (a IS NOT NULL)") ==
          "!CREATE UNIQUE INDEX CONCURRENTLY idx_orders_b ON public.orders USING btree (b); !DROP INDEX CONCURRENTLY "
          "public.i; ALTER INDEX public.idx_orders_b RENAME TO i");
    CHECK(fix_with("CREATE UNIQUE INDEX i ON public.orders USING btree (b) WHERE (NOT (a IS NULL))").empty());
}

}  // namespace
}  // namespace conventions::core
