// facts/: plain rows that describe a schema; nothing here knows the server.

#pragma once

#include <type_traits>

#include "core/facts/relation.hpp"
#include "core/facts/statement.hpp"

namespace conventions::core {

/// What a reading must contain beyond the bare relation; rules say what they need, the reader fetches no more.
enum class Need : std::uint32_t {
    none = 0,
    columns = 1U << 0,
    indexes = 1U << 1,
    constraints = 1U << 2,
    triggers = 1U << 3,
    comments = 1U << 4,
    defaults = 1U << 5,            // Column::default_kind
    lookups = 1U << 6,             // Constraint::lookups, proved_indexes
    references = 1U << 7,          // Index::referenced
    sizes = 1U << 8,               // Relation::blocks
    statistics = 1U << 9,          // Column::null_fraction, width
    definitions = 1U << 10,        // SQL text of defaults, collations, constraints; never on a before image
    labels = 1U << 11,             // Type::labels
    types = 1U << 12,              // Catalog::types also holds every type of the database (whole-database reading)
    sequences = 1U << 13,          // Catalog::relations also holds the sequences that defaults take numbers from
    identities = 1U << 14,         // and those of identity columns
    referenced_types = 1U << 15,   // Constraint::referenced_types
    invalid_indexes = 1U << 16,    // Index::building, and Index::definition where a partitioned one is not valid
    check_expressions = 1U << 17,  // Constraint::expression
    policies = 1U << 18,           // Relation::policies, and for whom they are made
    check_limits = 1U << 19,       // Constraint::limits
    check_conditions = 1U << 20,   // Constraint::conditions, outcome
    predicates = 1U << 21,         // Index::conditions, not_null_columns
    sequence_columns = 1U << 22,   // sequences, and Catalog::relations also holds the tables that these feed, if few
    sequence_values = 1U << 23,    // SequenceFacts::last_value, as of now
    // Of a reading of the whole database alone:
    usage = 1U << 25,          // Relation::usage, Index::usage and blocks, Catalog::counting
    distribution = 1U << 26,   // Column::distribution, null_fraction
    partitioning = 1U << 27,   // Relation::partitioned_by, default_partition
    schema_counts = 1U << 28,  // Catalog::schemas
    all = ~0U,
};

constexpr Need operator|(Need a, Need b) {
    return static_cast<Need>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
constexpr Need without(Need set, Need members) {
    return static_cast<Need>(static_cast<std::uint32_t>(set) & ~static_cast<std::uint32_t>(members));
}
constexpr bool has(Need set, Need member) {
    return (static_cast<std::uint32_t>(set) & static_cast<std::uint32_t>(member)) != 0;
}

/// A word of the grammar. Classes as in pg_get_keywords(): U unreserved, C column name, T type or function name, R
/// reserved.
struct Keyword {
    Text word;
    char category = 'U';
};

/// Where in the sorted keywords those with one first letter stand, and how long they are.
struct LetterOfKeywords {
    std::uint16_t begin = 0;
    std::uint16_t end = 0;
    /// Bit n: one of them has n bytes.
    std::uint32_t lengths = 0;
};

/// The server, as far as judging needs it.
struct Server {
    /// server_version_num, 150018.
    std::int32_t version = 0;
    /// Sorted by word, lower case.
    Rows<Keyword> keywords;
    /// The words with each letter a to z; empty: not worked out.
    Rows<LetterOfKeywords> letters = {};
    bool utf8 = true;
    bool preloaded = false;
    bool in_recovery = false;
};

/// A set of facts from one reader and one snapshot.
struct Catalog {
    const Server* server = nullptr;
    /// Sorted by OID.
    Rows<Relation> relations;
    /// Every type that a column of `relations` uses or rests on, and with Need::types all that somebody made: row types
    /// of tables and array types are here only where a column uses them. Sorted by OID.
    Rows<const Type*> types;
    /// Read with Need::usage.
    Counting counting = {};
    /// Sorted by OID; read with Need::schema_counts.
    Rows<SchemaCount> schemas = {};

    /// The relation, or null where this reading does not hold it.
    const Relation* relation(ObjectId oid) const {
        std::size_t low = 0;
        std::size_t high = relations.size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (relations[middle].oid < oid)
                low = middle + 1;
            else
                high = middle;
        }
        return low < relations.size() && relations[low].oid == oid ? &relations[low] : nullptr;
    }

    /// The type, or null where this reading does not hold it.
    const Type* type(ObjectId oid) const {
        std::size_t low = 0;
        std::size_t high = types.size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (types[middle]->oid < oid)
                low = middle + 1;
            else
                high = middle;
        }
        return low < types.size() && types[low]->oid == oid ? types[low] : nullptr;
    }
};

static_assert(std::is_trivially_destructible_v<Catalog> && std::is_trivially_destructible_v<Relation> &&
              std::is_trivially_destructible_v<Statement> && std::is_trivially_destructible_v<Server>);

}  // namespace conventions::core
