// Calls that need a guard: the safety net under our own code, and core objects that a memory context owns.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/pg.hpp"

namespace conventions::pg {

/// Runs body(argument) in a subtransaction. True when it ended; false when it raised and was rolled back: then a
/// WARNING was given that `what` could not be judged (or the ERROR goes on, as conventions.on_internal_error says).
/// Query cancel, lock_timeout and shutdown always go on, and what a client is to answer by trying the transaction
/// again.
bool run_guarded(const char* what, void (*body)(void*), void* argument);

/// An error that nobody may swallow: query cancel, shutdown, lack of a lock, and what a client is to answer by trying
/// the transaction again.
bool must_go_on(const ErrorData& error);

/// The same for a callable; it must own nothing.
template <class Body>
bool guarded(const char* what, Body& body) {
    return run_guarded(
        what, [](void* argument) { (*static_cast<Body*>(argument))(); }, &body);
}

/// A reply that lives as long as the current memory context. Raises on lack of memory.
core::Reply* new_reply();

/// Raises what a Status other than ok means: cancel, lack of memory, or an internal error with the reason.
void raise_status(core::Status status, const core::Reply& reply);

/// A judging with room for its reply: judge, then raise_status().
void judge_or_raise(const core::Policy& policy, const core::Task& task, core::Reply& reply);

/// For core's polling: a cancel or shutdown has been asked for, or the deadline has passed.
bool wants_to_stop();
/// Sets a deadline for wants_to_stop(), in milliseconds from now; 0 for none.
void set_deadline(int milliseconds);

}  // namespace conventions::pg
