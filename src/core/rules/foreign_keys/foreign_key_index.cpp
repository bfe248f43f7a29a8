// Rule foreign_key_index: the columns of a foreign key have an index.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/foreign_keys/key_cover.hpp"
#include "core/rules/foreign_keys/key_index_recipe.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter accept_brin_gin = {
    .name = "accept_brin_gin",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether a BRIN or GIN index counts.",
};
constexpr Parameter accept_leading_subset = {
    .name = "accept_leading_subset",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether an index that begins with some of the columns counts.",
};
constexpr Parameter min_parent_actions = {
    .name = "min_parent_actions",
    .type = ParameterType::list,
    .choices = "no action, restrict, cascade, set null, set default",
    .text = "Only keys with one of these actions ON DELETE or ON UPDATE are judged; empty for all.",
};
constexpr const Parameter* parameters[] = {&accept_brin_gin, &accept_leading_subset, &min_parent_actions};

/// DETAIL names so many partitions.
constexpr std::size_t partitions_shown = 3;

CoverOptions options_of(const Context& in) {
    return {.leading_subset = in.value(accept_leading_subset).boolean(),
            .brin_gin = in.value(accept_brin_gin).boolean()};
}

Text word_of(ForeignKeyAction action) {
    constexpr Text words[] = {"no action", "restrict", "cascade", "set null", "set default"};
    return words[static_cast<std::size_t>(action)];
}

// A constraint with a parent belongs to a partition, or is the copy for a partition of the referenced table: the root
// speaks for it. A key that a partition has by itself has no parent. A key that is not enforced looks nothing up.
bool is_judged(const Context& in, const Constraint& key) {
    if (key.kind != ConstraintKind::foreign_key || key.parent != 0 || !key.enforced) return false;
    const Value& actions = in.value(min_parent_actions);
    return actions.list().empty() || actions.lists(word_of(key.on_delete)) || actions.lists(word_of(key.on_update));
}

/// Types that the server made: their numbers never change.
constexpr ObjectId oid_type = 26;
constexpr ObjectId text_type = 25;
constexpr ObjectId varchar_type = 1043;
constexpr ObjectId inet_type = 869;
constexpr ObjectId cidr_type = 650;
/// anyarray, anyenum, anyrange, anymultirange, record
constexpr ObjectId polymorphic_types[] = {2277, 3500, 3831, 4537, 2249};

/// The look-up takes the column for another type, stored alike, that has operators of its own (citext for text, bit for
/// bit varying). A plain index is made with those of the column's type.
bool is_taken_for_another(const Column& column, const KeyLookup& lookup) {
    const ObjectId wanted = lookup.input_type;
    if (column.base == nullptr || column.base->oid == wanted || wanted == oid_type) return false;
    if (std::find(std::begin(polymorphic_types), std::end(polymorphic_types), wanted) != std::end(polymorphic_types))
        return false;
    return !(column.base->oid == varchar_type && wanted == text_type) &&
           !(column.base->oid == cidr_type && wanted == inet_type);
}

bool compares_otherwise(const Relation& table, const Constraint& key, std::size_t position) {
    const Column* const column = table.column(key.columns[position]);
    return column != nullptr && key.lookups[position].collation != column->collation;
}

/// Why no plain index on the columns can serve; empty where one can.
std::string why_none_serves(const Relation& table, const Constraint& key) {
    for (std::size_t i = 0; i < key.lookups.size(); ++i) {
        const Column* const column = table.column(key.columns[i]);
        if (key.lookups[i].column_is_cast && column != nullptr)
            return Findings::text("The look-up must cast column ", shown(column->name), " from ", column->type_name,
                                  ", so that it can use no index on it.");
        if (compares_otherwise(table, key, i))
            return Findings::text("The look-up compares column ", shown(column->name),
                                  " by the collation of the referenced column, so that an index needs that COLLATE.");
        if (column != nullptr && is_taken_for_another(*column, key.lookups[i]))
            return Findings::text("The look-up takes column ", shown(column->name),
                                  " for the type of the referenced one, so that an index needs that type's operators.");
    }
    return {};
}

/// Columns of the key that an index holds behind others, or in a form that does not count; empty for none.
std::string why_far(const Relation& table, const Constraint& key, const Index& index) {
    if (!is_usable(key, index)) return {};
    if (cover_by(table, key, index, {.brin_gin = true}).all)
        return Findings::text("It is a ", index.access_method, " index, which does not count.");
    std::vector<AttributeNumber> columns;
    for (const IndexKey& each : index.keys)
        if (std::find(key.columns.begin(), key.columns.end(), each.column) != key.columns.end())
            columns.push_back(each.column);
    if (columns.empty() || index.keys[0].column == columns[0]) return {};
    return Findings::text("It has ", column_list(table, columns), " behind ",
                          index.keys[0].column == 0
                              ? std::string("an expression")
                              : column_list(table, Rows<AttributeNumber>(&index.keys[0].column, 1)),
                          ".");
}

/// What an author of an index may wonder about: why does mine not count? The nearest one, and the reason, which begins
/// with "It"; a reason alone where no index serves.
Neighbour near_miss(const Relation& table, const Constraint& key, const CoverOptions& options) {
    if (std::string why = why_none_serves(table, key); !why.empty()) return {.why = std::move(why)};
    Neighbour partial;
    Neighbour far;
    const auto take = [](Neighbour& place, const Index& index, std::string why) {
        if (place.oid == 0 && !why.empty()) place = {index.oid, index.schema, index.name, std::move(why)};
    };
    for (const Index& index : table.indexes) {
        const Cover cover = cover_by(table, key, index, options);
        if (cover.columns == 0) {
            take(far, index, why_far(table, key, index));
            continue;
        }
        if (cover.all)
            return {index.oid, index.schema, index.name,
                    index.valid && index.ready ? "It does not hold all the rows that the look-up may want."
                                               : "It is not valid."};
        std::vector<AttributeNumber> columns;
        for (std::size_t i = 0; i < cover.columns; ++i) columns.push_back(index.keys[i].column);
        if (is_usable(key, index))
            take(partial, index, Findings::text("It covers only ", column_list(table, columns), "."));
    }
    return partial.oid != 0 ? partial : far;
}

struct Gap {
    std::vector<const Leaf*> leaves;
    const Constraint* first_copy = nullptr;
    std::size_t of = 0;
};

std::string detail_of(const Relation& table, const Constraint& key, const Gap& gap, const Neighbour& near) {
    std::string detail = Findings::text("Each delete or change of a key in ",
                                        shown(key.referenced_schema, key.referenced_name), " reads the whole table.");
    if (gap.leaves.front()->relation != &table) {
        detail += Findings::text(" Without: ", std::to_string(gap.leaves.size()), " of ", std::to_string(gap.of),
                                 " partitions");
        for (std::size_t i = 0; i < gap.leaves.size() && i < partitions_shown; ++i)
            detail += Findings::text(i == 0 ? ", " : ", ", shown(*gap.leaves[i]->relation));
        detail += gap.leaves.size() > partitions_shown ? ", ..." : ".";
    }
    if (near.why.empty()) return detail;
    if (near.oid == 0) return Findings::text(detail, " ", near.why);
    // "It covers" -> "Index "x" covers".
    return Findings::text(detail, " Index ", shown(near.schema, near.name), Text(near.why).substr(2));
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    std::vector<const Constraint*> keys;
    for (const Constraint& constraint : table.constraints)
        if (is_judged(in, constraint)) keys.push_back(&constraint);
    if (keys.empty()) return;
    const CoverOptions options = options_of(in);
    const std::vector<Leaf> leaves = leaves_with_copies(in.catalog, table, keys);
    std::vector<Gap> gaps(keys.size());
    for (const Leaf& leaf : leaves)
        for (const KeyCopy& copy : leaf.copies) {
            Gap& gap = gaps[copy.key];
            ++gap.of;
            if (is_covered(*leaf.relation, *copy.constraint, options)) continue;
            if (gap.leaves.empty()) gap.first_copy = copy.constraint;
            gap.leaves.push_back(&leaf);
        }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (gaps[i].leaves.empty()) continue;
        const auto at = static_cast<std::size_t>(keys[i] - table.constraints.data());
        Neighbour near = near_miss(*gaps[i].leaves.front()->relation, *gaps[i].first_copy, options);
        out.add({.object = ObjectAt::constraint(at),
                 .says = out.text("has no index on (", column_list(table, keys[i]->columns), ")"),
                 .detail = detail_of(table, *keys[i], gaps[i], near),
                 .index_begins_with = keys[i]->columns[referenced_order(in.catalog, *keys[i]).front()],
                 .neighbour = std::move(near)});
    }
}

/// No plain index on the columns serves: types or collations have to agree first.
bool is_at_odds(const Relation& table, const Constraint& key) {
    for (std::size_t i = 0; i < key.lookups.size(); ++i) {
        const Column* const column = table.column(key.columns[i]);
        if (key.lookups[i].column_is_cast || compares_otherwise(table, key, i)) return true;
        if (column != nullptr && is_taken_for_another(*column, key.lookups[i])) return true;
    }
    return false;
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    if (!is_at_odds(in.relation, key)) KeyIndexRecipe(in, in.relation, key, options_of(in), sql).write();
}

/// The index of a key that the draft has got meanwhile.
bool is_led_by_key(const Draft& draft, const Constraint& key) {
    return std::any_of(draft.keys.begin(), draft.keys.end(), [&](const DraftKey& each) {
        const bool has_index = each.kind == ConstraintKind::primary_key || each.kind == ConstraintKind::unique;
        return has_index && each.columns.size() >= key.columns.size() &&
               std::is_permutation(key.columns.begin(), key.columns.end(), each.columns.begin());
    });
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    if (is_at_odds(in.relation, key)) return draft.give_up();
    if (is_led_by_key(draft, key)) return;
    std::vector<std::string> names;
    std::string list;
    for (const std::size_t position : referenced_order(in.catalog, key)) {
        const DraftColumn* const column = draft.column(key.columns[position]);
        if (column == nullptr) return draft.give_up();
        names.push_back(column->name);
        list += Findings::text(list.empty() ? "" : ", ", ident(*in.catalog.server, column->name));
    }
    const std::string name =
        free_name(in, draft.schema, new_index_name(in, draft.schema, draft.name, names), making_of(list));
    std::string statement =
        Findings::text("CREATE INDEX ", ident(*in.catalog.server, name), " ON %table% (", list, ")");
    // Two keys over the same columns want one index.
    if (std::find(draft.further.begin(), draft.further.end(), statement) == draft.further.end())
        draft.further.push_back(std::move(statement));
}

/// The index of a key that begins with the tenant's column is the one that the table lacks.
bool begins_with_it(const Context&, const Finding& speaking, const Finding& silent) {
    return speaking.index_begins_with == silent.index_begins_with;
}

constexpr Silence silenced[] = {{"tenant_index", begins_with_it}};

}  // namespace

extern constinit const Rule foreign_key_index = {
    .id = "foreign_key_index",
    .family = Family::foreign_keys,
    .summary = "the columns of a foreign key have an index",
    .documentation =
        {
            .what = "Finds foreign keys whose columns no index leads, in any order: valid, whole or partial on what "
                    "the look-up implies, of an operator family that can answer the look-up. A partitioned table "
                    "needs one on each partition, attached or not.",
            .why = "Each delete in the referenced table, and each change of its key, looks for rows that refer to it. "
                   "Without an index it reads the whole table, once for each deleted row, and holds its locks "
                   "meanwhile.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);\n"
                    "CREATE INDEX idx_orders_customer_id ON orders (customer_id);",
            .fix = "Creates the index, CONCURRENTLY outside transactions. A partitioned table gets an empty index "
                   "ON ONLY the root, one built on each partition, and then they are attached. A column that is "
                   "mostly null gets a partial index.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::adds,
    .silences = silenced,
    .needs = Need::columns | Need::indexes | Need::constraints | Need::lookups,
    .fix_needs = Need::statistics,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
