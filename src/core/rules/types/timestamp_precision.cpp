// Rule timestamp_precision: a moment is not rounded.

#include <algorithm>

#include "core/policy/value.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/type_name.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

constexpr Parameter accept = {
    .name = "accept",
    .type = ParameterType::list,
    .text = "Types that pass, as they are written: timestamptz(3) for a tool that makes no other.",
};
constexpr const Parameter* parameters[] = {&accept};

constexpr std::int32_t most_digits = 6;

bool is_time(ObjectId type) {
    return type == server_type::timestamp || type == server_type::timestamptz || type == server_type::time;
}

bool is_rounded(const Catalog& catalog, const Column& column) {
    if (!is_time(column.scalar->oid)) return false;
    const std::int32_t digits = scalar_modifier(catalog, column);
    return digits >= 0 && digits < most_digits;
}

bool is_accepted(const Input& in, const Column& column) {
    const std::vector<std::string>& listed = in.value(accept).list();
    if (listed.empty()) return false;
    const std::string digits = std::to_string(scalar_modifier(in.catalog, column));
    return std::any_of(listed.begin(), listed.end(), [&](Text each) {
        const TypeName type = type_name_of(each);
        return type.name == column.scalar->shown && type.modifier == digits;
    });
}

void check(const Input& in, Findings& out) {
    flag_types(
        in, ", which rounds, also into the future",
        [&](const Column& column) { return is_rounded(in.catalog, column) && !is_accepted(in, column); }, out);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    retype(in, column, {.name = column.scalar->name}, sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    mend_type(in, column, {.name = column.scalar->name}, draft);
}

}  // namespace

extern constinit const Rule timestamp_precision = {
    .id = "timestamp_precision",
    .family = Family::types,
    .summary = "a moment is not rounded",
    .documentation =
        {
            .what = "Finds columns of type timestamp, timestamptz or time with a precision of less than six digits, "
                    "also below domains and in arrays. Types listed in accept pass.",
            .why = "The server rounds, it does not cut: of 23:59:59.7 a timestamptz(0) makes the next day, and a row "
                   "may have been created in the future. All precisions take the same eight bytes.",
            .bad = "CREATE TABLE events (id bigint PRIMARY KEY, happened_at timestamptz(0));",
            .good = "CREATE TABLE events (id bigint PRIMARY KEY, happened_at timestamptz);",
            .fix = "Changes the type; no row is rewritten, and ACCESS EXCLUSIVE is held for a moment. What has been "
                   "rounded stays so; clients see more digits in new rows, for which "
                   "date_trunc() is there. The server refuses the change while a view uses the column, or where it is "
                   "part of a partition key.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::locks,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
