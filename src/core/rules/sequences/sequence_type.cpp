// Rule sequence_type: a sequence counts as far as its column.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"
#include "core/rules/sequences/fed_columns.hpp"

namespace conventions::core {
namespace {

/// The type of the columns that it feeds; 0 where they have several, or one that is no whole number.
ObjectId type_of(const std::vector<FedColumn>& columns) {
    ObjectId type = 0;
    for (const FedColumn& each : columns) {
        const ObjectId own = each.column->base == nullptr ? 0 : each.column->base->oid;
        if (numbers_of(own).greatest == 0 || (type != 0 && type != own)) return 0;
        type = own;
    }
    return type;
}

void check(const Input& in, Findings& out) {
    const SequenceFacts& sequence = in.relation.sequence;
    if (!knows_fed_columns(in.catalog, in.relation)) return;
    const std::vector<FedColumn> columns = fed_columns(in.catalog, in.relation);
    const ObjectId type = type_of(columns);
    if (type == 0 || type == sequence.type) return;
    const WholeNumbers of_column = numbers_of(type);
    const bool is_narrower = numbers_of(sequence.type).greatest < of_column.greatest;
    // Somebody has limited it to what the column holds.
    if (!is_narrower && sequence.maximum <= of_column.greatest && sequence.minimum >= of_column.least) return;
    const FedColumn& first = columns.front();
    out.add({.object = ObjectAt::relation(),
             .says = out.text("is ", name_of_whole_number(sequence.type), ", ", is_narrower ? "narrower" : "wider",
                              " than column ", shown(first.column->name), " of ", word_of(first.table->kind), " ",
                              shown(*first.table), ", which is ", name_of_whole_number(type)),
             .detail = is_narrower ? "It ends where the column could go on."
                                   : "It goes on where the column ends: the INSERT fails then, not the sequence.",
             .related = first.table->oid});
}

/// The server takes a limit that is that of the old type for one of the new type; any other it keeps, or refuses.
void fix(const Input& in, const Finding&, Sql& sql) {
    const SequenceFacts& sequence = in.relation.sequence;
    const ObjectId type = type_of(fed_columns(in.catalog, in.relation));
    const WholeNumbers wanted = numbers_of(type);
    const WholeNumbers present = numbers_of(sequence.type);
    if (sequence.start > wanted.greatest || sequence.start < wanted.least) return;
    const std::string start = Findings::text("ALTER SEQUENCE ", ident(sql.server(), in.relation), " AS ");
    std::string limits;
    std::string old_limits;
    if (sequence.maximum > wanted.greatest && sequence.maximum != present.greatest) {
        limits.append(" NO MAXVALUE");
        old_limits.append(" MAXVALUE ").append(std::to_string(sequence.maximum));
    }
    if (sequence.minimum < wanted.least && sequence.minimum != present.least) {
        limits.append(" NO MINVALUE");
        old_limits.append(" MINVALUE ").append(std::to_string(sequence.minimum));
        if (sequence.increment > 0 && sequence.start < 1) return;
    }
    sql.statement(start, name_of_whole_number(type), limits);
    sql.undo(start, name_of_whole_number(sequence.type), old_limits);
}

}  // namespace

extern constinit const Rule sequence_type = {
    .id = "sequence_type",
    .family = Family::sequences,
    .summary = "a sequence counts as far as its column",
    .documentation =
        {
            .what = "Finds sequences of another type than the column that owns them, or whose default takes numbers "
                    "from them: narrower than the column, or wider, unless MAXVALUE and MINVALUE keep them within what "
                    "the column holds. Sequences that feed columns of several types, or none of a whole-number type, "
                    "are not judged.",
            .why = "A serial column that became bigint keeps its integer sequence, which ends at 2147483647 as before: "
                   "the rewrite of the table was for nothing.",
            .bad = "CREATE TABLE orders (id serial PRIMARY KEY);\nALTER TABLE orders ALTER COLUMN id TYPE bigint;",
            .good = "ALTER TABLE orders ALTER COLUMN id TYPE bigint;\nALTER SEQUENCE orders_id_seq AS bigint;",
            .fix = "Gives the sequence the type of the column; a limit that the column cannot reach goes. nextval() "
                   "waits for a moment. The server refuses where the sequence has given a greater number already.",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::sequence_columns | Need::identities,
    .relation_kinds = {RelationKind::sequence},
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
