// convert_constraint.cpp: rows of pg_constraint to facts.

#include "pg/catalog/reading.hpp"

namespace conventions::pg {
namespace {

struct Fields {
    Datum values[Natts_pg_constraint];
    bool nulls[Natts_pg_constraint];

    bool has(AttrNumber column) const { return !nulls[column - 1]; }
    Datum get(AttrNumber column) const { return values[column - 1]; }
};

bool constraint_kind(char type, core::ConstraintKind& kind) {
    switch (type) {
    case CONSTRAINT_PRIMARY:
        kind = core::ConstraintKind::primary_key;
        return true;
    case CONSTRAINT_UNIQUE:
        kind = core::ConstraintKind::unique;
        return true;
    case CONSTRAINT_FOREIGN:
        kind = core::ConstraintKind::foreign_key;
        return true;
    case CONSTRAINT_CHECK:
        kind = core::ConstraintKind::check;
        return true;
    case CONSTRAINT_EXCLUSION:
        kind = core::ConstraintKind::exclusion;
        return true;
    case CONSTRAINT_TRIGGER:
        kind = core::ConstraintKind::trigger;
        return true;
    case 'n':  // from 18 on, and on domains from 17 on
        kind = core::ConstraintKind::not_null;
        return true;
    default:
        return false;
    }
}

core::ForeignKeyAction action_of(char action) {
    switch (action) {
    case FKCONSTR_ACTION_RESTRICT:
        return core::ForeignKeyAction::restrict_action;
    case FKCONSTR_ACTION_CASCADE:
        return core::ForeignKeyAction::cascade;
    case FKCONSTR_ACTION_SETNULL:
        return core::ForeignKeyAction::set_null;
    case FKCONSTR_ACTION_SETDEFAULT:
        return core::ForeignKeyAction::set_default;
    default:
        return core::ForeignKeyAction::no_action;
    }
}

core::ForeignKeyMatch match_of(char match) {
    if (match == FKCONSTR_MATCH_FULL) return core::ForeignKeyMatch::full;
    return match == FKCONSTR_MATCH_PARTIAL ? core::ForeignKeyMatch::partial : core::ForeignKeyMatch::simple;
}

/// The fields of an ArrayType behind its length. A stored one has a short length, and then is not aligned: the server's
/// own macros would copy it first.
struct ArrayHead {
    int32 dimensions;
    int32 offset;
    Oid element;
    int32 count;
    int32 bound;
};

template <class T, class Stored>
core::Rows<T> array_of(Arena& home, Datum datum) {
    auto* stored = reinterpret_cast<varlena*>(DatumGetPointer(datum));
    if (VARATT_IS_EXTENDED(stored) && !VARATT_IS_SHORT(stored)) stored = PG_DETOAST_DATUM(datum);
    constexpr std::size_t data = ARR_OVERHEAD_NONULLS(1) - VARHDRSZ;
    const char* const bytes = VARDATA_ANY(stored);
    ArrayHead head;
    if (VARSIZE_ANY_EXHDR(stored) < data) return {};
    memcpy(&head, bytes, sizeof head);
    if (head.dimensions != 1 || head.offset != 0) return {};
    const auto count = static_cast<std::size_t>(head.count);
    T* const items = allocate_in<T>(home, count);
    for (std::size_t i = 0; i < count; ++i) {
        Stored item;
        memcpy(&item, bytes + data + i * sizeof item, sizeof item);
        items[i] = item;
    }
    return {items, count};
}

core::Rows<core::AttributeNumber> columns_of(const Reading& reading, const Fields& fields, AttrNumber column) {
    if (!fields.has(column)) return {};
    return array_of<core::AttributeNumber, int16>(reading.home, fields.get(column));
}

void set_foreign_key(const Reading& reading, ConstraintDraft& draft, Form_pg_constraint form, const Fields& fields) {
    core::Constraint& fact = *draft.fact;
    fact.referenced = form->confrelid;
    fact.referenced_columns = columns_of(reading, fields, Anum_pg_constraint_confkey);
    fact.on_delete = action_of(form->confdeltype);
    fact.on_update = action_of(form->confupdtype);
    fact.match = match_of(form->confmatchtype);
    fact.set_columns = columns_of(reading, fields, Anum_pg_constraint_confdelsetcols);
    if (wants(reading, core::Need::lookups) && fields.has(Anum_pg_constraint_conpfeqop))
        draft.operators = array_of<Oid, Oid>(reading.home, fields.get(Anum_pg_constraint_conpfeqop));
}

void set_expression(const Reading& reading, ConstraintDraft& draft, const Fields& fields) {
    if (!fields.has(Anum_pg_constraint_conbin)) return;
    if (wants(reading, core::Need::check_limits) && draft.fact->kind == core::ConstraintKind::check)
        draft.fact->limits = limits_of(reading, fields.get(Anum_pg_constraint_conbin));
    if (wants(reading, core::Need::check_conditions) && draft.fact->kind == core::ConstraintKind::check)
        set_conditions(reading, *draft.fact, fields.get(Anum_pg_constraint_conbin));
    if (!wants(reading, core::Need::check_expressions)) return;
    MemoryContext const before = MemoryContextSwitchTo(reading.scratch);
    draft.expression = c_text(fields.get(Anum_pg_constraint_conbin));
    MemoryContextSwitchTo(before);
}

}  // namespace

void add_constraint(Reading& reading, std::uint32_t slot, HeapTuple row, TupleDesc shape) {
    Form_pg_constraint const form = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(row));
    core::ConstraintKind kind = core::ConstraintKind::check;
    if (!constraint_kind(form->contype, kind)) return;
    if (OidIsValid(form->conindid) && kind != core::ConstraintKind::foreign_key)
        reading.index_constraints.put(form->conindid) = form->oid;
    if (reading.whole && OidIsValid(form->conindid) && kind == core::ConstraintKind::foreign_key)
        reading.referenced_indexes.put(form->conindid) = true;
    if (!wants(reading, core::Need::constraints)) return;

    Fields fields;
    heap_deform_tuple(row, shape, fields.values, fields.nulls);
    ConstraintDraft& draft = reading.constraints.add();
    reading.constraint_slots.put(form->oid) = static_cast<std::uint32_t>(reading.constraints.count);
    draft.slot = slot;
    draft.fact = allocate_in<core::Constraint>(reading.constraint_facts, 1);
    core::Constraint& fact = *draft.fact;
    fact.oid = form->oid;
    fact.name = kept(reading, text_of(form->conname));
    fact.kind = kind;
    fact.columns = columns_of(reading, fields, Anum_pg_constraint_conkey);
    fact.validated = form->convalidated;
    fact.enforced = is_enforced(form);
    fact.deferrable = form->condeferrable;
    fact.initially_deferred = form->condeferred;
    fact.inherited = !form->conislocal;
    fact.no_inherit = form->connoinherit;
    fact.parent = form->conparentid;
    fact.index = form->conindid;
    set_expression(reading, draft, fields);
    if (kind == core::ConstraintKind::foreign_key) set_foreign_key(reading, draft, form, fields);
}

}  // namespace conventions::pg
