// Letters of ASCII, whatever the locale: all that keywords, rule ids and snake case are made of.

#pragma once

#include <algorithm>
#include <string>

#include "core/facts/basic.hpp"

namespace conventions::core {

constexpr bool is_upper(char each) { return each >= 'A' && each <= 'Z'; }
constexpr bool is_lower(char each) { return each >= 'a' && each <= 'z'; }
constexpr bool is_digit(char each) { return each >= '0' && each <= '9'; }

constexpr char upper(char each) { return is_lower(each) ? static_cast<char>(each - 'a' + 'A') : each; }
constexpr char lower(char each) { return is_upper(each) ? static_cast<char>(each - 'A' + 'a') : each; }

inline std::string lower(Text text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](char each) { return lower(each); });
    return made;
}

/// Equal but for the case of ASCII letters.
constexpr bool is_same_word(Text a, Text b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace conventions::core
