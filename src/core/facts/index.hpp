// An index of a relation.

#pragma once

#include "core/facts/condition.hpp"

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
};

}  // namespace conventions::core
