// Parses name templates and makes names of them. name_fits.cpp compares names with them.

#include "core/output/name_template.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "core/output/names.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Text words[] = {
    "schema",      "table",      "table_singular", "columns", "first_column", "ref_table", "ref_table_singular",
    "ref_columns", "ref_column", "rule",           "method",  "hash"};
constexpr std::size_t longest_template = 200;

std::string joined(const std::vector<Text>& names, Text joiner) {
    std::string text;
    for (const Text name : names) text.append(text.empty() ? Text() : joiner).append(name);
    return text;
}

Text proposal_for(const NamedColumn& column) { return column.is_expression() ? Text(column.proposed) : column.name; }

std::string columns_text(const std::vector<NamedColumn>& columns, Text joiner) {
    std::string text;
    for (const NamedColumn& each : columns)
        if (!proposal_for(each).empty()) text.append(text.empty() ? Text() : joiner).append(proposal_for(each));
    return text;
}

std::string text_for(Placeholder placeholder, Text joiner, const NameParts& parts, Text rule) {
    switch (placeholder) {
    case Placeholder::schema:
        return std::string(parts.schema);
    case Placeholder::table:
        return std::string(parts.table);
    case Placeholder::table_singular:
        return in_singular(parts.table);
    case Placeholder::columns:
        return columns_text(parts.columns, joiner);
    case Placeholder::first_column:
        return parts.columns.empty() ? std::string() : std::string(proposal_for(parts.columns.front()));
    case Placeholder::ref_table:
        return std::string(parts.ref_table);
    case Placeholder::ref_table_singular:
        return in_singular(parts.ref_table);
    case Placeholder::ref_columns:
        return joined(parts.ref_columns, joiner);
    case Placeholder::ref_column:
        return parts.ref_columns.empty() ? std::string() : std::string(parts.ref_columns.front());
    case Placeholder::rule:
        return std::string(rule);
    case Placeholder::method:
        return std::string(parts.method);
    case Placeholder::hash:
        break;
    }
    return {};
}

}  // namespace

std::string placeholders_enumerated() {
    std::string text;
    for (std::size_t i = 0; i < std::size(words); ++i)
        text.append(i == 0 ? "" : i + 1 == std::size(words) ? " and " : ", ").append("{").append(words[i]).append("}");
    return text;
}

NameTemplate::NameTemplate(Text source) : source_(source) {
    if (source.size() > longest_template)
        throw NameTemplateError("has more than " + std::to_string(longest_template) + " bytes");
    std::size_t at = 0;
    while (at < source.size()) {
        const std::size_t brace = std::min(source.find_first_of("{}", at), source.size());
        if (brace > at) pieces_.push_back({.text = std::string(source.substr(at, brace - at))});
        if (brace == source.size()) break;
        const std::size_t end = source[brace] == '{' ? source.find_first_of("{}", brace + 1) : Text::npos;
        if (end == Text::npos || source[end] == '{') throw NameTemplateError("has a brace without its partner");
        add_placeholder(source.substr(brace + 1, end - brace - 1));
        at = end + 1;
    }
    constexpr std::size_t always_kept = longest_identifier / 2;
    if (!pieces_.empty() && !pieces_.front().is_placeholder) start_ = pieces_.front().text.substr(0, always_kept);
    while (start_.ends_with('_')) start_.pop_back();
}

void NameTemplate::add_placeholder(Text word) {
    const std::size_t colon = word.find(':');
    const Text name = word.substr(0, colon);
    const auto* const found = std::find(std::begin(words), std::end(words), name);
    if (found == std::end(words))
        throw NameTemplateError(std::string("holds {").append(name).append("}, which is no placeholder"));
    const auto placeholder = static_cast<Placeholder>(found - std::begin(words));
    const bool once =
        placeholder == Placeholder::columns || placeholder == Placeholder::rule || placeholder == Placeholder::hash;
    if (once && uses(placeholder)) throw NameTemplateError(std::string("holds {").append(name).append("} twice"));
    Piece piece{.is_placeholder = true, .placeholder = placeholder, .text = "_"};
    if (colon != Text::npos) take_argument(word.substr(colon + 1), piece);
    pieces_.push_back(std::move(piece));
}

void NameTemplate::take_argument(Text argument, Piece& piece) {
    const bool joins = piece.placeholder == Placeholder::columns || piece.placeholder == Placeholder::ref_columns;
    const auto* const end = argument.data() + argument.size();
    const auto [rest, error] = std::from_chars(argument.data(), end, piece.at_most);
    const bool is_size = error == std::errc() && rest == end && piece.at_most > 0;
    const bool cuts = !joins && piece.placeholder != Placeholder::rule && piece.placeholder != Placeholder::hash;
    if (is_size ? !cuts : !joins || argument.empty())
        throw NameTemplateError(std::string("holds {")
                                    .append(words[static_cast<std::size_t>(piece.placeholder)])
                                    .append(":")
                                    .append(argument)
                                    .append("}, which takes no such argument"));
    if (!is_size) piece.text = std::string(argument);
}

bool NameTemplate::uses(Placeholder wanted) const {
    return std::any_of(pieces_.begin(), pieces_.end(),
                       [&](const Piece& each) { return each.is_placeholder && each.placeholder == wanted; });
}

std::string NameTemplate::text_of(const Piece& piece, const NameParts& parts, Text rule) {
    if (!piece.is_placeholder) return piece.text;
    std::string text = text_for(piece.placeholder, piece.text, parts, rule);
    return piece.at_most == 0 ? text : std::string(cut_to(text, piece.at_most));
}

std::string NameTemplate::expand(const NameParts& parts, Text rule) const {
    std::string name;
    std::optional<std::size_t> hash_at;
    for (const Piece& each : pieces_) {
        if (each.is_placeholder && each.placeholder == Placeholder::hash) hash_at = name.size();
        name.append(text_of(each, parts, rule));
    }
    if (hash_at.has_value()) name.insert(*hash_at, hash_of(name));
    return name;
}

Text without_number(Text name) {
    std::size_t digits = name.size();
    while (digits > 0 && name[digits - 1] >= '0' && name[digits - 1] <= '9') --digits;
    if (digits == name.size() || digits < 2 || name[digits - 1] != '_' || name[digits] == '0') return {};
    return name.substr(0, digits - 1);
}

}  // namespace conventions::core
