// One cause, one finding: a rule that speaks for others takes their severity and their names, and they are silent.

#include <algorithm>

#include "core/engine/judging.hpp"
#include "core/engine/reply.hpp"

namespace conventions::core {
namespace {

bool silences(const Rule& speaking, Text silent) {
    return std::any_of(speaking.silences.begin(), speaking.silences.end(),
                       [&](const Silence& each) { return each.rule == silent; });
}

}  // namespace

bool has_one_cause(const Silence& silence, const Context& in, const Finding& speaking, const Finding& silent) {
    if (silence.has_one_cause != nullptr) return silence.has_one_cause(in, speaking, silent);
    return speaking.object.kind == silent.object.kind && speaking.object.at == silent.object.at &&
           speaking.column == silent.column;
}

bool has_to_do(const Rule& rule, const Rule& other) {
    return &rule == &other || silences(rule, other.id) || silences(other, rule.id);
}

// A rule by itself says what it says among all others: so those that it silences, or is silenced by, are judged too.
bool Judging::has_to_do(const Settings* settings, const Rule* only) const {
    if (only == nullptr) return false;
    const bool is_on =
        std::any_of(rules_.begin(), rules_.end(), [&](const Settings* each) { return each->rule == only; });
    return is_on && core::has_to_do(*settings->rule, *only);
}

std::vector<std::size_t> Judging::speakers_of(const Fired& silent, const Silencer& by, Text schema) const {
    std::vector<std::size_t> found;
    const Settings& settings = settings_in(policy_.settings(*by.rule), schema);
    const Context in{*task_.catalog, settings, task_.situation, &names_, &policy_};
    for (std::size_t i = 0; i < fired_.size(); ++i)
        if (fired_[i].settings->rule == by.rule && has_one_cause(*by.silence, in, fired_[i].finding, silent.finding))
            found.push_back(i);
    return found;
}

bool Judging::has_spoken(const Silencer& by, const Relation& relation, const Fired& silent) {
    const Settings& settings = settings_in(policy_.settings(*by.rule), relation.schema);
    if (task_.situation.moment != Moment::commit || !is_judged_at(settings, Moment::after)) return false;
    if (is_judged_at(settings, Moment::commit) || !judges(settings, relation)) return false;
    const Input in{{*task_.catalog, settings, task_.situation, &names_, &policy_}, relation};
    Findings found;
    by.rule->check(in, found);
    return std::any_of(found.all().begin(), found.all().end(), [&](const Finding& finding) {
        if (!has_one_cause(*by.silence, in, finding, silent.finding)) return false;
        const FindingRow row = row_of(settings, relation, finding);
        return row.status == FindingStatus::exempt || row.severity >= reply_.rows[silent.row].severity;
    });
}

bool Judging::is_judged_by(const Silencer& by, const Relation* relation, const Fired& silent, Text schema) const {
    if (by.silence->judges == nullptr || !by.silence->judges(relation, silent.finding)) return false;
    const Settings& settings = settings_in(policy_.settings(*by.rule), schema);
    if (settings.severity == Severity::off || is_out_of_scope(settings, reply_.rows[silent.row].identity)) return false;
    return relation != nullptr ? judges(settings, *relation) : by.rule->check_type != nullptr;
}

void Judging::speak_for(FindingRow& speaking, const std::vector<Text>& silent) {
    if (task_.without_texts) return;
    std::string detail(speaking.detail);
    if (!detail.empty()) detail.append(detail.back() == '.' ? " " : ". ");
    detail.append("The same cause breaks ");
    for (std::size_t i = 0; i < silent.size(); ++i)
        detail.append(i == 0 ? "" : i + 1 == silent.size() ? " and " : ", ").append(silent[i]);
    speaking.detail = reply_.keep(detail.append(", too."));
}

void Judging::silence(const Relation* relation, Text schema) {
    if (task_.situation.says_all) return;
    std::vector<std::size_t> silent_rows;
    std::vector<std::vector<Text>> spoken_for;
    for (const Fired& each : fired_) {
        if (each.row == nowhere) continue;
        bool is_silent = false;
        for (const Silencer& by : policy_.silencers(*each.settings->rule)) {
            spoken_for.resize(fired_.size());
            const FindingRow& row = reply_.rows[each.row];
            const bool counts = row.status != FindingStatus::exempt && !is_known(row);
            const std::vector<std::size_t> speakers = speakers_of(each, by, schema);
            for (const std::size_t at : speakers) {
                // Findings come rule by rule.
                if (spoken_for[at].empty() || spoken_for[at].back() != row.rule) spoken_for[at].push_back(row.rule);
                if (!counts || fired_[at].row == nowhere) continue;
                FindingRow& speaking = reply_.rows[fired_[at].row];
                speaking.severity = std::max(speaking.severity, row.severity);
            }
            is_silent = is_silent || !speakers.empty() || is_judged_by(by, relation, each, schema) ||
                        (relation != nullptr && has_spoken(by, *relation, each));
        }
        if (is_silent) silent_rows.push_back(each.row);
    }
    if (silent_rows.empty()) return;
    for (std::size_t i = 0; i < fired_.size(); ++i)
        if (!spoken_for[i].empty() && fired_[i].row != nowhere) speak_for(reply_.rows[fired_[i].row], spoken_for[i]);
    for (std::size_t i = silent_rows.size(); i-- > 0;)
        reply_.rows.erase(reply_.rows.begin() + static_cast<std::ptrdiff_t>(silent_rows[i]));
}

}  // namespace conventions::core
