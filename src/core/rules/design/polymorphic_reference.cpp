// Rule polymorphic_reference: a column refers to one table.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

/// What stands before the ending, in snake case: commentable of commentable_type; empty for any other name.
std::string stem_of(Text name, Text ending) {
    std::string words = snake_case(name);
    if (words.size() <= ending.size() || !Text(words).ends_with(ending)) return {};
    words.resize(words.size() - ending.size());
    return words;
}

bool is_text(const Column& column) {
    return column.base != nullptr && column.base->category == 'S' && !column.is_array;
}

struct Kind {
    std::string stem;
    const Column* column = nullptr;
};

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    std::vector<Kind> kinds;
    for (const Column& column : table.columns) {
        std::string stem = is_text(column) ? stem_of(column.name, "_type") : std::string();
        if (!stem.empty()) kinds.push_back({std::move(stem), &column});
    }
    if (kinds.empty()) return;
    std::sort(kinds.begin(), kinds.end(), [](const Kind& a, const Kind& b) { return a.stem < b.stem; });
    for (const Column& column : table.columns) {
        const std::string stem = stem_of(column.name, "_id");
        if (stem.empty()) continue;
        const auto kind =
            std::lower_bound(kinds.begin(), kinds.end(), stem,
                             [](const Kind& each, const std::string& wanted) { return each.stem < wanted; });
        if (kind == kinds.end() || kind->stem != stem) continue;
        if ((column.inherited && kind->column->inherited) || is_in_foreign_key(table, column.number)) continue;
        out.add({.object = ObjectAt::relation(),
                 .says = out.text("refers to one of several tables by ", shown(kind->column->name), " and ",
                                  shown(column.name), ", which no foreign key can check"),
                 .part = stem});
    }
}

}  // namespace

extern constinit const Rule polymorphic_reference = {
    .id = "polymorphic_reference",
    .family = Family::design,
    .summary = "a column refers to one table",
    .documentation =
        {
            .what = "Finds pairs of columns x_type, a text, and x_id, which is in no foreign key: the first names the "
                    "table that the second refers to. Names are compared in snake case.",
            .why = "No foreign key can follow such a pair: rows refer to what is gone, and to tables that have another "
                   "name by now. A column for each table, with a foreign key and a CHECK (num_nonnulls(...) = 1), says "
                   "the same and holds.",
            .bad = "CREATE TABLE comments (id bigint PRIMARY KEY, subject_type text, subject_id bigint);",
            .good = "CREATE TABLE comments (id bigint PRIMARY KEY, post_id bigint REFERENCES posts,\n"
                    "    photo_id bigint REFERENCES photos, CHECK (num_nonnulls(post_id, photo_id) = 1));",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
