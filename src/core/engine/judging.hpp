// One run of the rules over one set of facts.

#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// A finding of the relation or statement that is being judged.
struct Fired {
    const Settings* settings;
    Finding finding;
    /// Its place in the rows of the reply; nowhere: it is exempt, and not said.
    std::size_t row;
};

class Judging {
public:
    Judging(const Policy& policy, const Task& task, Reply& reply);
    /// Throws Cancelled, std::bad_alloc, and whatever a rule throws.
    void run();
    /// The next so many relations of the whole catalog, after the last of them the types; whether more are left. Throws
    /// as run() does.
    bool run_next(std::size_t relations);

private:
    void begin();
    /// Gives the rows from `first` on their status, and takes out those of other rules than the one asked for.
    void settle(std::size_t first);
    void count();
    bool is_other(Text rule) const;
    void judge_range(Rows<Relation> relations);
    void judge_relations();
    void judge_relation(const Relation& relation);
    void judge_types();
    void judge_type(const Type& type);
    void judge_statement(const Statement& statement);
    const Settings& settings_in(const Settings& base, Text schema) const {
        return policy_.any_overrides() ? policy_.settings_for(*base.rule, schema, task_.caps.roles) : base;
    }
    bool is_silent(const Settings& settings) const { return settings.severity == Severity::off && !task_.as_facts; }
    /// Of its first target; statements over several schemas are judged by the first one's settings.
    Text schema_of(const Statement& statement) const;
    bool named_by_statement(const Relation& relation, const Finding& finding) const;
    void keep_fix(const Sql& sql, FindingRow& row);
    bool judges(const Settings& settings, const Relation& relation) const;

    // silence.cpp
    /// What `only` says among all rules depends on that one; false where `only` is not judged at all.
    bool has_to_do(const Settings* settings, const Rule* only) const;
    /// Takes the rows out that another rule speaks for; `relation` is null for a statement and for a type.
    void silence(const Relation* relation, Text schema);
    /// Where in fired_ the findings of that rule are that have the same cause.
    std::vector<std::size_t> speakers_of(const Fired& silent, const Silencer& by, Text schema) const;
    /// At the commit: the rule has been judged after the command, and said as loudly what it finds here, too.
    bool has_spoken(const Silencer& by, const Relation& relation, const Fired& silent);
    /// See Silence::judges.
    bool is_judged_by(const Silencer& by, const Relation* relation, const Fired& silent, Text schema) const;
    void speak_for(FindingRow& speaking, const std::vector<Text>& silent);

    FindingRow row_of(const Settings& settings, const Relation& relation, const Finding& finding);
    FindingRow row_of(const Settings& settings, const Type& type, const Finding& finding);
    FindingRow row_of(const Settings& settings, const Statement& statement, const Finding& finding);
    /// Gives the row its severity and status; false where it is not to be reported.
    bool decide_row(const Settings& settings, const Finding& finding, const ObjectNames& names, FindingRow& row);
    void keep_neighbour(const Neighbour& neighbour, FindingRow& row);
    void mark_built_in(const Relation& relation, std::size_t first);
    bool is_known(const FindingRow& row) const;
    void mark(const Settings& settings, const Finding& finding, FindingRow& row);
    /// The texts for people.
    void describe(const Finding& finding, const std::string& subject, const std::string& brief_subject,
                  FindingRow& row);

    const Policy& policy_;
    const Task& task_;
    Reply& reply_;
    Rows<const Settings*> rules_;
    /// Where only some of them are asked for.
    std::vector<const Settings*> chosen_;
    std::vector<Fired> fired_;
    std::unordered_set<std::string> known_;
    std::vector<std::int64_t> judged_;
    TakenNames names_;
    /// run_next(): the first relation that has not been judged yet.
    std::size_t next_ = 0;
    /// The relation that was last found fault with, and its identity.
    const Relation* identified_ = nullptr;
    std::string identity_;
    /// The same in the reply; empty: not yet.
    Text kept_identity_;
};

/// Types that are judged: not those that follow another name, as row types do. `is_whole`: the catalog shows the whole
/// database.
bool type_in_scope(const Catalog& catalog, const Type& type, bool is_whole);

/// Tables that migration tools keep for themselves are exempt, and reports say so; all else out of scope is not looked
/// at.
bool is_judged(const Relation& relation, const Task& task);

/// One of the two silences the other, or they are the same.
bool has_to_do(const Rule& rule, const Rule& other);

/// Whether the rule that speaks says the same; see Silence.
bool has_one_cause(const Silence& silence, const Context& in, const Finding& speaking, const Finding& silent);

/// Whether a finding on the facts from before is the same as one on the present facts.
bool is_same(const Task& before, const FindingRow& old, const FindingRow& row);

}  // namespace conventions::core
