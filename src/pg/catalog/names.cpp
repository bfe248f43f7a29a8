// names.cpp: names and small answers about other objects, each asked once in a reading.

#include "pg/catalog/reading.hpp"

namespace conventions::pg {
namespace {

template <class Body>
bool find_row(const Reading& reading, const Source& source, Oid oid, Body body) {
    const bool cached = source.catalog == NamespaceRelationId || source.catalog == RelationRelationId
                            ? reading.present
                            : may_ask_cache(reading, oid);
    return look_up(cached, reading.snapshot, source, ObjectIdGetDatum(oid), 0, body);
}

}  // namespace

core::Text schema_name(Reading& reading, Oid schema) {
    if (const core::Text* const known = reading.schemas.find(schema)) return *known;
    core::Text name = {};
    find_row(reading, schema_source, schema,
             [&](const Row& row) { name = kept(reading, text_of(row.form<Form_pg_namespace>()->nspname)); });
    reading.schemas.put(schema) = name;
    return name;
}

core::Text access_method_name(Reading& reading, Oid access_method) {
    // Nearly every relation has one of these two.
    if (access_method == HEAP_TABLE_AM_OID) return "heap";
    if (access_method == BTREE_AM_OID) return "btree";
    if (!OidIsValid(access_method)) return {};
    if (const core::Text* const known = reading.access_methods.find(access_method)) return *known;
    core::Text name = {};
    find_row(reading, access_method_source, access_method,
             [&](const Row& row) { name = kept(reading, text_of(row.form<Form_pg_am>()->amname)); });
    reading.access_methods.put(access_method) = name;
    return name;
}

core::Text collation_name(Reading& reading, Oid collation) {
    if (const core::Text* const known = reading.collations.find(collation)) return *known;
    core::Text name = {};
    find_row(reading, collation_source, collation, [&](const Row& row) {
        Form_pg_collation const form = row.form<Form_pg_collation>();
        const core::Text schema = schema_name(reading, form->collnamespace);
        name = kept(reading, quote_qualified_identifier(c_string(schema), NameStr(form->collname)));
    });
    reading.collations.put(collation) = name;
    return name;
}

QualifiedName function_name(Reading& reading, Oid function) {
    if (const QualifiedName* const known = reading.functions.find(function)) return *known;
    QualifiedName name = {};
    find_row(reading, function_source, function, [&](const Row& row) {
        Form_pg_proc const form = row.form<Form_pg_proc>();
        name.name = kept(reading, text_of(form->proname));
        name.schema = schema_name(reading, form->pronamespace);
    });
    reading.functions.put(function) = name;
    return name;
}

QualifiedName relation_name(Reading& reading, Oid relation) {
    if (const std::uint32_t slot = place(reading.slots, relation); slot != 0) {
        const core::Relation& fact = reading.relations.items[slot - 1].fact;
        return {fact.schema, fact.name};
    }
    QualifiedName name = {};
    find_row(reading, class_source, relation, [&](const Row& row) {
        Form_pg_class const form = row.form<Form_pg_class>();
        name.name = kept(reading, text_of(form->relname));
        name.schema = schema_name(reading, form->relnamespace);
    });
    return name;
}

core::Text column_name(Reading& reading, Oid relation, AttrNumber column) {
    if (const std::uint32_t slot = place(reading.slots, relation); slot != 0) {
        const RelationDraft& draft = reading.relations.items[slot - 1];
        const std::size_t at = static_cast<std::size_t>(column) - 1;
        if (column > 0 && at < draft.column_room) return draft.columns[at].name;
    }
    core::Text name = {};
    look_up(reading.present, reading.snapshot, attribute_source, ObjectIdGetDatum(relation), Int16GetDatum(column),
            [&](const Row& row) { name = kept(reading, text_of(row.form<Form_pg_attribute>()->attname)); });
    return name;
}

bool is_superuser(Reading& reading, Oid role) {
    if (const bool* const known = reading.superusers.find(role)) return *known;
    const bool answer = superuser_arg(role);
    reading.superusers.put(role) = answer;
    return answer;
}

Oid extension_owner(Reading& reading, Oid extension) {
    if (const Oid* const known = reading.extension_owners.find(extension)) return *known;
    Oid owner = InvalidOid;
    find_row(reading, extension_source, extension,
             [&](const Row& row) { owner = row.form<Form_pg_extension>()->extowner; });
    reading.extension_owners.put(extension) = owner;
    return owner;
}

}  // namespace conventions::pg
