// database.cpp: every relation of the database, by one scan of each catalog that is needed.
//
// Memory: drafts live in a context of their own, which goes when the result is made; the result in the caller's.

#include "pg/catalog/reading.hpp"

extern "C" {
#include "storage/bufmgr.h"
}

namespace conventions::pg {
namespace {

constexpr int rows_between_questions = 1024;
// With header and line pointer.
constexpr std::size_t smallest_class = 180;
constexpr std::size_t smallest_constraint = 180;

struct Whole {
    Reading reading;
    StopFunction stop = nullptr;
    List<IndexClass> indexes;
    ByOid<std::uint32_t> index_places;
    /// For rows whose reading leaves garbage.
    MemoryContext passing = nullptr;
};

/// Every row of a catalog; false where the reading was stopped.
template <class Body>
bool each(Whole& whole, Oid catalog, Body body) {
    int rows = 0;
    return each_row(catalog, InvalidOid, whole.reading.snapshot, {}, [&](const Row& row) {
        CHECK_FOR_INTERRUPTS();
        body(row);
        return ++rows % rows_between_questions != 0 || whole.stop == nullptr || !whole.stop();
    });
}

/// Room for so many rows as the catalog can hold at all: growing would copy what is there. What stays empty takes
/// address space, but no memory.
template <class T>
void expect_rows_of(List<T>& list, Oid catalog, std::size_t smallest_row) {
    ::Relation const open = table_open(catalog, AccessShareLock);
    reserve(list, RelationGetNumberOfBlocks(open) * (BLCKSZ / smallest_row));
    table_close(open, AccessShareLock);
}

bool has_rows_of_its_own(char kind) { return kind == RELKIND_RELATION || kind == RELKIND_MATVIEW; }

core::PartitionedBy partitioned_by(char strategy) {
    switch (strategy) {
    case 'l':
        return core::PartitionedBy::list;
    case 'r':
        return core::PartitionedBy::range;
    default:
        return core::PartitionedBy::hash;
    }
}

bool is_system_schema(Reading& reading, Oid schema) {
    if (schema == PG_CATALOG_NAMESPACE || schema == PG_TOAST_NAMESPACE) return true;
    return schema_name(reading, schema) == "information_schema";
}

bool read_schemas(Whole& whole) {
    Reading& reading = whole.reading;
    return each(whole, NamespaceRelationId, [&](const Row& row) {
        Form_pg_namespace const form = row.form<Form_pg_namespace>();
        reading.schemas.put(form->oid) = kept(reading, text_of(form->nspname));
    });
}

bool read_classes(Whole& whole) {
    Reading& reading = whole.reading;
    const bool indexes = wants(reading, core::Need::indexes);
    // Beside each table stand its toast table, the index of that, and its own indexes.
    expect_rows_of(reading.relations, RelationRelationId, 3 * smallest_class);
    if (indexes) expect_rows_of(whole.indexes, RelationRelationId, smallest_class);
    return each(whole, RelationRelationId, [&](const Row& row) {
        Form_pg_class const form = row.form<Form_pg_class>();
        if (is_system_schema(reading, form->relnamespace)) return;
        if (is_wanted_kind(form->relkind)) {
            RelationDraft& draft = add_relation(reading, form->oid, form);
            if (wants(reading, core::Need::policies)) take_rights(draft, row, Anum_pg_class_relacl);
            bool is_null = form->relkind != RELKIND_SEQUENCE || !wants(reading, core::Need::sequences);
            const Datum access = is_null ? Datum{0} : row.get(Anum_pg_class_relacl, &is_null);
            if (!is_null) set_grants(reading, draft, access);
            if (wants(reading, core::Need::usage) && has_rows_of_its_own(form->relkind))
                draft.fact.usage = usage_of(reading, form->oid, whole.passing);
        } else if (indexes && is_index_kind(form->relkind)) {
            IndexClass& index = whole.indexes.add();
            index = index_class(reading, form);
            if (wants(reading, core::Need::usage)) index.blocks = blocks_of(form->oid, form);
            whole.index_places.put(form->oid) = static_cast<std::uint32_t>(whole.indexes.count);
        }
    });
}

// Nobody names a row type or an array type: it comes and goes with its table or element. Where a column uses one, it is
// looked up.
bool is_made_for_itself(const Reading& reading, Form_pg_type form) {
    if (IsTrueArrayType(form)) return false;
    if (form->typtype != TYPTYPE_COMPOSITE) return true;
    const std::uint32_t slot = place(reading.slots, form->typrelid);
    return slot != 0 && reading.relations.items[slot - 1].fact.kind == core::RelationKind::composite_type;
}

bool read_types(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::types)) return true;
    List<TypeEntry*> entries = {};
    const bool done = each(whole, TypeRelationId, [&](const Row& row) {
        Form_pg_type const form = row.form<Form_pg_type>();
        // Those of the server are looked up where a column uses them.
        if (form->oid >= FirstUnpinnedObjectId && is_made_for_itself(reading, form))
            entries.add() = add_type(reading, row);
    });
    for (std::size_t i = 0; i < entries.count; ++i) resolve_type(reading, *entries.items[i]);
    return done;
}

/// What the row of an index column tells that pg_index does not.
void add_index_column(Whole& whole, const Row& row, std::uint32_t index, Form_pg_attribute form) {
    Reading& reading = whole.reading;
    IndexDraft& draft = reading.indexes.items[index - 1];
    const std::size_t at = static_cast<std::size_t>(form->attnum) - 1;
    if (at >= draft.fact->keys.size()) return;
    core::IndexKey& key = draft.keys[at];
    if (key.column == 0) key.name = kept(reading, text_of(form->attname));
    bool is_null = false;
    const Datum options = row.get(Anum_pg_attribute_attoptions, &is_null);
    if (!is_null) key.options = options_text(reading, options);
}

bool read_columns(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::columns) && !wants(reading, core::Need::indexes)) return true;
    const bool rights = wants(reading, core::Need::policies);
    // The columns of a relation mostly stand together.
    Oid last = InvalidOid;
    std::uint32_t slot = 0;
    std::uint32_t index = 0;
    return each(whole, AttributeRelationId, [&](const Row& row) {
        Form_pg_attribute const form = row.form<Form_pg_attribute>();
        if (form->attnum <= 0 || form->attisdropped) return;
        if (form->attrelid != last) {
            slot = place(reading.slots, form->attrelid);
            index = slot != 0 ? 0 : place(reading.index_slots, form->attrelid);
        }
        last = form->attrelid;
        if (index != 0) add_index_column(whole, row, index, form);
        if (slot == 0) return;
        add_column(reading, reading.relations.items[slot - 1], form);
        if (rights) take_rights(reading.relations.items[slot - 1], row, Anum_pg_attribute_attacl);
    });
}

bool read_defaults(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::defaults)) return true;
    return each(whole, AttrDefaultRelationId, [&](const Row& row) {
        Form_pg_attrdef const form = row.form<Form_pg_attrdef>();
        const std::uint32_t slot = place(reading.slots, form->adrelid);
        if (slot == 0) return;
        if (wants(reading, core::Need::sequences))
            reading.default_columns.put(form->oid) = {form->adrelid, form->adnum};
        MemoryContext const before = MemoryContextSwitchTo(whole.passing);
        bool is_null = false;
        set_default(reading.relations.items[slot - 1], form->adnum, c_text(row.get(Anum_pg_attrdef_adbin, &is_null)));
        MemoryContextSwitchTo(before);
        MemoryContextReset(whole.passing);
    });
}

bool read_indexes(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::indexes)) return true;
    reserve(reading.indexes, whole.indexes.count + 1);
    return each(whole, IndexRelationId, [&](const Row& row) {
        Form_pg_index const form = row.form<Form_pg_index>();
        const std::uint32_t slot = place(reading.slots, form->indrelid);
        const std::uint32_t index = place(whole.index_places, form->indexrelid);
        if (slot == 0 || index == 0) return;
        const IndexClass& from = whole.indexes.items[index - 1];
        add_index(reading, slot, row.tuple, row.shape, from);
        core::Index& fact = *reading.indexes.items[reading.indexes.count - 1].fact;
        fact.blocks = from.blocks;
        if (wants(reading, core::Need::usage) && !fact.partitioned)
            fact.usage = usage_of(reading, fact.oid, whole.passing);
    });
}

bool read_constraints(Whole& whole) {
    Reading& reading = whole.reading;
    if (wants(reading, core::Need::constraints))
        expect_rows_of(reading.constraints, ConstraintRelationId, smallest_constraint);
    return each(whole, ConstraintRelationId, [&](const Row& row) {
        Form_pg_constraint const form = row.form<Form_pg_constraint>();
        if (OidIsValid(form->contypid)) {
            TypeEntry** const type = reading.types.find(form->contypid);
            if (type != nullptr) add_domain_check(reading, (*type)->fact, form);
            return;
        }
        if (!wants(reading, core::Need::constraints) && !wants(reading, core::Need::indexes)) return;
        const std::uint32_t slot = place(reading.slots, form->conrelid);
        if (slot != 0) add_constraint(reading, slot, row.tuple, row.shape);
    });
}

bool read_triggers(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::triggers)) return true;
    return each(whole, TriggerRelationId, [&](const Row& row) {
        Form_pg_trigger const form = row.form<Form_pg_trigger>();
        const std::uint32_t slot = place(reading.slots, form->tgrelid);
        if (slot != 0) add_trigger(reading, slot, form);
    });
}

bool read_row_policies(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::policies)) return true;
    return each(whole, PolicyRelationId, [&](const Row& row) {
        const std::uint32_t slot = place(reading.slots, row.form<Form_pg_policy>()->polrelid);
        if (slot != 0) add_policy(reading, slot, row);
    });
}

bool read_edges(Whole& whole) {
    Reading& reading = whole.reading;
    return each(whole, InheritsRelationId, [&](const Row& row) {
        Form_pg_inherits const form = row.form<Form_pg_inherits>();
        if (const std::uint32_t index = place(reading.index_slots, form->inhrelid); index != 0)
            reading.indexes.items[index - 1].fact->parent = form->inhparent;
        else if (place(reading.slots, form->inhrelid) != 0)
            add_edge(reading, form);
    });
}

bool read_sequences(Whole& whole) {
    Reading& reading = whole.reading;
    return each(whole, SequenceRelationId, [&](const Row& row) {
        Form_pg_sequence const form = row.form<Form_pg_sequence>();
        const std::uint32_t slot = place(reading.slots, form->seqrelid);
        if (slot != 0) set_sequence(reading.relations.items[slot - 1], form);
    });
}

bool read_dependencies(Whole& whole) {
    Reading& reading = whole.reading;
    return each(whole, DependRelationId, [&](const Row& row) {
        Form_pg_depend const form = row.form<Form_pg_depend>();
        take_dependency(reading, form);
        if (form->classid != AttrDefaultRelationId || form->refclassid != RelationRelationId) return;
        const core::ColumnAt column = reading.default_columns.get(form->objid);
        if (column.relation != 0) add_sequence_user(reading, form->refobjid, column);
    });
}

bool read_comments(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::comments)) return true;
    return each(whole, DescriptionRelationId, [&](const Row& row) {
        Form_pg_description const form = row.form<Form_pg_description>();
        if (form->objoid < FirstUnpinnedObjectId) return;
        bool is_null = false;
        const Datum text = row.get(Anum_pg_description_description, &is_null);
        take_comment(reading, form, c_text(text));
    });
}

bool read_statistics(Whole& whole) {
    Reading& reading = whole.reading;
    const bool distribution = wants(reading, core::Need::distribution);
    if (!wants(reading, core::Need::statistics) && !distribution) return true;
    return each(whole, StatisticRelationId, [&](const Row& row) {
        Form_pg_statistic const form = row.form<Form_pg_statistic>();
        const std::uint32_t slot = place(reading.slots, form->starelid);
        if (slot == 0) return;
        RelationDraft& draft = reading.relations.items[slot - 1];
        set_statistic(draft, form);
        if (!distribution) return;
        MemoryContext const before = MemoryContextSwitchTo(whole.passing);
        set_distribution(reading, draft, row);
        MemoryContextSwitchTo(before);
        MemoryContextReset(whole.passing);
    });
}

bool read_partitioning(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::partitioning)) return true;
    return each(whole, PartitionedRelationId, [&](const Row& row) {
        Form_pg_partitioned_table const form = row.form<Form_pg_partitioned_table>();
        const std::uint32_t slot = place(reading.slots, form->partrelid);
        if (slot == 0) return;
        core::Relation& fact = reading.relations.items[slot - 1].fact;
        fact.partitioned_by = partitioned_by(form->partstrat);
        fact.default_partition = form->partdefid;
    });
}

bool read_labels(Whole& whole) {
    Reading& reading = whole.reading;
    if (!wants(reading, core::Need::labels)) return true;
    List<Label> labels = {};
    const bool done = each(whole, EnumRelationId, [&](const Row& row) {
        Form_pg_enum const form = row.form<Form_pg_enum>();
        if (reading.types.find(form->enumtypid) != nullptr) add_label(reading, labels, form);
    });
    set_labels(reading, labels);
    return done;
}

// Each step only looks up what an earlier one brought.
bool read_all(Whole& whole) {
    return read_schemas(whole) && read_classes(whole) && read_types(whole) && read_indexes(whole) &&
           read_columns(whole) && read_defaults(whole) && read_constraints(whole) && read_triggers(whole) &&
           read_row_policies(whole) && read_edges(whole) && read_sequences(whole) && read_dependencies(whole) &&
           read_comments(whole) && read_statistics(whole) && read_partitioning(whole) && read_labels(whole);
}

}  // namespace

const core::Catalog* read_database(core::Need needs, StopFunction stop) {
    Whole whole = {};
    Reading& reading = whole.reading;
    reading = begin_reading(needs);
    reading.whole = true;
    reading.snapshot = GetActiveSnapshot();
    reading.scratch =
        AllocSetContextCreate(reading.home.context, "conventions database reading", ALLOCSET_DEFAULT_SIZES);
    whole.stop = stop;
    whole.passing = AllocSetContextCreate(reading.scratch, "conventions one row", ALLOCSET_DEFAULT_SIZES);
    MemoryContext const before = MemoryContextSwitchTo(reading.scratch);
    const core::Catalog* const catalog = read_all(whole) ? finish_reading(reading) : nullptr;
    MemoryContextSwitchTo(before);
    MemoryContextDelete(reading.scratch);
    return catalog;
}

}  // namespace conventions::pg
