// Rule jsonb_index_method: an index on a document searches in it.

#include "core/output/names.hpp"
#include "core/rules/indexes/gin_instead.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

/// A whole document, or a text search vector, also as an expression: nobody sorts by one.
bool is_misplaced(const Index& index, const IndexKey& key) {
    if (index.access_method == "btree" && key.input_type == search_vector) return true;
    return key.column != 0 && key.input_type == jsonb;
}

Finding finding_of(const Input& in, const Index& index, const IndexKey& key) {
    const Column* const column = in.relation.column(key.column);
    const bool is_document = key.input_type == jsonb;
    Finding found = {.object = object_of(in.relation, index)};
    found.says = column != nullptr
                     ? Findings::text("holds the whole column ", shown(column->name), " by ", index.access_method)
                     : Findings::text("holds a text search vector by ", index.access_method);
    found.detail = is_document ? "It serves = of the whole document, but not @>, ? or a look at one key."
                               : "It serves = of the whole vector, but not @@.";
    return found;
}

void check(const Input& in, Findings& out) {
    for (const Index& index : in.relation.indexes) {
        if ((index.access_method != "btree" && index.access_method != "hash") || index.parent != 0) continue;
        for (const IndexKey& key : index.keys) {
            if (!is_misplaced(index, key)) continue;
            out.add(finding_of(in, index, key));
            break;
        }
    }
}

}  // namespace

extern constinit const Rule jsonb_index_method = {
    .id = "jsonb_index_method",
    .family = Family::indexes,
    .summary = "an index on a document searches in it",
    .documentation =
        {
            .what = "Finds btree and hash indexes, also unique ones, with a whole jsonb column among their keys, and "
                    "btree indexes on a text search vector.",
            .why = "Both compare whole documents, which no query asks for. What is in the document is found by a GIN "
                   "index, or by an index on one value of it: ((doc->>'state')). A btree also refuses rows whose "
                   "document is larger than about 2700 bytes.",
            .bad = "CREATE INDEX idx_events_payload ON events (payload);",
            .good = "CREATE INDEX idx_events_payload ON events USING gin (payload);",
            .fix = "Puts a GIN index in the place of one that has this key alone and is not unique, CONCURRENTLY "
                   "outside transactions. An index on the one value that is asked for is smaller; which one that is "
                   "the queries tell.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::warn},
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
