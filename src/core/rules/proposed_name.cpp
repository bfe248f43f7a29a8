// New names that a fix proposes.

#include "core/rules/proposed_name.hpp"

#include "core/output/names.hpp"

namespace conventions::core {
void TakenNames::collect() const {
    for (const Relation& relation : catalog_.relations) {
        names_.emplace(relation.schema, relation.name);
        for (const Index& index : relation.indexes) names_.emplace(index.schema, index.name);
    }
    // A table has a row type of its name.
    for (const Type* type : catalog_.types) names_.emplace(type->schema, type->name);
    collected_ = true;
}

bool TakenNames::has(Text schema, Text name) const {
    if (!collected_) collect();
    return names_.count({schema, name}) > 0 || more_.count({schema, name}) > 0;
}

std::string free_name(const Context& in, Text schema, const std::string& wanted) {
    const TakenNames own(in.catalog);
    const TakenNames& taken = in.names != nullptr ? *in.names : own;
    std::string name = fit_identifier(wanted);
    for (int number = 2; taken.has(schema, name); ++number)
        name = fit_identifier(wanted + "_" + std::to_string(number));
    taken.propose(schema, name);
    return name;
}

std::string extended(Text name, Text ending) {
    std::string longer(name);
    const bool is_upper = name.back() >= 'A' && name.back() <= 'Z';
    for (const char each : ending)
        longer.push_back(is_upper && each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each);
    return longer;
}

std::string plural(Text name) {
    const bool hisses = name.ends_with("s") || name.ends_with("S") || name.ends_with("x") || name.ends_with("X") ||
                        name.ends_with("ch") || name.ends_with("CH");
    return extended(name, hisses ? "es" : "s");
}

std::string index_name(Text table, const std::vector<std::string>& columns) {
    std::string name = "idx_";
    name.append(table);
    for (const std::string& column : columns) name.append("_").append(column);
    return name;
}

}  // namespace conventions::core
