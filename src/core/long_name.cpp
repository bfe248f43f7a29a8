#include "core/long_name.hpp"

#include "core/ascii.hpp"

namespace conventions::core {
namespace {

/// A text that is read from left to right.
class Reader {
public:
    explicit Reader(Text text) : at_(text.data()), end_(text.data() + text.size()) {}

    bool done() const { return at_ == end_; }
    char here() const { return *at_; }
    char next() const { return end_ - at_ > 1 ? at_[1] : '\0'; }
    void skip(std::ptrdiff_t bytes = 1) { at_ += bytes; }
    const char* place() const { return at_; }

private:
    const char* at_;
    const char* end_;
};

bool is_name_byte(char each) {
    return is_upper(each) || is_lower(each) || is_digit(each) || each == '_' ||
           (static_cast<unsigned char>(each) & 0x80) != 0;
}

/// What may follow the first byte of a name.
bool goes_on(char each) { return is_name_byte(each) || each == '$'; }

/// Behind the closing quote, doubled ones being part of the name: its bytes between the quotes. Nothing where it does
/// not end.
bool skip_quoted(Reader& text, std::size_t& bytes) {
    text.skip();
    const char* const first = text.place();
    for (; !text.done(); text.skip()) {
        if (text.here() != '"') continue;
        if (text.next() != '"') {
            bytes = static_cast<std::size_t>(text.place() - first);
            text.skip();
            return true;
        }
        text.skip();
    }
    return false;
}

/// False where a backslash or the end of the text leaves open where it ends.
bool skip_literal(Reader& text) {
    text.skip();
    for (; !text.done(); text.skip()) {
        if (text.here() == '\\') return false;
        if (text.here() != '\'') continue;
        text.skip();
        return true;
    }
    return false;
}

void skip_line(Reader& text) {
    while (!text.done() && text.here() != '\n' && text.here() != '\r') text.skip();
}

/// They nest. False where it does not end.
bool skip_comment(Reader& text) {
    int depth = 0;
    while (!text.done()) {
        if (text.here() == '/' && text.next() == '*') {
            ++depth;
            text.skip(2);
        } else if (text.here() == '*' && text.next() == '/') {
            text.skip(2);
            if (--depth == 0) return true;
        } else {
            text.skip();
        }
    }
    return false;
}

/// Past one token, or one byte of what can be no part of a name. False: perhaps a long name.
bool pass(Reader& text, std::size_t most) {
    if (is_name_byte(text.here())) {
        const char* const first = text.place();
        while (!text.done() && goes_on(text.here())) text.skip();
        return static_cast<std::size_t>(text.place() - first) <= most;
    }
    switch (text.here()) {
    case '"': {
        std::size_t bytes = 0;
        return skip_quoted(text, bytes) && bytes <= most;
    }
    case '\'':
        return skip_literal(text);
    case '$':
        text.skip();
        return !text.done() && is_digit(text.here());
    case '-':
        if (text.next() != '-') break;
        skip_line(text);
        return true;
    case '/':
        if (text.next() == '*') return skip_comment(text);
        break;
    default:
        break;
    }
    text.skip();
    return true;
}

}  // namespace

bool may_hold_name_over(Text sql, std::size_t bytes) noexcept {
    if (sql.size() <= bytes) return false;
    Reader text(sql);
    while (!text.done())
        if (!pass(text, bytes)) return true;
    return false;
}

}  // namespace conventions::core
