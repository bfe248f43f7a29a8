// Rule foreign_key_overlap: two keys to one table do not share a column by accident.

#include <algorithm>
#include <map>

#include "core/output/names.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/foreign_keys/key_claim.hpp"

namespace conventions::core {
namespace {

/// The first keys to one table over one column: two that say different things are enough to find one that says
/// something else than a third.
struct Earlier {
    const Constraint* keys[2] = {nullptr, nullptr};
};

using Place = std::pair<ObjectId, AttributeNumber>;

const Constraint* other_than(const Earlier& earlier, const KeyClaim& claim) {
    for (const Constraint* const each : earlier.keys)
        if (each != nullptr && claim_of(*each) != claim) return each;
    return nullptr;
}

void note(Earlier& earlier, const Constraint& key) {
    if (earlier.keys[0] == nullptr)
        earlier.keys[0] = &key;
    else if (earlier.keys[1] == nullptr && claim_of(*earlier.keys[0]) != claim_of(key))
        earlier.keys[1] = &key;
}

/// Every pair of the one is one of the other.
bool is_within(const KeyClaim& narrow, const KeyClaim& wide) {
    return std::includes(wide.pairs.begin(), wide.pairs.end(), narrow.pairs.begin(), narrow.pairs.end());
}

std::string detail_of(const Constraint& key, const Constraint& other) {
    const bool is_narrow = is_within(claim_of(key), claim_of(other));
    const bool is_wide = is_within(claim_of(other), claim_of(key));
    if (!is_narrow && !is_wide) return {};
    const Constraint& narrow = is_narrow ? key : other;
    const Constraint& wide = is_narrow ? other : key;
    return Findings::text("All that ", shown(narrow.name), " checks, ", shown(wide.name),
                          " checks too where none of its columns is null.");
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    std::map<Place, Earlier> earlier;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& key = table.constraints[i];
        if (!is_root_key(key)) continue;
        const KeyClaim claim = claim_of(key);
        const Constraint* other = nullptr;
        for (const AttributeNumber column : key.columns) {
            Earlier& there = earlier[{key.referenced, column}];
            if (other == nullptr) other = other_than(there, claim);
            note(there, key);
        }
        if (other == nullptr) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = out.text("shares a column with ", shown(other->name), ", which refers to the same table"),
                 .part = std::string(other->name),
                 .detail = detail_of(key, *other)});
    }
}

}  // namespace

extern constinit const Rule foreign_key_overlap = {
    .id = "foreign_key_overlap",
    .family = Family::foreign_keys,
    .summary = "two foreign keys to one table share no column",
    .documentation =
        {
            .what =
                "Finds foreign keys that share a column with an older key of their table to the same table, without "
                "being the same key once more: that is foreign_key_duplicate.",
            .why = "Often one of the two is left from an earlier design, and each write pays for both. Where both are "
                   "meant, as author and editor within one tenant, nothing is wrong.",
            .bad = "CREATE TABLE lines (\n"
                   "    id bigint PRIMARY KEY, shop_id bigint, order_id bigint REFERENCES orders,\n"
                   "    FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)\n"
                   ");",
            .good = "CREATE TABLE lines (\n"
                    "    id bigint PRIMARY KEY, shop_id bigint, order_id bigint,\n"
                    "    FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)\n"
                    ");",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::info},
    .moments = Moment::report,
    .judges_partitions = true,
    .minds_new_columns = false,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
