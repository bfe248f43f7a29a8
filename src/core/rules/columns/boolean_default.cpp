// Rule boolean_default: a yes or no has a usual answer.

#include "core/rules/columns/default_lack.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.base == nullptr || column.base->oid != server_type::boolean || !lacks_default(column)) continue;
        out.add({.object = ObjectAt::column(i), .says = "is NOT NULL and has no default"});
    }
}

constexpr Silence silenced[] = {{"default_required"}};

}  // namespace

extern constinit const Rule boolean_default = {
    .id = "boolean_default",
    .family = Family::columns,
    .summary = "a yes or no has a usual answer",
    .documentation =
        {
            .what = "Finds boolean columns, also by a domain, that are NOT NULL and have no default.",
            .why = "Nearly every such column is a switch that is off or on at first. Without a default each INSERT of "
                   "each program must name it, and the column cannot be added to a table that has rows.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, active boolean NOT NULL);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, active boolean NOT NULL DEFAULT true);",
            .fix = "Sets the default, which only a person knows; no row changes.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::safe,
    .silences = silenced,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
    .fix = fix_default_lack,
};

}  // namespace conventions::core
