// What was learned, as rows: support, proposal, and the call that adopts it.

#include <algorithm>

#include "core/engine/learning.hpp"
#include "core/engine/reply.hpp"
#include "core/output/names.hpp"
#include "core/policy/json.hpp"

namespace conventions::core {
namespace {

std::string joined(const std::vector<std::string>& texts, Text separator) {
    std::string text;
    for (const std::string& each : texts) text.append(text.empty() ? "" : separator).append(each);
    return text;
}

std::string of_how_many(std::int64_t conforming, std::int64_t judged) {
    return Findings::text(std::to_string(conforming), " of ", std::to_string(judged));
}

/// What is in force counts as a style, unless it asks for nothing (an empty list or text) or is a loose one and off.
bool is_candidate(const Pupil& pupil, const Trial& trial, bool loose) {
    const bool is_current = &trial == &pupil.current();
    if (is_current && pupil.is_on()) return trial.is_style || !trial.name.empty();
    return trial.is_style && trial.is_loose == loose;
}

/// The one with the most support; of equals what is in force, then the first. Null for none.
const Trial* best_of(const Pupil& pupil, bool loose) {
    const Trial* best = nullptr;
    const auto try_one = [&](const Trial& trial) {
        if (!is_candidate(pupil, trial, loose)) return;
        if (best == nullptr || pupil.conforming(trial) > pupil.conforming(*best)) best = &trial;
    };
    try_one(pupil.current());
    for (const Trial& trial : pupil.trials()) try_one(trial);
    return best;
}

const Trial* supported_style(const Pupil& pupil) {
    if (pupil.judged() < enough_judged) return nullptr;
    for (const bool loose : {false, true}) {
        const Trial* const best = best_of(pupil, loose);
        if (best != nullptr && has_support(pupil.conforming(*best), pupil.judged())) return best;
    }
    return nullptr;
}

/// "mixed: snake_case 54 of 100, camelCase 46 of 100".
std::string mixture(const Pupil& pupil) {
    constexpr std::size_t named_at_most = 3;
    std::vector<const Trial*> styles;
    for (const Trial& trial : pupil.trials())
        if (trial.is_style && pupil.conforming(trial) > 0) styles.push_back(&trial);
    std::stable_sort(styles.begin(), styles.end(),
                     [](const Trial* a, const Trial* b) { return a->exceptions < b->exceptions; });
    if (styles.empty()) return "none of the styles that are known";
    std::string text = "mixed: ";
    for (std::size_t i = 0; i < std::min(styles.size(), named_at_most); ++i)
        text += Findings::text(i == 0 ? "" : ", ", styles[i]->name, " ",
                               of_how_many(pupil.conforming(*styles[i]), pupil.judged()));
    return text;
}

/// A pattern for that schema alone.
std::string pattern_for(Text schema) {
    std::string pattern;
    for (const char each : schema) {
        if (Text("\\^$.|?*+()[]{}").find(each) != Text::npos) pattern.push_back('\\');
        pattern.push_back(each);
    }
    return pattern;
}

std::string call_that_sets(const Pupil& pupil, const Trial& style, Text schema) {
    const bool changes = style.parameters != pupil.current().parameters;
    std::string call = Findings::text("SELECT conventions.set_rule(", literal(pupil.rule().id));
    if (!pupil.is_on()) call += ", 'warn'";
    if (changes) call += Findings::text(pupil.is_on() ? ", parameters => " : ", ", literal(style.parameters));
    if (!schema.empty()) call += Findings::text(", in_schema => ", literal(pattern_for(schema)));
    return call + ");";
}

LearnedRow row_of(const Pupil& pupil, const LearnTask& task, Reply& reply) {
    LearnedRow row;
    row.rule = pupil.rule().id;
    row.parameter = reply.keep(joined(pupil.parameter_names(), ", "));
    row.current = reply.keep(pupil.current().parameters);
    row.judged = pupil.judged();
    const Trial* const style = supported_style(pupil);
    if (style == nullptr) {
        const Trial* const nearest = best_of(pupil, false);
        if (nearest != nullptr) row.conforming = pupil.conforming(*nearest);
        row.note = pupil.judged() == 0              ? Text("nothing to tell it by")
                   : pupil.judged() < enough_judged ? Text("too few to tell")
                                                    : reply.keep(mixture(pupil));
        return row;
    }
    row.style = reply.keep(style->name);
    row.proposed = reply.keep(style->parameters);
    row.conforming = pupil.conforming(*style);
    row.exceptions = reply.keep(joined(style->examples, ", "));
    const bool is_current = style->parameters == pupil.current().parameters;
    if (is_current) row.note = pupil.is_on() ? Text("in force") : Text("off in this policy");
    if (!is_current || !pupil.is_on()) row.adopt = reply.keep(call_that_sets(pupil, *style, task.schema));
    return row;
}

}  // namespace

void write_learned_rules(const std::vector<Pupil>& pupils, const LearnTask& task, Reply& reply) {
    std::vector<LearnedRow> rows;
    for (const Pupil& pupil : pupils)
        if (pupil.has_styles()) rows.push_back(row_of(pupil, task, reply));
    const auto place = [](const LearnedRow& row) { return !row.adopt.empty() ? 0 : !row.proposed.empty() ? 1 : 2; };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const LearnedRow& a, const LearnedRow& b) { return place(a) < place(b); });
    reply.learned_rows.insert(reply.learned_rows.end(), rows.begin(), rows.end());
}

namespace {

/// How well a preset describes what is there.
struct Support {
    const PresetTrial* preset = nullptr;
    std::int64_t conforming = 0;
    std::int64_t judged = 0;
    /// Rules whose parameters do not have the support, and rules that are turned off though nothing breaks them.
    std::vector<std::string> against = {};
    std::vector<std::string> for_nothing = {};
    bool turns_off_needed = false;
    std::vector<std::string> exceptions = {};

    bool fits() const {
        return judged >= enough_judged && against.empty() && (turns_off_needed || for_nothing.empty());
    }
    /// An exception weighs as much as makes the sum zero at the support that is enough.
    std::int64_t weight() const {
        constexpr std::int64_t exception_weight = enough_percent / (100 - enough_percent);
        return conforming - exception_weight * (judged - conforming);
    }
};

void add_support(const Pupil& pupil, const Trial& trial, Support& support) {
    std::int64_t judged = pupil.judged();
    std::int64_t conforming = pupil.conforming(trial);
    if (pupil.lesson().is_tolerance || !pupil.has_styles()) {
        // What passes without it says nothing about it.
        const std::int64_t gain = std::max<std::int64_t>(0, conforming - pupil.conforming(pupil.initial()));
        judged = conforming = gain;
    }
    support.judged += judged;
    support.conforming += conforming;
    if (!has_support(conforming, judged))
        support.against.push_back(Findings::text(pupil.rule().id, " ", of_how_many(conforming, judged)));
    if (judged > conforming)
        support.exceptions.insert(support.exceptions.end(), trial.examples.begin(), trial.examples.end());
}

Support support_of(const std::vector<Pupil>& pupils, const PresetTrial& preset) {
    Support support{.preset = &preset};
    for (const PresetTrial::At& at : preset.settings)
        add_support(pupils[at.pupil], pupils[at.pupil].trials()[at.trial], support);
    for (const std::size_t at : preset.turned_off) {
        if (pupils[at].initial().exceptions > 0)
            support.turns_off_needed = true;
        else
            support.for_nothing.emplace_back(pupils[at].rule().id);
    }
    return support;
}

std::string note_of(const Support& support, bool is_best, bool is_in_force) {
    if (is_in_force) return "in force";
    if (!support.against.empty()) return "differs: " + joined(support.against, ", ");
    if (support.judged < enough_judged) return "too few to tell";
    if (!support.fits()) return "turns off what nothing breaks: " + joined(support.for_nothing, ", ");
    return is_best ? std::string() : "fits as well, and says less";
}

std::string presets_json(const std::vector<std::string>& presets) {
    Json list{.kind = Json::Kind::array};
    for (const std::string& each : presets) list.items.push_back({.kind = Json::Kind::string, .text = each});
    Json json{.kind = Json::Kind::object, .items = {std::move(list)}, .names = {"presets"}};
    return json_text(json);
}

}  // namespace

void write_learned_presets(const std::vector<Pupil>& pupils, const std::vector<PresetTrial>& presets,
                           const LearnTask& task, Reply& reply) {
    std::vector<Support> supports;
    for (const PresetTrial& preset : presets) {
        Support support = support_of(pupils, preset);
        if (support.conforming > 0 && support.conforming * 2 >= support.judged) supports.push_back(std::move(support));
    }
    std::stable_sort(supports.begin(), supports.end(), [](const Support& a, const Support& b) {
        if (a.fits() != b.fits()) return a.fits();
        return a.weight() > b.weight();
    });
    const std::vector<std::string> enabled(task.presets.begin(), task.presets.end());
    for (const Support& support : supports) {
        constexpr std::size_t examples_at_most = 3;
        const bool is_best = &support == supports.data() && support.fits();
        const bool is_in_force = std::find(enabled.begin(), enabled.end(), support.preset->name) != enabled.end();
        std::vector<std::string> examples = support.exceptions;
        examples.resize(std::min(examples.size(), examples_at_most));
        LearnedRow row = {.rule = {}, .parameter = "presets", .style = support.preset->name};
        row.current = reply.keep(presets_json(enabled));
        row.conforming = support.conforming;
        row.judged = support.judged;
        row.exceptions = reply.keep(joined(examples, ", "));
        row.note = reply.keep(note_of(support, is_best, is_in_force));
        if (is_best) {
            std::vector<std::string> wanted = enabled;
            if (!is_in_force) wanted.emplace_back(support.preset->name);
            row.proposed = reply.keep(presets_json(wanted));
            if (!is_in_force)
                row.adopt = reply.keep(Findings::text(
                    "SELECT conventions.enable(", literal(task.profile.empty() ? Text("recommended") : task.profile),
                    ", '{", joined(wanted, ","), "}');"));
        }
        reply.learned_rows.push_back(row);
    }
}

}  // namespace conventions::core
