// Rule char_type: a text is not padded with blanks.

#include <algorithm>

#include "core/policy/value.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/type_name.hpp"
#include "core/rules/types/retype.hpp"

namespace conventions::core {
namespace {

constexpr Parameter accept = {
    .name = "accept",
    .type = ParameterType::list,
    .text = "Types that pass, as they are written: char(2) for the codes of countries; char for every length.",
};
constexpr const Parameter* parameters[] = {&accept};

bool is_accepted(const Input& in, const Column& column) {
    const std::vector<std::string>& listed = in.value(accept).list();
    if (listed.empty()) return false;
    const std::int32_t modifier = scalar_modifier(in.catalog, column);
    const std::string length = modifier < 0 ? std::string() : std::to_string(modifier - server_type::modifier_header);
    return std::any_of(listed.begin(), listed.end(), [&](Text each) {
        const TypeName type = type_name_of(each);
        return type.name == column.scalar->shown && (type.modifier.empty() || type.modifier == length);
    });
}

void check(const Input& in, Findings& out) {
    flag_types(
        in, ", which pads with blanks",
        [&](const Column& column) { return column.scalar->oid == server_type::character && !is_accepted(in, column); },
        out);
}

// The server's cast to text takes the blanks away as well, but in an array it takes none.
constexpr NewType text = {
    .name = "text", .expression = "rtrim(%)", .array_expression = "%::text[]", .has_collation = true};

void fix(const Input& in, const Finding& finding, Sql& sql) {
    retype(in, in.relation.columns[finding.object.at], text, sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    mend_type(in, in.relation.columns[finding.object.at], text, draft);
}

constexpr Silence silenced[] = {{"primary_key_type"}, {"string_length"}};

}  // namespace

extern constinit const Rule char_type = {
    .id = "char_type",
    .family = Family::types,
    .summary = "a text is not padded with blanks",
    .documentation =
        {
            .what = "Finds columns of type character(n), also below domains and in arrays; the server's own \"char\" "
                    "is another type. Types listed in accept pass.",
            .why = "Values are filled up with blanks, which count for LIKE and regular expressions but not for =, and "
                   "go when the value becomes text. It saves nothing: it is stored as text is, with the blanks. As a "
                   "check of the length it lets shorter values pass.",
            .bad = "CREATE TABLE countries (code char(2) PRIMARY KEY);",
            .good = "CREATE TABLE countries (code text PRIMARY KEY CHECK (code ~ '^[A-Z]{2}$'));",
            .fix = "Changes the type to text, without the blanks at the end; the table is rewritten under ACCESS "
                   "EXCLUSIVE, and its indexes are built anew. What the length was meant to say a CHECK says. A column "
                   "of a foreign key should change with the one that it refers to. The server refuses the change "
                   "while a view uses the column, or where it is part of a partition key.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .silences = silenced,
    .needs = Need::columns,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
