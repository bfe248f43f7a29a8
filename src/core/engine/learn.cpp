// Learns the house style of a database: tries styles, each judged by the rule's own check.

#include <algorithm>
#include <stdexcept>

#include "core/engine/judging.hpp"
#include "core/engine/learning.hpp"
#include "core/engine/reply.hpp"
#include "core/output/names.hpp"
#include "core/policy/json.hpp"
#include "core/policy/presets.hpp"
#include "core/policy/settings.hpp"

namespace conventions::core {
namespace {

constexpr std::size_t relations_between_polls = 64;
constexpr std::size_t examples_at_most = 3;

constexpr Lesson no_lesson = {};

std::vector<std::string> keys_of(Text parameters) {
    const std::optional<Json> json = parse_json(parameters);
    return json.has_value() ? json->names : std::vector<std::string>();
}

/// The parameters of these names, or all of them, as a JSON object.
std::string part_of(const Settings& settings, const std::vector<std::string>& keys) {
    Json json{.kind = Json::Kind::object};
    for (std::size_t i = 0; i < settings.values.size(); ++i) {
        const Parameter& parameter = *settings.rule->parameters[i];
        if (!keys.empty() && std::find(keys.begin(), keys.end(), parameter.name) == keys.end()) continue;
        json.names.emplace_back(parameter.name);
        json.items.push_back(as_json(parameter, settings.values[i]));
    }
    return json_text(json);
}

/// An object by its name and type: "tenant_id uuid".
std::string shown_members(const Json& object) {
    std::string text;
    for (const Text wanted : {Text("name"), Text("type")})
        for (std::size_t i = 0; i < object.names.size(); ++i)
            if (object.names[i] == wanted && object.items[i].kind == Json::Kind::string)
                text.append(text.empty() ? "" : " ").append(object.items[i].text);
    return text;
}

/// The values as a person reads them: "idx_{table}_{columns}", "id or uuid", "created, not_null false". Empty where
/// they ask for nothing.
std::string shown_values(Text parameters) {
    const std::optional<Json> json = parse_json(parameters);
    std::string text;
    std::string refused;
    if (!json.has_value()) return text;
    const auto add = [&](const Json& value) {
        if (value.kind == Json::Kind::object) text.append(text.empty() ? "" : ", ").append(shown_members(value));
        if (value.kind != Json::Kind::string || value.text.empty()) return;
        text.append(text.empty() ? "" : " or ").append(value.text);
    };
    for (std::size_t i = 0; i < json->items.size(); ++i) {
        const Json& value = json->items[i];
        add(value);
        for (const Json& item : value.items) add(item);
        if (value.kind == Json::Kind::boolean && !value.boolean)
            refused.append(", ").append(json->names[i]).append(" false");
    }
    return text.empty() ? text : text + refused;
}

std::string identity_of_object(const Server& server, const Relation& relation, const ObjectAt& object) {
    switch (object.kind) {
    case ObjectClass::column:
        return identity_of(server, relation, relation.columns[object.at]);
    case ObjectClass::constraint:
        return identity_of(server, relation, relation.constraints[object.at]);
    case ObjectClass::index:
        return identity_of(server, relation.indexes[object.at]);
    case ObjectClass::trigger:
        return Findings::text(ident(server, relation.triggers[object.at].name), " on ", identity_of(server, relation));
    case ObjectClass::policy:
        return Findings::text(ident(server, relation.policies[object.at].name), " on ", identity_of(server, relation));
    default:
        return identity_of(server, relation);
    }
}

/// A number for each object of one relation.
std::size_t key_of(const ObjectAt& object) {
    constexpr std::size_t classes = 16;
    return object.at * classes + static_cast<std::size_t>(object.kind);
}

/// The parameters exclude and only.
bool is_left_out(const Settings& settings, const Server& server, const Relation& relation, const Finding& finding) {
    if (!settings.exclude.has_pattern() && !settings.only.has_pattern()) return false;
    const std::string identity = identity_of_object(server, relation, finding.object);
    return decide(settings, nullptr, {}, finding, identity, {.moment = Moment::report}).severity == Severity::off;
}

}  // namespace

Pupil::Pupil(const Policy& policy, const Rule& rule, Text schema)
    : policy_(policy), rule_(rule), lesson_(rule.lesson != nullptr ? *rule.lesson : no_lesson), schema_(schema) {
    const Text otherwise = lesson_.nothing.empty() ? lesson_.keys : lesson_.nothing;
    keys_ = keys_of(lesson_.styles.empty() ? otherwise : lesson_.styles.front().parameters);
    is_on_ = policy.settings_for(rule, schema, {}).severity != Severity::off;
}

Settings Pupil::settings_with(bool house, Text parameters) const {
    std::vector<std::string> problems;
    Settings made = initial_settings(rule_, Severity::error, problems);
    if (house)
        for (const Layer& layer : policy_.layers(rule_, schema_, {}))
            apply_parameters(made, layer.parameters, problems);
    problems.clear();
    apply_parameters(made, parameters, problems);
    if (!problems.empty()) throw std::logic_error(Findings::text("style of rule ", rule_.id, ": ", problems.front()));
    return made;
}

std::size_t Pupil::add(Settings settings, Text name) {
    std::string parameters = part_of(settings, keys_);
    const auto same =
        std::find_if(trials_.begin(), trials_.end(), [&](const Trial& each) { return each.parameters == parameters; });
    if (same != trials_.end()) {
        if (!name.empty()) same->name = name;
        return static_cast<std::size_t>(same - trials_.begin());
    }
    std::string shown = name.empty() ? shown_values(parameters) : std::string(name);
    trials_.push_back({.settings = std::move(settings), .parameters = std::move(parameters), .name = std::move(shown)});
    return trials_.size() - 1;
}

void Pupil::add_style(Text parameters, Text name, bool is_loose) {
    Trial& trial = trials_[add(settings_with(true, parameters), name)];
    if (trial.is_style) return;
    trial.is_style = true;
    trial.is_loose = is_loose;
}

void Pupil::try_styles(Rows<const Relation*> relations) {
    for (const Style& style : lesson_.styles) add_style(style.parameters, style.name, style.is_loose);
    if (!lesson_.loosened.empty())
        for (const Style& style : lesson_.styles)
            add_style(merge_parameters(style.parameters, lesson_.loosened), {}, true);
    if (lesson_.derived != nullptr) {
        bool is_first = true;
        for (const std::string& parameters : lesson_.derived(relations)) {
            add_style(parameters, {}, !is_first);
            is_first = false;
        }
    }
    if (!lesson_.nothing.empty()) nothing_.emplace(settings_with(true, lesson_.nothing));
    // Of equal parameters the first trial stays: one with what else the house has set.
    current_ = add(settings_with(true, {}), {});
    initial_ = add(settings_with(false, {}), {});
}

std::size_t Pupil::try_preset(Text parameters) { return add(settings_with(false, parameters), {}); }

std::vector<Pupil::Found> Pupil::found_by(const Settings& settings, const Catalog& catalog, const Relation& relation,
                                          const TakenNames& names) const {
    const Situation situation = {.moment = Moment::report};
    Findings findings;
    rule_.check({{catalog, settings, situation, &names, nullptr}, relation}, findings);
    std::vector<Found> found;
    for (const Finding& finding : findings.all())
        if (!is_left_out(settings, *catalog.server, relation, finding))
            found.push_back({lesson_.counts_relations ? 0 : key_of(finding.object), finding.object});
    const auto is_before = [](const Found& a, const Found& b) { return a.key < b.key; };
    const auto is_same = [](const Found& a, const Found& b) { return a.key == b.key; };
    std::stable_sort(found.begin(), found.end(), is_before);
    found.erase(std::unique(found.begin(), found.end(), is_same), found.end());
    return found;
}

std::vector<Pupil::Found> Pupil::found_by(const Settings& settings, const Catalog& catalog, const Type& type,
                                          const TakenNames& names) const {
    const Situation situation = {.moment = Moment::report};
    Findings findings;
    rule_.check_type({{catalog, settings, situation, &names, nullptr}, type}, findings);
    const std::string identity = identity_of(*catalog.server, type);
    std::vector<Found> found;
    for (const Finding& finding : findings.all())
        if (decide(settings, nullptr, {}, finding, identity, situation).severity != Severity::off)
            found.push_back({key_of(finding.object), finding.object});
    return found;
}

void Pupil::look_at(const Catalog& catalog, const Type& type, const TakenNames& names) {
    if (rule_.check_type == nullptr || !nothing_.has_value()) return;
    const std::vector<Found> judged = found_by(*nothing_, catalog, type, names);
    if (judged.empty()) return;
    judged_ += static_cast<std::int64_t>(judged.size());
    for (Trial& trial : trials_) {
        const std::vector<Found> found = found_by(trial.settings, catalog, type, names);
        trial.exceptions += static_cast<std::int64_t>(found.size());
        if (!found.empty() && trial.examples.size() < examples_at_most)
            trial.examples.push_back(identity_of(*catalog.server, type));
    }
}

void Pupil::look_at(const Catalog& catalog, const Relation& relation, const TakenNames& names) {
    if (rule_.check == nullptr) return;
    if (!rule_.relation_kinds.has(relation.kind) || (relation.is_partition && !rule_.judges_partitions)) return;
    std::vector<std::size_t> judged;
    const auto note = [&](const std::vector<Found>& found) {
        for (const Found& each : found) judged.push_back(each.key);
    };
    if (nothing_.has_value()) {
        note(found_by(*nothing_, catalog, relation, names));
        if (judged.empty()) return;
    }
    std::int64_t counted = -1;
    const Situation situation = {.moment = Moment::report};
    if (lesson_.judged != nullptr) {
        counted = lesson_.judged({{catalog, trials_[current_].settings, situation, &names, nullptr}, relation});
    }
    for (Trial& trial : trials_) {
        const std::vector<Found> found = found_by(trial.settings, catalog, relation, names);
        const auto count = static_cast<std::int64_t>(found.size());
        if (lesson_.about != nullptr) {
            const std::int64_t about = lesson_.about({{catalog, trial.settings, situation, &names, nullptr}, relation});
            trial.exceptions += counted - std::max<std::int64_t>(0, about - count);
        } else {
            trial.exceptions += counted < 0 ? count : std::min(count, counted);
        }
        for (const Found& each : found)
            if (trial.examples.size() < examples_at_most)
                trial.examples.push_back(identity_of_object(*catalog.server, relation, each.object));
        note(found);
    }
    std::sort(judged.begin(), judged.end());
    judged.erase(std::unique(judged.begin(), judged.end()), judged.end());
    judged_ += counted < 0 ? static_cast<std::int64_t>(judged.size()) : counted;
}

namespace {

/// The pupil for a rule, made where there is none.
std::size_t pupil_of(const Rule& rule, const Policy& policy, Text schema, std::vector<Pupil>& pupils) {
    for (std::size_t i = 0; i < pupils.size(); ++i)
        if (&pupils[i].rule() == &rule) return i;
    pupils.emplace_back(policy, rule, schema).try_styles({});
    return pupils.size() - 1;
}

std::vector<PresetTrial> tried_presets(const Policy& policy, std::vector<Pupil>& pupils) {
    std::vector<PresetTrial> tried;
    for (const Preset& preset : all_presets()) {
        PresetTrial& trial = tried.emplace_back();
        trial.name = preset.name;
        trial.summary = preset.summary;
        for (const PresetSetting& setting : preset.settings) {
            const Rule* const rule = find_rule(setting.rule);
            if (rule == nullptr || rule->check == nullptr) continue;
            const bool is_off = setting.severity == Severity::off;
            if (!is_off && setting.parameters.empty()) continue;
            const std::size_t pupil = pupil_of(*rule, policy, {}, pupils);
            if (is_off)
                trial.turned_off.push_back(pupil);
            else
                trial.settings.push_back({pupil, pupils[pupil].try_preset(setting.parameters)});
        }
    }
    return tried;
}

std::vector<const Relation*> relations_to_learn_from(const Catalog& catalog, Text schema) {
    std::vector<const Relation*> relations;
    for (const Relation& relation : catalog.relations)
        if (relation.kind != RelationKind::composite_type && scope_of(relation) == Scope::judged &&
            (schema.empty() || relation.schema == schema))
            relations.push_back(&relation);
    return relations;
}

void learn_styles(const Policy& policy, const LearnTask& task, Reply& reply) {
    if (task.fault == Fault::exception) throw std::runtime_error("fault injected in core");
    if (task.fault == Fault::memory) throw std::bad_alloc();
    const std::vector<const Relation*> relations = relations_to_learn_from(*task.catalog, task.schema);
    std::vector<Pupil> pupils;
    for (const Rule* rule : all_rules())
        if (rule->lesson != nullptr) pupils.emplace_back(policy, *rule, task.schema).try_styles(relations);
    // A preset is for the whole database.
    std::vector<PresetTrial> presets;
    if (task.schema.empty()) presets = tried_presets(policy, pupils);
    const TakenNames names(*task.catalog);
    std::size_t polled = 0;
    for (const Relation* relation : relations) {
        if (++polled % relations_between_polls == 0) check_cancelled();
        for (Pupil& pupil : pupils) pupil.look_at(*task.catalog, *relation, names);
    }
    for (const Type* type : task.catalog->types) {
        if (!task.schema.empty() && type->schema != task.schema) continue;
        if (!type_in_scope(*task.catalog, *type, true)) continue;
        for (Pupil& pupil : pupils) pupil.look_at(*task.catalog, *type, names);
    }
    write_learned_presets(pupils, presets, task, reply);
    write_learned_rules(pupils, task, reply);
}

}  // namespace

Status learn(const Policy& policy, const LearnTask& task, Reply& reply) noexcept {
    return contained(reply, [&] {
        reply.learned_rows.clear();
        const CancelFunction outer = set_cancel_function(task.cancelled);
        struct Restore {
            CancelFunction outer;
            ~Restore() { set_cancel_function(outer); }
        } restore{outer};
        learn_styles(policy, task, reply);
    });
}

Rows<LearnedRow> learned(const Reply& reply) noexcept { return reply.learned_rows; }

Need needs_to_learn() noexcept {
    Need needs = Need::none;
    for (const Rule* rule : all_rules())
        if (rule->lesson != nullptr) needs = needs | rule->needs | rule->excuse_needs;
    for (const Preset& preset : all_presets())
        for (const PresetSetting& setting : preset.settings) {
            const Rule* const rule = find_rule(setting.rule);
            if (rule != nullptr) needs = needs | rule->needs | rule->excuse_needs;
        }
    return needs;
}

}  // namespace conventions::core
