// What a check reports, and the collector that it reports to.

#pragma once

#include <string>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

struct Rule;
enum class Severity : std::uint8_t;

enum class ObjectClass : std::uint8_t {
    relation,
    column,
    constraint,
    index,
    type,
    statement,
    trigger,
    policy,
    label,
};

/// The object of a finding: the relation itself, or an entry of one of its arrays.
struct ObjectAt {
    ObjectClass kind = ObjectClass::relation;
    std::size_t at = 0;

    static constexpr ObjectAt relation() { return {}; }
    static constexpr ObjectAt column(std::size_t at) { return {ObjectClass::column, at}; }
    static constexpr ObjectAt constraint(std::size_t at) { return {ObjectClass::constraint, at}; }
    static constexpr ObjectAt index(std::size_t at) { return {ObjectClass::index, at}; }
    static constexpr ObjectAt trigger(std::size_t at) { return {ObjectClass::trigger, at}; }
    static constexpr ObjectAt policy(std::size_t at) { return {ObjectClass::policy, at}; }
    static constexpr ObjectAt type() { return {ObjectClass::type, 0}; }
    /// Of an enum: it goes by the identity of its type, so that its finding needs a `part`.
    static constexpr ObjectAt label(std::size_t at) { return {ObjectClass::label, at}; }
    /// A statement rule: `at` numbers the target (Statement::targets) that is judged.
    static constexpr ObjectAt statement(std::size_t at) { return {ObjectClass::statement, at}; }
};

/// Another index that a finding is about: the one that stays in place of its object, or the one that comes nearest to
/// what is lacking.
struct Neighbour {
    ObjectId oid = 0;
    Text schema = {};
    Text name = {};
    /// Why it stays, or does not serve: a whole sentence. Without an index: why none can.
    std::string why = {};
};

/// What a check says. The engine adds rule, identity, severity, and puts the subject before `says`:
/// table "public.orders" <says> (primary_key).
struct Finding {
    ObjectAt object;
    /// Starts with a verb, no full stop: "has no primary key".
    std::string says;
    /// Tells several findings of one rule at one object apart (lacking column, stem, keeper); part of the identity.
    std::string part = {};
    /// More for DETAIL, whole sentences; empty for none.
    std::string detail = {};
    /// The column that a statement rule is about, or that a table lacks; empty for none.
    std::string column = {};
    /// A cap on the severity, beyond that of the policy.
    Severity at_most = static_cast<Severity>(3);
    /// The definition of this index is the undo of the fix; 0 for none.
    ObjectId undo_index = 0;
    /// In autocommit it waits, though those of its rule do not: a later statement may well mend it.
    bool waits = false;
    /// Another relation without which there would be no finding; 0 for none.
    ObjectId related = 0;
    /// The first column of the index that is lacking; 0 where that is not it.
    AttributeNumber index_begins_with = 0;
    Neighbour neighbour = {};
    /// Places in Relation::columns that a finding at another object is about; for silences.
    std::vector<std::size_t> columns = {};
};

class Findings {
public:
    void add(Finding finding) { found_.push_back(std::move(finding)); }

    /// The pieces, joined.
    template <class... Pieces>
    static std::string text(const Pieces&... pieces) {
        std::string joined;
        (joined.append(std::string_view(pieces)), ...);
        return joined;
    }

    const std::vector<Finding>& all() const { return found_; }
    std::vector<Finding>& all() { return found_; }

private:
    std::vector<Finding> found_;
};

}  // namespace conventions::core
