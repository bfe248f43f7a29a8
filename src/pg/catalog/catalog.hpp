// catalog/: two readers of the same facts, one for the present state of some relations and one by a given snapshot.
//
// present   relcache, syscache and a few index scans: cheap, and shows what the running transaction has made so far.
// snapshot  catalog scans by the active snapshot: the before image of a command or of a transaction, or the whole
//           database. It asks a cache only for what initdb made (types, operators, functions), which stays.
//
// Memory: everything lives in the context that is current at the call; the result points into it.
// Errors: any call may raise ERROR (also query cancel); nothing is left open.

#pragma once

#include "pg/pg.hpp"

namespace conventions::pg {

/// Asked for every some relations during long readings; true stops the reading with a null result.
using StopFunction = bool (*)();

/// Facts of those of the given relations that exist now (any kind, indexes and toast tables are skipped), and of
/// the trees they belong to: a partition brings its ancestors and all partitions of its root, an inheritance
/// parent or child its family. Never waits: each relation is read under an ACCESS SHARE lock that is given back at
/// once, and where that cannot be had now, by a snapshot instead (then without Need::definitions).
/// `types`: stand-alone types (pg_type OIDs) that Catalog::types must also hold, where they exist.
const core::Catalog* read_present(std::span<const Oid> relations, core::Need needs, std::span<const Oid> types = {});

/// The same for judging whether there is any finding at all: without the membership in extensions, and without the
/// parents of children by INHERITS, both of which only excuse.
const core::Catalog* read_to_pass(std::span<const Oid> relations, core::Need needs, std::span<const Oid> types);

/// The same by the active snapshot (see push_before_image).
const core::Catalog* read_by_snapshot(std::span<const Oid> relations, core::Need needs,
                                      std::span<const Oid> types = {});

/// Relations that are no member of an extension and have no parents: a reading of the present asks pg_depend for them
/// once in a transaction, and never for those that were made in it. Forget all of them at the end of a transaction
/// or subtransaction, and when an extension's members or anybody's parents change.
void note_plain(Oid relation);
bool is_plain(Oid relation);
void forget_plain();

/// Every relation outside the system schemas by the active snapshot, catalogs scanned once each.
/// Null when stop said so. stop may be null.
const core::Catalog* read_database(core::Need needs, StopFunction stop);

/// Adds what must be asked relation by relation (Need::definitions, Need::sizes), for some relations of a reading of
/// the whole database that was made without it; sizes come with those of all their children.
void add_definitions(const core::Catalog& database, std::span<const Oid> relations);
void add_sizes(const core::Catalog& database, std::span<const Oid> relations);
void add_limits(const core::Catalog& database, std::span<const Oid> relations);

/// Makes active a snapshot that shows the catalogs as they were when command id `before` began; 0: as before this
/// transaction. Pop with PopActiveSnapshot(). Not valid after a command that committed inside.
void push_before_image(CommandId before);

/// The command id to give to push_before_image() later, taken now.
CommandId present_command();

/// What core must know of the server; lives as long as the process.
const core::Server* server_facts();

/// Blocks of the main fork of a relation, read from its files without any lock; 0 where there is no file,
/// -1 for relations without storage. Never waits.
int64 relation_blocks(Oid relation);

/// Catalog entry `oid` of `class_id` as the relation it belongs to (index, constraint, trigger, policy, rule, column
/// default -> table; a relation -> itself), by syscache and catalog scans of the present state; InvalidOid for none.
Oid owning_relation(Oid class_id, Oid oid);

}  // namespace conventions::pg
