// Rule foreign_key_forbidden: a house that shards has no foreign keys.

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/foreign_keys/key_change.hpp"

namespace conventions::core {
namespace {

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i) {
        const Constraint& key = in.relation.constraints[i];
        if (!is_root_key(key)) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = out.text("refers to ", shown(key.referenced_schema, key.referenced_name),
                                  ", and foreign keys are forbidden")});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    sql.statement("ALTER TABLE ", ident(sql.server(), in.relation), " DROP CONSTRAINT ", ident(sql.server(), key.name));
    sql.undo(add_key(sql.server(), in.relation, key));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    std::erase_if(draft.keys, [&](const DraftKey& each) { return each.constraint == key.oid; });
}

}  // namespace

extern constinit const Rule foreign_key_forbidden = {
    .id = "foreign_key_forbidden",
    .family = Family::foreign_keys,
    .summary = "there are no foreign keys",
    .documentation =
        {
            .what = "Finds every foreign key. Off unless a house turns it on.",
            .why = "Where rows are spread over many servers, or copied between them table by table, a key can hold on "
                   "none of them, and programs must see to it anyway.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
            .fix = "Drops the key; both tables are locked for a moment, and nothing checks the column from then on. "
                   "undo_sql makes the key again.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::drops,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
