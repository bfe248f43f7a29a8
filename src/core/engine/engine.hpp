// engine/: the seam of the sandwich; facts and policy go in, findings and messages come out.
//
// Every function here is noexcept: whatever is thrown inside becomes a Status. No server function is reachable from
// here. What it returns lives in a Reply, which its owner (a memory context of the server) destroys.

#pragma once

#include "core/facts/facts.hpp"
#include "core/pattern.hpp"
#include "core/policy/policy.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

enum class Status : std::uint8_t { ok, cancelled, out_of_memory, failed };

/// Where to fail on purpose; for tests of the safety net.
enum class Fault : std::uint8_t { none, exception, memory };

/// One statement of a fix.
struct FixStep {
    Text sql;  // without a semicolon
    bool outside_transaction = false;
    bool is_template = false;
};

/// A finding, flat. Views live as long as the Reply.
struct FindingRow {
    Text rule;
    Severity severity = Severity::off;
    FindingStatus status = FindingStatus::fresh;
    /// The exemption that covers it or did so; 0 for none and for what is exempt by itself.
    std::int64_t exemption = 0;
    Text exempt_reason;
    std::int64_t exempt_until = 0;
    Text exempt_until_text;
    Moment moment = Moment::report;
    /// The rule waits in autocommit (C+), see Rule::waits_in_autocommit.
    bool waits = false;
    Text object_type;
    Text schema_name;
    Text object_name;
    /// The table or other relation that it is about, "table" and "orders"; empty for a type.
    Text relation_type;
    Text relation_name;
    Text column_name;
    Text identity;
    /// The identity of that relation; empty for a type.
    Text relation_identity;
    Text part;
    /// Stands alone: subject, what is wrong.
    Text message;
    /// The same without naming the relation.
    Text brief;
    Text detail;
    Rows<FixStep> fix;
    /// Its fix has been made, as far as there is one.
    bool has_its_fix = false;
    Text undo_sql;
    ObjectId undo_index = 0;
    Text fix_safety;
    /// As Finding::neighbour; for Task::as_facts.
    ObjectId neighbour = 0;
    Text neighbour_identity;
    Text neighbour_why;
    /// Rule, identity and part, hashed: equal after dump and restore.
    Text fingerprint;
    /// For the ratchet: the relation (or type) it is about, the object in its class, the column.
    ObjectClass object_class = ObjectClass::relation;
    ObjectId relation = 0;
    ObjectId object = 0;
    AttributeNumber column = 0;
    /// Another relation without which there would be no finding, 0 for none: the ratchet must see it, too.
    ObjectId related = 0;
};

/// A finding that the baseline holds.
struct KnownFinding {
    Text rule;
    Text identity;
    Text part;
};

/// A name of a relation or type.
struct SchemaName {
    Text schema;
    Text name;
};

struct Task {
    const Catalog* catalog = nullptr;
    Situation situation;
    Caps caps;
    /// Relations to judge; those of them that are partitions also bring their root. Ignored with `everything`.
    Rows<ObjectId> subjects;
    Rows<ObjectId> types;
    bool everything = false;
    /// Moment::before, and at Moment::drop to leave out what the statement itself names.
    const Statement* statement = nullptr;
    bool with_fixes = false;
    /// The command added columns without constraints, and nothing else: only the rules that mind them are judged.
    bool only_new_columns = false;
    /// Only this rule; empty for all.
    Text only_rule;
    /// Only rules of whose excuse_needs or fix_needs this is one; none for all.
    Need only_need = Need::none;
    /// What `only_rule` finds by its parameters, whatever severities, exemptions, baseline and modes say of it; each
    /// finding at least info, and nothing of the tables that migration tools keep for themselves.
    bool as_facts = false;
    CancelFunction cancelled = nullptr;
    Fault fault = Fault::none;
    /// Names that the database holds though `catalog` does not show them; fixes propose others.
    Rows<SchemaName> taken = {};
    /// The baseline, for reports.
    Rows<KnownFinding> known = {};
    /// Findings say what they are about and how bad it is, but have no message, detail, fingerprint and object names:
    /// for whom only counts.
    bool without_texts = false;
};

/// Holds what judging made. Opaque to src/pg.
struct Reply;

/// Null when there is no memory.
Reply* make_reply() noexcept;
void destroy_reply(Reply* reply) noexcept;

/// Why the last call failed; empty after Status::ok.
Text failure(const Reply& reply) noexcept;

/// Compiles a policy; null on failure (see the reply). Destroy with destroy_policy().
Policy* compile_policy(const PolicySource& source, Reply& reply) noexcept;
void destroy_policy(Policy* policy) noexcept;

/// Judges, and adds to the findings of the reply those whose severity is at least info.
Status judge(const Policy& policy, const Task& task, Reply& reply) noexcept;

/// Judges the next so many relations of a Task::everything, in the order of OIDs, after the last of them the types:
/// their findings take the place of those of the call before. Policy, task and what they point to stay where they are
/// until there are no more. No fix proposes a name that another one of an earlier call has proposed for something else.
Status judge_next(const Policy& policy, const Task& task, std::size_t relations, Reply& reply) noexcept;
/// Whether the last judge_next() has left relations to judge.
bool has_more(const Reply& reply) noexcept;

/// Judges the same once more, on facts that hold what fixes need, and gives the findings of that moment which have not
/// been through this yet their fixes. Made for findings that a judge() without fixes has left; may be called again
/// with more `taken` names, then for those of the last call.
Status add_fixes(const Policy& policy, const Task& task, Reply& reply) noexcept;

/// The new names in the fixes of the last judge() or add_fixes(), or in the HINT of the last compose(): whether
/// something bears them that the facts do not show, only the server knows.
Rows<SchemaName> proposed_names(const Reply& reply) noexcept;

/// The relations that rules looked for in the last judge() and did not find in its facts. Where some exist, they are to
/// be read with the others, and all is to be judged again. Empty after Task::everything.
Rows<SchemaName> missed_relations(const Reply& reply) noexcept;

/// Takes back what the last judge() added to the findings.
void take_back(Reply& reply) noexcept;

/// The ratchet: judges the same on the facts from before (`task.catalog`), and takes from the findings of the reply
/// those that existed already. Rows of Moment::before and drop stay.
Status forget_known(const Policy& policy, const Task& task, Reply& reply) noexcept;

/// The findings, errors first, else in the order of judging.
Rows<FindingRow> findings(const Reply& reply) noexcept;

/// One statement of the fixes of several findings, in an order in which they can be run.
struct PlannedStep {
    Text sql;  // without a semicolon
    bool outside_transaction = false;
    /// Its fix holds a placeholder somewhere: nothing of it is to be run as it stands.
    bool is_template = false;
    /// The place of the finding in findings().
    std::size_t finding = 0;
};

/// Puts the fixes of those findings that are `wanted` (one for each) into one list: new things and changes, then what
/// goes, then new names. No statement comes twice. Where two fixes of one object would not suit each other, the first
/// is taken, and the other is left for the time after it.
Status plan_fixes(Rows<bool> wanted, Reply& reply) noexcept;
/// What the last plan_fixes() made.
Rows<PlannedStep> planned_steps(const Reply& reply) noexcept;

/// How many relations and types were judged by which rules, with Task::everything: "of how many" of report().
struct RuleCount {
    Text rule;
    std::int64_t judged = 0;
};
Rows<RuleCount> counts(const Reply& reply) noexcept;

/// The needs of the checks of all rules that this policy judges at these moments, and what their fixes need on top.
Need needs_of(const Policy& policy, Moment moments) noexcept;
Need fix_needs_of(const Policy& policy, Moment moments) noexcept;
/// The same of a report on one rule, with those that it silences or is silenced by; empty for all rules. What only
/// excuses stands apart.
struct ReportNeeds {
    Need of_checks = Need::none;
    Need of_excuses = Need::none;
    Need of_fixes = Need::none;
};
ReportNeeds report_needs(const Policy& policy, Text only_rule) noexcept;
/// The needs without Rule::excuse_needs: enough to tell that there is no finding.
Need needs_to_pass(const Policy& policy, Moment moments, bool only_new_columns) noexcept;
/// What the check of this rule and its fix need; none where there is no such rule.
Need needs_of_rule(Text rule) noexcept;
/// Whether any rule speaks at these moments.
bool any_rule(const Policy& policy, Moment moments) noexcept;
/// The statements that some rule of this policy looks at before they run; all on failure.
Interest interest_before(const Policy& policy) noexcept;
/// The needs of the rules that have something to look at in this statement before it runs; of_checks is none for no
/// rule.
struct BeforeNeeds {
    Need of_checks = Need::none;
    Need of_fixes = Need::none;
};
BeforeNeeds needs_before(const Policy& policy, const Statement& statement) noexcept;

/// The roles that a setting is for: which of them the current user is a member of, the caller says in Caps::roles.
Rows<Text> named_roles(const Policy& policy, Reply& reply) noexcept;
/// Whether any exemption names an object, so that it matters when the object gets another name.
bool has_exemptions(const Policy& policy) noexcept;
/// Whether this policy judges the rule at these moments, somewhere.
bool judges(const Policy& policy, Text rule, Moment moments) noexcept;

/// The house style that is found in a database: what the rules would ask for if they asked for what is there.
struct LearnedRow {
    Text rule;       // empty for presets
    Text parameter;  // of the rule, several comma-separated; "presets"
    Text style;      // as people call it; empty: none
    Text current;    // the parameters in force, a JSON object
    Text proposed;   // the same, proposed; empty for nothing
    /// Objects that conform to the style proposed (else to the nearest one), of so many.
    std::int64_t conforming = 0;
    std::int64_t judged = 0;
    Text exceptions;  // identities of the first few that do not
    Text note;
    Text adopt;  // the call that adopts it, empty for nothing to adopt
};

struct LearnTask {
    /// Read with needs_to_learn().
    const Catalog* catalog = nullptr;
    /// Only the relations of this schema; empty for all.
    Text schema;
    /// The enabled profile, empty for none, and its presets.
    Text profile;
    Rows<Text> presets = {};
    CancelFunction cancelled = nullptr;
    Fault fault = Fault::none;
};

/// Tries the styles of every rule that has some on the whole catalog.
Status learn(const Policy& policy, const LearnTask& task, Reply& reply) noexcept;
Rows<LearnedRow> learned(const Reply& reply) noexcept;
Need needs_to_learn() noexcept;

/// Takes rows out of the reply: row i goes where drop[i] is true.
void drop_rows(Reply& reply, Rows<bool> drop) noexcept;

/// The scope of design section 3: what is never judged, and why.
enum class Scope : std::uint8_t { judged, temporary, system, extension, bookkeeping, ours };
Scope scope_of(const Relation& relation) noexcept;

/// A message for the user, built from the findings of the reply.
struct Message {
    Text primary;
    Text detail;
    Text hint;
    Text sqlstate;  // "SC001"
    Text rule;      // the first that errs
    Text schema;
    Text table;
    Text column;
    int errors = 0;
    int warnings = 0;
};

struct MessageTask {
    const Policy* policy = nullptr;
    /// Facts read with Need::definitions of the relation that was just made, to print it mended; may be null.
    const Catalog* created = nullptr;
    Situation situation;
    Caps caps;
    /// One more line for the HINT (how a restore gets through), and its last one; empty for none.
    Text remark;
    Text contact;
    /// As in Task.
    Rows<SchemaName> taken = {};
    /// exempt() is there; version 0.1 of the SQL objects does not have it.
    bool can_exempt = true;
};

/// Null on failure.
const Message* compose(const MessageTask& task, Reply& reply) noexcept;

/// Plain answers about policy, for the SQL functions.
struct RuleRow {
    Text rule;
    Text family;
    Text summary;
    Text moments;
    Text severity;
    Text relaxed;
    Text recommended;
    Text strict;
    Text parameters;  // JSON, values in force
    Text fix_safety;
    Text documentation;
};
/// `policy` may be null: then severities and parameters are the initial ones.
Rows<RuleRow> describe_rules(const Policy* policy, Reply& reply) noexcept;

/// What is wrong with the stored settings, one line each.
Rows<Text> policy_problems(const Policy& policy, Reply& reply) noexcept;

struct SettingAnswer {
    bool accepted = false;
    Text message;
    Text detail;
    Text hint;
    /// The merged JSON object, for an accepted change.
    Text parameters;
};
/// Checks a change of a rule's setting against its present parameters. Null on failure.
const SettingAnswer* change_setting(Text rule, Text severity, Text present, Text change, Reply& reply) noexcept;

/// Checks a setting for some schemas: whether the pattern is one. Null on failure.
const SettingAnswer* check_schema_pattern(Text pattern, Reply& reply) noexcept;

/// Checks rule (an id or *), moments (comma-separated, empty for all) of an exemption. Null on failure.
const SettingAnswer* check_exemption(Text rule, Text moments, Reply& reply) noexcept;

/// The answer to a schema that is none of those named. Null on failure.
const SettingAnswer* refuse_schema(Text name, Rows<Text> names, Reply& reply) noexcept;

/// Checks the name of a preset. Null on failure.
const SettingAnswer* check_preset(Text name, Reply& reply) noexcept;

struct LayerRow {
    Text layer;  // profile, preset, house, schema, role, exemption
    Text name;
    Text severity;    // empty: it leaves the severity as it is
    Text parameters;  // a JSON object; empty: none
    Text detail;
    /// The severity comes from here.
    bool decides = false;
};
/// Which layer decides for a rule at an object, lowest first. `schema` is the name of the object's schema.
Rows<LayerRow> explain(const Policy& policy, Text rule, Text schema, const ObjectNames& names, const Caps& caps,
                       Reply& reply) noexcept;

}  // namespace conventions::core
