// Rule foreign_key_self_action: a tree of rows can be deleted.

#include "core/output/key_text.hpp"
#include "core/output/sql.hpp"
#include "core/rules/foreign_keys/key_change.hpp"

namespace conventions::core {
namespace {

bool is_stubborn(const Constraint& key) {
    const bool refuses =
        key.on_delete == ForeignKeyAction::no_action || key.on_delete == ForeignKeyAction::restrict_action;
    return is_root_key(key) && key.enforced && key.referenced_is_self && refuses && !key.deferrable;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i) {
        const Constraint& key = in.relation.constraints[i];
        if (!is_stubborn(key)) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = out.text("refers to its own table with ", words_of(key.on_delete),
                                  " on delete, and is not deferrable")});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    replace_on_delete(in, in.relation.constraints[finding.object.at], "<action>", sql);
}

}  // namespace

extern constinit const Rule foreign_key_self_action = {
    .id = "foreign_key_self_action",
    .family = Family::foreign_keys,
    .summary = "rows that refer to each other can be deleted",
    .documentation =
        {
            .what = "Finds foreign keys of a table to itself, with NO ACTION or RESTRICT on delete, that are not "
                    "DEFERRABLE.",
            .why = "A branch of a tree can then only be deleted from its leaves upwards, one level after the other.",
            .bad = "CREATE TABLE folders (id bigint PRIMARY KEY, parent_id bigint REFERENCES folders);",
            .good = "CREATE TABLE folders (\n"
                    "    id bigint PRIMARY KEY,\n"
                    "    parent_id bigint REFERENCES folders ON DELETE CASCADE\n"
                    ");",
            .fix = "Makes the key again with the action that a person fills in, without proof, and proves it "
                   "afterwards; the first takes ACCESS EXCLUSIVE for a moment, the second lets others read and write. "
                   "A partitioned table is proven at once.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::report,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
