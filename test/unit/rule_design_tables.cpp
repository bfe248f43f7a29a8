// Rules on what a table is for: single_column_table, unrelated_table, entity_attribute_value,
// suspected_denormalisation, multi_valued_text, matview_unique_index; partition_forbidden, partition_detach_pending,
// partition_default.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule entity_attribute_value;
extern const Rule matview_unique_index;
extern const Rule multi_valued_text;
extern const Rule partition_default;
extern const Rule partition_detach_pending;
extern const Rule partition_forbidden;
extern const Rule single_column_table;
extern const Rule suspected_denormalisation;
extern const Rule unrelated_table;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

TEST_CASE("single_column_table") {
    Schema schema;
    Table& table = schema.table("currencies");
    CHECK(Judged(single_column_table, schema.catalog(), table).said() == "has no column of its own");
    table.column("createdAt", test::timestamptz_type);
    table.column("updated_by_id");
    CHECK(Judged(single_column_table, schema.catalog(), table).said() == "has no column of its own");
    table.column("code", test::text_type);
    CHECK(Judged(single_column_table, schema.catalog(), table).said() == "has no column beside \"code\"");
    table.primary_key("pk", {3});
    CHECK(Judged(single_column_table, schema.catalog(), table).count() == 1);
    table.indexes[0].referenced = true;
    CHECK(Judged(single_column_table, schema.catalog(), table).quiet());
    table.indexes[0].referenced = false;
    table.column("created_for");
    CHECK(Judged(single_column_table, schema.catalog(), table).quiet());
}

TEST_CASE("unrelated_table") {
    Schema schema;
    Table& table = schema.table("alone");
    table.column("id");
    table.relation.schema_oid = 7;
    const auto said = [&](std::int64_t tables, std::int64_t related) {
        const SchemaCount counts[] = {{.schema = 6, .tables = 1, .related = 1},
                                      {.schema = 7, .tables = tables, .related = related}};
        Catalog catalog = schema.catalog();
        catalog.schemas = counts;
        const Judged judged(unrelated_table, catalog, table);
        return judged.quiet() ? std::string() : judged.said() + ": " + judged[0].detail;
    };
    CHECK(said(4, 2) == "is in no foreign key: Of the 4 tables of its schema 2 are in one.");
    CHECK(said(5, 2).empty());
    CHECK(Judged(unrelated_table, schema.catalog(), table).quiet());
    table.primary_key("pk", {1});
    CHECK_FALSE(said(4, 2).empty());
    table.indexes[0].referenced = true;
    CHECK(said(4, 2).empty());
    table.indexes[0].referenced = false;
    table.foreign_key("fk", {1});
    CHECK(said(4, 2).empty());
}

/// With columns of these names and types.
bool is_attribute_table(std::initializer_list<std::pair<Text, const Type*>> columns, AttributeNumber key = 0) {
    Schema schema;
    Table& table = schema.table("t");
    for (const auto& [name, type] : columns) table.column(name, *type);
    if (key != 0) table.primary_key("pk", {key});
    return !Judged(entity_attribute_value, schema.catalog(), table).quiet();
}

TEST_CASE("entity_attribute_value") {
    const Type* const number = &test::bigint_type;
    const Type* const text = &test::text_type;
    CHECK(is_attribute_table({{"product_id", number}, {"name", text}, {"value", text}}));
    CHECK(is_attribute_table({{"postId", number}, {"metaKey", text}, {"metaValue", text}}));
    CHECK(is_attribute_table({{"product_id", number}, {"attribute_id", number}, {"value_text", text}}));
    CHECK(
        is_attribute_table({{"a_id", number}, {"attribute_name", text}, {"value_text", text}, {"value_int", number}}));
    CHECK(is_attribute_table({{"id", number}, {"a_id", number}, {"key", text}, {"value", text}, {"created_at", number}},
                             1));
    CHECK_FALSE(is_attribute_table({{"number", number}, {"a_id", number}, {"key", text}, {"value", text}}));
    CHECK_FALSE(is_attribute_table({{"key", text}, {"value", text}}));
    CHECK_FALSE(is_attribute_table({{"product_id", number}, {"value", text}}));
    CHECK_FALSE(is_attribute_table({{"product_id", number}, {"name", text}, {"value", number}}));
    CHECK_FALSE(is_attribute_table({{"product_id", number}, {"name", number}, {"value", text}}));
    CHECK_FALSE(is_attribute_table({{"product_id", number}, {"key", text}, {"name", text}, {"value", text}}));
    CHECK_FALSE(is_attribute_table({{"company_id", number}, {"first_name", text}, {"value", text}}));
    Schema schema;
    Table& table = schema.table("t");
    table.column("product");
    table.column("name", test::text_type);
    table.column("value", test::text_type);
    CHECK(Judged(entity_attribute_value, schema.catalog(), table).quiet());
    table.foreign_key("fk", {1});
    CHECK(Judged(entity_attribute_value, schema.catalog(), table).said() ==
          "keeps attributes as rows, a name and a text each");
}

TEST_CASE("suspected_denormalisation") {
    Schema schema;
    Table& parents = schema.table("parents");
    parents.column("x");
    parents.column("name", test::text_type);
    parents.column("zipCode", test::text_type);
    Table& table = schema.table("orders");
    table.column("buyer_id");
    table.column("parent_name", test::text_type);
    table.column("buyerZipCode", test::text_type);
    table.column("parent_phone", test::text_type);
    table.column("parent_x");
    Constraint& key = table.foreign_key("fk", {1}, parents.relation.oid);
    const auto said = [&] { return Judged(suspected_denormalisation, schema.catalog(), table).said(); };
    constexpr Text name = "parent_name: seems to repeat \"name\" of \"public.parents\", to which \"fk\" leads";
    constexpr Text zip = "buyerZipCode: seems to repeat \"zipCode\" of \"public.parents\", to which \"fk\" leads";
    CHECK(said() == Findings::text(name, "|", zip));
    const Catalog& catalog = schema.catalog();
    CHECK(Judged(suspected_denormalisation, catalog, table)[0].part == "parents.name");
    CHECK(Judged(suspected_denormalisation, catalog, table)[0].related == parents.relation.oid);
    table.columns[1].has_comment = true;
    CHECK(said() == zip);
    table.columns[1].has_comment = false;
    table.columns[2].inherited = true;
    CHECK(said() == name);
    table.columns[2].inherited = false;
    table.columns[2].generated = Generated::stored;
    CHECK(said() == name);
    parents.columns[1].base = &test::bigint_type;
    CHECK(said().empty());
    parents.columns[1].base = &test::text_type;
    key.referenced_is_self = true;
    CHECK(said().empty());
    key.referenced_is_self = false;
    key.parent = 3;
    CHECK(said().empty());
    key.parent = 0;
    table.foreign_key("other", {2});
    CHECK(said().empty());
}

TEST_CASE("multi_valued_text") {
    Schema schema;
    Table& table = schema.table("posts");
    table.relation.blocks = 0;
    for (const Text name : {"tags", "hash_tags", "userIds", "mail_list", "listed", "ids"})
        table.column(name, test::text_type);
    table.column("a_ids");
    CHECK(
        Judged(multi_valued_text, schema.catalog(), table).said() ==
        "tags: is text, though it seems to hold a list|hash_tags: is text, though it seems to hold a list|userIds: is "
        "text, though it seems to hold a list|mail_list: is text, though it seems to hold a list");
    table.relation.blocks = 1;
    CHECK(Judged(multi_valued_text, schema.catalog(), table).quiet());
    CHECK(Judged(multi_valued_text, schema.catalog(), table, {}, {.moment = Moment::file}).count() == 4);
}

TEST_CASE("matview_unique_index") {
    Schema schema;
    Table& view = schema.table("daily", RelationKind::materialized_view);
    view.column("day");
    view.relation.blocks = 1;
    const auto is_found = [&] { return !Judged(matview_unique_index, schema.catalog(), view).quiet(); };
    const Judged judged(matview_unique_index, schema.catalog(), view);
    CHECK(judged.said() == "has no unique index over columns and all rows");
    CHECK(judged.fix() == "!?CREATE UNIQUE INDEX CONCURRENTLY daily_key ON public.daily (<columns>)");
    CHECK(judged.undo() == "DROP INDEX public.daily_key");
    CHECK(Judged(matview_unique_index, schema.catalog(), view, {}, {.in_block = true}).fix() ==
          "?CREATE UNIQUE INDEX daily_key ON public.daily (<columns>)");
    view.relation.blocks = 0;
    CHECK_FALSE(is_found());
    view.relation.blocks = 1;
    view.index("i", {1});
    CHECK(is_found());
    view.indexes[0].unique = true;
    CHECK_FALSE(is_found());
    view.indexes[0].valid = false;
    CHECK(is_found());
    view.indexes[0].valid = true;
    view.indexes[0].predicate = 2;
    CHECK(is_found());
    view.indexes.clear();
    view.index("i", {1, 0}).unique = true;
    CHECK(is_found());
    CHECK(matview_unique_index.waits_in_autocommit);
}

TEST_CASE("partition_forbidden, partition_detach_pending") {
    Schema schema;
    Table& root = schema.table("Events", RelationKind::partitioned_table);
    Table& leaf = schema.partition_of(root, "events_1");
    CHECK(Judged(partition_forbidden, schema.catalog(), root).said() == "is partitioned");
    CHECK(Judged(partition_forbidden, schema.catalog(), leaf).quiet());
    CHECK_FALSE(partition_forbidden.judges_partitions);
    CHECK(Judged(partition_detach_pending, schema.catalog(), leaf).quiet());
    leaf.relation.detach_pending = true;
    const Judged judged(partition_detach_pending, schema.catalog(), leaf);
    CHECK(judged.said() == "is half detached from \"public.Events\"");
    CHECK(judged.fix() == "ALTER TABLE public.\"Events\" DETACH PARTITION public.events_1 FINALIZE");
    CHECK(partition_detach_pending.judges_partitions);
    leaf.parents.clear();
    const Judged orphan(partition_detach_pending, schema.catalog(), leaf);
    CHECK(orphan.said() == "is half detached");
    CHECK(orphan.fix().empty());
}

TEST_CASE("partition_default") {
    Schema schema;
    Table& root = schema.table("events", RelationKind::partitioned_table);
    Table& rest = schema.partition_of(root, "rest");
    rest.relation.blocks = 1;
    const auto said = [&](Text parameters = {}) {
        return Judged(partition_default, schema.catalog(), root, parameters).said();
    };
    constexpr Text required = R"({"require": true})";
    root.relation.partitioned_by = PartitionedBy::range;
    CHECK(said().empty());
    root.relation.default_partition = rest.relation.oid;
    CHECK(said() == "has rows in its default partition \"public.rest\"");
    rest.relation.blocks = 0;
    CHECK(said().empty());
    rest.relation.blocks = 1;
    for (const PartitionedBy by : {PartitionedBy::list, PartitionedBy::hash}) {
        root.relation.partitioned_by = by;
        CHECK(said(required).empty());
    }
    root.relation.default_partition = 0;
    CHECK(said(required).empty());
    root.relation.partitioned_by = PartitionedBy::list;
    CHECK(said().empty());
    CHECK(said(required) == "has no default partition");
    CHECK(partition_default.judges_partitions);
}

}  // namespace
}  // namespace conventions::core
