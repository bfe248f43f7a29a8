// Looks up which exemption covers a finding.

#include "core/policy/exemption.hpp"

namespace conventions::core {
namespace {

constexpr Moment every_moment =
    Moment::before | Moment::rewrite | Moment::after | Moment::drop | Moment::commit | Moment::report | Moment::file;

Text next_word(Text& list) {
    const std::size_t comma = std::min(list.find(','), list.size());
    Text word = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    return word;
}

Moment moment_named(Text name) {
    for (const Moment each :
         {Moment::before, Moment::rewrite, Moment::after, Moment::drop, Moment::commit, Moment::report, Moment::file})
        if (name_of(each) == name) return each;
    return Moment::none;
}

/// Where the literal text up to the next asterisk ends.
std::size_t literal_end(Text pattern, bool& quoted) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '"') quoted = !quoted;
        if (pattern[i] == '*' && !quoted) return i;
    }
    return pattern.size();
}

}  // namespace

bool Exemption::is_pattern() const { return is_object_pattern(object); }

bool is_object_pattern(Text object) {
    bool quoted = false;
    return literal_end(object, quoted) < object.size();
}

bool matches_object(Text pattern, Text identity) {
    bool quoted = false;
    std::size_t end = literal_end(pattern, quoted);
    if (!identity.starts_with(pattern.substr(0, end))) return false;
    if (end == pattern.size()) return identity.size() == end;
    identity.remove_prefix(end);
    pattern.remove_prefix(end + 1);
    // The pieces between asterisks, each at its first place; the last one must end the name.
    for (end = literal_end(pattern, quoted); end < pattern.size(); end = literal_end(pattern, quoted)) {
        const std::size_t found = identity.find(pattern.substr(0, end));
        if (found == Text::npos) return false;
        identity.remove_prefix(found + end);
        pattern.remove_prefix(end + 1);
    }
    return identity.ends_with(pattern);
}

Moment moments_named(Text list) {
    Moment all = Moment::none;
    if (list.empty()) return every_moment;
    while (!list.empty()) {
        const Moment moment = moment_named(next_word(list));
        if (moment == Moment::none) return Moment::none;
        all = all | moment;
    }
    return all;
}

void Exemptions::add(const ExemptionRow& row, std::vector<std::string>& problems) {
    const std::string subject = "exemption " + std::to_string(row.id);
    if (row.rule != "*" && find_rule(row.rule) == nullptr) {
        problems.push_back(subject + ": rule \"" + std::string(row.rule) + "\" does not exist");
        return;
    }
    const Moment moments = moments_named(row.moments);
    if (moments == Moment::none) {
        problems.push_back(subject + ": moments \"" + std::string(row.moments) + "\" do not exist");
        return;
    }
    all_.push_back({.id = row.id,
                    .rule = std::string(row.rule),
                    .object = std::string(row.object),
                    .reason = std::string(row.reason),
                    .until_text = std::string(row.until_text),
                    .until = row.until,
                    .moments = moments});
    if (all_.back().is_pattern())
        patterns_.push_back(all_.size() - 1);
    else
        by_object_.emplace(all_.back().object, all_.size() - 1);
}

const Exemption* Exemptions::find(Text rule, const ObjectNames& names, Moment moment) const {
    const Exemption* best = nullptr;
    const auto consider = [&](const Exemption& each) {
        if ((each.rule != "*" && each.rule != rule) || !has(each.moments, moment)) return;
        if (best == nullptr || each.until > best->until) best = &each;
    };
    const auto look_up = [&](Text object) {
        const auto [first, last] = by_object_.equal_range(std::string(object));
        for (auto each = first; each != last; ++each) consider(all_[each->second]);
    };
    if (!by_object_.empty()) {
        look_up(names.identity);
        if (names.relation != names.identity) look_up(names.relation);
    }
    for (const std::size_t at : patterns_)
        if (matches_object(all_[at].object, names.identity)) consider(all_[at]);
    return best;
}

}  // namespace conventions::core
