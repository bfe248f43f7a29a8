// Rule key_default: the server can invent a uuid key.

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/keys/key_change.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

constexpr Text random_uuid = "gen_random_uuid()";

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Column* const column = single_key_column(table);
    if (column == nullptr || column->base == nullptr || column->base->oid != server_type::uuid) return;
    if (column->inherited || column->has_default || column->generated != Generated::none) return;
    if (is_in_foreign_key(table, column->number)) return;
    out.add({.object = ObjectAt::column(static_cast<std::size_t>(column - table.columns.data())),
             .says = "is the primary key and has no default"});
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const std::string alter = alter_default_start(sql.server(), in, in.relation.columns[finding.object.at]);
    sql.statement(alter, " SET DEFAULT ", random_uuid);
    sql.undo(alter, " DROP DEFAULT");
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column != nullptr) column->default_text = random_uuid;
}

constexpr Silence silenced[] = {{"default_required"}};

}  // namespace

extern constinit const Rule key_default = {
    .id = "key_default",
    .family = Family::keys,
    .summary = "the server can invent a uuid key",
    .documentation =
        {
            .what = "Finds primary keys of one column whose base type is uuid, that have no default and are no foreign "
                    "key.",
            .why = "Without a default each program, each script and each psql session must invent the key, and one of "
                   "them will do it badly.",
            .bad = "CREATE TABLE orders (id uuid PRIMARY KEY);",
            .good = "CREATE TABLE orders (id uuid DEFAULT gen_random_uuid() PRIMARY KEY);",
            .fix = "Sets gen_random_uuid() as the default; no row changes, and who gives a key of his own goes on.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .silences = silenced,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
