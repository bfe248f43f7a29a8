// tap.cpp: the result of an assertion, by pgTAP or as plain text.
// pgTAP may be in any schema, and anybody may have an ok() in his: the one is taken that belongs to extension pgtap and
// to a superuser or the caller himself. Its body names its helpers without schema, so that it runs with its schema as
// the search_path.
// Memory: the current context.
// Errors: what ok() raises, above all that no plan was made.

#include "pg/report/tap.hpp"

extern "C" {
#include "catalog/dependency.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "utils/guc.h"
}

namespace conventions::pg {
namespace {

/// ok(boolean, text), of somebody whose code the caller may run.
bool is_ok_function(Oid function) {
    HeapTuple const tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* const form = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple));
    const bool is_it = strcmp(NameStr(form->proname), "ok") == 0 && form->prokind == PROKIND_FUNCTION &&
                       form->pronargs == 2 && form->proargtypes.values[0] == BOOLOID &&
                       form->proargtypes.values[1] == TEXTOID && form->prorettype == TEXTOID && !form->proretset &&
                       (form->proowner == GetUserId() || superuser_arg(form->proowner));
    ReleaseSysCache(tuple);
    return is_it;
}

Oid ok_of_pgtap() {
    const Oid extension = get_extension_oid("pgtap", true);
    if (!OidIsValid(extension)) return InvalidOid;
    Oid found = InvalidOid;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(ExtensionRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(extension));
    Relation const depend = table_open(DependRelationId, AccessShareLock);
    SysScanDesc const scan = systable_beginscan(depend, DependReferenceIndexId, true, nullptr, 2, keys);
    for (HeapTuple row = systable_getnext(scan); HeapTupleIsValid(row); row = systable_getnext(scan)) {
        const auto* const form = reinterpret_cast<Form_pg_depend>(GETSTRUCT(row));
        if (form->classid != ProcedureRelationId || form->deptype != DEPENDENCY_EXTENSION) continue;
        if (is_ok_function(form->objid)) found = form->objid;
    }
    systable_endscan(scan);
    table_close(depend, AccessShareLock);
    return found;
}

const char* by_pgtap(Oid ok, bool passed, core::Text description) {
    const char* const schema = get_namespace_name(get_func_namespace(ok));
    const int level = NewGUCNestLevel();
    set_config_option("search_path", psprintf("pg_catalog, %s, pg_temp", quote_identifier(schema)), PGC_USERSET,
                      PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    const Datum answer = OidFunctionCall2Coll(ok, DEFAULT_COLLATION_OID, BoolGetDatum(passed),
                                              CStringGetTextDatum(c_string(description)));
    AtEOXact_GUC(true, level);
    return TextDatumGetCString(answer);
}

/// A "#" would begin a directive, and a description has one line.
const char* plainly(bool passed, core::Text description) {
    StringInfoData text;
    initStringInfo(&text);
    appendStringInfoString(&text, passed ? "ok - " : "not ok - ");
    for (const char each : description) {
        if (each == '#' || each == '\\') appendStringInfoChar(&text, '\\');
        appendStringInfoChar(&text, each == '\n' || each == '\r' ? ' ' : each);
    }
    return text.data;
}

void append_diagnostic(StringInfo text, core::Text line) {
    appendStringInfoString(text, "\n# ");
    for (const char each : line) {
        appendStringInfoChar(text, each);
        if (each == '\n') appendStringInfoString(text, "# ");
    }
}

}  // namespace

Datum tap_result(bool passed, core::Text description, const Lines& diagnostics) {
    const Oid ok = ok_of_pgtap();
    StringInfoData text;
    initStringInfo(&text);
    appendStringInfoString(&text, OidIsValid(ok) ? by_pgtap(ok, passed, description) : plainly(passed, description));
    if (!passed)
        for (const core::Text line : diagnostics.rows()) append_diagnostic(&text, line);
    return PointerGetDatum(cstring_to_text_with_len(text.data, text.len));
}

}  // namespace conventions::pg
