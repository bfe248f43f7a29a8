// Finds what a sequence feeds.

#include "core/rules/sequences/fed_columns.hpp"

#include <algorithm>
#include <limits>

#include "core/rules/server_types.hpp"

namespace conventions::core {

std::vector<FedColumn> fed_columns(const Catalog& catalog, const Relation& sequence) {
    std::vector<FedColumn> found;
    const auto add = [&](ObjectId relation, AttributeNumber number) {
        const Relation* const table = catalog.relation(relation);
        const Column* const column = table == nullptr || table->is_partition ? nullptr : table->column(number);
        const auto is_it = [&](const FedColumn& each) { return each.column == column; };
        if (column != nullptr && std::none_of(found.begin(), found.end(), is_it)) found.push_back({table, column});
    };
    add(sequence.sequence.owner_relation, sequence.sequence.owner_column);
    for (const ColumnAt& user : sequence.sequence.users) add(user.relation, user.column);
    return found;
}

bool knows_fed_columns(const Catalog& catalog, const Relation& sequence) {
    const Rows<ColumnAt> users = sequence.sequence.users;
    return std::all_of(users.begin(), users.end(),
                       [&](const ColumnAt& user) { return catalog.relation(user.relation) != nullptr; });
}

namespace {

template <class Number>
constexpr WholeNumbers ends_of() {
    return {std::numeric_limits<Number>::min(), std::numeric_limits<Number>::max()};
}

}  // namespace

WholeNumbers numbers_of(ObjectId type) {
    if (type == server_type::smallint) return ends_of<std::int16_t>();
    if (type == server_type::integer) return ends_of<std::int32_t>();
    return type == server_type::bigint ? ends_of<std::int64_t>() : WholeNumbers();
}

Text name_of_whole_number(ObjectId type) {
    if (type == server_type::smallint) return "smallint";
    return type == server_type::integer ? "integer" : "bigint";
}

}  // namespace conventions::core
