// written.cpp: the names that a statement writes, from its text: the parser keeps 63 bytes of a longer one.
// Memory: the current context.
// Errors: lack of memory. The server has scanned the same text already; only where the same message has changed
//   standard_conforming_strings before may it read otherwise now, and be refused.

#include "pg/statement/statement.hpp"

#include "pg/compat.hpp"

extern "C" {
#include "common/keywords.h"
#include "mb/pg_wchar.h"
#include "nodes/plannodes.h"
#include "parser/scanner.h"
#include "parser/scansup.h"
#include "utils/guc.h"
}

namespace conventions::pg {
namespace {

core::Text part_of(const PlannedStmt* statement, const char* source) {
    const char* const start = source + (statement->stmt_location > 0 ? statement->stmt_location : 0);
    // 0: the rest of the string.
    return {start, statement->stmt_len > 0 ? static_cast<Size>(statement->stmt_len) : strlen(start)};
}

bool starts_name(char each) {
    return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') || each == '_' || IS_HIGHBIT_SET(each);
}

bool goes_on(char each) { return starts_name(each) || (each >= '0' && each <= '9') || each == '$'; }

/// A token that is U&"...", until the escape character is known that may follow it.
struct Escaped {
    enum class Next : uint8 { none, word, character } next = Next::none;
    const char* start = nullptr;
};

struct Search {
    Size longer_than;
    List<core::WrittenName> found;
    Escaped escaped;
};

void add(Search& search, core::Text written, core::Text kept) {
    if (written.size() > search.longer_than) search.found.add() = {written, kept};
}

/// What the server keeps of a name in quotes.
core::Text cut(core::Text name) {
    char* const copy = c_string(name);
    truncate_identifier(copy, static_cast<int>(name.size()), false);
    return copy;
}

/// From behind the opening quote to the closing one, of which the scanner has seen that it is there.
core::Text without_quotes(const char* at) {
    StringInfoData name;
    initStringInfo(&name);
    for (; *at != '\0'; ++at) {
        if (*at == '"' && *++at != '"') break;
        appendStringInfoCharMacro(&name, *at);
    }
    return {name.data, static_cast<Size>(name.len)};
}

/// The value of hexadecimal digits, -1 where others are among them.
int64 value_of(const char* digits, int count) {
    int64 value = 0;
    for (int i = 0; i < count; ++i) {
        const char each = digits[i];
        const int digit = each >= '0' && each <= '9'   ? each - '0'
                          : each >= 'a' && each <= 'f' ? each - 'a' + 10
                          : each >= 'A' && each <= 'F' ? each - 'A' + 10
                                                       : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// As the parser reads U&"...", which it has done already: no error is met here.
core::Text without_escapes(core::Text name, char escape) {
    StringInfoData text;
    initStringInfo(&text);
    pg_wchar first = 0;
    const char* at = name.data();
    while (*at != '\0') {
        if (*at != escape || at[1] == escape) {
            at += *at == escape ? 1 : 0;
            appendStringInfoCharMacro(&text, *at++);
            continue;
        }
        const bool is_long = at[1] == '+';
        const int digits = is_long ? 6 : 4;
        const char* const number = at + (is_long ? 2 : 1);
        const int64 code = value_of(number, digits);
        if (code < 0) break;
        at = number + digits;
        auto letter = static_cast<pg_wchar>(code);
        if (is_utf16_surrogate_first(letter)) {
            first = letter;
            continue;
        }
        if (first != 0) letter = surrogate_pair_to_codepoint(first, letter);
        first = 0;
        unsigned char bytes[MAX_UNICODE_EQUIVALENT_STRING + 1];
        pg_unicode_to_server(letter, bytes);
        appendStringInfoString(&text, reinterpret_cast<const char*>(bytes));
    }
    return {text.data, static_cast<Size>(text.len)};
}

void end_escaped(Search& search, char escape) {
    const core::Text name = without_escapes(without_quotes(search.escaped.start), escape);
    search.escaped = {};
    add(search, name, cut(name));
}

/// UESCAPE and its character may follow a name with escapes. True where this token is a part of that.
bool is_part_of_escaped(Search& search, const char* token) {
    if (search.escaped.next == Escaped::Next::character) {
        end_escaped(search, token[1]);
        return true;
    }
    if (search.escaped.next == Escaped::Next::none) return false;
    if (pg_strncasecmp(token, "uescape", 7) == 0 && !goes_on(token[7])) {
        search.escaped.next = Escaped::Next::character;
        return true;
    }
    end_escaped(search, '\\');
    return false;
}

void look_at(Search& search, const char* token) {
    if (is_part_of_escaped(search, token)) return;
    if (*token == '"') {
        const core::Text name = without_quotes(token + 1);
        add(search, name, cut(name));
    } else if ((*token == 'U' || *token == 'u') && token[1] == '&' && token[2] == '"') {
        search.escaped = {.next = Escaped::Next::word, .start = token + 3};
    } else if (starts_name(*token)) {
        const char* end = token;
        while (goes_on(*end)) ++end;
        const int length = static_cast<int>(end - token);
        const core::Text written = {token, static_cast<Size>(length)};
        if (written.size() > search.longer_than)
            add(search, written, downcase_truncate_identifier(token, length, false));
    }
}

void scan(Search& search, const char* text) {
    core_yy_extra_type extra;
    core_yyscan_t const scanner = scanner_init(text, &extra, &ScanKeywords, ScanKeywordTokens);
    extra.escape_string_warning = false;
    core_YYSTYPE value;
    YYLTYPE location = 0;
    while (core_yylex(&value, &location, scanner) != 0) look_at(search, text + location);
    if (search.escaped.next != Escaped::Next::none) end_escaped(search, '\\');
    scanner_finish(scanner);
}

}  // namespace

core::Text own_text(const Node* utility_statement) {
    if (ActivePortal == nullptr || ActivePortal->sourceText == nullptr) return {};
    const ::List* const statements = ActivePortal->stmts;
    for (int i = 0; i < list_length(statements); ++i) {
        const auto* const statement = static_cast<const PlannedStmt*>(list_nth(statements, i));
        if (!IsA(statement, PlannedStmt) || statement->utilityStmt == nullptr) continue;
        // A prepared statement is copied before it runs, and stands alone.
        const bool is_copy = list_length(statements) == 1 && equal(statement->utilityStmt, utility_statement);
        if (statement->utilityStmt == utility_statement || is_copy) return part_of(statement, ActivePortal->sourceText);
    }
    return {};
}

core::Rows<core::WrittenName> long_names_in(core::Text text, Size longer_than) {
    Search search = {.longer_than = longer_than, .found = {}, .escaped = {}};
    const int to_client = client_min_messages;
    const int to_log = log_min_messages;
    // The scanner says once more that it cuts a name.
    client_min_messages = ERROR;
    log_min_messages = ERROR;
    PG_TRY();
    { scan(search, c_string(text)); }
    PG_FINALLY();
    {
        client_min_messages = to_client;
        log_min_messages = to_log;
    }
    PG_END_TRY();
    return search.found.rows();
}

}  // namespace conventions::pg
