// The fixes of many findings as one list of statements that can be run from top to bottom.

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "core/engine/reply.hpp"

namespace conventions::core {
namespace {

FixEffect effect_of(const FindingRow& row) {
    const Rule* const rule = find_rule(row.rule);
    if (rule == nullptr) return FixEffect::changes;
    return rule->family == Family::naming ? FixEffect::renames : rule->fix_effect;
}

bool has_placeholder(const FindingRow& row) {
    return std::any_of(row.fix.begin(), row.fix.end(), [](const FixStep& step) { return step.is_template; });
}

/// The object that a finding is about.
using Object = std::tuple<ObjectClass, ObjectId, AttributeNumber>;
Object object_of(const FindingRow& row) { return {row.object_class, row.object, row.column}; }

bool is_part(const FindingRow& row) {
    return row.object_class == ObjectClass::index || row.object_class == ObjectClass::constraint;
}

class Plan {
public:
    Plan(Rows<FindingRow> rows, Rows<bool> wanted) : rows_(rows) {
        for (std::size_t i = 0; i < rows.size() && i < wanted.size(); ++i)
            if (wanted[i] && !rows[i].fix.empty()) chosen_.push_back(i);
    }

    std::vector<PlannedStep> steps() {
        note_changed_relations();
        for (const std::size_t at : chosen_) note_drop(at);
        for (const std::size_t at : chosen_) add_change(at);
        for (const std::size_t at : chosen_)
            if (drops_.count(at) > 0) add(at);
        for (const std::size_t at : renames()) add_rename(at);
        return std::move(steps_);
    }

private:
    const FindingRow& row(std::size_t at) const { return rows_[at]; }

    /// A new primary key takes indexes and constraints of its table over.
    void note_changed_relations() {
        for (const std::size_t at : chosen_)
            if (row(at).object_class == ObjectClass::relation && effect_of(row(at)) == FixEffect::changes &&
                !has_placeholder(row(at)))
                changed_relations_.insert(row(at).relation);
    }

    bool may_be_gone(const FindingRow& row) const { return is_part(row) && changed_relations_.count(row.relation) > 0; }

    void note_drop(std::size_t at) {
        if (effect_of(row(at)) != FixEffect::drops || has_placeholder(row(at)) || may_be_gone(row(at))) return;
        if (dropped_.insert(object_of(row(at))).second) drops_.insert(at);
    }

    void add_change(std::size_t at) {
        const FindingRow& finding = row(at);
        const FixEffect effect = effect_of(finding);
        if (effect != FixEffect::changes && effect != FixEffect::adds) return;
        if (has_placeholder(finding)) return add(at);
        if (dropped_.count(object_of(finding)) > 0) return;
        const bool is_whole_relation = finding.object_class == ObjectClass::relation;
        if (effect == FixEffect::changes && !is_whole_relation && !changed_.insert(object_of(finding)).second) return;
        add(at);
    }

    /// What a name stands in comes before what bears it: parts of a relation, its columns, itself. table_name, which
    /// minds reserved words, comes before reserved_word.
    std::vector<std::size_t> renames() const {
        std::vector<std::size_t> found;
        for (const std::size_t at : chosen_)
            if (effect_of(row(at)) == FixEffect::renames) found.push_back(at);
        const auto place = [&](std::size_t at) {
            const ObjectClass kind = row(at).object_class;
            if (is_part(row(at)) || kind == ObjectClass::trigger || kind == ObjectClass::policy ||
                kind == ObjectClass::label)
                return 0;
            return kind == ObjectClass::column ? 1 : 2;
        };
        std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
            if (place(a) != place(b)) return place(a) < place(b);
            return row(a).identity != row(b).identity ? row(a).identity < row(b).identity : row(a).rule > row(b).rule;
        });
        return found;
    }

    void add_rename(std::size_t at) {
        const FindingRow& finding = row(at);
        if (has_placeholder(finding)) return add(at);
        if (dropped_.count(object_of(finding)) > 0 || may_be_gone(finding)) return;
        if (renamed_.insert(object_of(finding)).second) add(at);
    }

    void add(std::size_t at) {
        const bool is_template = has_placeholder(row(at));
        for (const FixStep& step : row(at).fix) {
            if (!is_template && !said_.insert(as_made(step.sql)).second) continue;
            steps_.push_back({.sql = step.sql,
                              .outside_transaction = step.outside_transaction,
                              .is_template = is_template,
                              .finding = at});
        }
    }

    /// Two keys over the same columns want one index; the second asks whether it is there.
    static std::string as_made(Text sql) {
        constexpr Text condition = "IF NOT EXISTS ";
        std::string text(sql);
        const std::size_t at = text.find(condition);
        if (text.starts_with("CREATE INDEX ") && at != std::string::npos) text.erase(at, condition.size());
        return text;
    }

    Rows<FindingRow> rows_;
    std::vector<PlannedStep> steps_;
    std::vector<std::size_t> chosen_;
    std::set<ObjectId> changed_relations_;
    std::set<std::size_t> drops_;
    std::set<Object> dropped_;
    std::set<Object> changed_;
    std::set<Object> renamed_;
    std::set<std::string> said_;
};

}  // namespace

std::vector<PlannedStep> plan_of(Rows<FindingRow> rows, Rows<bool> wanted) { return Plan(rows, wanted).steps(); }

Status plan_fixes(Rows<bool> wanted, Reply& reply) noexcept {
    return contained(reply, [&] {
        reply.planned.clear();
        reply.planned = plan_of(reply.rows, wanted);
    });
}

Rows<PlannedStep> planned_steps(const Reply& reply) noexcept { return reply.planned; }

}  // namespace conventions::core
