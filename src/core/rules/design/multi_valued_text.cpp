// Rule multi_valued_text: a text is one value, not a list.

#include "core/output/names.hpp"
#include "core/rules/types/value_in_text.hpp"

namespace conventions::core {
namespace {

bool is_named_like_list(Text name) {
    const std::string words = snake_case(name);
    return Text(words).ends_with("_ids") || Text(words).ends_with("_list") || words == "tags" ||
           Text(words).ends_with("_tags");
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!is_text_column(in, column) || !is_named_like_list(column.name) || !goes_by_names(in)) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = out.text("is ", column.type_name, ", though it seems to hold a list")});
    }
}

}  // namespace

extern constinit const Rule multi_valued_text = {
    .id = "multi_valued_text",
    .family = Family::design,
    .summary = "a text is one value, not a list",
    .documentation =
        {
            .what = "Finds columns of string types that are named like a list: tags, ..._tags, ..._ids, ..._list. Only "
                    "names are looked at: so a report judges tables without rows alone, since of others the values "
                    "should tell.",
            .why = "No foreign key and no CHECK holds for the parts of a text. To find a row by one of them every text "
                   "is searched, and to change one all are written.",
            .bad = "CREATE TABLE posts (id bigint PRIMARY KEY, tag_ids text);  -- '4,8,15'",
            .good = "CREATE TABLE post_tags (post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags,\n"
                    "    PRIMARY KEY (post_id, tag_id));",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns,
    .excuse_needs = Need::sizes,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
