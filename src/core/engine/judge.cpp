// Judges facts by the rules of a policy.

#include "core/engine/judging.hpp"

#include <algorithm>

#include "core/engine/reply.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"

namespace conventions::core {

namespace {

/// Cancel is asked for once every so many relations.
constexpr std::size_t relations_between_polls = 64;

const Relation& root_of(const Catalog& catalog, const Relation& relation) {
    const Relation* top = &relation;
    while (top->is_partition && !top->parents.empty()) {
        const Relation* const parent = catalog.relation(top->parents[0]);
        if (parent == nullptr) break;
        top = parent;
    }
    return *top;
}

/// A column's new type is not what its sequence was made for.
void add_sequences(const Catalog& catalog, std::vector<const Relation*>& subjects) {
    const std::vector<const Relation*> tables = subjects;
    const auto is_subject = [&](ObjectId oid) {
        return oid != 0 &&
               std::any_of(tables.begin(), tables.end(), [&](const Relation* each) { return each->oid == oid; });
    };
    for (const Relation& each : catalog.relations) {
        if (each.kind != RelationKind::sequence) continue;
        const SequenceFacts& facts = each.sequence;
        const bool feeds = std::any_of(facts.users.begin(), facts.users.end(),
                                       [&](const ColumnAt& user) { return is_subject(user.relation); });
        if (feeds || is_subject(facts.owner_relation)) subjects.push_back(&each);
    }
}

std::string key_of(Text rule, Text identity, Text part) {
    std::string key(rule);
    return key.append(1, '\0').append(identity).append(1, '\0').append(part);
}

}  // namespace

Judging::Judging(const Policy& policy, const Task& task, Reply& reply)
    : policy_(policy),
      task_(task),
      reply_(reply),
      rules_(policy.rules_of(task.situation.moment)),
      names_(*task.catalog, task.everything) {
    for (const SchemaName& each : task.taken) names_.add(each.schema, each.name);
    if (!task.as_facts && task.only_rule.empty() && task.only_need == Need::none) return;
    const Rule* const only = task.only_rule.empty() ? nullptr : find_rule(task.only_rule);
    if (task.as_facts && only != nullptr) chosen_.push_back(&policy.settings(*only));
    for (const Settings* each : rules_) {
        if (task.as_facts || (!task.only_rule.empty() && !has_to_do(each, only))) continue;
        if (task.only_need != Need::none && !has(each->rule->excuse_needs | each->rule->fix_needs, task.only_need))
            continue;
        chosen_.push_back(each);
    }
    rules_ = chosen_;
}

namespace {

class CancelScope {
public:
    explicit CancelScope(CancelFunction function) : outer_(set_cancel_function(function)) {}
    ~CancelScope() { set_cancel_function(outer_); }
    CancelScope(const CancelScope&) = delete;
    CancelScope& operator=(const CancelScope&) = delete;

private:
    CancelFunction outer_;
};

void fail_where_wanted(Fault fault) {
    if (fault == Fault::exception) throw std::runtime_error("fault injected in core");
    if (fault == Fault::memory) throw std::bad_alloc();
}

}  // namespace

void Judging::run() {
    const CancelScope scope(task_.cancelled);
    fail_where_wanted(task_.fault);
    if (rules_.empty()) return;
    if (task_.statement != nullptr && task_.situation.moment == Moment::before) {
        judge_statement(*task_.statement);
        return;
    }
    begin();
    const std::size_t first = reply_.rows.size();
    judge_relations();
    judge_types();
    settle(first);
    count();
    reply_.keep_proposed(names_);
    if (!task_.everything) reply_.keep_missed(names_);
}

bool Judging::run_next(std::size_t relations) {
    const CancelScope scope(task_.cancelled);
    fail_where_wanted(task_.fault);
    if (rules_.empty()) return false;
    const Rows<Relation> all = task_.catalog->relations;
    if (next_ == 0) begin();
    // What the reply held of it is gone.
    identified_ = nullptr;
    const std::size_t end = next_ + std::min(relations, all.size() - next_);
    judge_range(all.subspan(next_, end - next_));
    next_ = end;
    const bool is_last = next_ == all.size();
    if (is_last) judge_types();
    settle(0);
    if (is_last) count();
    return !is_last;
}

void Judging::begin() {
    judged_.assign(task_.everything ? rules_.size() : 0, 0);
    for (const KnownFinding& each : task_.known) known_.insert(key_of(each.rule, each.identity, each.part));
}

bool Judging::is_other(Text rule) const { return !task_.only_rule.empty() && rule != task_.only_rule; }

void Judging::settle(std::size_t first) {
    const auto begin = reply_.rows.begin() + static_cast<std::ptrdiff_t>(first);
    for (auto row = begin; row != reply_.rows.end(); ++row)
        if (is_known(*row)) row->status = FindingStatus::known;
    // Others were judged for what they have to do with it.
    reply_.rows.erase(
        std::remove_if(begin, reply_.rows.end(), [&](const FindingRow& row) { return is_other(row.rule); }),
        reply_.rows.end());
}

void Judging::count() {
    for (std::size_t i = 0; i < judged_.size(); ++i)
        if (!is_other(rules_[i]->rule->id))
            reply_.rule_counts.push_back({.rule = rules_[i]->rule->id, .judged = judged_[i]});
}

void Judging::judge_range(Rows<Relation> relations) {
    std::size_t polled = 0;
    for (const Relation& relation : relations) {
        if (++polled % relations_between_polls == 0) check_cancelled();
        judge_relation(relation);
    }
}

void Judging::judge_relations() {
    const Catalog& catalog = *task_.catalog;
    if (task_.everything) {
        judge_range(catalog.relations);
        return;
    }
    std::size_t polled = 0;
    std::vector<const Relation*> subjects;
    for (const ObjectId oid : task_.subjects) {
        const Relation* const relation = catalog.relation(oid);
        if (relation == nullptr) continue;
        subjects.push_back(relation);
        subjects.push_back(&root_of(catalog, *relation));
    }
    add_sequences(catalog, subjects);
    std::sort(subjects.begin(), subjects.end(), [](const Relation* a, const Relation* b) { return a->oid < b->oid; });
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    for (const Relation* relation : subjects) {
        if (++polled % relations_between_polls == 0) check_cancelled();
        judge_relation(*relation);
    }
}

void Judging::judge_relation(const Relation& relation) {
    if (!is_judged(relation, task_)) return;
    const std::size_t first = reply_.rows.size();
    fired_.clear();
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Settings& settings = settings_in(*rules_[i], relation.schema);
        const Rule& rule = *settings.rule;
        if (!judges(settings, relation)) continue;
        const Input input{{*task_.catalog, settings, task_.situation, &names_, &policy_}, relation};
        Findings found;
        rule.check(input, found);
        if (task_.everything) ++judged_[i];
        for (Finding& finding : found.all()) {
            if (named_by_statement(relation, finding)) continue;
            FindingRow row = row_of(settings, relation, finding);
            if (row.severity == Severity::off) {
                if (row.status == FindingStatus::exempt) fired_.push_back({&settings, std::move(finding), nowhere});
                continue;
            }
            row.has_its_fix = task_.with_fixes;
            if (task_.with_fixes && rule.fix != nullptr) {
                Sql sql(*task_.catalog->server);
                rule.fix(input, finding, sql);
                keep_fix(sql, row);
            }
            fired_.push_back({&settings, std::move(finding), reply_.rows.size()});
            reply_.rows.push_back(row);
        }
    }
    if (fired_.empty()) return;
    silence(&relation, relation.schema);
    mark_built_in(relation, first);
}

bool Judging::judges(const Settings& settings, const Relation& relation) const {
    const Rule& rule = *settings.rule;
    if (is_silent(settings) || rule.check == nullptr) return false;
    if (task_.only_new_columns && !rule.minds_new_columns) return false;
    return rule.relation_kinds.has(relation.kind) && (!relation.is_partition || rule.judges_partitions);
}

void Judging::mark_built_in(const Relation& relation, std::size_t first) {
    if (reply_.rows.size() == first || scope_of(relation) != Scope::bookkeeping) return;
    for (std::size_t i = first; i < reply_.rows.size(); ++i) {
        reply_.rows[i].status = FindingStatus::exempt;
        reply_.rows[i].exemption = 0;
        reply_.rows[i].exempt_reason = "built-in: a migration tool keeps this table for itself";
    }
}

bool Judging::is_known(const FindingRow& row) const {
    return !known_.empty() && row.status == FindingStatus::fresh &&
           known_.contains(key_of(row.rule, row.identity, row.part));
}

void Judging::judge_types() {
    const Catalog& catalog = *task_.catalog;
    if (task_.everything) {
        for (const Type* type : catalog.types) judge_type(*type);
        return;
    }
    for (const ObjectId oid : task_.types) {
        const Type* const type = catalog.type(oid);
        if (type != nullptr) judge_type(*type);
    }
}

void Judging::judge_type(const Type& type) {
    if (!type_in_scope(*task_.catalog, type, task_.everything)) return;
    fired_.clear();
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Settings& settings = settings_in(*rules_[i], type.schema);
        const Rule& rule = *settings.rule;
        if (rule.check_type == nullptr || is_silent(settings)) continue;
        const TypeInput input{{*task_.catalog, settings, task_.situation, &names_, &policy_}, type};
        Findings found;
        rule.check_type(input, found);
        if (task_.everything) ++judged_[i];
        for (Finding& finding : found.all()) {
            FindingRow row = row_of(settings, type, finding);
            if (row.severity == Severity::off) {
                if (row.status == FindingStatus::exempt) fired_.push_back({&settings, std::move(finding), nowhere});
                continue;
            }
            row.has_its_fix = task_.with_fixes;
            if (task_.with_fixes && rule.fix_type != nullptr) {
                Sql sql(*task_.catalog->server);
                rule.fix_type(input, finding, sql);
                keep_fix(sql, row);
            }
            fired_.push_back({&settings, std::move(finding), reply_.rows.size()});
            reply_.rows.push_back(row);
        }
    }
    if (!fired_.empty()) silence(nullptr, type.schema);
}

bool type_in_scope(const Catalog& catalog, const Type& type, bool is_whole) {
    // A table's row type is the table; an array or multirange type is its element's.
    if (type.kind == TypeKind::pseudo || type.kind == TypeKind::base || type.kind == TypeKind::multirange) return false;
    if (type.kind == TypeKind::composite) {
        // A command hands over stand-alone types only, and their relations are not read.
        const Relation* const relation = catalog.relation(type.relation);
        if (relation == nullptr ? is_whole : relation->kind != RelationKind::composite_type) return false;
    }
    if (type.schema.starts_with("pg_") || type.schema == "information_schema" || type.schema == "conventions")
        return false;
    return type.extension == 0 || !type.extension_trusted;
}

void Judging::keep_fix(const Sql& sql, FindingRow& row) {
    std::vector<FixStep> steps;
    for (const FixStatement& each : sql.statements())
        steps.push_back({.sql = reply_.keep(each.text),
                         .outside_transaction = each.outside_transaction,
                         .is_template = each.is_template});
    row.fix = reply_.fixes.emplace_back(std::move(steps));
    if (!sql.undo_text().empty()) row.undo_sql = reply_.keep(sql.undo_text());
}

Status judge(const Policy& policy, const Task& task, Reply& reply) noexcept {
    return contained(reply, [&] {
        reply.rows_before = reply.rows;
        reply.proposed.clear();
        reply.missed.clear();
        Judging judging(policy, task, reply);
        judging.run();
        std::stable_sort(reply.rows.begin(), reply.rows.end(),
                         [](const FindingRow& a, const FindingRow& b) { return a.severity > b.severity; });
    });
}

Status judge_next(const Policy& policy, const Task& task, std::size_t relations, Reply& reply) noexcept {
    return contained(reply, [&] {
        if (reply.running == nullptr) reply.running = std::make_shared<Judging>(policy, task, reply);
        reply.rows.clear();
        reply.texts.clear();
        reply.fixes.clear();
        reply.has_more = reply.running->run_next(relations);
    });
}

bool has_more(const Reply& reply) noexcept { return reply.has_more; }

Status forget_known(const Policy& policy, const Task& task, Reply& reply) noexcept {
    return contained(reply, [&] {
        Reply before;
        Task all = task;
        all.situation.says_all = true;
        Judging judging(policy, all, before);
        judging.run();
        const auto is_known = [&](const FindingRow& row) {
            if (row.moment != task.situation.moment) return false;
            return std::any_of(before.rows.begin(), before.rows.end(),
                               [&](const FindingRow& old) { return is_same(task, old, row); });
        };
        std::erase_if(reply.rows, is_known);
    });
}

}  // namespace conventions::core
