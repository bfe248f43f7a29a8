// snapshot.cpp: some relations by the active snapshot.
//
// Caches know the present only. Three things are asked of them all the same: what initdb made (types, operators and
// their classes, functions, access methods, collations: OIDs below FirstUnpinnedObjectId, missing is no error),
// superuser_arg() (a role is not part of the image), and the output function of a type modifier, where it still exists.

#include "pg/catalog/reading.hpp"

namespace conventions::pg {
namespace {

void read_columns(Reading& reading, RelationDraft& draft) {
    each_row_of(AttributeRelationId, AttributeRelidNumIndexId, reading.snapshot, Anum_pg_attribute_attrelid,
                draft.fact.oid, [&](const Row& row) { add_column(reading, draft, row.form<Form_pg_attribute>()); });
    if (!wants(reading, core::Need::defaults)) return;
    each_row_of(AttrDefaultRelationId, AttrDefaultIndexId, reading.snapshot, Anum_pg_attrdef_adrelid, draft.fact.oid,
                [&](const Row& row) {
                    bool is_null = false;
                    const Datum tree = row.get(Anum_pg_attrdef_adbin, &is_null);
                    set_default(draft, row.form<Form_pg_attrdef>()->adnum, c_text(tree));
                });
}

}  // namespace

bool read_one_by_snapshot(Reading& reading, Oid relation) {
    bool added = false;
    look_up(reading.present, reading.snapshot, class_source, ObjectIdGetDatum(relation), 0, [&](const Row& row) {
        Form_pg_class const form = row.form<Form_pg_class>();
        if (!is_wanted_kind(form->relkind)) return;
        add_relation(reading, relation, form);
        added = true;
    });
    if (!added) return false;
    const std::uint32_t slot = static_cast<std::uint32_t>(reading.relations.count);
    if (wants(reading, core::Need::columns)) read_columns(reading, reading.relations.items[slot - 1]);
    read_belongings(reading, slot);
    return true;
}

const core::Catalog* read_by_snapshot(std::span<const Oid> relations, core::Need needs, std::span<const Oid> types) {
    Reading reading = begin_reading(needs);
    expect_few(reading);
    reading.snapshot = GetActiveSnapshot();
    List<Oid> queue = {};
    for (const Oid relation : relations) enqueue(reading, queue, relation);
    for (std::size_t i = 0; i < queue.count; ++i) {
        CHECK_FOR_INTERRUPTS();
        if (read_one_by_snapshot(reading, queue.items[i]))
            read_neighbours(reading, static_cast<std::uint32_t>(reading.relations.count), queue);
    }
    for (const Oid type : types) wanted_type(reading, type);
    return finish_reading(reading);
}

}  // namespace conventions::pg
