// Columns that say when, and by whom, a row was made, changed or deleted.

#include "core/rules/design/audit_columns.hpp"

#include <algorithm>
#include <string>

#include "core/output/names.hpp"

namespace conventions::core {

bool is_audit_column(const Column& column) {
    constexpr Text verbs[] = {"created", "updated", "modified", "changed", "inserted", "deleted"};
    constexpr Text endings[] = {"_at", "_on", "_by", "_by_id"};
    const std::string name = snake_case(column.name);
    return std::any_of(std::begin(verbs), std::end(verbs), [&](Text verb) {
        if (!Text(name).starts_with(verb)) return false;
        return std::find(std::begin(endings), std::end(endings), Text(name).substr(verb.size())) != std::end(endings);
    });
}

}  // namespace conventions::core
