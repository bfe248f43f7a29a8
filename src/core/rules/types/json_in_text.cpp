// Rule json_in_text: a document is kept as one.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/policy/value.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"
#include "core/rules/types/value_in_text.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "json, payload, metadata",
    .text = "Words of names, in any case, that speak of documents.",
};
constexpr const Parameter* parameters[] = {&names};

/// In any case, also as a part of a word: what most names have not need not be split.
bool holds(Text name, Text word) {
    return std::search(name.begin(), name.end(), word.begin(), word.end(),
                       [](char a, char b) { return lower(a) == lower(b); }) != name.end();
}

bool has_such_word(const Input& in, Text name) {
    const std::vector<std::string>& listed = in.value(names).list();
    if (std::none_of(listed.begin(), listed.end(), [&](Text each) { return holds(name, each); })) return false;
    const std::vector<Text> words = words_of(name);
    return std::any_of(words.begin(), words.end(), [&](Text word) {
        return std::any_of(listed.begin(), listed.end(), [&](Text each) { return is_same_word(word, each); });
    });
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.base == nullptr ||
            (column.base->oid != server_type::text && column.base->oid != server_type::varchar))
            continue;
        if (!has_such_word(in, column.name) || !is_text_column(in, column) || !goes_by_names(in)) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = out.text("is ", column.type_name, ", though it seems to hold documents")});
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    if (is_tied(in.relation, column)) return;
    if (column.has_default && !in.relation.children.empty()) return;
    retype(in, column,
           {.name = "jsonb", .expression = "<expression>", .asks_default = column.has_default, .asks_checks = true},
           sql);
}

constexpr Silence silenced[] = {{"primary_key_type"}, {"string_length"}};

}  // namespace

extern constinit const Rule json_in_text = {
    .id = "json_in_text",
    .family = Family::types,
    .summary = "a document is kept as one",
    .documentation =
        {
            .what = "Finds columns of type text and varchar whose names hold the word json, payload or metadata. Only "
                    "names are looked at: so a report judges tables without rows alone, since of others the values "
                    "should tell.",
            .why = "Nothing keeps broken documents out, each use parses the text anew, and no index finds what stands "
                   "in it.",
            .bad = "CREATE TABLE events (id bigint PRIMARY KEY, payload text);",
            .good = "CREATE TABLE events (id bigint PRIMARY KEY, payload jsonb);",
            .fix = "Changes the type; how the texts become documents a person must say: payload::jsonb where each is "
                   "one, nullif(payload, '')::jsonb where some are empty. The table is rewritten under ACCESS "
                   "EXCLUSIVE; where a text is no document the change fails and nothing is lost. jsonb keeps no white "
                   "space, not the order of keys, and of equal keys only the last. The server refuses the change while "
                   "a view uses the column, or where it is part of a partition key.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns,
    .excuse_needs = Need::sizes,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions | Need::indexes | Need::references,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
