// Rule string_length: texts are bounded, or they are not, in one way.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/column_limits.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

constexpr Text bounded = "bounded";

constexpr Parameter exclude_names = {
    .name = "exclude_names",
    .type = ParameterType::pattern,
    .text = "Names of columns that are not judged, in snake case.",
};
constexpr Parameter most = {
    .name = "max",
    .type = ParameterType::integer,
    .initial = "65535",
    .text = "The length beyond which a varchar counts as having none, in style bounded.",
    .minimum = 1,
    .maximum = 10485760,
};
constexpr Parameter style = {
    .name = "style",
    .type = ParameterType::choice,
    .choices = "bounded, text",
    .text = "bounded: every text has a length or a CHECK on it. text: no varchar(n). Without it nothing is found.",
};
constexpr const Parameter* parameters[] = {&exclude_names, &most, &style};

bool is_string(const Column& column) {
    return column.base != nullptr && !column.inherited && column.generated == Generated::none &&
           (column.base->oid == server_type::text || column.base->oid == server_type::varchar);
}

/// -1 for none.
std::int64_t length_of(const Column& column) {
    return column.base->oid == server_type::varchar && column.base_modifier >= server_type::modifier_header
               ? column.base_modifier - server_type::modifier_header
               : -1;
}

bool is_unbounded(const Input& in, const Column& column) {
    const std::int64_t length = length_of(column);
    if (length >= 0 && length <= in.value(most).integer()) return false;
    const ColumnLimit limit = limits_of(in.relation, column);
    return !limit.length && !limit.listed && !is_checked_by_domain(in.catalog, column);
}

void check(const Input& in, Findings& out) {
    const Text chosen = in.value(style).text();
    if (chosen.empty()) return;
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!is_string(column)) continue;
        const bool is_found = chosen == bounded ? is_unbounded(in, column) : length_of(column) >= 0;
        if (!is_found || is_of_parent(in, column)) continue;
        if (in.value(exclude_names).matches(snake_case(column.name))) continue;
        out.add(
            {.object = ObjectAt::column(i),
             .says = type_said(column).append(chosen == bounded ? ", and nothing limits its length" : ", not text")});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    if (in.value(style).text() != bounded) return retype(in, column, {.name = "text", .has_collation = true}, sql);
    add_check(in, column, "length", Findings::text("char_length(", ident(sql.server(), column.name), ") <= <n>"), sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    // How long a text may be only a person knows.
    if (in.value(style).text() == bounded) return draft.give_up();
    mend_type(in, in.relation.columns[finding.object.at], {.name = "text", .has_collation = true}, draft);
}

}  // namespace

extern constinit const Rule string_length = {
    .id = "string_length",
    .family = Family::types,
    .summary = "texts are bounded, or they are not, in one way",
    .documentation =
        {
            .what = "In style bounded: finds columns of type text, and varchar without a length or with one beyond "
                    "max, also by domains, that no CHECK bounds in length or to a list of values. In style text: finds "
                    "varchar(n). Without a style nothing is found.",
            .why = "A text without bounds takes a megabyte where a name was meant, and somebody pays for it: an index, "
                   "a form, a partner's system. A varchar(n) says so where it cannot be changed as easily as a CHECK. "
                   "Either is a decision of the house.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, name text);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, name text CHECK (char_length(name) <= 200));",
            .fix = "In style bounded adds a CHECK, without a long lock; how long a text may be a person must say. "
                   "Where a row holds a longer one, VALIDATE fails, and the check holds for new rows alone. In style "
                   "text changes the type: no row is rewritten, ACCESS EXCLUSIVE is held for a moment, and the length "
                   "is bounded no more. The server refuses that while a view uses the column, or where it is part of a "
                   "partition key.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::constraints,
    .excuse_needs = Need::check_limits,
    .fix_needs = Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
