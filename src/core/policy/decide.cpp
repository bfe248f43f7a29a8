// The one place that gives a finding its severity.

#include <algorithm>

#include "core/policy/policy.hpp"

namespace conventions::core {
namespace {

bool is_out_of_scope(const Settings& settings, Text identity) {
    if (settings.only.has_pattern() && !settings.only.matches(identity, true)) return true;
    return settings.exclude.matches(identity);
}

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

Severity decide(const Settings& settings, const Caps& caps, const Finding& finding, Text identity,
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

}  // namespace conventions::core
