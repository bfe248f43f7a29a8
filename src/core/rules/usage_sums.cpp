// How much a table or an index is used, summed over the partitions that hold its rows, and since when that is counted.

#include "core/rules/usage_sums.hpp"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr std::int64_t microseconds_of_a_day = 86'400'000'000;

struct Part {
    const Relation* table = nullptr;
    const Index* index = nullptr;
};

/// What makes up the index, itself included.
std::vector<Part> parts_of(const Catalog& catalog, const Relation& table, const Index& index) {
    std::vector<Part> parts = {{&table, &index}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part whole = parts[i];
        if (!whole.index->partitioned) continue;
        for (const ObjectId oid : whole.table->children) {
            const Relation* const child = catalog.relation(oid);
            if (child == nullptr) continue;
            for (const Index& each : child->indexes)
                if (each.parent == whole.index->oid) parts.push_back({child, &each});
        }
    }
    return parts;
}

std::string padded(unsigned number) {
    std::string digits = std::to_string(number);
    if (digits.size() < 2) digits.insert(digits.begin(), '0');
    return digits;
}

std::string days_text(std::int64_t days) { return Findings::text(std::to_string(days), days == 1 ? " day" : " days"); }

}  // namespace

TableUse use_of(const Catalog& catalog, const Relation& table) {
    TableUse sum;
    for (const Relation* const leaf : leaves_of(catalog, table)) {
        if (leaf->usage == nullptr) {
            sum.is_known = false;
            continue;
        }
        const Usage& each = *leaf->usage;
        sum.scans += each.scans;
        sum.rows_read += each.rows_read;
        sum.inserted += each.inserted;
        sum.updated += each.updated;
        sum.hot_updated += each.hot_updated;
        sum.deleted += each.deleted;
        sum.last_scan = std::max(sum.last_scan, each.last_scan);
        for (const Index& index : leaf->indexes) {
            if (index.usage == nullptr) continue;
            sum.index_scans += index.usage->scans;
            sum.last_scan = std::max(sum.last_scan, index.usage->last_scan);
        }
    }
    return sum;
}

IndexUse use_of(const Catalog& catalog, const Relation& table, const Index& index) {
    IndexUse sum;
    for (const Part& part : parts_of(catalog, table, index)) {
        if (part.index->partitioned) continue;
        if (part.index->usage == nullptr) {
            sum.is_known = false;
            continue;
        }
        sum.scans += part.index->usage->scans;
        sum.blocks += std::max<std::int64_t>(part.index->blocks, 0);
        sum.last_scan = std::max(sum.last_scan, part.index->usage->last_scan);
    }
    return sum;
}

RowCount rows_of(const Catalog& catalog, const Relation& table) {
    RowCount count;
    for (const Relation* const leaf : leaves_of(catalog, table)) {
        if (leaf->tuples >= 0)
            count.rows += static_cast<double>(leaf->tuples);
        else
            count.is_whole = false;
    }
    return count;
}

std::int64_t days_between(Instant from, Instant to) { return to <= from ? 0 : (to - from) / microseconds_of_a_day; }

// Eras of 400 years that begin on a first of March, so that the leap day is the last one.
std::string date_of(Instant when) {
    constexpr std::int64_t days_to_2000 = 730'425;  // since 0000-03-01
    constexpr std::int64_t days_of_an_era = 146'097;
    std::int64_t day = when / microseconds_of_a_day - (when % microseconds_of_a_day < 0 ? 1 : 0) + days_to_2000;
    const std::int64_t era = day / days_of_an_era;
    day -= era * days_of_an_era;
    const std::int64_t year = (day - day / 1460 + day / 36'524 - day / 146'096) / 365;
    const std::int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
    const std::int64_t from_march = (5 * day_of_year + 2) / 153;
    const auto day_of_month = static_cast<unsigned>(day_of_year - (153 * from_march + 2) / 5 + 1);
    const auto month = static_cast<unsigned>(from_march < 10 ? from_march + 3 : from_march - 9);
    const std::int64_t shown_year = year + era * 400 + (month <= 2 ? 1 : 0);
    return Findings::text(std::to_string(shown_year), "-", padded(month), "-", padded(day_of_month));
}

std::string since_text(const Catalog& catalog, Text what, Instant since, Text use) {
    const bool is_standby = catalog.server->in_recovery;
    return Findings::text(
        what, " since ", date_of(since), " (", days_text(days_between(since, catalog.counting.now)),
        is_standby ? ") on this server, a standby; the primary may " : ") on this server; a standby may ", use, " it.");
}

std::string counted_text(const Catalog& catalog) {
    const Counting& counting = catalog.counting;
    return Findings::text("Counted since ", date_of(counting.since), " (",
                          days_text(days_between(counting.since, counting.now)), "), on this server alone",
                          catalog.server->in_recovery ? ", a standby." : ".");
}

Instant unused_since(const Catalog& catalog, std::int64_t scans, Instant last_scan, std::int64_t min_days) {
    if (scans == 0) return catalog.counting.since;
    return min_days > 0 ? last_scan : 0;
}

bool is_long_ago(const Catalog& catalog, Instant since, std::int64_t min_days) {
    return since != 0 && days_between(since, catalog.counting.now) >= min_days;
}

}  // namespace conventions::core
