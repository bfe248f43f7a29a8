// Rule status_default: what begins has a first state.

#include "core/rules/columns/default_lack.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/enum_like_name.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&enum_like_names};

bool holds_word(const Column& column) {
    return column.base != nullptr &&
           (column.base->kind == TypeKind::enumeration || column.base->category == 'S' ||
            column.base->oid == server_type::smallint || column.base->oid == server_type::integer);
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!lacks_default(column) || !holds_word(column) || !has_enum_like_name(in, column)) continue;
        if (is_in_key(in.relation, column.number)) continue;
        out.add({.object = ObjectAt::column(i), .says = "is NOT NULL and has no default"});
    }
}

constexpr Silence silenced[] = {{"default_required"}};

}  // namespace

extern constinit const Rule status_default = {
    .id = "status_default",
    .family = Family::columns,
    .summary = "what begins has a first state",
    .documentation =
        {
            .what = "Finds columns of an enum, a string type, smallint or integer that are NOT NULL, have no default, "
                    "and are called status, state, type and so on. Columns of primary and foreign keys are left out.",
            .why = "A thing is new before it is anything else. Where each program must say so, one will say it in "
                   "another way.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new');",
            .fix = "Sets the default, which only a person knows; no row changes.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .fix_safety = FixSafety::safe,
    .silences = silenced,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix_default_lack,
};

}  // namespace conventions::core
