// Rule column_padding: the order of the columns costs nothing.

#include <algorithm>
#include <vector>

#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr Parameter least = {
    .name = "min_bytes",
    .type = ParameterType::integer,
    .initial = "16",
    .text = "The bytes that a row must lose for a finding.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&least};

constexpr std::int64_t bytes_of(char alignment) {
    return alignment == 'd' ? 8 : alignment == 'i' ? 4 : alignment == 's' ? 2 : 1;
}

/// The bytes that are certainly lost. Behind a value of varying length it is known only that the next aligned one
/// begins at a multiple of its alignment; a short one is not aligned itself.
std::int64_t padding_of(const std::vector<const Column*>& columns) {
    std::int64_t lost = 0;
    std::int64_t at = 0;
    std::int64_t known = 8;
    for (const Column* const column : columns) {
        if (column->base->length < 0) {
            known = 1;
            at = 0;
            continue;
        }
        const std::int64_t alignment = bytes_of(column->base->alignment);
        const std::int64_t step = std::min(alignment, known);
        const std::int64_t gap = (step - at % step) % step;
        lost += gap;
        at = alignment > known ? 0 : at + gap;
        known = std::max(known, alignment);
        at = (at + column->base->length) % known;
    }
    return lost;
}

/// The most strictly aligned first, what varies in length last; else as they were.
std::vector<const Column*> best_order(std::vector<const Column*> columns) {
    const auto place = [](const Column* column) {
        return column->base->length < 0 ? 0 : bytes_of(column->base->alignment);
    };
    std::stable_sort(columns.begin(), columns.end(),
                     [&](const Column* a, const Column* b) { return place(a) > place(b); });
    return columns;
}

std::vector<const Column*> stored_columns(const Relation& table) {
    std::vector<const Column*> columns;
    for (const Column& each : table.columns)
        if (each.base != nullptr && each.generated != Generated::computed) columns.push_back(&each);
    return columns;
}

void check(const Input& in, Findings& out) {
    // The order of a table that is there cannot be changed; of a table that has parents, theirs comes first.
    if (in.relation.origin == Origin::earlier || !in.relation.parents.empty() || in.relation.of_type != 0) return;
    const std::vector<const Column*> columns = stored_columns(in.relation);
    const std::int64_t now = padding_of(columns);
    if (now < in.value(least).integer()) return;
    const std::vector<const Column*> better = best_order(columns);
    const std::int64_t rest = padding_of(better);
    if (now - rest < in.value(least).integer()) return;
    std::string order;
    for (const Column* const each : better) order += out.text(order.empty() ? "" : ", ", each->name);
    out.add(
        {.object = ObjectAt::relation(),
         .says = out.text("loses at least ", std::to_string(now), " bytes a row between its columns"),
         .detail = out.text("In this order it loses ", rest == 0 ? "none" : std::to_string(rest), ": ", order, ".")});
}

}  // namespace

extern constinit const Rule column_padding = {
    .id = "column_padding",
    .family = Family::columns,
    .summary = "the order of the columns costs nothing",
    .documentation =
        {
            .what = "Finds new tables whose rows lose bytes between columns because of the order in which these stand, "
                    "min_bytes or more, if no column is null. What is lost behind a value of varying length is not "
                    "counted where it cannot be known.",
            .why = "A bigint begins at a multiple of eight bytes: behind a boolean seven are lost, in every row, on "
                   "disk and in memory. Later the order cannot be changed.",
            .bad = "CREATE TABLE readings (valid boolean, at timestamptz, kind smallint, value double precision, ok "
                   "boolean, id bigint);",
            .good = "CREATE TABLE readings (at timestamptz, value double precision, id bigint, kind smallint, valid "
                    "boolean, ok boolean);",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::info},
    .moments = Moment::after,
    .needs = Need::columns,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
