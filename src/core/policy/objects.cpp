// A parameter that is a list of JSON objects. In messages the first is "columns[1]", its member "columns[1].type".

#include <algorithm>

#include "core/policy/json.hpp"
#include "core/policy/settings.hpp"

namespace conventions::core {
namespace {

std::string subject(const Rule& rule, const std::string& name) {
    return Findings::text("parameter \"", name, "\" of rule \"", rule.id, "\"");
}

SettingProblem no_such_key(const Rule& rule, const Parameter& parameter, const std::string& object, Text key) {
    std::string keys;
    for (const Parameter* each : parameter.members) keys += Findings::text(keys.empty() ? "" : ", ", each->name);
    return {.message = Findings::text(subject(rule, object), " has no key \"", key, "\""),
            .detail = {},
            .hint = Findings::text("Its keys are ", keys, ".")};
}

bool has_member(const Parameter& parameter, const std::string& key) {
    return std::any_of(parameter.members.begin(), parameter.members.end(),
                       [&](const Parameter* each) { return each->name == key; });
}

/// Null where it is not given, or null.
const Json* member_of(const Json& object, Text key) {
    const auto found = std::find(object.names.begin(), object.names.end(), key);
    if (found == object.names.end()) return nullptr;
    const Json& json = object.items[static_cast<std::size_t>(found - object.names.begin())];
    return json.kind == Json::Kind::null ? nullptr : &json;
}

SettingProblem take_object(const Rule& rule, const Parameter& parameter, const std::string& name, const Json& given,
                           std::vector<Value>& values) {
    if (given.kind != Json::Kind::object)
        return {
            .message = subject(rule, name) + " must be an object", .detail = {}, .hint = std::string(parameter.text)};
    for (const std::string& key : given.names)
        if (!has_member(parameter, key)) return no_such_key(rule, parameter, name, key);
    for (const Parameter* member : parameter.members) {
        Value& value = values.emplace_back();
        const Json* const json = member_of(given, member->name);
        value.given_ = json != nullptr;
        if (!value.given_ && member == parameter.members.front())
            return {.message = Findings::text(subject(rule, name), " lacks key \"", member->name, "\""),
                    .detail = {},
                    .hint = std::string(member->text)};
        if (!value.given_) continue;
        const std::string path = Findings::text(name, ".", member->name);
        Parameter named = *member;
        named.name = path;
        const SettingProblem problem = take(rule, named, *json, value);
        if (!problem.message.empty()) return problem;
    }
    return {};
}

}  // namespace

SettingProblem take_objects(const Rule& rule, const Parameter& parameter, const Json& given, Value& value) {
    if (given.kind != Json::Kind::array)
        return {.message = subject(rule, std::string(parameter.name)) + " must be an array of objects",
                .detail = {},
                .hint = std::string(parameter.text)};
    std::vector<std::vector<Value>> objects;
    for (const Json& item : given.items) {
        const std::string name = Findings::text(parameter.name, "[", std::to_string(objects.size() + 1), "]");
        const SettingProblem problem = take_object(rule, parameter, name, item, objects.emplace_back());
        if (!problem.message.empty()) return problem;
    }
    value.objects_ = std::move(objects);
    return {};
}

Json objects_as_json(const Parameter& parameter, const Value& value) {
    Json list{.kind = Json::Kind::array};
    for (const std::vector<Value>& values : value.objects()) {
        Json& object = list.items.emplace_back();
        object.kind = Json::Kind::object;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!values[i].given()) continue;
            object.names.emplace_back(parameter.members[i]->name);
            object.items.push_back(as_json(*parameter.members[i], values[i]));
        }
    }
    return list;
}

}  // namespace conventions::core
