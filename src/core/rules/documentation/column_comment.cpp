// Rule column_comment: a column says what it holds.

#include <algorithm>
#include <set>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/documentation/comment_lack.hpp"

namespace conventions::core {
namespace {

constexpr Parameter all_or_nothing = {
    .name = "all_or_nothing",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether tables pass none of whose columns has a comment.",
};
constexpr Parameter exclude_names = {
    .name = "exclude_names",
    .type = ParameterType::list,
    .initial =
        "created_at, updated_at, deleted_at, created_by, updated_by, deleted_by, created_by_id, updated_by_id, "
        "deleted_by_id",
    .text = "Columns that need none. Columns of the primary key and of foreign keys never do.",
};
constexpr const Parameter* parameters[] = {&all_or_nothing, &exclude_names};

/// Columns of the primary key and of foreign keys: they say what they hold by what they are.
std::set<AttributeNumber> key_columns(const Relation& table) {
    std::set<AttributeNumber> columns;
    for (const Constraint& key : table.constraints)
        if (key.kind == ConstraintKind::primary_key || key.kind == ConstraintKind::foreign_key)
            columns.insert(key.columns.begin(), key.columns.end());
    return columns;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (in.value(all_or_nothing).boolean() &&
        std::none_of(table.columns.begin(), table.columns.end(), [](const Column& each) { return each.has_comment; }))
        return;
    const std::set<AttributeNumber> keys = key_columns(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (column.inherited || keys.count(column.number) > 0 || in.value(exclude_names).lists(column.name)) continue;
        std::string lack = comment_lack(*in.catalog.server, column.has_comment, column.comment, column.name, 1);
        if (!lack.empty()) out.add({.object = ObjectAt::column(i), .says = std::move(lack)});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    const std::string start = Findings::text("COMMENT ON COLUMN ", ident(sql.server(), in.relation), ".",
                                             ident(sql.server(), column.name), " IS ");
    sql.statement(start, comment_placeholder);
    sql.undo(start, comment_literal(column.has_comment, column.comment));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column == nullptr) return;
    draft.further.push_back(Findings::text("COMMENT ON COLUMN %table%.", ident(*in.catalog.server, column->name),
                                           " IS ", comment_placeholder));
}

}  // namespace

extern constinit const Rule column_comment = {
    .id = "column_comment",
    .family = Family::documentation,
    .summary = "a column says what it holds",
    .documentation =
        {
            .what = "Finds columns of tables without a comment, or whose comment is blank or their own name again. "
                    "Columns of the primary key and of foreign keys, and those of the names in exclude_names, pass.",
            .why = "A name says what a value is called, not its unit, whether zero means none, or who fills it in.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, weight integer);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, weight integer);\n"
                    "COMMENT ON COLUMN orders.weight IS 'In grams, with the packing';",
            .fix = "Sets a comment, whose words a person must find.",
        },
    .parameters = parameters,
    .severities = {},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns | Need::constraints | Need::comments,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
