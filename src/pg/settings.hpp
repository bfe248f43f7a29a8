// The settings conventions.*, as C variables: a placeholder that a user set before the library loads never counts.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/pg.hpp"

namespace conventions::pg {

struct SettingValues {
    int mode;
    bool warnings_as_errors;
    int on_internal_error;
    bool restoring;
    char* contact;
    int pending_grace;    // seconds
    int commit_deadline;  // milliseconds
    int max_exemption_days;
    char* bypass_reason;
    char* debug_fault;
};

extern SettingValues settings;

constexpr int internal_error_warns = 0;
constexpr int internal_error_raises = 1;

/// Defines every setting and reserves the prefix; called once, from _PG_init.
void define_settings();

/// The caps that mode and warnings_as_errors put on every rule.
core::Caps present_caps();

/// The library was loaded by shared_, session_ or local_preload_libraries, not at the first event trigger.
bool is_preloaded();

/// conventions.debug_fault names some place: then nothing may be left out as needless.
bool faults_wanted();
/// Raises an ERROR where conventions.debug_fault names this place; for tests of the safety net.
void fault_point(const char* place);
/// The fault that core is told to make at this place.
core::Fault core_fault(const char* place);

}  // namespace conventions::pg
