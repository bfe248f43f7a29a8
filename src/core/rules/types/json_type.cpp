// Rule json_type: a document is kept as jsonb.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

bool is_json(const Type& type) { return type.schema == "pg_catalog" && type.name == "json"; }

void check(const Input& in, Findings& out) {
    for (std::size_t at = 0; at < in.relation.columns.size(); ++at) {
        const Column& column = in.relation.columns[at];
        if (column.scalar == nullptr || !is_json(*column.scalar) || is_of_parent(in, column)) continue;
        const bool is_plain = column.type == column.scalar || column.type->element == column.scalar->oid;
        out.add({
            .object = ObjectAt::column(at),
            .says = is_plain ? out.text("is ", column.type_name, ", not jsonb")
                             : out.text("is ", column.type_name, ", which rests on json, not jsonb"),
            .detail = "jsonb differs: it keeps no white space, not the order of keys, and of equal keys only the last.",
        });
    }
}

/// The type to be had instead; empty where it cannot hold what the old one does, or the old one checks more.
Text wanted_type(const Catalog& catalog, const Column& column) {
    int arrays = 0;
    for (const Type* type = column.type; type == nullptr || !is_json(*type);) {
        // The NOT NULL of a domain over the whole value becomes that of the column; an element can have none.
        if (type == nullptr || type->domain_has_check || (arrays > 0 && type->domain_not_null)) return {};
        if (type->element != 0) ++arrays;
        type = catalog.type(type->element != 0 ? type->element : type->domain_base);
    }
    // Arrays in arrays, by a domain between them, are no jsonb[].
    return arrays == 0 ? "jsonb" : arrays == 1 ? "jsonb[]" : "";
}

/// '{}'::json as '{}'::jsonb; a default that is no constant stays: the server casts it.
std::string as_jsonb(const Column& column) {
    const Text text = column.default_text;
    const std::size_t cast = text.rfind("::json");
    if (column.default_kind != DefaultKind::constant || !text.starts_with('\'') || cast == Text::npos)
        return std::string(text);
    return Findings::text(text.substr(0, cast), "::jsonb", text.substr(cast + Text("::json").size()));
}

/// Whether it calls a function of json, which takes no jsonb: json_typeof(...), not a column json_data.
bool calls_json(Text definition) {
    constexpr Text letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    constexpr Text start = "json_";
    for (std::size_t at = definition.find(start); at != Text::npos; at = definition.find(start, at + 1)) {
        const std::size_t end = definition.find_first_not_of(letters, at);
        const bool is_begun_here = at == 0 || letters.find(definition[at - 1]) == Text::npos;
        if (is_begun_here && end != Text::npos && definition[end] == '(') return true;
    }
    return false;
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Column& column = in.relation.columns[finding.object.at];
    const Text wanted = wanted_type(in.catalog, column);
    // The columns of a typed table are its type's.
    if (wanted.empty() || in.relation.of_type != 0 || is_bound(in, column)) return;
    const std::string name = ident(server, column.name);
    const std::string alter = Findings::text(", ALTER COLUMN ", name);
    std::string before;
    std::string after;
    for (const Constraint& each : in.relation.constraints) {
        if (!is_about(each, column.number) || !calls_json(each.definition)) continue;
        before += Findings::text(", DROP CONSTRAINT ", ident(server, each.name));
        after += Findings::text(", ADD CONSTRAINT ", ident(server, each.name), " CHECK (<condition>)");
    }
    std::string steps = Findings::text(before, alter, " TYPE ", wanted);
    if (takes_using(in, column)) steps += Findings::text(" USING ", name, "::", wanted);
    if (column.domain_not_null && !column.not_null) steps += alter + " SET NOT NULL";
    // The default of a domain goes with it. Children may have other defaults, which SET DEFAULT would replace.
    if (column.has_default && column.default_text.empty() && column.type != column.base)
        steps += alter + " SET DEFAULT <default>";
    else if (in.relation.children.empty() && as_jsonb(column) != column.default_text)
        steps += Findings::text(alter, " SET DEFAULT ", as_jsonb(column));
    steps += after;
    sql.statement(alter_start(server, in.relation), steps.substr(1));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    const Text wanted = wanted_type(in.catalog, column);
    if (wanted.empty() || draft.is_in_expression(column.number, true)) return draft.give_up();
    mended->type = wanted;
    mended->default_text = as_jsonb(column);
    mended->not_null = mended->not_null || column.domain_not_null;
}

}  // namespace

extern constinit const Rule json_type = {
    .id = "json_type",
    .family = Family::types,
    .summary = "a document is kept as jsonb",
    .documentation =
        {
            .what = "Finds columns of type json, also below domains and in arrays.",
            .why = "json is text that was looked at once: it is parsed anew at every use, it cannot be compared, so "
                   "that DISTINCT, GROUP BY and UNION fail on it, and no index finds what stands in it.",
            .bad = "CREATE TABLE events (id bigint PRIMARY KEY, payload json);",
            .good = "CREATE TABLE events (id bigint PRIMARY KEY, payload jsonb);",
            .fix = "Changes the type; the table is rewritten under ACCESS EXCLUSIVE. What differs: jsonb keeps no "
                   "white space and not the order of keys, of equal keys it keeps the last, and it takes neither "
                   "\\u0000 nor numbers beyond numeric; then the change fails and nothing is lost. Where a signature "
                   "needs the very text, keep that as text. Clients that call json_... functions must call jsonb_...; "
                   "views over the column, and indexes that call such functions, must be made anew.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
