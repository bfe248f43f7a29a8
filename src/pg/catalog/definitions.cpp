// definitions.cpp: SQL text of defaults and constraints, by the server's own deparse functions.
//
// They only know the present state, so a reading by a given snapshot has none. They may lock the relation: it is
// locked before, without waiting, or the text stays empty. Names in the text do not depend on the caller's search_path.

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "utils/guc.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

// Unlike OidFunctionCall, takes NULL for an answer: the object went meanwhile.
core::Text text_from(const Reading& reading, PGFunction function, std::span<const Datum> arguments) {
    LOCAL_FCINFO(call, 2);
    InitFunctionCallInfoData(*call, nullptr, static_cast<short>(arguments.size()), InvalidOid, nullptr, nullptr);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        call->args[i].value = arguments[i];
        call->args[i].isnull = false;
    }
    const Datum text = function(call);
    if (call->isnull) return {};
    return kept(reading, c_text(text));
}

void define_defaults(Reading& reading, RelationDraft& draft) {
    const Oid relation = draft.fact.oid;
    each_row_of(AttrDefaultRelationId, AttrDefaultIndexId, reading.snapshot, Anum_pg_attrdef_adrelid, relation,
                [&](const Row& row) {
                    bool is_null = false;
                    const std::size_t at = static_cast<std::size_t>(row.form<Form_pg_attrdef>()->adnum) - 1;
                    if (at >= draft.column_room) return;
                    const Datum arguments[] = {row.get(Anum_pg_attrdef_adbin, &is_null), ObjectIdGetDatum(relation)};
                    draft.columns[at].default_text = text_from(reading, pg_get_expr, arguments);
                });
}

bool has_default(const RelationDraft& draft) {
    for (std::size_t i = 0; i < draft.column_room; ++i)
        if (draft.columns[i].has_default) return true;
    return false;
}

}  // namespace

void read_definitions(Reading& reading, RelationDraft& draft, std::span<ConstraintDraft*> constraints) {
    if (!reading.present && !reading.whole) return;
    const bool defaults = has_default(draft);
    if (constraints.empty() && !defaults) return;
    if (!ConditionalLockRelationOid(draft.fact.oid, AccessShareLock)) return;
    const int level = NewGUCNestLevel();
    set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                      false);
    if (defaults) define_defaults(reading, draft);
    for (ConstraintDraft* const constraint : constraints) {
        const Datum arguments[] = {ObjectIdGetDatum(constraint->fact.oid)};
        constraint->fact.definition = text_from(reading, pg_get_constraintdef, arguments);
    }
    AtEOXact_GUC(true, level);
    UnlockRelationOid(draft.fact.oid, AccessShareLock);
}

}  // namespace conventions::pg
