// Rule foreign_key_duplicate: a table refers to another one once by the same columns.

#include <algorithm>
#include <map>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/foreign_keys/key_claim.hpp"

namespace conventions::core {
namespace {

std::vector<AttributeNumber> sorted(Rows<AttributeNumber> columns) {
    std::vector<AttributeNumber> set(columns.begin(), columns.end());
    std::sort(set.begin(), set.end());
    return set;
}

/// What the keys do differently, as a list of words; empty for nothing. The match says nothing of one column alone.
std::string difference(const Constraint& a, const Constraint& b) {
    std::string words;
    const auto add = [&](bool differs, Text word) {
        if (differs) words.append(words.empty() ? "" : ", ").append(word);
    };
    add(a.on_delete != b.on_delete || sorted(a.set_columns) != sorted(b.set_columns), "ON DELETE");
    add(a.on_update != b.on_update, "ON UPDATE");
    add(a.match != b.match && a.columns.size() > 1, "MATCH");
    add(a.deferrable != b.deferrable || a.initially_deferred != b.initially_deferred, "DEFERRABLE");
    add(a.enforced != b.enforced, "ENFORCED");
    return words;
}

/// The key that says the same and came first: constraints stand in the order of their OIDs. Null for none.
const Constraint* keeper_of(const Relation& table, const Constraint& key) {
    const KeyClaim claim = claim_of(key);
    for (const Constraint& other : table.constraints) {
        if (&other == &key) return nullptr;
        if (is_root_key(other) && claim_of(other) == claim) return &other;
    }
    return nullptr;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    std::map<KeyClaim, const Constraint*> first;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& key = table.constraints[i];
        if (!is_root_key(key)) continue;
        const auto [place, is_new] = first.emplace(claim_of(key), &key);
        if (is_new) continue;
        const Constraint& keeper = *place->second;
        Finding found = {.object = ObjectAt::constraint(i),
                         .says = out.text("duplicates constraint ", shown(keeper.name)),
                         .part = std::string(keeper.name)};
        const std::string words = difference(keeper, key);
        if (!words.empty()) found.detail = out.text("They differ in ", words, ": decide which one is meant.");
        out.add(std::move(found));
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Constraint& key = table.constraints[finding.object.at];
    const Constraint* const keeper = keeper_of(table, key);
    if (keeper == nullptr || !difference(*keeper, key).empty()) return;
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table));
    // What the one has proven must not go before the other one has.
    const bool must_prove = key.validated && !keeper->validated;
    if (must_prove) sql.statement(start, " VALIDATE CONSTRAINT ", ident(server, keeper->name));
    sql.statement(start, " DROP CONSTRAINT ", ident(server, key.name));
    // Nothing makes a proven key unproven again.
    if (!must_prove) sql.undo(add_key(server, table, key));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    const Constraint* const keeper = keeper_of(in.relation, key);
    if (keeper == nullptr || !difference(*keeper, key).empty()) return draft.give_up();
    std::erase_if(draft.keys, [&](const DraftKey& each) { return each.constraint == key.oid; });
}

constexpr Silence silenced[] = {{"foreign_key_index"}, {"foreign_key_on_delete"}, {"foreign_key_overlap"}};

}  // namespace

extern constinit const Rule foreign_key_duplicate = {
    .id = "foreign_key_duplicate",
    .family = Family::foreign_keys,
    .summary = "a table refers to another one once by the same columns",
    .documentation =
        {
            .what = "Finds foreign keys that pair the same columns with the same columns of the same table as an "
                    "older key of their table, in any order. The younger one is reported, also where the two differ "
                    "in what they do on delete. The copies that partitions have of their root's keys do not count.",
            .why = "Each row is looked up twice when it is written, and each delete looks for it twice. Where the two "
                   "differ in their action, which one wins is a matter of the order in which they were made.",
            .bad = "CREATE TABLE orders (\n"
                   "    id bigint PRIMARY KEY,\n"
                   "    customer_id bigint REFERENCES customers,\n"
                   "    FOREIGN KEY (customer_id) REFERENCES customers (id)\n"
                   ");",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .fix = "Drops the younger key, where the two do the same; an older one that is NOT VALID is proven first. "
                   "Both tables are locked for a moment. undo_sql makes the key again.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::drops,
    .silences = silenced,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
