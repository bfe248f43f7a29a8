// convert.cpp: rows of pg_class, pg_attribute, pg_index, pg_trigger and the small catalogs to facts.

#include "pg/catalog/reading.hpp"

extern "C" {
#include "access/hash.h"
#include "access/nbtree.h"
#include "access/toast_compression.h"
#include "catalog/pg_am.h"
}

namespace conventions::pg {
namespace {

core::RelationKind relation_kind(char kind) {
    switch (kind) {
    case RELKIND_PARTITIONED_TABLE:
        return core::RelationKind::partitioned_table;
    case RELKIND_FOREIGN_TABLE:
        return core::RelationKind::foreign_table;
    case RELKIND_VIEW:
        return core::RelationKind::view;
    case RELKIND_MATVIEW:
        return core::RelationKind::materialized_view;
    case RELKIND_SEQUENCE:
        return core::RelationKind::sequence;
    case RELKIND_COMPOSITE_TYPE:
        return core::RelationKind::composite_type;
    default:
        return core::RelationKind::table;
    }
}

core::Persistence persistence_of(char persistence) {
    if (persistence == RELPERSISTENCE_TEMP) return core::Persistence::temporary;
    if (persistence == RELPERSISTENCE_UNLOGGED) return core::Persistence::unlogged;
    return core::Persistence::permanent;
}

core::Identity identity_of(char identity) {
    if (identity == ATTRIBUTE_IDENTITY_ALWAYS) return core::Identity::always;
    if (identity == ATTRIBUTE_IDENTITY_BY_DEFAULT) return core::Identity::by_default;
    return core::Identity::none;
}

core::Generated generated_of(char generated) {
    if (generated == ATTRIBUTE_GENERATED_STORED) return core::Generated::stored;
    return generated == '\0' ? core::Generated::none : core::Generated::computed;
}

core::Text storage_word(char storage) {
    switch (storage) {
    case TYPSTORAGE_EXTERNAL:
        return "EXTERNAL";
    case TYPSTORAGE_EXTENDED:
        return "EXTENDED";
    case TYPSTORAGE_MAIN:
        return "MAIN";
    default:
        return "PLAIN";
    }
}

core::Text compression_word(char compression) {
    if (compression == TOAST_PGLZ_COMPRESSION) return "pglz";
    return compression == TOAST_LZ4_COMPRESSION ? core::Text("lz4") : core::Text();
}

void set_column_type(Reading& reading, core::Column& column, Form_pg_attribute form) {
    const TypeEntry& type = *type_entry(reading, form->atttypid);
    column.type = &type.fact;
    column.base = &type.base->fact;
    column.base_modifier = type.base == &type ? form->atttypmod : type.base_modifier;
    column.scalar = &type.scalar->fact;
    column.is_array = type.is_array;
    column.domain_not_null = type.any_not_null;
    column.type_name = shown_type(reading, type, form->atttypmod);
    column.collation_given = OidIsValid(form->attcollation) && form->attcollation != type.collation;
    column.has_default = form->atthasdef || (type.has_default && form->attidentity == '\0');
    if (!form->atthasdef && column.has_default) {
        column.default_kind = type.default_kind;
        column.default_sequence = type.default_sequence;
        column.default_is_null = type.default_is_null;
    }
}

struct IndexFields {
    Datum values[Natts_pg_index];
    bool nulls[Natts_pg_index];

    template <class Vector>
    const Vector* vector(AttrNumber column) const {
        return reinterpret_cast<const Vector*>(DatumGetPointer(values[column - 1]));
    }
    const char* text(AttrNumber column) const { return nulls[column - 1] ? nullptr : c_text(values[column - 1]); }
};

template <class Fact>
void set_extension(Reading& reading, Fact& fact, Oid extension) {
    fact.extension = extension;
    fact.extension_trusted =
        is_superuser(reading, fact.owner) || is_superuser(reading, extension_owner(reading, extension));
}

/// The operator class takes options. Few do: asking the cache for its function costs less than the row of the column.
bool takes_options(const Reading& reading, const IndexClass& index, const OperatorClass& family) {
    const bool is_btree = index.access_method == BTREE_AM_OID;
    if (!reading.present || (!is_btree && index.access_method != HASH_AM_OID)) return true;
    const int16 number = is_btree ? BTOPTIONS_PROC : HASHOPTIONS_PROC;
    return OidIsValid(get_opfamily_proc(family.family, family.input_type, family.input_type, number));
}

core::Text column_options(Reading& reading, Oid relation, AttrNumber column) {
    core::Text text = {};
    look_up(reading.present, reading.snapshot, attribute_source, ObjectIdGetDatum(relation), Int16GetDatum(column),
            [&](const Row& row) {
                bool is_null = false;
                const Datum options = row.get(Anum_pg_attribute_attoptions, &is_null);
                if (!is_null) text = options_text(reading, options);
            });
    return text;
}

void set_keys(Reading& reading, IndexDraft& draft, Form_pg_index form, const IndexClass& index,
              const IndexFields& fields) {
    // The vectors are never toasted: the server itself reads them so.
    const auto* const collations = fields.vector<oidvector>(Anum_pg_index_indcollation);
    const auto* const classes = fields.vector<oidvector>(Anum_pg_index_indclass);
    const auto* const options = fields.vector<int2vector>(Anum_pg_index_indoption);
    const int count = form->indnkeyatts;
    draft.keys = allocate_in<core::IndexKey>(reading.home, count);
    for (int i = 0; i < count; ++i) {
        core::IndexKey& key = draft.keys[i];
        const OperatorClass family = operator_class(reading, classes->values[i]);
        key.column = form->indkey.values[i];
        key.operator_class = classes->values[i];
        key.operator_family = family.family;
        key.input_type = family.input_type;
        key.collation = collations->values[i];
        key.descending = (options->values[i] & INDOPTION_DESC) != 0;
        key.nulls_first = (options->values[i] & INDOPTION_NULLS_FIRST) != 0;
        // Where all is read, they come with the row of the column.
        if (!reading.whole && takes_options(reading, index, family))
            key.options = column_options(reading, form->indexrelid, static_cast<AttrNumber>(i + 1));
    }
    draft.fact->keys = {draft.keys, static_cast<std::size_t>(count)};
    const int included = form->indnatts - count;
    auto* const numbers = allocate_in<core::AttributeNumber>(reading.home, included);
    for (int i = 0; i < included; ++i) numbers[i] = form->indkey.values[count + i];
    draft.fact->included = {numbers, static_cast<std::size_t>(included)};
}

}  // namespace

bool is_wanted_kind(char kind) {
    return kind == RELKIND_RELATION || kind == RELKIND_PARTITIONED_TABLE || kind == RELKIND_FOREIGN_TABLE ||
           kind == RELKIND_VIEW || kind == RELKIND_MATVIEW || kind == RELKIND_SEQUENCE ||
           kind == RELKIND_COMPOSITE_TYPE;
}

bool is_index_kind(char kind) { return kind == RELKIND_INDEX || kind == RELKIND_PARTITIONED_INDEX; }

RelationDraft& add_relation(Reading& reading, Oid oid, Form_pg_class form) {
    RelationDraft& draft = reading.relations.add();
    reading.slots.put(oid) = static_cast<std::uint32_t>(reading.relations.count);
    core::Relation& fact = draft.fact;
    fact.oid = oid;
    fact.schema_oid = form->relnamespace;
    fact.schema = schema_name(reading, form->relnamespace);
    fact.name = kept(reading, text_of(form->relname));
    fact.kind = relation_kind(form->relkind);
    fact.persistence = persistence_of(form->relpersistence);
    fact.owner = form->relowner;
    fact.access_method = access_method_name(reading, form->relam);
    fact.is_partition = form->relispartition;
    fact.of_type = form->reloftype;
    fact.replica_identity = form->relreplident;
    fact.row_security = form->relrowsecurity;
    fact.row_security_forced = form->relforcerowsecurity;
    fact.tuples = form->reltuples;
    if (wants(reading, core::Need::sizes)) fact.blocks = blocks_of(oid, form);
    draft.toast = form->reltoastrelid;
    draft.has_index = form->relhasindex;
    draft.has_triggers = form->relhastriggers;
    draft.has_children = form->relhassubclass;
    if (form->relkind == RELKIND_COMPOSITE_TYPE)
        reading.composite_slots.put(form->reltype) = static_cast<std::uint32_t>(reading.relations.count);
    if (wants(reading, core::Need::columns)) {
        draft.column_room = static_cast<std::size_t>(form->relnatts);
        draft.columns = allocate_in<core::Column>(reading.home, draft.column_room);
    }
    return draft;
}

void add_column(Reading& reading, RelationDraft& draft, Form_pg_attribute form) {
    const std::size_t at = static_cast<std::size_t>(form->attnum) - 1;
    if (form->attnum <= 0 || form->attisdropped || at >= draft.column_room) return;
    core::Column& column = draft.columns[at];
    column.number = form->attnum;
    column.name = kept(reading, text_of(form->attname));
    column.modifier = form->atttypmod;
    column.not_null = form->attnotnull;
    column.identity = identity_of(form->attidentity);
    column.generated = generated_of(form->attgenerated);
    column.collation = form->attcollation;
    column.inherited = !form->attislocal;
    set_column_type(reading, column, form);
    if (column.collation_given && wants(reading, core::Need::definitions))
        column.collation_name = collation_name(reading, form->attcollation);
    if (!wants(reading, core::Need::definitions)) return;
    column.compression = compression_word(form->attcompression);
    if (form->attstorage != type_entry(reading, form->atttypid)->storage)
        column.storage = storage_word(form->attstorage);
}

IndexClass index_class(const Reading& reading, Form_pg_class form) {
    return {.name = kept(reading, text_of(form->relname)),
            .schema = form->relnamespace,
            .access_method = form->relam,
            .kind = form->relkind,
            .is_partition = form->relispartition,
            .blocks = -1};
}

void add_index(Reading& reading, std::uint32_t slot, HeapTuple row, TupleDesc shape, const IndexClass& index) {
    Form_pg_index const form = reinterpret_cast<Form_pg_index>(GETSTRUCT(row));
    IndexDraft& draft = reading.indexes.add();
    reading.index_slots.put(form->indexrelid) = static_cast<std::uint32_t>(reading.indexes.count);
    draft.slot = slot;
    draft.fact = allocate_in<core::Index>(reading.index_facts, 1);
    core::Index& fact = *draft.fact;
    fact.oid = form->indexrelid;
    fact.schema = schema_name(reading, index.schema);
    fact.name = index.name;
    fact.access_method = access_method_name(reading, index.access_method);
    fact.unique = form->indisunique;
    fact.primary = form->indisprimary;
    fact.exclusion = form->indisexclusion;
    fact.immediate = form->indimmediate;
    fact.valid = form->indisvalid;
    fact.ready = form->indisready;
    fact.live = form->indislive;
    fact.clustered = form->indisclustered;
    fact.replica_identity = form->indisreplident;
    fact.nulls_not_distinct = form->indnullsnotdistinct;
    fact.partitioned = index.kind == RELKIND_PARTITIONED_INDEX;
    IndexFields fields;
    heap_deform_tuple(row, shape, fields.values, fields.nulls);
    set_keys(reading, draft, form, index, fields);
    MemoryContext const before = MemoryContextSwitchTo(reading.scratch);
    draft.expressions = fields.text(Anum_pg_index_indexprs);
    draft.predicate = fields.text(Anum_pg_index_indpred);
    MemoryContextSwitchTo(before);
}

void add_trigger(Reading& reading, std::uint32_t slot, Form_pg_trigger form) {
    TriggerDraft& draft = reading.triggers.add();
    draft.slot = slot;
    draft.fact = allocate_in<core::Trigger>(reading.trigger_facts, 1);
    core::Trigger& fact = *draft.fact;
    const QualifiedName function = function_name(reading, form->tgfoid);
    fact.oid = form->oid;
    fact.name = kept(reading, text_of(form->tgname));
    fact.function = form->tgfoid;
    fact.function_schema = function.schema;
    fact.function_name = function.name;
    fact.enabled = form->tgenabled;
    fact.internal = form->tgisinternal;
    fact.before = TRIGGER_FOR_BEFORE(form->tgtype);
    fact.instead = TRIGGER_FOR_INSTEAD(form->tgtype);
    fact.for_each_row = TRIGGER_FOR_ROW(form->tgtype);
    fact.on_insert = TRIGGER_FOR_INSERT(form->tgtype);
    fact.on_update = TRIGGER_FOR_UPDATE(form->tgtype);
    fact.on_delete = TRIGGER_FOR_DELETE(form->tgtype);
    fact.on_truncate = TRIGGER_FOR_TRUNCATE(form->tgtype);
    const std::size_t count = static_cast<std::size_t>(form->tgattr.dim1);
    auto* const columns = allocate_in<core::AttributeNumber>(reading.home, count);
    for (std::size_t i = 0; i < count; ++i) columns[i] = form->tgattr.values[i];
    fact.columns = {columns, count};
    fact.constraint = form->tgconstraint;
    fact.parent = form->tgparentid;
}

void set_sequence(RelationDraft& draft, Form_pg_sequence form) {
    core::SequenceFacts& fact = draft.fact.sequence;
    fact.type = form->seqtypid;
    fact.start = form->seqstart;
    fact.increment = form->seqincrement;
    fact.minimum = form->seqmin;
    fact.maximum = form->seqmax;
    fact.cache = form->seqcache;
    fact.cycle = form->seqcycle;
}

void set_statistic(RelationDraft& draft, Form_pg_statistic form) {
    const std::size_t at = static_cast<std::size_t>(form->staattnum) - 1;
    // The sum over the tree is all that a partitioned table has.
    if (form->stainherit != (draft.fact.kind == core::RelationKind::partitioned_table)) return;
    if (form->staattnum <= 0 || at >= draft.column_room) return;
    draft.columns[at].null_fraction = form->stanullfrac;
    draft.columns[at].width = form->stawidth;
}

void add_edge(Reading& reading, Form_pg_inherits form) {
    Edge& edge = reading.edges.add();
    edge.child = form->inhrelid;
    edge.parent = form->inhparent;
    edge.position = form->inhseqno;
    edge.detach_pending = form->inhdetachpending;
}

void take_membership(Reading& reading, Form_pg_depend form) {
    const bool of_type = form->classid == TypeRelationId;
    if (!of_type && form->classid != RelationRelationId) return;
    const std::uint32_t slot =
        of_type ? place(reading.composite_slots, form->objid) : place(reading.slots, form->objid);
    if (slot != 0) set_extension(reading, reading.relations.items[slot - 1].fact, form->refobjid);
    TypeEntry** const type = of_type ? reading.types.find(form->objid) : nullptr;
    if (type != nullptr) set_extension(reading, (*type)->fact, form->refobjid);
}

void take_dependency(Reading& reading, Form_pg_depend form) {
    if (form->objsubid != 0) return;
    if (form->deptype == DEPENDENCY_EXTENSION && form->refclassid == ExtensionRelationId)
        return take_membership(reading, form);
    // Most rows of pg_depend end here, without a look-up.
    if (form->classid != RelationRelationId || form->refclassid != RelationRelationId) return;
    const std::uint32_t slot = place(reading.slots, form->objid);
    core::Relation* const fact = slot == 0 ? nullptr : &reading.relations.items[slot - 1].fact;
    if (fact == nullptr) return;
    if (form->refobjsubid == 0) {
        reading.relations.items[slot - 1].has_parents = true;
        return;
    }
    const bool owned = form->deptype == DEPENDENCY_AUTO || form->deptype == DEPENDENCY_INTERNAL;
    if (!owned || fact->kind != core::RelationKind::sequence) return;
    fact->sequence.owner_relation = form->refobjid;
    fact->sequence.owner_column = static_cast<core::AttributeNumber>(form->refobjsubid);
    fact->sequence.owner_is_identity = form->deptype == DEPENDENCY_INTERNAL;
}

void take_comment(Reading& reading, Form_pg_description form, core::Text text) {
    if (form->classoid == ConstraintRelationId && form->objsubid == 0) {
        const std::uint32_t at = place(reading.constraint_slots, form->objoid);
        if (at == 0) return;
        reading.constraints.items[at - 1].fact->has_comment = true;
        reading.constraints.items[at - 1].fact->comment = kept(reading, text);
    } else if (form->classoid == TypeRelationId) {
        TypeEntry** const type = reading.types.find(form->objoid);
        if (type == nullptr || (*type)->fact.oid < FirstUnpinnedObjectId) return;
        (*type)->fact.has_comment = true;
        (*type)->fact.comment = kept(reading, text);
    } else if (form->classoid == RelationRelationId) {
        if (const std::uint32_t at = place(reading.index_slots, form->objoid); at != 0 && form->objsubid == 0) {
            reading.indexes.items[at - 1].fact->has_comment = true;
            reading.indexes.items[at - 1].fact->comment = kept(reading, text);
            return;
        }
        const std::uint32_t slot = place(reading.slots, form->objoid);
        if (slot == 0) return;
        RelationDraft& draft = reading.relations.items[slot - 1];
        if (form->objsubid == 0) {
            draft.fact.has_comment = true;
            draft.fact.comment = kept(reading, text);
        } else if (static_cast<std::size_t>(form->objsubid) <= draft.column_room) {
            draft.columns[form->objsubid - 1].has_comment = true;
            draft.columns[form->objsubid - 1].comment = kept(reading, text);
        }
    }
}

core::Text options_text(const Reading& reading, Datum options) {
    Datum* elements = nullptr;
    int count = 0;
    deconstruct_array(DatumGetArrayTypeP(options), TEXTOID, -1, false, TYPALIGN_INT, &elements, nullptr, &count);
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < count; ++i) appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ", c_text(elements[i]));
    return kept(reading, {text.data, static_cast<std::size_t>(text.len)});
}

}  // namespace conventions::pg
