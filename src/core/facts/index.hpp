// An index of a relation.

#pragma once

#include "core/facts/condition.hpp"
#include "core/facts/usage.hpp"

namespace conventions::core {

struct IndexKey {
    /// 0 for an expression, whose number stands in `expression`.
    AttributeNumber column = 0;
    ExpressionId expression = 0;
    /// For an expression: the name that the server gave to this column of the index ("lower"), of which it makes names.
    Text name;
    ObjectId operator_class = 0;
    ObjectId operator_family = 0;
    /// The input type of the operator class.
    ObjectId input_type = 0;
    ObjectId collation = 0;
    bool descending = false;
    bool nulls_first = false;
    /// Options of the operator class as stored, empty for none.
    Text options;
};

struct Index {
    ObjectId oid = 0;
    Text schema;
    Text name;
    /// "btree", "hash", "gin" ...
    Text access_method;
    Rows<IndexKey> keys;
    /// INCLUDE columns.
    Rows<AttributeNumber> included;
    ExpressionId predicate = 0;
    /// What the predicate is made of; read only with Need::predicates.
    Rows<Condition> conditions;
    /// Columns that are not null wherever the predicate is true. Read only with Need::predicates.
    Rows<AttributeNumber> not_null_columns;
    /// Columns that occur in expressions of the keys, in the order of their first mention.
    Rows<AttributeNumber> expression_columns;
    bool unique = false;
    bool primary = false;
    bool exclusion = false;
    bool immediate = true;
    bool valid = true;
    bool ready = true;
    bool live = true;
    /// A session builds it right now (pg_stat_progress_create_index); read with Need::invalid_indexes.
    bool building = false;
    bool clustered = false;
    bool replica_identity = false;
    bool nulls_not_distinct = false;
    /// An index of a partitioned table: no storage of its own.
    bool partitioned = false;
    /// The index of the parent table that this one is attached to, 0 for none.
    ObjectId parent = 0;
    /// The primary key, unique or exclusion constraint that owns this index, 0 for none.
    ObjectId constraint = 0;
    /// Some foreign key rests on it (conindid). Read with Need::references, for unique indexes.
    bool referenced = false;
    /// As pg_get_indexdef prints it; read only with Need::definitions, and with Need::invalid_indexes for a partitioned
    /// index that is not valid; never on a before image.
    Text definition;
    bool has_comment = false;
    Text comment;
    /// Read with Need::usage: null and -1 where not read, and for a partitioned index.
    const Usage* usage = nullptr;
    std::int64_t blocks = -1;

    /// The column of which the predicate says that it is null or not true (deleted_at IS NULL, NOT deleted), and no
    /// more; 0 for any other predicate.
    AttributeNumber absent_column() const {
        if (conditions.size() != 1) return 0;
        const ConditionKind kind = conditions[0].kind;
        return kind == ConditionKind::is_null || kind == ConditionKind::is_false ? conditions[0].column : 0;
    }
};

}  // namespace conventions::core
