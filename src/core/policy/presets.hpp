// Presets: parameters and severities for the ways of a tool or a house, on top of a profile.

#pragma once

#include <optional>

#include "core/rules/rule.hpp"

namespace conventions::core {

struct PresetSetting {
    Text rule;
    std::optional<Severity> severity = {};  // nothing: the profile's
    std::optional<Severity> at_most = {};   // caps the profile's
    Text parameters = {};                   // a JSON object, empty for none
};

struct Preset {
    Text name;
    Text summary;
    std::span<const PresetSetting> settings;
};

/// Every preset, sorted by name.
std::span<const Preset> all_presets();

/// The preset of that name, or null.
const Preset* find_preset(Text name);

}  // namespace conventions::core
