// Names that do not exist yet: proposals in snake case, and names of a length that the server keeps.

#include <algorithm>
#include <cstdio>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/ascii.hpp"
#include "core/output/names.hpp"

namespace conventions::core {
namespace {

bool is_beyond_ascii(char each) { return static_cast<unsigned char>(each) >= 0x80; }
bool is_word_character(char each) {
    return is_upper(each) || is_lower(each) || is_digit(each) || is_beyond_ascii(each);
}

/// The s of a plural acronym: the last letter of "userIDs".
bool is_plural_of_acronym(Text name, std::size_t at) {
    return name[at] == 's' && (at + 1 == name.size() || (!is_lower(name[at + 1]) && !is_beyond_ascii(name[at + 1])));
}

/// An upper-case letter begins a word after anything else, and at the end of an acronym: HTTP|Server.
bool begins_word(Text name, std::size_t at) {
    if (at == 0 || !is_upper(name[at])) return false;
    if (!is_upper(name[at - 1])) return true;
    return at + 1 < name.size() && is_lower(name[at + 1]) && !is_plural_of_acronym(name, at + 1);
}

bool is_inside_character(char each) { return (static_cast<unsigned char>(each) & 0xC0) == 0x80; }

/// The longest prefix of at most `size` bytes that cuts no UTF-8 character.
std::size_t boundary_before(Text name, std::size_t size) {
    constexpr std::size_t longest_character = 4;
    if (size >= name.size()) return name.size();
    for (std::size_t cut = size; cut > 0 && size - cut < longest_character; --cut)
        if (!is_inside_character(name[cut])) return cut;
    return size;
}

}  // namespace

std::string snake_case(Text name) {
    std::string words;
    bool separated = false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (!is_word_character(name[at])) {
            separated = true;
            continue;
        }
        if (!words.empty() && (separated || begins_word(name, at))) words.push_back('_');
        separated = false;
        words.push_back(lower(name[at]));
    }
    if (words.empty()) return "unnamed";
    if (is_digit(words.front())) words.insert(0, "n_");
    return words;
}

Text cut_to(Text name, std::size_t size) { return name.substr(0, boundary_before(name, size)); }

std::string hash_of(Text text) {
    char hash[9];
    std::snprintf(hash, sizeof hash, "%08x", static_cast<unsigned>(XXH3_64bits(text.data(), text.size())));
    return hash;
}

std::string fit_identifier(const std::string& name) {
    if (name.size() <= longest_identifier) return name;
    const std::string hash = hash_of(name);
    const std::size_t room = longest_identifier - hash.size() - 1;
    std::string shortened = name.substr(0, boundary_before(name, room));
    while (shortened.ends_with('_')) shortened.pop_back();
    return shortened.append("_").append(hash);
}

std::string server_made_name(Text table, Text addition, Text label) {
    const std::size_t overhead = (addition.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
    std::size_t table_size = table.size();
    std::size_t addition_size = addition.size();
    // As makeObjectName() does: a byte at a time, from the longer one.
    while (table_size + addition_size + overhead > longest_identifier) {
        if (table_size > addition_size)
            --table_size;
        else if (addition_size > 0)
            --addition_size;
        else
            break;
    }
    std::string name(table.substr(0, boundary_before(table, table_size)));
    if (!addition.empty()) name.append("_").append(addition.substr(0, boundary_before(addition, addition_size)));
    if (!label.empty()) name.append("_").append(label);
    return name;
}

bool may_look_server_made(Text name, Text table, Text label) {
    // At least so much of the table's name is left in every name that the server makes.
    constexpr std::size_t always_kept = 16;
    const auto without_digits = [](Text text) {
        while (!text.empty() && is_digit(text.back())) text.remove_suffix(1);
        return text;
    };
    return name.starts_with(table.substr(0, always_kept)) && without_digits(name).ends_with(without_digits(label));
}

bool looks_server_made(Text name, Text table, Text addition, Text label) {
    if (!may_look_server_made(name, table, label)) return false;
    if (name == server_made_name(table, addition, label)) return true;
    std::size_t digits = name.size();
    while (digits > 0 && is_digit(name[digits - 1])) --digits;
    // The label may end in digits itself, so each split counts.
    for (std::size_t at = digits; at < name.size(); ++at)
        if (name[at] != '0' && name == server_made_name(table, addition, std::string(label).append(name.substr(at))))
            return true;
    return false;
}

std::string server_made_addition(const std::vector<Text>& columns) {
    std::string addition;
    for (const Text column : columns) {
        if (!addition.empty()) addition.push_back('_');
        addition.append(column.substr(0, longest_identifier));
        if (addition.size() > longest_identifier) break;
    }
    return addition;
}

}  // namespace conventions::core
