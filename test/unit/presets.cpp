// Presets: what they set exists and changes something, and their templates are those of the tools. The names are copied
// from what Django 3.2, SQLAlchemy 1.4, Rails 6.1 and Prisma 6.19 wrote; that of Rails 7.1 follows its source.

#include "core/policy/presets.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/policy/settings.hpp"
#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule foreign_key_name;
extern const Rule index_name;
extern const Rule unique_name;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

TEST_CASE("presets: sorted, described, every rule once") {
    Text previous;
    for (const Preset& preset : all_presets()) {
        CAPTURE(preset.name);
        CHECK(previous < preset.name);
        previous = preset.name;
        CHECK(find_preset(preset.name) == &preset);
        CHECK_FALSE(preset.summary.empty());
        CHECK_FALSE(preset.settings.empty());
        const Text name[] = {preset.name};
        CHECK(Policy({.profile = "strict", .presets = name}).problems().empty());
        std::vector<Text> rules;
        for (const PresetSetting& each : preset.settings) rules.push_back(each.rule);
        std::sort(rules.begin(), rules.end());
        CHECK(std::adjacent_find(rules.begin(), rules.end()) == rules.end());
    }
    CHECK(find_preset("") == nullptr);
    CHECK(find_preset("djangos") == nullptr);
}

TEST_CASE("presets: each setting fits its rule") {
    for (const Preset& preset : all_presets())
        for (const PresetSetting& each : preset.settings) {
            CAPTURE(preset.name);
            CAPTURE(each.rule);
            CHECK(check_setting(each.rule, "", each.parameters).message == "");
            CHECK((each.severity.has_value() || each.at_most.has_value() || !each.parameters.empty()));
        }
}

/// What a preset makes of a rule's name, or an empty text.
Text parameters_of(Text preset, Text rule) {
    for (const PresetSetting& each : find_preset(preset)->settings)
        if (each.rule == rule) return each.parameters;
    return {};
}

struct Named {
    Text preset;
    Text table;
    std::vector<Text> columns;
    Text name;
};

bool index_fits(const Named& named, bool unique, Text access_method = "btree") {
    Schema schema;
    Table& table = schema.table(named.table);
    for (const Text column : named.columns) table.column(column);
    Index& index = named.columns.size() == 1 ? table.index(named.name, {1}, access_method)
                                             : table.index(named.name, {1, 2}, access_method);
    index.unique = unique;
    const Rule& rule = unique ? unique_name : index_name;
    return Judged(rule, schema.catalog(), table, parameters_of(named.preset, rule.id)).said().empty();
}

constexpr Text history = "customer_subscription_invoices_history";

TEST_CASE("presets: names of indexes, as the tools write them") {
    const Named made[] = {
        {"django", "shop_order", {"customer_id"}, "shop_order_customer_id_f638df20"},
        {"django", "shop_order", {"code"}, "shop_order_code_15db80c4_like"},
        {"django", "shop_order", {"a_long_name"}, "shop_order_a_long__da1af5_idx"},
        {"django", "shop_order", {"a_long_name", "id"}, "shop_order_a_long__1c1fa7_idx"},
        {"django",
         history,
         {"external_reference_number"},
         "customer_subscription_invo_external_reference_number_42915501"},
        {"django",
         history,
         {"external_reference_number"},
         "customer_subscription_in_external_reference_numbe_42915501_like"},
        {"django",
         "tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt",
         {"id"},
         "tttttttttttttttttttttttttt_id_d53bb621"},
        {"prisma", "Post", {"publishedAt"}, "Post_publishedAt_idx"},
        {"prisma", "_CategoryToPost", {"B"}, "_CategoryToPost_B_index"},
        {"prisma",
         "CustomerSubscriptionInvoicesHistory",
         {"customerAccountNumber", "externalReferenceNumber"},
         "CustomerSubscriptionInvoicesHistory_customerAccountNumber_e_idx"},
        {"rails", "orders", {"customer_id"}, "index_orders_on_customer_id"},
        {"rails", "addresses", {"addressable_type", "addressable_id"}, "index_addresses_on_addressable"},
        {"rails", "orders", {"customer_id", "created_at"}, "index_orders_on_customer_id_and_created_at"},
        {"rails",
         history,
         {"external_reference_number", "customer_account_number"},
         "idx_on_external_reference_number_customer_account_n_4fa88ca7b9"},
        {"rails",
         history,
         {"external_reference_number", "created_at"},
         "idx_on_external_reference_number_created_at_47dd97c028"},
        {"sqlalchemy", "orders", {"a"}, "ix_orders_a"},
        {"sqlalchemy", "orders", {"a", "b"}, "ix_orders_a"},
        {"sqlalchemy", "orders", {"a", "b"}, "ix_orders_a_b"},
        {"sqlalchemy", "orders", {"a", "b"}, "ix_public_orders_a"},
        {"sqlalchemy",
         history,
         {"external_reference_number_of_it", "a"},
         "ix_customer_subscription_invoices_history_external_refe_6bb7"},
        {"sqlalchemy",
         history,
         {"external_reference_number_of_it"},
         "ix_customer_subscription_invoices_history_external_refe_6c56"},
    };
    for (const Named& each : made) {
        CAPTURE(each.name);
        CHECK(index_fits(each, false));
        // Prisma's are the server's.
        if (each.preset == "prisma") continue;
        for (const Text preset : {"django", "prisma", "rails", "sqlalchemy"}) {
            CAPTURE(preset);
            Named other = each;
            other.preset = preset;
            CHECK(index_fits(other, false) == (preset == each.preset));
        }
    }
    CHECK(index_fits({"django", "shop_order", {"a_long_name"}, "shop_order_a_long__7f747a_gin"}, false, "gin"));
    CHECK_FALSE(index_fits({"django", "shop_order", {"a_long_name"}, "shop_order_a_long__7f747a_gin"}, false));
}

TEST_CASE("presets: names of indexes that no tool wrote") {
    const Named made[] = {
        {"django", "shop_order", {"customer_id"}, "shop_order_customer_id"},
        {"django", "shop_order", {"customer_id"}, "shop_order_customer_id_12345"},
        {"django", "shop_order", {"customer_id"}, "shop_order_customer_id_F638DF20"},
        {"django", "shop_order", {"customer_id"}, "shop_order_code_f638df20"},
        {"django", "shop_order", {"a_long_name"}, "shop_order_a_long_name_da1af5_idx"},
        // Not long enough to be cut.
        {"django", "shop_order", {"customer_id"}, "shop_ord_customer_f638df20"},
        // Cut too short.
        {"django", history, {"external_reference_number"}, "customer_sub_external_reference_number_42915501"},
        {"prisma", "Post", {"publishedAt"}, "Post_published_idx"},
        {"prisma", "Post", {"publishedAt"}, "Post_publishedAt_index"},
        {"rails", "orders", {"customer_id"}, "idx_orders_customer_id"},
        {"sqlalchemy", "orders", {"a", "b"}, "ix_orders_b"},
        {"sqlalchemy", "orders", {"a"}, "idx_orders_a"},
    };
    for (const Named& each : made) {
        CAPTURE(each.name);
        CHECK_FALSE(index_fits(each, false));
    }
}

TEST_CASE("presets: names of what is unique") {
    const Named made[] = {
        {"django", "shop_order", {"customer_id", "code"}, "shop_order_customer_id_code_3702f25f_uniq"},
        {"django",
         history,
         {"external_reference_number", "created_at"},
         "customer_subscription_in_external_reference_numbe_7ccc2746_uniq"},
        {"prisma", "User", {"email"}, "User_email_key"},
        {"prisma", "Post", {"authorId", "title"}, "Post_authorId_title_key"},
        {"prisma", "_CategoryToPost", {"A", "B"}, "_CategoryToPost_AB_unique"},
        {"prisma",
         "CustomerSubscriptionInvoicesHistory",
         {"externalReferenceNumber", "customerAccountNumber"},
         "CustomerSubscriptionInvoicesHistory_externalReferenceNumber_key"},
        {"rails", "users", {"email"}, "index_users_on_email"},
        {"sqlalchemy", "orders", {"a", "b"}, "uq_orders_a"},
        {"sqlalchemy", "orders", {"a"}, "ix_orders_a"},
        {"sqlalchemy",
         history,
         {"external_reference_number_of_it", "a"},
         "uq_customer_subscription_invoices_history_external_refe_f04f"},
    };
    for (const Named& each : made) {
        CAPTURE(each.name);
        CHECK(index_fits(each, true));
    }
    CHECK_FALSE(index_fits({"django", "shop_order", {"code"}, "shop_order_code_15db80c4"}, true));
    CHECK_FALSE(index_fits({"prisma", "User", {"email"}, "User_mail_key"}, true));
    CHECK_FALSE(index_fits({"rails", "users", {"email"}, "uq_users_email"}, true));
    CHECK_FALSE(index_fits({"sqlalchemy", "orders", {"a", "b"}, "uq_orders_b"}, true));
}

TEST_CASE("presets: names of foreign keys") {
    const auto fits = [](Text preset, Text table, Text column, Text referenced, Text name) {
        Schema schema;
        static constexpr Text key[] = {"id"};
        Table& child = schema.table(table);
        child.column(column);
        Constraint& made = child.foreign_key(name, {1});
        made.referenced_name = referenced;
        made.referenced_column_names = key;
        return Judged(foreign_key_name, schema.catalog(), child, parameters_of(preset, "foreign_key_name"))
            .said()
            .empty();
    };
    CHECK(fits("django", "shop_order", "customer_id", "shop_customer",
               "shop_order_customer_id_f638df20_fk_shop_customer_id"));
    CHECK(fits("django", history, "external_reference_number_id", "external_reference",
               "customer_subscriptio_external_reference_n_1eeac88e_fk_external_"));
    CHECK(fits("django", "auth_group_permissions", "permission_id", "auth_permission",
               "auth_group_permissio_permission_id_84c5c92e_fk_auth_perm"));
    CHECK_FALSE(fits("django", "shop_order", "customer_id", "shop_customer", "shop_order_customer_id_f638df20"));
    CHECK_FALSE(fits("django", "auth_group_permissions", "permission_id", "auth_permission",
                     "auth_group_permissio_permission_id_84c5c92e_fk_auth_user"));
    CHECK(fits("prisma", "Post", "authorId", "User", "Post_authorId_fkey"));
    CHECK_FALSE(fits("prisma", "Post", "authorId", "User", "Post_author_fkey"));
    CHECK(fits("rails", "orders", "customer_id", "customers", "fk_rails_3dad120da9"));
    CHECK_FALSE(fits("rails", "orders", "customer_id", "customers", "fk_rails_customers"));
    CHECK(fits("sqlalchemy", "orders", "customer_id", "customers", "fk_orders_customer_id_customers"));
    CHECK_FALSE(fits("sqlalchemy", "orders", "customer_id", "customers", "fk_orders_customers"));
}

TEST_CASE("presets: a name that is proposed passes") {
    for (const Preset& preset : all_presets()) {
        CAPTURE(preset.name);
        if (parameters_of(preset.name, "index_name").empty()) continue;
        for (const Text name : {"shop_order", "customer_subscription_invoices_and_payments_of_the_past"}) {
            Schema schema;
            Table& table = schema.table(name);
            table.column("customer_id");
            table.column("created_at");
            table.index("lookup", {1, 2});
            const Judged judged(index_name, schema.catalog(), table, parameters_of(preset.name, "index_name"));
            REQUIRE(judged.count() == 1);
            const std::string fix = judged.fix(0);
            const std::size_t at = fix.rfind(" TO ") + 4;
            const std::string proposed = fix.substr(at, fix.find(';', at) - at);
            CAPTURE(proposed);
            CHECK(proposed.size() <= longest_identifier);
            CHECK(index_fits({preset.name, name, {"customer_id", "created_at"}, proposed}, false));
        }
    }
}

TEST_CASE("presets: those of the guides say which keys a house has") {
    const auto parameters_under = [](Text preset, Text rule) {
        const Text name[] = {preset};
        const Policy policy({.profile = "strict", .presets = name});
        const Settings& settings = policy.settings(*find_rule(rule));
        return std::string(name_of(settings.severity)) + " " + parameters_as_json(settings);
    };
    CHECK(parameters_under("guide_integer", "primary_key_type") == R"(error {"types":["integer","bigint"]})");
    CHECK(parameters_under("guide_uuid", "primary_key_type") == R"(error {"types":["uuid"]})");
    CHECK(parameters_under("guide_tenant", "primary_key_type") == R"json(error {"types":["varchar(36)"]})json");
    CHECK(parameters_under("guide_integer", "primary_key_int4") == "off {}");
    CHECK(parameters_under("guide_uuid", "index_name") ==
          R"(warn {"accept":[],"columns_match":"abbreviated","template":"ix_{table}_{columns}"})");
}

TEST_CASE("presets: supabase is about schema public, and about nothing else") {
    const Text name[] = {"supabase"};
    const Policy policy({.profile = "recommended", .presets = name});
    const Policy plain({.profile = "recommended"});
    const Settings& settings = policy.settings(*find_rule("row_security"));
    CHECK(settings.severity == Severity::error);
    CHECK(parameters_as_json(settings) == R"({"schemas":["public"]})");
    for (const Rule* rule : all_rules()) {
        if (rule->id == "row_security") continue;
        CAPTURE(rule->id);
        CHECK(policy.settings(*rule).severity == plain.settings(*rule).severity);
        CHECK(parameters_as_json(policy.settings(*rule)) == parameters_as_json(plain.settings(*rule)));
    }
}

}  // namespace
}  // namespace conventions::core
