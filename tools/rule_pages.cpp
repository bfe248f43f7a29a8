// rule_pages DIR: writes DIR/<id>.md for every rule, and DIR/README.md, from the texts in the rule files.

#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "core/policy/policy.hpp"
#include "core/rules/rule.hpp"

namespace {

using namespace conventions::core;

constexpr Moment single_moments[] = {Moment::before, Moment::rewrite, Moment::after, Moment::drop,
                                     Moment::commit, Moment::report,  Moment::file};

std::string moments_of(const Rule& rule) {
    std::string text;
    for (const Moment moment : single_moments) {
        if (!has(rule.moments, moment)) continue;
        if (!text.empty()) text += ", ";
        text += name_of(moment);
    }
    return text;
}

Text word_of(ParameterType type) {
    switch (type) {
    case ParameterType::boolean:
        return "boolean";
    case ParameterType::integer:
        return "integer";
    case ParameterType::text:
        return "text";
    case ParameterType::choice:
        return "one of";
    case ParameterType::pattern:
        return "regular expression";
    case ParameterType::name_template:
        return "name template";
    case ParameterType::name_templates:
        return "list of name templates";
    case ParameterType::list:
        return "list of texts";
    case ParameterType::objects:
        return "list of objects";
    }
    return "";
}

// A vertical bar would end the cell of a table.
std::string cell(Text text) {
    std::string escaped;
    for (const char each : text) {
        if (each == '|') escaped += '\\';
        escaped += each;
    }
    return escaped;
}

void write_parameters(std::ostream& out, const Rule& rule) {
    out << "\n## Parameters\n\n| parameter | type | initial | meaning |\n|---|---|---|---|\n";
    for (const Parameter* parameter : rule.parameters) {
        out << "| `" << parameter->name << "` | " << word_of(parameter->type);
        if (!parameter->choices.empty()) out << " " << parameter->choices;
        out << " | " << (parameter->initial.empty() ? std::string("none") : "`" + cell(parameter->initial) + "`");
        out << " | " << cell(parameter->text) << " |\n";
    }
    out << "| `exclude` | regular expression | none | objects whose identity matches are left out |\n"
           "| `only` | regular expression | none | objects whose identity does not match are left out |\n";
}

std::string joined(const std::vector<Text>& ids) {
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        text.append(i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ");
        text.append("[").append(ids[i]).append("](").append(ids[i]).append(".md)");
    }
    return text;
}

/// One cause, one finding.
void write_silences(std::ostream& out, const Rule& rule) {
    std::vector<Text> silent;
    std::vector<Text> speaking;
    for (const Silence& each : rule.silences) silent.push_back(each.rule);
    for (const Rule* other : all_rules())
        for (const Silence& each : other->silences)
            if (each.rule == rule.id) speaking.push_back(other->id);
    if (!silent.empty())
        out << "Where it finds something, it speaks for " << joined(silent)
            << ", too: for the same cause they are silent, and it takes their severity where that is higher.\n\n";
    if (!speaking.empty())
        out << "It is silent where " << joined(speaking) << " find" << (speaking.size() == 1 ? "s" : "")
            << " the same cause.\n\n";
}

void write_page(const std::string& directory, const Rule& rule) {
    std::ofstream out(directory + "/" + std::string(rule.id) + ".md");
    const Documentation& words = rule.documentation;
    out << "# " << rule.id << "\n" << rule.summary << "\n\n";
    out << "| family | relaxed | recommended | strict | judged at | fix |\n|---|---|---|---|---|---|\n";
    out << "| " << name_of(rule.family) << " | " << name_of(rule.severities.relaxed) << " | "
        << name_of(rule.severities.recommended) << " | " << name_of(rule.severities.strict) << " | " << moments_of(rule)
        << " | " << name_of(rule.fix_safety) << " |\n\n";
    out << words.what << "\n\n" << words.why << "\n\n";
    if (rule.waits_in_autocommit)
        out << "One statement cannot satisfy this rule: outside a transaction block its finding waits, with a NOTICE, "
               "for "
               "the statement that mends it.\n\n";
    if (rule.heuristic) out << "It rests on a heuristic: it rejects only where its severity was set by hand.\n\n";
    write_silences(out, rule);
    out << "```sql\n-- found\n" << words.bad << "\n-- not found\n" << words.good << "\n```\n";
    if (!words.fix.empty()) out << "\n## Fix\n" << words.fix << "\n";
    write_parameters(out, rule);
}

void write_index(const std::string& directory) {
    std::ofstream out(directory + "/README.md");
    out << "# Rules\nGenerated from the rule files by `make doc`.\n\n"
           "| rule | family | what | relaxed | recommended | strict | judged at |\n|---|---|---|---|---|---|---|\n";
    for (const Rule* rule : all_rules())
        out << "| [" << rule->id << "](" << rule->id << ".md) | " << name_of(rule->family) << " | " << rule->summary
            << " | " << name_of(rule->severities.relaxed) << " | " << name_of(rule->severities.recommended) << " | "
            << name_of(rule->severities.strict) << " | " << moments_of(*rule) << " |\n";
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: rule_pages DIRECTORY\n";
        return 2;
    }
    const std::string directory = arguments[1];
    for (const Rule* rule : all_rules()) write_page(directory, *rule);
    write_index(directory);
    return 0;
}
