// Boost.Regex behind Pattern: bytes for ASCII, code points (ICU) for everything else.

// One search visits at most so many states, whatever pattern and name are: 20 to 40 ms. Boost's own estimate grows with
// the square of the pattern and lets an evil one run for seconds. It is used where the iterator is not random-access.
#define BOOST_REGEX_MAX_STATE_COUNT 1000000

#include "core/pattern.hpp"

#include "core/ascii.hpp"

#include <boost/regex.hpp>
#include <boost/regex/icu.hpp>
#include <iterator>
#include <optional>
#include <vector>

namespace conventions::core {
namespace {

/// Cancel is asked for once every so many steps of a search.
constexpr unsigned steps_between_polls = 4096;

// One backend judges in one thread.
constinit CancelFunction cancel_function = nullptr;
constinit unsigned steps = 0;

void count_step() {
    if (++steps % steps_between_polls == 0) check_cancelled();
}

/// Walks over a name and polls for cancel: Boost offers no other place to stop a search.
/// Bidirectional on purpose, see BOOST_REGEX_MAX_STATE_COUNT.
template <class Character>
class PollingIterator {
public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = Character;
    using difference_type = std::ptrdiff_t;
    using pointer = const Character*;
    using reference = const Character&;

    PollingIterator() = default;
    explicit PollingIterator(pointer at) : at_(at) {}

    reference operator*() const {
        count_step();
        return *at_;
    }
    pointer operator->() const { return at_; }
    PollingIterator& operator++() {
        count_step();
        ++at_;
        return *this;
    }
    PollingIterator operator++(int) {
        const PollingIterator old = *this;
        ++*this;
        return old;
    }
    PollingIterator& operator--() {
        count_step();
        --at_;
        return *this;
    }
    PollingIterator operator--(int) {
        const PollingIterator old = *this;
        --*this;
        return old;
    }
    bool operator==(const PollingIterator&) const = default;

private:
    pointer at_ = nullptr;
};

bool is_ascii(Text text) {
    for (const char each : text)
        if (static_cast<unsigned char>(each) >= 0x80) return false;
    return true;
}

/// Decodes one character and moves `at` behind it; -1 for what is not UTF-8.
UChar32 next_character(Text text, std::int32_t& at) {
    UChar32 character = 0;
    const char* const bytes = text.data();
    U8_NEXT(bytes, at, static_cast<std::int32_t>(text.size()), character);
    return character;
}

/// Nothing where the text is not UTF-8: a database with another encoding.
std::optional<std::vector<UChar32>> code_points(Text text) {
    std::vector<UChar32> points;
    points.reserve(text.size());
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        const UChar32 point = next_character(text, at);
        if (point < 0) return std::nullopt;
        points.push_back(point);
    }
    return points;
}

Text words_for(boost::regex_constants::error_type code) {
    switch (code) {
    case boost::regex_constants::error_collate:
        return "collating element does not exist";
    case boost::regex_constants::error_ctype:
        return "character class or range is not valid";
    case boost::regex_constants::error_escape:
        return "escape sequence is not valid";
    case boost::regex_constants::error_backref:
        return "back-reference to a group that does not exist";
    case boost::regex_constants::error_brack:
        return "bracket without its partner";
    case boost::regex_constants::error_paren:
        return "parenthesis or bracket without its partner";
    case boost::regex_constants::error_brace:
        return "brace without its partner";
    case boost::regex_constants::error_badbrace:
        return "repeat count is not valid";
    case boost::regex_constants::error_range:
        return "character range is not valid";
    case boost::regex_constants::error_badrepeat:
        return "repeat operator has nothing to repeat";
    case boost::regex_constants::error_empty:
        return "alternative is empty";
    case boost::regex_constants::error_complexity:
    case boost::regex_constants::error_stack:
        return "expression is nested too deep or too complex";
    case boost::regex_constants::error_perl_extension:
        return "group (?...) is not valid";
    default:
        return "expression is not valid";
    }
}

std::size_t byte_position(std::ptrdiff_t position, Text source) {
    if (position < 0) return 0;
    return std::min(static_cast<std::size_t>(position), source.size());
}

/// Boost counts what it was given: here code points.
std::size_t byte_of_point(std::ptrdiff_t position, Text source) {
    std::int32_t at = 0;
    for (std::ptrdiff_t i = 0; i < position && at < static_cast<std::int32_t>(source.size()); ++i)
        next_character(source, at);
    return byte_position(at, source);
}

boost::regex compile_bytes(Text source) {
    try {
        return boost::regex(source.data(), source.data() + source.size());
    } catch (const boost::regex_error& error) {
        throw PatternError(std::string(words_for(error.code())), byte_position(error.position(), source));
    } catch (const std::runtime_error&) {
        throw PatternError(std::string(words_for(boost::regex_constants::error_unknown)), 0);
    }
}

boost::u32regex compile_points(Text source, const std::vector<UChar32>& points) {
    try {
        return boost::u32regex(points.data(), points.data() + points.size());
    } catch (const boost::regex_error& error) {
        throw PatternError(std::string(words_for(error.code())), byte_of_point(error.position(), source));
    } catch (const std::runtime_error&) {
        throw PatternError(std::string(words_for(boost::regex_constants::error_unknown)), 0);
    }
}

template <class Character, class Expression>
bool search(const Character* begin, std::size_t size, const Expression& expression) {
    // An identifier is one line, whatever it holds: ^ and $ must not match at a newline inside it.
    const auto flags = boost::regex_constants::match_any | boost::regex_constants::match_single_line;
    using Iterator = PollingIterator<Character>;
    try {
        return boost::regex_search(Iterator(begin), Iterator(begin + size), expression, flags);
    } catch (const std::runtime_error&) {
        throw PatternError("search was given up as too complex", 0);
    }
}

struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Where the first group is; an empty range for none.
template <class Character, class Expression>
Found search_group(const Character* begin, std::size_t size, const Expression& expression) {
    using Iterator = PollingIterator<Character>;
    boost::match_results<Iterator> groups;
    try {
        const Iterator first(begin);
        if (!boost::regex_search(first, Iterator(begin + size), groups, expression,
                                 boost::regex_constants::match_single_line) ||
            groups.size() < 2 || !groups[1].matched)
            return {};
        const auto at = static_cast<std::size_t>(std::distance(first, groups[1].first));
        return {at, at + static_cast<std::size_t>(groups[1].length())};
    } catch (const std::runtime_error&) {
        throw PatternError("search was given up as too complex", 0);
    }
}

bool is_plain(char each) { return is_upper(each) || is_lower(each) || is_digit(each) || each == '_'; }

/// A text that is part of every match, which spares most names the engine: the plain end of "^(.+)_id$". Empty where
/// it does not show at once.
Text part_of_every_match(Text source) {
    if (!source.ends_with('$') || !is_ascii(source)) return {};
    for (const Text puzzling : {"\\", "|", "(?"})
        if (source.find(puzzling) != Text::npos) return {};
    source.remove_suffix(1);
    std::size_t begin = source.size();
    while (begin > 0 && is_plain(source[begin - 1])) --begin;
    return source.substr(begin);
}

}  // namespace

struct Pattern::Compiled {
    bool is_snake_case = false;
    std::string part_of_every_match;
    /// For names in ASCII: of a pattern in ASCII, or of one in no UTF-8 at all.
    std::optional<boost::regex> bytes;
    /// For all others; beside bytes, made when the first name needs it: the first use of ICU takes milliseconds, and
    /// most databases hold no name outside ASCII.
    std::optional<boost::u32regex> points;
};

Pattern::Pattern(Text source) : source_(source), compiled_(std::make_unique<Compiled>()) {
    if (source.size() > longest_pattern)
        throw PatternError("pattern is longer than " + std::to_string(longest_pattern) + " bytes", longest_pattern);
    if (source.find('\0') != Text::npos) throw PatternError("pattern holds a zero byte", source.find('\0'));
    compiled_->is_snake_case = source == snake_case_pattern;
    compiled_->part_of_every_match = part_of_every_match(source);
    if (compiled_->is_snake_case) return;
    const std::optional<std::vector<UChar32>> own = code_points(source);
    if (own.has_value() && !is_ascii(source)) {
        compiled_->points = compile_points(source, *own);
        return;
    }
    try {
        compiled_->bytes = compile_bytes(source);
    } catch (const PatternError&) {
        // \p{Lu} means something to ICU alone.
        if (!own.has_value() || source.find('\\') == Text::npos) throw;
        compiled_->points = compile_points(source, *own);
    }
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

bool Pattern::matches(Text name) const {
    if (compiled_->is_snake_case) return core::is_snake_case(name);
    if (name.find(compiled_->part_of_every_match) == Text::npos) return false;
    const auto search_bytes = [&] { return search(name.data(), name.size(), *compiled_->bytes); };
    const bool has_bytes = compiled_->bytes.has_value();
    if (has_bytes && is_ascii(name)) return search_bytes();
    const std::optional<std::vector<UChar32>> characters = code_points(name);
    if (!characters.has_value()) return has_bytes && search_bytes();
    if (!compile_points_now()) return search_bytes();
    return search(characters->data(), characters->size(), *compiled_->points);
}

/// False for a pattern that is no UTF-8.
bool Pattern::compile_points_now() const {
    if (compiled_->points.has_value()) return true;
    const std::optional<std::vector<UChar32>> own = code_points(source_);
    if (own.has_value()) compiled_->points = compile_points(source_, *own);
    return own.has_value();
}

Text Pattern::group(Text name) const {
    if (compiled_->is_snake_case || name.find(compiled_->part_of_every_match) == Text::npos) return {};
    const bool has_bytes = compiled_->bytes.has_value();
    const std::optional<std::vector<UChar32>> characters =
        has_bytes && is_ascii(name) ? std::nullopt : code_points(name);
    if (!characters.has_value() || !compile_points_now()) {
        if (!has_bytes) return {};
        const Found found = search_group(name.data(), name.size(), *compiled_->bytes);
        return name.substr(found.begin, found.end - found.begin);
    }
    const Found found = search_group(characters->data(), characters->size(), *compiled_->points);
    const std::size_t begin = byte_of_point(static_cast<std::ptrdiff_t>(found.begin), name);
    return name.substr(begin, byte_of_point(static_cast<std::ptrdiff_t>(found.end), name) - begin);
}

bool is_snake_case(Text name) {
    if (name.empty() || name.front() < 'a' || name.front() > 'z') return false;
    bool after_underscore = false;
    for (const char each : name) {
        if (each == '_') {
            if (after_underscore) return false;
            after_underscore = true;
        } else if ((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9')) {
            after_underscore = false;
        } else {
            return false;
        }
    }
    return !after_underscore;
}

CancelFunction set_cancel_function(CancelFunction function) noexcept {
    const CancelFunction previous = cancel_function;
    cancel_function = function;
    return previous;
}

void check_cancelled() {
    if (cancel_function != nullptr && cancel_function()) throw Cancelled{};
}

}  // namespace conventions::core
