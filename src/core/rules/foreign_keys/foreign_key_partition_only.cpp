// Rule foreign_key_partition_only: what holds for the partitions holds for the whole.

#include <algorithm>
#include <map>

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

/// What a key says, by the names of its columns: their numbers differ from partition to partition.
struct NamedClaim {
    ObjectId referenced = 0;
    std::vector<std::pair<Text, AttributeNumber>> pairs;
    auto operator<=>(const NamedClaim&) const = default;
};

NamedClaim claim_of(const Relation& table, const Constraint& key) {
    NamedClaim claim{.referenced = key.referenced, .pairs = {}};
    for (std::size_t i = 0; i < key.columns.size() && i < key.referenced_columns.size(); ++i)
        if (const Column* const column = table.column(key.columns[i]))
            claim.pairs.emplace_back(column->name, key.referenced_columns[i]);
    std::sort(claim.pairs.begin(), claim.pairs.end());
    return claim;
}

/// A key of the partition's own, or of a partitioned one above it; not a copy for a partition of the referenced table.
bool is_key_of(const Catalog& catalog, const Relation& table, const Constraint& key) {
    if (key.kind != ConstraintKind::foreign_key || !key.enforced) return false;
    if (key.parent == 0) return true;
    const Relation* const above =
        table.is_partition && !table.parents.empty() ? catalog.relation(table.parents[0]) : nullptr;
    const Constraint* const origin = above != nullptr ? above->constraint(key.parent) : nullptr;
    return origin != nullptr && is_key_of(catalog, *above, *origin);
}

struct Held {
    /// The partitions that have it, and the key of the first of them.
    std::size_t partitions = 0;
    const Relation* first = nullptr;
    const Constraint* key = nullptr;
    /// All of them do the same, and are proven.
    bool is_alike = true;
};

struct HeldKeys {
    std::size_t of = 0;
    std::map<NamedClaim, Held> keys;
};

bool do_the_same(const Server& server, const Relation& a, const Constraint& one, const Relation& b,
                 const Constraint& other) {
    return tail_of_foreign_key(server, a, one) == tail_of_foreign_key(server, b, other);
}

void add_keys_of(const Catalog& catalog, const Relation& leaf, HeldKeys& held) {
    std::vector<NamedClaim> seen;
    for (const Constraint& key : leaf.constraints) {
        if (!is_key_of(catalog, leaf, key)) continue;
        NamedClaim claim = claim_of(leaf, key);
        if (std::find(seen.begin(), seen.end(), claim) != seen.end()) continue;
        Held& known = held.keys[claim];
        seen.push_back(std::move(claim));
        if (known.key == nullptr) {
            known.first = &leaf;
            known.key = &key;
        }
        ++known.partitions;
        known.is_alike =
            known.is_alike && key.validated && do_the_same(*catalog.server, *known.first, *known.key, leaf, key);
    }
}

HeldKeys held_by_partitions(const Catalog& catalog, const Relation& root) {
    HeldKeys held;
    for (const Relation* leaf : leaves_of(catalog, root)) {
        if (leaf->kind == RelationKind::foreign_table) continue;
        ++held.of;
        add_keys_of(catalog, *leaf, held);
    }
    for (const Constraint& key : root.constraints)
        if (key.kind == ConstraintKind::foreign_key) held.keys.erase(claim_of(root, key));
    std::erase_if(held.keys, [&](const auto& each) { return each.second.partitions * 2 <= held.of; });
    return held;
}

/// "(customer_id) of public.customers"
std::string part_of(const Held& held) {
    return Findings::text("(", column_list(*held.first, held.key->columns), ") to ", held.key->referenced_schema, ".",
                          held.key->referenced_name);
}

void check(const Input& in, Findings& out) {
    const HeldKeys held = held_by_partitions(in.catalog, in.relation);
    for (const auto& [claim, each] : held.keys) {
        const bool all = each.partitions == held.of;
        out.add({.object = ObjectAt::relation(),
                 .says = out.text("lacks the foreign key of its partitions from (",
                                  column_list(*each.first, each.key->columns), ") to ",
                                  shown(each.key->referenced_schema, each.key->referenced_name)),
                 .part = part_of(each),
                 .detail = all ? out.text("Each of its partitions has it; a new one will not.")
                               : out.text("Of its ", std::to_string(held.of), " partitions ",
                                          std::to_string(each.partitions), " have it; a new one will not.")});
    }
}

bool is_led_by(const Index& index, const std::vector<AttributeNumber>& columns) {
    return index.valid && index.predicate == 0 && index.keys.size() >= columns.size() &&
           std::all_of(index.keys.begin(), index.keys.begin() + static_cast<std::ptrdiff_t>(columns.size()),
                       [&](const IndexKey& key) {
                           return std::find(columns.begin(), columns.end(), key.column) != columns.end();
                       });
}

/// The key needs an index in each partition; most have one for the key of their own.
void add_indexes(const Input& in, const Held& held, Sql& sql) {
    const Server& server = sql.server();
    for (const Relation* leaf : leaves_of(in.catalog, in.relation)) {
        std::vector<AttributeNumber> columns;
        std::vector<std::string> names;
        for (const AttributeNumber number : held.key->columns) {
            const Column* const column = leaf->column(held.first->column(number)->name);
            if (column == nullptr) continue;
            columns.push_back(column->number);
            names.emplace_back(column->name);
        }
        if (leaf->kind == RelationKind::foreign_table ||
            std::any_of(leaf->indexes.begin(), leaf->indexes.end(),
                        [&](const Index& each) { return is_led_by(each, columns); }))
            continue;
        const std::string target =
            Findings::text(" ON ", ident(server, *leaf), " (", ident_list(server, *leaf, columns), ")");
        const std::string name =
            ident(server,
                  free_name(in, leaf->schema, new_index_name(in, leaf->schema, leaf->name, names), making_of(target)));
        if (in.situation.in_block || leaf->origin != Origin::earlier)
            sql.statement("CREATE INDEX ", name, target);
        else
            sql.outside_transaction("CREATE INDEX CONCURRENTLY ", name, target);
    }
}

// The server makes the keys of the partitions parts of the new one where they do the same; elsewhere there would be
// two.
void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    for (const auto& [claim, each] : held_by_partitions(in.catalog, in.relation).keys) {
        if (part_of(each) != finding.part || !each.is_alike) continue;
        add_indexes(in, each, sql);
        const std::string tail = tail_of_foreign_key(server, *each.first, *each.key);
        std::vector<Text> columns;
        for (const AttributeNumber number : each.key->columns) columns.push_back(each.first->column(number)->name);
        const Rows<Text> referenced = each.key->referenced_column_names;
        const std::string name =
            new_key_name(in, columns, each.key->referenced_name, {referenced.begin(), referenced.end()});
        sql.statement("ALTER TABLE ", ident(server, in.relation), " ADD CONSTRAINT ", ident(server, name), " ",
                      definition_of_foreign_key(server, *each.first, *each.key, tail));
    }
}

}  // namespace

extern constinit const Rule foreign_key_partition_only = {
    .id = "foreign_key_partition_only",
    .family = Family::foreign_keys,
    .summary = "a foreign key of the partitions is one of the whole",
    .documentation =
        {
            .what = "Finds partitioned tables without a foreign key that more than half of their partitions have, on "
                    "whatever level. Foreign tables, which can have none, do not count.",
            .why = "The next partition is made without the key, and nobody sees it. Keys of partitions one by one are "
                   "mostly left from versions of the server that knew no others.",
            .bad = "CREATE TABLE orders (customer_id bigint, day date) PARTITION BY RANGE (day);\n"
                   "CREATE TABLE orders_2026 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');\n"
                   "ALTER TABLE orders_2026 ADD FOREIGN KEY (customer_id) REFERENCES customers;",
            .good = "CREATE TABLE orders (customer_id bigint REFERENCES customers, day date) PARTITION BY RANGE (day);",
            .fix = "Makes the index that a partition lacks for the key, and adds the key to the whole; the server "
                   "takes those of the partitions into it, and checks the rows of "
                   "the partitions without one under a lock that lets others read. Where the keys differ in what they "
                   "do, or are not proven, there is no SQL: a person must make them alike first.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report,
    .minds_new_columns = false,
    .fix_safety = FixSafety::locks,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::indexes,
    .relation_kinds = {RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
