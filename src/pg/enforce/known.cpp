// known.cpp: fingerprints of the findings that were there before a command that commits inside.
// Memory: an array in TopMemoryContext; the transaction in which it was made is gone when it is asked.

#include "pg/enforce/enforce.hpp"

namespace conventions::pg {
namespace {

// Length of Reply fingerprints: 128 bits in hexadecimal.
constexpr Size fingerprint_length = 32;

struct Fingerprint {
    char digits[fingerprint_length];
};
List<Fingerprint> known = {};

}  // namespace

void remember_known(const core::Reply& reply) {
    MemoryContext const outer = MemoryContextSwitchTo(TopMemoryContext);
    for (const core::FindingRow& row : core::findings(reply)) {
        Fingerprint& made = known.add();
        for (Size i = 0; i < fingerprint_length && i < row.fingerprint.size(); ++i) made.digits[i] = row.fingerprint[i];
    }
    MemoryContextSwitchTo(outer);
}

void drop_known(core::Reply& reply, bool errors) {
    if (known.count == 0) return;
    List<bool> drop = {};
    for (const core::FindingRow& row : core::findings(reply)) {
        bool is_known = false;
        for (const Fingerprint& each : known.rows())
            is_known |= (errors || row.severity < core::Severity::error) &&
                        row.fingerprint == core::Text(each.digits, fingerprint_length);
        drop.add() = is_known;
    }
    core::drop_rows(reply, drop.rows());
}

void forget_known_findings() { known.count = 0; }

}  // namespace conventions::pg
