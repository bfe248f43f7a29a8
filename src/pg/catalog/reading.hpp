// What one reading has found so far. The three front ends (present.cpp, snapshot.cpp, database.cpp) only differ in
// where rows come from; what becomes of a row is decided once, by the functions declared here.

#pragma once

#include "pg/catalog/arena.hpp"
#include "pg/catalog/scan.hpp"
#include "pg/catalog/table.hpp"

namespace conventions::pg {

/// A type with what the facts leave out. The chain (base and what follows) is valid once `resolved`.
struct TypeEntry {
    core::Type fact;
    Oid collation = InvalidOid;
    Oid modifier_out = InvalidOid;
    char storage = '\0';
    bool resolved = false;
    core::DefaultKind default_kind = core::DefaultKind::none;
    Oid default_sequence = InvalidOid;
    bool default_is_null = false;
    bool has_default = false;
    const TypeEntry* base = nullptr;
    std::int32_t base_modifier = -1;
    const TypeEntry* scalar = nullptr;
    bool is_array = false;
    bool any_not_null = false;
};

struct RelationDraft {
    core::Relation fact;
    /// By number - 1; number 0 marks a dropped one. Closed up when the reading is finished.
    core::Column* columns = nullptr;
    std::size_t column_room = 0;
    Oid toast = InvalidOid;
    bool has_index = false;
    bool has_triggers = false;
    bool has_children = false;
    /// It depends on another relation, as a child does on its parents.
    bool has_parents = false;
};

struct IndexDraft {
    std::uint32_t slot = 0;
    core::Index* fact = nullptr;
    core::IndexKey* keys = nullptr;
    /// Node trees as stored, null for none; the predicate parsed and simplified once somebody asks.
    const char* expressions = nullptr;
    const char* predicate = nullptr;
    ::List* conditions = nullptr;
};

struct ConstraintDraft {
    std::uint32_t slot = 0;
    core::Constraint* fact = nullptr;
    const char* expression = nullptr;
    /// conpfeqop
    std::span<const Oid> operators;
};

struct TriggerDraft {
    std::uint32_t slot = 0;
    core::Trigger* fact = nullptr;
};

struct PolicyDraft {
    std::uint32_t slot = 0;
    core::RowPolicy* fact = nullptr;
};

/// A row of pg_inherits.
struct Edge {
    Oid child = InvalidOid;
    Oid parent = InvalidOid;
    std::int32_t position = 0;
    bool detach_pending = false;
};

/// A column whose default calls nextval() on the sequence in this slot.
struct SequenceUser {
    std::uint32_t slot = 0;
    core::ColumnAt at;
};

struct QualifiedName {
    core::Text schema;
    core::Text name;
};

struct OperatorClass {
    Oid access_method = InvalidOid;
    Oid family = InvalidOid;
    Oid input_type = InvalidOid;
};

struct Operator {
    Oid commutator = InvalidOid;
    Oid right = InvalidOid;
};

struct Reading {
    core::Need needs = core::Need::none;
    /// Look-ups may ask the syscache; otherwise they scan by `snapshot`.
    bool present = false;
    /// Catalogs are scanned whole, once each: nothing is asked object by object that a scan brings anyway.
    bool whole = false;
    Snapshot snapshot = nullptr;
    /// See read_to_pass().
    bool to_pass = false;
    /// Where the result goes, and where drafts go: the same context but for the whole database.
    mutable Arena home;
    /// The facts themselves, one kind behind the other, so that they can be published where they are.
    Arena index_facts;
    Arena constraint_facts;
    Arena trigger_facts;
    Arena policy_facts;
    MemoryContext scratch = nullptr;

    List<RelationDraft> relations;
    List<IndexDraft> indexes;
    List<ConstraintDraft> constraints;
    List<TriggerDraft> triggers;
    List<PolicyDraft> policies;
    List<Edge> edges;
    List<SequenceUser> sequence_users;
    /// OID to its place in the lists above.
    ByOid<std::uint32_t> slots;
    ByOid<std::uint32_t> index_slots;
    ByOid<std::uint32_t> constraint_slots;
    /// The key constraint that owns an index.
    ByOid<Oid> index_constraints;
    /// Indexes on which some foreign key rests.
    ByOid<bool> referenced_indexes;
    /// Row type of a composite type to the slot of its relation: its extension has the type as member.
    ByOid<std::uint32_t> composite_slots;
    /// pg_attrdef row to its column, while catalogs are scanned whole.
    ByOid<core::ColumnAt> default_columns;
    /// Relations seen by the walk through the trees.
    Table<bool> queued;

    Table<TypeEntry*> types;
    Table<core::Text> type_names;
    Table<core::Text> schemas;
    Table<core::Text> access_methods;
    Table<core::Text> collations;
    Table<QualifiedName> functions;
    Table<OperatorClass> operator_classes;
    Table<Operator> operators;
    Table<core::Rows<core::ObjectId>> families;
    Table<Oid> extension_owners;
    Table<bool> superusers;
};

inline core::Text text_of(const NameData& name) { return {NameStr(name), strnlen(NameStr(name), NAMEDATALEN)}; }

/// A copy that lives as long as the result.
core::Text kept(const Reading& reading, core::Text text);

/// Room for a few items, where most readings need no more.
template <class T>
void reserve(List<T>& list, std::size_t room) {
    list.items = static_cast<T*>(palloc_extended(room * sizeof(T), MCXT_ALLOC_HUGE));
    list.room = room;
}

template <class T>
T* allocate_in(Arena& home, std::size_t count) {
    if (count == 0) return nullptr;
    T* const items = static_cast<T*>(home.rows(count * sizeof(T)));
    for (std::size_t i = 0; i < count; ++i) items[i] = T{};
    return items;
}

/// What initdb made stays: it may be asked of the syscache for any image. Not so schemas, of which public can go.
inline bool may_ask_cache(const Reading& reading, Oid oid) { return reading.present || oid < FirstUnpinnedObjectId; }

inline bool wants(const Reading& reading, core::Need need) { return core::has(reading.needs, need); }

/// The place of an object in its list plus one, 0 for none.
inline std::uint32_t place(const ByOid<std::uint32_t>& places, Oid oid) { return places.get(oid); }

// reading.cpp
Reading begin_reading(core::Need needs);
/// Room for one relation.
void expect_few(Reading& reading);

// finish.cpp: numbers, links and sorts what was collected.
const core::Catalog* finish_reading(Reading& reading);

// convert.cpp: one row of a catalog to a fact.
bool is_wanted_kind(char kind);
bool is_index_kind(char kind);
RelationDraft& add_relation(Reading& reading, Oid oid, Form_pg_class form);
void add_column(Reading& reading, RelationDraft& draft, Form_pg_attribute form);
/// What the pg_class row of an index says.
struct IndexClass {
    core::Text name;
    Oid schema = InvalidOid;
    Oid access_method = InvalidOid;
    char kind = '\0';
    bool is_partition = false;
    /// Only while the whole database is read with Need::usage.
    int64 blocks = -1;
};
IndexClass index_class(const Reading& reading, Form_pg_class form);
void add_index(Reading& reading, std::uint32_t slot, HeapTuple row, TupleDesc shape, const IndexClass& index);
void add_trigger(Reading& reading, std::uint32_t slot, Form_pg_trigger form);
void set_sequence(RelationDraft& draft, Form_pg_sequence form);
void set_statistic(RelationDraft& draft, Form_pg_statistic form);
/// The same, with what Need::distribution asks for. Leaves garbage in the current memory context.
void set_distribution(const Reading& reading, RelationDraft& draft, const Row& row);
void add_edge(Reading& reading, Form_pg_inherits form);
void take_dependency(Reading& reading, Form_pg_depend form);
void take_comment(Reading& reading, Form_pg_description form, core::Text text);
core::Text options_text(const Reading& reading, Datum options);

// convert_constraint.cpp
void add_constraint(Reading& reading, std::uint32_t slot, HeapTuple row, TupleDesc shape);

// policies.cpp
void add_policy(Reading& reading, std::uint32_t slot, const Row& row);
/// By pg_class.relacl or pg_attribute.attacl: notes where somebody else may read or write rows.
void take_rights(RelationDraft& draft, const Row& row, AttrNumber column);
/// Policies of one table, by index scans.
void read_policies(Reading& reading, std::uint32_t slot);
/// What is only known where there are policies, once they are.
void finish_policies(core::Relation& fact);

// defaults.cpp
struct Default {
    core::DefaultKind kind = core::DefaultKind::none;
    Oid sequence = InvalidOid;
    bool is_null = false;
    bool is_null_text = false;
};
/// What a default is made of, by its node tree as stored. Leaves garbage in the current memory context.
Default default_of(const char* node_tree);
void set_default(RelationDraft& draft, AttrNumber column, const char* node_tree);

// limits.cpp
/// What a CHECK says of single columns, by its node tree as stored. Leaves no garbage.
core::Rows<core::ColumnLimit> limits_of(const Reading& reading, Datum tree);

// conditions.cpp
/// What a CHECK is made of and comes to, by its node tree as stored. Leaves no garbage.
void set_conditions(const Reading& reading, core::Constraint& check, Datum tree);
/// What the predicate of an index is made of.
void set_conditions(const Reading& reading, IndexDraft& index);

// expressions.cpp: numbers of the expressions of one relation, whose indexes and constraints are given by OID.
void number_expressions(Reading& reading, std::span<IndexDraft*> indexes, std::span<ConstraintDraft*> constraints);
/// The predicate as a list of conditions that all hold.
::List* conditions_of(IndexDraft& index);
/// The same of any boolean expression.
::List* conditions_of(Node* expression);

// predicates.cpp
/// Index::not_null_columns.
void set_not_null_columns(const Reading& reading, IndexDraft& index);

// belongings.cpp: all that hangs on one relation, by index scans.
void read_belongings(Reading& reading, std::uint32_t slot);
/// Adds what stands next to this relation in its tree to the queue.
void read_neighbours(Reading& reading, std::uint32_t slot, List<Oid>& queue);
void enqueue(Reading& reading, List<Oid>& queue, Oid relation);

// sequences.cpp
void add_sequence_user(Reading& reading, Oid sequence, core::ColumnAt column);
/// By pg_class.relacl.
void set_grants(Reading& reading, RelationDraft& draft, Datum access);
/// Users and grants of one sequence, by index scans.
void read_sequence_use(Reading& reading, RelationDraft& draft);
/// Adds the sequences that feed the columns of a table to the queue.
void enqueue_sequences(Reading& reading, const RelationDraft& draft, List<Oid>& queue);
/// Adds the tables of the columns that the sequence in this slot feeds or belongs to.
void enqueue_fed_tables(Reading& reading, std::uint32_t slot, List<Oid>& queue);
/// What the sequences of the reading have reached; asks for no lock that is not to be had at once.
void read_sequence_values(Reading& reading);
/// Users to their sequence, and the sequence of an identity to its column.
void link_sequences(Reading& reading);

// snapshot.cpp
/// Reads one relation by the snapshot of the reading; false where it does not exist or is not of a wanted kind.
bool read_one_by_snapshot(Reading& reading, Oid relation);

// types.cpp
TypeEntry* type_entry(Reading& reading, Oid type);
/// The same, but a type that does not exist is left out.
void wanted_type(Reading& reading, Oid type);
/// Adds a row of pg_type where the reading does not hold it; the chain comes with resolve_type().
TypeEntry* add_type(Reading& reading, const Row& row);
void resolve_type(Reading& reading, TypeEntry& entry);
/// Labels of one enum, in any order, to their place in the fact.
struct Label {
    Oid type = InvalidOid;
    float order = 0;
    core::Text text;
};
/// A check of a domain.
void add_domain_check(const Reading& reading, core::Type& domain, Form_pg_constraint form);
void add_label(Reading& reading, List<Label>& labels, Form_pg_enum form);
void set_labels(Reading& reading, List<Label>& labels);
/// As format_type(type, modifier).
core::Text shown_type(Reading& reading, const TypeEntry& type, std::int32_t modifier);

// pinned_types.cpp
/// The entry of an earlier reading, or null.
TypeEntry* pinned_type(Oid type);
/// Keeps the entry of a type of the server for later readings.
void pin_type(const TypeEntry& entry);

// names.cpp: names and other small answers, cached for the reading; empty for what does not exist.
core::Text schema_name(Reading& reading, Oid schema);
core::Text access_method_name(Reading& reading, Oid access_method);
core::Text collation_name(Reading& reading, Oid collation);
QualifiedName function_name(Reading& reading, Oid function);
QualifiedName relation_name(Reading& reading, Oid relation);
core::Text column_name(Reading& reading, Oid relation, AttrNumber column);
bool is_superuser(Reading& reading, Oid role);
Oid extension_owner(Reading& reading, Oid extension);

// operators.cpp
OperatorClass operator_class(Reading& reading, Oid operator_class);
void find_lookups(Reading& reading, ConstraintDraft& key);
void find_referenced_types(Reading& reading, ConstraintDraft& key);
void prove_indexes(Reading& reading, ConstraintDraft& key, std::span<IndexDraft*> indexes);

// definitions.cpp: SQL text of what exists now.
void read_definitions(Reading& reading, RelationDraft& draft, std::span<IndexDraft*> indexes,
                      std::span<ConstraintDraft*> constraints);
void read_invalid_definitions(Reading& reading, Oid relation, std::span<IndexDraft*> indexes);

// builds.cpp: which indexes of the reading are just being built.
void mark_builds(Reading& reading);

// usage.cpp: what the server has counted, of one relation.
const core::Usage* usage_of(const Reading& reading, Oid relation, MemoryContext passing);
core::Counting counting_now();
core::Rows<core::SchemaCount> schema_counts(const Reading& reading, core::Rows<core::Relation> relations);

// sizes.cpp
int64 blocks_of(Oid relation, Form_pg_class form);

}  // namespace conventions::pg
