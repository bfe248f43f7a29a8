// Exemptions: what a rule does not reject, for whom the reason stands beside it, and until when.

#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/rules/rule.hpp"

namespace conventions::core {

/// A row of table exemption. Times are microseconds since 2000-01-01 UTC, as the server counts them.
struct ExemptionRow {
    std::int64_t id = 0;
    Text rule;     // an id, or * for every rule
    Text object;   // an identity, or a pattern: see matches_object()
    Text moments;  // comma-separated; empty for all
    Text reason;
    std::int64_t until = 0;
    Text until_text;  // as the user reads it
};

/// The names of what a finding is about.
struct ObjectNames {
    Text identity;
    /// Of the relation that it belongs to; empty for a type.
    Text relation;
};

struct Exemption {
    std::int64_t id = 0;
    std::string rule;
    std::string object;
    std::string reason;
    std::string until_text;
    std::int64_t until = 0;
    Moment moments = Moment::none;

    bool is_pattern() const;
};

/// An asterisk outside of double quotes stands for any characters, none too; the rest is an identity as identity_of()
/// writes it. Linear in the length of the name times the number of asterisks.
bool matches_object(Text pattern, Text identity);

/// Whether an object of an exemption has an asterisk that stands for something.
bool is_object_pattern(Text object);

/// All exemptions of a database; look-up does not depend on how many name their objects exactly.
class Exemptions {
public:
    /// Rows whose rule or moments this release does not know are left out and named in `problems`.
    void add(const ExemptionRow& row, std::vector<std::string>& problems);
    /// The exemption for a finding: the one that lasts longest. Null for none. An exemption of a relation holds for its
    /// columns, constraints and indexes as well.
    const Exemption* find(Text rule, const ObjectNames& names, Moment moment) const;
    bool empty() const { return all_.empty(); }

private:
    std::vector<Exemption> all_;
    std::unordered_multimap<std::string, std::size_t> by_object_;
    std::vector<std::size_t> patterns_;
};

/// The set in a comma-separated list of moments, all for an empty one; Moment::none where a word is none.
Moment moments_named(Text list);

/// Past its day an exemption still lets commands pass for so long, with a warning: 14 days in microseconds.
constexpr std::int64_t exemption_grace = 14LL * 24 * 60 * 60 * 1000000;

}  // namespace conventions::core
