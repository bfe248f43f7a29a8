// Rule table_name_number: tables are named in the plural, or all in the singular.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Parameter exceptions = {
    .name = "exceptions",
    .type = ParameterType::list,
    .text = "Last words or whole names that are right as they are, in any case.",
};
constexpr Parameter number = {
    .name = "number",
    .type = ParameterType::choice,
    .choices = "plural, singular",
    .initial = "plural",
    .text = "The number that the last word of a name must have.",
};
constexpr const Parameter* parameters[] = {&exceptions, &number};

/// The last word of the name where it is certainly of the other number.
Text wrong_word(const Context& in, Text name) {
    const std::vector<Text> words = words_of(name);
    if (words.empty()) return {};
    const bool plural = in.value(number).text() == "plural";
    if (number_of(words.back()) != (plural ? GrammaticalNumber::singular : GrammaticalNumber::plural)) return {};
    for (const std::string& each : in.value(exceptions).list())
        if (is_same_word(each, words.back()) || is_same_word(each, name)) return {};
    return words.back();
}

/// The name in the other number; empty where that is not certain, or a key word.
std::string proposal(const Context& in, Text name) {
    const Text word = wrong_word(in, name);
    if (word.empty()) return {};
    const std::string other = in.value(number).text() == "plural" ? plural_of(word) : singular_of(word);
    if (other.empty()) return {};
    const auto at = static_cast<std::size_t>(word.data() - name.data());
    std::string proposed = std::string(name.substr(0, at)).append(other).append(name.substr(at + word.size()));
    const Keyword* const keyword = find_keyword(*in.catalog.server, snake_case(proposed));
    const bool is_reserved = keyword != nullptr && (keyword->category == 'R' || keyword->category == 'T');
    return is_reserved ? std::string() : proposed;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Text word = wrong_word(in, table.name);
    if (word.empty()) return;
    const bool plural = in.value(number).text() == "plural";
    out.add({.object = ObjectAt::relation(),
             .says = out.text("has a name in the ", plural ? "singular" : "plural", ": ", word)});
}

// Clients use the name, and only a person knows whether the word is meant so: the proposal stands as a placeholder.
void fix(const Input& in, const Finding&, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const std::string proposed = proposal(in, table.name);
    const std::string name =
        proposed.empty() ? std::string("name") : free_name(in, table.schema, proposed, renaming_of(table.oid));
    sql.statement(alter_start(server, table), " RENAME TO <", name, ">");
}

void mend(const Input& in, const Finding&, Draft& draft) {
    if (wrong_word(in, draft.name).empty()) return;
    const std::string proposed = proposal(in, draft.name);
    if (proposed.empty()) return draft.give_up();
    draft.name = free_name(in, draft.schema, proposed, renaming_of(in.relation.oid));
    if (!wrong_word(in, draft.name).empty()) draft.give_up();
}

constexpr Style styles[] = {
    {.parameters = R"({"number": "plural"})"},
    {.parameters = R"({"number": "singular"})"},
};
// A name that is certainly of neither number says nothing.
constexpr Lesson lesson = {.styles = styles};

}  // namespace

extern constinit const Rule table_name_number = {
    .id = "table_name_number",
    .family = Family::naming,
    .summary = "tables are named in one grammatical number",
    .documentation =
        {
            .what = "Finds tables whose name ends in an English word that is certainly of the other number. Words "
                    "that have no number (data, status, history), words of both and unknown words are not judged, nor "
                    "are partitions.",
            .why = "Is it order or orders? With one answer for all tables nobody has to look it up.",
            .bad = "CREATE TABLE order_item (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE order_items (id bigint PRIMARY KEY);",
            .fix = "Proposes the name in the other number. Clients that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
