// decide(): every layer that gives a finding its severity.

#include <doctest/doctest.h>

#include "core/policy/policy.hpp"

namespace conventions::core {
namespace {

constexpr Rule certain = {.id = "certain", .family = Family::keys};
constexpr Rule guessing = {.id = "guessing", .family = Family::keys, .heuristic = true};

Settings settings_of(Severity severity, const Rule& rule = certain) {
    Settings settings;
    settings.rule = &rule;
    settings.severity = severity;
    return settings;
}

constexpr Severity severities[] = {Severity::off, Severity::info, Severity::warn, Severity::error};
constexpr Moment enforcing[] = {Moment::before, Moment::rewrite, Moment::after, Moment::drop, Moment::commit};

Severity decided(const Settings& settings, Caps caps = {}, Situation situation = {.moment = Moment::after},
                 Severity at_most = Severity::error, Text identity = "public.orders") {
    return decide(settings, nullptr, caps, Finding{.object = {}, .says = "x", .at_most = at_most}, identity, situation)
        .severity;
}

TEST_CASE("the rule's severity counts") {
    for (const Severity severity : severities)
        for (const Moment moment : enforcing) CHECK(decided(settings_of(severity), {}, {.moment = moment}) == severity);
}

TEST_CASE("exclude and only look at the identity") {
    Settings settings = settings_of(Severity::error);
    settings.exclude.pattern_.emplace("^archive\\.");
    CHECK(decided(settings) == Severity::error);
    CHECK(decided(settings, {}, {.moment = Moment::after}, Severity::error, "archive.orders") == Severity::off);
    CHECK(decided(settings, {}, {.moment = Moment::report}, Severity::error, "archive.orders") == Severity::off);
    settings.only.pattern_.emplace("orders");
    CHECK(decided(settings) == Severity::error);
    CHECK(decided(settings, {}, {.moment = Moment::after}, Severity::error, "public.items") == Severity::off);
    CHECK(decided(settings, {}, {.moment = Moment::after}, Severity::error, "archive.orders") == Severity::off);
}

TEST_CASE("a pattern that is given up leaves nothing out") {
    const std::string evil = std::string(100, 'a') + "!";
    const auto decide_evil = [&](const Settings& settings) {
        return decided(settings, {}, {.moment = Moment::after}, Severity::error, evil);
    };
    Settings excluding = settings_of(Severity::error);
    excluding.exclude.pattern_.emplace("(a+)+$");
    CHECK(decide_evil(excluding) == Severity::error);
    Settings limited = settings_of(Severity::error);
    limited.only.pattern_.emplace("(a+)+$");
    CHECK(decide_evil(limited) == Severity::error);
    // Cancel gets through.
    const CancelFunction before = set_cancel_function([] { return true; });
    CHECK_THROWS_AS(decide_evil(excluding), Cancelled);
    // A rule that is off asks no pattern.
    excluding.severity = Severity::off;
    CHECK(decide_evil(excluding) == Severity::off);
    set_cancel_function(before);
}

TEST_CASE("a rule that guesses rejects only by hand") {
    Settings settings = settings_of(Severity::error, guessing);
    CHECK(decided(settings) == Severity::warn);
    CHECK(decided(settings, {}, {.moment = Moment::report}) == Severity::warn);
    settings.severity_by_hand = true;
    CHECK(decided(settings) == Severity::error);
    settings.severity = Severity::info;
    CHECK(decided(settings) == Severity::info);
}

TEST_CASE("a finding caps itself") {
    for (const Severity severity : severities)
        for (const Severity cap : severities)
            CHECK(decided(settings_of(severity), {}, {.moment = Moment::report}, cap) == std::min(severity, cap));
}

TEST_CASE("what has committed inside cannot be rejected") {
    const Situation committed{.committed_inside = true, .moment = Moment::after};
    CHECK(decided(settings_of(Severity::error), {}, committed) == Severity::warn);
    CHECK(decided(settings_of(Severity::info), {}, committed) == Severity::info);
    CHECK(decided(settings_of(Severity::error), {.warnings_as_errors = true}, committed) == Severity::warn);
    CHECK(decided(settings_of(Severity::warn), {.warnings_as_errors = true}, committed) == Severity::warn);
    CHECK(decided(settings_of(Severity::error), {.mode = Mode::report}, committed) == Severity::info);
}

TEST_CASE("warnings as errors") {
    const Caps lift{.warnings_as_errors = true};
    CHECK(decided(settings_of(Severity::off), lift) == Severity::off);
    CHECK(decided(settings_of(Severity::info), lift) == Severity::info);
    CHECK(decided(settings_of(Severity::warn), lift) == Severity::error);
    CHECK(decided(settings_of(Severity::error), lift) == Severity::error);
    CHECK(decided(settings_of(Severity::error, guessing), lift) == Severity::error);
}

TEST_CASE("the mode caps everything that runs") {
    for (const bool lift : {false, true})
        for (const Moment moment : enforcing) {
            const Situation situation{.moment = moment};
            CHECK(decided(settings_of(Severity::error), {Mode::enforce, lift}, situation) == Severity::error);
            CHECK(decided(settings_of(Severity::error), {Mode::warn, lift}, situation) == Severity::warn);
            CHECK(decided(settings_of(Severity::warn), {Mode::warn, lift}, situation) == Severity::warn);
            CHECK(decided(settings_of(Severity::error), {Mode::report, lift}, situation) == Severity::info);
            CHECK(decided(settings_of(Severity::info), {Mode::report, lift}, situation) == Severity::info);
            CHECK(decided(settings_of(Severity::error), {Mode::off, lift}, situation) == Severity::off);
        }
}

TEST_CASE("reports and files show the rule's own severity") {
    for (const Moment moment : {Moment::report, Moment::file})
        for (const Mode mode : {Mode::off, Mode::report, Mode::warn, Mode::enforce})
            for (const bool lift : {false, true})
                for (const Severity severity : severities)
                    CHECK(decided(settings_of(severity), {mode, lift}, {.moment = moment}) == severity);
}

}  // namespace
}  // namespace conventions::core
