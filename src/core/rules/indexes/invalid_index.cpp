// Rule invalid_index: every index is whole.

#include "core/output/names.hpp"
#include "core/rules/indexes/attach_recipe.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

/// DETAIL names so many partitions.
constexpr std::size_t leaves_shown = 10;

/// What REINDEX CONCURRENTLY leaves when it is broken off: the new one before the swap, the old one after it.
bool is_leftover(const Index& index) {
    Text name = index.name;
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.remove_suffix(1);
    return (name.ends_with("_ccnew") || name.ends_with("_ccold")) && !must_stay(index);
}

/// The index that it is attached to is not valid either: that one is reported, for all below it.
bool belongs_to_invalid(const Input& in, const Index& index) {
    if (index.parent == 0 || in.relation.parents.empty()) return false;
    const Relation* const above = in.catalog.relation(in.relation.parents[0]);
    const Index* const parent = above != nullptr ? above->index(index.parent) : nullptr;
    return parent != nullptr && !parent->valid;
}

Finding of_partitioned(const Input& in, std::size_t at) {
    const MissingLeaves missing = missing_leaves(in.catalog, in.relation, in.relation.indexes[at]);
    Finding found = {.object = ObjectAt::index(at), .says = "is not attached everywhere"};
    if (missing.has_foreign) found.detail = "Foreign tables can have no index, so it can never become valid.";
    if (missing.leaves.empty()) return found;
    found.detail += Findings::text(found.detail.empty() ? "" : " ", "Without: ", std::to_string(missing.leaves.size()),
                                   " of ", std::to_string(missing.of), " partitions");
    for (std::size_t i = 0; i < missing.leaves.size() && i < leaves_shown; ++i)
        found.detail += Findings::text(", ", shown(*missing.leaves[i]));
    found.detail += missing.leaves.size() > leaves_shown ? ", ..." : ".";
    return found;
}

Finding of_plain(std::size_t at, const Index& index) {
    Finding found = {.object = ObjectAt::index(at), .says = "is not valid"};
    if (!index.live) {
        found.says = "is half dropped";
        found.detail = "No query uses it. A DROP INDEX CONCURRENTLY was broken off.";
    } else if (is_leftover(index)) {
        found.detail = "A REINDEX CONCURRENTLY was broken off and left it behind.";
    } else if (!index.ready) {
        found.detail = "No query uses it, and no write keeps it up: its build was broken off.";
    } else {
        found.detail = "No query uses it, but every write keeps it up: its build was broken off.";
    }
    return found;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.indexes.size(); ++i) {
        const Index& index = in.relation.indexes[i];
        if ((index.valid && index.ready && index.live) || index.building || belongs_to_invalid(in, index)) continue;
        out.add(index.partitioned ? of_partitioned(in, i) : of_plain(i, index));
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Index& index = in.relation.indexes[finding.object.at];
    if (index.partitioned) {
        if (!missing_leaves(in.catalog, in.relation, index).has_foreign) AttachRecipe(in, index, sql).write();
        return;
    }
    if (!index.live || is_leftover(index)) return drop_index(in, index, sql);
    const std::string name = ident(sql.server(), index.schema, index.name);
    // CONCURRENTLY is refused for the index of an exclusion constraint.
    if (in.situation.in_block || index.exclusion)
        sql.statement("REINDEX INDEX ", name);
    else
        sql.outside_transaction("REINDEX INDEX CONCURRENTLY ", name);
}

constexpr Silence silenced[] = {{"btree_on_array"},
                                {"duplicate_index"},
                                {"generated_constraint_name"},
                                {"index_duplicate_column"},
                                {"index_name"},
                                {"jsonb_index_method"},
                                {"redundant_index"},
                                {"redundant_unique"},
                                {"unique_name"},
                                {"unnecessary_index_predicate"},
                                {"wide_index"}};

}  // namespace

extern constinit const Rule invalid_index = {
    .id = "invalid_index",
    .family = Family::indexes,
    .summary = "every index is whole",
    .documentation =
        {
            .what = "Finds indexes that are not valid, not ready or half dropped, while nobody is building them, and "
                    "indexes of partitioned tables that are not attached to one of each partition.",
            .why = "A CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY that fails leaves an index that no query uses "
                   "and that every write may still pay for. The table looks as if it had one.",
            .bad = "CREATE UNIQUE INDEX CONCURRENTLY idx_users_email ON users (email);\n"
                   "ERROR:  could not create unique index \"idx_users_email\"",
            .good = "REINDEX INDEX CONCURRENTLY idx_users_email;  -- once the duplicates are gone",
            .fix = "Builds the index again, CONCURRENTLY; a unique one fails once more as long as there are equal "
                   "rows. What a broken REINDEX CONCURRENTLY left behind is dropped. The index of a partitioned table "
                   "gets what is missing on its partitions, CONCURRENTLY, and is attached to it.",
        },
    .severities = {.relaxed = Severity::error, .recommended = Severity::error, .strict = Severity::error},
    .moments = Moment::report,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .silences = silenced,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::references | Need::invalid_indexes,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
