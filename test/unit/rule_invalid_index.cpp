// Rule invalid_index.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule invalid_index;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

Table& orders(Schema& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("B b");
    return table;
}

/// Says, detail and fix of one index that `change` breaks.
std::string told(auto&& change, Text name = "Idx", Situation situation = {}) {
    Schema schema;
    Table& table = orders(schema);
    change(table.index(name, {1}));
    const Judged judged(invalid_index, schema.catalog(), table, {}, situation);
    if (judged.quiet()) return {};
    CHECK(judged.undo().empty());
    CHECK(judged[0].undo_index == 0);
    return Findings::text(judged.said(), " / ", judged[0].detail, " / ", judged.fix());
}

const auto break_off = [](Index& index) { index.valid = false; };

TEST_CASE("invalid_index: not valid, not ready, not live") {
    CHECK(told([](Index&) {}).empty());
    CHECK(
        told(break_off) ==
        "Idx: is not valid / No query uses it, but every write keeps it up: its build was broken off. / !REINDEX INDEX "
        "CONCURRENTLY public.\"Idx\"");
    CHECK(told([](Index& index) { index.ready = false; }) ==
          "Idx: is not valid / No query uses it, and no write keeps it up: its build was broken off. / !REINDEX INDEX "
          "CONCURRENTLY public.\"Idx\"");
    CHECK(
        told([](Index& index) { index.live = false; }) ==
        "Idx: is half dropped / No query uses it. A DROP INDEX CONCURRENTLY was broken off. / !DROP INDEX CONCURRENTLY "
        "public.\"Idx\"");
    CHECK(told([](Index& index) {
              index.valid = index.ready = index.live = false;
              index.building = true;
          }).empty());
    CHECK(invalid_index.judges_partitions);
    CHECK(invalid_index.moments == Moment::report);
}

TEST_CASE("invalid_index: in a block, and of an exclusion constraint") {
    CHECK(told(break_off, "i", {.in_block = true}).ends_with(" / REINDEX INDEX public.i"));
    CHECK(told([](Index& index) {
              index.exclusion = true, index.valid = false;
          }).ends_with(" / REINDEX INDEX public.\"Idx\""));
}

TEST_CASE("invalid_index: what a broken REINDEX CONCURRENTLY leaves behind is dropped") {
    for (const Text name : {"i_ccnew", "i_ccold", "i_ccnew12", "i_ccold1"})
        CHECK(told(break_off, name) == Findings::text(name,
                                                      ": is not valid / A REINDEX CONCURRENTLY was broken off and left "
                                                      "it behind. / !DROP INDEX CONCURRENTLY public.",
                                                      name));
    for (const Text name : {"i_ccnew_", "iccnew", "i_ccnews", "123"})
        CHECK(told(break_off, name).find("REINDEX INDEX CONCURRENTLY") != std::string::npos);
    CHECK(told([](Index& index) { index.valid = false, index.constraint = 5; }, "i_ccnew").find("REINDEX INDEX") !=
          std::string::npos);
}

/// root (partitioned) with leaf one and sub (partitioned) with leaves two and three; an index on ONLY the root.
struct Tree {
    Schema schema;
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    Table& one = schema.partition_of(root, "one");
    Table& sub = schema.partition_of(root, "sub", RelationKind::partitioned_table);
    Table& two = schema.partition_of(sub, "two");
    Table& three = schema.partition_of(sub, "Three");

    Tree() {
        Index& index = root.index("Root i", {1, 2});
        index.partitioned = true;
        index.valid = false;
        index.definition = "CREATE INDEX \"Root i\" ON ONLY public.root USING btree (a, \"B b\") WHERE (a > 0)";
    }
    ObjectId root_index() { return root.indexes[0].oid; }
    Index& attach(Table& table, Text name, ObjectId parent) {
        Index& index = table.index(name, {1, 2});
        index.parent = parent;
        index.partitioned = table.relation.kind == RelationKind::partitioned_table;
        return index;
    }
    std::string said(Table& table) { return Judged(invalid_index, schema.catalog(), table).said(); }
    std::string fix() { return Judged(invalid_index, schema.catalog(), root).fix(); }
    std::string detail() { return Judged(invalid_index, schema.catalog(), root)[0].detail; }
};

TEST_CASE("invalid_index: a partitioned index lists what it lacks, and gets it") {
    Tree tree;
    CHECK(tree.said(tree.root) == "Root i: is not attached everywhere");
    CHECK(tree.detail() == "Without: 3 of 3 partitions, \"public.one\", \"public.two\", \"public.Three\".");
    CHECK(
        tree.fix() ==
        "!CREATE INDEX CONCURRENTLY \"idx_one_a_B b\" ON public.one USING btree (a, \"B b\") WHERE (a > 0); ALTER "
        "INDEX public.\"Root i\" ATTACH PARTITION public.\"idx_one_a_B b\"; CREATE INDEX \"idx_sub_a_B b\" ON ONLY "
        "public.sub USING btree (a, \"B b\") WHERE (a > 0); !CREATE INDEX CONCURRENTLY \"idx_two_a_B b\" ON public.two "
        "USING btree (a, \"B b\") WHERE (a > 0); ALTER INDEX public.\"idx_sub_a_B b\" ATTACH PARTITION "
        "public.\"idx_two_a_B b\"; !CREATE INDEX CONCURRENTLY \"idx_Three_a_B b\" ON public.\"Three\" USING btree (a, "
        "\"B b\") WHERE (a > 0); ALTER INDEX public.\"idx_sub_a_B b\" ATTACH PARTITION public.\"idx_Three_a_B b\"; "
        "ALTER INDEX public.\"Root i\" ATTACH PARTITION public.\"idx_sub_a_B b\"");
    // Text that is not what it should be, or none.
    tree.root.indexes[0].definition = "CREATE INDEX other ON ONLY public.root USING btree (a)";
    CHECK(tree.fix().empty());
}

TEST_CASE("invalid_index: what is attached already stays; one cause is told once") {
    Tree tree;
    tree.attach(tree.one, "one_i", tree.root_index());
    Index& below = tree.attach(tree.sub, "sub_i", tree.root_index());
    below.valid = false;
    tree.attach(tree.two, "two_i", below.oid).valid = false;
    CHECK(tree.detail() == "Without: 2 of 3 partitions, \"public.two\", \"public.Three\".");
    CHECK(tree.said(tree.sub).empty());
    CHECK(tree.said(tree.two).empty());
    CHECK(tree.fix() ==
          "!REINDEX INDEX CONCURRENTLY public.two_i; ALTER INDEX public.sub_i ATTACH PARTITION public.two_i; !CREATE "
          "INDEX CONCURRENTLY \"idx_Three_a_B b\" ON public.\"Three\" USING btree (a, \"B b\") WHERE (a > 0); ALTER "
          "INDEX public.sub_i ATTACH PARTITION public.\"idx_Three_a_B b\"");
    // Below a valid one a broken index speaks for itself.
    tree.root.indexes[0].valid = tree.sub.indexes[0].valid = true;
    CHECK(tree.said(tree.two) == "two_i: is not valid");
    CHECK(tree.said(tree.root).empty());
}

TEST_CASE("invalid_index: where nothing is missing, attaching once more makes it valid") {
    Tree tree;
    tree.attach(tree.one, "one_i", tree.root_index());
    Index& below = tree.attach(tree.sub, "sub_i", tree.root_index());
    tree.attach(tree.two, "two_i", below.oid);
    tree.attach(tree.three, "three_i", below.oid);
    CHECK(tree.detail().empty());
    CHECK(tree.fix() == "ALTER INDEX public.\"Root i\" ATTACH PARTITION public.sub_i");
}

TEST_CASE("invalid_index: an index that is there already is attached, if it is the same") {
    const auto fix_with = [](auto&& change) {
        Schema schema;
        Table& root = orders(schema, "root", RelationKind::partitioned_table);
        Table& one = schema.partition_of(root, "one");
        // The columns of the partition stand the other way round.
        std::swap(one.columns[0].name, one.columns[1].name);
        Index& index = root.index("root_i", {1, 2});
        index.partitioned = true;
        index.valid = false;
        index.definition = "CREATE INDEX root_i ON ONLY public.root USING btree (a, \"B b\")";
        Index& own = one.index("own", {2, 1});
        change(root.indexes[0], own, one.last_keys());
        return Judged(invalid_index, schema.catalog(), root).fix();
    };
    using Keys = std::vector<IndexKey>;
    constexpr Text attached = "ALTER INDEX public.root_i ATTACH PARTITION public.own";
    constexpr Text made =
        "!CREATE INDEX CONCURRENTLY \"idx_one_a_B b\" ON public.one USING btree (a, \"B b\"); ALTER INDEX "
        "public.root_i "
        "ATTACH PARTITION public.\"idx_one_a_B b\"";
    CHECK(fix_with([](Index&, Index&, Keys&) {}) == attached);
    CHECK(fix_with([](Index&, Index&, Keys& keys) { std::swap(keys[0], keys[1]); }) == made);
    CHECK(fix_with([](Index&, Index&, Keys& keys) { keys[0].operator_class = 7; }) == made);
    CHECK(fix_with([](Index&, Index&, Keys& keys) { keys[0].collation = 7; }) == made);
    CHECK(fix_with([](Index&, Index&, Keys& keys) { keys[0].descending = true; }) == made);
    CHECK(fix_with([](Index&, Index&, Keys& keys) { keys[0].nulls_first = true; }) == made);
    CHECK(fix_with([](Index&, Index&, Keys& keys) { keys[0].options = "x=1"; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.valid = false; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.parent = 5; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.unique = true; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.immediate = false; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.nulls_not_distinct = true; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.constraint = 5; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.primary = true; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.predicate = 1; }) == made);
    CHECK(fix_with([](Index& index, Index& own, Keys&) { index.predicate = own.predicate = 1; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.access_method = "hash"; }) == made);
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.keys = own.keys.first(1); }) == made);
    static constexpr AttributeNumber first[] = {1};
    static constexpr AttributeNumber second[] = {2};
    CHECK(fix_with([](Index&, Index& own, Keys&) { own.included = first; }) == made);
    CHECK(fix_with([](Index& index, Index& own, Keys&) { index.included = own.included = first; }) == made);
    CHECK(fix_with([](Index& index, Index& own, Keys&) { index.included = first, own.included = second; }) == attached);
}

TEST_CASE("invalid_index: the index of a constraint, foreign tables, detached partitions, many leaves") {
    Tree tree;
    Index& index = tree.root.indexes[0];
    Constraint unique;
    unique.oid = 7;
    unique.kind = ConstraintKind::unique;
    unique.deferrable = true;
    tree.root.constraints.push_back(unique);
    index.constraint = 7;
    index.unique = index.nulls_not_distinct = true;
    index.definition = "CREATE UNIQUE INDEX \"Root i\" ON ONLY public.root USING btree (a, \"B b\")";
    tree.sub.relation.detach_pending = true;
    CHECK(tree.fix() ==
          "ALTER TABLE public.one ADD CONSTRAINT \"idx_one_a_B b\" UNIQUE NULLS NOT DISTINCT (a, \"B b\") DEFERRABLE; "
          "ALTER INDEX public.\"Root i\" ATTACH PARTITION public.\"idx_one_a_B b\"");
    index.primary = true;
    static constexpr AttributeNumber second[] = {2};
    index.included = second;
    CHECK(
        tree.fix().starts_with("ALTER TABLE public.one ADD CONSTRAINT \"idx_one_a_B b\" PRIMARY KEY (a, \"B b\") "
                               "INCLUDE (\"B b\") DEFERRABLE;"));
    tree.one.relation.kind = RelationKind::foreign_table;
    CHECK(tree.detail() == "Foreign tables can have no index, so it can never become valid.");
    CHECK(tree.fix().empty());

    Schema schema;
    Table& root = orders(schema, "root", RelationKind::partitioned_table);
    root.index("i", {1}).partitioned = true;
    root.indexes[0].valid = false;
    for (int i = 0; i < 11; ++i) schema.partition_of(root, "leaf");
    CHECK(Judged(invalid_index, schema.catalog(), root)[0].detail.ends_with("\"public.leaf\", ..."));
}

}  // namespace
}  // namespace conventions::core
