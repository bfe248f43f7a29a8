// Rule default_required: columns of these types or names have a default.

#include <algorithm>

#include "core/policy/value.hpp"
#include "core/rules/columns/default_lack.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/type_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .text = "The names of columns that must have a default if they are NOT NULL.",
};
constexpr Parameter types = {
    .name = "types",
    .type = ParameterType::list,
    .text = "The base types, as they are written: jsonb, integer, numeric(12,2). Without a length any is meant.",
};
constexpr const Parameter* parameters[] = {&names, &types};

bool is_listed(const Input& in, const Column& column) {
    const std::vector<std::string>& listed = in.value(types).list();
    return in.value(names).lists(column.name) ||
           std::any_of(listed.begin(), listed.end(), [&](Text each) { return is_of_type(column, each); });
}

void check(const Input& in, Findings& out) {
    if (in.value(names).list().empty() && in.value(types).list().empty()) return;
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!lacks_default(column) || !is_listed(in, column) || is_in_key(in.relation, column.number)) continue;
        out.add({.object = ObjectAt::column(i), .says = "is NOT NULL and has no default"});
    }
}

}  // namespace

extern constinit const Rule default_required = {
    .id = "default_required",
    .family = Family::columns,
    .summary = "columns of these types or names have a default",
    .documentation =
        {
            .what = "Finds columns of the listed base types or names that are NOT NULL and have no default. Columns of "
                    "primary and foreign keys, identity and generated ones are left out. Nothing is listed at first.",
            .why = "A column with a default can be added to a table that has rows, and programs that do not know it "
                   "yet go on inserting.",
            .bad = "CREATE TABLE documents (id bigint PRIMARY KEY, labels jsonb NOT NULL);",
            .good = "CREATE TABLE documents (id bigint PRIMARY KEY, labels jsonb NOT NULL DEFAULT '{}');",
            .fix = "Sets the default, which only a person knows; no row changes.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix_default_lack,
};

}  // namespace conventions::core
