// usage.cpp: what the cumulative statistics say of a relation, and pg_statistic of a column.

#include "pg/catalog/reading.hpp"

#include <algorithm>

extern "C" {
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

/// The column of a row of pg_statistic that belongs to its list of common values, 0 for none: `first` is that of
/// slot 1.
AttrNumber of_common_values(const Row& row, AttrNumber first) {
    for (int slot = 0; slot < STATISTIC_NUM_SLOTS; ++slot) {
        bool is_null = false;
        const Datum kind = row.get(static_cast<AttrNumber>(Anum_pg_statistic_stakind1 + slot), &is_null);
        if (!is_null && DatumGetInt16(kind) == STATISTIC_KIND_MCV) return static_cast<AttrNumber>(first + slot);
    }
    return 0;
}

void set_shares(core::Distribution& fact, const Row& row) {
    const AttrNumber column = of_common_values(row, Anum_pg_statistic_stanumbers1);
    bool is_null = column == 0;
    const Datum numbers = is_null ? Datum{0} : row.get(column, &is_null);
    if (is_null) return;
    const ArrayType* const array = DatumGetArrayTypeP(numbers);
    const int count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
    const float4* const shares = reinterpret_cast<const float4*>(ARR_DATA_PTR(array));
    if (count == 0) return;
    fact.common = count;
    for (int i = 0; i < count; ++i) fact.common_share += shares[i];
    fact.most_common = shares[0];
    fact.least_common = shares[count - 1];
}

/// Of what is not among the common values too little was seen to count. The values have the column's type, which may be
/// a domain.
void set_true_share(core::Distribution& fact, const Row& row) {
    const AttrNumber column = of_common_values(row, Anum_pg_statistic_stavalues1);
    bool is_null = column == 0;
    const Datum values = is_null ? Datum{0} : row.get(column, &is_null);
    if (is_null) return;
    ArrayType* const array = DatumGetArrayTypeP(values);
    Datum* elements = nullptr;
    int count = 0;
    deconstruct_array(array, BOOLOID, 1, true, TYPALIGN_CHAR, &elements, nullptr, &count);
    fact.true_share = 0;
    for (int i = 0; i < count && i < fact.common; ++i)
        if (DatumGetBool(elements[i])) fact.true_share = i == 0 ? fact.most_common : fact.least_common;
}

bool is_judged_table(const core::Relation& relation) {
    const bool has_keys =
        relation.kind == core::RelationKind::table || relation.kind == core::RelationKind::partitioned_table;
    return has_keys && !relation.is_partition && relation.extension == 0 &&
           relation.persistence != core::Persistence::temporary;
}

bool is_related(const core::Relation& table) {
    for (const core::Constraint& each : table.constraints)
        if (each.kind == core::ConstraintKind::foreign_key) return true;
    for (const core::Index& each : table.indexes)
        if (each.referenced) return true;
    return false;
}

}  // namespace

// The server keeps a copy for the transaction, or makes one in the current context.
const core::Usage* usage_of(const Reading& reading, Oid relation, MemoryContext passing) {
    core::Usage* const usage = allocate_in<core::Usage>(reading.home, 1);
    MemoryContext const before = MemoryContextSwitchTo(passing);
    const PgStat_StatTabEntry* const counted = pgstat_fetch_stat_tabentry(relation);
    if (counted != nullptr)
        *usage = {.scans = counted->numscans,
                  .rows_read = counted->tuples_returned,
                  .inserted = counted->tuples_inserted,
                  .updated = counted->tuples_updated,
                  .hot_updated = counted->tuples_hot_updated,
                  .deleted = counted->tuples_deleted,
                  .last_scan = last_scan_of(*counted),
                  .last_analyze = last_analyze_of(*counted)};
    MemoryContextSwitchTo(before);
    MemoryContextReset(passing);
    return usage;
}

// A reset by hand is told. Counters that were never reset outlive a restart, but not a crash, after which those of the
// archiver begin anew, too: a crash of one session does not change when the server was started.
core::Counting counting_now() {
    const PgStat_StatDBEntry* const database = pgstat_fetch_stat_dbentry(MyDatabaseId);
    const TimestampTz reset = database == nullptr ? 0 : database->stat_reset_timestamp;
    const TimestampTz all_anew = pgstat_fetch_stat_archiver()->stat_reset_timestamp;
    return {.since = reset != 0 ? reset : std::max(PgStartTime, all_anew),
            .now = GetCurrentTimestamp(),
            .was_reset = reset != 0};
}

void set_distribution(const Reading& reading, RelationDraft& draft, const Row& row) {
    Form_pg_statistic const form = row.form<Form_pg_statistic>();
    const std::size_t at = static_cast<std::size_t>(form->staattnum) - 1;
    if (form->stainherit != (draft.fact.kind == core::RelationKind::partitioned_table)) return;
    if (form->staattnum <= 0 || at >= draft.column_room) return;
    core::Distribution* const fact = allocate_in<core::Distribution>(reading.home, 1);
    fact->distinct = form->stadistinct;
    fact->average_width = form->stawidth;
    set_shares(*fact, row);
    const core::Type* const base = draft.columns[at].base;
    if (base != nullptr && base->oid == BOOLOID) set_true_share(*fact, row);
    draft.columns[at].distribution = fact;
}

core::Rows<core::SchemaCount> schema_counts(const Reading& reading, core::Rows<core::Relation> relations) {
    ByOid<std::uint32_t> places = {};
    List<core::SchemaCount> counts = {};
    for (const core::Relation& each : relations) {
        if (!is_judged_table(each)) continue;
        std::uint32_t& place = places.put(each.schema_oid);
        if (place == 0) {
            counts.add() = {.schema = each.schema_oid, .tables = 0, .related = 0};
            place = static_cast<std::uint32_t>(counts.count);
        }
        core::SchemaCount& count = counts.items[place - 1];
        ++count.tables;
        if (is_related(each)) ++count.related;
    }
    core::SchemaCount* const kept = allocate_in<core::SchemaCount>(reading.home, counts.count);
    std::copy(counts.items, counts.items + counts.count, kept);
    std::sort(kept, kept + counts.count,
              [](const core::SchemaCount& a, const core::SchemaCount& b) { return a.schema < b.schema; });
    return {kept, counts.count};
}

}  // namespace conventions::pg
