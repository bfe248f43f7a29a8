// operators.cpp: operator classes, and what the referential look-up of a foreign key needs (rules.md 16.1).
//
// Everything is asked by the reading's own snapshot where it is not the present state.

#include "pg/catalog/reading.hpp"

#include <algorithm>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

Operator operator_facts(Reading& reading, Oid oid) {
    if (const Operator* const known = reading.operators.find(oid)) return *known;
    Operator found = {};
    look_up(may_ask_cache(reading, oid), reading.snapshot, operator_source, ObjectIdGetDatum(oid), 0,
            [&](const Row& row) {
                found.commutator = row.form<Form_pg_operator>()->oprcom;
                found.right = row.form<Form_pg_operator>()->oprright;
            });
    reading.operators.put(oid) = found;
    return found;
}

void add_family(List<core::ObjectId>& families, Form_pg_amop form) {
    if (form->amoppurpose == AMOP_SEARCH) families.add() = form->amopfamily;
}

core::Rows<core::ObjectId> families_of(Reading& reading, Oid search_operator) {
    if (!OidIsValid(search_operator)) return {};
    if (const auto* const known = reading.families.find(search_operator)) return *known;
    List<core::ObjectId> families = {};
    if (reading.present) {
        CatCList* const rows = SearchSysCacheList1(AMOPOPID, ObjectIdGetDatum(search_operator));
        for (int i = 0; i < rows->n_members; ++i)
            add_family(families, reinterpret_cast<Form_pg_amop>(GETSTRUCT(&rows->members[i]->tuple)));
        ReleaseSysCacheList(rows);
    } else {
        each_row_of(AccessMethodOperatorRelationId, AccessMethodOperatorIndexId, reading.snapshot, Anum_pg_amop_amopopr,
                    search_operator, [&](const Row& row) { add_family(families, row.form<Form_pg_amop>()); });
    }
    std::sort(families.items, families.items + families.count);
    auto* const sorted = allocate_in<core::ObjectId>(reading.home, families.count);
    for (std::size_t i = 0; i < families.count; ++i) sorted[i] = families.items[i];
    const core::Rows<core::ObjectId> answer = {sorted, families.count};
    reading.families.put(search_operator) = answer;
    return answer;
}

// IsBinaryCoercible(), by the facts of the source type instead of the present syscache.
bool is_binary_coercible(Reading& reading, const core::Type& source, Oid target) {
    if (source.oid == target) return true;
    switch (target) {
    case ANYOID:
    case ANYELEMENTOID:
    case ANYCOMPATIBLEOID:
        return true;
    case ANYARRAYOID:
    case ANYCOMPATIBLEARRAYOID:
        return OidIsValid(source.element);
    case ANYNONARRAYOID:
    case ANYCOMPATIBLENONARRAYOID:
        return !OidIsValid(source.element);
    case ANYENUMOID:
        return source.kind == core::TypeKind::enumeration;
    case ANYRANGEOID:
    case ANYCOMPATIBLERANGEOID:
        return source.kind == core::TypeKind::range;
    case ANYMULTIRANGEOID:
    case ANYCOMPATIBLEMULTIRANGEOID:
        return source.kind == core::TypeKind::multirange;
    case RECORDOID:
        return source.kind == core::TypeKind::composite;
    case RECORDARRAYOID:
        return OidIsValid(source.element) &&
               type_entry(reading, source.element)->fact.kind == core::TypeKind::composite;
    default:
        break;
    }
    bool coercible = false;
    look_up(reading.present, reading.snapshot, cast_source, ObjectIdGetDatum(source.oid), ObjectIdGetDatum(target),
            [&](const Row& row) {
                Form_pg_cast const form = row.form<Form_pg_cast>();
                coercible = form->castmethod == COERCION_METHOD_BINARY && form->castcontext == COERCION_CODE_IMPLICIT;
            });
    return coercible;
}

// By slot, 0 for a relation that is no part of the reading.
const core::Column* column_of(const Reading& reading, std::uint32_t slot, core::AttributeNumber number) {
    if (slot == 0) return nullptr;
    const RelationDraft& draft = reading.relations.items[slot - 1];
    const std::size_t at = static_cast<std::size_t>(number) - 1;
    if (number <= 0 || at >= draft.column_room || draft.columns[at].number == 0) return nullptr;
    return &draft.columns[at];
}

struct Collations {
    Oid of_column = InvalidOid;
    Oid of_type = InvalidOid;
};

Collations referenced_collations(Reading& reading, Oid relation, core::AttributeNumber number) {
    Collations found = {};
    Oid type = InvalidOid;
    if (const core::Column* const column = column_of(reading, place(reading.slots, relation), number)) {
        found.of_column = column->collation;
        type = column->type->oid;
    } else {
        look_up(reading.present, reading.snapshot, attribute_source, ObjectIdGetDatum(relation), Int16GetDatum(number),
                [&](const Row& row) {
                    found.of_column = row.form<Form_pg_attribute>()->attcollation;
                    type = row.form<Form_pg_attribute>()->atttypid;
                });
    }
    if (TypeEntry* const* const known = reading.types.find(type); known != nullptr)
        found.of_type = (*known)->collation;
    else
        look_up(may_ask_cache(reading, type), reading.snapshot, type_source, ObjectIdGetDatum(type), 0,
                [&](const Row& row) { found.of_type = row.form<Form_pg_type>()->typcollation; });
    return found;
}

struct ColumnType {
    Oid type = InvalidOid;
    std::int32_t modifier = -1;
};

ColumnType referenced_column_type(const Reading& reading, Oid relation, core::AttributeNumber number) {
    if (const core::Column* const column = column_of(reading, place(reading.slots, relation), number))
        return {column->type->oid, column->modifier};
    ColumnType found = {};
    look_up(reading.present, reading.snapshot, attribute_source, ObjectIdGetDatum(relation), Int16GetDatum(number),
            [&](const Row& row) {
                found.type = row.form<Form_pg_attribute>()->atttypid;
                found.modifier = row.form<Form_pg_attribute>()->atttypmod;
            });
    return found;
}

bool is_deterministic(Reading& reading, Oid collation) {
    bool answer = true;
    look_up(may_ask_cache(reading, collation), reading.snapshot, collation_source, ObjectIdGetDatum(collation), 0,
            [&](const Row& row) { answer = row.form<Form_pg_collation>()->collisdeterministic; });
    return answer;
}

// The server writes "$1 = column", with COLLATE only for a nondeterministic collation of the other side. $1 has the
// collation of its type, and one that is not the default wins over the default.
Oid lookup_collation(Reading& reading, const core::Constraint& key, std::size_t i, const core::Column* column) {
    if (column == nullptr || !OidIsValid(column->collation) || i >= key.referenced_columns.size()) return InvalidOid;
    const Collations referenced = referenced_collations(reading, key.referenced, key.referenced_columns[i]);
    if (OidIsValid(referenced.of_column) && referenced.of_column != column->collation &&
        !is_deterministic(reading, referenced.of_column))
        return referenced.of_column;
    const bool is_default = column->collation == DEFAULT_COLLATION_OID;
    return is_default && OidIsValid(referenced.of_type) ? referenced.of_type : column->collation;
}

// "every key column IS NOT NULL": the look-up is strict, so it may rest on that.
::List* not_null_clauses(const Reading& reading, const ConstraintDraft& key) {
    using List = ::List;  // for the server's macros
    ::List* clauses = NIL;
    for (const core::AttributeNumber number : key.fact->columns) {
        const core::Column* const column = column_of(reading, key.slot, number);
        if (column == nullptr) continue;
        NullTest* const test = makeNode(NullTest);
        test->arg =
            reinterpret_cast<Expr*>(makeVar(1, number, column->type->oid, column->modifier, column->collation, 0));
        test->nulltesttype = IS_NOT_NULL;
        test->argisrow = false;
        test->location = -1;
        clauses = lappend(clauses, test);
    }
    return clauses;
}

}  // namespace

OperatorClass operator_class(Reading& reading, Oid oid) {
    if (const OperatorClass* const known = reading.operator_classes.find(oid)) return *known;
    OperatorClass found = {};
    look_up(may_ask_cache(reading, oid), reading.snapshot, operator_class_source, ObjectIdGetDatum(oid), 0,
            [&](const Row& row) {
                found.access_method = row.form<Form_pg_opclass>()->opcmethod;
                found.family = row.form<Form_pg_opclass>()->opcfamily;
                found.input_type = row.form<Form_pg_opclass>()->opcintype;
            });
    reading.operator_classes.put(oid) = found;
    return found;
}

void find_lookups(Reading& reading, ConstraintDraft& key) {
    const std::size_t count = key.operators.size();
    auto* const lookups = allocate_in<core::KeyLookup>(reading.home, count);
    for (std::size_t i = 0; i < count && i < key.fact->columns.size(); ++i) {
        const Operator facts = operator_facts(reading, key.operators[i]);
        lookups[i].search_operator = facts.commutator;
        lookups[i].families = families_of(reading, facts.commutator);
        lookups[i].input_type = facts.right;
        const core::Column* const column = column_of(reading, key.slot, key.fact->columns[i]);
        lookups[i].column_is_cast =
            column != nullptr && column->base != nullptr && !is_binary_coercible(reading, *column->base, facts.right);
        lookups[i].collation = lookup_collation(reading, *key.fact, i, column);
    }
    key.fact->lookups = {lookups, count};
}

void find_referenced_types(Reading& reading, ConstraintDraft& key) {
    core::Constraint& fact = *key.fact;
    const std::size_t count = fact.referenced_columns.size();
    auto* const types = allocate_in<core::ReferencedType>(reading.home, count);
    for (std::size_t i = 0; i < count; ++i) {
        const ColumnType found = referenced_column_type(reading, fact.referenced, fact.referenced_columns[i]);
        if (!OidIsValid(found.type)) continue;
        const TypeEntry& type = *type_entry(reading, found.type);
        core::ReferencedType& made = types[i];
        made.base = &type.base->fact;
        made.base_modifier = type.base == &type ? found.modifier : type.base_modifier;
        made.base_name = shown_type(reading, *type.base, made.base_modifier);
        const core::Column* const column =
            i < fact.columns.size() ? column_of(reading, key.slot, fact.columns[i]) : nullptr;
        made.stored_alike = column != nullptr && column->base != nullptr &&
                            (is_binary_coercible(reading, *column->base, made.base->oid) ||
                             is_binary_coercible(reading, *made.base, column->base->oid));
    }
    fact.referenced_types = {types, count};
}

// predicate_implied_by() looks nothing up here: clauses that are null tests can prove only what equals them.
void prove_indexes(Reading& reading, ConstraintDraft& key, std::span<IndexDraft*> indexes) {
    using List = ::List;  // for the server's macros
    ::List* clauses = NIL;
    pg::List<core::ObjectId> proved = {};
    for (IndexDraft* const index : indexes) {
        if (index->predicate == nullptr) continue;
        if (clauses == NIL) clauses = not_null_clauses(reading, key);
        if (predicate_implied_by(conditions_of(*index), clauses, false)) proved.add() = index->fact->oid;
    }
    auto* const rows = allocate_in<core::ObjectId>(reading.home, proved.count);
    for (std::size_t i = 0; i < proved.count; ++i) rows[i] = proved.items[i];
    key.fact->proved_indexes = {rows, proved.count};
}

}  // namespace conventions::pg
