// kept.cpp: what was said in this session, because clients swallow it: the source of conventions.warnings().
// Memory: a context of its own under TopMemoryContext, emptied when it holds too much; so it survives a rollback.

#include "pg/enforce/enforce.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace conventions::pg {
namespace {

/// A session keeps so many; then it forgets the older half.
constexpr Size kept_at_most = 1000;

MemoryContext home = nullptr;
List<KeptFinding> kept = {};
int32 commands = 0;

char* keep_text(core::Text text) {
    char* const copy = static_cast<char*>(MemoryContextAlloc(home, text.size() + 1));
    memcpy(copy, text.data() == nullptr ? "" : text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

void free_texts(const KeptFinding& old) {
    for (char* const text : {old.rule, old.severity, old.moment, old.identity, old.message, old.detail, old.fix_sql})
        pfree(text);
}

void forget_older_half() {
    const Size gone = kept.count / 2;
    for (Size i = 0; i < gone; ++i) free_texts(kept.items[i]);
    for (Size i = gone; i < kept.count; ++i) kept.items[i - gone] = kept.items[i];
    kept.count -= gone;
}

}  // namespace

void keep_findings(core::Rows<core::FindingRow> rows, const char* status_or_null, bool repeat) {
    if (home == nullptr) home = AllocSetContextCreate(TopMemoryContext, "conventions warnings", ALLOCSET_DEFAULT_SIZES);
    ++commands;
    for (const core::FindingRow& row : rows) {
        if (kept.count >= kept_at_most) forget_older_half();
        char* const fix = fix_text(row);
        // Whole before it is in the list: lack of memory must not leave half a row there.
        const KeptFinding made = {
            .at = GetCurrentTimestamp(),
            .backend_command = commands,
            .rule = keep_text(row.rule),
            .severity = keep_text(status_or_null != nullptr ? core::Text(status_or_null) : core::name_of(row.severity)),
            .moment = keep_text(core::name_of(row.moment)),
            .identity = keep_text(row.identity),
            .message = keep_text(row.message),
            .detail = keep_text(row.detail),
            .fix_sql = keep_text(core::Text(fix)),
            .repeat = repeat};
        MemoryContext const outer = MemoryContextSwitchTo(home);
        kept.add() = made;
        MemoryContextSwitchTo(outer);
        pfree(fix);
    }
}

std::span<const KeptFinding> kept_findings() { return {kept.items, kept.count}; }

int32 last_kept() { return commands; }

void forget_repeats(int32 since) {
    for (Size i = kept.count; i > 0 && kept.items[i - 1].backend_command > since; --i) kept.items[i - 1].repeat = false;
}

void repeat_kept() {
    Size first = kept.count;
    while (first > 0 && kept.items[first - 1].repeat) --first;
    for (Size i = first; i < kept.count; ++i) {
        KeptFinding& finding = kept.items[i];
        finding.repeat = false;
        ereport(WARNING, (errcode(MAKE_SQLSTATE('S', 'C', '0', '0', '1')),
                          errmsg_internal("%s (%s)", finding.message, finding.rule),
                          errdetail("Already said when the last transaction was committed.")));
    }
}

void forget_kept() {
    for (const KeptFinding& old : kept.rows()) free_texts(old);
    kept.count = 0;
}

}  // namespace conventions::pg
