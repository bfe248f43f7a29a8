// Memory for the rows of one reading, which go all at once.

#pragma once

#include <sys/mman.h>

#include "pg/pg.hpp"

namespace conventions::pg {

/// Hands out pieces of large blocks of a memory context. Half of what a schema is made of are names and short arrays:
/// a palloc() of its own would cost each of them a header and its rounding up to a power of two.
struct Arena {
    MemoryContext context = nullptr;
    /// Rows are taken from the front of the block, texts from its end: so that texts need not be aligned.
    char* front = nullptr;
    char* back = nullptr;
    std::size_t block = 0;

    void* rows(std::size_t size) {
        size = MAXALIGN(size);
        if (size > static_cast<std::size_t>(back - front)) return make_room(size) ? rows(size) : alone(size);
        char* const piece = front;
        front += size;
        return piece;
    }
    char* text(std::size_t size) {
        if (size > static_cast<std::size_t>(back - front))
            return make_room(size) ? text(size) : static_cast<char*>(alone(size));
        back -= size;
        return back;
    }

private:
    static constexpr std::size_t first_block = 2048;
    static constexpr std::size_t last_block = 16 * 1024 * 1024;

    void* alone(std::size_t size) const {
        auto* const piece = static_cast<char*>(MemoryContextAllocExtended(context, size, MCXT_ALLOC_HUGE));
        ask_for_large_pages(piece, size);
        return piece;
    }

    /// A fault for each small page is a fifth of what reading a large database costs. Only a hint, and only for what
    /// will mostly be filled.
    static void ask_for_large_pages([[maybe_unused]] char* begin, [[maybe_unused]] std::size_t size) {
#ifdef MADV_HUGEPAGE
        constexpr std::uintptr_t page = 2 * 1024 * 1024;
        const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) & ~(page - 1);
        const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(begin) + size) & ~(page - 1);
        if (size >= 4 * page) (void)madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
    }

    /// A new block; false for a piece that would take most of one, and leave the rest of the present one unused.
    bool make_room(std::size_t size) {
        const std::size_t wanted = block == 0 ? first_block : block < last_block ? block * 2 : block;
        if (size > wanted / 4) return false;
        block = wanted;
        front = static_cast<char*>(MemoryContextAlloc(context, block));
        back = front + block;
        ask_for_large_pages(front, block);
        return true;
    }
};

}  // namespace conventions::pg
