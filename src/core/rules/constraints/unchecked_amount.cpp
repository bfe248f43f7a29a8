// Rule unchecked_amount: an amount cannot be absurd.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/column_limits.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/money_names.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::pattern,
    .initial =
        "(^|_)(price|amount|cost|total|balance|fee|salary|tax|payment|money|discount|charge|revenue|budget|credit|"
        "debit|quantity|qty|stock|percent|percentage|rate)s?($|_)",
    .text = "Names of columns that hold an amount, in snake case: unitPrice is matched as unit_price.",
};
constexpr Parameter not_names = {
    .name = "not_names",
    .type = ParameterType::pattern,
    .initial =
        "(^|_)(id|code|number|type|time|seconds|ms|duration|count|bytes|distance|weight|score|load|energy)s?($|_)",
    .text = "Names of these that hold none, in snake case.",
};
constexpr Parameter share_names = {
    .name = "share_names",
    .type = ParameterType::pattern,
    .initial = "(^|_)(percent|percentage|rate)s?($|_)",
    .text = "Names of these that hold a share, which is bounded from above as well.",
};
constexpr const Parameter* parameters[] = {&names, &not_names, &share_names};

constexpr Text share = "share";

bool is_number(const Column& column) {
    if (column.base == nullptr || column.inherited || column.identity != Identity::none ||
        column.generated != Generated::none)
        return false;
    const ObjectId type = column.base->oid;
    return type == server_type::numeric || type == server_type::bigint || type == server_type::integer ||
           type == server_type::smallint;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!is_number(column) || is_in_key(in.relation, column.number) || is_checked_by_domain(in.catalog, column))
            continue;
        const ColumnLimit limit = limits_of(in.relation, column);
        if (limit.least && limit.most) continue;
        const std::string words = spelled_words(column.name);
        if (!in.value(names).matches(words, true) || in.value(not_names).matches(words)) continue;
        const bool is_share = in.value(share_names).matches(words);
        if ((limit.least || limit.most) && !is_share) continue;
        const Text lack = limit.least  ? "has no CHECK that bounds it from above"
                          : limit.most ? "has no CHECK that bounds it from below"
                                       : "has no CHECK that bounds it";
        out.add({.object = ObjectAt::column(i),
                 .says = std::string(lack),
                 .part = is_share ? std::string(share) : std::string()});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    const std::string name = ident(sql.server(), column.name);
    const bool is_share = finding.part == share;
    // Of a share it is not known whether it is one of a hundred or of one.
    if (is_share) return add_check(in, column, "range", Findings::text(name, " BETWEEN 0 AND <most>"), sql);
    // That no row contradicts is known only where there is none.
    const bool is_empty = in.relation.origin != Origin::earlier || has_no_rows(in.catalog, in.relation);
    add_check(in, column, "range", Findings::text(name, is_empty ? " >= 0" : " >= <least>"), sql);
}

}  // namespace

extern constinit const Rule unchecked_amount = {
    .id = "unchecked_amount",
    .family = Family::constraints,
    .summary = "an amount cannot be absurd",
    .documentation =
        {
            .what =
                "Finds columns of type numeric, bigint, integer and smallint, also by domains, whose names speak "
                "of money or of a quantity and that no CHECK bounds, be it the column's, the table's or a domain's; "
                "for a percentage or a rate both bounds are wanted. Keys, identities and generated columns are "
                "left out.",
            .why = "A negative price is found in the accounts, a quantity of two thousand millions in the warehouse: "
                   "the table could have said no.",
            .bad = "CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12,2), discount_percent integer);",
            .good = "CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12,2) CHECK (price >= 0), "
                    "discount_percent integer CHECK (discount_percent BETWEEN 0 AND 100));",
            .fix = "Adds a CHECK, without a long lock: not less than zero in a table without rows; else, and for a "
                   "share, a person must say the bound. Where a row contradicts, VALIDATE fails, and the check holds "
                   "for new rows alone. Where less than zero is meant (a balance, a correction), exclude the column.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::commit | Moment::report | Moment::file,
    .heuristic = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::constraints,
    .excuse_needs = Need::check_limits,
    .fix_needs = Need::sizes,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
