// Makes columns unique.

#include "core/rules/keys/unique_recipe.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/policy/policy.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/server_types.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

std::string wanted_name(const Input& in, const Relation& table, const std::vector<AttributeNumber>& columns) {
    NameParts parts{.schema = table.schema, .table = table.name, .method = "btree"};
    std::vector<Text> names;
    for (const AttributeNumber number : columns) {
        const Column* const column = table.column(number);
        if (column == nullptr) continue;
        parts.columns.push_back({.name = column->name});
        names.push_back(column->name);
    }
    const Rule* const rule = find_rule("unique_name");
    if (in.policy != nullptr && rule != nullptr && in.policy->settings(*rule).severity != Severity::off)
        for (const NameTemplate& each : house_templates(in, "unique_name"))
            if (!each.uses(Placeholder::rule)) return each.expand(parts);
    return server_made_name(table.name, server_made_addition(names), "key");
}

/// "deleted_at IS NULL", "NOT deleted"; empty for no column.
std::string is_live(const Server& server, const Relation& table, AttributeNumber live) {
    const Column* const column = table.column(live);
    if (column == nullptr) return {};
    const std::string name = ident(server, column->name);
    const bool is_flag = column->base != nullptr && column->base->oid == server_type::boolean;
    return is_flag ? Findings::text("NOT ", name) : Findings::text(name, " IS NULL");
}

}  // namespace

bool marks_deleted(const Column& column) {
    const std::vector<Text> words = words_of(column.name);
    return std::any_of(words.begin(), words.end(), [](Text each) {
        const std::string word = lower(each);
        return word == "deleted" || word == "archived" || word == "removed";
    });
}

std::string new_unique_name(const Input& in, const Relation& table, const std::vector<AttributeNumber>& columns) {
    const std::string list = ident_list(*in.catalog.server, table, columns);
    return free_name(in, table.schema, wanted_name(in, table, columns),
                     making_of(Findings::text("unique ", std::to_string(table.oid), " ", list)));
}

void count_duplicates(const Input& in, const std::vector<AttributeNumber>& columns, AttributeNumber live, Sql& sql) {
    const Server& server = sql.server();
    std::string where;
    const auto add = [&](const std::string& condition) {
        if (!condition.empty()) where += Findings::text(where.empty() ? " WHERE " : " AND ", condition);
    };
    add(is_live(server, in.relation, live));
    for (const AttributeNumber number : columns)
        if (const Column* const column = in.relation.column(number); column != nullptr && !column->not_null)
            add(Findings::text(ident(server, column->name), " IS NOT NULL"));
    sql.statement("SELECT count(*) AS duplicates FROM (SELECT FROM ", ident(server, in.relation), where, " GROUP BY ",
                  ident_list(server, in.relation, columns), " HAVING count(*) > 1) alike");
}

void make_unique(const Input& in, const std::vector<AttributeNumber>& columns, AttributeNumber live, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    if (table.kind == RelationKind::partitioned_table) return;
    const std::string list = Findings::text("(", ident_list(server, table, columns), ")");
    const std::string plain = new_unique_name(in, table, columns);
    const std::string name = ident(server, plain);
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table), " ");
    const bool at_once = in.situation.in_block || table.origin != Origin::earlier;
    count_duplicates(in, columns, live, sql);
    if (live == 0 && at_once) {
        sql.statement(start, "ADD CONSTRAINT ", name, " UNIQUE ", list);
    } else {
        const std::string rest = Findings::text(name, " ON ", ident(server, table), " ", list,
                                                live == 0 ? "" : " WHERE " + is_live(server, table, live));
        if (at_once)
            sql.statement("CREATE UNIQUE INDEX ", rest);
        else
            sql.outside_transaction("CREATE UNIQUE INDEX CONCURRENTLY ", rest);
        if (live == 0) sql.statement(start, "ADD CONSTRAINT ", name, " UNIQUE USING INDEX ", name);
    }
    if (live == 0)
        sql.undo(start, "DROP CONSTRAINT ", name);
    else
        sql.undo("DROP INDEX ", ident(server, table.schema, plain));
}

}  // namespace conventions::core
