// types.cpp: rows of pg_type to facts, with the chain through domains and arrays, and the names of types.

#include "pg/catalog/reading.hpp"

#include <algorithm>

namespace conventions::pg {
namespace {

core::TypeKind type_kind(char kind) {
    switch (kind) {
    case TYPTYPE_COMPOSITE:
        return core::TypeKind::composite;
    case TYPTYPE_DOMAIN:
        return core::TypeKind::domain;
    case TYPTYPE_ENUM:
        return core::TypeKind::enumeration;
    case TYPTYPE_PSEUDO:
        return core::TypeKind::pseudo;
    case TYPTYPE_RANGE:
        return core::TypeKind::range;
    case TYPTYPE_MULTIRANGE:
        return core::TypeKind::multirange;
    default:
        return core::TypeKind::base;
    }
}

// What SQL calls a type other than its row in pg_type does; the modifier goes between head and tail.
struct SqlName {
    core::Text head;
    core::Text tail;
};

SqlName sql_name(Oid type) {
    switch (type) {
    case BITOID:
        return {"bit", ""};
    case BOOLOID:
        return {"boolean", ""};
    case BPCHAROID:
        return {"character", ""};
    case FLOAT4OID:
        return {"real", ""};
    case FLOAT8OID:
        return {"double precision", ""};
    case INT2OID:
        return {"smallint", ""};
    case INT4OID:
        return {"integer", ""};
    case INT8OID:
        return {"bigint", ""};
    case NUMERICOID:
        return {"numeric", ""};
    case INTERVALOID:
        return {"interval", ""};
    case TIMEOID:
        return {"time", " without time zone"};
    case TIMETZOID:
        return {"time", " with time zone"};
    case TIMESTAMPOID:
        return {"timestamp", " without time zone"};
    case TIMESTAMPTZOID:
        return {"timestamp", " with time zone"};
    case VARBITOID:
        return {"bit varying", ""};
    case VARCHAROID:
        return {"character varying", ""};
    default:
        return {};
    }
}

core::Text joined(const Reading& reading, core::Text first, core::Text second, core::Text third = {},
                  core::Text fourth = {}) {
    const core::Text parts[] = {first, second, third, fourth};
    std::size_t size = 0;
    for (const core::Text part : parts) size += part.size();
    char* const text = reading.home.text(size + 1);
    std::size_t at = 0;
    for (const core::Text part : parts)
        for (const char each : part) text[at++] = each;
    text[at] = '\0';
    return {text, at};
}

// format_type() qualifies by the search_path of the session; a fact must not depend on it.
core::Text plain_name(const Reading& reading, const core::Type& fact, bool in_catalog) {
    const SqlName known = sql_name(fact.oid);
    if (!known.head.empty()) return known.tail.empty() ? known.head : joined(reading, known.head, known.tail);
    const char* const name = quote_identifier(c_string(fact.name));
    if (in_catalog) return joined(reading, name, "");
    return joined(reading, quote_identifier(c_string(fact.schema)), ".", name);
}

// A function that a before image remembers may be gone by now.
core::Text modifier_text(const TypeEntry& type, std::int32_t modifier) {
    if (OidIsValid(type.modifier_out) && SearchSysCacheExists1(PROCOID, ObjectIdGetDatum(type.modifier_out)))
        return DatumGetCString(OidFunctionCall1(type.modifier_out, Int32GetDatum(modifier)));
    return psprintf("(%d)", modifier);
}

// An array type is printed by its element; the fixed-length ones (int2vector, name) are types of their own.
bool is_printed_as_array(const TypeEntry& type) {
    return OidIsValid(type.fact.element) && type.storage != TYPSTORAGE_PLAIN;
}

void read_own_rows(Reading& reading, TypeEntry& entry) {
    core::Type& fact = entry.fact;
    if (fact.oid < FirstUnpinnedObjectId || reading.whole) return;
    Snapshot const snapshot = reading.snapshot;
    if (!reading.to_pass)
        each_row_of(DependRelationId, DependDependerIndexId, snapshot, Anum_pg_depend_classid, TypeRelationId,
                    Anum_pg_depend_objid, fact.oid,
                    [&](const Row& row) { take_dependency(reading, row.form<Form_pg_depend>()); });
    if (fact.kind == core::TypeKind::domain)
        each_row_of(ConstraintRelationId, ConstraintTypidIndexId, snapshot, Anum_pg_constraint_contypid, fact.oid,
                    [&](const Row& row) { add_domain_check(reading, fact, row.form<Form_pg_constraint>()); });
    if (wants(reading, core::Need::comments))
        each_row_of(DescriptionRelationId, DescriptionObjIndexId, snapshot, Anum_pg_description_objoid, fact.oid,
                    Anum_pg_description_classoid, TypeRelationId, [&](const Row& row) {
                        bool is_null = false;
                        const Datum text = row.get(Anum_pg_description_description, &is_null);
                        take_comment(reading, row.form<Form_pg_description>(), c_text(text));
                    });
    if (fact.kind != core::TypeKind::enumeration || !wants(reading, core::Need::labels)) return;
    List<Label> labels = {};
    each_row_of(EnumRelationId, EnumTypIdSortOrderIndexId, snapshot, Anum_pg_enum_enumtypid, fact.oid,
                [&](const Row& row) { add_label(reading, labels, row.form<Form_pg_enum>()); });
    set_labels(reading, labels);
}

void set_domain(Reading& reading, TypeEntry& entry, const Row& row, Form_pg_type form) {
    core::Type& fact = entry.fact;
    fact.domain_base = form->typbasetype;
    fact.domain_modifier = form->typtypmod;
    fact.domain_not_null = form->typnotnull;
    bool is_null = false;
    const Datum tree = row.get(Anum_pg_type_typdefaultbin, &is_null);
    entry.has_default = !is_null;
    if (is_null || !wants(reading, core::Need::defaults)) return;
    const Default found = default_of(c_text(tree));
    entry.default_kind = found.kind;
    entry.default_sequence = found.sequence;
    entry.default_is_null = found.is_null;
}

}  // namespace

TypeEntry* add_type(Reading& reading, const Row& row) {
    Form_pg_type const form = row.form<Form_pg_type>();
    if (TypeEntry** const known = reading.types.find(form->oid)) return *known;
    TypeEntry* const entry = allocate_in<TypeEntry>(reading.home, 1);
    reading.types.put(form->oid) = entry;
    core::Type& fact = entry->fact;
    fact.oid = form->oid;
    fact.schema = schema_name(reading, form->typnamespace);
    fact.name = kept(reading, text_of(form->typname));
    fact.kind = type_kind(form->typtype);
    fact.category = form->typcategory;
    fact.length = form->typlen;
    fact.alignment = form->typalign;
    fact.element = IsTrueArrayType(form) ? form->typelem : InvalidOid;
    fact.relation = form->typrelid;
    fact.owner = form->typowner;
    entry->collation = form->typcollation;
    entry->modifier_out = form->typmodout;
    entry->storage = form->typstorage;
    if (fact.kind == core::TypeKind::domain) set_domain(reading, *entry, row, form);
    if (!is_printed_as_array(*entry))
        fact.shown = plain_name(reading, fact, form->typnamespace == PG_CATALOG_NAMESPACE);
    read_own_rows(reading, *entry);
    return entry;
}

void resolve_type(Reading& reading, TypeEntry& entry) {
    if (entry.resolved) return;
    entry.resolved = true;
    const TypeEntry* base = &entry;
    while (base->fact.kind == core::TypeKind::domain && OidIsValid(base->fact.domain_base)) {
        entry.any_not_null = entry.any_not_null || base->fact.domain_not_null;
        entry.base_modifier = base->fact.domain_modifier;
        base = type_entry(reading, base->fact.domain_base);
    }
    entry.base = base;
    const TypeEntry* scalar = base;
    while (true) {
        Oid next = InvalidOid;
        if (scalar->fact.kind == core::TypeKind::domain) {
            next = scalar->fact.domain_base;
        } else if (OidIsValid(scalar->fact.element)) {
            entry.is_array = true;
            next = scalar->fact.element;
        }
        if (!OidIsValid(next)) break;
        scalar = type_entry(reading, next);
    }
    entry.scalar = scalar;
    if (is_printed_as_array(entry))
        entry.fact.shown = joined(reading, type_entry(reading, entry.fact.element)->fact.shown, "[]");
}

TypeEntry* type_entry(Reading& reading, Oid type) {
    TypeEntry** const known = reading.types.find(type);
    if (known != nullptr && (*known)->resolved) return *known;
    const bool is_pinned = type < FirstUnpinnedObjectId;
    TypeEntry* entry = known == nullptr ? nullptr : *known;
    if (entry == nullptr && is_pinned) {
        entry = pinned_type(type);
        if (entry != nullptr) return reading.types.put(type) = entry;
    }
    if (entry == nullptr)
        look_up(may_ask_cache(reading, type), reading.snapshot, type_source, ObjectIdGetDatum(type), 0,
                [&](const Row& row) { entry = add_type(reading, row); });
    if (entry == nullptr) {
        entry = allocate_in<TypeEntry>(reading.home, 1);
        reading.types.put(type) = entry;
        entry->fact.oid = type;
        entry->fact.shown = "???";
    }
    resolve_type(reading, *entry);
    if (is_pinned && !entry->fact.name.empty()) pin_type(*entry);
    return entry;
}

void wanted_type(Reading& reading, Oid type) {
    TypeEntry* entry = nullptr;
    look_up(reading.present, reading.snapshot, type_source, ObjectIdGetDatum(type), 0,
            [&](const Row& row) { entry = add_type(reading, row); });
    if (entry != nullptr) resolve_type(reading, *entry);
}

core::Text shown_type(Reading& reading, const TypeEntry& type, std::int32_t modifier) {
    const bool is_array = is_printed_as_array(type);
    const TypeEntry& plain = is_array ? *type_entry(reading, type.fact.element) : type;
    const Oid oid = plain.fact.oid;
    // Without a modifier the SQL names of these two mean a length of one.
    if (modifier < 0 && oid == BPCHAROID) return is_array ? "bpchar[]" : "bpchar";
    if (modifier < 0 && oid == BITOID) return is_array ? "\"bit\"[]" : "\"bit\"";
    if (modifier < 0) return type.fact.shown;
    core::Text& cached = reading.type_names.put((static_cast<std::uint64_t>(type.fact.oid) << 32) |
                                                static_cast<std::uint32_t>(modifier));
    if (!cached.empty()) return cached;
    const SqlName known = sql_name(oid);
    // The output functions of the time types bring the tail themselves.
    const core::Text head = known.head.empty() ? plain.fact.shown : known.head;
    cached = joined(reading, head, modifier_text(plain, modifier), is_array ? "[]" : "");
    return cached;
}

void add_label(Reading& reading, List<Label>& labels, Form_pg_enum form) {
    Label& label = labels.add();
    label.type = form->enumtypid;
    label.order = form->enumsortorder;
    label.text = kept(reading, text_of(form->enumlabel));
}

void add_domain_check(const Reading& reading, core::Type& domain, Form_pg_constraint form) {
    if (form->contype != CONSTRAINT_CHECK) return;
    domain.domain_has_check = true;
    if (form->convalidated) return;
    const std::size_t count = domain.domain_not_valid.size();
    core::Text* const names = allocate_in<core::Text>(reading.home, count + 1);
    std::copy(domain.domain_not_valid.begin(), domain.domain_not_valid.end(), names);
    names[count] = kept(reading, text_of(form->conname));
    domain.domain_not_valid = {names, count + 1};
}

void set_labels(Reading& reading, List<Label>& labels) {
    std::sort(labels.items, labels.items + labels.count,
              [](const Label& a, const Label& b) { return a.type != b.type ? a.type < b.type : a.order < b.order; });
    for (std::size_t first = 0; first < labels.count;) {
        std::size_t end = first;
        while (end < labels.count && labels.items[end].type == labels.items[first].type) ++end;
        TypeEntry** const type = reading.types.find(labels.items[first].type);
        if (type != nullptr) {
            core::Text* const texts = allocate_in<core::Text>(reading.home, end - first);
            for (std::size_t i = first; i < end; ++i) texts[i - first] = labels.items[i].text;
            (*type)->fact.labels = {texts, end - first};
        }
        first = end;
    }
}

}  // namespace conventions::pg
