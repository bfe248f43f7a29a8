// Rule btree_on_array: an index on an array searches in its elements.

#include "core/output/names.hpp"
#include "core/rules/indexes/gin_instead.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

void check(const Input& in, Findings& out) {
    for (const Index& index : in.relation.indexes) {
        if (index.access_method != "btree" || index.unique || index.parent != 0) continue;
        for (const IndexKey& key : index.keys) {
            if (key.input_type != any_array) continue;
            const Column* const column = in.relation.column(key.column);
            out.add({.object = object_of(in.relation, index),
                     .says = column != nullptr
                                 ? out.text("sorts whole arrays of column ", shown(column->name), " by btree")
                                 : std::string("sorts whole arrays by btree"),
                     .detail = "It serves = and ORDER BY of the array, but not @>, && or = ANY (the elements)."});
            break;
        }
    }
}

}  // namespace

extern constinit const Rule btree_on_array = {
    .id = "btree_on_array",
    .family = Family::indexes,
    .summary = "an index on an array searches in its elements",
    .documentation =
        {
            .what = "Finds btree indexes with an array among their keys, unless they are unique.",
            .why = "A btree compares whole arrays. Queries ask which rows contain an element, and for these only a GIN "
                   "index helps; an array of more than about 2700 bytes cannot even be stored in a btree.",
            .bad = "CREATE INDEX idx_posts_tags ON posts (tags);",
            .good = "CREATE INDEX idx_posts_tags ON posts USING gin (tags);",
            .fix = "Puts a GIN index in the place of one that has this key alone, CONCURRENTLY outside transactions. "
                   "Queries must use @> or && to profit; one that compares whole arrays needs the btree.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .fix_needs = Need::definitions | Need::comments | Need::references,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix_by_gin,
};

}  // namespace conventions::core
