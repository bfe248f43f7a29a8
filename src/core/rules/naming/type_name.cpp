// Rule type_name: the name of a type has the form that the house chose.

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&name_pattern};
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::type>}};

void check_type(const TypeInput& in, Findings& out) {
    const Value& pattern = in.value(name_pattern);
    if (is_off_pattern(pattern, in.type.name)) out.add({.object = ObjectAt::type(), .says = does_not_match(pattern)});
}

std::string as_type(Text name) { return extended(name, "_type"); }

void fix_type(const TypeInput& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Type& type = in.type;
    const Value& pattern = in.value(name_pattern);
    const Text command = type.kind == TypeKind::domain ? "ALTER DOMAIN " : "ALTER TYPE ";
    const std::string proposed = proposed_by(in, pattern, type.name, as_type, "RC");
    const std::string name = proposed.empty() ? proposed : free_name(in, type.schema, proposed, renaming_of(type.oid));
    if (name.empty() || !pattern.matches(name)) {
        sql.statement(command, ident(server, type.schema, type.name), " RENAME TO <name>");
        return;
    }
    sql.statement(command, ident(server, type.schema, type.name), " RENAME TO ", ident(server, name));
    sql.undo(command, ident(server, type.schema, name), " RENAME TO ", ident(server, type.name));
}

}  // namespace

extern constinit const Rule type_name = {
    .id = "type_name",
    .family = Family::naming,
    .summary = "the name of a type matches the pattern",
    .documentation =
        {
            .what = "Finds enums, composite types, domains and ranges whose name does not match the pattern. Row "
                    "types of tables, array types and multiranges follow another name, and are not judged.",
            .why = "A type is named in every column, cast and function that uses it: a name with capitals or "
                   "blanks must be quoted in all of them.",
            .bad = "CREATE TYPE \"OrderStatus\" AS ENUM ('open', 'paid');",
            .good = "CREATE TYPE order_status AS ENUM ('open', 'paid');",
            .fix = "Renames the type to its words in lower case. Columns follow by themselves; clients and the "
                   "bodies of functions that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .silences = silences,
    .needs = Need::types,
    .check_type = check_type,
    .fix_type = fix_type,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
