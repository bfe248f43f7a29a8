// New names that a fix proposes.

#include "core/rules/proposed_name.hpp"

#include "core/output/names.hpp"

namespace conventions::core {
namespace {

bool is_taken(const Catalog& catalog, Text schema, Text name) {
    for (const Relation& relation : catalog.relations) {
        if (relation.schema != schema) continue;
        if (relation.name == name) return true;
        for (const Index& index : relation.indexes)
            if (index.name == name) return true;
    }
    // A table has a row type of its name.
    for (const Type* type : catalog.types)
        if (type->name == name && type->schema == schema) return true;
    return false;
}

}  // namespace

std::string free_name(const Catalog& catalog, Text schema, const std::string& wanted) {
    std::string name = fit_identifier(wanted);
    for (int number = 2; is_taken(catalog, schema, name); ++number)
        name = fit_identifier(wanted + "_" + std::to_string(number));
    return name;
}

std::string index_name(Text table, const std::vector<std::string>& columns) {
    std::string name = "idx_";
    name.append(table);
    for (const std::string& column : columns) name.append("_").append(column);
    return name;
}

}  // namespace conventions::core
