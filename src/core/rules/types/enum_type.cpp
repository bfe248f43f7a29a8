// Rule enum_type: values of a closed list stand in a table, not in a type.

#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

bool is_enumeration(const Column& column) { return column.scalar->kind == TypeKind::enumeration; }

void check(const Input& in, Findings& out) { flag_types(in, ", an enum", is_enumeration, out); }

}  // namespace

extern constinit const Rule enum_type = {
    .id = "enum_type",
    .family = Family::types,
    .summary = "values of a closed list stand in a table, not in a type",
    .documentation =
        {
            .what = "Finds columns of an enum type, also below domains and in arrays. For houses that do without "
                    "enums; off at first.",
            .why = "A label can be added to an enum but never removed, its order cannot be changed, and nothing can be "
                   "said about it. A table of the values takes all three, and a CHECK can be replaced.",
            .bad = "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE people (id bigint PRIMARY KEY, mood mood);",
            .good = "CREATE TABLE people (id bigint PRIMARY KEY, mood text CHECK (mood IN ('sad', 'ok')));",
            .fix = "None is written: the column becomes text with a CHECK, or a reference to a table of the values, "
                   "and programs know the type by its name. The column must not be dropped for that: ALTER COLUMN ... "
                   "TYPE text keeps what is in it.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
