// Rule array_column.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule array_column;

namespace {

using test::bigint_type;
using test::Judged;
using test::Schema;
using test::Table;
using test::text_type;

TEST_CASE("array_column: rows and references") {
    Schema schema;
    Table& table = schema.table("orders");
    const auto add = [&](Text name, const Type& element) {
        Column& column = table.column(name, schema.array_of(element));
        column.is_array = true;
        column.scalar = &element;
    };
    const Type& pair = schema.type("pair", TypeKind::composite);
    add("items", pair);
    add("product_ids", bigint_type);
    add("userIDs", test::integer_type);
    add("ids", bigint_type);
    add("kids", bigint_type);
    add("tag_ids", text_type);
    add("numbers", bigint_type);
    table.column("shelf_ids");
    const auto said = [&](Text parameters = {}) {
        return Judged(array_column, schema.catalog(), table, parameters).said();
    };
    constexpr Text usual =
        "items: holds rows of pair, which no constraint can check|"
        "product_ids: holds references, which no foreign key can check|"
        "userIDs: holds references, which no foreign key can check";
    CHECK(said() == usual);
    CHECK(said(R"({"allow_scalar": false})") ==
          std::string(usual) + "|ids: is an array|kids: is an array|tag_ids: is an array|numbers: is an array");
    for (Column& column : table.columns) column.inherited = true;
    CHECK(said().empty());
    CHECK(array_column.heuristic);
}

}  // namespace
}  // namespace conventions::core
