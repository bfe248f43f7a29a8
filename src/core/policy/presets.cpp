// The presets of rules.md section 19.

#include "core/policy/presets.hpp"

#include <algorithm>
#include <iterator>

namespace conventions::core {
namespace {

constexpr PresetSetting django[] = {
    {.rule = "foreign_key_index"},
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
    {.rule = "index_name", .parameters = R"({"template": "ix_{table}_{columns}"})"},
    {.rule = "primary_key_name", .parameters = R"({"template": "pk_{table}"})"},
    {.rule = "primary_key_type", .severity = Severity::error, .parameters = R"json({"types": ["varchar(36)"]})json"},
    {.rule = "unique_name", .parameters = R"({"template": "uq_{table}_{columns}"})"},
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
    {.rule = "reserved_word", .parameters = R"({"fold_case": false})"},
    {.rule = "table_name", .parameters = R"({"pattern": "^_?[A-Z][a-zA-Z0-9]*$"})"},
    {.rule = "timestamptz", .parameters = R"json({"tolerate": ["timestamp(3)"]})json"},
};
constexpr PresetSetting rails[] = {
    {.rule = "timestamptz", .parameters = R"json({"tolerate": ["timestamp(6)"]})json"},
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
};

}  // namespace

std::span<const Preset> all_presets() { return presets; }

const Preset* find_preset(Text name) {
    const auto* const found =
        std::find_if(std::begin(presets), std::end(presets), [&](const Preset& each) { return each.name == name; });
    return found == std::end(presets) ? nullptr : found;
}

}  // namespace conventions::core
