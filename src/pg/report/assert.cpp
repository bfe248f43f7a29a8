// assert.cpp: conventions.assert_clean() for pg_regress, and the assertions for pgTAP on what exists.
// Nothing that they print holds an OID or a time, so that it can be compared.
// Memory: the current context.
// Errors: SC001 by assert_clean(), SC004 for what does not exist; query cancel and any catalog read may raise.

#include <algorithm>

#include "pg/catalog/catalog.hpp"
#include "pg/guard.hpp"
#include "pg/policy/administer.hpp"
#include "pg/report/report.hpp"
#include "pg/report/tap.hpp"

namespace conventions::pg {
namespace {

struct Wanted {
    core::Text schema;
    core::Text rule;
    core::Severity least;
    /// Of this relation and its partitions; InvalidOid for all.
    Oid relation;
};

/// The relation itself or one above it.
bool is_below(const core::Catalog& catalog, Oid relation, Oid top) {
    while (relation != top) {
        const core::Relation* const here = catalog.relation(relation);
        if (here == nullptr || !here->is_partition || here->parents.empty()) return false;
        relation = here->parents[0];
    }
    return true;
}

/// Open findings, errors first, then by rule and object in the order of bytes.
List<const core::FindingRow*> open_findings(const Wanted& wanted) {
    const DatabaseJudgement judged = judge_database(wanted.rule, Mending::outside_block);
    List<const core::FindingRow*> found = {};
    for (const core::FindingRow& row : core::findings(*judged.reply)) {
        if (row.severity < wanted.least || !is_open(row.status)) continue;
        if (!wanted.schema.empty() && row.schema_name != wanted.schema) continue;
        if (OidIsValid(wanted.relation) && !is_below(*judged.catalog, row.relation, wanted.relation)) continue;
        found.add() = &row;
    }
    std::sort(found.items, found.items + found.count, [](const core::FindingRow* a, const core::FindingRow* b) {
        if (a->severity != b->severity) return a->severity > b->severity;
        if (a->rule != b->rule) return a->rule < b->rule;
        return a->identity != b->identity ? a->identity < b->identity : a->part < b->part;
    });
    return found;
}

/// Why a report says nothing of this rule; null where it does.
const char* why_silent(core::Text rule) {
    const core::Policy& policy = report_policy();
    if (core::judges(policy, rule, core::Moment::report)) return nullptr;
    for (const core::RuleRow& each : core::describe_rules(&policy, *new_reply()))
        if (each.rule == rule)
            return psprintf(
                "rule \"%s\" is %s", c_string(rule),
                each.severity == core::name_of(core::Severity::off) ? "off in this policy" : "not judged in reports");
    return psprintf("rule \"%s\" does not exist", c_string(rule));
}

// ---- assert_clean()

const char* lines_of(const List<const core::FindingRow*>& found) {
    StringInfoData text;
    initStringInfo(&text);
    for (const core::FindingRow* const row : found.rows())
        appendStringInfo(&text, "%s%s: %s (%s)", text.len > 0 ? "\n" : "", c_string(core::name_of(row->severity)),
                         c_string(row->message), c_string(row->rule));
    return text.data;
}

const char* call_for_fixes(const Wanted& wanted) {
    StringInfoData text;
    initStringInfo(&text);
    if (!wanted.schema.empty())
        appendStringInfo(&text, "only_schema => %s", quote_literal_cstr(c_string(wanted.schema)));
    if (!wanted.rule.empty())
        appendStringInfo(&text, "%sonly_rule => %s", text.len > 0 ? ", " : "",
                         quote_literal_cstr(c_string(wanted.rule)));
    return psprintf("SELECT identity, message, fix_sql FROM conventions.findings(%s);", text.data);
}

void assert_clean(FunctionCallInfo fcinfo) {
    const Wanted wanted = {
        .schema = schema_argument(fcinfo, 0),
        .rule = rule_argument(fcinfo, 1),
        .least = PG_ARGISNULL(2) ? core::Severity::warn : severity_argument(text_argument(fcinfo, 2)),
        .relation = InvalidOid};
    const char* const problem = wanted.rule.empty() ? nullptr : why_silent(wanted.rule);
    if (problem != nullptr)
        ereport(ERROR, (errcode(policy_input_error), errmsg_internal("%s", problem),
                        errhint("An assertion about nothing would always hold.")));
    const List<const core::FindingRow*> found = open_findings(wanted);
    if (found.count == 0) return;
    const char* const subject = wanted.schema.empty() ? "database" : psprintf("schema \"%s\"", c_string(wanted.schema));
    ereport(ERROR, (errcode(MAKE_SQLSTATE('S', 'C', '0', '0', '1')),
                    errmsg_plural("%s has %zu finding", "%s has %zu findings", found.count, subject, found.count),
                    errdetail_internal("%s", lines_of(found)), errhint("%s", call_for_fixes(wanted))));
}

// ---- assertions for pgTAP

void add_finding(Lines& lines, const core::FindingRow& row) {
    lines.add() = psprintf("rule: %s (%s)", c_string(row.rule), c_string(core::name_of(row.severity)));
    lines.add() = psprintf("object: %s, %s", c_string(row.identity), c_string(row.message));
    const char* const fix = fix_text(row);
    if (fix[0] != '\0') lines.add() = psprintf("fix: %s", fix);
}

core::Text described(core::Text given, const char* otherwise) { return given.empty() ? core::Text(otherwise) : given; }

Datum conforming(const Wanted& wanted, core::Text description) {
    Lines lines = {};
    for (const core::FindingRow* const row : open_findings(wanted).rows()) add_finding(lines, *row);
    return tap_result(lines.count == 0, description, lines);
}

Datum failing(core::Text description, const char* why) {
    Lines lines = {};
    lines.add() = core::Text(why);
    return tap_result(false, description, lines);
}

/// Why no rule looks at the relation; null where rules do.
const char* why_not_judged(Oid relation) {
    const Oid relations[] = {relation};
    const core::Relation* const found = read_present(relations, core::Need::none)->relation(relation);
    if (found == nullptr) return "relation does not exist, or is an index";
    switch (core::scope_of(*found)) {
    case core::Scope::judged:
        return nullptr;
    case core::Scope::temporary:
        return "temporary relations are not judged";
    case core::Scope::system:
        return "relations of the system are not judged";
    case core::Scope::extension:
        return "relations of extensions are not judged";
    case core::Scope::bookkeeping:
        return "what a migration tool keeps for itself is not judged";
    case core::Scope::ours:
        return "relations of schema conventions are not judged";
    }
    return nullptr;
}

Datum table_conforms(FunctionCallInfo fcinfo) {
    const core::Text given = text_argument(fcinfo, 1);
    if (PG_ARGISNULL(0)) return failing(described(given, "Table should conform"), "relation does not exist");
    const Oid relation = PG_GETARG_OID(0);
    const char* const name = get_rel_name(relation);
    const char* const schema = name == nullptr ? nullptr : get_namespace_name(get_rel_namespace(relation));
    if (schema == nullptr) return failing(described(given, "Table should conform"), "relation does not exist");
    const core::Text description = described(given, psprintf("Table %s.%s should conform", schema, name));
    const char* const why = why_not_judged(relation);
    if (why != nullptr) return failing(description, why);
    return conforming({.schema = {}, .rule = {}, .least = core::Severity::warn, .relation = relation}, description);
}

Datum schema_conforms(FunctionCallInfo fcinfo) {
    const core::Text name = PG_ARGISNULL(0) ? core::Text() : keep(core::Text(NameStr(*PG_GETARG_NAME(0))));
    const core::Text description =
        described(text_argument(fcinfo, 1), psprintf("Schema %s should conform", c_string(name)));
    if (name.empty() || !OidIsValid(get_namespace_oid(c_string(name), true)))
        return failing(description, "schema does not exist");
    return conforming({.schema = name, .rule = {}, .least = core::Severity::warn, .relation = InvalidOid}, description);
}

Datum database_conforms(FunctionCallInfo fcinfo) {
    return conforming({.schema = {}, .rule = {}, .least = core::Severity::warn, .relation = InvalidOid},
                      described(text_argument(fcinfo, 0), "Database should conform"));
}

Datum rule_passes(FunctionCallInfo fcinfo) {
    const core::Text rule = text_argument(fcinfo, 0);
    const core::Text description = described(text_argument(fcinfo, 1), psprintf("Rule %s should pass", c_string(rule)));
    const char* const why = why_silent(rule);
    if (why != nullptr) return failing(description, why);
    return conforming({.schema = {}, .rule = rule, .least = core::Severity::info, .relation = InvalidOid}, description);
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_assert_clean);
PG_FUNCTION_INFO_V1(conventions_table_conforms);
PG_FUNCTION_INFO_V1(conventions_schema_conforms);
PG_FUNCTION_INFO_V1(conventions_database_conforms);
PG_FUNCTION_INFO_V1(conventions_rule_passes);

Datum conventions_assert_clean(PG_FUNCTION_ARGS) {
    conventions::pg::assert_clean(fcinfo);
    PG_RETURN_VOID();
}

Datum conventions_table_conforms(PG_FUNCTION_ARGS) { return conventions::pg::table_conforms(fcinfo); }
Datum conventions_schema_conforms(PG_FUNCTION_ARGS) { return conventions::pg::schema_conforms(fcinfo); }
Datum conventions_database_conforms(PG_FUNCTION_ARGS) { return conventions::pg::database_conforms(fcinfo); }
Datum conventions_rule_passes(PG_FUNCTION_ARGS) { return conventions::pg::rule_passes(fcinfo); }
}
