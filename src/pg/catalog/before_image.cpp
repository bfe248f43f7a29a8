// before_image.cpp: the snapshot of a moment that is already past in this transaction.

#include "pg/catalog/catalog.hpp"

namespace conventions::pg {

// A copy, because the registered snapshot is shared: writing curcid there would damage the transaction.
void push_before_image(CommandId before) {
    PushCopiedSnapshot(GetLatestSnapshot());
    GetActiveSnapshot()->curcid = before;
}

CommandId present_command() { return GetCurrentCommandId(false); }

}  // namespace conventions::pg
