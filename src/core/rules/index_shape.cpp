// What two indexes have in common.

#include "core/rules/index_shape.hpp"

#include <algorithm>
#include <vector>

namespace conventions::core {
namespace {

/// The first OID that is not the server's own.
constexpr ObjectId first_normal_object = 16384;
/// Families of the server whose btree operator classes are never the default.
constexpr ObjectId text_pattern_family = 2095;
constexpr ObjectId bpchar_pattern_family = 2097;
constexpr ObjectId record_image_family = 3194;

/// By all but the direction.
std::strong_ordering compare_contents(const IndexKey& a, const IndexKey& b) {
    if (const auto order = a.column <=> b.column; order != 0) return order;
    if (const auto order = a.expression <=> b.expression; order != 0) return order;
    if (const auto order = a.operator_family <=> b.operator_family; order != 0) return order;
    if (const auto order = a.input_type <=> b.input_type; order != 0) return order;
    if (const auto order = a.collation <=> b.collation; order != 0) return order;
    return a.options <=> b.options;
}

bool have_one_direction(const IndexKey& a, const IndexKey& b) {
    return a.descending == b.descending && a.nulls_first == b.nulls_first;
}

bool have_opposite_directions(const IndexKey& a, const IndexKey& b) {
    return a.descending != b.descending && a.nulls_first != b.nulls_first;
}

std::strong_ordering compare_keys(const IndexKey& a, const IndexKey& b) {
    if (const auto order = compare_contents(a, b); order != 0) return order;
    if (const auto order = a.descending <=> b.descending; order != 0) return order;
    return a.nulls_first <=> b.nulls_first;
}

bool holds(const Index& index, AttributeNumber column) {
    return std::any_of(index.keys.begin(), index.keys.end(),
                       [&](const IndexKey& key) { return key.column == column; }) ||
           std::find(index.included.begin(), index.included.end(), column) != index.included.end();
}

std::strong_ordering compare_sets(Rows<AttributeNumber> a, Rows<AttributeNumber> b) {
    if (a.empty() && b.empty()) return std::strong_ordering::equal;
    const auto sorted = [](Rows<AttributeNumber> columns) {
        std::vector<AttributeNumber> set(columns.begin(), columns.end());
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        return set;
    };
    return sorted(a) <=> sorted(b);
}

}  // namespace

std::strong_ordering compare_shapes(const Index& a, const Index& b) {
    if (const auto order = a.access_method <=> b.access_method; order != 0) return order;
    if (const auto order = a.keys.size() <=> b.keys.size(); order != 0) return order;
    for (std::size_t i = 0; i < a.keys.size(); ++i)
        if (const auto order = compare_keys(a.keys[i], b.keys[i]); order != 0) return order;
    if (const auto order = a.predicate <=> b.predicate; order != 0) return order;
    if (const auto order = a.nulls_not_distinct <=> b.nulls_not_distinct; order != 0) return order;
    if (const auto order = a.immediate <=> b.immediate; order != 0) return order;
    return compare_sets(a.included, b.included);
}

Lead lead_of(const Index& shorter, const Index& longer) {
    if (shorter.access_method != "btree" || longer.access_method != "btree") return Lead::none;
    if (shorter.keys.empty() || shorter.keys.size() >= longer.keys.size()) return Lead::none;
    bool is_forward = true;
    bool is_backward = true;
    for (std::size_t i = 0; i < shorter.keys.size(); ++i) {
        if (compare_contents(shorter.keys[i], longer.keys[i]) != 0) return Lead::none;
        is_forward = is_forward && have_one_direction(shorter.keys[i], longer.keys[i]);
        is_backward = is_backward && have_opposite_directions(shorter.keys[i], longer.keys[i]);
    }
    if (!is_forward && !is_backward) return Lead::none;
    const bool holds_all = std::all_of(shorter.included.begin(), shorter.included.end(),
                                       [&](AttributeNumber column) { return holds(longer, column); });
    if (!holds_all) return Lead::none;
    return is_forward ? Lead::forward : Lead::backward;
}

bool has_default_order(const Relation& relation, const IndexKey& key) {
    if (key.column == 0 || key.descending || key.nulls_first || !key.options.empty()) return false;
    if (key.operator_family >= first_normal_object || key.operator_family == text_pattern_family ||
        key.operator_family == bpchar_pattern_family || key.operator_family == record_image_family)
        return false;
    const Column* const column = relation.column(key.column);
    return column != nullptr && column->collation == key.collation;
}

const Relation* table_of_new_index(const StatementInput& in) {
    const Statement& statement = in.statement;
    if (statement.kind != StatementKind::create_index || statement.targets.empty()) return nullptr;
    const Relation* const table = in.catalog.relation(statement.targets[0].relation);
    if (table == nullptr || !statement.exists_ok) return table;
    const bool is_there = std::any_of(table->indexes.begin(), table->indexes.end(),
                                      [&](const Index& each) { return each.name == statement.name; });
    return is_there ? nullptr : table;
}

}  // namespace conventions::core
