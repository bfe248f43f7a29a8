// Rule foreign_key_missing: a column that is named after another table's key refers to it.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Parameter pattern = {
    .name = "pattern",
    .type = ParameterType::pattern,
    .initial = "^(.+)_id$",
    .text = "The names of columns that refer to a table, whose name in the singular or plural is the first group.",
};
constexpr Parameter schemas = {
    .name = "schemas",
    .type = ParameterType::list,
    .initial = "same",
    .text = "The schemas in which that table is looked for, one after the other; same: that of the column's table.",
};
constexpr const Parameter* parameters[] = {&pattern, &schemas};

/// The one column of its primary key, or null.
const Column* key_column(const Relation& table) {
    const Constraint* const key = table.primary_key();
    return key != nullptr && key->columns.size() == 1 ? table.column(key->columns[0]) : nullptr;
}

bool can_be_referenced(const Relation& table, const Relation& by) {
    const bool is_table = table.kind == RelationKind::table || table.kind == RelationKind::partitioned_table;
    // A permanent table cannot refer to one that a crash empties.
    const bool lasts = table.persistence == Persistence::permanent ||
                       (table.persistence == Persistence::unlogged && by.persistence == Persistence::unlogged);
    return is_table && lasts && !table.is_partition;
}

/// The one table of the schema that the stem names and the column could refer to. `any`: some table bears the name.
const Relation* table_named(const TakenNames& names, Text schema, Text stem, const Relation& by, const Column& column,
                            bool& any) {
    const Relation* found = nullptr;
    const std::string plural = likely_plural(stem);
    const Text both[] = {stem, plural};
    for (const Text name : std::span(both, plural == stem ? 1 : 2)) {
        const Relation* const table = names.relation(schema, name);
        if (table == nullptr || !can_be_referenced(*table, by)) continue;
        any = true;
        const Column* const key = key_column(*table);
        const bool is_itself = table->oid == by.oid && key != nullptr && key->number == column.number;
        if (key == nullptr || is_itself || key->base == nullptr || column.base == nullptr ||
            key->base->oid != column.base->oid)
            continue;
        if (found != nullptr) return nullptr;
        found = table;
    }
    return found;
}

/// The table that the column should refer to; null for none.
const Relation* referenced_by(const Input& in, const TakenNames& names, const Column& column) {
    const Relation& table = in.relation;
    if (column.inherited || column.generated != Generated::none || is_in_foreign_key(table, column.number))
        return nullptr;
    const Text stem = in.value(pattern).group(column.name);
    if (stem.empty()) return nullptr;
    // A polymorphic pair: the other column says which table it is.
    if (table.column(Text(std::string(stem).append("_type"))) != nullptr) return nullptr;
    for (const std::string& each : in.value(schemas).list()) {
        bool any = false;
        const Relation* const found =
            table_named(names, each == "same" ? table.schema : Text(each), stem, table, column, any);
        if (any) return found;
    }
    return nullptr;
}

const Relation* referenced_by(const Input& in, const Column& column) {
    if (in.names != nullptr) return referenced_by(in, *in.names, column);
    return referenced_by(in, TakenNames(in.catalog), column);
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (!in.value(pattern).has_pattern()) return;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Relation* const parent = referenced_by(in, table.columns[i]);
        if (parent == nullptr) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = out.text("is named after ", shown(*parent), " and has no foreign key to it"),
                 .related = parent->oid});
    }
}

bool is_led_by(const Relation& table, AttributeNumber number) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& each) {
        return each.valid && each.predicate == 0 && !each.keys.empty() && each.keys[0].column == number;
    });
}

void add_index(const Input& in, const Column& column, Sql& sql) {
    const Relation& table = in.relation;
    const Server& server = sql.server();
    // Of a partition tree foreign_key_index knows the recipe.
    if (table.kind == RelationKind::partitioned_table || is_led_by(table, column.number)) return;
    const std::string target = Findings::text(" ON ", ident(server, table), " (", ident(server, column.name), ")");
    const std::string name = free_name(
        in, table.schema, new_index_name(in, table.schema, table.name, {std::string(column.name)}), making_of(target));
    const std::string rest = ident(server, name) + target;
    if (in.situation.in_block || table.origin != Origin::earlier)
        sql.statement("CREATE INDEX ", rest);
    else
        sql.outside_transaction("CREATE INDEX CONCURRENTLY ", rest);
}

// The scan for orphans goes to VALIDATE, which stops no writer.
void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Column& column = table.columns[finding.object.at];
    const Relation* const parent = referenced_by(in, column);
    const Column* const key = parent != nullptr ? key_column(*parent) : nullptr;
    if (key == nullptr) return;
    const std::string own = ident(server, column.name);
    const std::string its = ident(server, key->name);
    const std::string name = ident(server, new_key_name(in, {column.name}, parent->name, {key->name}));
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table), " ");
    const std::string add = Findings::text(start, "ADD CONSTRAINT ", name, " FOREIGN KEY (", own, ") REFERENCES ",
                                           ident(server, *parent), " (", its, ")");
    sql.statement("SELECT count(*) AS orphans FROM ", ident(server, table), " child WHERE child.", own,
                  " IS NOT NULL AND NOT EXISTS (SELECT FROM ", ident(server, *parent), " parent WHERE parent.", its,
                  " = child.", own, ")");
    add_index(in, column, sql);
    if (table.kind == RelationKind::partitioned_table || table.origin != Origin::earlier) {
        sql.statement(add);
        return;
    }
    sql.statement(add, " NOT VALID");
    sql.statement(start, "VALIDATE CONSTRAINT ", name);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Server& server = *in.catalog.server;
    const Column& column = in.relation.columns[finding.object.at];
    const Relation* const parent = referenced_by(in, column);
    const DraftColumn* const drafted = draft.column(column.number);
    if (parent == nullptr || drafted == nullptr || parent->oid == in.relation.oid) return draft.give_up();
    draft.keys.push_back({.kind = ConstraintKind::foreign_key,
                          .columns = {column.number},
                          .referenced = ident(server, *parent),
                          .referenced_columns = ident(server, key_column(*parent)->name)});
    if (is_led_by(in.relation, column.number)) return;
    const std::string name = free_name(in, draft.schema, new_index_name(in, draft.schema, draft.name, {drafted->name}),
                                       making_of(ident(server, drafted->name)));
    draft.further.push_back(
        Findings::text("CREATE INDEX ", ident(server, name), " ON %table% (", ident(server, drafted->name), ")"));
}

}  // namespace

extern constinit const Rule foreign_key_missing = {
    .id = "foreign_key_missing",
    .family = Family::foreign_keys,
    .summary = "a column named after another table's key refers to it",
    .documentation =
        {
            .what = "Finds columns without a foreign key whose name is that of another table, in the singular or "
                    "plural, with _id behind it, and whose base type is that of the one-column primary key of exactly "
                    "one such table. With a column of the same stem and _type beside it (a polymorphic pair) they are "
                    "left out.",
            .why = "Without the constraint the first row that refers to nothing comes sooner or later, and every query "
                   "that joins the two tables has to expect it from then on.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .fix =
                "Counts the orphans, makes the index that the key needs, adds the key NOT VALID, which stops writers "
                "for a moment only, and validates it. With orphans the last step fails: a person must say what "
                "becomes of them.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .heuristic = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::indexes,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
