// Rule type_forbidden: types that the house does without.

#include <algorithm>

#include "core/policy/value.hpp"
#include "core/rules/type_name.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

constexpr Parameter types = {
    .name = "types",
    .type = ParameterType::list,
    .text = "The types, as they are written: xml, varchar, timestamp(0), public.mood. Without a length any is meant.",
};
constexpr const Parameter* parameters[] = {&types};

/// The type below domains and array elements, as a column of that type itself.
Column plain_column(const Catalog& catalog, const Column& column) {
    Column plain;
    plain.base = column.scalar;
    plain.base_modifier = scalar_modifier(catalog, column);
    return plain;
}

bool is_listed(const Input& in, const Column& column) {
    const Column plain = plain_column(in.catalog, column);
    const std::vector<std::string>& listed = in.value(types).list();
    return std::any_of(listed.begin(), listed.end(), [&](Text each) { return is_of_type(plain, each); });
}

void check(const Input& in, Findings& out) {
    if (in.value(types).list().empty()) return;
    flag_types(
        in, ", which this house does without", [&](const Column& column) { return is_listed(in, column); }, out);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    retype(in, in.relation.columns[finding.object.at],
           {.name = "<type>", .expression = "<expression>", .array_expression = "<expression>", .asks_default = true},
           sql);
}

}  // namespace

extern constinit const Rule type_forbidden = {
    .id = "type_forbidden",
    .family = Family::types,
    .summary = "types that the house does without",
    .documentation =
        {
            .what = "Finds columns of the types that are listed, also below domains and in arrays. None is listed at "
                    "first.",
            .why = "Why a house does without a type only the house knows: a driver that does not read it, a warehouse "
                   "that has no such type, an extension that is to go.",
            .bad = "CREATE TABLE documents (id bigint PRIMARY KEY, body xml);",
            .good = "CREATE TABLE documents (id bigint PRIMARY KEY, body text);",
            .fix = "Changes the type; which one, and how the values become it, only a person knows. The table is "
                   "rewritten under ACCESS EXCLUSIVE. The server refuses the change while a view uses the column, or "
                   "where it is part of a partition key.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
