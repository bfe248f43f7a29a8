// Rule unlogged_table: what is kept survives a crash.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

bool is_unlogged(const Relation* relation) {
    return relation != nullptr && relation->persistence == Persistence::unlogged;
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    if (!is_unlogged(&relation)) return;
    if (relation.kind != RelationKind::sequence) {
        out.add({.object = ObjectAt::relation(), .says = "is unlogged: a crash empties it"});
        return;
    }
    // The sequence of a column goes with its table.
    const ObjectId owner = relation.sequence.owner_relation;
    const Relation* const table = in.catalog.relation(owner);
    if (owner != 0 && (table == nullptr || is_unlogged(table))) return;
    out.add({.object = ObjectAt::relation(), .says = "is unlogged: a crash sets it back to its start"});
}

/// The server refuses to log a table before those that it refers to. One that is not in the reading counts as
/// `otherwise` says.
bool refers_to_unlogged(const Input& in, bool otherwise) {
    return std::any_of(in.relation.constraints.begin(), in.relation.constraints.end(), [&](const Constraint& each) {
        if (each.kind != ConstraintKind::foreign_key || each.referenced == in.relation.oid) return false;
        const Relation* const referenced = in.catalog.relation(each.referenced);
        return referenced == nullptr ? otherwise : is_unlogged(referenced);
    });
}

void fix(const Input& in, const Finding&, Sql& sql) {
    if (refers_to_unlogged(in, false)) return;
    const std::string start = in.relation.kind == RelationKind::sequence
                                  ? "ALTER SEQUENCE " + ident(sql.server(), in.relation)
                                  : alter_start(sql.server(), in.relation);
    sql.statement(start, " SET LOGGED");
    sql.undo(start, " SET UNLOGGED");
}

void mend(const Input& in, const Finding&, Draft& draft) {
    if (refers_to_unlogged(in, true)) return draft.give_up();
    draft.unlogged = false;
}

}  // namespace

extern constinit const Rule unlogged_table = {
    .id = "unlogged_table",
    .family = Family::design,
    .summary = "what is kept survives a crash",
    .documentation =
        {
            .what = "Finds unlogged tables and sequences, partitions too, each by itself. A partitioned table holds no "
                    "rows, and passes; the sequence of a column goes with its table.",
            .why = "After a crash of the server an unlogged table is empty, and a standby has no row of it. That is "
                   "right for what can be made again, and then worth an exemption that says so; it is the end of "
                   "everything else.",
            .bad = "CREATE UNLOGGED TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .fix = "Makes it logged, with the sequences of its columns: the table is rewritten, and written to the "
                   "log, under ACCESS EXCLUSIVE. Tables that it refers to come first; until they are logged there is "
                   "nothing to run.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::locks,
    .fix_needs = Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::sequence},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
