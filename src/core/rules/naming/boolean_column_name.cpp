// Rule boolean_column_name: the name of a boolean column is a statement that holds or not.

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/column_ending.hpp"
#include "core/rules/naming/templated_name.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

constexpr Parameter prefixes = {
    .name = "prefixes",
    .type = ParameterType::list,
    .initial = "is_, has_, can_, should_, was_",
    .text = "What a name may begin with; new names begin with the first. Without prefixes and suffixes: anything.",
};
constexpr Parameter suffixes = {
    .name = "suffixes",
    .type = ParameterType::list,
    .initial = "_enabled, _active, _verified",
    .text = "What a name may end with in their place.",
};
constexpr const Parameter* parameters[] = {&prefixes, &suffixes};

void check(const Input& in, Findings& out) {
    const std::vector<std::string>& beginnings = in.value(prefixes).list();
    const std::vector<std::string>& endings = in.value(suffixes).list();
    if (beginnings.empty() && endings.empty()) return;
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || column.base == nullptr || column.base->oid != server_type::boolean) continue;
        if (begins_with_one(column.name, beginnings) || ends_with_one(column.name, endings)) continue;
        out.add(
            {.object = ObjectAt::column(i),
             .says = out.text("is boolean, and its name does not ", beginnings.empty() ? "end with " : "begin with ",
                              beginnings.empty() ? endings.front() : beginnings.front(),
                              beginnings.size() + endings.size() > 1 ? " or the like" : "")});
    }
}

/// is_ + open, or is + Open.
std::string proposal(const Context& in, Text name) {
    const std::vector<std::string>& beginnings = in.value(prefixes).list();
    if (beginnings.empty()) return Findings::text(name, in.value(suffixes).list().front());
    const std::string& first = beginnings.front();
    return Findings::text(first, is_lower(first.back()) ? capitalised(name) : std::string(name));
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const std::string wanted = proposal(in, in.relation.columns[finding.object.at].name);
    rename_column(in, finding, wanted, !in.value(prefixes).list().empty(), sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const AttributeNumber number = in.relation.columns[finding.object.at].number;
    const DraftColumn* const column = draft.column(number);
    if (column == nullptr) return;
    rename_column(draft, number, proposal(in, column->name), !in.value(prefixes).list().empty());
}

constexpr Style styles[] = {
    {.parameters = R"json({"prefixes": ["is_", "has_", "can_", "should_", "was_"], "suffixes": []})json",
     .name = "is_active"},
    {.parameters = R"json({"prefixes": ["is", "has", "can", "should", "was"], "suffixes": []})json",
     .name = "isActive",
     .is_loose = true},
    {.parameters = R"json({"prefixes": ["is_", "has_", "can_", "should_", "was_"],
                           "suffixes": ["_enabled", "_active", "_verified"]})json",
     .name = "is_active or email_verified",
     .is_loose = true},
    {.parameters = R"json({"prefixes": [], "suffixes": ["_flag", "_flg"]})json", .name = "active_flag"},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"prefixes": ["\u0001"], "suffixes": []})json"};

}  // namespace

extern constinit const Rule boolean_column_name = {
    .id = "boolean_column_name",
    .family = Family::naming,
    .summary = "the name of a boolean column reads as a statement",
    .documentation =
        {
            .what = "Finds boolean columns of tables, also by a domain, whose name has none of the prefixes and none "
                    "of the suffixes. A column that a parent table defines is judged there; partitions are not judged.",
            .why = "WHERE is_open can be read; WHERE open could be a time, a count or a state.",
            .bad = "CREATE TABLE shops (id bigint PRIMARY KEY, open boolean NOT NULL);",
            .good = "CREATE TABLE shops (id bigint PRIMARY KEY, is_open boolean NOT NULL);",
            .fix = "Renames the column: it gets the first prefix. Views and constraints follow by themselves; clients "
                   "and the bodies of functions that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
