// Rule timestamp_column_name: the name of a column says that it holds a moment, or a day.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/column_ending.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

constexpr Parameter suffixes = {
    .name = "suffixes",
    .type = ParameterType::list,
    .initial = "_at",
    .text = "What the name of a timestamp may end with; new names end with the first. None: anything.",
};
constexpr Parameter date_suffixes = {
    .name = "date_suffixes",
    .type = ParameterType::list,
    .initial = "_on, _date",
    .text = "The same for dates.",
};
constexpr const Parameter* parameters[] = {&suffixes, &date_suffixes};

/// The endings for a column of this type; null for what is not judged.
const std::vector<std::string>* endings_of(const Context& in, const Column& column) {
    if (column.base == nullptr) return nullptr;
    const ObjectId type = column.base->oid;
    if (type == server_type::timestamp || type == server_type::timestamptz) return &in.value(suffixes).list();
    return type == server_type::date ? &in.value(date_suffixes).list() : nullptr;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        const std::vector<std::string>* const endings = endings_of(in, column);
        if (column.inherited || endings == nullptr || endings->empty() || ends_with_one(column.name, *endings))
            continue;
        const Text kind = column.base->oid == server_type::date ? "a date" : "a timestamp";
        std::string all;
        for (const std::string& each : *endings) all.append(all.empty() ? "" : " or ").append(each);
        out.add(
            {.object = ObjectAt::column(i), .says = out.text("is ", kind, ", and its name does not end with ", all)});
    }
}

/// Another ending that says the same goes: creation_date -> creation_at.
std::string proposal(Text name, const std::vector<std::string>& endings) {
    constexpr Text others[] = {"_timestamp", "_datetime", "_date", "_time", "_dt", "_ts", "_on", "_at"};
    for (const Text other : others) {
        if (name.size() == other.size() || !name.ends_with(other)) continue;
        name.remove_suffix(other.size());
        break;
    }
    return Findings::text(name, endings.front());
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    rename_column(in, finding, proposal(column.name, *endings_of(in, column)), false, sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    const DraftColumn* const mended = draft.column(column.number);
    if (mended != nullptr) rename_column(draft, column.number, proposal(mended->name, *endings_of(in, column)), false);
}

constexpr Style styles[] = {
    {.parameters = R"json({"suffixes": ["_at"], "date_suffixes": ["_on", "_date"]})json",
     .name = "created_at, paid_on"},
    {.parameters = R"json({"suffixes": ["_at"], "date_suffixes": []})json", .name = "created_at, dates by any name"},
    {.parameters = R"json({"suffixes": ["At"], "date_suffixes": ["On", "Date"]})json", .name = "createdAt, paidOn"},
    {.parameters = R"json({"suffixes": ["_on"], "date_suffixes": ["_on"]})json", .name = "created_on"},
    {.parameters = R"json({"suffixes": ["_date"], "date_suffixes": ["_date"]})json", .name = "creation_date"},
    {.parameters = R"json({"suffixes": ["_time"], "date_suffixes": ["_date"]})json", .name = "create_time"},
    {.parameters =
         R"json({"suffixes": ["_at", "_on", "_date", "_time"], "date_suffixes": ["_at", "_on", "_date"]})json",
     .name = "any of the usual suffixes",
     .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles,
                           .nothing = R"json({"suffixes": ["\u0001"], "date_suffixes": ["\u0001"]})json"};

}  // namespace

extern constinit const Rule timestamp_column_name = {
    .id = "timestamp_column_name",
    .family = Family::naming,
    .summary = "the name of a timestamp ends with _at",
    .documentation =
        {
            .what = "Finds columns of type timestamp, with or without time zone, and of type date, also by a domain, "
                    "whose name has none of the suffixes for their kind. A column that a parent table defines is "
                    "judged there; partitions are not judged.",
            .why = "created_at is a moment, paid_on a day: who reads a query need not look up which. A name such as "
                   "updated could be a flag.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, shipped timestamptz);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, shipped_at timestamptz);",
            .fix = "Renames the column: it gets the first suffix in place of another one that says the same. Views and "
                   "constraints follow by themselves; clients and the bodies of functions that use the old name must "
                   "change with it.",
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
