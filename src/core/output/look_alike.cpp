// Folds names to what they look like.

#include "core/output/look_alike.hpp"

#include "core/ascii.hpp"

namespace conventions::core {
namespace {

struct LookAlike {
    Text letter;
    char latin;
};
// Letters of Cyrillic and Greek that most typefaces draw as a Latin one, in UTF-8.
constexpr LookAlike look_alikes[] = {
    {"\u0430", 'a'}, {"\u0410", 'a'}, {"\u0391", 'a'}, {"\u03b1", 'a'}, {"\u0412", 'b'}, {"\u0392", 'b'},
    {"\u0441", 'c'}, {"\u0421", 'c'}, {"\u0501", 'd'}, {"\u0435", 'e'}, {"\u0415", 'e'}, {"\u0395", 'e'},
    {"\u041d", 'h'}, {"\u0397", 'h'}, {"\u04bb", 'h'}, {"\u0456", 'i'}, {"\u0406", 'i'}, {"\u0399", 'i'},
    {"\u03b9", 'i'}, {"\u0458", 'j'}, {"\u0408", 'j'}, {"\u041a", 'k'}, {"\u043a", 'k'}, {"\u039a", 'k'},
    {"\u03ba", 'k'}, {"\u04cf", 'l'}, {"\u041c", 'm'}, {"\u039c", 'm'}, {"\u039d", 'n'}, {"\u043e", 'o'},
    {"\u041e", 'o'}, {"\u039f", 'o'}, {"\u03bf", 'o'}, {"\u0440", 'p'}, {"\u0420", 'p'}, {"\u03a1", 'p'},
    {"\u03c1", 'p'}, {"\u0455", 's'}, {"\u0405", 's'}, {"\u0422", 't'}, {"\u03a4", 't'}, {"\u03bd", 'v'},
    {"\u0445", 'x'}, {"\u0425", 'x'}, {"\u03a7", 'x'}, {"\u0443", 'y'}, {"\u04ae", 'y'}, {"\u03a5", 'y'},
    {"\u0396", 'z'},
};

constexpr bool is_lead(char each) { return (static_cast<unsigned char>(each) & 0xc0U) == 0xc0U; }
/// The letters of Greek and Cyrillic take two bytes that begin so.
constexpr bool is_greek_or_cyrillic(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xcdU && byte <= 0xd4U;
}

char latin_of(Text letter) {
    for (const LookAlike& each : look_alikes)
        if (each.letter == letter) return each.latin;
    return '\0';
}

char folded(char each) {
    if (each == '0') return 'o';
    if (each == '1') return 'l';
    return lower(each);
}

std::string shape_of(Text name, bool capital_i_is_l) {
    std::string shape;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char each = name[i];
        if (each == '_') {
            const bool between_digits = i > 0 && i + 1 < name.size() && is_digit(name[i - 1]) && is_digit(name[i + 1]);
            if (between_digits) shape.push_back(each);
            continue;
        }
        const char latin = is_lead(each) && i + 1 < name.size() ? latin_of(name.substr(i, 2)) : '\0';
        if (latin != '\0') {
            shape.push_back(latin);
            ++i;
            continue;
        }
        shape.push_back(capital_i_is_l && each == 'I' ? 'l' : folded(each));
    }
    return shape;
}

/// All that is taken for an l, a capital I among them, is one here.
constexpr char coarsely_folded(char each) {
    if (each == '0') return 'o';
    if (each == '1' || each == 'i' || each == 'I') return 'l';
    return lower(each);
}

}  // namespace

std::uint64_t look_number(Text name) {
    // FNV-1a.
    std::uint64_t number = 0xcbf29ce484222325U;
    for (const char each : name) {
        if (static_cast<unsigned char>(each) >= 0x80U) return 0;
        if (each == '_') continue;
        number = (number ^ static_cast<unsigned char>(coarsely_folded(each))) * 0x100000001b3U;
    }
    return number == 0 ? 1 : number;
}

std::array<std::string, 2> shapes_of(Text name) { return {shape_of(name, false), shape_of(name, true)}; }

Text mixed_word(Text name) {
    std::size_t begin = 0;
    while (begin < name.size()) {
        std::size_t end = begin;
        bool latin = false;
        bool other = false;
        for (; end < name.size() && name[end] != '_' && name[end] != ' '; ++end) {
            latin = latin || is_lower(name[end]) || is_upper(name[end]);
            other = other || is_greek_or_cyrillic(name[end]);
        }
        if (latin && other) return name.substr(begin, end - begin);
        begin = end + 1;
    }
    return {};
}

}  // namespace conventions::core
