// Rule foreign_key_tenant: what a row refers to belongs to the same tenant.

#include <algorithm>

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/keys/unique_recipe.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter tenant = {
    .name = "column",
    .type = ParameterType::text,
    .initial = "tenant_id",
    .text = "The column that says whose a row is.",
};
constexpr const Parameter* parameters[] = {&tenant};

/// Null where this reading does not hold it; then it is asked for.
const Relation* referenced_table(const Input& in, const Constraint& key) {
    const Relation* const held = in.catalog.relation(key.referenced);
    if (held != nullptr || in.names == nullptr) return held;
    return in.names->relation(key.referenced_schema, key.referenced_name);
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Column* const own = table.column(in.value(tenant).text());
    if (own == nullptr) return;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& key = table.constraints[i];
        if (!is_root_key(key) || is_about(key, own->number)) continue;
        const Relation* const parent = referenced_table(in, key);
        if (parent == nullptr || parent->column(own->name) == nullptr) continue;
        out.add({.object = ObjectAt::constraint(i),
                 .says = out.text("lets a row refer to one of ", shown(*parent), " with another ", shown(own->name)),
                 .related = parent->oid});
    }
}

/// The key with the tenant before it.
struct Wider {
    const Relation& parent;
    std::vector<AttributeNumber> columns;
    std::vector<AttributeNumber> referenced;
};

bool begins_with(const Index& index, const std::vector<AttributeNumber>& columns) {
    return index.valid && index.predicate == 0 && index.keys.size() >= columns.size() &&
           std::all_of(index.keys.begin(), index.keys.begin() + static_cast<std::ptrdiff_t>(columns.size()),
                       [&](const IndexKey& key) {
                           return std::find(columns.begin(), columns.end(), key.column) != columns.end();
                       });
}

void add_index(const Input& in, const std::string& name, const std::vector<AttributeNumber>& columns, bool is_unique,
               Sql& sql) {
    const Server& server = sql.server();
    const bool at_once = in.situation.in_block || in.relation.origin != Origin::earlier;
    // Another key to the same table may have made it.
    const std::string text = Findings::text(
        is_unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ", at_once ? "" : "CONCURRENTLY ", "IF NOT EXISTS ",
        ident(server, name), " ON ", ident(server, in.relation), " (", ident_list(server, in.relation, columns), ")");
    if (at_once)
        sql.statement(text);
    else
        sql.outside_transaction(text);
}

void add_indexes(const Input& in, const Wider& wider, Sql& sql) {
    const Input parent{{in.catalog, in.settings, in.situation, in.names, in.policy}, wider.parent};
    const Rows<Index> theirs = wider.parent.indexes;
    if (std::none_of(theirs.begin(), theirs.end(), [&](const Index& each) {
            return each.unique && each.immediate && each.keys.size() == wider.referenced.size() &&
                   begins_with(each, wider.referenced);
        }))
        add_index(parent, new_unique_name(parent, wider.parent, wider.referenced), wider.referenced, true, sql);
    const Rows<Index> own = in.relation.indexes;
    if (std::any_of(own.begin(), own.end(), [&](const Index& each) { return begins_with(each, wider.columns); }))
        return;
    std::vector<std::string> names;
    for (const AttributeNumber number : wider.columns) names.emplace_back(in.relation.column(number)->name);
    const Relation& table = in.relation;
    const std::string target =
        Findings::text(" ON ", ident(sql.server(), table), " (", ident_list(sql.server(), table, wider.columns), ")");
    const std::string name =
        free_name(in, table.schema, new_index_name(in, table.schema, table.name, names), making_of(target));
    add_index(in, name, wider.columns, false, sql);
}

/// Whose the row is must stay when what it refers to goes.
std::string action_of(const Server& server, const Relation& table, const Constraint& key) {
    const std::string words(words_of(key.on_delete));
    const bool sets = key.on_delete == ForeignKeyAction::set_null || key.on_delete == ForeignKeyAction::set_default;
    return sets && key.set_columns.empty() ? Findings::text(words, " (", ident_list(server, table, key.columns), ")")
                                           : words;
}

bool can_be_widened(const Relation& table, const Relation& parent, const Constraint& key) {
    const bool sets_on_update =
        key.on_update == ForeignKeyAction::set_null || key.on_update == ForeignKeyAction::set_default;
    return table.kind == RelationKind::table && parent.kind == RelationKind::table && key.enforced &&
           key.match == ForeignKeyMatch::simple && !sets_on_update;
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Constraint& key = table.constraints[finding.object.at];
    const Relation* const parent = in.catalog.relation(key.referenced);
    const Text name = in.value(tenant).text();
    if (parent == nullptr || !can_be_widened(table, *parent, key)) return;
    Wider wider{.parent = *parent, .columns = {}, .referenced = {}};
    wider.columns.push_back(table.column(name)->number);
    wider.columns.insert(wider.columns.end(), key.columns.begin(), key.columns.end());
    wider.referenced.push_back(parent->column(name)->number);
    wider.referenced.insert(wider.referenced.end(), key.referenced_columns.begin(), key.referenced_columns.end());
    add_indexes(in, wider, sql);
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table));
    const std::string own = ident(server, key.name);
    const bool apart = table.origin == Origin::earlier;
    sql.statement(start, " DROP CONSTRAINT ", own, ", ADD CONSTRAINT ", own, " FOREIGN KEY (",
                  ident_list(server, table, wider.columns), ") REFERENCES ", ident(server, *parent), " (",
                  ident_list(server, *parent, wider.referenced), ")",
                  tail_of_foreign_key(server, table, key, action_of(server, table, key)), apart ? " NOT VALID" : "");
    if (apart && key.validated) sql.statement(start, " VALIDATE CONSTRAINT ", own);
}

}  // namespace

extern constinit const Rule foreign_key_tenant = {
    .id = "foreign_key_tenant",
    .family = Family::foreign_keys,
    .summary = "what a row refers to belongs to the same tenant",
    .documentation =
        {
            .what = "Finds foreign keys without the column of the tenant between two tables that both have it.",
            .why = "One mistake in a program, and the order of one customer shows the address of another. With the "
                   "tenant in the key the server refuses such a row.",
            .bad = "CREATE TABLE orders (\n"
                   "    id bigint PRIMARY KEY, tenant_id uuid NOT NULL, address_id bigint REFERENCES addresses\n"
                   ");",
            .good = "CREATE TABLE orders (\n"
                    "    id bigint PRIMARY KEY, tenant_id uuid NOT NULL, address_id bigint,\n"
                    "    FOREIGN KEY (tenant_id, address_id) REFERENCES addresses (tenant_id, id)\n"
                    ");",
            .fix = "Makes the unique index that the key needs on the other table and one on its own, puts the wider "
                   "key in the place of the old one without proof, and proves it. Rows that do not fit make the last "
                   "step fail: a person must say whose they are. There is no SQL for partitioned tables, for MATCH "
                   "FULL, and where an update sets columns to null.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::indexes,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
