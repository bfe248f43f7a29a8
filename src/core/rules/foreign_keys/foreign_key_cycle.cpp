// Rule foreign_key_cycle: some table can have the first row.

#include <algorithm>

#include "core/rules/foreign_keys/key_cycles.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

/// A table that was there before may close a cycle with one that the command does not touch: that one is asked for.
/// Whatever refers to a table made in this transaction has been touched in it.
void ask_for_referenced(const Input& in) {
    if (in.names == nullptr || in.situation.moment != Moment::commit || in.relation.origin != Origin::earlier) return;
    for (const Constraint& key : in.relation.constraints)
        if (is_hard(in.relation, key) && in.catalog.relation(key.referenced) == nullptr)
            in.names->relation(key.referenced_schema, key.referenced_name);
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (std::none_of(table.constraints.begin(), table.constraints.end(),
                     [&](const Constraint& key) { return is_hard(table, key); }))
        return;
    ask_for_referenced(in);
    KeyCycles room;
    const KeyCycles& cycles = cycles_of(in, room);
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const auto found = cycles.ways.find(table.constraints[i].oid);
        if (found == cycles.ways.end()) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = "closes a cycle of foreign keys into which no first row can be inserted",
                 .detail = out.text(found->second,
                                    ": none of these keys is deferrable, and none of them has a column that may be "
                                    "null.")});
    }
}

}  // namespace

extern constinit const Rule foreign_key_cycle = {
    .id = "foreign_key_cycle",
    .family = Family::foreign_keys,
    .summary = "no foreign keys lead round without a way in",
    .documentation =
        {
            .what = "Finds foreign keys that lead from table to table and back to the first, over two tables or more, "
                    "where no key of the round is deferrable or may be null. The youngest key of the round is "
                    "reported. A report sees all rounds; a commit those that run through the tables which the "
                    "transaction touched and the ones that these refer to.",
            .why =
                "Each table waits for a row of the next one. Nothing can be inserted, dumps cannot be loaded table by "
                "table, and the way out is usually to switch the checks off.",
            .bad = "ALTER TABLE users ADD FOREIGN KEY (main_account_id) REFERENCES accounts;\n"
                   "-- accounts.owner_id NOT NULL REFERENCES users, users.main_account_id NOT NULL",
            .good = "ALTER TABLE users ADD FOREIGN KEY (main_account_id) REFERENCES accounts\n"
                    "    DEFERRABLE INITIALLY DEFERRED;",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report,
    .waits_in_autocommit = true,
    .minds_new_columns = false,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
