// Name templates.

#include "core/output/name_template.hpp"

#include <doctest/doctest.h>

#include "core/output/names.hpp"

namespace conventions::core {
namespace {

std::string problem(Text source) {
    try {
        const NameTemplate made(source);
        return {};
    } catch (const NameTemplateError& error) {
        return error.what();
    }
}

NameParts orders(std::vector<NamedColumn> columns = {}) {
    return {.schema = "shop",
            .table = "orders",
            .columns = std::move(columns),
            .ref_table = "customers",
            .ref_columns = {"id", "region"},
            .method = "btree"};
}

bool fits(Text source, Text name, const NameParts& parts, ColumnsMatch match = ColumnsMatch::exact) {
    return NameTemplate(source).fits(name, parts, match);
}

TEST_CASE("name templates: what cannot be one is named") {
    CHECK(problem("idx_{table}_{columns}").empty());
    CHECK(problem("id").empty());
    CHECK(problem("").empty());
    CHECK(problem("idx_{tabel}") == "holds {tabel}, which is no placeholder");
    CHECK(problem("idx_{}") == "holds {}, which is no placeholder");
    CHECK(problem("idx_{table") == "has a brace without its partner");
    CHECK(problem("idx_table}") == "has a brace without its partner");
    CHECK(problem("{{table}}") == "has a brace without its partner");
    CHECK(problem("{columns}{columns}") == "holds {columns} twice");
    CHECK(problem("{rule}_{rule}") == "holds {rule} twice");
    CHECK(problem("{table}_{table}").empty());
    CHECK(problem(std::string(201, 'a')) == "has more than 200 bytes");
    CHECK(placeholders_enumerated() ==
          "{schema}, {table}, {table_singular}, {columns}, {first_column}, {ref_table}, {ref_table_singular}, "
          "{ref_columns}, {ref_column}, {rule}, {method} and {hash}");
}

TEST_CASE("name templates: arguments of placeholders") {
    CHECK(problem("{table:11}_{columns:_and_}_{ref_columns:-}").empty());
    CHECK(problem("{tabel:11}") == "holds {tabel}, which is no placeholder");
    CHECK(problem("{table:}") == "holds {table:}, which takes no such argument");
    CHECK(problem("{table:0}") == "holds {table:0}, which takes no such argument");
    CHECK(problem("{table:-1}") == "holds {table:-1}, which takes no such argument");
    CHECK(problem("{table:1x}") == "holds {table:1x}, which takes no such argument");
    CHECK(problem("{columns:}") == "holds {columns:}, which takes no such argument");
    CHECK(problem("{columns:2}") == "holds {columns:2}, which takes no such argument");
    CHECK(problem("{hash:8}") == "holds {hash:8}, which takes no such argument");
    CHECK(problem("{rule:8}") == "holds {rule:8}, which takes no such argument");
    CHECK(problem("{hash}{hash}") == "holds {hash} twice");
    const NameParts parts = orders({{"user_id"}, {"created_at"}});
    CHECK(NameTemplate("{table:3}_{first_column:7}_{columns:_and_}_{ref_columns:-}").expand(parts) ==
          "ord_user_id_user_id_and_created_at_id-region");
    CHECK(NameTemplate("{first_column}").expand(orders({{{}, "email"}})) == "email");
    CHECK(NameTemplate("{first_column}|").expand(orders()) == "|");
    CHECK(fits("{table:9}", "orders", parts));
    CHECK(fits("{table:3}_{first_column:4}", "ord_user", parts));
    CHECK(!fits("{table:3}_{first_column:4}", "orde_user", parts));
    CHECK(fits("{columns:_and_}", "user_id_and_created_at", parts));
    CHECK(!fits("{columns:_and_}", "user_id_created_at", parts));
    CHECK(fits("{columns:_and_}", "user_and_created", parts, ColumnsMatch::abbreviated));
    CHECK(!fits("{columns:_and_}", "user_and_and_created", parts, ColumnsMatch::abbreviated));
    CHECK(fits("i_{first_column}", "i_lower", orders({{{}, "email"}, {"a"}})));
    // A character is not cut.
    CHECK(NameTemplate("{table:2}").expand({.schema = "s", .table = "aöb"}) == "a");
}

TEST_CASE("name templates: hashes") {
    const NameParts parts = orders({{"a"}});
    const NameTemplate made("{table}_{columns}_{hash}_x");
    const std::string proposed = made.expand(parts);
    REQUIRE(proposed.size() == std::string("orders_a_12345678_x").size());
    CHECK(proposed == made.expand(parts));
    CHECK(proposed != made.expand(orders({{"b"}})).replace(7, 1, "a"));
    CHECK(made.fits(proposed, parts));
    for (const Text digits : {"123456", "abcdef01", "0123456789"}) {
        CAPTURE(digits);
        CHECK(made.fits(std::string("orders_a_").append(digits).append("_x"), parts));
    }
    for (const Text digits : {"12345", "01234567890", "abcdeg", "ABCDEF", ""}) {
        CAPTURE(digits);
        CHECK(!made.fits(std::string("orders_a_").append(digits).append("_x"), parts));
    }
    // It ends where what follows it begins.
    CHECK(fits("{hash}{table}", "abcdefefforms", {.schema = "s", .table = "efforms"}));
}

TEST_CASE("name templates: as migration tools shorten them") {
    const std::string table = "customer_subscription_invoices_history";
    const NameParts parts{.schema = "s", .table = table, .columns = {{"external_reference_number"}, {"created_at"}}};
    // The end is kept.
    const NameTemplate behind("{table}_{columns}_idx");
    const std::string head = table + "_external_reference_number_created_at";
    CHECK(behind.fits(head.substr(0, 59) + "_idx", parts));
    CHECK(!behind.fits(head.substr(0, 58) + "_idx", parts));
    CHECK(!behind.fits(head.substr(0, 59) + "_key", parts));
    // A hash behind what was cut.
    const NameTemplate before("ix_{table}_{columns}");
    const std::string whole = before.expand(parts);
    CHECK(before.fits(whole.substr(0, 55) + "_6bb7", parts));
    CHECK(before.fits(whole.substr(0, 51) + "_4fa88ca7b9", parts));
    CHECK(!before.fits(whole.substr(0, 55) + "_6bb", parts));
    CHECK(!before.fits(whole.substr(0, 55) + "_6bbx", parts));
    CHECK(!before.fits(whole.substr(0, 55) + "x6bb7", parts));
    CHECK(!before.fits(whole.substr(0, 50) + "_6bb7", parts));
    CHECK(!before.fits(whole.substr(0, 54) + "x_6bb7", parts));
    CHECK(!before.fits(whole.substr(0, 60) + "_6bb7", parts));
    // Not where the whole name has room.
    CHECK(
        !fits("ix_{columns}", "ix_external_6bb7", {.schema = "s", .table = "t", .columns = {{"external_reference"}}}));
    // Every part cut, at least 20 bytes left of it, what is behind the hash cut, too.
    const NameTemplate parted("{table}_{columns}_{hash}_uniq");
    const std::string columns = "external_reference_number_created_at";
    CHECK(parted.fits(table.substr(0, 24) + "_" + columns.substr(0, 24) + "_7ccc2746_uniq", parts));
    CHECK(parted.fits(table.substr(0, 20) + "_" + columns.substr(0, 20) + "_7ccc2746_un", parts));
    CHECK(!parted.fits(table.substr(0, 19) + "_" + columns.substr(0, 24) + "_7ccc2746_uniq", parts));
    CHECK(!parted.fits(table.substr(0, 24) + "_" + columns.substr(0, 19) + "_7ccc2746_uniq", parts));
    CHECK(!parted.fits(table.substr(0, 24) + "_" + columns.substr(0, 24) + "_7ccc2746_like", parts));
    CHECK(!parted.fits(table.substr(0, 24) + "x" + columns.substr(0, 24) + "_7ccc2746_uniq", parts));
}

TEST_CASE("name templates: every placeholder is filled") {
    const NameParts parts = orders({{"a"}, {"b"}});
    CHECK(NameTemplate("{schema}.{table}.{table_singular}.{columns}").expand(parts) == "shop.orders.order.a_b");
    CHECK(NameTemplate("{ref_table}.{ref_table_singular}.{ref_columns}.{ref_column}").expand(parts) ==
          "customers.customer.id_region.id");
    CHECK(NameTemplate("{rule}.{method}").expand(parts, "positive") == "positive.btree");
    CHECK(NameTemplate("idx_{table}_{columns}").expand(orders({{"a"}, {{}, "email"}, {{}, ""}})) ==
          "idx_orders_a_email");
    CHECK(NameTemplate("{table}").uses(Placeholder::table));
    CHECK(!NameTemplate("{table}").uses(Placeholder::columns));
}

TEST_CASE("name templates: exact") {
    const NameParts parts = orders({{"user_id"}, {"created_at"}});
    CHECK(fits("idx_{table}_{columns}", "idx_orders_user_id_created_at", parts));
    for (const Text name : {"idx_orders_user_created", "idx_orders_user_id", "idx_Orders_user_id_created_at",
                            "idx_orders_created_at_user_id", "idx_orders_user_id_created_at_1", ""}) {
        CAPTURE(name);
        CHECK(!fits("idx_{table}_{columns}", name, parts));
    }
    // An expression: whatever stands there.
    const NameParts expression = orders({{"a"}, {{}, "email"}, {"b"}});
    CHECK(fits("idx_{table}_{columns}", "idx_orders_a_lower_b", expression));
    CHECK(fits("idx_{table}_{columns}", "idx_orders_a_lower_b_b", expression));
    CHECK(!fits("idx_{table}_{columns}", "idx_orders_a__b", expression));
    CHECK(!fits("idx_{table}_{columns}", "idx_orders_a_lower", expression));
    CHECK(fits("{columns}_{method}", "lower_btree", orders({{{}, "x"}, {{}, "y"}})));
}

TEST_CASE("name templates: abbreviated") {
    constexpr ColumnsMatch match = ColumnsMatch::abbreviated;
    const NameParts parts = orders({{"user_id"}, {"created_at"}});
    for (const Text name : {"idx_orders_user_id_created_at", "idx_orders_user_created", "idx_orders_u_c",
                            "idx_orders_id_at", "idx_orders_user_id_at", "idx_orders_user_cre_at"}) {
        CAPTURE(name);
        CHECK(fits("idx_{table}_{columns}", name, parts, match));
    }
    for (const Text name :
         {"idx_orders_user", "idx_orders_created_user", "idx_orders_user_created_lookup", "idx_orders_x_created",
          "idx_orders_", "idx_orders", "idx_orders_user_created_", "index_orders_user_created", "idx_orders_ser_at",
          "idx_orders_id_user_at", "idx_orders_User_Created"}) {
        CAPTURE(name);
        CHECK(fits("idx_{table}_{columns}", name, parts, match) == name.ends_with("created_"));
    }
    CHECK(fits("uq_{table}_{columns}", "uq_users_org_email",
               {.schema = "s", .table = "users", .columns = {{"organization_id"}, {"email"}}}, match));
    // A word may belong to either column.
    CHECK(fits("{columns}", "a_b_a", orders({{"a_b"}, {"a"}}), match));
    CHECK(fits("{columns}", "a_a", orders({{"a_a"}, {"a"}}), match));
    CHECK(!fits("{columns}", "a", orders({{"a_a"}, {"a"}}), match));
    // Mixed case and letters outside ASCII.
    CHECK(fits("{table}_{columns}_idx", "Order_userId_at_idx",
               {.schema = "s", .table = "Order", .columns = {{"userId"}, {"createdAt"}}}, match) == false);
    CHECK(fits("{table}_{columns}_idx", "Order_userId_At_idx",
               {.schema = "s", .table = "Order", .columns = {{"userId"}, {"createdAt"}}}, match));
    CHECK(fits("idx_{columns}", "idx_grö", orders({{"größe"}}), match));
    // Behind an expression, anything; before it, nothing is given away.
    const NameParts expression = orders({{"user_id"}, {{}, "email"}, {"b"}});
    CHECK(fits("idx_{table}_{columns}", "idx_orders_user_by_mail", expression, match));
    CHECK(fits("idx_{table}_{columns}", "idx_orders_user", expression, match));
    CHECK(!fits("idx_{table}_{columns}", "idx_orders_mail", expression, match));
    CHECK(!fits("idx_{table}_{columns}", "idx_orders_", expression, match));
}

TEST_CASE("name templates: free") {
    const NameParts parts = orders({{"user_id"}});
    CHECK(fits("idx_{table}_{columns}", "idx_orders_lookup", parts, ColumnsMatch::free));
    CHECK(!fits("idx_{table}_{columns}", "idx_orders_", parts, ColumnsMatch::free));
    CHECK(!fits("idx_{table}_{columns}", "idx_customers_lookup", parts, ColumnsMatch::free));
    CHECK(fits("{table}_{columns}_idx", "orders_x_idx", parts, ColumnsMatch::free));
    CHECK(!fits("{table}_{columns}_idx", "orders_x_ix", parts, ColumnsMatch::free));
}

TEST_CASE("name templates: the text of a rule is free") {
    CHECK(fits("ck_{table}_{rule}", "ck_orders_total_positive", orders()));
    CHECK(!fits("ck_{table}_{rule}", "ck_orders_", orders()));
    CHECK(!fits("ck_{table}_{rule}", "ck_order_total", orders()));
    CHECK(fits("{table}_{rule}_check", "orders_a_check_check", orders()));
}

TEST_CASE("name templates: more than 63 bytes") {
    const std::string table = "customer_subscription_invoices_history";
    const NameParts parts{.schema = "s", .table = table, .columns = {{"external_reference_number"}, {"created_at"}}};
    const NameTemplate idx("idx_{table}_{columns}");
    const std::string whole = idx.expand(parts);
    REQUIRE(whole.size() > 63);
    CHECK(idx.fits(fit_identifier(whole), parts));
    CHECK(idx.fits(whole.substr(0, 63), parts));
    // As makeObjectName() does it: table and columns give way in turn.
    const std::string made = "idx_customer_subscription_invoi_external_reference_number_crea";
    CHECK(!idx.fits(made, parts));
    std::string by_server = "idx_";
    by_server.append(table.substr(0, 29)).append("_").append("external_reference_number_cre");
    REQUIRE(by_server.size() == 63);
    CHECK(idx.fits(by_server, parts));
    CHECK(!idx.fits(whole.substr(0, 62), parts));
    CHECK(idx.fits("idx_" + table + "_ext_created", parts, ColumnsMatch::abbreviated));

    // The table alone is too long: pk_ and 63 bytes, the last character of two.
    const std::string long_table = std::string(58, 't') + "öäü";
    const NameParts only{.schema = "s", .table = long_table};
    const NameTemplate pk("pk_{table}");
    CHECK(pk.fits("pk_" + std::string(58, 't') + "ö", only));
    CHECK(!pk.fits("pk_" + std::string(57, 't'), only));
    CHECK(pk.fits(fit_identifier("pk_" + long_table), only));
    const NameTemplate ck("ck_{table}_{rule}");
    CHECK(ck.fits("ck_" + std::string(58, 't') + "_a", only));
    CHECK(!ck.fits("ck_" + std::string(50, 't') + "_a", only));
    CHECK(!NameTemplate(std::string(70, 'x')).fits(std::string(62, 'x'), only));
    CHECK(NameTemplate(std::string(70, 'x')).fits(std::string(63, 'x'), only));
}

TEST_CASE("name templates: no name costs more than its length by the columns") {
    std::vector<NamedColumn> columns;
    for (int i = 0; i < 16; ++i) {
        columns.push_back({"a"});
        columns.push_back({{}, "x"});
    }
    CHECK(!fits("{columns}_b", std::string(31, 'a') + "_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a", orders(columns)));
}

TEST_CASE("name templates: numbers behind a name") {
    CHECK(without_number("idx_orders_total_2") == "idx_orders_total");
    CHECK(without_number("a_12") == "a");
    for (const Text name : {"a", "a2", "a_", "_2", "2", "", "a_02", "a_0", "a_2b"}) CHECK(without_number(name).empty());
}

TEST_CASE("name templates: what cannot fit is known by its beginning") {
    CHECK(NameTemplate("idx_{table}_{columns}").may_fit("idx_anything"));
    CHECK_FALSE(NameTemplate("idx_{table}_{columns}").may_fit("orders_idx"));
    CHECK(NameTemplate("{table}_idx").may_fit("orders"));
    CHECK(NameTemplate("").may_fit("orders"));
    // What a shortening leaves of it counts: underscores at the cut go.
    CHECK(NameTemplate(std::string(20, 'a') + std::string(40, '_') + "{table}").may_fit(std::string(20, 'a') + "_0"));
    CHECK_FALSE(NameTemplate(std::string(60, 'a')).may_fit(std::string(20, 'a')));
}

}  // namespace
}  // namespace conventions::core
