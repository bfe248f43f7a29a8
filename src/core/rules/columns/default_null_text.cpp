// Rule default_null_text: no default is the word NULL in quotes.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

bool has_null_text(const Column& column) {
    return column.default_is_null_text && column.base != nullptr && column.base->category == 'S';
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || !has_null_text(column)) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = "has the text NULL as its default, in quotes",
                 .detail = "Rows that got it are not null: they hold four letters."});
    }
}

/// What is dropped is dropped below, too: ONLY where a child has another default.
std::string start_of(const Server& server, const Input& in, const Column& column) {
    const std::vector<const Relation*> tree = tree_of(in.catalog, in.relation);
    const bool all_have_it = std::all_of(tree.begin(), tree.end(), [&](const Relation* each) {
        const Column* const same = each->column(column.name);
        return same == nullptr || !same->has_default || has_null_text(*same);
    });
    if (!all_have_it) return alter_default_start(server, in, column);
    return Findings::text(alter_start(server, in.relation), " ALTER COLUMN ", ident(server, column.name));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    const std::string start = start_of(sql.server(), in, column);
    // Where the column must not be null, the keyword was not meant.
    const bool must_be_something = column.not_null || column.domain_not_null;
    // NULL in place of the default of a domain, which DROP DEFAULT would bring to light.
    const bool is_by_domain = column.type != column.base;
    if (must_be_something)
        sql.statement(start, " SET DEFAULT <default>");
    else
        sql.statement(start, is_by_domain ? " SET DEFAULT NULL" : " DROP DEFAULT");
    if (!column.default_text.empty()) sql.undo(start, " SET DEFAULT ", column.default_text);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    if (column.not_null || column.domain_not_null) return draft.give_up();
    mended->default_text = column.type != column.base ? "NULL" : "";
}

}  // namespace

extern constinit const Rule default_null_text = {
    .id = "default_null_text",
    .family = Family::columns,
    .summary = "no default is the word NULL in quotes",
    .documentation =
        {
            .what = "Finds columns of a string type whose default is the text 'NULL' or 'null'.",
            .why = "The keyword was meant. The rows hold a word of four letters instead, which IS NULL does not find, "
                   "and which programs show to people.",
            .bad = "CREATE TABLE users (id bigint PRIMARY KEY, nickname text DEFAULT 'NULL');",
            .good = "CREATE TABLE users (id bigint PRIMARY KEY, nickname text);",
            .fix = "Drops the default; no row changes. Rows that hold the word stay as they are: which of them mean "
                   "nothing a person must say before an UPDATE. A column that must not be null needs another default.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::defaults,
    .fix_needs = Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
