// What the event triggers share: reading, judging and the ratchet for one command.

#pragma once

#include "pg/enforce/enforce.hpp"
#include "pg/policy/policy_cache.hpp"

namespace conventions::pg {

/// A memory context for one judging; child of TopTransactionContext, so that findings outlive the subtransaction in
/// which they were made. The caller deletes it, or the end of the transaction does.
MemoryContext make_judging_context(const char* name);

/// Judges these relations and types at one moment, all in the current memory context. Adds to the reply, without fixes.
/// True where it finds nothing, and looks for no other relation.
struct Shortcuts {
    /// Also reads what that moment will need, and keeps the reading (see kept_reading()).
    core::Moment read_ahead = core::Moment::none;
    /// All that the command did to the one relation was to add columns without constraints.
    bool only_new_columns = false;
    /// The command made the relations: none has a policy yet.
    bool all_new = false;
};
bool judge_present(const CompiledPolicy& policy, core::Situation situation, std::span<const Oid> relations,
                   std::span<const Oid> types, std::span<const Oid> created, core::Reply& reply,
                   Shortcuts shortcuts = {});

/// Gives the findings of that moment their fixes: what is still to be said is rare, so that only now the facts are read
/// that fixes need.
void add_fixes(const CompiledPolicy& policy, core::Situation situation, std::span<const Oid> created,
               core::Reply& reply);

/// Adds those of the names that fixes propose which a relation or type of the database bears already, and that the list
/// does not hold yet. True where there was one: then the fixes must be made again.
bool note_taken(const core::Reply& reply, List<core::SchemaName>& taken);

/// make(names that are taken) makes fixes in the reply, and once more as long as they propose a name that is taken.
template <class Make>
void until_names_are_free(const core::Reply& reply, Make make) {
    List<core::SchemaName> taken = {};
    make(taken.rows());
    while (note_taken(reply, taken)) make(taken.rows());
}

// read_ahead.cpp: the reading of a command that is alone in its transaction, for its commit.

/// The current memory context goes to the reading: it must live until the end of the transaction.
void keep_reading(const core::Catalog* catalog, std::span<const Oid> relations, std::span<const Oid> types);
/// The reading of exactly these, where nothing can have changed since; else null.
const core::Catalog* kept_reading(std::span<const Oid> relations, std::span<const Oid> types);
/// Judging the commit on the kept reading finds nothing; true as long as the reading would be taken.
void note_clean_commit();
bool commit_is_clean();
/// The kept reading lies in this context.
bool is_reading_in(MemoryContext context);
void forget_reading();

/// A finding of the reply is at error.
bool any_error(const core::Reply& reply);

/// Takes away what existed before command id `before` (0: before this transaction).
void forget_what_was(const CompiledPolicy& policy, core::Situation situation, CommandId before, core::Reply& reply);

/// The situation of a command that runs now.
core::Situation present_situation(core::Moment moment, bool committed_inside);

/// Registers the object access hook.
void watch_object_access();

/// For the event trigger functions: raises unless called as one.
void check_called_as_event_trigger(FunctionCallInfo fcinfo);

}  // namespace conventions::pg
