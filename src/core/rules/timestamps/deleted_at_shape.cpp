// Rule deleted_at_shape: what marks a row as deleted can tell a deleted row from a live one.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/column_limits.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/timestamps/row_moment.hpp"
#include "core/rules/timestamps/soft_delete.hpp"

namespace conventions::core {
namespace {

constexpr const Parameter* parameters[] = {&soft_delete_flag_names, &soft_delete_names};

constexpr Text type = "type";
constexpr Text not_null = "not null";
constexpr Text has_default = "default";
constexpr Text nullable = "nullable";
constexpr Text no_default = "no default";
constexpr Text both = "both";

void judge_moment(const Column& column, std::size_t at, Findings& out) {
    const auto add = [&](Text part, std::string says, Text detail) {
        out.add({.object = ObjectAt::column(at),
                 .says = std::move(says),
                 .part = std::string(part),
                 .detail = std::string(detail)});
    };
    if (!is_moment(column))
        return add(type, out.text("is ", column.type_name, ", which says no moment"),
                   "Live rows have null, deleted ones the moment.");
    if (column.not_null || column.domain_not_null)
        add(not_null, "is NOT NULL, so that every row is deleted", "Live rows have null, deleted ones the moment.");
    if (column.has_default && !column.default_is_null)
        add(has_default, "has a default, so that new rows are deleted at once", "");
}

void judge_flag(const Column& column, std::size_t at, Findings& out) {
    if (!column.not_null && !column.domain_not_null)
        out.add({.object = ObjectAt::column(at),
                 .says = "may be null, which is neither deleted nor live",
                 .part = std::string(nullable)});
    if (!column.has_default || column.default_is_null)
        out.add({.object = ObjectAt::column(at), .says = "has no default false", .part = std::string(no_default)});
}

/// Some check speaks of both.
bool are_tied(const Relation& table, const Column& a, const Column& b) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        return each.kind == ConstraintKind::check && is_about(each, a.number) && is_about(each, b.number);
    });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Column* moment = nullptr;
    const Column* flag = nullptr;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const bool is_flag = is_deletion_flag(in, column);
        if (!is_flag && !is_deletion_moment(in, column)) continue;
        (is_flag ? flag : moment) = &column;
        // What is generated takes no default; what a parent table says of the column is the parent's to mend.
        if (column.generated != Generated::none || column.inherited) continue;
        is_flag ? judge_flag(column, i, out) : judge_moment(column, i, out);
    }
    if (moment == nullptr || flag == nullptr || (moment->inherited && flag->inherited)) return;
    if (moment->generated != Generated::none || flag->generated != Generated::none || are_tied(table, *moment, *flag))
        return;
    out.add({.object = ObjectAt::relation(),
             .says = out.text("marks deleted rows by ", shown(moment->name), " and ", shown(flag->name),
                              ", which no CHECK ties"),
             .part = std::string(both)});
}

// In one command, so that no moment shows a column that is half of each; the old default is of the old type.
void fix_type(const Input& in, const Column& column, Sql& sql) {
    if (in.relation.of_type != 0 || column.identity != Identity::none || is_in_key(in.relation, column.number)) return;
    const std::string alter = Findings::text("ALTER COLUMN ", ident(sql.server(), column.name));
    std::string steps = Findings::text(alter, " TYPE timestamptz USING <expression>");
    if (column.has_default) steps = Findings::text(alter, " DROP DEFAULT, ", steps);
    if (column.not_null) steps = Findings::text(alter, " DROP NOT NULL, ", steps);
    sql.statement(alter_start(sql.server(), in.relation), " ", steps);
}

void fix_both(const Input& in, Sql& sql) {
    const Column* moment = nullptr;
    const Column* flag = nullptr;
    for (const Column& column : in.relation.columns) {
        const bool is_flag = is_deletion_flag(in, column);
        if (is_flag || is_deletion_moment(in, column)) (is_flag ? flag : moment) = &column;
    }
    if (moment == nullptr || flag == nullptr || !is_moment(*moment)) return;
    add_check(
        in, *flag, "tied",
        Findings::text(ident(sql.server(), flag->name), " = (", ident(sql.server(), moment->name), " IS NOT NULL)"),
        sql);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    if (finding.part == both) return fix_both(in, sql);
    const Column& column = in.relation.columns[finding.object.at];
    const std::string start = alter_start(sql.server(), in.relation);
    const std::string name = ident(sql.server(), column.name);
    if (finding.part == type) return fix_type(in, column, sql);
    if (finding.part == nullable) return set_not_null(in, column, "false", sql);
    if (finding.part == not_null) {
        // What the domain says, and what a key needs, stays.
        if (!column.not_null || is_in_key(in.relation, column.number)) return;
        sql.statement(start, " ALTER COLUMN ", name, " DROP NOT NULL");
        return;
    }
    if (finding.part == no_default) {
        const std::string alter = alter_default_start(sql.server(), in, column);
        sql.statement(alter, " SET DEFAULT false");
        sql.undo(alter, " DROP DEFAULT");
    } else if (column.default_kind != DefaultKind::none && column.identity == Identity::none) {
        // That of children, too: new rows there are deleted as well. Over the default of a domain only NULL helps.
        const std::string alter = Findings::text(start, " ALTER COLUMN ", name);
        sql.statement(alter, column.type != nullptr && column.type->kind == TypeKind::domain ? " SET DEFAULT NULL"
                                                                                             : " DROP DEFAULT");
        if (!column.default_text.empty()) sql.undo(alter, " SET DEFAULT ", column.default_text);
    }
}

constexpr Silence silenced[] = {{"boolean_default"}, {"nullable_boolean"}, {"nullable_column"}};

}  // namespace

extern constinit const Rule deleted_at_shape = {
    .id = "deleted_at_shape",
    .family = Family::timestamps,
    .summary = "what marks a row as deleted can tell it from a live one",
    .documentation =
        {
            .what = "Finds columns named deleted_at that are NOT NULL, have a default, or are no date or time; columns "
                    "named is_deleted or deleted that may be null or have no default; and tables with both kinds, if "
                    "no CHECK speaks of both. A deleted that is a date or time is judged like a deleted_at. Generated "
                    "columns pass.",
            .why = "Live rows are those WHERE deleted_at IS NULL, or WHERE NOT is_deleted. A column that is never "
                   "null, or a flag that is null, takes rows out of both halves. Two marks that may differ will.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, deleted_at timestamptz NOT NULL DEFAULT now(),\n"
                   "    is_deleted boolean);",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, deleted_at timestamptz);",
            .fix = "Drops NOT NULL or the default, or sets false as default and NOT NULL; adds the CHECK that ties "
                   "both, which fails as long as rows contradict it. A value that meant 'live' so far must become null "
                   "by hand, and a column of another type needs a person to say how.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns | Need::constraints | Need::defaults,
    .fix_needs = Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
