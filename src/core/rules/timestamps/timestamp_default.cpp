// Rule timestamp_default: the server writes down the moment, not each client.

#include <algorithm>

#include "core/policy/json.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/timestamps/row_moment.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "created_at, updated_at",
    .text = "The columns that are judged.",
};
constexpr const Parameter* parameters[] = {&names};

/// What is generated takes no default.
bool can_have_default(const Column& column) {
    return !column.inherited && is_moment(column) && column.generated == Generated::none;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (!can_have_default(column) || !in.value(names).lists(column.name)) continue;
        if (column.default_kind == DefaultKind::current_time) continue;
        Finding found = {.object = ObjectAt::column(i), .says = "has no default, such as now()"};
        if (column.has_default) {
            found.says = "has a default that is not the current time";
            found.detail = "Whether that is meant only a person knows.";
        }
        out.add(std::move(found));
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    if (column.has_default) return;
    const std::string alter = alter_default_start(sql.server(), in, column);
    sql.statement(alter, " SET DEFAULT now()");
    sql.undo(alter, " DROP DEFAULT");
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column != nullptr) column->default_text = "now()";
}

bool is_row_moment(const Column& column) {
    const Rows<Text> known = names_of_row_moments();
    return can_have_default(column) && std::find(known.begin(), known.end(), column.name) != known.end();
}

/// The names in use; where there are none but the usual two, both of these.
std::vector<std::string> names_in_use(Rows<const Relation*> tables) {
    constexpr std::size_t usual = 2;
    const Rows<Text> known = names_of_row_moments();
    std::vector<bool> used(known.size());
    for (const Relation* table : tables) {
        if (!table->is_table() || table->is_partition) continue;
        for (const Column& column : table->columns)
            if (is_row_moment(column))
                used[static_cast<std::size_t>(std::find(known.begin(), known.end(), column.name) - known.begin())] =
                    true;
    }
    const auto is_used = [&](std::size_t first, std::size_t last) {
        return std::find(used.begin() + static_cast<std::ptrdiff_t>(first),
                         used.begin() + static_cast<std::ptrdiff_t>(last),
                         true) != used.begin() + static_cast<std::ptrdiff_t>(last);
    };
    if (!is_used(0, known.size())) return {};
    const bool only_usual = !is_used(usual, known.size());
    std::string list;
    for (std::size_t i = 0; i < known.size(); ++i)
        if (used[i] || (only_usual && i < usual))
            list += Findings::text(list.empty() ? "" : ", ", json_string(known[i]));
    return {Findings::text("{\"names\": [", list, "]}")};
}

std::int64_t count_row_moments(const Input& in) {
    return std::count_if(in.relation.columns.begin(), in.relation.columns.end(), is_row_moment);
}

std::int64_t count_listed(const Input& in) {
    return std::count_if(in.relation.columns.begin(), in.relation.columns.end(), [&](const Column& column) {
        return is_row_moment(column) && in.value(names).lists(column.name);
    });
}

// Which columns are judged is the style itself: none makes check find all of them.
constexpr Lesson lesson = {
    .judged = count_row_moments, .about = count_listed, .keys = R"({"names": []})", .derived = names_in_use};
constexpr Silence silenced[] = {{"default_required"}};

}  // namespace

extern constinit const Rule timestamp_default = {
    .id = "timestamp_default",
    .family = Family::timestamps,
    .summary = "the moment of a row is set by the server",
    .documentation =
        {
            .what = "Finds date and time columns of the listed names whose default is not the current time: now(), "
                    "CURRENT_TIMESTAMP, transaction_timestamp(), statement_timestamp() or clock_timestamp(), also at a "
                    "time zone. Generated columns pass.",
            .why = "Without it each client must think of the moment, and each has a clock of its own; an INSERT by "
                   "hand leaves it empty or fails.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());",
            .fix = "Sets the default where there is none; no row changes. Another default stays: a person must say "
                   "what it is for.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::safe,
    .silences = silenced,
    .needs = Need::columns | Need::defaults,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
