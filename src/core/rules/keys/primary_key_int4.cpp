// Rule primary_key_int4: a counted key does not run out.

#include "core/rules/keys/key_change.hpp"

namespace conventions::core {
namespace {

bool is_fed(const Column& column) {
    return column.identity != Identity::none || column.may_default_to(DefaultKind::sequence);
}

void check(const Input& in, Findings& out) {
    const Column* const column = single_key_column(in.relation);
    if (column == nullptr || column->inherited || !is_fed(*column)) return;
    if (column->base == nullptr || column->base->schema != "pg_catalog") return;
    const bool is_small = column->base->name == "int2";
    if (!is_small && column->base->name != "int4") return;
    out.add(
        {.object = ObjectAt::column(static_cast<std::size_t>(column - in.relation.columns.data())),
         .says = out.text("is ", column->base->shown, ", whose numbers end at ", is_small ? "32767" : "2147483647")});
}

std::string same(const std::string& column) { return column; }

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    // A domain may be used elsewhere, the columns of a typed table are its type's, and the server lets no partition key
    // change its type, of which the key of a partitioned table is made.
    if (column.type != column.base || in.relation.of_type != 0 || in.relation.kind != RelationKind::table) return;
    if (is_new_or_empty(in)) return widen_in_place(in, column, sql);
    swap_key_column(in, {.column = column, .type = "bigint", .value = same, .keeps_numbers = true}, sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    if (column.type != column.base) return draft.give_up();
    widen_draft(*mended, draft);
}

}  // namespace

extern constinit const Rule primary_key_int4 = {
    .id = "primary_key_int4",
    .family = Family::keys,
    .summary = "a counted key does not run out",
    .documentation =
        {
            .what = "Finds primary keys of one column of type smallint or integer, also by a domain, that an identity, "
                    "serial or another sequence counts up. Codes that somebody assigns by hand pass.",
            .why = "After 2147483647 no row can be inserted any more, and rolled back transactions use numbers, too. "
                   "Then the table must be rewritten while everybody waits. bigint costs four bytes a row, often none.",
            .bad = "CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            .fix = "A table without rows gets bigint at once, with its sequence. Otherwise a second column is kept up "
                   "by a trigger, filled in parts (the UPDATE is repeated until no row is left), indexed, and put in "
                   "the place of the first one; the rights and the next number of the sequence stay. Foreign keys, "
                   "views, checks, indexes and column rights on the old column must be moved by hand in the same "
                   "transaction. Columns that refer to it should become bigint before. The old column stays until "
                   "somebody drops it.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::constraints,
    .excuse_needs = Need::defaults,
    .fix_needs = key_change_needs,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
