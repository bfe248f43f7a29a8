// raise.cpp: findings to one ERROR, or one WARNING.
// Everything said is kept for conventions.warnings() first: an ERROR takes its own tables back, not the session's list.

#include "pg/catalog/catalog.hpp"
#include "pg/enforce/command.hpp"
#include "pg/enforce/enforce.hpp"
#include "pg/ours.hpp"
#include "pg/settings.hpp"

namespace conventions::pg {
namespace {

int sqlstate_of(core::Text state) { return MAKE_SQLSTATE(state[0], state[1], state[2], state[3], state[4]); }

void add_field(int field, core::Text value) {
    if (!value.empty()) err_generic_string(field, c_string(value));
}

void add_texts(const core::Message& message) {
    if (!message.detail.empty()) errdetail_internal("%s", c_string(message.detail));
    if (!message.hint.empty()) errhint("%s", c_string(message.hint));
    add_field(PG_DIAG_SCHEMA_NAME, message.schema);
    add_field(PG_DIAG_TABLE_NAME, message.table);
    add_field(PG_DIAG_COLUMN_NAME, message.column);
    add_field(PG_DIAG_CONSTRAINT_NAME, message.rule);
}

/// Findings below warn are for reports.
void drop_below_warn(core::Reply& reply) {
    List<bool> drop = {};
    for (const core::FindingRow& row : core::findings(reply)) drop.add() = row.severity < core::Severity::warn;
    core::drop_rows(reply, drop.rows());
}

}  // namespace

namespace {

/// Who may set it has broken the glass: everything is said, nothing is rejected.
bool bypassed() { return settings.bypass_reason != nullptr && settings.bypass_reason[0] != '\0'; }

}  // namespace

void say(core::Reply& reply, const Saying& saying) {
    drop_below_warn(reply);
    if (core::findings(reply).empty()) return;
    const core::Text remark = saying.remark == nullptr ? core::Text() : core::Text(saying.remark);
    const core::Text contact = settings.contact == nullptr ? core::Text() : core::Text(settings.contact);
    const CompiledPolicy* const policy = present_policy();
    const OurObjects* const ours = our_objects();
    core::MessageTask task = {.policy = saying.policy,
                              .created = saying.created,
                              .situation = saying.situation,
                              .caps = policy == nullptr ? present_caps() : session_caps(*policy),
                              .remark = remark,
                              .contact = contact,
                              .can_exempt = ours == nullptr || OidIsValid(ours->exemption)};
    const core::Message* message = nullptr;
    until_names_are_free(reply, [&](core::Rows<core::SchemaName> taken) {
        task.taken = taken;
        message = core::compose(task, reply);
        if (message == nullptr)
            ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("could not word the findings of this command"),
                            errdetail_internal("%s", c_string(core::failure(reply)))));
    });
    const bool is_error = message->errors > 0;
    keep_findings(core::findings(reply), nullptr, saying.situation.moment == core::Moment::commit && !is_error);

    char* const primary = c_string(message->primary);
    const int state = sqlstate_of(message->sqlstate);
    if (is_error && bypassed())
        ereport(LOG, (errmsg("pg_conventions let a command pass by conventions.bypass_reason"),
                      errdetail_log("%s: %s", settings.bypass_reason, primary)));
    if (is_error && !bypassed())
        ereport(ERROR, (errcode(state), errmsg_internal("%s", primary), add_texts(*message)));
    else
        ereport(WARNING, (errcode(state), errmsg_internal("%s", primary), add_texts(*message)));
}

const core::Catalog* facts_for_mending(const core::Reply& reply) {
    const core::Rows<core::FindingRow> rows = core::findings(reply);
    if (rows.empty() || rows.front().relation == InvalidOid) return nullptr;
    const Oid relation = rows.front().relation;
    for (const core::FindingRow& row : rows)
        if (row.severity == core::Severity::error && row.relation != relation) return nullptr;
    if (!storage_origin(relation).created_here) return nullptr;
    List<Oid> wanted = {};
    wanted.add() = relation;
    for (const core::FindingRow& row : rows)
        if (OidIsValid(row.related)) wanted.add() = row.related;
    const core::Catalog* const catalog = read_present(wanted.rows(), core::Need::all);
    mark_origins(*catalog, {});
    return catalog;
}

char* fix_text(const core::FindingRow& row) {
    StringInfoData text;
    initStringInfo(&text);
    for (const core::FixStep& step : row.fix) {
        if (text.len > 0) appendStringInfoChar(&text, '\n');
        appendBinaryStringInfo(&text, step.sql.data(), static_cast<int>(step.sql.size()));
        appendStringInfoChar(&text, ';');
    }
    return text.data;
}

}  // namespace conventions::pg
