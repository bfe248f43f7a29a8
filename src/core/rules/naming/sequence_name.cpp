// Rule sequence_name: the name of a sequence has the form that the house chose.

#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/pattern_name.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&name_pattern};
constexpr Silence silences[] = {{.rule = "identifier_quotes", .judges = judges_names_of<ObjectClass::relation>}};

void check(const Input& in, Findings& out) {
    const Value& pattern = in.value(name_pattern);
    if (!is_off_pattern(pattern, in.relation.name) || is_named_by_column(in.relation)) return;
    out.add({.object = ObjectAt::relation(), .says = does_not_match(pattern)});
}

std::string as_sequence(Text name) { return extended(name, "_seq"); }

void fix(const Input& in, const Finding&, Sql& sql) {
    rename_relation(in, in.value(name_pattern), "ALTER SEQUENCE ", as_sequence, sql);
}

}  // namespace

extern constinit const Rule sequence_name = {
    .id = "sequence_name",
    .family = Family::naming,
    .summary = "the name of a sequence matches the pattern",
    .documentation =
        {
            .what = "Finds sequences whose name does not match the pattern. That of an identity column, and that "
                    "of a column whose name ends as the server makes it (_seq), is not judged: nobody chose it.",
            .why = "Clients name a sequence in nextval() and setval(), as a text in which a name with capitals "
                   "must be quoted once more: nextval('\"OrderNumbers\"').",
            .bad = "CREATE SEQUENCE \"OrderNumbers\";",
            .good = "CREATE SEQUENCE order_numbers;",
            .fix = "Renames the sequence to its words in lower case. Defaults of columns follow by themselves; "
                   "clients that name it in a text must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .silences = silences,
    .relation_kinds = {RelationKind::sequence},
    .check = check,
    .fix = fix,
    .lesson = &name_pattern_lesson,
};

}  // namespace conventions::core
