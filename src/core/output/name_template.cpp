// Parses name templates, makes names of them and compares names with them.

#include "core/output/name_template.hpp"

#include <algorithm>
#include <iterator>

#include "core/output/names.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Text words[] = {"schema",      "table",      "table_singular", "columns", "ref_table", "ref_table_singular",
                          "ref_columns", "ref_column", "rule",           "method"};
constexpr std::size_t longest_template = 200;

std::string joined(const std::vector<Text>& names) {
    std::string text;
    for (const Text name : names) text.append(text.empty() ? "" : "_").append(name);
    return text;
}

std::string columns_text(const std::vector<NamedColumn>& columns) {
    std::string text;
    for (const NamedColumn& each : columns) {
        const Text name = each.is_expression() ? Text(each.proposed) : each.name;
        if (!name.empty()) text.append(text.empty() ? "" : "_").append(name);
    }
    return text;
}

std::string text_for(Placeholder placeholder, const NameParts& parts, Text rule) {
    switch (placeholder) {
    case Placeholder::schema:
        return std::string(parts.schema);
    case Placeholder::table:
        return std::string(parts.table);
    case Placeholder::table_singular:
        return in_singular(parts.table);
    case Placeholder::columns:
        return columns_text(parts.columns);
    case Placeholder::ref_table:
        return std::string(parts.ref_table);
    case Placeholder::ref_table_singular:
        return in_singular(parts.ref_table);
    case Placeholder::ref_columns:
        return joined(parts.ref_columns);
    case Placeholder::ref_column:
        return parts.ref_columns.empty() ? std::string() : std::string(parts.ref_columns.front());
    case Placeholder::rule:
        return std::string(rule);
    case Placeholder::method:
        return std::string(parts.method);
    }
    return {};
}

/// What a name must consist of, one after the other.
struct Element {
    enum class Kind : std::uint8_t { literal, anything, columns };
    Kind kind = Kind::literal;
    std::string text = {};
};

void add_literal(std::vector<Element>& elements, Text text) {
    if (elements.empty() || elements.back().kind != Element::Kind::literal) elements.emplace_back();
    elements.back().text.append(text);
}

void add_exact_columns(std::vector<Element>& elements, const std::vector<NamedColumn>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool is_second_expression = i > 0 && columns[i].is_expression() && columns[i - 1].is_expression();
        if (is_second_expression) continue;
        if (i > 0) add_literal(elements, "_");
        if (columns[i].is_expression())
            elements.push_back({.kind = Element::Kind::anything});
        else
            add_literal(elements, columns[i].name);
    }
}

/// How many words from `first` on stand for the column at most: each begins one of its words, in order.
std::size_t words_for(const std::vector<Text>& part, std::size_t first, const std::vector<Text>& column) {
    std::size_t count = 0;
    for (const Text each : column)
        if (first + count < part.size() && each.starts_with(part[first + count])) ++count;
    return count;
}

/// Word by word: which counts of words can stand for the columns so far.
bool abbreviates(Text text, const std::vector<NamedColumn>& columns) {
    const std::vector<Text> part = words_of(text);
    if (part.empty()) return false;
    std::vector<bool> reached(part.size() + 1, false);
    reached[0] = true;
    for (const NamedColumn& column : columns) {
        if (column.is_expression()) return true;
        const std::vector<Text> wanted = words_of(column.name);
        std::vector<bool> next(part.size() + 1, false);
        for (std::size_t at = 0; at < part.size(); ++at) {
            if (!reached[at]) continue;
            const std::size_t most = words_for(part, at, wanted);
            for (std::size_t count = 1; count <= most; ++count) next[at + count] = true;
        }
        if (std::find(next.begin(), next.end(), true) == next.end()) return false;
        reached = std::move(next);
    }
    return reached.back();
}

/// Compares a name with elements; remembers what failed, so that no name costs more than its length by the elements.
class Comparison {
public:
    Comparison(Text name, const std::vector<Element>& elements, const std::vector<NamedColumn>& columns)
        : name_(name), elements_(elements), columns_(columns), failed_((name.size() + 1) * (elements.size() + 1)) {}

    bool matches(std::size_t element = 0, std::size_t at = 0) {
        if (element == elements_.size()) return at == name_.size();
        const std::size_t place = element * (name_.size() + 1) + at;
        if (failed_[place]) return false;
        const bool found = matches_here(element, at);
        failed_[place] = !found;
        return found;
    }

private:
    bool matches_here(std::size_t element, std::size_t at) {
        const Element& wanted = elements_[element];
        if (wanted.kind == Element::Kind::literal)
            return name_.substr(at).starts_with(wanted.text) && matches(element + 1, at + wanted.text.size());
        for (std::size_t end = name_.size(); end > at; --end) {
            if (!matches(element + 1, end)) continue;
            if (wanted.kind == Element::Kind::anything || abbreviates(name_.substr(at, end - at), columns_))
                return true;
        }
        return false;
    }

    const Text name_;
    const std::vector<Element>& elements_;
    const std::vector<NamedColumn>& columns_;
    std::vector<bool> failed_;
};

bool has_expression(const NameParts& parts) {
    return std::any_of(parts.columns.begin(), parts.columns.end(),
                       [](const NamedColumn& each) { return each.is_expression(); });
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
    const auto* const found = std::find(std::begin(words), std::end(words), word);
    if (found == std::end(words))
        throw NameTemplateError(std::string("holds {").append(word).append("}, which is no placeholder"));
    const auto placeholder = static_cast<Placeholder>(found - std::begin(words));
    if ((placeholder == Placeholder::columns || placeholder == Placeholder::rule) && uses(placeholder))
        throw NameTemplateError(std::string("holds {").append(word).append("} twice"));
    pieces_.push_back({.is_placeholder = true, .placeholder = placeholder});
}

bool NameTemplate::uses(Placeholder wanted) const {
    return std::any_of(pieces_.begin(), pieces_.end(),
                       [&](const Piece& each) { return each.is_placeholder && each.placeholder == wanted; });
}

std::string NameTemplate::expand(const NameParts& parts, Text rule) const {
    std::string name;
    for (const Piece& each : pieces_)
        name.append(each.is_placeholder ? text_for(each.placeholder, parts, rule) : each.text);
    return name;
}

/// As makeObjectName() does with its two names: the longer one of the first two placeholders gives way.
std::string NameTemplate::shortened_by_server(const NameParts& parts) const {
    std::vector<std::string> texts;
    std::vector<std::size_t> variable;
    std::size_t overhead = 0;
    for (const Piece& each : pieces_) {
        texts.push_back(each.is_placeholder ? text_for(each.placeholder, parts, {}) : each.text);
        if (each.is_placeholder && variable.size() < 2)
            variable.push_back(texts.size() - 1);
        else
            overhead += texts.back().size();
    }
    if (variable.empty()) return {};
    std::size_t first = texts[variable.front()].size();
    std::size_t second = variable.size() > 1 ? texts[variable[1]].size() : 0;
    while (first + second + overhead > longest_identifier && first + second > 0) {
        if (first > second)
            --first;
        else
            --second;
    }
    std::string& front = texts[variable.front()];
    front = cut_to(front, first);
    if (variable.size() > 1) texts[variable[1]] = std::string(cut_to(texts[variable[1]], second));
    std::string name;
    for (const std::string& each : texts) name.append(each);
    return name;
}

bool NameTemplate::fits_shortened(Text name, const NameParts& parts) const {
    if (uses(Placeholder::rule) || has_expression(parts)) {
        // Nobody knows the whole name: what stands before the free text must agree as far as a hash leaves it.
        const std::string whole = expand(parts, "x");
        constexpr std::size_t hash_size = 9;
        const std::string kept(cut_to(whole, longest_identifier - hash_size));
        return whole.size() > longest_identifier && name.size() + hash_size > longest_identifier &&
               name.starts_with(kept);
    }
    const std::string whole = expand(parts);
    if (whole.size() <= longest_identifier) return false;
    return name == fit_identifier(whole) || name == cut_to(whole, longest_identifier) ||
           name == shortened_by_server(parts);
}

bool NameTemplate::fits(Text name, const NameParts& parts, ColumnsMatch match) const {
    if (!may_fit(name)) return false;
    if (!uses(Placeholder::rule) && !has_expression(parts)) {
        const std::string whole = expand(parts);
        if (name == whole) return true;
        const bool is_certain = match == ColumnsMatch::exact || !uses(Placeholder::columns);
        if (is_certain) return whole.size() > longest_identifier && fits_shortened(name, parts);
    }
    std::vector<Element> elements;
    for (const Piece& each : pieces_) {
        if (!each.is_placeholder)
            add_literal(elements, each.text);
        else if (each.placeholder == Placeholder::rule)
            elements.push_back({.kind = Element::Kind::anything});
        else if (each.placeholder != Placeholder::columns)
            add_literal(elements, text_for(each.placeholder, parts, {}));
        else if (match == ColumnsMatch::exact)
            add_exact_columns(elements, parts.columns);
        else
            elements.push_back(
                {.kind = match == ColumnsMatch::free ? Element::Kind::anything : Element::Kind::columns});
    }
    return Comparison(name, elements, parts.columns).matches() || fits_shortened(name, parts);
}

Text without_number(Text name) {
    std::size_t digits = name.size();
    while (digits > 0 && name[digits - 1] >= '0' && name[digits - 1] <= '9') --digits;
    if (digits == name.size() || digits < 2 || name[digits - 1] != '_' || name[digits] == '0') return {};
    return name.substr(0, digits - 1);
}

}  // namespace conventions::core
