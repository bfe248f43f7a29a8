// index.cpp: CREATE INDEX, with the answers that the catalog has for its table.

#include "pg/statement/reader.hpp"

extern "C" {
#include "catalog/index.h"
#include "catalog/pg_am.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "commands/defrem.h"
}

namespace conventions::pg {

namespace {

struct KeyColumn {
    AttrNumber number = 0;
    Oid type = InvalidOid;
    Oid collation = InvalidOid;
};

KeyColumn column_of(Oid relation, const char* name) {
    KeyColumn column;
    HeapTuple const row = SearchSysCacheAttName(relation, name);
    if (!HeapTupleIsValid(row)) return column;
    const FormData_pg_attribute* const form = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(row));
    // No index can be made on a system column.
    if (form->attnum > 0) column = {form->attnum, form->atttypid, form->attcollation};
    ReleaseSysCache(row);
    return column;
}

/// The column that an element is about, null for an expression. The server takes (column) in parentheses as a column
/// too, and a collation within them as the key's.
const char* column_name_of(const IndexElem* element, ::List*& collation) {
    collation = element->collation;
    if (element->name != nullptr) return element->name;
    const Node* expression = element->expr;
    if (expression != nullptr && IsA(expression, CollateClause)) {
        const auto* const clause = reinterpret_cast<const CollateClause*>(expression);
        if (collation == nullptr) collation = clause->collname;
        expression = clause->arg;
    }
    if (expression == nullptr || !IsA(expression, ColumnRef)) return nullptr;
    const ::List* const fields = reinterpret_cast<const ColumnRef*>(expression)->fields;
    return list_length(fields) == 1 && IsA(linitial(fields), String) ? strVal(linitial(fields)) : nullptr;
}

/// Names of operator classes from before 7.2, which the server reads as the default.
bool is_bygone(const ::List* names) {
    const WrittenName name = written_name(names);
    if (name.improper || name.schema != nullptr) return false;
    for (const char* const bygone :
         {"network_ops", "timespan_ops", "datetime_ops", "lztext_ops", "timestamp_ops", "bigbox_ops"})
        if (strcmp(name.name, bygone) == 0) return true;
    return false;
}

/// As stored: name=value, as reloptions are. False for what the server may refuse.
bool read_options(const ::List* options, core::Text& text) {
    if (options == nullptr) return true;
    StringInfoData buffer;
    initStringInfo(&buffer);
    for (DefElem* const option : Each<DefElem>{options}) {
        if (option->defnamespace != nullptr) return false;
        const char* const value = option->arg == nullptr ? "true" : defGetString(option);
        appendStringInfo(&buffer, "%s%s=%s", buffer.len == 0 ? "" : ", ", option->defname, value);
    }
    text = {buffer.data, static_cast<std::size_t>(buffer.len)};
    return true;
}

/// False where the key is not wholly known.
bool read_key(Oid relation, Oid access_method, const IndexElem* element, core::IndexKey& key) {
    key.descending = element->ordering == SORTBY_DESC;
    key.nulls_first = element->nulls_ordering == SORTBY_NULLS_FIRST ||
                      (element->nulls_ordering == SORTBY_NULLS_DEFAULT && key.descending);
    ::List* collation = nullptr;
    const char* const name = column_name_of(element, collation);
    if (name == nullptr) return false;
    const KeyColumn column = column_of(relation, name);
    if (column.number == 0) return false;
    key.column = column.number;
    key.collation = collation == nullptr ? column.collation : collation_named(collation);
    if (collation != nullptr && !OidIsValid(key.collation)) return false;
    if (!OidIsValid(access_method)) return false;
    key.operator_class = element->opclass == nullptr || is_bygone(element->opclass)
                             ? GetDefaultOpClass(column.type, access_method)
                             : operator_class_named(element->opclass, access_method);
    if (!OidIsValid(key.operator_class)) return false;
    key.operator_family = get_opclass_family(key.operator_class);
    key.input_type = get_opclass_input_type(key.operator_class);
    return read_options(element->opclassopts, key.options);
}

bool read_keys(Oid relation, const IndexStmt* statement, core::Index& index) {
    const Oid access_method = GetSysCacheOid1(AMNAME, Anum_pg_am_oid, CStringGetDatum(c_string(index.access_method)));
    core::IndexKey* const keys = allocate<core::IndexKey>(list_length(statement->indexParams));
    std::size_t count = 0;
    bool exact = OidIsValid(access_method);
    for (const IndexElem* const element : Each<IndexElem>{statement->indexParams})
        exact &= read_key(relation, access_method, element, keys[count++]);
    index.keys = {keys, count};
    return exact;
}

bool read_included(Oid relation, const IndexStmt* statement, core::Index& index) {
    auto* const numbers = allocate<core::AttributeNumber>(list_length(statement->indexIncludingParams));
    std::size_t count = 0;
    bool exact = true;
    for (const IndexElem* const element : Each<IndexElem>{statement->indexIncludingParams}) {
        const AttrNumber number = element->name == nullptr ? 0 : column_of(relation, element->name).number;
        if (number != 0) numbers[count++] = number;
        exact &= number != 0;
    }
    index.included = {numbers, count};
    return exact;
}

core::Text access_method_of(const IndexStmt* statement) {
    const core::Text name = view(statement->accessMethod);
    if (name.empty()) return DEFAULT_INDEX_TYPE;
    // The server still takes the name of the method that GiST replaced.
    return name == "rtree" ? core::Text{"gist"} : name;
}

}  // namespace

void read_create_index(Draft& draft, const IndexStmt* statement) {
    draft.fact.object = core::ObjectKind::index;
    draft.fact.name = view(statement->idxname);
    draft.fact.exists_ok = statement->if_not_exists;
    draft.fact.concurrently = statement->concurrent;
    draft.fact.only = !statement->relation->inh;
    add_relation_target(draft, statement->relation, core::ObjectKind::table);

    core::Index& index = draft.fact.index;
    index.name = draft.fact.name;
    index.access_method = access_method_of(statement);
    index.unique = statement->unique;
    index.nulls_not_distinct = statement->nulls_not_distinct;
    const Oid relation = draft.targets.items[0].oid;
    if (!OidIsValid(relation)) return;
    const char* const schema = get_namespace_name(get_rel_namespace(relation));
    index.schema = view(schema);
    index.partitioned = get_rel_relkind(relation) == RELKIND_PARTITIONED_TABLE;
    const bool keys = read_keys(relation, statement, index);
    const bool included = read_included(relation, statement, index);
    draft.fact.index_exact = keys && included && statement->whereClause == nullptr;
}

}  // namespace conventions::pg
