// The presets of rules.md section 19.

#include "core/policy/presets.hpp"

#include <algorithm>
#include <iterator>

namespace conventions::core {
namespace {

// What the migrations of a tool make by themselves, whoever writes the models: names of its own, serial keys, and
// moments that the client sets. What its user decides is judged as ever.

/// Keys and indexes of the tables of django.contrib are Django's: nobody who uses it could change them.
constexpr Text django_keys =
    R"json({"exclude": "^[^.]+\\.(auth_(group|permission|user|group_permissions|user_groups|user_user_permissions)|django_(admin_log|content_type|flatpage|flatpage_sites|redirect|site))\\.id$"})json";
constexpr Text django_indexes =
    R"json({"exclude": "^[^.]+\\.(auth_permission_content_type_id|auth_group_permissions_group_id|auth_user_groups_user_id|auth_user_user_permissions_user_id|django_flatpage_sites_flatpage_id|django_redirect_site_id)_[0-9a-f]{8}$"})json";

constexpr PresetSetting django[] = {
    {.rule = "foreign_key_name",
     .parameters = R"({"template": "{table}_{columns}_{hash}_fk_{ref_table}_{ref_columns}", "accept": []})"},
    // It names neither primary keys nor what a column says of itself: unique=True, the check of a positive number.
    {.rule = "generated_constraint_name", .parameters = R"({"kinds": ["foreign_key", "exclusion", "index"]})"},
    // It cuts its names itself.
    {.rule = "identifier_length",
     .parameters = R"json({"exclude": "_[0-9a-f]{8}_(like|uniq|fk_[^. ]*)\"?( on |$)"})json"},
    {.rule = "index_name", .parameters = R"({"template": "{table}_{columns}_{hash}", "columns_match": "exact",
         "accept": ["{table}_{columns}_{hash}_like", "{table:11}_{first_column:7}_{hash}_idx",
                    "{table:11}_{first_column:7}_{hash}_{method}"]})"},
    {.rule = "primary_key_int4", .parameters = django_keys},
    {.rule = "redundant_index", .at_most = Severity::warn, .parameters = django_indexes},
    {.rule = "serial_column", .severity = Severity::off},
    // A table is named by its model, one of many to many by a field.
    {.rule = "table_name_number", .severity = Severity::off},
    {.rule = "timestamp_default", .severity = Severity::off},
    {.rule = "unique_name", .parameters = R"({"template": "{table}_{columns}_{hash}_uniq", "columns_match": "exact"})"},
};

// The house styles of the guides.
constexpr PresetSetting guide_integer[] = {
    {.rule = "check_name", .parameters = R"({"template": "ck_{table}_{rule}"})"},
    {.rule = "foreign_key_name", .parameters = R"({"template": "fk_{table}_{ref_table}"})"},
    {.rule = "index_name", .parameters = R"({"template": "idx_{table}_{columns}"})"},
    {.rule = "primary_key_int4", .severity = Severity::off},
    {.rule = "primary_key_name", .parameters = R"({"template": "pk_{table}"})"},
    {.rule = "primary_key_type",
     .severity = Severity::error,
     .parameters = R"json({"types": ["integer", "bigint"]})json"},
    {.rule = "serial_column", .severity = Severity::off},
    {.rule = "unique_name", .parameters = R"({"template": "uq_{table}_{columns}"})"},
};
constexpr PresetSetting guide_tenant[] = {
    {.rule = "check_name", .parameters = R"({"template": "ck_{table}_{rule}"})"},
    {.rule = "foreign_key_name", .parameters = R"({"template": "fk_{table}_{ref_table}"})"},
    {.rule = "foreign_key_tenant", .parameters = R"({"column": "organization_id"})"},
    {.rule = "index_name", .parameters = R"({"template": "ix_{table}_{columns}"})"},
    {.rule = "primary_key_name", .parameters = R"({"template": "pk_{table}"})"},
    {.rule = "primary_key_type", .severity = Severity::error, .parameters = R"json({"types": ["varchar(36)"]})json"},
    {.rule = "string_length", .severity = Severity::warn, .parameters = R"({"style": "bounded"})"},
    {.rule = "tenant_column", .severity = Severity::warn, .parameters = R"({"column": "organization_id"})"},
    {.rule = "tenant_index", .severity = Severity::warn, .parameters = R"({"column": "organization_id"})"},
    {.rule = "unique_name", .parameters = R"({"template": "uq_{table}_{columns}"})"},
    {.rule = "uuid_in_text", .severity = Severity::off},
};
constexpr PresetSetting guide_uuid[] = {
    {.rule = "check_name", .parameters = R"({"template": "ck_{table}_{rule}"})"},
    {.rule = "foreign_key_name", .parameters = R"({"template": "fk_{table}_{ref_table}"})"},
    {.rule = "index_name", .parameters = R"({"template": "ix_{table}_{columns}"})"},
    {.rule = "primary_key_name", .parameters = R"({"template": "pk_{table}"})"},
    {.rule = "primary_key_type", .severity = Severity::error, .parameters = R"json({"types": ["uuid"]})json"},
    {.rule = "unique_name", .parameters = R"({"template": "uq_{table}_{columns}"})"},
};

constexpr PresetSetting prisma[] = {
    {.rule = "column_name", .parameters = R"({"pattern": "^([a-z][a-zA-Z0-9]*|[AB])$"})"},
    {.rule = "created_at", .parameters = R"({"names": ["createdAt", "created_at"]})"},
    {.rule = "enum_label", .parameters = R"({"pattern": "^[A-Za-z][A-Za-z0-9_]*$"})"},
    // {ref_table_singular}_{ref_column} would be User_id; its own is userId.
    {.rule = "foreign_key_column_name", .severity = Severity::off},
    {.rule = "foreign_key_name", .parameters = R"({"template": "{table}_{columns}_fkey", "accept": []})"},
    // The names that it writes are those that the server would make.
    {.rule = "generated_constraint_name", .severity = Severity::off},
    {.rule = "index_name",
     .parameters = R"({"template": "{table}_{columns}_idx", "columns_match": "exact", "accept": ["{table}_B_index"]})"},
    // @default(uuid()) is made by the client.
    {.rule = "key_default", .severity = Severity::off},
    {.rule = "primary_key_name", .parameters = R"({"template": "{table}_pkey", "exclude": "^\"_.*_AB_pkey\" on "})"},
    // Up to version 5 the table of a relation of many to many has a unique index instead.
    {.rule = "primary_key", .parameters = R"({"accept_unique_not_null": true})"},
    {.rule = "reserved_word", .parameters = R"({"fold_case": false})"},
    {.rule = "serial_column", .severity = Severity::off},
    {.rule = "table_name", .parameters = R"({"pattern": "^([A-Z][a-zA-Z0-9]*|_[A-Za-z][A-Za-z0-9_]*)$"})"},
    {.rule = "table_name_number", .parameters = R"({"number": "singular"})"},
    {.rule = "timestamp_default", .severity = Severity::off},
    {.rule = "timestamp_precision", .parameters = R"json({"accept": ["timestamp(3)", "timestamptz(3)"]})json"},
    {.rule = "timestamptz", .parameters = R"json({"tolerate": ["timestamp(3)"]})json"},
    {.rule = "type_name", .parameters = R"({"pattern": "^[A-Z][a-zA-Z0-9]*$"})"},
    {.rule = "unique_name",
     .parameters =
         R"({"template": "{table}_{columns}_key", "columns_match": "exact", "accept": ["{table}_AB_unique"]})"},
    {.rule = "updated_at", .parameters = R"({"names": ["updatedAt", "updated_at"]})"},
};

constexpr PresetSetting rails[] = {
    {.rule = "check_name", .parameters = R"({"template": "chk_rails_{hash}"})"},
    {.rule = "foreign_key_name", .parameters = R"({"template": "fk_rails_{hash}", "accept": []})"},
    // It names no primary key.
    {.rule = "generated_constraint_name",
     .parameters = R"({"kinds": ["foreign_key", "check", "unique", "exclusion", "index"]})"},
    // A polymorphic reference is named for both of its columns; from 7.1 on a name that would be too long is another
    // one.
    {.rule = "index_name", .parameters = R"({"template": "index_{table}_on_{columns:_and_}", "columns_match": "free",
         "accept": ["idx_on_{columns}_{hash}"]})"},
    // create_join_table makes no key, and its unique index is a statement of its own.
    {.rule = "join_table_key", .at_most = Severity::warn},
    {.rule = "primary_key", .at_most = Severity::warn, .parameters = R"({"accept_unique_not_null": true})"},
    {.rule = "serial_column", .severity = Severity::off},
    {.rule = "timestamp_default", .severity = Severity::off},
    // The type of datetime, with six digits as 7.0 writes it and as before.
    {.rule = "timestamptz", .parameters = R"json({"tolerate": ["timestamp", "timestamp(6)"]})json"},
    {.rule = "unique_key", .at_most = Severity::warn},
    {.rule = "unique_name", .parameters = R"({"template": "index_{table}_on_{columns:_and_}", "columns_match": "exact",
         "accept": ["idx_on_{columns}_{hash}", "uniq_rails_{hash}"]})"},
};

// The recipe of its documentation for naming_convention; the names of columns may be all of them (column_0_N_name).
constexpr PresetSetting sqlalchemy[] = {
    {.rule = "check_name", .parameters = R"({"template": "ck_{table}_{rule}"})"},
    {.rule = "foreign_key_name",
     .parameters =
         R"({"template": "fk_{table}_{columns}_{ref_table}", "accept": ["fk_{table}_{first_column}_{ref_table}"]})"},
    {.rule = "index_name", .parameters = R"({"template": "ix_{table}_{columns}", "accept": ["ix_{table}_{first_column}",
         "ix_{schema}_{table}_{columns}", "ix_{schema}_{table}_{first_column}"]})"},
    {.rule = "primary_key_name", .parameters = R"({"template": "pk_{table}"})"},
    {.rule = "serial_column", .severity = Severity::off},
    {.rule = "timestamp_default", .severity = Severity::off},
    {.rule = "unique_name",
     .parameters = R"({"template": "uq_{table}_{columns}", "accept": ["uq_{table}_{first_column}",
         "ix_{table}_{columns}", "ix_{schema}_{table}_{columns}"]})"},
};

// Clients reach every table of public by themselves: whoever holds the key that the web page shows is one.
constexpr PresetSetting supabase[] = {
    {.rule = "row_security", .severity = Severity::error, .parameters = R"({"schemas": ["public"]})"},
};

constexpr Preset presets[] = {
    {.name = "django", .summary = "what Django's migrations make", .settings = django},
    {.name = "guide_integer", .summary = "integer keys, indexes named idx_...", .settings = guide_integer},
    {.name = "guide_tenant",
     .summary = "uuids kept as varchar(36), a tenant column in every table, indexes named ix_...",
     .settings = guide_tenant},
    {.name = "guide_uuid", .summary = "uuid keys, indexes named ix_...", .settings = guide_uuid},
    {.name = "prisma", .summary = "what Prisma's migrations make", .settings = prisma},
    {.name = "rails", .summary = "what a schema.rb of Rails makes", .settings = rails},
    {.name = "sqlalchemy",
     .summary = "what SQLAlchemy and Alembic make, with its naming_convention",
     .settings = sqlalchemy},
    {.name = "supabase",
     .summary = "row security for every table of schema public, as Supabase needs it",
     .settings = supabase},
};

}  // namespace

std::span<const Preset> all_presets() { return presets; }

const Preset* find_preset(Text name) {
    const auto* const found =
        std::find_if(std::begin(presets), std::end(presets), [&](const Preset& each) { return each.name == name; });
    return found == std::end(presets) ? nullptr : found;
}

}  // namespace conventions::core
