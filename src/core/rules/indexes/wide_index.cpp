// Rule wide_index: an index has few and narrow keys.

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

constexpr Parameter max_bytes = {
    .name = "max_bytes",
    .type = ParameterType::integer,
    .initial = "512",
    .text = "Bytes of the key columns of a row, on average, that pass; reports only.",
    .minimum = 1,
};
constexpr Parameter max_columns = {
    .name = "max_columns",
    .type = ParameterType::integer,
    .initial = "5",
    .text = "Key columns that pass.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&max_bytes, &max_columns};

/// As far as ANALYZE has counted; what an expression holds it counts elsewhere.
std::int64_t bytes_of(const Relation& table, const Index& index) {
    std::int64_t bytes = 0;
    for (const IndexKey& key : index.keys) {
        const Column* const column = table.column(key.column);
        if (column == nullptr || column->width < 0) continue;
        const double share = column->null_fraction > 0 ? 1.0 - static_cast<double>(column->null_fraction) : 1.0;
        bytes += static_cast<std::int64_t>(static_cast<double>(column->width) * share);
    }
    return bytes;
}

/// Methods that hold a key as it is; GIN, GiST and BRIN hold parts and summaries.
bool holds_keys(const Index& index) { return index.access_method == "btree"; }

void check(const Input& in, Findings& out) {
    const auto columns = static_cast<std::size_t>(in.value(max_columns).integer());
    const std::int64_t most = in.value(max_bytes).integer();
    const bool has_statistics = in.situation.moment == Moment::report;
    for (const Index& index : in.relation.indexes) {
        if (index.parent != 0) continue;
        Finding found = {.object = object_of(in.relation, index)};
        if (index.keys.size() > columns) {
            found.says = out.text("has ", std::to_string(index.keys.size()), " key columns, more than ",
                                  std::to_string(columns));
        } else {
            const std::int64_t bytes = has_statistics && holds_keys(index) ? bytes_of(in.relation, index) : 0;
            if (bytes <= most) continue;
            found.says =
                out.text("has keys of ", std::to_string(bytes), " bytes on average, more than ", std::to_string(most));
            found.detail = "By the statistics of the last ANALYZE on this server.";
        }
        out.add(std::move(found));
    }
}

}  // namespace

extern constinit const Rule wide_index = {
    .id = "wide_index",
    .family = Family::indexes,
    .summary = "an index has few and narrow keys",
    .documentation =
        {
            .what = "Finds indexes with more key columns than the limit, those of constraints included; in reports "
                    "also btree indexes whose key columns hold more bytes than the limit, by the averages of ANALYZE. "
                    "INCLUDE columns and expressions are not counted.",
            .why = "Each entry repeats all keys. Beyond the first few columns a key seldom narrows a search, but the "
                   "index grows, fits worse into memory, and every update of one of the columns writes it. A btree "
                   "entry over about 2700 bytes is refused.",
            .bad = "CREATE INDEX idx_orders_all ON orders (customer_id, state, placed_at, total, currency, note);",
            .good = "CREATE INDEX idx_orders_customer_id_placed_at ON orders (customer_id, placed_at);",
            .fix = "None: which columns the queries need only their plans tell.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .needs = Need::columns | Need::indexes | Need::constraints,
    // Only a report looks at them.
    .excuse_needs = Need::statistics,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
};

}  // namespace conventions::core
