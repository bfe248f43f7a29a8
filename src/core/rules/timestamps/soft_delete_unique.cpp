// Rule soft_delete_unique: a deleted row keeps no key taken.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/indexes/index_recipe.hpp"
#include "core/rules/indexes/keeper.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/timestamps/row_moment.hpp"
#include "core/rules/timestamps/soft_delete.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&soft_delete_flag_names, &soft_delete_names};

/// The columns that mark a row as deleted: the moment first.
struct Marks {
    const Column* moment = nullptr;
    const Column* flag = nullptr;

    bool has(AttributeNumber number) const {
        return (moment != nullptr && moment->number == number) || (flag != nullptr && flag->number == number);
    }
};

Marks marks_of(const Input& in) {
    Marks marks;
    for (const Column& column : in.relation.columns) {
        if (is_deletion_flag(in, column))
            marks.flag = &column;
        else if (is_deletion_moment(in, column) && is_moment(column))
            marks.moment = &column;
    }
    return marks;
}

/// Of live rows or of deleted ones: no deleted row stands in the way of a live one.
bool is_of_one_kind(const Marks& marks, const Index& index) {
    return std::any_of(index.conditions.begin(), index.conditions.end(),
                       [&](const Condition& each) { return each.column != 0 && marks.has(each.column); });
}

/// The mark is among the keys, as it is or in an expression: a deleted row differs from the live one.
bool tells_deleted_rows(const Marks& marks, const Index& index) {
    const auto is_mark = [&](AttributeNumber number) { return marks.has(number); };
    return std::any_of(index.keys.begin(), index.keys.end(),
                       [&](const IndexKey& key) { return is_mark(key.column); }) ||
           std::any_of(index.expression_columns.begin(), index.expression_columns.end(), is_mark);
}

/// Nobody wants its values a second time: uuids and numbers of the server, that refer to nothing.
bool is_made_up(const Relation& table, const IndexKey& key) {
    const Column* const column = table.column(key.column);
    if (column == nullptr || is_in_foreign_key(table, column->number)) return false;
    return column->identity != Identity::none || column->may_default_to(DefaultKind::sequence) ||
           (column->base != nullptr && column->base->oid == server_type::uuid);
}

bool is_judged(const Relation& table, const Index& index) {
    if (!index.unique || index.primary || index.exclusion || index.referenced || index.parent != 0) return false;
    return std::none_of(index.keys.begin(), index.keys.end(),
                        [&](const IndexKey& key) { return is_made_up(table, key); });
}

void check(const Input& in, Findings& out) {
    const Marks marks = marks_of(in);
    const Column* const mark = marks.moment != nullptr ? marks.moment : marks.flag;
    if (mark == nullptr) return;
    for (const Index& index : in.relation.indexes) {
        if (!is_judged(in.relation, index) || is_of_one_kind(marks, index) || tells_deleted_rows(marks, index))
            continue;
        out.add({.object = object_of(in.relation, index),
                 .says = "also counts deleted rows, so that they keep their values taken",
                 .detail = out.text("Rows with ", shown(mark->name), " are deleted.")});
    }
}

std::string live_rows(const Server& server, const Marks& marks) {
    if (marks.moment != nullptr) return Findings::text(ident(server, marks.moment->name), " IS NULL");
    return Findings::text("NOT ", ident(server, marks.flag->name));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Relation& table = in.relation;
    const bool is_constraint = finding.object.kind == ObjectClass::constraint;
    const Constraint* const constraint = is_constraint ? &table.constraints[finding.object.at] : nullptr;
    const Index* const index = is_constraint ? table.index(constraint->index) : &table.indexes[finding.object.at];
    // An index cannot wait for the commit; and what rests on it wants all rows.
    if (index == nullptr || !index->immediate || index->predicate != 0 || index->replica_identity || index->clustered ||
        !index->valid || index->has_comment || !can_have_index(in))
        return;
    const std::string tail = index_tail(sql.server(), table, *index);
    if (tail.empty()) return;
    const std::string live = Findings::text(tail, " WHERE ", live_rows(sql.server(), marks_of(in)));
    if (constraint == nullptr) return replace_index(in, *index, words_of(table, *index), live, sql);
    if (constraint->inherited || constraint->has_comment) return;
    const std::string name = create_index(in, true, words_of(table, *index), live, sql);
    sql.statement(alter_start(sql.server(), table), " DROP CONSTRAINT ", ident(sql.server(), constraint->name));
    sql.statement("ALTER INDEX ", name, " RENAME TO ", ident(sql.server(), index->name));
}

}  // namespace

extern constinit const Rule soft_delete_unique = {
    .id = "soft_delete_unique",
    .family = Family::timestamps,
    .summary = "a deleted row keeps no key taken",
    .documentation =
        {
            .what = "Finds unique constraints and indexes of all rows in tables with a column such as deleted_at or "
                    "is_deleted. Passes those partial on the live or the deleted rows, those with that column among "
                    "their keys, "
                    "primary keys, keys that a foreign key references, and keys with a uuid, an identity or a number "
                    "of a sequence that refers to no other table.",
            .why = "Who deletes the account and signs up again is told that the e-mail is taken, by a row that nobody "
                   "sees any more.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, deleted_at timestamptz);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, email text, deleted_at timestamptz);\n"
                    "CREATE UNIQUE INDEX users_email ON users (email) WHERE deleted_at IS NULL;",
            .fix = "Builds a unique index of the live rows, CONCURRENTLY outside transactions, and drops the old index "
                   "or constraint. ON CONFLICT must then name the predicate, too, and a deleted row can only come back "
                   "while its values are free.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::references | Need::predicates | Need::defaults,
    .fix_needs = Need::definitions | Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
