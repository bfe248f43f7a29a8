// Rule trigger_name: the name of a trigger has the form that the house chose.

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&name_pattern};
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::trigger>}};

void check(const Input& in, Findings& out) {
    const Value& pattern = in.value(name_pattern);
    const auto& all = in.relation.triggers;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& each = all[i];
        if (each.internal || each.parent != 0 || !is_off_pattern(pattern, each.name)) continue;
        out.add({.object = ObjectAt::trigger(i), .says = does_not_match(pattern)});
    }
}

std::string as_trigger(Text name) { return extended(name, "_trigger"); }

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const auto& trigger = table.triggers[finding.object.at];
    const Value& pattern = in.value(name_pattern);
    const std::string on = Findings::text(" ON ", ident(server, table), " RENAME TO ");
    const std::string proposed = proposed_by(in, pattern, trigger.name, as_trigger);
    const std::string name = proposed.empty()
                                 ? proposed
                                 : free_name_among(in, table.oid, table.triggers, proposed, renaming_of(trigger.oid));
    if (name.empty() || !pattern.matches(name)) {
        sql.statement("ALTER TRIGGER ", ident(server, trigger.name), on, "<name>");
        return;
    }
    sql.statement("ALTER TRIGGER ", ident(server, trigger.name), on, ident(server, name));
    sql.undo("ALTER TRIGGER ", ident(server, name), on, ident(server, trigger.name));
}

}  // namespace

extern constinit const Rule trigger_name = {
    .id = "trigger_name",
    .family = Family::naming,
    .summary = "the name of a trigger matches the pattern",
    .documentation =
        {
            .what = "Finds triggers of tables and views whose name does not match the pattern. Those of foreign "
                    "keys, which the server names, and those of partitions, which follow their root, are not "
                    "judged.",
            .why = "Triggers of one kind fire in the order of their names, and a capital sorts before every "
                   "small letter; whoever disables one must quote its name.",
            .bad = "CREATE TRIGGER \"SetTotal\" BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION set_total();",
            .good = "CREATE TRIGGER set_total BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION set_total();",
            .fix = "Renames the trigger to its words in lower case. Where several triggers of one kind stand on "
                   "the table, look at the order in which they fire afterwards.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .silences = silences,
    .needs = Need::triggers,
    .relation_kinds = tables | SetOf<RelationKind>{RelationKind::view},
    .check = check,
    .fix = fix,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
