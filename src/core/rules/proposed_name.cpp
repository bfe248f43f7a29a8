// New names that a fix proposes.

#include "core/rules/proposed_name.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/look_alike.hpp"
#include "core/output/names.hpp"
#include "core/policy/policy.hpp"

namespace conventions::core {
void TakenNames::collect() const {
    for (const Relation& relation : catalog_.relations) {
        names_.emplace(relation.schema, relation.name);
        for (const Index& index : relation.indexes) names_.emplace(index.schema, index.name);
    }
    // A table has a row type of its name.
    for (const Type* type : catalog_.types) names_.emplace(type->schema, type->name);
    collected_ = true;
}

bool TakenNames::has(Text schema, Text name) const {
    if (!collected_) collect();
    return names_.count({schema, name}) > 0 || more_.count({schema, name}) > 0;
}

const Relation* TakenNames::relation(Text schema, Text name) const {
    if (relations_.empty())
        for (const Relation& each : catalog_.relations) relations_.emplace(Name(each.schema, each.name), &each);
    const auto found = relations_.find({schema, name});
    if (found != relations_.end()) return found->second;
    if (!is_whole_) missed_.emplace_back(schema, name);
    return nullptr;
}

Rows<const Relation*> TakenNames::with_key(Text schema, Text column) const {
    if (!keys_collected_) {
        for (const Relation& each : catalog_.relations) {
            const Constraint* const key = each.primary_key();
            const Column* const own =
                key != nullptr && key->columns.size() == 1 ? each.column(key->columns[0]) : nullptr;
            if (own != nullptr) keys_[{each.schema, own->name}].push_back(&each);
        }
        keys_collected_ = true;
    }
    const auto found = keys_.find({schema, column});
    return found == keys_.end() ? Rows<const Relation*>() : Rows<const Relation*>(found->second);
}

Rows<const Relation*> TakenNames::looking_like(Text schema, const std::string& shape) const {
    if (shapes_.empty())
        for (const Relation& each : catalog_.relations)
            for (const std::string& own : shapes_of(each.name)) {
                std::vector<const Relation*>& alike = shapes_[{each.schema, own}];
                if (alike.empty() || alike.back() != &each) alike.push_back(&each);
            }
    const auto found = shapes_.find({schema, shape});
    return found == shapes_.end() ? Rows<const Relation*>() : Rows<const Relation*>(found->second);
}

std::string free_name(const Context& in, Text schema, const std::string& wanted, const std::string& purpose) {
    const TakenNames own(in.catalog);
    const TakenNames& taken = in.names != nullptr ? *in.names : own;
    std::string name = fit_identifier(wanted);
    for (int number = 2; taken.has(schema, name) || taken.is_proposed_otherwise(schema, name, purpose); ++number)
        name = fit_identifier(wanted + "_" + std::to_string(number));
    taken.propose(schema, name, purpose);
    return name;
}

namespace {

/// Calls body(table) for it and all that inherit its columns; stops where that is false.
bool each_heir(const Catalog& catalog, const Relation& table, const auto& body) {
    if (!body(table)) return false;
    return std::all_of(table.children.begin(), table.children.end(), [&](ObjectId oid) {
        const Relation* const child = catalog.relation(oid);
        return child == nullptr || each_heir(catalog, *child, body);
    });
}

}  // namespace

bool is_free_column(const Context& in, const Relation& table, const std::string& name, const std::string& purpose) {
    const auto is_free = [&](const Relation& each) { return each.column(Text(name)) == nullptr; };
    return each_heir(in.catalog, table, is_free) && !is_promised_column(in, table, name, purpose);
}

bool is_promised_column(const Context& in, const Relation& table, const std::string& name, const std::string& purpose) {
    return in.names != nullptr && !each_heir(in.catalog, table, [&](const Relation& each) {
               return !in.names->is_column_proposed_otherwise(each.oid, name, purpose);
           });
}

void propose_column(const Context& in, const Relation& table, const std::string& name, const std::string& purpose) {
    if (in.names == nullptr) return;
    each_heir(in.catalog, table, [&](const Relation& each) {
        in.names->propose_column(each.oid, name, purpose);
        return true;
    });
}

std::string free_column_name(const Context& in, const Relation& table, const std::string& wanted,
                             const std::string& purpose) {
    std::string name = fit_identifier(wanted);
    for (int number = 2; !is_free_column(in, table, name, purpose); ++number)
        name = fit_identifier(wanted + "_" + std::to_string(number));
    propose_column(in, table, name, purpose);
    return name;
}

std::string renaming_of(const Column& column) { return "rename column " + std::string(column.name); }

std::string renaming_of(ObjectId object) { return "rename " + std::to_string(object); }

std::string making_of(Text definition) { return std::string("make").append(definition); }

std::string extended(Text name, Text ending) {
    std::string longer(name);
    for (const char each : ending) longer.push_back(is_upper(name.back()) ? upper(each) : each);
    return longer;
}

std::string plural(Text name) {
    const bool hisses = name.ends_with("s") || name.ends_with("S") || name.ends_with("x") || name.ends_with("X") ||
                        name.ends_with("ch") || name.ends_with("CH");
    return extended(name, hisses ? "es" : "s");
}

namespace {

/// Every template that a rule has parameters for: `template` first.
void add_templates(const Rule& rule, const Settings* settings, ParameterType type,
                   std::vector<NameTemplate>& templates) {
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        const Parameter& parameter = *rule.parameters[i];
        if (parameter.type != type) continue;
        if (settings != nullptr)
            for (const NameTemplate& each : settings->values[i].templates()) templates.push_back(each);
        else if (type == ParameterType::name_template)
            templates.emplace_back(parameter.initial);
    }
}

}  // namespace

std::vector<NameTemplate> house_templates(const Context& in, Text rule) {
    std::vector<NameTemplate> templates;
    const Rule* const named = find_rule(rule);
    if (named == nullptr) return templates;
    if (in.policy != nullptr)
        for (const ParameterType type : {ParameterType::name_template, ParameterType::name_templates})
            add_templates(*named, &in.policy->settings(*named), type, templates);
    if (templates.empty()) add_templates(*named, nullptr, ParameterType::name_template, templates);
    return templates;
}

std::string new_index_name(const Context& in, Text schema, Text table, const std::vector<std::string>& columns) {
    NameParts parts{.schema = schema, .table = table, .method = "btree"};
    for (const std::string& column : columns) parts.columns.push_back({.name = column});
    // Also where the rule is off: a preset says how a tool names its indexes.
    for (const NameTemplate& each : house_templates(in, "index_name"))
        if (!each.uses(Placeholder::rule)) return each.expand(parts);
    return NameTemplate("idx_{table}_{columns}").expand(parts);
}

}  // namespace conventions::core
