// The policy tables, changed by direct calls: no right of the user is needed and none is lent.
// Every change that is made here is one that the catalogs show anyway: another name, or a finding that is mended.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/policy/policy_cache.hpp"

namespace conventions::pg {

/// Names as identity_of() of core writes them.
char* relation_identity(Oid relation);

/// What a command is about to give another name, and the name that it bears now; nothing where the policy names no
/// objects. In TopTransactionContext: the start of the command finds it, its end needs it.
struct Renaming {
    enum class What : uint8 { relation, column, constraint, schema, type } what;
    Oid oid;               // of the relation, the schema or the type
    const char* old_name;  // its identity
    const char* new_part;  // of a column or constraint: the new name
};
const Renaming* renaming_of(const Node* tree, const CompiledPolicy& policy);

/// Exemptions and the baseline go on to hold for what has got another name.
void follow_renaming(const Renaming& renaming);

/// The baseline holds anything; costs next to nothing.
bool any_baseline();
/// Keeps the name of a relation that is about to be dropped, until forget_dropped_relations(); where there is a
/// baseline.
void note_dropped_relation(Oid relation);
bool any_dropped_relation();
/// The baseline entries of those go; called at the end of the command that dropped them, or of none.
void forget_dropped_relations(bool take_effect);

/// The baseline entries of these relations whose finding is not there any more go.
void forget_mended(const CompiledPolicy& policy, std::span<const Oid> relations);

/// Every entry of the baseline, in the current memory context.
core::Rows<core::KnownFinding> baseline_rows();

/// Writes a change of a policy table into table policy_history. `before` and `after` may be null.
void write_policy_history(Relation table, HeapTuple before, HeapTuple after, const char* action);

}  // namespace conventions::pg
