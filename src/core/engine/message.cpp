// The one error or warning that a command or a commit gets (reference/interfaces.md 5.3).

#include <algorithm>
#include <memory>
#include <set>

#include "core/engine/judging.hpp"
#include "core/engine/reply.hpp"
#include "core/output/draft.hpp"
#include "core/output/names.hpp"

namespace conventions::core {
namespace {

/// DETAIL lists so many findings; more are counted.
constexpr std::size_t lines_at_most = 10;

const Rule* first_erring(const Reply& reply) {
    for (const FindingRow& row : reply.rows)
        if (row.severity == Severity::error) return find_rule(row.rule);
    return nullptr;
}

Text sqlstate_of(const Rule* rule) {
    if (rule == nullptr) return "SC001";
    switch (rule->family) {
    case Family::migration:
    case Family::destructive:
        return "SC002";
    case Family::process:
        return "SC003";
    default:
        return "SC001";
    }
}

std::string count_of(int number, Text noun) {
    return Findings::text(std::to_string(number), " ", noun, number == 1 ? "" : "s");
}

bool is_same_object(const FindingRow& a, const FindingRow& b) {
    return a.relation == b.relation && a.schema_name == b.schema_name && (a.relation != 0 || a.identity == b.identity);
}

bool all_one_object(const Reply& reply) {
    return std::all_of(reply.rows.begin(), reply.rows.end(),
                       [&](const FindingRow& row) { return is_same_object(row, reply.rows.front()); });
}

/// The relation (or type) that all rows are about, as a subject: table "public.orders".
std::string common_subject(const FindingRow& row) {
    if (row.relation_name.empty()) return Findings::text(row.object_type, " ", shown(row.schema_name, row.object_name));
    return Findings::text(row.relation_type, " ", shown(row.schema_name, row.relation_name));
}

std::string primary_line(const Reply& reply, int errors, int warnings, Moment moment) {
    if (reply.rows.size() == 1) {
        const FindingRow& only = reply.rows.front();
        return Findings::text(only.message, " (", only.rule, ")");
    }
    const int counted = errors > 0 ? errors : warnings;
    const Text noun = errors > 0 ? "convention" : "warning";
    const std::string also =
        errors > 0 && warnings > 0 ? Findings::text(" (and ", count_of(warnings, "warning"), ")") : std::string();
    if (all_one_object(reply)) {
        const std::string subject = common_subject(reply.rows.front());
        if (errors > 0) return Findings::text(subject, " breaks ", count_of(counted, noun), also);
        return Findings::text(subject, " has ", count_of(counted, noun));
    }
    std::set<std::pair<ObjectId, std::string>> objects;
    for (const FindingRow& row : reply.rows)
        if (errors == 0 || row.severity == Severity::error)
            objects.emplace(row.relation, row.relation == 0 ? std::string(row.identity) : std::string());
    const std::string where = count_of(static_cast<int>(objects.size()), "object");
    if (moment == Moment::commit)
        return errors > 0 ? Findings::text("transaction leaves ", where,
                                           objects.size() == 1 ? " that breaks " : " that break ",
                                           count_of(counted, noun), also)
                          : Findings::text("transaction leaves ", where, " with ", count_of(counted, noun));
    return errors > 0 ? Findings::text("command breaks ", count_of(counted, noun), " on ", where, also)
                      : Findings::text("command has ", count_of(counted, noun), " on ", where);
}

void add_sentence(std::string& text, Text sentence) {
    text.append(sentence);
    if (!sentence.empty() && sentence.back() != '.') text.append(".");
}

std::string detail_lines(const Reply& reply, bool any_error, Moment moment) {
    std::string detail;
    const bool brief = all_one_object(reply);
    for (std::size_t i = 0; i < reply.rows.size(); ++i) {
        if (i == lines_at_most) {
            detail.append("\n... and ").append(std::to_string(reply.rows.size() - i));
            detail.append(" more: SELECT * FROM conventions.warnings();");
            break;
        }
        const FindingRow& row = reply.rows[i];
        if (!detail.empty()) detail.append("\n");
        const bool is_warning = any_error && row.severity == Severity::warn;
        const bool later = row.moment == Moment::commit && moment != Moment::commit;
        detail.append(row.rule);
        if (is_warning && later)
            detail.append(" (warning, at commit)");
        else if (is_warning)
            detail.append(" (warning)");
        else if (later)
            detail.append(" (at commit)");
        detail.append(": ");
        add_sentence(detail, brief ? row.brief : row.message);
        if (!row.detail.empty()) add_sentence(detail.append(" "), row.detail);
    }
    return detail;
}

/// A rule that would speak of the new table, and what it would say.
struct Mending {
    const Rule* rule;
    Input input;
    Findings findings;
};

/// What another one speaks for, that one mends.
void leave_to_others(std::vector<Mending>& all) {
    for (const Mending& speaking : all)
        for (const Silence& silence : speaking.rule->silences)
            for (Mending& silent : all) {
                if (silent.rule->id != silence.rule) continue;
                std::erase_if(silent.findings.all(), [&](const Finding& finding) {
                    return std::any_of(
                        speaking.findings.all().begin(), speaking.findings.all().end(),
                        [&](const Finding& said) { return has_one_cause(silence, speaking.input, said, finding); });
                });
            }
}

/// Names first: what other rules add is named after the names that stay. Then keys: they bring indexes. Names made of
/// all these come last.
bool is_mended_before(const Rule* a, const Rule* b) {
    const auto place = [](const Rule* rule) {
        if (rule->mends_last) return 3;
        return rule->family == Family::naming ? 0 : rule->family == Family::keys ? 1 : 2;
    };
    return place(a) < place(b);
}

/// Lets every rule that would speak of the new table mend its draft. Empty where one of the erring rules cannot.
std::string mended(const MessageTask& task, Reply& reply) {
    if (task.created == nullptr || task.created->relations.empty() || reply.rows.empty()) return {};
    const Relation* const relation = task.created->relation(reply.rows.front().relation);
    if (relation == nullptr) return {};
    for (const FindingRow& row : reply.rows) {
        if (row.severity != Severity::error) continue;
        const Rule* const rule = find_rule(row.rule);
        if (row.relation != relation->oid || rule == nullptr || rule->mend == nullptr) return {};
    }
    Draft draft(*task.created->server, *relation);
    if (!draft.printable()) return {};
    TakenNames names(*task.created);
    for (const SchemaName& each : task.taken) names.add(each.schema, each.name);
    std::vector<const Rule*> rules(all_rules().begin(), all_rules().end());
    std::stable_sort(rules.begin(), rules.end(), is_mended_before);
    std::vector<Mending> menders;
    for (const Rule* rule : rules) {
        const Settings& settings = task.policy->settings_for(*rule, relation->schema, task.caps.roles);
        if (rule->mend == nullptr || rule->check == nullptr || settings.severity < Severity::warn) continue;
        Mending& mending = menders.emplace_back(
            Mending{rule, {{*task.created, settings, task.situation, &names, task.policy}, *relation}, {}});
        if (!rule->mends_last) rule->check(mending.input, mending.findings);
    }
    leave_to_others(menders);
    for (const Mending& each : menders) {
        if (each.rule->mends_last) each.rule->mend(each.input, {}, draft);
        for (const Finding& finding : each.findings.all()) each.rule->mend(each.input, finding, draft);
    }
    reply.keep_proposed(names);
    return draft.printable() ? draft.print() : std::string();
}

/// In the order of fixes(); what is judged before it happens is mended by another command.
std::string mending_statements(const Reply& reply) {
    const auto wanted = std::make_unique<bool[]>(reply.rows.size());
    for (std::size_t i = 0; i < reply.rows.size(); ++i) wanted[i] = reply.rows[i].moment != Moment::before;
    std::string text;
    std::set<std::size_t> listed;
    for (const PlannedStep& step : plan_of(reply.rows, {wanted.get(), reply.rows.size()})) {
        listed.insert(step.finding);
        if (listed.size() > lines_at_most) break;
        if (!text.empty()) text.append("\n");
        text.append(step.sql).append(";");
        if (step.outside_transaction) text.append(" -- outside a transaction block");
    }
    return text;
}

/// The calls that exempt what errs.
std::string way_out(const Reply& reply) {
    std::string calls;
    std::size_t listed = 0;
    for (const FindingRow& row : reply.rows) {
        if (row.severity != Severity::error) continue;
        if (++listed > lines_at_most) break;
        calls.append(calls.empty() ? "Who may change the policy can exempt it:" : "");
        calls.append(Findings::text("\nSELECT conventions.exempt(", literal(row.rule), ", ", literal(row.identity),
                                    ", reason => '<reason>');"));
    }
    return calls;
}

void add_line(std::string& text, Text line) {
    if (line.empty()) return;
    if (!text.empty()) text.append("\n");
    text.append(line);
}

std::string hint_of(const MessageTask& task, Reply& reply) {
    std::string hint;
    const std::string whole = mended(task, reply);
    if (!whole.empty()) {
        add_line(hint, "This passes:");
        add_line(hint, whole);
    } else {
        const std::string statements = mending_statements(reply);
        if (!statements.empty()) add_line(hint, "This mends it:");
        add_line(hint, statements);
    }
    if (task.can_exempt) add_line(hint, way_out(reply));
    add_line(hint, task.remark);
    add_line(hint, task.contact);
    return hint;
}

}  // namespace

const Message* compose(const MessageTask& task, Reply& reply) noexcept {
    const Status status = contained(reply, [&] {
        Message message;
        reply.proposed.clear();
        for (const FindingRow& row : reply.rows) {
            message.errors += row.severity == Severity::error ? 1 : 0;
            message.warnings += row.severity == Severity::warn ? 1 : 0;
        }
        if (reply.rows.empty()) {
            reply.message = message;
            return;
        }
        const Rule* const rule = first_erring(reply);
        const FindingRow& first = reply.rows.front();
        message.primary = reply.keep(primary_line(reply, message.errors, message.warnings, task.situation.moment));
        if (reply.rows.size() > 1)
            message.detail = reply.keep(detail_lines(reply, message.errors > 0, task.situation.moment));
        else
            message.detail = first.detail;
        message.hint = reply.keep(hint_of(task, reply));
        message.sqlstate = sqlstate_of(rule != nullptr ? rule : find_rule(first.rule));
        message.rule = first.rule;
        message.schema = first.schema_name;
        message.table = first.relation_name;
        message.column = first.column_name;
        reply.message = message;
    });
    return status == Status::ok ? &reply.message : nullptr;
}

}  // namespace conventions::core
