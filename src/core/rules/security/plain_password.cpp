// Rule plain_password: a password is not kept as it was typed.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/rules/rule.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

constexpr Text passwords[] = {"password", "passwords", "passwd", "pwd", "passphrase", "passcode"};
/// Behind it they say nothing: password_plain, password2.
constexpr Text plainly[] = {"plain", "plaintext", "cleartext", "clear", "text"};
/// Before it they say that it is none any more: encrypted_password.
constexpr Text transformed[] = {"hashed", "hash",   "digest", "digested", "encrypted", "crypted",
                                "salted", "bcrypt", "scrypt", "argon",    "sha",       "md"};

template <std::size_t count>
bool is_one_of(const Text (&words)[count], Text wanted) {
    return std::any_of(std::begin(words), std::end(words), [&](Text word) { return is_same_word(word, wanted); });
}

bool is_number(Text word) { return std::all_of(word.begin(), word.end(), is_digit); }

/// Its last word that says something is the password, and no other one says what was done to it.
bool names_password(Text name) {
    std::vector<Text> words = words_of(name);
    while (!words.empty() && (is_number(words.back()) || is_one_of(plainly, words.back()))) words.pop_back();
    if (words.empty() || !is_one_of(passwords, words.back())) return false;
    return std::none_of(words.begin(), words.end(), [](Text word) { return is_one_of(transformed, word); });
}

/// What was typed is a text; a digest may be bytea, and a boolean says something about a password.
bool holds_text(const Column& column) { return column.scalar != nullptr && column.scalar->category == 'S'; }

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        if (column.inherited || !holds_text(column) || !names_password(column.name)) continue;
        out.add({.object = ObjectAt::column(i), .says = "looks like a password that is kept as it was typed"});
    }
}

}  // namespace

extern constinit const Rule plain_password = {
    .id = "plain_password",
    .family = Family::security,
    .summary = "a password is not kept as it was typed",
    .documentation =
        {
            .what = "Finds columns of texts that are named like a password: password, passwd, pwd, passphrase or "
                    "passcode as the last word of the name, in any spelling. Names that say what was done to it pass, "
                    "such as password_hash, password_digest and encrypted_password, and so does bytea.",
            .why = "Whoever once sees the table, a backup or a log of it can be each of its users, here and wherever "
                   "they use the same password. A column that holds a hash is used rightly only by those who know that "
                   "it does: its name tells them.",
            .bad = "CREATE TABLE accounts (id bigint PRIMARY KEY, password text NOT NULL);",
            .good = "CREATE TABLE accounts (id bigint PRIMARY KEY, password_hash text NOT NULL);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
