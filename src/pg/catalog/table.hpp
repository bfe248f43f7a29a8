// A hash table from a number to a plain value, by open addressing.

#pragma once

#include "pg/pg.hpp"

namespace conventions::pg {

/// Owns nothing: its memory belongs to the context that was current when it first grew.
template <class T>
struct Table {
    struct Entry {
        std::uint64_t key;
        T value;
        bool used;
    };
    Entry* entries = nullptr;
    std::size_t count = 0;
    std::size_t room = 0;  // a power of two

    T* find(std::uint64_t key) const {
        if (count == 0) return nullptr;
        for (std::size_t i = start(key, room);; i = (i + 1) & (room - 1)) {
            if (!entries[i].used) return nullptr;
            if (entries[i].key == key) return &entries[i].value;
        }
    }

    /// The value of the key, which is new and empty where the table did not hold it. Valid until the next put().
    T& put(std::uint64_t key) {
        if (T* const found = find(key)) return *found;
        if ((count + 1) * 4 > room * 3) grow();
        Entry& entry = free_entry(entries, room, key);
        entry = Entry{key, T{}, true};
        ++count;
        return entry.value;
    }

private:
    static std::size_t start(std::uint64_t key, std::size_t room) {
        const std::uint64_t mixed = key * 0x9E3779B97F4A7C15ULL;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32)) & (room - 1);
    }

    static Entry& free_entry(Entry* entries, std::size_t room, std::uint64_t key) {
        std::size_t i = start(key, room);
        while (entries[i].used) i = (i + 1) & (room - 1);
        return entries[i];
    }

    void grow() {
        const std::size_t wanted = room == 0 ? 8 : room * 2;
        MemoryContext const home = entries == nullptr ? CurrentMemoryContext : GetMemoryChunkContext(entries);
        Entry* const bigger = static_cast<Entry*>(
            MemoryContextAllocExtended(home, wanted * sizeof(Entry), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO));
        for (std::size_t i = 0; i < room; ++i)
            if (entries[i].used) free_entry(bigger, wanted, entries[i].key) = entries[i];
        if (entries != nullptr) pfree(entries);
        entries = bigger;
        room = wanted;
    }
};

}  // namespace conventions::pg
