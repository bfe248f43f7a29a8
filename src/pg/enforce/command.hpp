// What the event triggers share: reading, judging and the ratchet for one command.

#pragma once

#include "pg/enforce/enforce.hpp"
#include "pg/policy/policy_cache.hpp"

namespace conventions::pg {

/// A memory context for one judging; child of TopTransactionContext, so that findings outlive the subtransaction in
/// which they were made. The caller deletes it, or the end of the transaction does.
MemoryContext make_judging_context(const char* name);

/// Judges these relations and types at one moment, all in the current memory context. Adds to the reply.
void judge_present(const CompiledPolicy& policy, core::Situation situation, std::span<const Oid> relations,
                   std::span<const Oid> types, std::span<const Oid> created, core::Reply& reply);

/// Adds those of the names that fixes propose which a relation or type of the database bears already, and that the list
/// does not hold yet. True where there was one: then the fixes must be made again.
bool note_taken(const core::Reply& reply, List<core::SchemaName>& taken);

/// Takes away what existed before command id `before` (0: before this transaction).
void forget_what_was(const CompiledPolicy& policy, core::Situation situation, CommandId before, core::Reply& reply);

/// The situation of a command that runs now.
core::Situation present_situation(core::Moment moment, bool committed_inside);

/// Registers the object access hook.
void watch_object_access();

/// For the event trigger functions: raises unless called as one.
void check_called_as_event_trigger(FunctionCallInfo fcinfo);

}  // namespace conventions::pg
