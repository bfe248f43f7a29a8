// policy/: the policy tables as a compiled policy, and the functions that change them.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/pg.hpp"

namespace conventions::pg {

/// The compiled policy with what the moments need, worked out once.
struct CompiledPolicy {
    core::Policy* policy;
    /// Another one after each compiling in this session.
    std::uint64_t generation;
    core::Need after_needs;
    core::Need commit_needs;
    /// Without excuses: enough for a clean command.
    core::Need after_needs_to_pass;
    core::Need commit_needs_to_pass;
    /// The same of both moments, where a command has only added columns (Rule::minds_new_columns).
    core::Need after_needs_of_columns;
    core::Need commit_needs_of_columns;
    /// What fixes need on top.
    core::Need after_fix_needs;
    core::Need commit_fix_needs;
    /// Of checks and fixes together.
    core::Need drop_needs;
    /// Statements that some rule looks at before they run.
    core::Interest before;
    bool judges_before;
    bool judges_rewrite;
    bool judges_drop;
    bool judges_commit;
    bool has_exemptions;
    /// Roles that some setting is for.
    core::Rows<core::Text> named_roles;
};

/// The policy of this database; null where no profile is enabled, or the extension is not here. Compiled anew after
/// the policy tables changed. The result lives until the next call that finds a change: do not keep it over one.
const CompiledPolicy* present_policy();

/// The same where it takes no look-up, and so cannot raise; null where it would take one, or there is no policy.
const CompiledPolicy* policy_if_known();

/// Settings of the session, the time, and the roles of the current user that the policy names.
core::Caps session_caps(const CompiledPolicy& policy);

/// Name, version and presets of the enabled profile in the current memory context; an empty name for none.
struct ProfileRow {
    core::Text name;
    int32 version;
    core::Rows<core::Text> presets;
};
ProfileRow present_profile();

/// What the policy tables hold, with another profile; in the current memory context.
core::PolicySource stored_policy(core::Text profile);

/// Lets every session read the policy tables anew at its next command.
void policy_changed();

void watch_policy();

}  // namespace conventions::pg
