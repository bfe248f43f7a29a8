// What judging made: rows and the texts that they point into.

#pragma once

#include <exception>
#include <list>
#include <new>
#include <string>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

struct Reply {
    // Lists, because most replies stay empty: they take no memory then.
    std::list<std::string> texts;
    std::list<std::vector<FixStep>> fixes;
    std::list<std::vector<Text>> text_rows;
    std::list<std::vector<RuleRow>> rule_rows;
    std::list<std::vector<LayerRow>> layer_rows;
    std::vector<FindingRow> rows;
    /// `rows` as they were before the last judge().
    std::vector<FindingRow> rows_before;
    /// Places in `rows` of those that the last add_fixes() was for.
    std::vector<std::size_t> fixed_last;
    std::vector<PlannedStep> planned;
    std::vector<SchemaName> proposed;
    std::vector<SchemaName> missed;
    std::vector<RuleCount> rule_counts;
    std::vector<LearnedRow> learned_rows;
    Message message;
    SettingAnswer answer;
    std::string why;

    /// A view of a kept copy; lives as long as the reply.
    Text keep(std::string text) {
        if (text.empty()) return {};
        return texts.emplace_back(std::move(text));
    }
    void keep_missed(const TakenNames& names) {
        missed.clear();
        for (const auto& [schema, name] : names.missed()) missed.push_back({keep(schema), keep(name)});
    }
    void keep_proposed(const TakenNames& names) {
        proposed.clear();
        for (const auto& [name, purpose] : names.proposed()) proposed.push_back({keep(name.first), keep(name.second)});
    }
};

/// plan.cpp: the fixes of those rows that are `wanted`, see plan_fixes().
std::vector<PlannedStep> plan_of(Rows<FindingRow> rows, Rows<bool> wanted);

/// Runs `body` and turns whatever it throws into a Status, with the reason in reply.why.
template <class Body>
Status contained(Reply& reply, Body&& body) noexcept {
    try {
        reply.why.clear();
        body();
        return Status::ok;
    } catch (const Cancelled&) {
        return Status::cancelled;
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    } catch (const PatternError& error) {
        try {
            reply.why = error.what();
        } catch (...) {
            return Status::out_of_memory;
        }
        return Status::failed;
    } catch (const std::exception& error) {
        try {
            reply.why = error.what();
        } catch (...) {
            return Status::out_of_memory;
        }
        return Status::failed;
    } catch (...) {
        return Status::failed;
    }
}

}  // namespace conventions::core
