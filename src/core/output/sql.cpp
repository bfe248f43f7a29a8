// Tells statements that run as they stand from templates.

#include "core/output/sql.hpp"

namespace conventions::core {
namespace {

/// Proposed names are placeholders, too.
bool begins_name(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_' ||
           static_cast<unsigned char>(each) >= 0x80;
}

/// The byte behind the closing quote, or the end.
std::size_t behind_quoted(const std::string& text, std::size_t at, bool backslash_escapes) {
    const char quote = text[at];
    for (++at; at < text.size(); ++at) {
        if (backslash_escapes && text[at] == '\\')
            ++at;
        else if (text[at] == quote)
            return at + 1;
    }
    return text.size();
}

/// The byte behind a <placeholder> that begins at `at`, or 0. An operator < has a blank or an operand on both sides.
std::size_t behind_placeholder(const std::string& text, std::size_t at) {
    if (text[at] != '<' || at + 1 >= text.size() || !begins_name(text[at + 1])) return 0;
    if (at > 0 && Text(" \n('").find(text[at - 1]) == Text::npos) return 0;
    const std::size_t end = text.find_first_of("<>'\"(),;=\n", at + 1);
    return end != std::string::npos && text[end] == '>' && text[end - 1] != ' ' ? end + 1 : 0;
}

}  // namespace

bool Sql::has_placeholder(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\'' || text[at] == '"') {
            const bool escapes = text[at] == '\'' && at > 0 && (text[at - 1] == 'E' || text[at - 1] == 'e');
            const std::size_t end = behind_quoted(text, at, escapes);
            // '<zone>': a literal that is nothing but a placeholder.
            if (text[at] == '\'' && end - at > 2 && behind_placeholder(text, at + 1) == end - 1) return true;
            at = end;
            continue;
        }
        if (behind_placeholder(text, at) != 0) return true;
        ++at;
    }
    return false;
}

}  // namespace conventions::core
