// settings.cpp: the settings conventions.*.
// Whatever weakens policy is SUSET: a superuser, or a role with GRANT SET ON PARAMETER, may change it.

#include "pg/settings.hpp"

extern "C" {
#include "tcop/tcopprot.h"
#include "utils/guc.h"
}

namespace conventions::pg {

SettingValues settings;

namespace {

bool loaded_early = false;

constexpr config_enum_entry modes[] = {
    {"off", static_cast<int>(core::Mode::off), false},
    {"report", static_cast<int>(core::Mode::report), false},
    {"warn", static_cast<int>(core::Mode::warn), false},
    {"enforce", static_cast<int>(core::Mode::enforce), false},
    {nullptr, 0, false},
};

constexpr config_enum_entry internal_errors[] = {
    {"warn", internal_error_warns, false},
    {"error", internal_error_raises, false},
    {nullptr, 0, false},
};

void define_switches() {
    DefineCustomEnumVariable("conventions.mode", "Caps the severity of every rule.",
                             "off: nothing is judged. report: nothing is said while commands run. warn: nothing is "
                             "rejected. enforce: severities count as they are.",
                             &settings.mode, static_cast<int>(core::Mode::enforce), modes, PGC_SUSET, 0, nullptr,
                             nullptr, nullptr);
    DefineCustomBoolVariable("conventions.warnings_as_errors", "Lets a warning reject the command.", nullptr,
                             &settings.warnings_as_errors, false, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable("conventions.on_internal_error",
                             "What becomes of a command that pg_conventions could not judge.",
                             "warn: it passes with a WARNING. error: it fails.", &settings.on_internal_error,
                             internal_error_warns, internal_errors, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable("conventions.restoring", "Lets a restore into an enforcing database through.",
                             "Findings of rules that are judged at commit become pending.", &settings.restoring, false,
                             PGC_SUSET, 0, nullptr, nullptr, nullptr);
}

}  // namespace

bool is_preloaded() { return loaded_early; }

void define_settings() {
    // While libraries are preloaded no command of the client runs.
    loaded_early = debug_query_string == nullptr;
    define_switches();
    DefineCustomStringVariable("conventions.contact", "The last line of every HINT: whom to ask.", nullptr,
                               &settings.contact, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("conventions.pending_grace",
                            "How long a pending finding waits before an ALTER TABLE that mends nothing is rejected.",
                            nullptr, &settings.pending_grace, 3600, 0, INT_MAX / 1000, PGC_SUSET, GUC_UNIT_S, nullptr,
                            nullptr, nullptr);
    DefineCustomIntVariable(
        "conventions.commit_deadline",
        "The longest time that judging at commit may take; past it the commit counts as not judged.", nullptr,
        &settings.commit_deadline, 5000, 1, INT_MAX, PGC_SUSET, GUC_UNIT_MS, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("conventions.max_exemption_days", "The longest time that an exemption may be granted for.",
                            "In days; -1 allows any time, infinity too.", &settings.max_exemption_days, 366, -1, 100000,
                            PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("conventions.bypass_reason",
                               "Breaks the glass: with a reason, what would be rejected passes with a WARNING.",
                               "The reason goes to the server log with every command that it let pass.",
                               &settings.bypass_reason, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("conventions.debug_fault",
                               "Makes pg_conventions fail at the named place; for its tests.",
                               "start, rewrite, end, commit, report: an ERROR there; with the suffix _core or _memory, "
                               "an exception or lack of memory while rules are judged.",
                               &settings.debug_fault, "", PGC_SUSET, GUC_NOT_IN_SAMPLE, nullptr, nullptr, nullptr);
    MarkGUCPrefixReserved("conventions");
}

core::Caps present_caps() {
    return {.mode = static_cast<core::Mode>(settings.mode), .warnings_as_errors = settings.warnings_as_errors};
}

bool faults_wanted() { return settings.debug_fault != nullptr && settings.debug_fault[0] != '\0'; }

void fault_point(const char* place) {
    if (!faults_wanted()) return;
    if (strcmp(settings.debug_fault, place) == 0)
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("fault injected at \"%s\"", place)));
}

core::Fault core_fault(const char* place) {
    if (!faults_wanted()) return core::Fault::none;
    const size_t length = strlen(place);
    if (strncmp(settings.debug_fault, place, length) != 0) return core::Fault::none;
    if (strcmp(settings.debug_fault + length, "_core") == 0) return core::Fault::exception;
    if (strcmp(settings.debug_fault + length, "_memory") == 0) return core::Fault::memory;
    return core::Fault::none;
}

}  // namespace conventions::pg
