// Rule timestamptz: a point in time is kept with its time zone.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/policy.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/types/type_path.hpp"

namespace conventions::core {
namespace {

constexpr Parameter tolerate = {
    .name = "tolerate",
    .type = ParameterType::list,
    .text = "Types that pass, as they are written: timestamp(3) for a tool that makes no other.",
};
constexpr const Parameter* parameters[] = {&tolerate};

bool is_zoneless(const Type* type) {
    return type != nullptr && type->name == "timestamp" && type->schema == "pg_catalog";
}

/// That of the new type: what timestamp_precision finds, too, goes in passing where the house has that rule on.
std::string new_precision(const Input& in, const Column& column) {
    const Rule* const other = in.policy != nullptr ? find_rule("timestamp_precision") : nullptr;
    const bool is_on = other != nullptr && in.policy->settings(*other).severity != Severity::off;
    const std::string precision = precision_of(in.catalog, column);
    if (!is_on || precision == "(6)") return precision;
    const bool is_accepted = in.policy->settings(*other).values.front().lists(Findings::text("timestamptz", precision));
    return is_accepted ? precision : std::string();
}

/// "timestamp(3)" whichever way it was written: blanks and "without time zone" say nothing more.
std::string plain_spelling(Text written) {
    std::string plain;
    for (const char each : written)
        if (each != ' ') plain.push_back(lower(each));
    const std::size_t zone = plain.find("withouttimezone");
    if (zone != std::string::npos) plain.erase(zone, Text("withouttimezone").size());
    return plain;
}

bool is_tolerated(const Input& in, const Column& column) {
    const std::vector<std::string>& listed = in.value(tolerate).list();
    if (listed.empty()) return false;
    const std::string type = Findings::text("timestamp", precision_of(in.catalog, column));
    return std::any_of(listed.begin(), listed.end(), [&](Text each) { return plain_spelling(each) == type; });
}

void check(const Input& in, Findings& out) {
    if (!in.relation.is_table()) return;
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || !is_zoneless(column.scalar) || is_tolerated(in, column)) continue;
        Finding found = {.object = ObjectAt::column(i), .says = "is timestamp without time zone"};
        if (column.is_array) found.says = "is an array of timestamp without time zone";
        const Type* const domain = domain_of(in.catalog, column);
        if (domain != nullptr) found.says += out.text(", by domain ", shown(domain->schema, domain->name));
        if (in.relation.origin == Origin::earlier && !column.is_array)
            found.detail =
                "If it holds UTC, ALTER COLUMN ... TYPE timestamptz without USING, in a session with "
                "TimeZone UTC, changes it without touching the rows.";
        out.add(std::move(found));
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Column& column = in.relation.columns[finding.object.at];
    if (!is_retypable(in, column)) return;
    const std::string name = ident(server, column.name);
    const std::string precision = new_precision(in, column);
    const std::string alter = Findings::text(" ALTER COLUMN ", name);
    // In which zone the default was meant, the server would not ask: it reads it in that of the session.
    const std::string start =
        Findings::text(alter_start(server, in.relation), column.has_default ? alter + " DROP DEFAULT," : std::string(),
                       alter, " TYPE ");
    const std::string end = column.has_default ? Findings::text(",", alter, " SET DEFAULT <default>") : std::string();
    if (in.relation.kind == RelationKind::foreign_table) {
        // The rows are elsewhere: nothing is converted here.
        sql.statement(start, "timestamptz", precision, column.is_array ? "[]" : "", end);
    } else if (column.is_array) {
        // AT TIME ZONE takes no arrays; the cast of an array reads its elements in the zone of the session.
        sql.statement("SET TimeZone = '<zone>'");
        sql.statement(start, "timestamptz", precision, "[] USING ", name, "::timestamptz[]", end);
        sql.statement("RESET TimeZone");
    } else {
        sql.statement(start, "timestamptz", precision, " USING ", name, " AT TIME ZONE '<zone>'", end);
    }
}

/// The clock, read as a time without zone in one of the usual ways: now() says the same with its zone.
bool is_clock(Text expression) {
    constexpr Text clocks[] = {"LOCALTIMESTAMP", "(now() AT TIME ZONE 'utc'::text)", "(now() AT TIME ZONE 'UTC'::text)",
                               "(CURRENT_TIMESTAMP AT TIME ZONE 'utc'::text)",
                               "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC'::text)"};
    return std::find(std::begin(clocks), std::end(clocks), expression) != std::end(clocks);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    if (has_strict_domain(in.catalog, column) || draft.is_in_expression(column.number, false)) return draft.give_up();
    mended->type = Findings::text("timestamptz", new_precision(in, column), column.is_array ? "[]" : "");
    if (is_clock(mended->default_text)) mended->default_text = "now()";
}

constexpr Style styles[] = {
    {.parameters = R"({"tolerate": []})", .name = "with time zone"},
    {.parameters = R"json({"tolerate": ["timestamp"]})json", .is_loose = true},
    {.parameters = R"json({"tolerate": ["timestamp(0)"]})json", .is_loose = true},
    {.parameters = R"json({"tolerate": ["timestamp(3)"]})json", .is_loose = true},
    {.parameters = R"json({"tolerate": ["timestamp(6)"]})json", .is_loose = true},
    {.parameters = R"json({"tolerate": ["timestamp", "timestamp(0)", "timestamp(3)", "timestamp(6)"]})json",
     .is_loose = true},
};

std::int64_t count_times(const Input& in) {
    return std::count_if(in.relation.columns.begin(), in.relation.columns.end(), [](const Column& column) {
        return !column.inherited && column.scalar != nullptr && column.scalar->schema == "pg_catalog" &&
               (column.scalar->name == "timestamp" || column.scalar->name == "timestamptz");
    });
}
constexpr Lesson lesson = {.styles = styles, .judged = count_times, .is_tolerance = true};

constexpr Silence silenced[] = {{"timestamp_precision"}};

}  // namespace

extern constinit const Rule timestamptz = {
    .id = "timestamptz",
    .family = Family::types,
    .summary = "a point in time has a time zone",
    .documentation =
        {
            .what = "Finds columns of type timestamp without time zone, also below domains and in arrays. Types "
                    "listed in tolerate pass.",
            .why = "Without a zone a value means another moment for each session that reads it; the server compares "
                   "and subtracts such values as if every clock were in one place, and an hour a year happens twice.",
            .bad = "CREATE TABLE events (id bigint PRIMARY KEY, happened_at timestamp);",
            .good = "CREATE TABLE events (id bigint PRIMARY KEY, happened_at timestamptz);",
            .fix = "Changes the type; which zone the old values were meant in only a person knows. The table is "
                   "rewritten under ACCESS EXCLUSIVE. Where the values are UTC, SET TimeZone = 'UTC' and the same "
                   "change without USING rewrites nothing.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
