// Rule drop_column.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule drop_column;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr std::int64_t blocks_of_a_megabyte = 128;

/// A table that was there before, with rows.
Table& old_table(Schema& schema, Text name, RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("B b");
    table.relation.blocks = kind == RelationKind::table ? blocks_of_a_megabyte : 0;
    return table;
}

/// ALTER TABLE table DROP COLUMN name, ...
class Dropping {
public:
    Dropping(const Table& table, std::initializer_list<Text> names) {
        for (const Text name : names) {
            Action action;
            action.kind = ActionKind::drop_column;
            action.name = name;
            actions_.push_back(action);
        }
        target_.name = table.relation.name;
        target_.oid = target_.relation = table.relation.oid;
        statement.kind = StatementKind::alter_table;
        statement.targets = {&target_, 1};
        statement.actions = actions_;
    }
    Statement statement;

private:
    Target target_;
    std::vector<Action> actions_;
};

std::string said_of(Schema& schema, const Table& table, std::initializer_list<Text> names = {"a"}, bool only = false) {
    Dropping dropping(table, names);
    dropping.statement.only = only;
    return Judged(drop_column, schema.catalog(), dropping.statement).said();
}

constexpr Text found = "a: would be dropped with its values";

TEST_CASE("drop_column: an old table with rows") {
    Schema schema;
    Table& table = old_table(schema, "t");
    CHECK(said_of(schema, table) == found);
    CHECK(said_of(schema, table, {"B b", "a"}) ==
          "B b: would be dropped with its values|a: would be dropped with its values");
    CHECK(said_of(schema, table, {"gone"}).empty());
    table.relation.blocks = 0;
    CHECK(said_of(schema, table).empty());
    // Not known is not none.
    table.relation.blocks = -1;
    CHECK(said_of(schema, table) == found);
}

TEST_CASE("drop_column: tables made or emptied in this transaction lose nothing") {
    Schema schema;
    Table& table = old_table(schema, "t");
    table.relation.origin = Origin::this_transaction;
    CHECK(said_of(schema, table).empty());
    table.relation.origin = Origin::this_command;
    CHECK(said_of(schema, table).empty());
    table.relation.origin = Origin::earlier;
    table.relation.emptied_here = true;
    CHECK(said_of(schema, table).empty());
}

TEST_CASE("drop_column: a column of nulls") {
    Schema schema;
    Table& table = old_table(schema, "t");
    table.columns[0].null_fraction = 1;
    CHECK(said_of(schema, table).empty());
    table.columns[0].null_fraction = 0.99F;
    CHECK(said_of(schema, table) == found);
    table.columns[0].null_fraction = -1;
    CHECK(said_of(schema, table) == found);
}

TEST_CASE("drop_column: other kinds, other statements") {
    for (const RelationKind kind : {RelationKind::view, RelationKind::composite_type, RelationKind::foreign_table}) {
        Schema schema;
        Table& table = old_table(schema, "t", kind);
        table.relation.blocks = -1;
        CHECK(said_of(schema, table).empty());
    }
    Schema schema;
    const Table& table = old_table(schema, "t");
    Dropping dropping(table, {"a"});
    CHECK(drop_column.looks_at.covers(dropping.statement.shape()));
    const_cast<Action&>(dropping.statement.actions[0]).kind = ActionKind::drop_constraint;
    CHECK(!drop_column.looks_at.covers(dropping.statement.shape()));
    CHECK(Judged(drop_column, schema.catalog(), dropping.statement).quiet());
    dropping.statement.kind = StatementKind::drop;
    CHECK(!drop_column.looks_at.covers(dropping.statement.shape()));
}

TEST_CASE("drop_column: a table that is not there") {
    Schema schema;
    const Table& table = old_table(schema, "t");
    Dropping dropping(table, {"a"});
    const_cast<Target&>(dropping.statement.targets[0]).relation = 0;
    CHECK(Judged(drop_column, schema.catalog(), dropping.statement).quiet());
    dropping.statement.targets = {};
    CHECK(Judged(drop_column, schema.catalog(), dropping.statement).quiet());
}

TEST_CASE("drop_column: rows are those of all leaves, ONLY those of the table") {
    Schema schema;
    Table& root = old_table(schema, "root", RelationKind::partitioned_table);
    Table& middle = schema.partition_of(root, "middle", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(middle, "leaf");
    leaf.relation.blocks = 0;
    CHECK(said_of(schema, root).empty());
    leaf.relation.blocks = 1;
    CHECK(said_of(schema, root) == found);
    leaf.relation.emptied_here = true;
    CHECK(said_of(schema, root).empty());

    Table& parent = old_table(schema, "parent");
    parent.relation.blocks = 0;
    Table& child = old_table(schema, "child");
    child.parents.push_back(parent.relation.oid);
    parent.children.push_back(child.relation.oid);
    CHECK(said_of(schema, parent) == found);
    CHECK(said_of(schema, parent, {"a"}, true).empty());
}

TEST_CASE("drop_column: says how much") {
    Schema schema;
    Table& table = old_table(schema, "t");
    const auto detail = [&] {
        Dropping dropping(table, {"a"});
        const Catalog& catalog = schema.catalog();
        return Judged(drop_column, catalog, dropping.statement)[0].detail;
    };
    CHECK(detail() == "The table has about 1 MB of rows.");
    table.relation.blocks = blocks_of_a_megabyte - 1;
    CHECK(detail() == "The table has less than 1 MB of rows.");
    table.relation.tuples = 1234567;
    CHECK(detail() == "The table has about 1234567 rows.");
    table.relation.tuples = -1;
    table.relation.blocks = -1;
    CHECK(detail() == "How many rows the table has is not known.");
}

TEST_CASE("drop_column: what CASCADE took") {
    Schema schema;
    Table& table = old_table(schema, "t");
    const auto said = [&] { return Judged(drop_column, schema.catalog(), table).said(); };
    CHECK(said().empty());
    table.columns[1].dropped = true;
    CHECK(said() == "B b: is dropped by CASCADE with its values");
    table.columns[1].null_fraction = 1;
    CHECK(said().empty());
    table.columns[1].null_fraction = -1;
    // Gone with the parent's column, for which the parent speaks.
    table.columns[1].inherited = true;
    CHECK(said().empty());
    table.columns[1].inherited = false;
    table.relation.blocks = 0;
    CHECK(said().empty());
    table.relation.blocks = 1;
    table.relation.origin = Origin::this_transaction;
    CHECK(said().empty());
}

TEST_CASE("drop_column: a victim of CASCADE in a partitioned table counts the rows of its leaves") {
    Schema schema;
    Table& root = old_table(schema, "root", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(root, "leaf");
    root.columns[0].dropped = leaf.columns[0].dropped = true;
    leaf.relation.blocks = 1;
    CHECK(Judged(drop_column, schema.catalog(), root).said() == "a: is dropped by CASCADE with its values");
    CHECK(Judged(drop_column, schema.catalog(), leaf).quiet());
    leaf.relation.blocks = 0;
    CHECK(Judged(drop_column, schema.catalog(), root).quiet());
}

}  // namespace
}  // namespace conventions::core
