// Rule trigger_disabled: what should happen at a change does happen.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

constexpr char disabled = 'D';

/// The trigger of the parent table that this one is a copy of is disabled, too, and speaks for it.
bool belongs_to_disabled(const Input& in, const Trigger& trigger) {
    if (trigger.parent == 0 || in.relation.parents.empty()) return false;
    const Relation* const above = in.catalog.relation(in.relation.parents[0]);
    return above != nullptr && std::any_of(above->triggers.begin(), above->triggers.end(), [&](const Trigger& each) {
               return each.oid == trigger.parent && each.enabled == disabled;
           });
}

/// An internal trigger of the same foreign key stands before it, and has spoken.
bool is_repeated(const Relation& table, std::size_t at) {
    const Trigger& trigger = table.triggers[at];
    return std::any_of(table.triggers.begin(), table.triggers.begin() + static_cast<std::ptrdiff_t>(at),
                       [&](const Trigger& each) {
                           return each.internal && each.enabled == disabled && each.constraint == trigger.constraint;
                       });
}

/// Other internal triggers, of deferrable keys, go with their constraint.
bool checks_key(const Trigger& trigger) {
    return trigger.internal && trigger.function_schema == "pg_catalog" && trigger.function_name.starts_with("RI_FKey_");
}

bool is_judged(const Input& in, std::size_t at) {
    const Trigger& trigger = in.relation.triggers[at];
    if (trigger.enabled != disabled || belongs_to_disabled(in, trigger)) return false;
    if (!trigger.internal) return true;
    return checks_key(trigger) && !is_repeated(in.relation, at);
}

/// The foreign key of another table, by its name and table: the names of its triggers hold OIDs, which a restore
/// changes.
std::string key_of(const Input& in, const Trigger& trigger) {
    for (const Relation& each : in.catalog.relations) {
        const Constraint* const key = each.constraint(trigger.constraint);
        if (key != nullptr) return Findings::text("foreign key ", shown(key->name), " of ", shown(each));
    }
    return "a foreign key that refers to it";
}

Finding of_key(const Input& in, const Trigger& trigger) {
    const Constraint* const key = in.relation.constraint(trigger.constraint);
    if (key != nullptr)
        return {.object = ObjectAt::constraint(static_cast<std::size_t>(key - in.relation.constraints.data())),
                .says = "is not checked: its triggers are disabled",
                .detail = "Rows that refer to nothing get in."};
    std::string name = key_of(in, trigger);
    return {.object = ObjectAt::relation(),
            .says = Findings::text("has disabled triggers of ", name),
            .part = std::move(name),
            .detail = "A referenced row can go, and leaves rows that refer to nothing."};
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.triggers.size(); ++i) {
        const Trigger& trigger = in.relation.triggers[i];
        if (!is_judged(in, i)) continue;
        if (trigger.internal)
            out.add(of_key(in, trigger));
        else
            out.add({.object = ObjectAt::relation(),
                     .says = out.text("has trigger ", shown(trigger.name), ", which is disabled"),
                     .part = std::string(trigger.name)});
    }
}

void enable(const Input& in, const Trigger& trigger, Sql& sql) {
    sql.statement(alter_start(sql.server(), in.relation), " ENABLE TRIGGER ", ident(sql.server(), trigger.name));
}

const Trigger* named(const Relation& table, Text name) {
    for (const Trigger& each : table.triggers)
        if (!each.internal && each.name == name) return &each;
    return nullptr;
}

bool is_about(const Input& in, const Finding& finding, const Trigger& trigger) {
    if (!checks_key(trigger) || trigger.enabled != disabled) return false;
    return finding.object.kind == ObjectClass::constraint
               ? trigger.constraint == in.relation.constraints[finding.object.at].oid
               : in.relation.constraint(trigger.constraint) == nullptr && key_of(in, trigger) == finding.part;
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Relation& table = in.relation;
    const Trigger* const users = finding.object.kind == ObjectClass::constraint ? nullptr : named(table, finding.part);
    if (users != nullptr) {
        enable(in, *users, sql);
        sql.undo(alter_start(sql.server(), table), " DISABLE TRIGGER ", ident(sql.server(), users->name));
        return;
    }
    for (const Trigger& each : table.triggers)
        if (is_about(in, finding, each)) enable(in, each, sql);
}

}  // namespace

extern constinit const Rule trigger_disabled = {
    .id = "trigger_disabled",
    .family = Family::constraints,
    .summary = "what should happen at a change does happen",
    .documentation =
        {
            .what = "Finds triggers that are disabled, and foreign keys whose own triggers are, on either side. One "
                    "that is enabled for replicas alone passes. The copy on a partition is its root's, unless it is "
                    "disabled there alone.",
            .why = "DISABLE TRIGGER is meant for the minutes of a bulk load. Forgotten, it leaves history, totals and "
                   "references wrong, and nothing in a query shows it.",
            .bad = "ALTER TABLE orders DISABLE TRIGGER ALL;",
            .good = "ALTER TABLE orders ENABLE TRIGGER ALL;",
            .fix = "Enables it, under SHARE ROW EXCLUSIVE for a moment; those of a foreign key need a superuser. What "
                   "changed meanwhile stays unchecked: a foreign key finds out when it is dropped and added again.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::report,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .needs = Need::triggers | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::foreign_table,
                       RelationKind::view},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
