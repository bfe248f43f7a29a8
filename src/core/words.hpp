// The words of a name, and their number: certain or silent, never a guess.

#pragma once

#include <string>
#include <vector>

#include "core/facts/basic.hpp"

namespace conventions::core {

/// Split at everything that is no letter or digit, at lower-to-upper changes and between letters and digits:
/// "orderItems_v2" -> order, Items, v, 2. The end of an acronym begins a word: HTTP|Server. Letters outside ASCII are
/// lower-case letters. The views point into `name`.
std::vector<Text> words_of(Text name);

/// `uncertain`: a word that is its own plural, that has none, or that is not known.
enum class GrammaticalNumber : std::uint8_t { uncertain, singular, plural };
/// Of one English word, in any case.
GrammaticalNumber number_of(Text word);

/// The other number of a word of which number_of() is certain, in its case ("Order" -> "Orders"); else empty.
std::string plural_of(Text word);
std::string singular_of(Text word);

/// The name with its last word in the plural, by the regular rule where the word is not known: to look something up.
std::string likely_plural(Text name);

/// The name with its last word in the singular; as it is where that word is not certainly a plural.
std::string in_singular(Text name);

}  // namespace conventions::core
