// A small schema on a server that has counted and sampled for some days.

#pragma once

#include <deque>

#include "schema_facts.hpp"

namespace conventions::core::test {

inline constexpr Instant day = 86'400'000'000;
inline constexpr Instant today = 9'800 * day;  // 2026-10-31

inline constexpr Type boolean_type = {.oid = 16,
                                      .schema = "pg_catalog",
                                      .name = "bool",
                                      .shown = "boolean",
                                      .category = 'B',
                                      .length = 1,
                                      .alignment = 'c'};

/// A schema on a server that has counted for some days.
struct Counted : Schema {
    const Catalog& after(std::int64_t days, bool on_standby = false) {
        standby.in_recovery = true;
        whole = catalog();
        whole.counting = {.since = today - days * day, .now = today + day / 2};
        if (on_standby) whole.server = &standby;
        return whole;
    }
    const Usage& use(Usage usage) { return usages.emplace_back(usage); }
    const Distribution& spread(Distribution distribution) { return distributions.emplace_back(distribution); }

    Catalog whole;
    Server standby = test::server;
    std::deque<Usage> usages;
    std::deque<Distribution> distributions;
};

/// With columns a, b (bigint), note (text) and flag (boolean).
inline Table& orders(Counted& schema, Text name = "orders", RelationKind kind = RelationKind::table) {
    Table& table = schema.table(name, kind);
    table.column("a");
    table.column("b");
    table.column("note", test::text_type);
    table.column("flag", boolean_type);
    if (kind == RelationKind::table) table.relation.usage = &schema.use({});
    return table;
}

/// Of 200 pages, read so often.
inline Index& read(Counted& schema, Index& index, std::int64_t scans, Instant last = 0) {
    index.usage = &schema.use({.scans = scans, .last_scan = last});
    index.blocks = 200;
    return index;
}

}  // namespace conventions::core::test
