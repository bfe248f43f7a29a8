// start.cpp: ddl_command_start: pushes the frame of the command and judges its parse tree before anything happens.
// Writes nothing: an inserting start trigger breaks DROP INDEX CONCURRENTLY.
// Memory: a context for the judging, deleted on return; the frame lives in TopMemoryContext.
// Errors: our own failure passes the command with a WARNING (guard); a finding is an ERROR, raised last.

#include "core/long_name.hpp"
#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"
#include "pg/policy/tables.hpp"
#include "pg/settings.hpp"
#include "pg/statement/statement.hpp"

extern "C" {
#include "catalog/pg_class.h"
#include "commands/event_trigger.h"
#include "commands/extension.h"
#include "storage/proc.h"
#include "utils/portal.h"
}

namespace conventions::pg {
namespace {

/// Not CREATE TEMP TABLE AS: its query may call a function that makes permanent tables.
bool is_temporary(const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateStmt:
        return reinterpret_cast<const CreateStmt*>(tree)->relation->relpersistence == RELPERSISTENCE_TEMP;
    case T_CreateSeqStmt:
        return reinterpret_cast<const CreateSeqStmt*>(tree)->sequence->relpersistence == RELPERSISTENCE_TEMP;
    default:
        return false;
    }
}

/// Types that come with these are the row types of relations.
bool makes_types_by_the_way(const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateStmt:
    case T_CreateForeignTableStmt:
    case T_CreateTableAsStmt:
    case T_ViewStmt:
    case T_IndexStmt:
    case T_AlterTableStmt:
    case T_DropStmt:
    case T_CreateSeqStmt:
    case T_RefreshMatViewStmt:
        return true;
    default:
        return false;
    }
}

/// Statements that no rule can judge before they run.
bool is_never_judged_before(const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CommentStmt:
    case T_GrantStmt:
    case T_CreateFunctionStmt:
    case T_AlterDefaultPrivilegesStmt:
    case T_AlterOwnerStmt:
        return true;
    default:
        return false;
    }
}

/// ALTER TABLE actions of which the hook tells the relation, whenever they change something.
bool is_told_by_hook(const AlterTableCmd* command) {
    switch (command->subtype) {
    case AT_AddColumn:
    case AT_DropColumn:
    case AT_AlterColumnType:
    case AT_SetNotNull:
    case AT_DropNotNull:
    case AT_AddConstraint:
    case AT_DropConstraint:
        return true;
    case AT_ColumnDefault:
        return command->def != nullptr;
    default:
        return false;
    }
}

/// The hook is silent for COMMENT, GRANT, REPLICA IDENTITY and ROW LEVEL SECURITY: the tree names the relation.
bool is_silent(const Node* tree) {
    if (IsA(tree, CommentStmt) || IsA(tree, GrantStmt)) return true;
    if (!IsA(tree, AlterTableStmt)) return false;
    const ::List* const commands = reinterpret_cast<const AlterTableStmt*>(tree)->cmds;
    for (int i = 0; i < list_length(commands); ++i)
        if (!is_told_by_hook(static_cast<const AlterTableCmd*>(list_nth(commands, i)))) return true;
    return false;
}

/// DROP TABLE without CASCADE: what goes with a table is its own.
bool drops_whole_tables(const Node* tree) {
    if (!IsA(tree, DropStmt)) return false;
    const auto* const drop = reinterpret_cast<const DropStmt*>(tree);
    return drop->removeType == OBJECT_TABLE && drop->behavior == DROP_RESTRICT;
}

/// Some rule wants to know of long names, and its text may hold one; decided in passing, for every statement.
bool may_write_long_name(const CompiledPolicy& policy, const Node* tree) {
    return policy.before.names_over != 0 && core::may_hold_name_over(own_text(tree), policy.before.names_over);
}

/// What it changes is told by the hook, or lies in what its words name. Not so where it makes or ends a tree.
bool tells_all(const Node* tree) {
    switch (nodeTag(tree)) {
    case T_CreateStmt:
        return reinterpret_cast<const CreateStmt*>(tree)->inhRelations == nullptr;
    case T_AlterTableStmt:
        return !is_silent(tree);
    case T_IndexStmt:
    case T_ViewStmt:
    case T_CreateSeqStmt:
    case T_CommentStmt:
    case T_GrantStmt:
        return true;
    default:
        return false;
    }
}

/// Some rule looks at such a statement before it runs.
bool is_looked_at(const CompiledPolicy& policy, const Node* tree) {
    if (!policy.judges_before || is_never_judged_before(tree)) return false;
    if (may_write_long_name(policy, tree)) return true;
    const bool has_elements =
        IsA(tree, CreateSchemaStmt) && reinterpret_cast<const CreateSchemaStmt*>(tree)->schemaElts != nullptr;
    return has_elements || policy.before.covers(shape_of(tree));
}

/// It is read before it runs: to be judged, or for what only its words tell.
bool is_read(const CompiledPolicy& policy, const Node* tree) {
    return is_silent(tree) || says_concurrently(tree) || is_looked_at(policy, tree);
}

Frame& frame_for(const Node* tree, CommandTag tag) {
    note_block();
    if (transaction_shape.outermost_starts == 0) forget_known_findings();
    if (!any_frame()) {
        ++transaction_shape.outermost_starts;
        transaction_shape.block_seen |= IsTransactionBlock() && !IsSubTransaction();
        transaction_shape.inside_function |= ActivePortal != nullptr && ActivePortal->commandTag != tag;
    }
    Frame& frame = *push_frame();
    frame.command = present_command();
    frame.nest_level = GetCurrentTransactionNestLevel();
    frame.transaction = local_transaction();
    frame.statement_start = GetCurrentStatementStartTimestamp();
    frame.notes_types = !makes_types_by_the_way(tree);
    frame.made_by_query = IsA(tree, CreateTableAsStmt);
    frame.alters_table = IsA(tree, AlterTableStmt);
    frame.makes_table = IsA(tree, CreateStmt);
    frame.drops_whole_tables = drops_whole_tables(tree);
    frame.adds_columns = only_adds_columns(tree);
    frame.tells_all = tells_all(tree);
    if (!frame.tells_all) forget_clean();
    // Never because an outer command is skipped: its query could run any function.
    frame.skip = creating_extension || IsBinaryUpgrade || settings.mode == static_cast<int>(core::Mode::off) ||
                 is_temporary(tree);
    return frame;
}

void note_named_relations(const core::Statement& statement) {
    for (const core::Target& target : statement.targets)
        if (target.relation != InvalidOid)
            note({.what = Note::What::touched, .oid = target.relation, .class_id = RelationRelationId, .column = 0});
}

struct Start {
    EventTriggerData* event;
    const CompiledPolicy* policy;
    core::Reply* reply;
    bool found;
};

/// REFRESH ... CONCURRENTLY is one transaction; the other forms commit inside.
bool commits_inside(const core::Statement& statement) {
    return statement.concurrently &&
           (statement.kind == core::StatementKind::create_index || statement.kind == core::StatementKind::drop ||
            statement.kind == core::StatementKind::alter_table);
}

/// A CONCURRENTLY form commits inside, and no before image reaches behind that: what is wrong already is noted now.
void note_known(const Start& start, const core::Statement& statement) {
    List<Oid> relations = {};
    for (const core::Target& target : statement.targets)
        if (OidIsValid(target.oid)) relations.add() = owning_relation(RelationRelationId, target.oid);
    if (relations.count == 0) return;
    core::Reply* const reply = new_reply();
    const std::span<const Oid> none = {};
    const std::span<const Oid> tables = {relations.items, relations.count};
    for (const core::Moment moment : {core::Moment::after, core::Moment::commit}) {
        core::Situation situation = present_situation(moment, false);
        situation.says_all = true;
        judge_present(*start.policy, situation, tables, none, none, *reply);
    }
    remember_known(*reply);
}

/// Facts of the relations that the statement names.
const core::Catalog* facts_for(const core::Statement& statement, core::Need needs) {
    List<Oid> relations = {};
    for (const core::Target& target : statement.targets)
        if (target.relation != InvalidOid) relations.add() = target.relation;
    const core::Catalog* const catalog = read_present({relations.items, relations.count}, needs);
    mark_origins(*catalog, {});
    return catalog;
}

void judge_before(Start& start) {
    fault_point("start");
    Node* const tree = start.event->parsetree;
    if (!is_read(*start.policy, tree)) return;
    const core::Rows<core::WrittenName> long_names =
        may_write_long_name(*start.policy, tree) ? long_names_in(own_text(tree), start.policy->before.names_over)
                                                 : core::Rows<core::WrittenName>();
    const core::Statement* const statement = read_statement(tree, {}, long_names);
    if (is_silent(tree)) note_named_relations(*statement);
    if (commits_inside(*statement)) note_known(start, *statement);
    if (!is_looked_at(*start.policy, tree)) return;
    start.reply = new_reply();

    core::BeforeNeeds needs = core::needs_before(*start.policy->policy, *statement);
    if (needs.of_checks == core::Need::none) return;
    core::Task task = {.catalog = facts_for(*statement, needs.of_checks),
                       .situation = present_situation(core::Moment::before, commits_inside(*statement)),
                       .caps = session_caps(*start.policy),
                       .subjects = {},
                       .types = {},
                       .statement = statement,
                       .with_fixes = false,
                       .only_rule = {},
                       .cancelled = wants_to_stop,
                       .fault = core_fault("start")};
    judge_or_raise(*start.policy->policy, task, *start.reply);
    if (core::findings(*start.reply).empty()) return;
    task.catalog = facts_for(*statement, needs.of_checks | needs.of_fixes);
    raise_status(core::add_fixes(*start.policy->policy, task, *start.reply), *start.reply);
    start.found = true;
}

/// Most statements: no memory and no guard are needed for what has nothing to look up.
bool passes_at_once(const Node* tree) {
    const CompiledPolicy* const policy = policy_if_known();
    const bool gives_name = IsA(tree, RenameStmt) || IsA(tree, AlterObjectSchemaStmt);
    return policy != nullptr && !faults_wanted() && !gives_name && !is_read(*policy, tree);
}

void on_start(EventTriggerData* event) {
    drop_stale_frames();
    if (!any_frame()) forget_dropped_relations(false);
    Frame& frame = frame_for(event->parsetree, event->tag);
    if (frame.skip) return;
    repeat_kept();
    if (passes_at_once(event->parsetree)) return;

    MemoryContext const memory = make_judging_context("conventions start");
    MemoryContext const outer = MemoryContextSwitchTo(memory);
    Start start = {event, nullptr, nullptr, false};
    auto body = [&start, event] {
        start.policy = present_policy();
        if (start.policy == nullptr) {
            top_frame()->skip = true;
            return;
        }
        top_frame()->renaming = renaming_of(event->parsetree, *start.policy);
        judge_before(start);
    };
    const bool judged = guarded("command", body);
    if (judged && start.found && !core::findings(*start.reply).empty()) {
        // What was said before is not said again at the commit.
        remember_known(*start.reply);
        say(*start.reply, {.policy = start.policy->policy,
                           .created = nullptr,
                           .situation = present_situation(core::Moment::before, false),
                           .remark = nullptr});
    }
    MemoryContextSwitchTo(outer);
    MemoryContextDelete(memory);
}

}  // namespace

void check_called_as_event_trigger(FunctionCallInfo fcinfo) {
    if (!CALLED_AS_EVENT_TRIGGER(fcinfo))
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("function must be called by an event trigger"),
                        errhint("SELECT conventions.enable('recommended'); makes the event triggers.")));
}

}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_on_ddl_command_start);

Datum conventions_on_ddl_command_start(PG_FUNCTION_ARGS) {
    conventions::pg::check_called_as_event_trigger(fcinfo);
    conventions::pg::on_start(reinterpret_cast<EventTriggerData*>(fcinfo->context));
    PG_RETURN_NULL();
}
}
