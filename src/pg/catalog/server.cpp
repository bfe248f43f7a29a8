// server.cpp: what core must know of the server, above all its keywords.

#include "pg/catalog/catalog.hpp"

#include <algorithm>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "access/xlog.h"
#include "common/keywords.h"
#include "mb/pg_wchar.h"
#include "utils/guc.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

core::Server* known_server = nullptr;

char category_letter(uint8 category) {
    switch (category) {
    case COL_NAME_KEYWORD:
        return 'C';
    case TYPE_FUNC_NAME_KEYWORD:
        return 'T';
    case RESERVED_KEYWORD:
        return 'R';
    default:
        return 'U';
    }
}

core::Rows<core::Keyword> keywords() {
    const std::size_t count = static_cast<std::size_t>(ScanKeywords.num_keywords);
    core::Keyword* const words = allocate<core::Keyword>(count);
    for (std::size_t i = 0; i < count; ++i) {
        words[i].word = GetScanKeyword(static_cast<int>(i), &ScanKeywords);
        words[i].category = category_letter(ScanKeywordCategories[i]);
    }
    std::sort(words, words + count, [](const core::Keyword& a, const core::Keyword& b) { return a.word < b.word; });
    return {words, count};
}

core::Rows<core::LetterOfKeywords> letters_of(core::Rows<core::Keyword> keywords) {
    constexpr std::size_t count = 'z' - 'a' + 1;
    core::LetterOfKeywords* const letters = allocate<core::LetterOfKeywords>(count);
    for (std::size_t i = 0; i < keywords.size(); ++i) {
        core::LetterOfKeywords& letter = letters[keywords[i].word[0] - 'a'];
        if (letter.lengths == 0) letter.begin = static_cast<std::uint16_t>(i);
        letter.end = static_cast<std::uint16_t>(i + 1);
        letter.lengths |= 1U << keywords[i].word.size();
    }
    return {letters, count};
}

// A library list names files: with or without a directory, with or without the suffix, in quotes or not.
bool names_library(const char* setting) {
    const char* const value = GetConfigOption(setting, true, false);
    if (value == nullptr) return false;
    constexpr core::Text library = "pg_conventions";
    const core::Text list = value;
    for (std::size_t at = list.find(library); at != core::Text::npos; at = list.find(library, at + 1)) {
        const char before = at == 0 ? ',' : list[at - 1];
        const std::size_t end = at + library.size();
        const char after = end == list.size() ? ',' : list[end];
        const bool starts = before == ',' || before == ' ' || before == '/' || before == '"';
        const bool ends = after == ',' || after == ' ' || after == '.' || after == '"';
        if (starts && ends) return true;
    }
    return false;
}

void make_server() {
    MemoryContext const before = MemoryContextSwitchTo(TopMemoryContext);
    core::Server* const server = allocate<core::Server>(1);
    server->version = pg_strtoint32(GetConfigOption("server_version_num", false, false));
    server->keywords = keywords();
    server->letters = letters_of(server->keywords);
    server->utf8 = GetDatabaseEncoding() == PG_UTF8;
    known_server = server;
    MemoryContextSwitchTo(before);
}

}  // namespace

const core::Server* server_facts() {
    if (known_server == nullptr) {
        make_server();
        known_server->preloaded =
            names_library("shared_preload_libraries") || names_library("session_preload_libraries");
    }
    // A standby may be promoted while the session lives.
    known_server->in_recovery = RecoveryInProgress();
    return known_server;
}

}  // namespace conventions::pg
