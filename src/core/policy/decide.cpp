// The one place that gives a finding its severity.

#include <algorithm>

#include "core/policy/policy.hpp"

namespace conventions::core {

bool is_out_of_scope(const Settings& settings, Text identity) {
    if (settings.only.has_pattern() && !settings.only.matches(identity, true)) return true;
    return settings.exclude.matches(identity);
}

namespace {

/// Reports and files show a rule's own severity: nothing runs that a mode could let pass.
bool is_shown_only(Moment moment) { return moment == Moment::report || moment == Moment::file; }

Severity at_mode(Severity severity, Mode mode) {
    switch (mode) {
    case Mode::off:
        return Severity::off;
    case Mode::report:
        return std::min(severity, Severity::info);
    case Mode::warn:
        return std::min(severity, Severity::warn);
    case Mode::enforce:
        break;
    }
    return severity;
}

}  // namespace

namespace {

Severity before_exemptions(const Settings& settings, const Caps& caps, const Finding& finding, Text identity,
                           const Situation& situation) {
    if (settings.severity == Severity::off || is_out_of_scope(settings, identity)) return Severity::off;
    Severity severity = std::min(settings.severity, finding.at_most);
    if (settings.rule->heuristic && !settings.severity_by_hand) severity = std::min(severity, Severity::warn);
    if (is_shown_only(situation.moment)) return severity;
    if (situation.committed_inside)
        severity = std::min(severity, Severity::warn);
    else if (caps.warnings_as_errors && severity == Severity::warn)
        severity = Severity::error;
    return at_mode(severity, caps.mode);
}

}  // namespace

Text name_of(FindingStatus status) {
    switch (status) {
    case FindingStatus::fresh:
        return "new";
    case FindingStatus::pending:
        return "pending";
    case FindingStatus::known:
        return "known";
    case FindingStatus::exempt:
        return "exempt";
    case FindingStatus::expired:
        return "expired";
    }
    return {};
}

Decision decide(const Settings& settings, const Exemption* exemption, const Caps& caps, const Finding& finding,
                Text identity, const Situation& situation) {
    const Severity severity = before_exemptions(settings, caps, finding, identity, situation);
    if (severity == Severity::off || exemption == nullptr) return {severity, FindingStatus::fresh};
    // Commands pass in silence; reports go on to show what is exempt.
    if (caps.now < exemption->until)
        return {is_shown_only(situation.moment) ? severity : Severity::off, FindingStatus::exempt};
    const bool in_grace = caps.now - exemption->until < exemption_grace;
    return {in_grace ? std::min(severity, Severity::warn) : severity, FindingStatus::expired};
}

}  // namespace conventions::core
