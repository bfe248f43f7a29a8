// What a comment lacks.

#pragma once

#include <string>

#include "core/rules/rule.hpp"

namespace conventions::core {

/// What the fix and the draft put where only a person knows the words.
inline constexpr Text comment_placeholder = "'<comment>'";

/// "has no comment" and the like; empty where it says something. Blanks around it do not count, nor does the case of
/// letters where it is the name. `least`: characters that are asked for.
std::string comment_lack(const Server& server, bool has_comment, Text comment, Text name, std::int64_t least);

/// The comment as a literal, or NULL.
std::string comment_literal(bool has_comment, Text comment);

}  // namespace conventions::core
