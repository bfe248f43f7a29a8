// Columns that mark a row as deleted.

#include "core/rules/timestamps/soft_delete.hpp"

#include "core/policy/value.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/timestamps/row_moment.hpp"

namespace conventions::core {

bool is_deletion_flag(const Context& in, const Column& column) {
    return column.base != nullptr && column.base->oid == server_type::boolean &&
           in.value(soft_delete_flag_names).lists(column.name);
}

bool is_deletion_moment(const Context& in, const Column& column) {
    return in.value(soft_delete_names).lists(column.name) ||
           (is_moment(column) && in.value(soft_delete_flag_names).lists(column.name));
}

}  // namespace conventions::core
