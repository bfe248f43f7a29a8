// facts_sql.cpp: the facts of a relation as text, and what the readers disagree about.

#include "pg/catalog/print.hpp"

extern "C" {
#include "funcapi.h"
PG_FUNCTION_INFO_V1(conventions_facts);
PG_FUNCTION_INFO_V1(conventions_facts_differences);
}

namespace conventions::pg {
namespace {

constexpr core::Need all_but_definitions = static_cast<core::Need>(
    static_cast<std::uint32_t>(core::Need::all) & ~static_cast<std::uint32_t>(core::Need::definitions) &
    ~static_cast<std::uint32_t>(core::Need::types));

/// Prints of `source` what `wanted` holds.
const char* printed(const core::Catalog& source, const core::Catalog& wanted, Printing printing) {
    StringInfoData out;
    initStringInfo(&out);
    for (const core::Relation& each : wanted.relations)
        if (const core::Relation* const found = source.relation(each.oid)) print_relation(&out, *found, printing);
    for (const core::Type* const each : wanted.types)
        if (const core::Type* const found = source.type(each->oid)) print_type(&out, *found);
    return out.data;
}

const char* facts_before_transaction(Oid relation) {
    push_before_image(0);
    const core::Catalog* const catalog = read_by_snapshot({&relation, 1}, all_but_definitions);
    PopActiveSnapshot();
    return printed(*catalog, *catalog, {});
}

const char* facts_of(Oid relation, core::Text reader) {
    if (reader == "before_transaction") return facts_before_transaction(relation);
    if (reader == "present") {
        const core::Catalog* const catalog = read_present({&relation, 1}, core::Need::all);
        return printed(*catalog, *catalog, {.definitions = true, .origin = true, .usage = false});
    }
    if (reader == "snapshot" || reader == "database") {
        const core::Catalog* const one = read_by_snapshot({&relation, 1}, all_but_definitions);
        if (reader == "snapshot") return printed(*one, *one, {});
        return printed(*read_database(core::Need::all, nullptr), *one,
                       {.definitions = true, .origin = false, .usage = true});
    }
    ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("reader \"%s\" does not exist", c_string(reader)),
                    errhint("Readers are present, snapshot, database and before_transaction.")));
}

core::Text next_line(core::Text& rest) {
    const std::size_t end = rest.find('\n');
    const core::Text line = {rest.data(), end == core::Text::npos ? rest.size() : end};
    rest.remove_prefix(end == core::Text::npos ? rest.size() : end + 1);
    return line;
}

bool holds_line(core::Text lines, core::Text wanted) {
    while (!lines.empty())
        if (next_line(lines) == wanted) return true;
    return false;
}

core::Text key_of(core::Text line) {
    const std::size_t end = line.find(": ");
    return {line.data(), end == core::Text::npos ? line.size() : end};
}

/// The line that speaks of the same object, empty for none.
core::Text same_object(core::Text lines, core::Text wanted) {
    const core::Text key = key_of(wanted);
    while (!lines.empty()) {
        const core::Text line = next_line(lines);
        if (key_of(line) == key) return line;
    }
    return {};
}

struct Output {
    ReturnSetInfo* result;
    const char* relation;
    const char* reader;

    void row(core::Text present, core::Text other) const {
        Datum values[] = {CStringGetTextDatum(relation), CStringGetTextDatum(reader),
                          CStringGetTextDatum(c_string(present)), CStringGetTextDatum(c_string(other))};
        bool nulls[] = {false, false, present.empty(), other.empty()};
        tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
    }
};

void compare(const Output& output, core::Text present, core::Text other) {
    if (present == other) return;
    for (core::Text rest = present; !rest.empty();) {
        const core::Text line = next_line(rest);
        if (!holds_line(other, line)) output.row(line, same_object(other, line));
    }
    for (core::Text rest = other; !rest.empty();) {
        const core::Text line = next_line(rest);
        if (!holds_line(present, line) && same_object(present, line).empty()) output.row({}, line);
    }
}

void compare_readers(ReturnSetInfo* result, const core::Catalog& database, const core::Relation& relation) {
    const core::Need with_texts = all_but_definitions | core::Need::definitions;
    const char* const name = quote_qualified_identifier(c_string(relation.schema), c_string(relation.name));
    const core::Catalog* const present = read_present({&relation.oid, 1}, with_texts);
    const core::Catalog* const snapshot = read_by_snapshot({&relation.oid, 1}, all_but_definitions);
    const Printing plain = {};
    const Printing with_definitions = {.definitions = true, .origin = false, .usage = false};
    compare({result, name, "snapshot"}, printed(*present, *present, plain), printed(*snapshot, *snapshot, plain));
    compare({result, name, "database"}, printed(*present, *present, with_definitions),
            printed(database, *present, with_definitions));
}

void compare_types(ReturnSetInfo* result, const core::Catalog& database, const core::Type& type) {
    const char* const name = quote_qualified_identifier(c_string(type.schema), c_string(type.name));
    const core::Catalog* const present = read_present({}, all_but_definitions, {&type.oid, 1});
    const core::Catalog* const snapshot = read_by_snapshot({}, all_but_definitions, {&type.oid, 1});
    compare({result, name, "snapshot"}, printed(*present, *present, {}), printed(*snapshot, *snapshot, {}));
    compare({result, name, "database"}, printed(*present, *present, {}), printed(database, *present, {}));
}

void compare_all(ReturnSetInfo* result) {
    const core::Catalog* const database = read_database(core::Need::all, nullptr);
    MemoryContext const one =
        AllocSetContextCreate(CurrentMemoryContext, "conventions facts of one relation", ALLOCSET_DEFAULT_SIZES);
    MemoryContext const before = MemoryContextSwitchTo(one);
    for (const core::Relation& relation : database->relations) {
        CHECK_FOR_INTERRUPTS();
        // Those of a session that ends go meanwhile.
        if (relation.persistence == core::Persistence::temporary) continue;
        compare_readers(result, *database, relation);
        MemoryContextReset(one);
    }
    for (const core::Type* const type : database->types) {
        CHECK_FOR_INTERRUPTS();
        compare_types(result, *database, *type);
        MemoryContextReset(one);
    }
    MemoryContextSwitchTo(before);
    MemoryContextDelete(one);
}

}  // namespace
}  // namespace conventions::pg

extern "C" {

Datum conventions_facts(PG_FUNCTION_ARGS) {
    const char* const reader = text_to_cstring(PG_GETARG_TEXT_PP(1));
    PG_RETURN_TEXT_P(cstring_to_text(conventions::pg::facts_of(PG_GETARG_OID(0), reader)));
}

Datum conventions_facts_differences(PG_FUNCTION_ARGS) {
    InitMaterializedSRF(fcinfo, 0);
    conventions::pg::compare_all(reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo));
    return Datum{0};
}
}
