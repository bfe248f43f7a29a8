// Rule money_type: an amount does not change with the locale.

#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

bool is_money(const Column& column) { return column.scalar->oid == server_type::money; }

void check(const Input& in, Findings& out) { flag_types(in, ", whose digits depend on lc_monetary", is_money, out); }

void fix(const Input& in, const Finding& finding, Sql& sql) {
    retype(in, in.relation.columns[finding.object.at], {.name = "numeric(<p>,<s>)", .asks_checks = true}, sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    // How many digits only a person knows; without a limit none is lost.
    mend_type(in, in.relation.columns[finding.object.at], {.name = "numeric", .asks_checks = true}, draft);
}

}  // namespace

extern constinit const Rule money_type = {
    .id = "money_type",
    .family = Family::types,
    .summary = "an amount does not change with the locale",
    .documentation =
        {
            .what = "Finds columns of type money, also below domains and in arrays.",
            .why = "money has no currency, and as many decimals as lc_monetary says: a dump that is read where that is "
                   "set otherwise turns 12.50 into 1250. It is a whole number of cents, so that a fraction of one is "
                   "lost at every step.",
            .bad = "CREATE TABLE items (id bigint PRIMARY KEY, price money);",
            .good = "CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12,2));",
            .fix = "Changes the type to numeric; how many digits only a person knows, and lc_monetary must be what it "
                   "was when the values were written. The table is rewritten under ACCESS EXCLUSIVE. Checks over the "
                   "column must be said anew. The server refuses the change while a view uses the column, or where it "
                   "is part of a partition key. Clients get 12.50 in place of $12.50.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
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
