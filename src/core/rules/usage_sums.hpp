// How much a table or an index is used, summed over the partitions that hold its rows, and since when that is counted.

#pragma once

#include <string>

#include "core/rules/rule.hpp"

namespace conventions::core {

struct TableUse {
    /// Everything that holds rows was counted: no foreign table is among it.
    bool is_known = true;
    std::int64_t scans = 0;
    std::int64_t rows_read = 0;
    /// Those of the indexes of all partitions.
    std::int64_t index_scans = 0;
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t hot_updated = 0;
    std::int64_t deleted = 0;
    Instant last_scan = 0;
};

/// Read with Need::usage and Need::indexes.
TableUse use_of(const Catalog& catalog, const Relation& table);

struct IndexUse {
    bool is_known = true;
    std::int64_t scans = 0;
    std::int64_t blocks = 0;
    Instant last_scan = 0;
};

/// Of an index of a partitioned table that of its parts.
IndexUse use_of(const Catalog& catalog, const Relation& table, const Index& index);

struct RowCount {
    /// pg_class.reltuples of what was ever counted.
    double rows = 0;
    /// That is all of the table.
    bool is_whole = true;
};
RowCount rows_of(const Catalog& catalog, const Relation& table);

/// How many whole days lie between the two.
std::int64_t days_between(Instant from, Instant to);

/// "2026-09-01", in UTC.
std::string date_of(Instant when);

/// "0 scans since 2026-09-01 (82 days) on this server; a standby may use it." for `what` "0 scans" and `use` "use".
/// The moment is that from which on nothing was seen.
std::string since_text(const Catalog& catalog, Text what, Instant since, Text use);

/// "Counted since 2026-09-01 (82 days), on this server alone."
std::string counted_text(const Catalog& catalog);

/// Nothing was counted since: of what was used, on servers that tell, since the last use, where `min_days` asks for
/// more than the counters themselves tell. 0 where it was used.
Instant unused_since(const Catalog& catalog, std::int64_t scans, Instant last_scan, std::int64_t min_days);

/// The counters, or the moment, are old enough to tell.
bool is_long_ago(const Catalog& catalog, Instant since, std::int64_t min_days);

}  // namespace conventions::core
