// A relation of any kind, with all that belongs to it.

#pragma once

#include "core/facts/column.hpp"
#include "core/facts/constraint.hpp"
#include "core/facts/index.hpp"
#include "core/facts/row_policy.hpp"
#include "core/facts/trigger.hpp"

namespace conventions::core {

enum class RelationKind : std::uint8_t {
    table,
    partitioned_table,
    foreign_table,
    view,
    materialized_view,
    sequence,
    composite_type,
};
/// What columns with rows behind them can be asked of.
constexpr SetOf<RelationKind> tables = {RelationKind::table, RelationKind::partitioned_table,
                                        RelationKind::foreign_table};
enum class Persistence : std::uint8_t { permanent, unlogged, temporary };
/// Who made the relation, as far as one transaction knows.
enum class Origin : std::uint8_t {
    earlier,           // before this transaction, or not known
    this_transaction,  // by an earlier command of this transaction
    this_command,
};

/// How a partitioned table spreads its rows.
enum class PartitionedBy : std::uint8_t { nothing, list, range, hash };

struct ColumnAt {
    ObjectId relation = 0;
    AttributeNumber column = 0;
};

/// What a role other than the owner may do.
struct Grant {
    /// Empty for PUBLIC.
    Text role;
    /// As GRANT says it: "SELECT, USAGE".
    Text privileges;
    bool with_grant_option = false;
};

struct SequenceFacts {
    ObjectId type = 0;
    std::int64_t start = 0;
    std::int64_t increment = 0;
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
    std::int64_t cache = 0;
    bool cycle = false;
    /// The column that owns it (OWNED BY, or identity), 0 for none.
    ObjectId owner_relation = 0;
    AttributeNumber owner_column = 0;
    bool owner_is_identity = false;
    /// The columns whose defaults take numbers from it, sorted; read with Need::sequences, of a partition tree all.
    Rows<ColumnAt> users;
    /// Read with Need::sequences.
    Rows<Grant> grants;
    /// What it has reached, read with Need::sequence_values. Known where the reader may read it, and nobody is just
    /// about to change the sequence; it is not waited for. Not called: it has given no number yet.
    std::int64_t last_value = 0;
    bool value_known = false;
    bool called = false;
};

/// The row whose `member` is `wanted`, or null; the rows are sorted by it.
template <class Row, class Number>
const Row* found_in_order(Rows<Row> rows, Number Row::*member, Number wanted) {
    std::size_t low = 0;
    std::size_t high = rows.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (rows[middle].*member < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rows.size() && rows[low].*member == wanted ? &rows[low] : nullptr;
}

struct Relation {
    ObjectId oid = 0;
    ObjectId schema_oid = 0;
    Text schema;
    Text name;
    RelationKind kind = RelationKind::table;
    Persistence persistence = Persistence::permanent;
    ObjectId owner = 0;
    Text access_method;
    /// relispartition, and whether a DETACH CONCURRENTLY has begun.
    bool is_partition = false;
    bool detach_pending = false;
    /// Parents by pg_inherits in inhseqno order: one for a partition, any number for INHERITS.
    Rows<ObjectId> parents;
    /// Direct children by pg_inherits in OID order, partitions or inheriting tables.
    Rows<ObjectId> children;
    /// Of a partitioned table; read with Need::partitioning. 0: it has no default partition.
    PartitionedBy partitioned_by = PartitionedBy::nothing;
    ObjectId default_partition = 0;
    /// OF type, 0 for none.
    ObjectId of_type = 0;
    ObjectId extension = 0;
    /// The membership counts: the relation or its extension is owned by a superuser.
    bool extension_trusted = true;
    /// pg_class.relreplident: 'd' default, 'n' nothing, 'f' full, 'i' index.
    char replica_identity = 'd';
    bool row_security = false;
    bool row_security_forced = false;
    /// Sorted by OID; read with Need::policies. The next two only where there are any: roles other than the owner may
    /// read or write rows, or columns of them; and the owner is not bound even where row security is forced, as a
    /// superuser or by BYPASSRLS.
    Rows<RowPolicy> policies;
    bool shared = false;
    bool owner_bypasses = false;
    /// Blocks of the main fork of this relation alone, -1 where not read (Need::sizes) or not known.
    std::int64_t blocks = -1;
    /// pg_class.reltuples: -1 for never counted.
    float tuples = -1;
    /// Read with Need::usage, of what has rows of its own; else null.
    const Usage* usage = nullptr;
    Origin origin = Origin::earlier;
    /// By CREATE TABLE AS or SELECT INTO, in this transaction.
    bool made_by_query = false;
    /// Storage made in this transaction without a rewrite: emptied here.
    bool emptied_here = false;
    /// Storage parameters as SQL, "fillfactor='70'", and the tablespace where it is not the database's; read only with
    /// Need::definitions.
    Text storage_options;
    Text tablespace;
    bool has_comment = false;
    Text comment;
    /// Dropped columns are left out; sorted by number.
    Rows<Column> columns;
    /// Sorted by OID.
    Rows<Index> indexes;
    /// Sorted by OID.
    Rows<Constraint> constraints;
    /// Sorted by OID; internal ones included.
    Rows<Trigger> triggers;
    /// Only for RelationKind::sequence.
    SequenceFacts sequence;

    bool is_table() const {
        return kind == RelationKind::table || kind == RelationKind::partitioned_table ||
               kind == RelationKind::foreign_table;
    }

    /// The column with that number, or null.
    const Column* column(AttributeNumber number) const { return found_in_order(columns, &Column::number, number); }

    /// The column with that name, exact in case, or null.
    const Column* column(Text wanted) const {
        for (const Column& each : columns)
            if (each.name == wanted) return &each;
        return nullptr;
    }

    /// The index with that OID, or null.
    const Index* index(ObjectId wanted) const { return found_in_order(indexes, &Index::oid, wanted); }

    /// The constraint with that OID, or null.
    const Constraint* constraint(ObjectId wanted) const {
        return found_in_order(constraints, &Constraint::oid, wanted);
    }

    /// The primary key, or null.
    const Constraint* primary_key() const {
        for (const Constraint& each : constraints)
            if (each.kind == ConstraintKind::primary_key) return &each;
        return nullptr;
    }
};

}  // namespace conventions::core
