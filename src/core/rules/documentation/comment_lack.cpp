// What a comment lacks.

#include "core/rules/documentation/comment_lack.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/names.hpp"

namespace conventions::core {
namespace {

constexpr Text blanks = " \t\n\r\f\v";

Text trimmed(Text text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == Text::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// In UTF-8 the bytes that go on with a character do not count.
std::int64_t characters_in(const Server& server, Text text) {
    constexpr unsigned char mask = 0xC0;
    constexpr unsigned char goes_on = 0x80;
    return std::count_if(text.begin(), text.end(), [&](char each) {
        return !server.utf8 || (static_cast<unsigned char>(each) & mask) != goes_on;
    });
}

}  // namespace

std::string comment_lack(const Server& server, bool has_comment, Text comment, Text name, std::int64_t least) {
    if (!has_comment) return "has no comment";
    const Text words = trimmed(comment);
    if (words.empty()) return "has a blank comment";
    if (is_same_word(words, trimmed(name))) return "has a comment that only repeats its name";
    const std::int64_t length = characters_in(server, words);
    if (length >= least) return {};
    return Findings::text("has a comment of ", std::to_string(length), length == 1 ? " character" : " characters",
                          ", where ", std::to_string(least), " are asked for");
}

std::string comment_literal(bool has_comment, Text comment) {
    return has_comment ? literal(comment) : std::string("NULL");
}

}  // namespace conventions::core
