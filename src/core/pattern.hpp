// Regular expressions on names: the only place that knows Boost.Regex.

#pragma once

#include <memory>
#include <string>

#include "core/facts/basic.hpp"

namespace conventions::core {

class PatternError {
public:
    PatternError(std::string what, std::size_t position) : what_(std::move(what)), position_(position) {}
    const std::string& what() const { return what_; }
    /// Byte in the pattern where the fault was seen.
    std::size_t position() const { return position_; }

private:
    std::string what_;
    std::size_t position_;
};

/// The longest pattern in bytes; 1,000 bytes compile in under a millisecond, 20,000 took 4 s and 170 MB.
constexpr std::size_t longest_pattern = 1000;

/// A compiled pattern. Matching searches: anchor it with ^ and $.
class Pattern {
public:
    /// Throws PatternError for a pattern that is too long or not valid.
    explicit Pattern(Text source);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    /// Throws PatternError when the search is given up as too complex, Cancelled when the caller wants to stop.
    bool matches(Text name) const;
    /// What the first group of the pattern found in the name; empty where the name does not match, or the pattern has
    /// no group. Throws as matches().
    Text group(Text name) const;
    const std::string& source() const { return source_; }

private:
    struct Compiled;
    bool compile_points_now() const;
    std::string source_;
    std::unique_ptr<Compiled> compiled_;
};

/// Lower-case words joined by underscores, ^[a-z][a-z0-9]*(_[a-z0-9]+)*$, without the engine.
bool is_snake_case(Text name);
constexpr Text snake_case_pattern = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$";

/// The server's own question "does the user want to stop", polled by long matches; null for never.
using CancelFunction = bool (*)();
struct Cancelled {};
/// Sets the question for this thread of judging; returns the previous one.
CancelFunction set_cancel_function(CancelFunction function) noexcept;
/// Throws Cancelled when the answer is yes.
void check_cancelled();

}  // namespace conventions::core
