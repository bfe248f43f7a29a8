// pg/: the server side of the sandwich; plain data and memory contexts only, no object with a destructor in any frame.
// The one prelude: core and C++ headers come first, because postgres.h redefines names that they use.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/facts/facts.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wsign-compare"
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wregister"
#pragma GCC diagnostic ignored "-Wc99-extensions"
#else
#pragma GCC diagnostic ignored "-Wregister"
#pragma GCC diagnostic ignored "-Wpedantic"
#endif

extern "C" {
#include "postgres.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/nodes.h"
#include "nodes/parsenodes.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
}

#pragma GCC diagnostic pop

namespace conventions::pg {

/// An array of count zeroed elements in the current memory context; raises on lack of memory.
template <class T>
T* allocate(std::size_t count) {
    return static_cast<T*>(palloc_extended(count == 0 ? 1 : count * sizeof(T), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO));
}

/// A copy of text in the current memory context.
inline core::Text keep(core::Text text) {
    char* const copy = static_cast<char*>(palloc(text.size() + 1));
    for (std::size_t i = 0; i < text.size(); ++i) copy[i] = text[i];
    copy[text.size()] = '\0';
    return {copy, text.size()};
}

/// A NUL terminated copy of text in the current memory context.
inline char* c_string(core::Text text) { return const_cast<char*>(keep(text).data()); }

/// A row array that grows; it owns nothing, its memory belongs to the context in which it first grew.
template <class T>
struct List {
    T* items = nullptr;
    std::size_t count = 0;
    std::size_t room = 0;

    T& add() {
        if (count == room) grow();
        items[count] = T{};
        return items[count++];
    }
    core::Rows<T> rows() const { return {items, count}; }

private:
    void grow() {
        const std::size_t wanted = room == 0 ? 16 : room * 2;
        // A large array grows where it is, without a second one beside it; what is not filled takes no memory.
        void* const bigger = items == nullptr ? palloc_extended(wanted * sizeof(T), MCXT_ALLOC_HUGE)
                                              : repalloc_huge(items, wanted * sizeof(T));
        items = static_cast<T*>(bigger);
        room = wanted;
    }
};

}  // namespace conventions::pg
