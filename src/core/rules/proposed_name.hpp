// New names that a fix proposes.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/output/name_template.hpp"
#include "core/output/names.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

struct KeyCycles;  // foreign_keys/key_cycles.hpp

/// The names of relations, indexes and types of one catalog reading. Collected when first asked.
class TakenNames {
public:
    using Name = std::pair<Text, Text>;

    /// `is_whole`: the reading shows the whole database, so that nothing is missed.
    explicit TakenNames(const Catalog& catalog, bool is_whole = false) : catalog_(catalog), is_whole_(is_whole) {}
    bool has(Text schema, Text name) const;
    /// One more, which the reading does not show.
    void add(Text schema, Text name) { more_.emplace(schema, name); }
    /// Notes the new name of a relation, index or type. `purpose` says what it is for: the object that gets it, or what
    /// is made. Two fixes with one purpose share a name.
    void propose(Text schema, const std::string& name, const std::string& purpose) const {
        proposed_.emplace(Pair(schema, name), purpose);
    }
    /// The name has been proposed for another purpose.
    bool is_proposed_otherwise(Text schema, const std::string& name, const std::string& purpose) const {
        const auto found = proposed_.find(Pair(schema, name));
        return found != proposed_.end() && found->second != purpose;
    }
    using Pair = std::pair<std::string, std::string>;
    const std::map<Pair, std::string>& proposed() const { return proposed_; }

    /// The same for names that are free on their table.
    void propose_on(ObjectId table, const std::string& name, const std::string& purpose) const {
        proposed_on_.emplace(std::make_pair(table, name), purpose);
    }
    bool is_proposed_otherwise_on(ObjectId table, const std::string& name, const std::string& purpose) const {
        const auto found = proposed_on_.find(std::make_pair(table, name));
        return found != proposed_on_.end() && found->second != purpose;
    }

    /// The same for columns, new ones and such as get another name.
    void propose_column(ObjectId table, const std::string& name, const std::string& purpose) const {
        proposed_columns_.emplace(std::make_pair(table, name), purpose);
    }
    bool is_column_proposed_otherwise(ObjectId table, const std::string& name, const std::string& purpose) const {
        const auto found = proposed_columns_.find(std::make_pair(table, name));
        return found != proposed_columns_.end() && found->second != purpose;
    }

    /// The relation of that name in this reading, or null. What is not there is noted: who has read some relations
    /// alone can read it as well.
    const Relation* relation(Text schema, Text name) const;
    /// The relations of the schema whose primary key is one column of that name.
    Rows<const Relation*> with_key(Text schema, Text column) const;
    const std::vector<std::pair<std::string, std::string>>& missed() const { return missed_; }
    /// What the foreign keys of the reading lead round to; worked out when first asked, by the one who asks.
    std::shared_ptr<const KeyCycles>& cycles() const { return cycles_; }
    /// The relations of the schema whose names look alike (output/look_alike.hpp) in one of two ways, by what they look
    /// like; sorted by OID.
    Rows<const Relation*> looking_like(Text schema, const std::string& shape) const;

private:
    struct Hash {
        std::size_t operator()(const Name& name) const {
            constexpr std::size_t odd = 31;
            const std::hash<Text> hash;
            return hash(name.first) * odd + hash(name.second);
        }
    };
    void collect() const;

    const Catalog& catalog_;
    const bool is_whole_;
    std::unordered_set<Name, Hash> more_;
    mutable std::unordered_map<Name, const Relation*, Hash> relations_;
    mutable std::unordered_map<Name, std::vector<const Relation*>, Hash> keys_;
    mutable bool keys_collected_ = false;
    mutable std::map<std::pair<Text, std::string>, std::vector<const Relation*>> shapes_;
    mutable std::vector<std::pair<std::string, std::string>> missed_;
    mutable std::map<Pair, std::string> proposed_;
    mutable std::map<std::pair<ObjectId, std::string>, std::string> proposed_on_;
    mutable std::map<std::pair<ObjectId, std::string>, std::string> proposed_columns_;
    mutable std::unordered_set<Name, Hash> names_;
    mutable bool collected_ = false;
    mutable std::shared_ptr<const KeyCycles> cycles_;
};

/// `wanted`, or `wanted_2`, `wanted_3` ..., whichever no relation, index or type of the schema bears in this reading,
/// and no other fix proposes for another purpose (see TakenNames::propose). Shortened to an identifier of the server.
std::string free_name(const Context& in, Text schema, const std::string& wanted, const std::string& purpose);

/// No column of the table, or of one that inherits from it and gets the same, has that name, and no other fix gives it
/// to another one.
bool is_free_column(const Context& in, const Relation& table, const std::string& name, const std::string& purpose);
/// Some other fix gives that name to a column of the table, or of one that inherits from it.
bool is_promised_column(const Context& in, const Relation& table, const std::string& name, const std::string& purpose);
/// Notes the new name of a column for those that ask later.
void propose_column(const Context& in, const Relation& table, const std::string& name, const std::string& purpose);
/// `wanted`, or `wanted_2`, `wanted_3` ..., whichever is free; noted.
std::string free_column_name(const Context& in, const Relation& table, const std::string& wanted,
                             const std::string& purpose);

/// `wanted`, or `wanted_2`, `wanted_3` ..., for a trigger or policy: whichever none of `others` on this table bears,
/// and no other fix proposes there for another purpose.
template <class Named>
std::string free_name_among(const Context& in, ObjectId table, Rows<Named> others, const std::string& wanted,
                            const std::string& purpose) {
    const auto is_taken = [&](const std::string& name) {
        for (const Named& each : others)
            if (each.name == name) return true;
        return in.names != nullptr && in.names->is_proposed_otherwise_on(table, name, purpose);
    };
    std::string name = fit_identifier(wanted);
    for (int number = 2; is_taken(name); ++number) name = fit_identifier(wanted + "_" + std::to_string(number));
    if (in.names != nullptr) in.names->propose_on(table, name, purpose);
    return name;
}

/// Purposes: another name for what exists; a new index with this definition, " ON public.orders (customer_id)".
std::string renaming_of(ObjectId object);
std::string renaming_of(const Column& column);
std::string making_of(Text definition);

/// The name in the plural, in the case of its last letter: user -> users, PROCESS -> PROCESSES.
std::string plural(Text name);
/// The name with `ending`, in the case of its last letter.
std::string extended(Text name, Text ending);

/// The templates of a rule on names, which its fixes and those of other rules follow: as the policy has them, else as
/// they are from the start.
std::vector<NameTemplate> house_templates(const Context& in, Text rule);

/// The name of a new index, not yet shortened and perhaps taken: give it to free_name(). By the template of index_name
/// where the policy has that rule on, else idx_{table}_{columns}.
std::string new_index_name(const Context& in, Text schema, Text table, const std::vector<std::string>& columns);

}  // namespace conventions::core
