// Rule enum_like_column: which words a status can have is said.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/column_limits.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/enum_like_name.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&enum_like_names};

bool holds_word(const Column& column) {
    return column.base != nullptr && (column.base->category == 'S' || column.base->oid == server_type::smallint ||
                                      column.base->oid == server_type::integer);
}

/// A table of the words themselves has them as its key.
bool identifies_row(const Relation& table, const Column& column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        const bool is_key = each.kind == ConstraintKind::primary_key || each.kind == ConstraintKind::unique;
        return is_key && each.columns.size() == 1 && each.columns[0] == column.number;
    });
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!holds_word(column) || column.generated != Generated::none || !has_enum_like_name(in, column)) continue;
        const Relation& table = in.relation;
        if (limits_of(table, column).listed || is_checked_by_domain(in.catalog, column) ||
            is_in_foreign_key(table, column.number) || identifies_row(table, column) || is_of_parent(in, column))
            continue;
        out.add({.object = ObjectAt::column(i),
                 .says = "takes any value, though its name says that it holds one of a few",
                 .detail = "A CHECK with IN, an enum, or a foreign key to a table of the values says which."});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    add_check(in, column, "known", Findings::text(ident(sql.server(), column.name), " IN (<values>)"), sql);
}

constexpr Silence silenced[] = {{"primary_key_type"}, {"string_length"}};

}  // namespace

extern constinit const Rule enum_like_column = {
    .id = "enum_like_column",
    .family = Family::types,
    .summary = "which words a status can have is said",
    .documentation =
        {
            .what = "Finds columns of a string type, smallint or integer that are called status, state, type and so "
                    "on, and whose values nothing limits: no CHECK with IN or = joined by OR, no domain with a CHECK, "
                    "no foreign key. content_type, mime_type and media_type pass, and so do a type beside an id that "
                    "it belongs to (owner_type, owner_id), the state of an address beside its city or country, and a "
                    "column that is a key by itself.",
            .why = "'canceled' and 'cancelled' will both be there, and no query finds all of them. What a number means "
                   "nobody can look up.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL CHECK (status IN ('new', 'paid', "
                    "'sent')));",
            .fix = "Adds a CHECK, without a long lock; the values a person must write down, and SELECT status, "
                   "count(*) ... GROUP BY status tells those that are there. Where a row holds another one, VALIDATE "
                   "fails, and the check holds for new rows alone.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .heuristic = true,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .silences = silenced,
    .needs = Need::columns | Need::constraints,
    .excuse_needs = Need::check_limits,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
