// Rule collation_allowed: texts are sorted by the collations of the house.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr Parameter collations = {
    .name = "collations",
    .type = ParameterType::list,
    .text = "The collations that may be given to a column: C, de-x-icu, public.german. Empty: none.",
};
constexpr const Parameter* parameters[] = {&collations};

/// The last name of a quoted, qualified one: C of pg_catalog."C".
std::string last_name(Text path) {
    std::string name;
    bool is_quoted = false;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] == '"' && is_quoted && at + 1 < path.size() && path[at + 1] == '"')
            name.push_back(path[at++]);
        else if (path[at] == '"')
            is_quoted = !is_quoted;
        else if (path[at] == '.' && !is_quoted)
            name.clear();
        else
            name.push_back(path[at]);
    }
    return name;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!column.collation_given || column.inherited || column.collation_name.empty()) continue;
        const std::string name = last_name(column.collation_name);
        if (in.value(collations).lists(column.collation_name) || in.value(collations).lists(name)) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = out.text("has collation ", shown(name), ", which is not in the list")});
    }
}

}  // namespace

extern constinit const Rule collation_allowed = {
    .id = "collation_allowed",
    .family = Family::types,
    .summary = "texts are sorted by the collations of the house",
    .documentation =
        {
            .what = "Finds columns to which a collation is given, other than that of their type, and that is not in "
                    "the list. None is at first.",
            .why = "Two columns of different collations cannot be compared without saying by which, an index of one "
                   "does not serve the other, and a collation of the operating system changes its order when that is "
                   "upgraded.",
            .bad = "CREATE TABLE words (id bigint PRIMARY KEY, word text COLLATE \"de_DE\");",
            .good = "CREATE TABLE words (id bigint PRIMARY KEY, word text);",
            .fix = "None is written: ALTER COLUMN ... TYPE text COLLATE ... builds every index of the column anew, and "
                   "unique ones may find values equal that were not.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .needs = Need::columns | Need::definitions,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
