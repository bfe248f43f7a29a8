// Names that people take for each other.

#pragma once

#include <array>
#include <string>

#include "core/facts/basic.hpp"

namespace conventions::core {

/// What the name looks like, in two ways: without case, and with a capital I as the l that it looks like; both without
/// underscores, with 0 as o, 1 as l, and letters of Greek and Cyrillic as the Latin ones that they look like. Two names
/// of which one way is equal may be taken for each other. Underscores between digits stay: 1_11 is not 11_1.
std::array<std::string, 2> shapes_of(Text name);

/// A number that two names share if they have a shape in common, and seldom otherwise; 0 for a name with other letters
/// than ASCII's, of which nothing is told so quickly.
std::uint64_t look_number(Text name);

/// The first word of the name (between underscores and blanks) that has Latin letters and such of Greek or Cyrillic;
/// empty for none. The name is UTF-8.
Text mixed_word(Text name);

}  // namespace conventions::core
