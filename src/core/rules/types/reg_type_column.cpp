// Rule reg_type_column: no column stands in the way of pg_upgrade.

#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

/// Those whose OIDs another server gives to others: regclass, regtype and regrole keep theirs.
bool is_refused(const Column& column) {
    switch (column.scalar->oid) {
    case server_type::regproc:
    case server_type::regprocedure:
    case server_type::regoper:
    case server_type::regoperator:
    case server_type::regconfig:
    case server_type::regdictionary:
    case server_type::regnamespace:
    case server_type::regcollation:
        return true;
    default:
        return false;
    }
}

void check(const Input& in, Findings& out) { flag_types(in, ", which pg_upgrade refuses", is_refused, out); }

void fix(const Input& in, const Finding& finding, Sql& sql) {
    retype(in, in.relation.columns[finding.object.at],
           {.name = "<type>",
            .expression = "%::<type>",
            .array_expression = "%::<type>[]",
            .asks_default = true,
            .asks_checks = true},
           sql);
}

}  // namespace

extern constinit const Rule reg_type_column = {
    .id = "reg_type_column",
    .family = Family::types,
    .summary = "no column stands in the way of pg_upgrade",
    .documentation =
        {
            .what = "Finds columns of types regproc, regprocedure, regoper, regoperator, regconfig, regdictionary, "
                    "regnamespace and regcollation, also below domains and in arrays. regclass, regtype and regrole "
                    "pass.",
            .why = "Such a value is the OID of an object, which has another OID after an upgrade. pg_upgrade looks for "
                   "these columns first and does nothing while there is one.",
            .bad = "CREATE TABLE documents (id bigint PRIMARY KEY, body text, language regconfig);",
            .good = "CREATE TABLE documents (id bigint PRIMARY KEY, body text, language text);",
            .fix = "Changes the type; which one only a person knows: text keeps the name, by which the object is found "
                   "again after an upgrade, oid the number. The table is rewritten under ACCESS EXCLUSIVE. What uses "
                   "the value as an object casts it then: to_tsvector(language::regconfig, body). Checks over the "
                   "column must be said anew; the server refuses the change while a view or a generated column uses "
                   "it.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
