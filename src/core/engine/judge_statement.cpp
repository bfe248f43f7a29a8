// Judges a statement before it runs, and what a command took away that its words do not name.

#include "core/engine/judging.hpp"
#include "core/engine/reply.hpp"
#include "core/output/sql.hpp"

namespace conventions::core {

Text Judging::schema_of(const Statement& statement) const {
    for (const Target& target : statement.targets) {
        const Relation* const relation = task_.catalog->relation(target.relation);
        if (relation != nullptr) return relation->schema;
        if (!target.schema.empty()) return target.schema;
        if (!target.home.empty()) return target.home;
    }
    return {};
}

void Judging::judge_statement(const Statement& statement) {
    if (statement.temporary) return;
    const StatementShape shape = statement.shape();
    fired_.clear();
    for (const Settings* base : rules_) {
        const Rule& rule = *base->rule;
        if (rule.check_statement == nullptr || !rule.looks_at.covers(shape)) continue;
        const Settings* const settings = &settings_in(*base, schema_of(statement));
        if (settings->severity == Severity::off) continue;
        const StatementInput input{{*task_.catalog, *settings, task_.situation, &names_, &policy_}, statement};
        Findings found;
        rule.check_statement(input, found);
        for (Finding& finding : found.all()) {
            const Target& target = statement.targets[finding.object.at];
            const Relation* const relation = task_.catalog->relation(target.relation);
            if (relation != nullptr && !is_judged(*relation, task_)) continue;
            FindingRow row = row_of(*settings, statement, finding);
            if (row.severity == Severity::off) {
                if (row.status == FindingStatus::exempt) fired_.push_back({settings, std::move(finding), nowhere});
                continue;
            }
            row.has_its_fix = task_.with_fixes;
            if (task_.with_fixes && rule.fix_statement != nullptr) {
                Sql sql(*task_.catalog->server);
                rule.fix_statement(input, finding, sql);
                keep_fix(sql, row);
            }
            fired_.push_back({settings, std::move(finding), reply_.rows.size()});
            reply_.rows.push_back(row);
        }
    }
    if (!fired_.empty()) silence(nullptr, schema_of(statement));
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

}  // namespace conventions::core
