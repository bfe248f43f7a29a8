// The presets of rules.md section 19.

#include "core/policy/presets.hpp"

#include <algorithm>
#include <iterator>

namespace conventions::core {
namespace {

constexpr PresetSetting django[] = {
    {.rule = "foreign_key_index"},
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
