// The presets say nothing that a policy does not understand.

#include <doctest/doctest.h>

#include "core/policy/policy.hpp"
#include "core/policy/presets.hpp"
#include "core/policy/settings.hpp"

namespace conventions::core {
namespace {

TEST_CASE("presets: sorted by name, and every setting is one of a rule that exists") {
    Text before;
    for (const Preset& preset : all_presets()) {
        CAPTURE(preset.name);
        CHECK(before < preset.name);
        before = preset.name;
        CHECK(!preset.summary.empty());
        CHECK(find_preset(preset.name) == &preset);
        Text last;
        for (const PresetSetting& each : preset.settings) {
            CAPTURE(each.rule);
            CHECK(last < each.rule);
            last = each.rule;
            CHECK(check_setting(each.rule, {}, each.parameters).message.empty());
        }
        const Text name[] = {preset.name};
        CHECK(Policy({.profile = "strict", .presets = name}).problems().empty());
    }
    CHECK(find_preset("guide") == nullptr);
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
          R"(warn {"columns_match":"abbreviated","template":"ix_{table}_{columns}"})");
}

}  // namespace
}  // namespace conventions::core
