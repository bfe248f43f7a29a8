// Splits names and tells singular from plural.

#include "core/words.hpp"

#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "core/words_table.hpp"

namespace conventions::core {
namespace {

bool is_beyond_ascii(char each) { return static_cast<unsigned char>(each) >= 0x80; }
/// Letters outside ASCII count as lower-case ones.
bool is_small(char each) { return is_lower(each) || is_beyond_ascii(each); }
bool is_part_of_word(char each) { return is_upper(each) || is_small(each) || is_digit(each); }

/// The s of a plural acronym: the last letter of "userIDs".
bool is_plural_of_acronym(Text name, std::size_t at) {
    return name[at] == 's' && (at + 1 == name.size() || !is_small(name[at + 1]));
}

bool begins_word(Text name, std::size_t at) {
    const char before = name[at - 1];
    if (is_digit(before) != is_digit(name[at])) return true;
    if (!is_upper(name[at])) return false;
    if (!is_upper(before)) return true;
    return at + 1 < name.size() && is_small(name[at + 1]) && !is_plural_of_acronym(name, at + 1);
}

constexpr std::size_t count_of(Text list) {
    std::size_t count = 1;
    for (const char each : list) count += each == ' ' ? 1 : 0;
    return count;
}

template <std::size_t count>
constexpr std::array<Text, count> split(Text list) {
    std::array<Text, count> words;
    std::size_t at = 0;
    for (Text& word : words) {
        std::size_t end = at;
        while (end < list.size() && list[end] != ' ') ++end;
        word = list.substr(at, end - at);
        at = end + 1;
    }
    return words;
}

constexpr auto nouns = split<count_of(known_nouns)>(known_nouns);
constexpr auto irregulars = split<count_of(irregular_nouns)>(irregular_nouns);
constexpr auto without_plural = split<count_of(no_plurals)>(no_plurals);
constexpr auto numberless = split<count_of(uncountables)>(uncountables);

template <std::size_t count>
bool holds(const std::array<Text, count>& sorted, Text word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

/// The partner of an irregular word: its plural, or with `from_plural` its singular; empty for others.
Text irregular_partner(Text word, bool from_plural) {
    for (const Text pair : irregulars) {
        const std::size_t colon = pair.find(':');
        const Text one = pair.substr(0, colon);
        const Text many = pair.substr(colon + 1);
        if ((from_plural ? many : one) == word) return from_plural ? one : many;
    }
    return {};
}

/// `word` (in lower case) as `like` is written: ORDER, Order or order.
std::string in_case_of(Text like, std::string word) {
    const auto raise = [](char& each) { each = upper(each); };
    const bool is_all_upper = like.size() > 1 && std::all_of(like.begin(), like.end(), is_upper);
    if (is_all_upper)
        std::for_each(word.begin(), word.end(), raise);
    else if (is_upper(like.front()))
        raise(word.front());
    return word;
}

bool is_vowel(char each) { return Text("aeiou").find(each) != Text::npos; }

std::string regular_plural(Text word) {
    const auto with = [](Text stem, Text ending) { return std::string(stem).append(ending); };
    const std::size_t last = word.size() - 1;
    if (word.ends_with('y') && !is_vowel(word[last - 1])) return with(word.substr(0, last), "ies");
    for (const Text hiss : {"s", "x", "z", "ch", "sh"})
        if (word.ends_with(hiss)) return with(word, "es");
    for (const Text with_es : {"echo", "hero", "potato", "tomato", "veto"})
        if (word == with_es) return with(word, "es");
    return with(word, "s");
}

/// The noun of the table whose plural it is, else empty.
std::string known_singular(Text word) {
    if (!word.ends_with('s')) return {};
    const Text stem = word.substr(0, word.size() - 1);
    std::string candidates[] = {std::string(stem), {}, {}};
    if (stem.ends_with('e')) candidates[1] = stem.substr(0, stem.size() - 1);
    if (stem.ends_with("ie")) candidates[2] = std::string(stem.substr(0, stem.size() - 2)).append("y");
    for (const std::string& each : candidates)
        if (!each.empty() && holds(nouns, each) && regular_plural(each) == word) return each;
    // Nouns that are no entry of their own because they have no number in a name.
    for (const Text each : {"address", "status"})
        if (word == regular_plural(each)) return std::string(each);
    return {};
}

/// A word of which no table knows has the form of a plural, and of nothing else.
bool has_form_of_plural(Text word) {
    constexpr std::size_t shortest = 5;
    if (word.size() < shortest || !word.ends_with('s')) return false;
    const Text stem = word.substr(0, word.size() - 1);
    for (const Text ending : {"s", "u", "i", "a", "o", "ic", "way", "ward"})
        if (stem.ends_with(ending)) return false;
    return std::any_of(stem.begin(), stem.end(), [](char each) { return is_vowel(each) || each == 'y'; });
}

/// Empty where more than one form could be meant: "ches" of -ch or -che, "ves" of -f or -ve ...
std::string singular_by_form(Text word) {
    const auto without = [&](std::size_t count) { return word.substr(0, word.size() - count); };
    constexpr std::size_t shortest_stem = 2;
    if (word.ends_with("ies"))
        return word.size() > 3 + shortest_stem ? std::string(without(3)).append("y") : std::string();
    for (const Text hissing : {"sses", "shes", "xes"})
        if (word.ends_with(hissing)) return std::string(without(2));
    for (const Text unclear : {"ches", "zes", "oes", "ves", "uses", "ises", "ases", "oses", "yses"})
        if (word.ends_with(unclear)) return {};
    return std::string(without(1));
}

std::string singular_of_lower(const std::string& word) {
    if (const Text partner = irregular_partner(word, true); !partner.empty()) return std::string(partner);
    if (std::string known = known_singular(word); !known.empty()) return known;
    return singular_by_form(word);
}

GrammaticalNumber number_of_lower(const std::string& word) {
    using enum GrammaticalNumber;
    if (holds(numberless, word)) return uncertain;
    if (holds(nouns, word) || !irregular_partner(word, false).empty()) return singular;
    if (!irregular_partner(word, true).empty() || !known_singular(word).empty()) return plural;
    if (holds(without_plural, word)) return uncertain;
    return has_form_of_plural(word) ? plural : uncertain;
}

bool is_plain_word(Text word) {
    return word.size() > 1 && std::all_of(word.begin(), word.end(),
                                          [](char each) { return is_upper(each) || (each >= 'a' && each <= 'z'); });
}

}  // namespace

std::vector<Text> words_of(Text name) {
    std::vector<Text> words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= name.size(); ++at) {
        const bool inside = at < name.size() && is_part_of_word(name[at]);
        if (inside && (at == begin || !begins_word(name, at))) continue;
        if (at > begin) words.push_back(name.substr(begin, at - begin));
        begin = inside ? at : at + 1;
    }
    return words;
}

GrammaticalNumber number_of(Text word) {
    return is_plain_word(word) ? number_of_lower(lower(word)) : GrammaticalNumber::uncertain;
}

std::string plural_of(Text word) {
    if (number_of(word) != GrammaticalNumber::singular) return {};
    const std::string small = lower(word);
    const Text partner = irregular_partner(small, false);
    return in_case_of(word, partner.empty() ? regular_plural(small) : std::string(partner));
}

std::string singular_of(Text word) {
    if (number_of(word) != GrammaticalNumber::plural) return {};
    std::string found = singular_of_lower(lower(word));
    return found.empty() ? found : in_case_of(word, std::move(found));
}

namespace {

std::string with_last_word(Text name, Text word, const std::string& other) {
    const auto at = static_cast<std::size_t>(word.data() - name.data());
    return std::string(name.substr(0, at)).append(other).append(name.substr(at + word.size()));
}

}  // namespace

std::string likely_plural(Text name) {
    const std::vector<Text> words = words_of(name);
    if (words.empty() || !is_plain_word(words.back())) return std::string(name).append("s");
    const std::string known = plural_of(words.back());
    return with_last_word(name, words.back(),
                          known.empty() ? in_case_of(words.back(), regular_plural(lower(words.back()))) : known);
}

std::string in_singular(Text name) {
    const std::vector<Text> words = words_of(name);
    const std::string singular = words.empty() ? std::string() : singular_of(words.back());
    return singular.empty() ? std::string(name) : with_last_word(name, words.back(), singular);
}

}  // namespace conventions::core
