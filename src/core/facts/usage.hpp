// What the server has counted and sampled: how relations are used, and how the values of a column are distributed.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

/// A moment as the server counts it: microseconds since 2000-01-01 00:00 UTC, 0 for none.
using Instant = std::int64_t;

/// Of one relation or index alone, since Counting::since and on this server only.
struct Usage {
    /// Of a table the sequential ones, of an index those of the index; and the rows or entries that they read.
    std::int64_t scans = 0;
    std::int64_t rows_read = 0;
    /// Of a table.
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t hot_updated = 0;
    std::int64_t deleted = 0;
    /// The last of `scans`; 0 where it is not known (before 16 it never is).
    Instant last_scan = 0;
    /// By hand or by autovacuum.
    Instant last_analyze = 0;
};

/// Since when the server counts, as far as it says.
struct Counting {
    /// The counters hold at least what happened since then: they were reset, or the server was started.
    Instant since = 0;
    Instant now = 0;
    bool was_reset = false;
};

/// The sample of pg_statistic. A share is a part of all rows.
struct Distribution {
    /// stadistinct: distinct values that are not null; negative: a part of the rows; 0: not known.
    float distinct = 0;
    /// Bytes of a value that is not null.
    std::int32_t average_width = 0;
    /// The list of common values: how many, what they make together, the first and the last of them.
    std::int32_t common = 0;
    float common_share = 0;
    float most_common = 0;
    float least_common = 0;
    /// Of a boolean column, also through domains; -1 where it is not known.
    float true_share = -1;
};

/// How many tables a schema has that are partitions of none and members of no extension, and how many of them are in a
/// foreign key, on either side.
struct SchemaCount {
    ObjectId schema = 0;
    std::int64_t tables = 0;
    std::int64_t related = 0;
};

}  // namespace conventions::core
