// Names that speak of money, as several rules understand them.

#include "core/rules/money_names.hpp"

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"

namespace conventions::core {

std::string spelled_words(Text name) {
    std::string words;
    for (const char each : snake_case(name)) {
        const bool ends_word = !words.empty() && words.back() != '_' && is_digit(each) != is_digit(words.back());
        if (ends_word && each != '_') words.push_back('_');
        words.push_back(each);
    }
    return words;
}

bool holds_money(const Context& in, Text name) {
    const std::string words = spelled_words(name);
    return in.value(money_names).matches(words, true) && !in.value(money_not_names).matches(words);
}

}  // namespace conventions::core
