// Beginnings and endings of names.

#include "core/rules/naming/column_ending.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

bool begins_with_one(Text name, const std::vector<std::string>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](const std::string& each) { return name.size() > each.size() && name.starts_with(each); });
}

bool ends_with_one(Text name, const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const std::string& each) { return name.size() > each.size() && name.ends_with(each); });
}

void rename_column(const Input& in, const Finding& finding, const std::string& wanted, bool may_number, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    if (table.of_type != 0) return;
    const Column& column = table.columns[finding.object.at];
    const std::string name = free_column_name(in, table, wanted, renaming_of(column));
    const std::string start = alter_start(server, table) + " RENAME COLUMN ";
    if (!may_number && name != wanted) {
        sql.statement(start, ident(server, column.name), " TO <name>");
        return;
    }
    sql.statement(start, ident(server, column.name), " TO ", ident(server, name));
    sql.undo(start, ident(server, name), " TO ", ident(server, column.name));
}

void rename_column(Draft& draft, AttributeNumber number, const std::string& wanted, bool may_number) {
    DraftColumn* const column = draft.column(number);
    if (column == nullptr) return;
    const std::string name = draft.free_column_name(wanted);
    if (!may_number && name != wanted) return draft.give_up();
    column->name = name;
}

}  // namespace conventions::core
