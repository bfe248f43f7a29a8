// Renames columns in SQL text, a token at a time.

#include "core/output/rename.hpp"

#include <algorithm>

#include "core/ascii.hpp"

namespace conventions::core {
namespace {

bool is_word_start(char each) {
    return is_lower(each) || is_upper(each) || each == '_' || static_cast<unsigned char>(each) >= 0x80;
}
bool is_word_character(char each) { return is_word_start(each) || is_digit(each) || each == '$'; }

constexpr Text types_of_words[] = {"timestamp", "time", "double", "character", "bit", "interval"};
constexpr Text words_of_types[] = {"with",  "without", "time", "zone",   "precision", "varying", "year",
                                   "month", "day",     "hour", "minute", "second",    "to"};

bool is_one_of(std::span<const Text> words, Text word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class Renamer {
public:
    Renamer(Text sql, std::span<const Renaming> renamings) : sql_(sql), renamings_(renamings) {}

    std::string run() {
        while (at_ < sql_.size()) {
            const char next = sql_[at_];
            if (next == '\'')
                copy_to(behind_quoted('\''));
            else if (next == '"')
                take_name(behind_quoted('"'));
            else if (is_word_start(next))
                take_name(behind_word());
            else if (is_digit(next))
                copy_to(behind_word());
            else
                take_symbol(next);
        }
        return std::move(made_);
    }

private:
    std::size_t behind_quoted(char quote) const {
        const bool escapes = quote == '\'' && !made_.empty() && made_.back() == 'E';
        for (std::size_t at = at_ + 1; at < sql_.size(); ++at) {
            if (escapes && sql_[at] == '\\') {
                ++at;
            } else if (sql_[at] == quote) {
                if (at + 1 >= sql_.size() || sql_[at + 1] != quote) return at + 1;
                ++at;
            }
        }
        return sql_.size();
    }

    std::size_t behind_word() const {
        std::size_t at = at_;
        while (at < sql_.size() && is_word_character(sql_[at])) ++at;
        return at;
    }

    Text next_symbol(std::size_t at) const {
        while (at < sql_.size() && sql_[at] == ' ') ++at;
        return sql_.substr(std::min(at, sql_.size()), 2);
    }

    void copy_to(std::size_t end) {
        made_.append(sql_.substr(at_, end - at_));
        at_ = end;
    }

    void take_symbol(char symbol) {
        if (symbol == ':' && next_symbol(at_) == "::") {
            type_follows_ = true;
            copy_to(at_ + 2);
            return;
        }
        // timestamp(3) without time zone: what ends a type is anything but its modifier.
        if (symbol != ' ' && symbol != '(' && symbol != ')') type_goes_on_ = false;
        after_dot_ = symbol == '.';
        after_extract_ = symbol == '(' && last_word_ == "EXTRACT";
        if (symbol != ' ') last_word_ = {};
        copy_to(at_ + 1);
    }

    void take_name(std::size_t end) {
        const Text name = sql_.substr(at_, end - at_);
        const Text next = next_symbol(end);
        const bool names_no_column = after_dot_ || after_extract_ || last_word_ == "COLLATE" ||
                                     is_of_type(name, next) || next.starts_with('(') || next.starts_with('.') ||
                                     next == "=>";
        after_dot_ = after_extract_ = false;
        last_word_ = name;
        at_ = end;
        const auto found =
            std::find_if(renamings_.begin(), renamings_.end(), [&](const Renaming& each) { return each.from == name; });
        made_.append(names_no_column || found == renamings_.end() ? name : Text(found->to));
    }

    bool is_of_type(Text name, Text next) {
        if (type_follows_) {
            // schema.type: the type is still to come.
            type_follows_ = next.starts_with('.');
            type_goes_on_ = is_one_of(types_of_words, name);
            return true;
        }
        type_goes_on_ = type_goes_on_ && is_one_of(words_of_types, name);
        return type_goes_on_;
    }

    Text sql_;
    std::span<const Renaming> renamings_;
    std::string made_;
    std::size_t at_ = 0;
    Text last_word_;
    bool after_dot_ = false;
    bool after_extract_ = false;
    bool type_follows_ = false;
    bool type_goes_on_ = false;
};

}  // namespace

std::string renamed(Text sql, std::span<const Renaming> renamings) {
    if (renamings.empty()) return std::string(sql);
    return Renamer(sql, renamings).run();
}

}  // namespace conventions::core
