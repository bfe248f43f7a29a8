// Rule float_money: amounts of money are exact.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/money_names.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/types/type_path.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&money_names, &money_not_names};

bool is_float(const Type* type) {
    return type != nullptr && (type->oid == server_type::real || type->oid == server_type::double_precision);
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || !is_float(column.scalar) || !holds_money(in, column.name)) continue;
        const Type* const domain = domain_of(in.catalog, column);
        out.add({.object = ObjectAt::column(i),
                 .says = out.text(domain != nullptr ? "rests on " : "is ", column.is_array ? "an array of " : "",
                                  column.scalar->shown, ", which cannot hold 0.10 exactly")});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    if (!is_retypable(in, column)) return;
    sql.statement(alter_start(sql.server(), in.relation), " ALTER COLUMN ", ident(sql.server(), column.name),
                  " TYPE numeric(<p>,<s>)", column.is_array ? "[]" : "");
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    const bool is_key = std::any_of(draft.keys.begin(), draft.keys.end(), [&](const DraftKey& key) {
        return key.kind == ConstraintKind::foreign_key &&
               std::find(key.columns.begin(), key.columns.end(), column.number) != key.columns.end();
    });
    if (is_key || has_strict_domain(in.catalog, column) || draft.is_in_expression(column.number, false))
        return draft.give_up();
    // How many digits only a person knows; without a limit none is lost.
    mended->type = column.is_array ? "numeric[]" : "numeric";
}

}  // namespace

extern constinit const Rule float_money = {
    .id = "float_money",
    .family = Family::types,
    .summary = "amounts of money are exact",
    .documentation =
        {
            .what = "Finds columns of type real or double precision, also below domains and in arrays, whose names "
                    "speak of money: price, amount, total and so on, in any spelling.",
            .why = "Binary fractions cannot hold 0.10: sums are off by a cent, and equal amounts compare as different. "
                   "What was rounded once cannot be had back.",
            .bad = "CREATE TABLE items (id bigint PRIMARY KEY, unit_price double precision);",
            .good = "CREATE TABLE items (id bigint PRIMARY KEY, unit_price numeric(12,2));",
            .fix = "Changes the type to numeric; how many digits only a person knows. The table is rewritten under "
                   "ACCESS EXCLUSIVE, and values with more digits are rounded.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
