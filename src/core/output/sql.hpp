// The statements of a fix.

#pragma once

#include <string>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

struct FixStatement {
    std::string text;  // without the closing semicolon
    /// Cannot run in a transaction block.
    bool outside_transaction = false;
    /// Holds a <placeholder> that only a person can fill in.
    bool is_template = false;
};

class Sql {
public:
    explicit Sql(const Server& server) : server_(server) {}

    template <class... Pieces>
    void statement(const Pieces&... pieces) {
        add(false, pieces...);
    }
    template <class... Pieces>
    void outside_transaction(const Pieces&... pieces) {
        add(true, pieces...);
    }
    /// SQL that takes the fix back.
    template <class... Pieces>
    void undo(const Pieces&... pieces) {
        std::string joined;
        (joined.append(std::string_view(pieces)), ...);
        undo_ = std::move(joined);
    }

    const Server& server() const { return server_; }
    const std::vector<FixStatement>& statements() const { return statements_; }
    const std::string& undo_text() const { return undo_; }

private:
    template <class... Pieces>
    void add(bool outside, const Pieces&... pieces) {
        FixStatement made;
        (made.text.append(std::string_view(pieces)), ...);
        made.outside_transaction = outside;
        made.is_template = made.text.find('<') != std::string::npos && has_placeholder(made.text);
        statements_.push_back(std::move(made));
    }
    /// A <word> outside quotes, as templates mark what is missing.
    static bool has_placeholder(const std::string& text);

    const Server& server_;
    std::vector<FixStatement> statements_;
    std::string undo_;
};

}  // namespace conventions::core
