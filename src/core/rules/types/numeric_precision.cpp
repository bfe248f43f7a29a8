// Rule numeric_precision: how many digits an amount has is said.

#include "core/rules/money_names.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&money_names, &money_not_names};

void check(const Input& in, Findings& out) {
    const auto is_unlimited = [&](const Column& column) {
        return column.scalar->oid == server_type::numeric && scalar_modifier(in.catalog, column) < 0 &&
               holds_money(in, column.name);
    };
    flag_types(in, " without a precision", is_unlimited, out);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    retype(in, in.relation.columns[finding.object.at], {.name = "numeric(<p>,<s>)"}, sql);
}

}  // namespace

extern constinit const Rule numeric_precision = {
    .id = "numeric_precision",
    .family = Family::types,
    .summary = "how many digits an amount has is said",
    .documentation =
        {
            .what = "Finds columns of type numeric without precision, also below domains and in arrays, whose names "
                    "speak of money: price, amount, total and so on, in any spelling.",
            .why = "One third of a price is kept with all its digits, and sums of such values no longer agree with "
                   "what was printed. With a scale the server rounds at one place, the same for everybody.",
            .bad = "CREATE TABLE items (id bigint PRIMARY KEY, unit_price numeric);",
            .good = "CREATE TABLE items (id bigint PRIMARY KEY, unit_price numeric(12,2));",
            .fix = "Changes the type; how many digits only a person knows. The table is rewritten under ACCESS "
                   "EXCLUSIVE, and values with more digits are rounded. The server refuses the change while a view "
                   "uses the column, or where it is part of a partition key.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
