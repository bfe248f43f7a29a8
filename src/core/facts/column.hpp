// A column of a relation.

#pragma once

#include "core/facts/type.hpp"
#include "core/facts/usage.hpp"

namespace conventions::core {

enum class Identity : std::uint8_t { none, always, by_default };
enum class Generated : std::uint8_t { none, stored, computed };

/// What the default (own, or else of the domain) is made of, as far as rules ask.
enum class DefaultKind : std::uint8_t {
    none,
    constant,
    sequence,      // nextval of one known sequence
    current_time,  // now(), CURRENT_TIMESTAMP, transaction_, statement_ or clock_timestamp(), through casts and
                   // AT TIME ZONE
    expression,
};

struct Column {
    AttributeNumber number = 0;
    Text name;
    /// As format_type(type, modifier): "numeric(10,2)".
    Text type_name;
    std::int32_t modifier = -1;
    const Type* type = nullptr;
    /// Through domains; with the modifier that holds there.
    const Type* base = nullptr;
    std::int32_t base_modifier = -1;
    /// Through domains and array elements, as often as they alternate.
    const Type* scalar = nullptr;
    bool is_array = false;
    /// Declared here; a NOT NULL domain does not set it.
    bool not_null = false;
    bool domain_not_null = false;
    Identity identity = Identity::none;
    Generated generated = Generated::none;
    /// Read only with Need::defaults (else none); has_default always.
    bool has_default = false;
    DefaultKind default_kind = DefaultKind::none;
    /// Also where the kind of the default was not read.
    bool may_default_to(DefaultKind kind) const {
        return default_kind == kind || (has_default && default_kind == DefaultKind::none);
    }
    /// DefaultKind::constant: NULL. The server keeps such a default only over that of a domain.
    bool default_is_null = false;
    /// DefaultKind::constant, of the column itself: the text 'NULL' or 'null'.
    bool default_is_null_text = false;
    /// The sequence of DefaultKind::sequence; with Need::identities also that of an identity.
    ObjectId default_sequence = 0;
    /// SQL text of the default; read only with Need::definitions.
    Text default_text;
    ObjectId collation = 0;
    /// The collation differs from that of the type; its quoted, qualified name with Need::definitions.
    bool collation_given = false;
    Text collation_name;
    /// What the author said of storage, "pglz" and "EXTERNAL", and of the sequence of an identity, as SQL: "START WITH
    /// 100 CYCLE"; empty for what goes without saying. Read only with Need::definitions.
    Text compression;
    Text storage;
    Text identity_options;
    /// Not defined here but only by a parent (partition or inheritance).
    bool inherited = false;
    /// Moment::drop only: the command took this column away. Set by the caller of the reader.
    bool dropped = false;
    bool has_comment = false;
    Text comment;
    /// pg_statistic.stanullfrac, or -1 where nothing is known; read only with Need::statistics.
    float null_fraction = -1;
    /// Read only with Need::distribution; null where nothing is known.
    const Distribution* distribution = nullptr;
    /// pg_statistic.stawidth, the bytes of a value that is not null, on average; or -1. The same need.
    std::int32_t width = -1;
};

}  // namespace conventions::core
