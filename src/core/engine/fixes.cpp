// Gives findings that were judged without fixes their fixes.

#include <map>
#include <utility>

#include "core/engine/judging.hpp"
#include "core/engine/reply.hpp"

namespace conventions::core {
namespace {

/// The rows of the reply are put aside while others are made.
class Aside {
public:
    explicit Aside(Reply& reply) : reply_(reply), counts_(reply.rule_counts.size()) { rows_.swap(reply.rows); }
    ~Aside() {
        reply_.rows.swap(rows_);
        reply_.rule_counts.resize(counts_);
    }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    std::vector<FindingRow>& rows() { return rows_; }

private:
    Reply& reply_;
    std::vector<FindingRow> rows_;
    std::size_t counts_;
};

void choose(const Task& task, Reply& reply) {
    if (!task.taken.empty()) return;
    reply.fixed_last.clear();
    for (std::size_t i = 0; i < reply.rows.size(); ++i)
        if (reply.rows[i].moment == task.situation.moment && !reply.rows[i].has_its_fix) reply.fixed_last.push_back(i);
}

}  // namespace

Status add_fixes(const Policy& policy, const Task& task, Reply& reply) noexcept {
    return contained(reply, [&] {
        choose(task, reply);
        reply.proposed.clear();
        Aside aside(reply);
        Judging judging(policy, task, reply);
        judging.run();
        std::map<std::pair<Text, ObjectId>, const FindingRow*> made;
        for (const FindingRow& row : reply.rows) made.try_emplace({row.fingerprint, row.object}, &row);
        for (const std::size_t at : reply.fixed_last) {
            FindingRow& row = aside.rows()[at];
            row.has_its_fix = true;
            const auto same = made.find({row.fingerprint, row.object});
            if (same == made.end()) continue;
            row.fix = same->second->fix;
            row.undo_sql = same->second->undo_sql;
            row.undo_index = same->second->undo_index;
        }
    });
}

}  // namespace conventions::core
