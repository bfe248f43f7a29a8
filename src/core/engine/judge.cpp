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

bool is_judged(const Relation& relation) {
    return scope_of(relation) == Scope::judged && relation.kind != RelationKind::composite_type;
}

}  // namespace

Judging::Judging(const Policy& policy, const Task& task, Reply& reply)
    : policy_(policy),
      task_(task),
      reply_(reply),
      rules_(policy.rules_of(task.situation.moment)),
      names_(*task.catalog) {
    for (const SchemaName& each : task.taken) names_.add(each.schema, each.name);
    if (task.only_rule.empty()) return;
    const auto only = std::find_if(rules_.begin(), rules_.end(),
                                   [&](const Settings* each) { return each->rule->id == task.only_rule; });
    rules_ = only == rules_.end() ? Rows<const Settings*>() : Rows<const Settings*>(&*only, 1);
}

void Judging::run() {
    const CancelFunction outer = set_cancel_function(task_.cancelled);
    struct Restore {
        CancelFunction outer;
        ~Restore() { set_cancel_function(outer); }
    } restore{outer};

    if (task_.fault == Fault::exception) throw std::runtime_error("fault injected in core");
    if (task_.fault == Fault::memory) throw std::bad_alloc();
    if (rules_.empty()) return;

    if (task_.statement != nullptr && task_.situation.moment == Moment::before) {
        judge_statement(*task_.statement);
        return;
    }
    judged_.assign(task_.everything ? rules_.size() : 0, 0);
    judge_relations();
    judge_types();
    for (std::size_t i = 0; i < judged_.size(); ++i)
        reply_.rule_counts.push_back({.rule = rules_[i]->rule->id, .judged = judged_[i]});
    reply_.keep_proposed(names_);
}

void Judging::judge_relations() {
    const Catalog& catalog = *task_.catalog;
    std::size_t polled = 0;
    if (task_.everything) {
        for (const Relation& relation : catalog.relations) {
            if (++polled % relations_between_polls == 0) check_cancelled();
            judge_relation(relation);
        }
        return;
    }
    std::vector<const Relation*> subjects;
    for (const ObjectId oid : task_.subjects) {
        const Relation* const relation = catalog.relation(oid);
        if (relation == nullptr) continue;
        subjects.push_back(relation);
        subjects.push_back(&root_of(catalog, *relation));
    }
    std::sort(subjects.begin(), subjects.end(), [](const Relation* a, const Relation* b) { return a->oid < b->oid; });
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    for (const Relation* relation : subjects) {
        if (++polled % relations_between_polls == 0) check_cancelled();
        judge_relation(*relation);
    }
}

void Judging::judge_relation(const Relation& relation) {
    if (!is_judged(relation)) return;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Settings& settings = *rules_[i];
        const Rule& rule = *settings.rule;
        if (rule.check == nullptr || !rule.relation_kinds.has(relation.kind)) continue;
        if (relation.is_partition && !rule.judges_partitions) continue;
        const Input input{{*task_.catalog, settings, task_.situation, &names_}, relation};
        Findings found;
        rule.check(input, found);
        if (task_.everything) ++judged_[i];
        for (const Finding& finding : found.all()) {
            if (named_by_statement(relation, finding)) continue;
            FindingRow row = row_of(settings, relation, finding);
            if (row.severity == Severity::off) continue;
            row.has_its_fix = task_.with_fixes;
            if (task_.with_fixes && rule.fix != nullptr) {
                Sql sql(*task_.catalog->server);
                rule.fix(input, finding, sql);
                keep_fix(sql, row);
            }
            reply_.rows.push_back(row);
        }
    }
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
    if (!type_in_scope(type)) return;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Settings& settings = *rules_[i];
        const Rule& rule = *settings.rule;
        if (rule.check_type == nullptr) continue;
        const TypeInput input{{*task_.catalog, settings, task_.situation, &names_}, type};
        Findings found;
        rule.check_type(input, found);
        if (task_.everything) ++judged_[i];
        for (const Finding& finding : found.all()) {
            FindingRow row = row_of(settings, type, finding);
            if (row.severity == Severity::off) continue;
            row.has_its_fix = task_.with_fixes;
            if (task_.with_fixes && rule.fix_type != nullptr) {
                Sql sql(*task_.catalog->server);
                rule.fix_type(input, finding, sql);
                keep_fix(sql, row);
            }
            reply_.rows.push_back(row);
        }
    }
}

bool Judging::type_in_scope(const Type& type) const {
    // A table's row type is the table; an array or multirange type is its element's.
    if (type.kind == TypeKind::pseudo || type.kind == TypeKind::base || type.kind == TypeKind::multirange) return false;
    if (type.kind == TypeKind::composite) {
        // A command hands over stand-alone types only, and their relations are not read.
        const Relation* const relation = task_.catalog->relation(type.relation);
        if (relation == nullptr ? task_.everything : relation->kind != RelationKind::composite_type) return false;
    }
    if (type.schema.starts_with("pg_") || type.schema == "information_schema" || type.schema == "conventions")
        return false;
    return type.extension == 0 || !type.extension_trusted;
}

void Judging::judge_statement(const Statement& statement) {
    if (statement.temporary) return;
    const StatementShape shape = statement.shape();
    for (const Settings* settings : rules_) {
        const Rule& rule = *settings->rule;
        if (rule.check_statement == nullptr || !rule.looks_at.covers(shape)) continue;
        const StatementInput input{{*task_.catalog, *settings, task_.situation, &names_}, statement};
        Findings found;
        rule.check_statement(input, found);
        for (const Finding& finding : found.all()) {
            const Target& target = statement.targets[finding.object.at];
            const Relation* const relation = task_.catalog->relation(target.relation);
            if (relation != nullptr && !is_judged(*relation)) continue;
            FindingRow row = row_of(*settings, statement, finding);
            if (row.severity == Severity::off) continue;
            row.has_its_fix = task_.with_fixes;
            if (task_.with_fixes && rule.fix_statement != nullptr) {
                Sql sql(*task_.catalog->server);
                rule.fix_statement(input, finding, sql);
                keep_fix(sql, row);
            }
            reply_.rows.push_back(row);
        }
    }
    for (const Statement& element : statement.elements) judge_statement(element);
}

bool Judging::named_by_statement(const Relation& relation, const Finding& finding) const {
    if (task_.situation.moment != Moment::drop || task_.statement == nullptr) return false;
    if (finding.object.kind != ObjectClass::column) return false;
    const Text column = relation.columns[finding.object.at].name;
    for (const Target& target : task_.statement->targets)
        if (target.oid == relation.oid)
            for (const Action& action : task_.statement->actions)
                if (action.kind == ActionKind::drop_column && action.name == column) return true;
    return false;
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
        Judging judging(policy, task, reply);
        judging.run();
        std::stable_sort(reply.rows.begin(), reply.rows.end(),
                         [](const FindingRow& a, const FindingRow& b) { return a.severity > b.severity; });
    });
}

Status forget_known(const Policy& policy, const Task& task, Reply& reply) noexcept {
    return contained(reply, [&] {
        Reply before;
        Judging judging(policy, task, before);
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
