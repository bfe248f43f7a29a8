// lists.cpp: conventions.missing_fk_indexes(), missing_timestamps() and redundant_indexes(): what the rules of that
// name find by their parameters, as facts: whatever severities, exemptions and the baseline say of it. Memory: the
// per-query context of the caller. Errors: query cancel and any catalog read may raise; nothing is left open.

#include <algorithm>

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/report/report.hpp"

namespace conventions::pg {
namespace {

/// Calls take(relation) for those of the tree that have rows of their own: the leaves of a partitioned table.
template <class Take>
void each_leaf(const core::Catalog& catalog, const core::Relation& top, Take take) {
    List<const core::Relation*> open = {};
    open.add() = &top;
    for (Size i = 0; i < open.count; ++i) {
        const core::Relation& here = *open.items[i];
        if (here.kind != core::RelationKind::partitioned_table) {
            take(here);
            continue;
        }
        for (const core::ObjectId oid : here.children)
            if (const core::Relation* const child = catalog.relation(oid); child != nullptr) open.add() = child;
    }
}

/// Estimated rows (NULL where no part was ever counted) and bytes of the main forks.
void write_size(Rows& rows, const core::Catalog& catalog, const core::Relation& table) {
    double tuples = 0;
    bool is_counted = false;
    int64 blocks = 0;
    each_leaf(catalog, table, [&](const core::Relation& leaf) {
        if (leaf.tuples >= 0) {
            tuples += leaf.tuples;
            is_counted = true;
        }
        blocks += std::max(relation_blocks(leaf.oid), int64{0});
    });
    is_counted ? rows.number(static_cast<int64>(tuples)) : rows.text_or_null({});
    rows.number(blocks * BLCKSZ);
}

struct IndexUse {
    int64 blocks;
    int64 scans;
    TimestampTz last;
};

void add_use(IndexUse& use, Oid index) {
    use.blocks += std::max(relation_blocks(index), int64{0});
    const PgStat_StatTabEntry* const statistics = pgstat_fetch_stat_tabentry(index);
    if (statistics == nullptr) return;
    use.scans += statistics->numscans;
    use.last = std::max(use.last, last_scan_of(*statistics));
}

/// Of a partitioned index those of its parts.
IndexUse use_of(const core::Catalog& catalog, const core::Relation& table, const core::Index& index) {
    struct Part {
        const core::Relation* table;
        const core::Index* index;
    };
    IndexUse use = {};
    List<Part> open = {};
    open.add() = {&table, &index};
    for (Size i = 0; i < open.count; ++i) {
        const Part here = open.items[i];
        if (!here.index->partitioned) {
            add_use(use, here.index->oid);
            continue;
        }
        for (const core::ObjectId oid : here.table->children) {
            const core::Relation* const child = catalog.relation(oid);
            if (child == nullptr) continue;
            for (const core::Index& part : child->indexes)
                if (part.parent == here.index->oid) open.add() = {child, &part};
        }
    }
    return use;
}

/// Since when the server counts scans; 0 where it does not say: then since the database was made, or since a crash.
TimestampTz counted_since() {
    const PgStat_StatDBEntry* const statistics = pgstat_fetch_stat_dbentry(MyDatabaseId);
    return statistics == nullptr ? 0 : statistics->stat_reset_timestamp;
}

void time_or_null(Rows& rows, TimestampTz time) { time == 0 ? rows.text_or_null({}) : rows.time(time); }

/// The findings in the order of schema, table and object, by bytes; those of one schema where it is given.
List<const core::FindingRow*> sorted_findings(const DatabaseJudgement& judged, core::Text only_schema) {
    List<const core::FindingRow*> found = {};
    for (const core::FindingRow& row : core::findings(*judged.reply))
        if (only_schema.empty() || row.schema_name == only_schema) found.add() = &row;
    std::sort(found.items, found.items + found.count, [](const core::FindingRow* a, const core::FindingRow* b) {
        if (a->schema_name != b->schema_name) return a->schema_name < b->schema_name;
        if (a->relation_name != b->relation_name) return a->relation_name < b->relation_name;
        if (a->rule != b->rule) return a->rule < b->rule;
        return a->identity < b->identity;
    });
    return found;
}

const char* word_of(core::ForeignKeyAction action) {
    switch (action) {
    case core::ForeignKeyAction::no_action:
        return "no action";
    case core::ForeignKeyAction::restrict_action:
        return "restrict";
    case core::ForeignKeyAction::cascade:
        return "cascade";
    case core::ForeignKeyAction::set_null:
        return "set null";
    case core::ForeignKeyAction::set_default:
        return "set default";
    }
    return "";
}

void write_key(Rows& rows, const DatabaseJudgement& judged, const core::FindingRow& row) {
    const core::Relation& table = *judged.catalog->relation(row.relation);
    const core::Constraint& key = *table.constraint(row.object);
    List<core::Text> columns = {};
    for (const core::AttributeNumber number : key.columns) {
        const core::Column* const column = table.column(number);
        columns.add() = column == nullptr ? core::Text() : column->name;
    }
    rows.text(table.schema);
    rows.text(table.name);
    rows.text(key.name);
    rows.texts(columns.rows());
    rows.text(key.referenced_schema);
    rows.text(key.referenced_name);
    rows.texts(key.referenced_column_names);
    rows.text(word_of(key.on_delete));
    rows.text(word_of(key.on_update));
    write_size(rows, *judged.catalog, table);
    rows.text_or_null(row.neighbour_identity);
    rows.text_or_null(row.neighbour_why);
    rows.text_or_null(core::Text(fix_text(row)));
    rows.text_or_null(undo_of(row));
    rows.text(row.identity);
    rows.end_row();
}

void write_keys(FunctionCallInfo fcinfo) {
    const core::Text rules[] = {"foreign_key_index"};
    const core::Text schema = schema_argument(fcinfo, 0);
    const DatabaseJudgement judged = judge_as_facts(rules);
    Rows rows(fcinfo);
    for (const core::FindingRow* const row : sorted_findings(judged, schema).rows()) {
        CHECK_FOR_INTERRUPTS();
        write_key(rows, judged, *row);
    }
}

void write_timestamp(Rows& rows, const DatabaseJudgement& judged, const core::FindingRow& row) {
    const core::Relation& table = *judged.catalog->relation(row.relation);
    const core::Column* const column = table.column(row.column);
    rows.text(table.schema);
    rows.text(table.name);
    rows.text(row.rule);
    rows.text(column == nullptr ? core::Text("missing") : row.part);
    rows.text(column == nullptr ? row.part : column->name);
    rows.text_or_null(column == nullptr ? core::Text() : column->type_name);
    write_size(rows, *judged.catalog, table);
    rows.text_or_null(core::Text(fix_text(row)));
    rows.text_or_null(undo_of(row));
    rows.text(row.identity);
    rows.end_row();
}

void write_timestamps(FunctionCallInfo fcinfo) {
    const core::Text rules[] = {"created_at", "updated_at"};
    const core::Text schema = schema_argument(fcinfo, 0);
    const DatabaseJudgement judged = judge_as_facts(rules);
    Rows rows(fcinfo);
    for (const core::FindingRow* const row : sorted_findings(judged, schema).rows()) {
        CHECK_FOR_INTERRUPTS();
        write_timestamp(rows, judged, *row);
    }
}

void write_index(Rows& rows, const DatabaseJudgement& judged, const core::FindingRow& row, TimestampTz since) {
    const core::Relation& table = *judged.catalog->relation(row.relation);
    const core::Index& index = *table.index(row.object);
    const IndexUse use = use_of(*judged.catalog, table, index);
    rows.text(table.schema);
    rows.text(table.name);
    rows.text(index.name);
    rows.text(row.rule == core::Text("duplicate_index") ? "duplicate" : "prefix");
    rows.text(row.neighbour_identity);
    rows.text(row.neighbour_why);
    rows.number(use.blocks * BLCKSZ);
    rows.number(use.scans);
    time_or_null(rows, since);
    time_or_null(rows, use.last);
    rows.text_or_null(core::Text(fix_text(row)));
    rows.text_or_null(undo_of(row));
    rows.text(row.identity);
    rows.end_row();
}

void write_indexes(FunctionCallInfo fcinfo) {
    const core::Text rules[] = {"duplicate_index", "redundant_index"};
    const core::Text schema = schema_argument(fcinfo, 0);
    const DatabaseJudgement judged = judge_as_facts(rules);
    const TimestampTz since = counted_since();
    Rows rows(fcinfo);
    for (const core::FindingRow* const row : sorted_findings(judged, schema).rows()) {
        CHECK_FOR_INTERRUPTS();
        write_index(rows, judged, *row, since);
    }
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_missing_fk_indexes);
PG_FUNCTION_INFO_V1(conventions_missing_timestamps);
PG_FUNCTION_INFO_V1(conventions_redundant_indexes);

Datum conventions_missing_fk_indexes(PG_FUNCTION_ARGS) {
    conventions::pg::write_keys(fcinfo);
    return Datum{0};
}

Datum conventions_missing_timestamps(PG_FUNCTION_ARGS) {
    conventions::pg::write_timestamps(fcinfo);
    return Datum{0};
}

Datum conventions_redundant_indexes(PG_FUNCTION_ARGS) {
    conventions::pg::write_indexes(fcinfo);
    return Datum{0};
}
}
