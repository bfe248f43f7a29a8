// Rule sequence_exhaustion: numbers do not run out.

#include <algorithm>
#include <cmath>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/keys/key_change.hpp"
#include "core/rules/sequences/fed_columns.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

constexpr Parameter warn = {
    .name = "warn",
    .type = ParameterType::integer,
    .initial = "80",
    .text = "How many percent of the numbers may be used.",
    .minimum = 1,
    .maximum = 100,
};
constexpr Parameter error = {
    .name = "error",
    .type = ParameterType::integer,
    .initial = "95",
    .text = "Below so many percent the finding is a warning at most.",
    .minimum = 1,
    .maximum = 100,
};
constexpr const Parameter* parameters[] = {&warn, &error};

/// Where counting ends, and which column ends it before the sequence does.
struct End {
    std::int64_t number = 0;
    FedColumn column = {};
};

End end_of(const Input& in) {
    const SequenceFacts& sequence = in.relation.sequence;
    const bool is_rising = sequence.increment > 0;
    End end = {.number = is_rising ? sequence.maximum : sequence.minimum};
    for (const FedColumn& each : fed_columns(in.catalog, in.relation)) {
        const WholeNumbers numbers = numbers_of(each.column->base == nullptr ? 0 : each.column->base->oid);
        // A bigint column ends where no sequence goes on.
        if (numbers.greatest == 0 || numbers.greatest == numbers_of(server_type::bigint).greatest) continue;
        if (is_rising ? numbers.greatest <= end.number : numbers.least >= end.number)
            end = {.number = is_rising ? numbers.greatest : numbers.least, .column = each};
    }
    return end;
}

/// In percent, of all numbers between where it may begin and where it ends.
double share_used(const SequenceFacts& sequence, std::int64_t end) {
    const auto first = static_cast<double>(sequence.increment > 0 ? sequence.minimum : sequence.maximum);
    const double all = std::abs(static_cast<double>(end) - first) + 1;
    return 100 * (std::abs(static_cast<double>(sequence.last_value) - first) + 1) / all;
}

void check(const Input& in, Findings& out) {
    const SequenceFacts& sequence = in.relation.sequence;
    if (sequence.cycle || !sequence.value_known || !sequence.called) return;
    const End end = end_of(in);
    const double used = share_used(sequence, end.number);
    if (used < static_cast<double>(in.value(warn).integer())) return;
    const auto percent = static_cast<std::int64_t>(std::min(used, 100.0));
    std::string detail = out.text("Its last number is ", std::to_string(sequence.last_value), "; the end is ",
                                  std::to_string(end.number));
    if (end.column.column != nullptr)
        detail.append(out.text(", where column ", shown(end.column.column->name), " of ",
                               word_of(end.column.table->kind), " ", shown(*end.column.table), " ends"));
    out.add({.object = ObjectAt::relation(),
             .says = out.text("has used ", std::to_string(percent), " % of its numbers"),
             .detail = detail + ".",
             .at_most = used < static_cast<double>(in.value(error).integer()) ? Severity::warn : Severity::error});
}

std::string same(const std::string& column) { return column; }

/// The column is the key of its table alone: nothing else can be moved with it by SQL that is known to be complete.
void widen_column(const Input& in, const FedColumn& narrow, Sql& sql) {
    const Input at_table{in, *narrow.table};
    const Column& column = *narrow.column;
    const Relation& table = *narrow.table;
    if (single_key_column(table) != &column || column.type != column.base || column.inherited) return;
    if (table.of_type != 0 || table.kind != RelationKind::table) return;
    swap_key_column(at_table, {.column = column, .type = "bigint", .value = same, .keeps_numbers = true}, sql);
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const SequenceFacts& sequence = in.relation.sequence;
    const End end = end_of(in);
    if (end.column.column != nullptr) return widen_column(in, end.column, sql);
    const std::string start = Findings::text("ALTER SEQUENCE ", ident(sql.server(), in.relation));
    const WholeNumbers numbers = numbers_of(sequence.type);
    const bool is_rising = sequence.increment > 0;
    const bool is_limited = end.number != (is_rising ? numbers.greatest : numbers.least);
    if (is_limited) {
        sql.statement(start, is_rising ? " MAXVALUE <maximum>" : " MINVALUE <minimum>");
        return;
    }
    if (sequence.type == server_type::bigint) return;
    sql.statement(start, " AS bigint");
}

}  // namespace

extern constinit const Rule sequence_exhaustion = {
    .id = "sequence_exhaustion",
    .family = Family::sequences,
    .summary = "numbers do not run out",
    .documentation =
        {
            .what = "Finds sequences that have used most of the numbers that they, or the columns that they feed, can "
                    "hold, upwards or downwards: the column that owns them, and every column whose default takes "
                    "numbers from them. Sequences with CYCLE, and those that have given no number yet, pass. The last "
                    "number is read without waiting: a sequence that somebody is just altering is not judged, nor one "
                    "for which the role that asks has neither SELECT nor USAGE.",
            .why = "After the last number every INSERT fails, at once and everywhere; and to make room then means to "
                   "rewrite the table while nobody can use it.",
            .bad = "CREATE TABLE events (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            .good = "CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            .fix = "A sequence that ends before its column becomes bigint, which is done at once; a limit of its "
                   "author's wants another number. Where the column ends, and is the primary key of its table, a "
                   "column of type bigint is put in its place in steps, as primary_key_int4 does it. Other columns "
                   "have no SQL.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::report,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::sequence_columns | Need::sequence_values | Need::identities,
    .fix_needs = Need::constraints | key_change_needs,
    .relation_kinds = {RelationKind::sequence},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
