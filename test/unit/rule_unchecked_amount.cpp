// Rule unchecked_amount.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule unchecked_amount;

namespace {

using test::column_over;
using test::Judged;
using test::Schema;
using test::Table;

void add_check(Table& table, Rows<ColumnLimit> limits) {
    Constraint made;
    made.oid = table.next_oid();
    made.kind = ConstraintKind::check;
    made.name = "c";
    made.limits = limits;
    table.constraints.push_back(made);
}

bool fires(Text name, const Type& type = test::integer_type, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("t");
    table.column(name, type);
    return !Judged(unchecked_amount, schema.catalog(), table, parameters).quiet();
}

TEST_CASE("unchecked_amount: names and types") {
    for (const Text name : {"price", "unitPrice", "quantity", "qty", "stock", "tax_rate", "percent",
                            "discount_percentage", "total", "rates"}) {
        CAPTURE(name);
        CHECK(fires(name));
    }
    for (const Text name : {"payment_id", "tax_code", "total_time", "stock_number", "number", "id", "rated", "a"}) {
        CAPTURE(name);
        CHECK(!fires(name));
    }
    for (const Type* type : {&test::bigint_type, &test::smallint_type, &test::numeric_type})
        CHECK(fires("price", *type));
    CHECK(!fires("price", test::text_type));
    CHECK(!fires("price", test::integer_type, R"({"names": "^x$"})"));
    CHECK(fires("total_time", test::integer_type, R"({"not_names": ""})"));
}

TEST_CASE("unchecked_amount: what bounds it") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("price", test::numeric_type);
    const auto said = [&](Text parameters = {}) {
        return Judged(unchecked_amount, schema.catalog(), table, parameters).said();
    };
    constexpr ColumnLimit least[] = {{.column = 1, .least = true}};
    constexpr ColumnLimit most[] = {{.column = 1, .most = true}};
    CHECK(said() == "price: has no CHECK that bounds it");
    add_check(table, least);
    CHECK(said().empty());
    // A share wants both.
    constexpr Text shares = R"({"share_names": "^price$"})";
    CHECK(said(shares) == "price: has no CHECK that bounds it from above");
    add_check(table, most);
    CHECK(said(shares).empty());
    table.constraints.erase(table.constraints.begin());
    CHECK(said(shares) == "price: has no CHECK that bounds it from below");
    CHECK(said().empty());
    table.constraints[0].enforced = false;
    CHECK(!said().empty());
    Type& domain = schema.domain("amount", test::numeric_type);
    table.columns.clear();
    column_over(table, "price", domain, test::numeric_type);
    CHECK(!said().empty());
    domain.domain_has_check = true;
    CHECK(said().empty());
}

TEST_CASE("unchecked_amount: keys and what the server makes") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("price", test::integer_type);
    const auto quiet = [&] { return Judged(unchecked_amount, schema.catalog(), table).quiet(); };
    table.columns[0].inherited = true;
    CHECK(quiet());
    table.columns[0].inherited = false;
    table.columns[0].identity = Identity::always;
    CHECK(quiet());
    table.columns[0].identity = Identity::none;
    table.columns[0].generated = Generated::stored;
    CHECK(quiet());
    table.columns[0].generated = Generated::none;
    CHECK(!quiet());
    table.foreign_key("k", {1});
    CHECK(quiet());
    table.constraints.clear();
    table.unique_constraint(ConstraintKind::unique, "u", {1});
    CHECK(!quiet());
    table.primary_key("p", {1});
    CHECK(quiet());
}

TEST_CASE("unchecked_amount: fixes") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("Price", test::numeric_type);
    table.column("rate", test::numeric_type);
    const auto fix = [&](std::size_t at) { return Judged(unchecked_amount, schema.catalog(), table).fix(at); };
    table.relation.blocks = 0;
    CHECK(fix(0) ==
          "ALTER TABLE public.t ADD CONSTRAINT \"ck_t_Price_range\" CHECK (\"Price\" >= 0) NOT VALID; ALTER TABLE "
          "public.t VALIDATE CONSTRAINT \"ck_t_Price_range\"");
    CHECK(fix(1).starts_with(
        "?ALTER TABLE public.t ADD CONSTRAINT ck_t_rate_range CHECK (rate BETWEEN 0 AND <most>) NOT VALID"));
    table.relation.blocks = 1;
    CHECK(fix(0).starts_with("?ALTER TABLE public.t ADD CONSTRAINT \"ck_t_Price_range\" CHECK (\"Price\" >= <least>)"));
    table.relation.origin = Origin::this_transaction;
    CHECK(fix(0) == "ALTER TABLE public.t ADD CONSTRAINT \"ck_t_Price_range\" CHECK (\"Price\" >= 0)");
}

}  // namespace
}  // namespace conventions::core
