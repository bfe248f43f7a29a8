// Rule foreign_key_set_null: what a key sets on delete, its columns can take.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/foreign_keys/key_cover.hpp"

namespace conventions::core {
namespace {

/// DETAIL names so many partitions.
constexpr std::size_t partitions_shown = 3;

/// Whether a delete in the referenced table sets this column of the key.
bool is_set(const Constraint& key, AttributeNumber column) {
    return key.set_columns.empty() ||
           std::find(key.set_columns.begin(), key.set_columns.end(), column) != key.set_columns.end();
}

/// The default is that of the table where the key stands; partitions may have others, which do not count. One that was
/// not read may be null.
bool becomes_null(const Constraint& key, const Column& column) {
    if (key.on_delete == ForeignKeyAction::set_null) return true;
    if (!column.has_default) return column.identity == Identity::none;
    return column.default_kind == DefaultKind::none || column.default_is_null;
}

/// Positions in the key of the columns that a delete makes null.
std::vector<std::size_t> nulled_positions(const Relation& table, const Constraint& key) {
    std::vector<std::size_t> positions;
    if (key.on_delete != ForeignKeyAction::set_null && key.on_delete != ForeignKeyAction::set_default) return positions;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        const Column* const column = table.column(key.columns[i]);
        if (column != nullptr && is_set(key, key.columns[i]) && becomes_null(key, *column)) positions.push_back(i);
    }
    return positions;
}

bool takes_no_null(const Column& column) { return column.not_null || column.domain_not_null; }

/// The columns that refuse, of one relation with rows.
std::vector<AttributeNumber> refusing(const Relation& leaf, const Constraint& copy,
                                      const std::vector<std::size_t>& nulled) {
    std::vector<AttributeNumber> columns;
    for (const std::size_t position : nulled) {
        const Column* const column = leaf.column(copy.columns[position]);
        if (column != nullptr && takes_no_null(*column)) columns.push_back(column->number);
    }
    return columns;
}

struct Refusal {
    std::size_t of = 0;
    std::vector<const Relation*> leaves;
    /// Of the first of them, with its numbers.
    std::vector<AttributeNumber> columns;
};

Refusal refusal_of(const Input& in, const Constraint& key) {
    Refusal refusal;
    const std::vector<std::size_t> nulled = nulled_positions(in.relation, key);
    if (nulled.empty()) return refusal;
    for (const Leaf& leaf : leaves_with_copies(in.catalog, in.relation, {&key}))
        for (const KeyCopy& copy : leaf.copies) {
            ++refusal.of;
            const std::vector<AttributeNumber> columns = refusing(*leaf.relation, *copy.constraint, nulled);
            if (columns.empty()) continue;
            if (refusal.leaves.empty()) refusal.columns = columns;
            refusal.leaves.push_back(leaf.relation);
        }
    return refusal;
}

std::string detail_of(const Constraint& key, const Refusal& refusal) {
    std::string detail = Findings::text("A delete in ", shown(key.referenced_schema, key.referenced_name),
                                        " fails wherever a row refers to what it deletes.");
    if (refusal.leaves.size() == refusal.of) return detail;
    detail += Findings::text(" So it is in ", std::to_string(refusal.leaves.size()), " of ", std::to_string(refusal.of),
                             " partitions");
    for (std::size_t i = 0; i < refusal.leaves.size() && i < partitions_shown; ++i)
        detail += Findings::text(", ", shown(*refusal.leaves[i]));
    return detail + (refusal.leaves.size() > partitions_shown ? ", ..." : ".");
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i) {
        const Constraint& key = in.relation.constraints[i];
        if (!is_root_key(key) || !key.enforced) continue;
        const Refusal refusal = refusal_of(in, key);
        if (refusal.leaves.empty()) continue;
        const bool by_default = key.on_delete == ForeignKeyAction::set_default;
        out.add({.object = ObjectAt::constraint(i),
                 .says = out.text("sets (", column_list(*refusal.leaves.front(), refusal.columns),
                                  by_default ? ") on delete to a default that is null, but NOT NULL forbids it"
                                             : ") to null on delete, but NOT NULL forbids it"),
                 .detail = detail_of(key, refusal)});
    }
}

// The delete fails as it did, but by a rule that somebody can read. To let it pass, the columns must take nulls: that
// weakens the table, and only a person can want it.
void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    replace_on_delete(in, key, words_of(ForeignKeyAction::restrict_action), sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    DraftKey* const mended = draft.key(key.oid);
    if (mended == nullptr || !mended->definition.empty()) return draft.give_up();
    const Text restricted = words_of(ForeignKeyAction::restrict_action);
    mended->tail = tail_of_foreign_key(*in.catalog.server, in.relation, key, restricted).substr(1);
}

}  // namespace

extern constinit const Rule foreign_key_set_null = {
    .id = "foreign_key_set_null",
    .family = Family::foreign_keys,
    .summary = "what a foreign key sets on delete, its columns can take",
    .documentation =
        {
            .what = "Finds foreign keys with ON DELETE SET NULL on a NOT NULL column, and with ON DELETE SET DEFAULT "
                    "on a NOT NULL column without a default. With a column list only the listed columns count. NOT "
                    "NULL may be the column's, its domain's, or that of some partition.",
            .why = "Each delete of a row that is referred to fails, with an error that speaks of a null which nobody "
                   "wrote. The key promises what the table forbids.",
            .bad = "CREATE TABLE orders (\n"
                   "    id bigint PRIMARY KEY,\n"
                   "    customer_id bigint NOT NULL REFERENCES customers ON DELETE SET NULL\n"
                   ");",
            .good = "CREATE TABLE orders (\n"
                    "    id bigint PRIMARY KEY,\n"
                    "    customer_id bigint REFERENCES customers ON DELETE SET NULL\n"
                    ");",
            .fix = "Makes the key again with ON DELETE RESTRICT, without proof, and proves it afterwards: the same "
                   "deletes fail as before, with a message that says why. If rows may lose what they refer to, drop "
                   "NOT NULL instead.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::locks,
    .needs = Need::columns | Need::constraints,
    .excuse_needs = Need::defaults,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
