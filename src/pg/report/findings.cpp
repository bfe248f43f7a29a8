// findings.cpp: conventions.findings(), all_findings(), report() and warnings().
// Memory: the per-query context of the caller; replies are destroyed with it.
// Errors: query cancel and any catalog read may raise; nothing is left open.

#include <algorithm>

#include "pg/guard.hpp"
#include "pg/report/report.hpp"

namespace conventions::pg {

core::Text undo_of(const core::FindingRow& row) {
    if (row.undo_index != InvalidOid) return undo_of_index(row.undo_index);
    return row.undo_sql.empty() ? core::Text() : core::Text(psprintf("%s;", c_string(row.undo_sql)));
}

namespace {

/// Errors come first.
Size place_of(core::Severity severity) {
    static_assert(static_cast<int>(core::Severity::error) == static_cast<int>(Rows::places));
    return static_cast<Size>(core::Severity::error) - static_cast<Size>(severity);
}

void write_finding(Rows& rows, const core::FindingRow& row, std::span<const PendingRow> pending) {
    rows.text(row.rule);
    rows.text(core::name_of(row.severity));
    rows.text(core::name_of(status_of(row, pending)));
    rows.text(row.object_type);
    rows.text_or_null(row.schema_name);
    rows.text(row.object_name);
    rows.text_or_null(row.column_name);
    rows.text(row.identity);
    rows.text_or_null(row.part);
    rows.text(row.message);
    rows.text_or_null(row.detail);
    rows.text_or_null(core::Text(fix_text(row)));
    rows.text_or_null(undo_of(row));
    rows.text(row.fix_safety);
    rows.text(row.fingerprint);
    rows.text_or_null(row.relation_identity);
    rows.text_or_null(row.exempt_reason);
    const bool is_exempt = row.exemption != 0;
    is_exempt ? rows.time(row.exempt_until) : rows.text_or_null({});
    is_exempt ? rows.number(row.exemption) : rows.text_or_null({});
    rows.end_row_in_place(place_of(row.severity));
}

/// Calls body(row) for each finding; what that leaves in the current memory context goes with the part.
template <class Body>
void each_finding(DatabaseRun& run, Body body) {
    while (next_part(run)) {
        MemoryContext const before = MemoryContextSwitchTo(run.part);
        for (const core::FindingRow& row : core::findings(*run.reply)) {
            CHECK_FOR_INTERRUPTS();
            body(row);
        }
        MemoryContextSwitchTo(before);
    }
}

void write_findings(FunctionCallInfo fcinfo, const List<core::FindingStatus>& wanted) {
    const core::Text schema = schema_argument(fcinfo, 0);
    const core::Text rule = rule_argument(fcinfo, 1);
    const core::Severity least = PG_ARGISNULL(2) ? core::Severity::info : severity_argument(text_argument(fcinfo, 2));
    DatabaseRun run = begin_database_run(rule, Mending::outside_block, true);
    const std::span<const PendingRow> pending = all_pending();
    Rows rows(fcinfo);
    each_finding(run, [&](const core::FindingRow& row) {
        if (row.severity < least || (!schema.empty() && row.schema_name != schema)) return;
        if (is_wanted(status_of(row, pending), wanted)) write_finding(rows, row, pending);
    });
    rows.finish();
}

/// Also what other rules speak for.
void write_all(FunctionCallInfo fcinfo) {
    DatabaseRun run = begin_database_run({}, Mending::none, false);
    run.task.situation.says_all = true;
    const std::span<const PendingRow> pending = all_pending();
    Rows rows(fcinfo);
    each_finding(run, [&](const core::FindingRow& row) {
        rows.text(row.rule);
        rows.text(row.identity);
        rows.text(row.part);
        rows.text(row.relation_identity.empty() ? row.identity : row.relation_identity);
        rows.text(core::name_of(status_of(row, pending)));
        rows.end_row();
    });
}

/// report() names so many objects of each rule.
constexpr Size examples_at_most = 3;

struct Example {
    core::Severity severity;
    core::Text identity;
};

struct ReportLine {
    core::Text rule;
    core::Severity worst;
    core::Severity set;
    int64 found;
    int64 judged;
    int64 known;
    int64 exempt;
    /// The worst, and of those the first.
    Example examples[examples_at_most];
    Size example_count;
};

ReportLine& line_of(List<ReportLine>& lines, core::Text rule) {
    for (Size i = 0; i < lines.count; ++i)
        if (lines.items[i].rule == rule) return lines.items[i];
    ReportLine& made = lines.add();
    made.rule = rule;
    return made;
}

void add_example(ReportLine& line, const core::FindingRow& row) {
    Size place = line.example_count;
    while (place > 0 && line.examples[place - 1].severity < row.severity) --place;
    if (place == examples_at_most) return;
    line.example_count = Min(line.example_count + 1, examples_at_most);
    for (Size i = line.example_count - 1; i > place; --i) line.examples[i] = line.examples[i - 1];
    // The part that it comes from goes before the report is printed.
    line.examples[place] = {row.severity, keep(row.identity)};
}

core::Text examples_of(const ReportLine& line) {
    StringInfoData text;
    initStringInfo(&text);
    for (Size i = 0; i < line.example_count; ++i)
        appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ", c_string(line.examples[i].identity));
    return {text.data, static_cast<Size>(text.len)};
}

void count_findings(const core::Reply& reply, List<ReportLine>& lines) {
    for (const core::FindingRow& row : core::findings(reply)) {
        ReportLine& line = line_of(lines, row.rule);
        if (row.status == core::FindingStatus::known || row.status == core::FindingStatus::exempt) {
            ++(row.status == core::FindingStatus::known ? line.known : line.exempt);
            continue;
        }
        line.worst = std::max(line.worst, row.severity);
        ++line.found;
        add_example(line, row);
    }
}

core::Text next_step(const ReportLine& line) {
    if (line.set == core::Severity::off)
        return psprintf("not judged: off in this policy; SELECT conventions.set_rule('%s', 'warn');",
                        c_string(line.rule));
    if (line.found == 0) return {};
    return psprintf("SELECT identity, message, fix_sql FROM conventions.findings(only_rule => '%s');",
                    c_string(line.rule));
}

void write_report(FunctionCallInfo fcinfo, bool has_statuses) {
    DatabaseRun run = begin_database_run({}, Mending::none, false);
    List<ReportLine> lines = {};
    const core::Rows<core::RuleRow> rules = core::describe_rules(run.policy, *new_reply());
    for (const core::RuleRow& rule : rules) {
        ReportLine& line = line_of(lines, rule.rule);
        for (const core::Severity each : {core::Severity::info, core::Severity::warn, core::Severity::error})
            if (rule.severity == core::name_of(each)) line.set = each;
    }
    while (next_part(run)) count_findings(*run.reply, lines);
    for (const core::RuleCount& count : core::counts(*run.reply)) line_of(lines, count.rule).judged = count.judged;
    const auto is_before = [](const ReportLine& a, const ReportLine& b) {
        if ((a.found > 0) != (b.found > 0)) return a.found > 0;
        const core::Severity first = a.found > 0 ? a.worst : a.set;
        const core::Severity second = b.found > 0 ? b.worst : b.set;
        if (first != second) return first > second;
        if (a.found != b.found) return a.found > b.found;
        return a.rule < b.rule;
    };
    std::sort(lines.items, lines.items + lines.count, is_before);
    Rows rows(fcinfo);
    for (const ReportLine& line : lines.rows()) {
        rows.text(core::name_of(line.found > 0 ? line.worst : line.set));
        rows.text(line.rule);
        rows.number(line.found);
        rows.number(line.judged);
        if (has_statuses) {
            rows.number(line.known);
            rows.number(line.exempt);
        }
        rows.text_or_null(examples_of(line));
        rows.text_or_null(next_step(line));
        rows.end_row();
    }
}

void write_warnings(FunctionCallInfo fcinfo) {
    Rows rows(fcinfo);
    for (const KeptFinding& finding : kept_findings()) {
        rows.time(finding.at);
        rows.text(finding.rule);
        rows.text(finding.severity);
        rows.text(finding.moment);
        rows.text(finding.identity);
        rows.text(finding.message);
        rows.text_or_null(finding.detail);
        rows.text_or_null(finding.fix_sql);
        rows.end_row();
    }
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
// As version 0.1 of the SQL objects declares them, and from 0.2 on: a session which still has the library of 0.1 must
// not fill rows that have got more columns.
PG_FUNCTION_INFO_V1(conventions_findings);
PG_FUNCTION_INFO_V1(conventions_findings_0_2);
PG_FUNCTION_INFO_V1(conventions_all_findings);
PG_FUNCTION_INFO_V1(conventions_report);
PG_FUNCTION_INFO_V1(conventions_report_0_2);
PG_FUNCTION_INFO_V1(conventions_warnings);

Datum conventions_findings(PG_FUNCTION_ARGS) {
    conventions::pg::write_findings(fcinfo, {});
    return Datum{0};
}

Datum conventions_findings_0_2(PG_FUNCTION_ARGS) {
    conventions::pg::write_findings(fcinfo, conventions::pg::statuses_argument(fcinfo, 3));
    return Datum{0};
}

Datum conventions_all_findings(PG_FUNCTION_ARGS) {
    conventions::pg::write_all(fcinfo);
    return Datum{0};
}

Datum conventions_report(PG_FUNCTION_ARGS) {
    conventions::pg::write_report(fcinfo, false);
    return Datum{0};
}

Datum conventions_report_0_2(PG_FUNCTION_ARGS) {
    conventions::pg::write_report(fcinfo, true);
    return Datum{0};
}

Datum conventions_warnings(PG_FUNCTION_ARGS) {
    conventions::pg::write_warnings(fcinfo);
    return Datum{0};
}
}
