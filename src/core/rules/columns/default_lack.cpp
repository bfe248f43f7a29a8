// What rules have in common that find columns without a default.

#include "core/rules/columns/default_lack.hpp"

#include <algorithm>

#include "core/rules/alter_table.hpp"

namespace conventions::core {

bool lacks_default(const Column& column) {
    return !column.inherited && (column.not_null || column.domain_not_null) && !column.has_default &&
           column.identity == Identity::none && column.generated == Generated::none;
}

void fix_default_lack(const Input& in, const Finding& finding, Sql& sql) {
    const std::string alter = alter_default_start(sql.server(), in, in.relation.columns[finding.object.at]);
    sql.statement(alter, " SET DEFAULT <default>");
    sql.undo(alter, " DROP DEFAULT");
}

}  // namespace conventions::core
