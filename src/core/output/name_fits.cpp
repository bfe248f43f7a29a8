// Compares names with templates.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/name_template.hpp"
#include "core/output/names.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

/// What a name must consist of, one after the other.
struct Element {
    enum class Kind : std::uint8_t { literal, anything, columns, hash, beginning };
    Kind kind = Kind::literal;
    std::string text = {};     // of columns: what joins them
    std::size_t at_least = 0;  // of a beginning: bytes
};

void add_literal(std::vector<Element>& elements, Text text) {
    if (elements.empty() || elements.back().kind != Element::Kind::literal) elements.emplace_back();
    elements.back().text.append(text);
}

void add_exact_columns(std::vector<Element>& elements, const std::vector<NamedColumn>& columns, Text joiner) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool is_second_expression = i > 0 && columns[i].is_expression() && columns[i - 1].is_expression();
        if (is_second_expression) continue;
        if (i > 0) add_literal(elements, joiner);
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

/// "a_and_b" -> "a_b", where the columns are joined by "_and_".
std::string plainly_joined(Text text, Text joiner) {
    std::string plain(text);
    for (std::size_t at = plain.find(joiner); at != std::string::npos; at = plain.find(joiner, at + 1))
        plain.replace(at, joiner.size(), "_");
    return plain;
}

bool is_hex(char each) { return is_digit(each) || (each >= 'a' && each <= 'f'); }

/// Hex digits at the end of the text.
std::size_t hex_digits_behind(Text text) {
    std::size_t count = 0;
    while (count < text.size() && is_hex(text[text.size() - 1 - count])) ++count;
    return count;
}

// Django has 6 digits for an index of Meta.indexes and 8 for all else, Rails 10.
constexpr std::size_t shortest_hash = 6;
constexpr std::size_t longest_hash = 10;

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
        const Text rest = name_.substr(at);
        switch (wanted.kind) {
        case Element::Kind::literal:
            return rest.starts_with(wanted.text) && matches(element + 1, at + wanted.text.size());
        case Element::Kind::hash:
            return goes_on_behind_hash(element, at);
        case Element::Kind::beginning:
            return goes_on_behind_beginning(element, at);
        default:
            break;
        }
        for (std::size_t end = name_.size(); end > at; --end) {
            if (!matches(element + 1, end)) continue;
            if (wanted.kind == Element::Kind::anything ||
                abbreviates(plainly_joined(name_.substr(at, end - at), wanted.text), columns_))
                return true;
        }
        return false;
    }

    bool goes_on_behind_hash(std::size_t element, std::size_t at) {
        std::size_t size = 0;
        while (at + size < name_.size() && size < longest_hash && is_hex(name_[at + size])) ++size;
        for (; size >= shortest_hash; --size)
            if (matches(element + 1, at + size)) return true;
        return false;
    }

    bool goes_on_behind_beginning(std::size_t element, std::size_t at) {
        const Element& wanted = elements_[element];
        const Text rest = name_.substr(at);
        std::size_t size = 0;
        while (size < rest.size() && size < wanted.text.size() && rest[size] == wanted.text[size]) ++size;
        for (++size; size-- > std::min(wanted.at_least, wanted.text.size());)
            if (matches(element + 1, at + size)) return true;
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

/// As makeObjectName() does with its two names: the longer one of the first two placeholders gives way.
std::string NameTemplate::shortened_by_server(const NameParts& parts) const {
    std::vector<std::string> texts;
    std::vector<std::size_t> variable;
    std::size_t overhead = 0;
    for (const Piece& each : pieces_) {
        texts.push_back(text_of(each, parts, {}));
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

/// Prisma keeps the end of the template, SQLAlchemy and Rails put a hash behind what they cut, Django cuts each part.
bool NameTemplate::fits_cut_by_tool(Text name, const NameParts& parts) const {
    // SQLAlchemy: 60 bytes with 4 digits; Rails: 62 with 10.
    constexpr std::size_t shortest_cut = 58;
    constexpr std::size_t fewest_digits = 4;
    // Django leaves as much of table and columns as half of what the hash and 13 bytes behind it do not need.
    constexpr std::size_t least_left = 20;

    const std::string whole = expand(parts);
    const Piece& last = pieces_.back();
    if (!last.is_placeholder && last.text.size() < longest_identifier) {
        const Text head = Text(whole).substr(0, whole.size() - last.text.size());
        if (name == std::string(cut_to(head, longest_identifier - last.text.size())).append(last.text)) return true;
    }
    const std::size_t digits = std::min(hex_digits_behind(name), longest_hash);
    if (name.size() >= shortest_cut && name.size() <= longest_identifier)
        for (std::size_t count = fewest_digits; count <= digits; ++count) {
            const Text kept = name.substr(0, name.size() - count);
            if (kept.ends_with('_') && Text(whole).starts_with(kept.substr(0, kept.size() - 1))) return true;
        }
    if (!uses(Placeholder::hash)) return false;
    std::vector<Element> elements;
    bool is_behind = false;
    for (const Piece& each : pieces_) {
        if (each.is_placeholder && each.placeholder == Placeholder::hash) {
            elements.push_back({.kind = Element::Kind::hash});
            elements.push_back({.kind = Element::Kind::beginning});
            is_behind = true;
        } else if (is_behind) {
            elements.back().text.append(text_of(each, parts, {}));
        } else if (each.is_placeholder) {
            elements.push_back(
                {.kind = Element::Kind::beginning, .text = text_of(each, parts, {}), .at_least = least_left});
        } else {
            add_literal(elements, each.text);
        }
    }
    return Comparison(name, elements, parts.columns).matches();
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
           name == shortened_by_server(parts) || fits_cut_by_tool(name, parts);
}

bool NameTemplate::fits(Text name, const NameParts& parts, ColumnsMatch match) const {
    if (!may_fit(name)) return false;
    if (!uses(Placeholder::rule) && !uses(Placeholder::hash) && !has_expression(parts)) {
        const std::string whole = expand(parts);
        if (name == whole) return true;
        const bool is_certain = match == ColumnsMatch::exact || !uses(Placeholder::columns);
        if (is_certain) return whole.size() > longest_identifier && fits_shortened(name, parts);
    }
    std::vector<Element> elements;
    for (const Piece& each : pieces_) {
        const bool is_first = each.is_placeholder && each.placeholder == Placeholder::first_column;
        if (each.is_placeholder && each.placeholder == Placeholder::hash)
            elements.push_back({.kind = Element::Kind::hash});
        else if (each.is_placeholder && each.placeholder == Placeholder::rule)
            elements.push_back({.kind = Element::Kind::anything});
        else if (is_first && !parts.columns.empty() && parts.columns.front().is_expression())
            elements.push_back({.kind = Element::Kind::anything});
        else if (!each.is_placeholder || each.placeholder != Placeholder::columns)
            add_literal(elements, text_of(each, parts, {}));
        else if (match == ColumnsMatch::exact)
            add_exact_columns(elements, parts.columns, each.text);
        else
            elements.push_back({.kind = match == ColumnsMatch::free ? Element::Kind::anything : Element::Kind::columns,
                                .text = each.text});
    }
    return Comparison(name, elements, parts.columns).matches() || fits_shortened(name, parts);
}

}  // namespace conventions::core
