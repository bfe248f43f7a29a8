// Columns whose names say that they hold one of a few words: status, order_state, ...

#include "core/rules/enum_like_name.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/policy/value.hpp"

namespace conventions::core {
namespace {

/// What stands before the last word, "order_" of order_status and "order" of orderStatus; nothing where the name does
/// not end in that word.
bool ends_in_word(Text name, Text word, Text& before) {
    if (name.size() < word.size() || word.empty()) return false;
    before = name.substr(0, name.size() - word.size());
    const Text last = name.substr(before.size());
    if (!is_same_word(last, word)) return false;
    if (before.empty() || before.back() == '_') return true;
    return is_upper(last.front()) && !is_upper(before.back());
}

bool is_made_by_others(Text before) {
    if (before.ends_with('_')) before.remove_suffix(1);
    constexpr Text others[] = {"content", "mime", "media"};
    return std::any_of(std::begin(others), std::end(others), [&](Text each) {
        Text rest;
        return ends_in_word(before, each, rest);
    });
}

/// Another column has the same beginning, and then that word.
bool has_beside(const Relation& table, Text before, Text word) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& each) {
        return each.name.size() == before.size() + word.size() && each.name.starts_with(before) &&
               is_same_word(each.name.substr(before.size()), word);
    });
}

/// The state of an address.
bool is_part_of_address(const Relation& table, Text before) {
    return has_beside(table, before, "city") || has_beside(table, before, "country");
}

}  // namespace

bool has_enum_like_name(const Input& in, const Column& column) {
    const std::vector<std::string>& listed = in.value(enum_like_names).list();
    return std::any_of(listed.begin(), listed.end(), [&](Text word) {
        Text before;
        if (!ends_in_word(column.name, word, before)) return false;
        if (word == "state" && is_part_of_address(in.relation, before)) return false;
        if (word != "type" || before.empty()) return true;
        return !is_made_by_others(before) && !has_beside(in.relation, before, "id");
    });
}

}  // namespace conventions::core
