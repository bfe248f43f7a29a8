// Rule time_with_zone: a time of day has no offset.

#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

bool is_timetz(const Column& column) { return column.scalar->oid == server_type::timetz; }

void check(const Input& in, Findings& out) {
    flag_types(in, ", an offset without the day that it is the offset of", is_timetz, out);
}

/// time(3), or time.
std::string time_of(const Input& in, const Column& column) {
    return Findings::text("time", precision_of(in.catalog, column));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    const std::string name = time_of(in, column);
    // AT TIME ZONE takes no arrays.
    retype(in, column,
           {.name = name,
            .expression = "(% AT TIME ZONE '<zone>')::time",
            .array_expression = "<expression>",
            .asks_default = true},
           sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    const std::string name = time_of(in, column);
    mend_type(in, column, {.name = name}, draft);
}

}  // namespace

extern constinit const Rule time_with_zone = {
    .id = "time_with_zone",
    .family = Family::types,
    .summary = "a time of day has no offset",
    .documentation =
        {
            .what = "Finds columns of type time with time zone, also below domains and in arrays.",
            .why = "It keeps an offset but no day, and with daylight saving the offset of a place depends on the day: "
                   "09:00+01 is nine o'clock in Berlin for half of the year. The standard wants the type; its use "
                   "is discouraged by the server's own manual.",
            .bad = "CREATE TABLE shops (id bigint PRIMARY KEY, opens_at timetz);",
            .good = "CREATE TABLE shops (id bigint PRIMARY KEY, opens_at time, time_zone text);",
            .fix = "Changes the type to time, as the clock in one zone shows it, which only a person knows; where a "
                   "moment is meant, timestamptz is right and needs the day. The table is rewritten under ACCESS "
                   "EXCLUSIVE. The server refuses the change while a view uses the column, or where it is part of a "
                   "partition key. Clients get no offset any more.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
