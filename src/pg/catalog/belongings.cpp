// belongings.cpp: all that hangs on one relation, read by index scans.

#include "pg/catalog/reading.hpp"
#include "pg/compat.hpp"

extern "C" {
#include "utils/relcache.h"
}

namespace conventions::pg {
namespace {

bool is_table(core::RelationKind kind) {
    return kind == core::RelationKind::table || kind == core::RelationKind::partitioned_table ||
           kind == core::RelationKind::foreign_table;
}

void read_dependencies(Reading& reading, Oid class_id, Oid oid) {
    each_row_of(DependRelationId, DependDependerIndexId, reading.snapshot, Anum_pg_depend_classid, class_id,
                Anum_pg_depend_objid, oid,
                [&](const Row& row) { take_dependency(reading, row.form<Form_pg_depend>()); });
}

// For tables and views the row says no more than the extension and the parents.
void read_own_dependencies(Reading& reading, std::uint32_t slot) {
    RelationDraft& draft = reading.relations.items[slot - 1];
    const Oid oid = draft.fact.oid;
    const bool owns_more =
        draft.fact.kind == core::RelationKind::sequence || draft.fact.kind == core::RelationKind::composite_type;
    if (!reading.present || owns_more) return read_dependencies(reading, RelationRelationId, oid);
    if (reading.to_pass) {
        draft.has_parents = draft.fact.is_partition;
        return;
    }
    if (is_plain(oid)) return;
    read_dependencies(reading, RelationRelationId, oid);
    if (draft.fact.extension == InvalidOid && !draft.has_parents) note_plain(oid);
}

void read_row_type(Reading& reading, Oid relation) {
    Oid type = InvalidOid;
    look_up(reading.present, reading.snapshot, class_source, ObjectIdGetDatum(relation), 0,
            [&](const Row& row) { type = row.form<Form_pg_class>()->reltype; });
    if (OidIsValid(type)) read_dependencies(reading, TypeRelationId, type);
}

void read_index_parent(Reading& reading, IndexDraft& draft) {
    each_row_of(InheritsRelationId, InheritsRelidSeqnoIndexId, reading.snapshot, Anum_pg_inherits_inhrelid,
                draft.fact->oid, [&](const Row& row) { draft.fact->parent = row.form<Form_pg_inherits>()->inhparent; });
}

// get_index_ref_constraints(), by any snapshot.
void read_referenced(Reading& reading, Oid index) {
    each_row_of(DependRelationId, DependReferenceIndexId, reading.snapshot, Anum_pg_depend_refclassid,
                RelationRelationId, Anum_pg_depend_refobjid, index, [&](const Row& row) {
                    Form_pg_depend const form = row.form<Form_pg_depend>();
                    if (form->classid == ConstraintRelationId && form->deptype == DEPENDENCY_NORMAL)
                        reading.referenced_indexes.put(index) = true;
                });
}

// An index that belongs to a constraint has its name, and where its table is no part of a tree, all else goes without
// saying. False where there is no such constraint, or it was not read.
bool know_by_constraint(Reading& reading, const RelationDraft& table, const Row& row, IndexClass& index) {
    if (table.fact.kind != core::RelationKind::table || table.fact.is_partition) return false;
    Form_pg_index const form = row.form<Form_pg_index>();
    const std::uint32_t at = place(reading.constraint_slots, reading.index_constraints.get(form->indexrelid));
    if (at == 0) return false;
    bool is_null = false;
    const auto* const classes =
        reinterpret_cast<const oidvector*>(DatumGetPointer(row.get(Anum_pg_index_indclass, &is_null)));
    index = {.name = reading.constraints.items[at - 1].fact->name,
             .schema = table.fact.schema_oid,
             .access_method = operator_class(reading, classes->values[0]).access_method,
             .kind = RELKIND_INDEX,
             .is_partition = false};
    return true;
}

// What this transaction made is in the relcache, and locked; its row would have to be fetched.
bool know_class_of_index(Reading& reading, const RelationDraft& table, const Row& row, IndexClass& index) {
    if (know_by_constraint(reading, table, row, index)) return true;
    const Oid oid = row.form<Form_pg_index>()->indexrelid;
    if (!reading.present || !is_plain(oid))
        return look_up(reading.present, reading.snapshot, class_source, ObjectIdGetDatum(oid), 0,
                       [&](const Row& found) { index = index_class(reading, found.form<Form_pg_class>()); });
    ::Relation const open = RelationIdGetRelation(oid);
    if (open == nullptr) return false;
    index = index_class(reading, open->rd_rel);
    RelationClose(open);
    return true;
}

// True where some index may belong to a constraint.
bool read_indexes(Reading& reading, std::uint32_t slot, Oid relation) {
    bool has_keys = false;
    // A foreign key has triggers at the table that it refers to.
    const bool may_be_referenced = wants(reading, core::Need::references) &&
                                   (reading.relations.items[slot - 1].has_triggers || !foreign_keys_have_triggers());
    each_row_of(IndexRelationId, IndexIndrelidIndexId, reading.snapshot, Anum_pg_index_indrelid, relation,
                [&](const Row& row) {
                    Form_pg_index const form = row.form<Form_pg_index>();
                    IndexClass index = {};
                    if (!know_class_of_index(reading, reading.relations.items[slot - 1], row, index)) return;
                    add_index(reading, slot, row.tuple, row.shape, index);
                    has_keys = has_keys || form->indisunique || form->indisexclusion;
                    IndexDraft& draft = reading.indexes.items[reading.indexes.count - 1];
                    if (index.is_partition) read_index_parent(reading, draft);
                    if (may_be_referenced && form->indisunique) read_referenced(reading, form->indexrelid);
                });
    return has_keys;
}

void read_comments_of(Reading& reading, Oid class_id, Oid oid) {
    each_row_of(DescriptionRelationId, DescriptionObjIndexId, reading.snapshot, Anum_pg_description_objoid, oid,
                Anum_pg_description_classoid, class_id, [&](const Row& row) {
                    bool is_null = false;
                    const Datum text = row.get(Anum_pg_description_description, &is_null);
                    take_comment(reading, row.form<Form_pg_description>(), c_text(text));
                });
}

struct Counts {
    std::size_t indexes;
    std::size_t constraints;
};

void read_comments(Reading& reading, Oid relation, Counts before) {
    read_comments_of(reading, RelationRelationId, relation);
    for (std::size_t i = before.indexes; i < reading.indexes.count; ++i)
        read_comments_of(reading, RelationRelationId, reading.indexes.items[i].fact->oid);
    for (std::size_t i = before.constraints; i < reading.constraints.count; ++i)
        read_comments_of(reading, ConstraintRelationId, reading.constraints.items[i].fact->oid);
}

void read_sequence(Reading& reading, RelationDraft& draft) {
    look_up(reading.present, reading.snapshot, sequence_source, ObjectIdGetDatum(draft.fact.oid), 0,
            [&](const Row& row) { set_sequence(draft, row.form<Form_pg_sequence>()); });
    if (wants(reading, core::Need::sequences)) read_sequence_use(reading, draft);
}

}  // namespace

void read_belongings(Reading& reading, std::uint32_t slot) {
    RelationDraft& draft = reading.relations.items[slot - 1];
    const core::RelationKind kind = draft.fact.kind;
    const Oid oid = draft.fact.oid;
    const Counts before = {reading.indexes.count, reading.constraints.count};
    read_own_dependencies(reading, slot);
    if (kind == core::RelationKind::composite_type) read_row_type(reading, oid);
    if (kind == core::RelationKind::sequence) read_sequence(reading, draft);

    // First, because they name indexes.
    const auto read_constraints = [&] {
        each_row_of(ConstraintRelationId, ConstraintRelidTypidNameIndexId, reading.snapshot,
                    Anum_pg_constraint_conrelid, oid,
                    [&](const Row& row) { add_constraint(reading, slot, row.tuple, row.shape); });
    };
    const bool has_constraints = is_table(kind) && wants(reading, core::Need::constraints);
    if (has_constraints) read_constraints();

    // relhasindex is written in place and may be true for nothing, but never false for something that is there now.
    bool has_keys = false;
    const bool may_have_indexes =
        (is_table(kind) || kind == core::RelationKind::materialized_view) && (draft.has_index || !reading.present);
    if (may_have_indexes && wants(reading, core::Need::indexes)) has_keys = read_indexes(reading, slot, oid);
    if (is_table(kind) && has_keys && !has_constraints) read_constraints();
    if (draft.has_triggers && wants(reading, core::Need::triggers))
        each_row_of(TriggerRelationId, TriggerRelidNameIndexId, reading.snapshot, Anum_pg_trigger_tgrelid, oid,
                    [&](const Row& row) { add_trigger(reading, slot, row.form<Form_pg_trigger>()); });
    if (is_table(kind) && wants(reading, core::Need::policies)) read_policies(reading, slot);
    if (wants(reading, core::Need::statistics))
        each_row_of(StatisticRelationId, StatisticRelidAttnumInhIndexId, reading.snapshot, Anum_pg_statistic_starelid,
                    oid, [&](const Row& row) { set_statistic(draft, row.form<Form_pg_statistic>()); });
    if (wants(reading, core::Need::comments)) read_comments(reading, oid, before);
}

void enqueue(Reading& reading, List<Oid>& queue, Oid relation) {
    bool& queued = reading.queued.put(relation);
    if (queued || !OidIsValid(relation)) return;
    queued = true;
    queue.add() = relation;
}

// Every member of the tree is asked for its parents, so that all edges come from there.
void read_neighbours(Reading& reading, std::uint32_t slot, List<Oid>& queue) {
    const RelationDraft& draft = reading.relations.items[slot - 1];
    if (draft.fact.kind == core::RelationKind::sequence && wants(reading, core::Need::sequence_columns))
        return enqueue_fed_tables(reading, slot, queue);
    if (!is_table(draft.fact.kind)) return;
    if (wants(reading, core::Need::sequences)) enqueue_sequences(reading, draft, queue);
    if (draft.has_parents)
        each_row_of(InheritsRelationId, InheritsRelidSeqnoIndexId, reading.snapshot, Anum_pg_inherits_inhrelid,
                    draft.fact.oid, [&](const Row& row) {
                        add_edge(reading, row.form<Form_pg_inherits>());
                        enqueue(reading, queue, row.form<Form_pg_inherits>()->inhparent);
                    });
    if (!draft.has_children) return;
    each_row_of(InheritsRelationId, InheritsParentIndexId, reading.snapshot, Anum_pg_inherits_inhparent, draft.fact.oid,
                [&](const Row& row) { enqueue(reading, queue, row.form<Form_pg_inherits>()->inhrelid); });
}

}  // namespace conventions::pg
