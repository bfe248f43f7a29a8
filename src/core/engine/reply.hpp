// What judging made: rows and the texts that they point into.

#pragma once

#include <algorithm>
#include <exception>
#include <list>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {

class Judging;

/// Copies of texts, one behind the other.
class Texts {
public:
    Text keep(Text text) {
        if (text.empty()) return {};
        if (text.size() > room_) add_block(text.size());
        char* const copy = next_;
        std::copy(text.begin(), text.end(), copy);
        next_ += text.size();
        room_ -= text.size();
        return {copy, text.size()};
    }
    /// All of them go; the memory of one block stays for the next.
    void clear() {
        if (blocks_.empty()) return;
        blocks_.erase(blocks_.begin(), blocks_.end() - 1);
        room_ += static_cast<std::size_t>(next_ - blocks_.back().get());
        next_ = blocks_.back().get();
    }

private:
    static constexpr std::size_t first_block = 1024;
    static constexpr std::size_t last_block = 65536;

    void add_block(std::size_t wanted) {
        size_ = size_ == 0 ? first_block : std::min(size_ * 2, last_block);
        room_ = std::max(size_, wanted);
        // Not zeroed.
        blocks_.push_back(std::unique_ptr<char[]>(new char[room_]));
        next_ = blocks_.back().get();
    }

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t room_ = 0;
    std::size_t size_ = 0;
};

struct Reply {
    // Lists, because most replies stay empty: they take no memory then.
    Texts texts;
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

    /// judge_next(): what has been judged so far. Shared only so that it need not be known here.
    std::shared_ptr<Judging> running;
    bool has_more = false;

    /// A view of a copy; lives as long as the reply.
    Text keep(Text text) { return texts.keep(text); }
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
