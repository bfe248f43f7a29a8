// JSON values that can be destroyed without memory.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/facts/basic.hpp"

namespace conventions::core {

/// The destructor of nlohmann's own value allocates: out of memory it ends the process. Its parser and its printing of
/// strings are used, the value is ours.
struct Json {
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

    Kind kind = Kind::null;
    bool boolean = false;
    /// The content of a string; a number as it was written.
    std::string text;
    /// Elements of an array, values of an object.
    std::vector<Json> items;
    /// Of an object: names[i] is the name of items[i]. Sorted.
    std::vector<std::string> names;

    /// The value of that name, made where there is none; the last of equal names wins.
    Json& member(Text name);
    void remove(Text name);
};

/// Nothing for what is not JSON, not UTF-8, or nested deeper than ten levels.
std::optional<Json> parse_json(Text text);

/// Without blanks; bytes that are not UTF-8 come out as U+FFFD.
std::string json_text(const Json& json);
std::string json_string(Text text);

}  // namespace conventions::core
