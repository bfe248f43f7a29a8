// Rule uuid_in_text: a uuid is kept as one.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/server_types.hpp"
#include "core/rules/types/retype.hpp"
#include "core/rules/types/value_in_text.hpp"

namespace conventions::core {
namespace {

constexpr std::int32_t uuid_length = 36;

bool has_length_of_uuid(const Column& column) {
    return (column.base->oid == server_type::character || column.base->oid == server_type::varchar) &&
           column.base_modifier == uuid_length + server_type::modifier_header;
}

/// uuid, guid, order_uuid, orderUuid.
bool has_name_of_uuid(Text name) {
    constexpr std::size_t size = 4;
    if (name.size() < size) return false;
    const Text last = name.substr(name.size() - size);
    const Text before = name.substr(0, name.size() - size);
    const bool is_word = before.empty() || before.back() == '_' || (is_upper(last[0]) && !is_upper(before.back()));
    return is_word && (is_same_word(last, "uuid") || (before.empty() && is_same_word(last, "guid")));
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.base == nullptr || column.base->category != 'S') continue;
        if (!has_length_of_uuid(column) && !has_name_of_uuid(column.name)) continue;
        if (!is_text_column(in, column) || !goes_by_names(in)) continue;
        out.add({.object = ObjectAt::column(i),
                 .says = out.text("is ", column.type_name, ", though it seems to hold uuids")});
    }
}

constexpr NewType uuid = {.name = "uuid", .expression = "%::uuid", .asks_checks = true};
/// The default that makes uuids makes them without a cast, too.
bool makes_uuid(const Column& column) {
    return column.default_text == "gen_random_uuid()" || column.default_text.starts_with("(gen_random_uuid())::");
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Column& column = in.relation.columns[finding.object.at];
    if (is_tied(in.relation, column)) return;
    NewType wanted = uuid;
    // The server casts no default that is a text, nor is a child's its parent's.
    wanted.asks_default = column.has_default;
    if (column.has_default && !in.relation.children.empty()) return;
    if (makes_uuid(column)) wanted.new_default = "gen_random_uuid()";
    retype(in, column, wanted, sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    if (!mended->default_text.empty() && !makes_uuid(column)) return draft.give_up();
    if (makes_uuid(column)) mended->default_text = "gen_random_uuid()";
    mend_type(in, column, uuid, draft);
    mended->collation.clear();
    mended->compression.clear();
    mended->storage.clear();
}

constexpr Silence silenced[] = {{"primary_key_type"}, {"string_length"}};

}  // namespace

extern constinit const Rule uuid_in_text = {
    .id = "uuid_in_text",
    .family = Family::types,
    .summary = "a uuid is kept as one",
    .documentation =
        {
            .what = "Finds columns of a string type that are called uuid, guid or end in the word uuid, and columns of "
                    "type character(36) and varchar(36). Only names and types are looked at: so a report judges "
                    "tables without rows alone, since of others the values should tell.",
            .why = "As text a uuid takes 37 bytes instead of 16, in the table and in every index; comparisons go by "
                   "the collation, upper and lower case are two values, and nothing keeps other texts out.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, order_uuid varchar(36) NOT NULL);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, order_uuid uuid NOT NULL);",
            .fix = "Changes the type; the table is rewritten under ACCESS EXCLUSIVE, and its indexes are built anew. "
                   "Where a row holds another text the change fails and nothing is lost. Columns of a foreign key must "
                   "change together with those that they refer to: no statement is written for them. The server "
                   "refuses the change while a view uses the column, or where it is part of a partition key.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .fix_safety = FixSafety::review,
    .silences = silenced,
    .needs = Need::columns,
    .excuse_needs = Need::sizes,
    .fix_needs = Need::constraints | Need::defaults | Need::definitions | Need::indexes | Need::references,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
