// Rule timestamp_default: the server writes down the moment, not each client.

#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
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

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || !is_moment(column) || !in.value(names).lists(column.name)) continue;
        // What is generated takes no default.
        if (column.generated != Generated::none || column.default_kind == DefaultKind::current_time) continue;
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
};

}  // namespace conventions::core
