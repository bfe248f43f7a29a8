// touched.cpp: the object access hook, and the relations that a transaction has touched.
// The hook fires before the new rows are visible: it collects OIDs only, and what is about to be dropped is asked for
// its table at once, because afterwards nobody can tell.
// Memory: the touched set lives in TopTransactionContext and is forgotten at every end of a transaction.

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/enforce/enforce.hpp"
#include "pg/ours.hpp"
#include "pg/policy/tables.hpp"

extern "C" {
#include "catalog/objectaccess.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
}

namespace conventions::pg {

TransactionShape transaction_shape = {0, false, false, false};

namespace {

object_access_hook_type previous_hook = nullptr;

List<Touched> touched = {};
/// Where in it an OID stands, for those up to `places.count`: made when a search through all of them would take long.
Table<Size> places = {};
bool any_clean = false;

Touched* find_entry(Oid oid) {
    constexpr Size few = 16;
    if (touched.count <= few) {
        for (Size i = 0; i < touched.count; ++i)
            if (touched.items[i].oid == oid) return &touched.items[i];
        return nullptr;
    }
    MemoryContext const outer = MemoryContextSwitchTo(TopTransactionContext);
    while (places.count < touched.count) {
        const Size next = places.count;
        places.put(touched.items[next].oid) = next;
    }
    MemoryContextSwitchTo(outer);
    const Size* const place = places.find(oid);
    return place == nullptr ? nullptr : &touched.items[*place];
}

bool belongs_to_table(Oid class_id) {
    return class_id == ConstraintRelationId || class_id == TriggerRelationId || class_id == PolicyRelationId ||
           class_id == RewriteRelationId;
}

void note_drop(const Frame& frame, Oid class_id, Oid oid, int column) {
    if (class_id == RelationRelationId && column != 0) {
        note({.what = Note::What::dropped_column,
              .oid = oid,
              .class_id = class_id,
              .column = static_cast<AttrNumber>(column)});
        note({.what = Note::What::touched, .oid = oid, .class_id = class_id, .column = 0});
        return;
    }
    if (class_id != RelationRelationId && !belongs_to_table(class_id)) return;
    // Not so triggers: a foreign key has some at the table that it refers to.
    if (frame.drops_whole_tables && class_id == RelationRelationId) return note_dropped_relation(oid);
    if (frame.drops_whole_tables && class_id == ConstraintRelationId) return;
    const Oid table = owning_relation(class_id, oid);
    if (class_id == RelationRelationId && table == oid) note_dropped_relation(oid);
    // A dropped table itself has nothing left to judge at the end of the command.
    if (OidIsValid(table) && !(class_id == RelationRelationId && table == oid))
        note({.what = Note::What::touched, .oid = table, .class_id = RelationRelationId, .column = 0});
}

void note_access(ObjectAccessType access, const Frame& frame, Oid class_id, Oid oid, int column) {
    if (access == OAT_DROP) {
        note_drop(frame, class_id, oid, column);
        return;
    }
    if (access != OAT_POST_CREATE && access != OAT_POST_ALTER) return;
    if (class_id == TypeRelationId) {
        if (frame.notes_types) note({.what = Note::What::type, .oid = oid, .class_id = class_id, .column = 0});
        return;
    }
    // The hook names the table for a default, and the child for an inheritance.
    if (class_id == AttrDefaultRelationId || class_id == InheritsRelationId) class_id = RelationRelationId;
    if (class_id != RelationRelationId && !belongs_to_table(class_id) && class_id != ProcedureRelationId) return;
    // The new table itself is told as well.
    if (class_id == ConstraintRelationId && access == OAT_POST_CREATE && frame.makes_table) return;
    const bool is_new = access == OAT_POST_CREATE && class_id == RelationRelationId && column == 0;
    note({.what = is_new ? Note::What::created : Note::What::touched, .oid = oid, .class_id = class_id, .column = 0});
}

/// A relation made by a command that no event trigger sees, EXPLAIN ANALYZE CREATE TABLE AS: judged at commit.
void note_unframed(ObjectAccessType access, Oid class_id, Oid oid, int column, void* argument) {
    if (access != OAT_POST_CREATE || class_id != RelationRelationId || column != 0) return;
    const auto* const details = static_cast<const ObjectAccessPostCreate*>(argument);
    if (details != nullptr && details->is_internal) return;
    // A restore in one transaction makes the event triggers last: what came before them is not judged.
    if (!enforcement_fires()) return;
    touch({.oid = oid,
           .nest_level = GetCurrentTransactionNestLevel(),
           .is_type = false,
           .created = true,
           .made_by_query = true,
           .alters_table = false,
           .committed_inside = false,
           .unframed = true,
           .rewritten = false,
           .clean_under = 0});
}

/// Members of extensions and children are made by other calls than those that make a relation.
void watch_plain(ObjectAccessType access, Oid class_id, Oid oid, int column) {
    if (creating_extension || class_id == ExtensionRelationId || class_id == InheritsRelationId)
        forget_plain();
    else if (access == OAT_POST_CREATE && class_id == RelationRelationId && column == 0)
        note_plain(oid);
}

void on_object_access(ObjectAccessType access, Oid class_id, Oid oid, int column, void* argument) {
    if (previous_hook != nullptr) previous_hook(access, class_id, oid, column, argument);
    if (IsTransactionState()) watch_plain(access, class_id, oid, column);
    if (creating_extension || IsBinaryUpgrade || !IsTransactionState() || IsBootstrapProcessingMode()) return;
    Frame const* const frame = top_frame();
    const bool changes = access == OAT_POST_CREATE || access == OAT_POST_ALTER || access == OAT_DROP;
    if (changes && (frame == nullptr || frame->skip)) forget_clean();
    if (frame == nullptr) {
        note_unframed(access, class_id, oid, column, argument);
        return;
    }
    if (!frame->skip) note_access(access, *frame, class_id, oid, column);
}

}  // namespace

void watch_object_access() {
    previous_hook = object_access_hook;
    object_access_hook = on_object_access;
}

void touch(const Touched& entry) {
    if (Touched* const found = find_entry(entry.oid); found != nullptr) {
        Touched& known = *found;
        known.created |= entry.created;
        known.made_by_query |= entry.made_by_query;
        known.alters_table |= entry.alters_table;
        known.committed_inside |= entry.committed_inside;
        // Sticky: a later command that is seen says nothing of how the relation was made.
        known.unframed |= entry.unframed;
        known.rewritten |= entry.rewritten;
        known.clean_under = 0;
        return;
    }
    MemoryContext const outer = MemoryContextSwitchTo(TopTransactionContext);
    touched.add() = entry;
    MemoryContextSwitchTo(outer);
}

std::span<const Touched> touched_relations() { return {touched.items, touched.count}; }

const Touched* find_touched(Oid oid) { return find_entry(oid); }

void note_clean(std::span<const Oid> relations, std::uint64_t generation) {
    for (const Oid relation : relations)
        if (Touched* const found = find_entry(relation); found != nullptr) found->clean_under = generation;
    any_clean = true;
}

void forget_clean() {
    if (!any_clean) return;
    for (Size i = 0; i < touched.count; ++i) touched.items[i].clean_under = 0;
    any_clean = false;
}

void forget_touched() {
    touched = {};
    places = {};
    any_clean = false;
    forget_plain();
    transaction_shape = {0, false, false, false};
}

TouchedSet put_touched_aside() {
    const TouchedSet set = {touched, places, transaction_shape};
    forget_touched();
    return set;
}

void give_touched_back(const TouchedSet& set) {
    touched = set.entries;
    places = set.places;
    any_clean = true;
    transaction_shape = set.shape;
}

// The set is a stack by nest level: entries of an inner subtransaction come after those of the outer ones.
void touched_subtransaction_ended(int nest_level, bool committed) {
    for (Size i = touched.count; i > 0 && touched.items[i - 1].nest_level >= nest_level; --i) {
        Touched& entry = touched.items[i - 1];
        if (committed) {
            entry.nest_level = nest_level - 1;
        } else {
            touched.count = i - 1;
            // To be made anew from what is left.
            if (places.count > touched.count) places = {};
        }
    }
}

}  // namespace conventions::pg
