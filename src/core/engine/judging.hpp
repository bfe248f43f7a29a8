// One run of the rules over one set of facts.

#pragma once

#include <string>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

class Judging {
public:
    Judging(const Policy& policy, const Task& task, Reply& reply);
    /// Throws Cancelled, std::bad_alloc, and whatever a rule throws.
    void run();

private:
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
    bool type_in_scope(const Type& type) const;
    bool named_by_statement(const Relation& relation, const Finding& finding) const;
    void keep_fix(const Sql& sql, FindingRow& row);

    FindingRow row_of(const Settings& settings, const Relation& relation, const Finding& finding);
    FindingRow row_of(const Settings& settings, const Type& type, const Finding& finding);
    FindingRow row_of(const Settings& settings, const Statement& statement, const Finding& finding);
    /// Gives the row its severity and status; false where it is not to be reported.
    bool decide_row(const Settings& settings, const Finding& finding, const ObjectNames& names, FindingRow& row);
    void keep_neighbour(const Neighbour& neighbour, FindingRow& row);
    void mark_built_in(const Relation& relation, std::size_t first);
    void mark_known();
    void finish(const Settings& settings, const Finding& finding, const std::string& subject,
                const std::string& brief_subject, FindingRow& row);

    const Policy& policy_;
    const Task& task_;
    Reply& reply_;
    std::vector<const Settings*> rules_;
    std::vector<std::int64_t> judged_;
    TakenNames names_;
    /// The relation that was last found fault with, and its identity.
    const Relation* identified_ = nullptr;
    std::string identity_;
};

/// Whether a finding on the facts from before is the same as one on the present facts.
bool is_same(const Task& before, const FindingRow& old, const FindingRow& row);

}  // namespace conventions::core
