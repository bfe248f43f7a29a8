// learn.cpp: conventions.learn().
// Memory: the per-query context of the caller; the reply is destroyed with it.
// Errors: query cancel and any catalog read may raise; nothing is left open.

#include "pg/catalog/catalog.hpp"
#include "pg/guard.hpp"
#include "pg/policy/policy_cache.hpp"
#include "pg/report/report.hpp"
#include "pg/settings.hpp"

namespace conventions::pg {
namespace {

void write_learned(FunctionCallInfo fcinfo) {
    fault_point("report");
    const core::Policy& policy = report_policy();
    const core::Catalog* const catalog = read_whole_database(core::needs_to_learn());
    const ProfileRow profile = present_profile();
    core::Reply* const reply = new_reply();
    const core::LearnTask task = {.catalog = catalog,
                                  .schema = schema_argument(fcinfo, 0),
                                  .profile = profile.name,
                                  .presets = profile.presets,
                                  .cancelled = wants_to_stop,
                                  .fault = core_fault("report")};
    raise_status(core::learn(policy, task, *reply), *reply);
    Rows rows(fcinfo);
    for (const core::LearnedRow& row : core::learned(*reply)) {
        rows.text_or_null(row.rule);
        rows.text(row.parameter);
        rows.text_or_null(row.style);
        rows.json(row.current);
        row.proposed.empty() ? rows.text_or_null({}) : rows.json(row.proposed);
        rows.number(row.conforming);
        rows.number(row.judged);
        rows.text_or_null(row.exceptions);
        rows.text_or_null(row.note);
        rows.text_or_null(row.adopt);
        rows.end_row();
    }
}

}  // namespace
}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_learn);

Datum conventions_learn(PG_FUNCTION_ARGS) {
    conventions::pg::write_learned(fcinfo);
    return Datum{0};
}
}
