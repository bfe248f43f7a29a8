// Every rule of this release, and the names of the enumerators that describe them.

#include <algorithm>
#include <array>

#include "core/rules/rule.hpp"

namespace conventions::core {

#define RULE(family, id) extern const Rule id;
#include "core/rules/registry.def"
#undef RULE

namespace {

struct Entry {
    Text id;
    const Rule* rule = nullptr;
};

#define RULE(family, id) Entry{#id, &id},
constexpr Entry registered[] = {
#include "core/rules/registry.def"
    Entry{}};
#undef RULE

constexpr std::size_t rule_count = std::size(registered) - 1;

/// By id: registry.def is sorted by family first, for those who read it.
constexpr std::array<const Rule*, rule_count> sorted() {
    Entry entries[rule_count + 1] = {};
    std::copy(registered, registered + rule_count, entries);
    std::sort(entries, entries + rule_count, [](const Entry& a, const Entry& b) { return a.id < b.id; });
    std::array<const Rule*, rule_count> rules{};
    for (std::size_t i = 0; i < rule_count; ++i) rules[i] = entries[i].rule;
    return rules;
}

constexpr std::array<const Rule*, rule_count> rules = sorted();

}  // namespace

std::span<const Rule* const> all_rules() { return rules; }

const Rule* find_rule(Text id) {
    const auto found = std::lower_bound(rules.begin(), rules.end(), id,
                                        [](const Rule* rule, Text wanted) { return rule->id < wanted; });
    return found != rules.end() && (*found)->id == id ? *found : nullptr;
}

Text name_of(Severity severity) {
    switch (severity) {
    case Severity::off:
        return "off";
    case Severity::info:
        return "info";
    case Severity::warn:
        return "warn";
    case Severity::error:
        return "error";
    }
    return {};
}

Text name_of(Family family) {
    switch (family) {
    case Family::naming:
        return "naming";
    case Family::keys:
        return "keys";
    case Family::foreign_keys:
        return "foreign_keys";
    case Family::types:
        return "types";
    case Family::columns:
        return "columns";
    case Family::timestamps:
        return "timestamps";
    case Family::indexes:
        return "indexes";
    case Family::constraints:
        return "constraints";
    case Family::documentation:
        return "documentation";
    case Family::design:
        return "design";
    case Family::security:
        return "security";
    case Family::partitioning:
        return "partitioning";
    case Family::sequences:
        return "sequences";
    case Family::migration:
        return "migration";
    case Family::destructive:
        return "destructive";
    case Family::process:
        return "process";
    }
    return {};
}

Text name_of(Moment single) {
    switch (single) {
    case Moment::none:
        return "none";
    case Moment::before:
        return "before";
    case Moment::rewrite:
        return "rewrite";
    case Moment::after:
        return "after";
    case Moment::drop:
        return "drop";
    case Moment::commit:
        return "commit";
    case Moment::report:
        return "report";
    case Moment::file:
        return "file";
    }
    return {};
}

Text name_of(FixSafety safety) {
    switch (safety) {
    case FixSafety::none:
        return "none";
    case FixSafety::safe:
        return "safe";
    case FixSafety::locks:
        return "locks";
    case FixSafety::breaking:
        return "breaking";
    case FixSafety::review:
        return "review";
    }
    return {};
}

}  // namespace conventions::core
