// The table of the tenants themselves.

#include "core/rules/tenant_table.hpp"

#include <string>

#include "core/output/names.hpp"
#include "core/words.hpp"

namespace conventions::core {

bool is_tenant_table(Text table, Text column) {
    const std::string name = snake_case(table);
    std::string stem = snake_case(column);
    for (const Text ending : {Text("_id"), Text("_uuid"), Text("_key")})
        if (Text(stem).ends_with(ending)) stem.resize(stem.size() - ending.size());
    return name == stem || name == likely_plural(stem);
}

}  // namespace conventions::core
