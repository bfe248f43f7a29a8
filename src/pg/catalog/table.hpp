// A hash table from a number to a plain value, by open addressing.

#pragma once

#include <bit>

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
    unsigned bits = 0;     // which one

    T* find(std::uint64_t key) const {
        if (count == 0) return nullptr;
        for (std::size_t i = start(key);; i = (i + 1) & (room - 1)) {
            if (!entries[i].used) return nullptr;
            if (entries[i].key == key) return &entries[i].value;
        }
    }

    /// The value of the key, which is new and empty where the table did not hold it. Valid until the next put().
    T& put(std::uint64_t key) {
        if (T* const found = find(key)) return *found;
        // Half of it stays free: most look-ups of a whole database find nothing, and must come to a free entry.
        if ((count + 1) * 2 > room) grow();
        Entry& entry = free_entry(key);
        entry = Entry{key, T{}, true};
        ++count;
        return entry.value;
    }

private:
    // The upper bits of the product: OIDs come in runs, which it spreads evenly.
    std::size_t start(std::uint64_t key) const {
        return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> (64 - bits));
    }

    Entry& free_entry(std::uint64_t key) {
        std::size_t i = start(key);
        while (entries[i].used) i = (i + 1) & (room - 1);
        return entries[i];
    }

    void grow() {
        const std::size_t wanted = room == 0 ? 8 : room * 2;
        MemoryContext const home = entries == nullptr ? CurrentMemoryContext : GetMemoryChunkContext(entries);
        Entry* const old = entries;
        const std::size_t old_room = room;
        entries = static_cast<Entry*>(
            MemoryContextAllocExtended(home, wanted * sizeof(Entry), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO));
        room = wanted;
        bits = static_cast<unsigned>(std::countr_zero(wanted));
        for (std::size_t i = 0; i < old_room; ++i)
            if (old[i].used) free_entry(old[i].key) = old[i];
        if (old != nullptr) pfree(old);
    }
};

/// A value for each OID, empty where none was put. Catalogs are scanned in about the order in which objects were made:
/// neighbours by OID stand together, so that a large database is walked through without a cache miss for each look-up.
template <class T>
class ByOid {
public:
    T get(Oid oid) const {
        const T* const values = page(oid / page_size);
        return values == nullptr ? T{} : values[oid % page_size];
    }
    T& put(Oid oid) {
        T* values = page(oid / page_size);
        if (values == nullptr) values = make_page(oid / page_size);
        return values[oid % page_size];
    }

private:
    static constexpr Oid page_size = 64;

    T* page(Oid number) const {
        if (number == last_number_ && last_ != nullptr) return last_;
        T** const found = pages_.find(number);
        last_number_ = number;
        last_ = found == nullptr ? nullptr : *found;
        return last_;
    }
    T* make_page(Oid number) {
        T*& made = pages_.put(number);
        made = static_cast<T*>(MemoryContextAllocZero(GetMemoryChunkContext(pages_.entries), page_size * sizeof(T)));
        last_ = made;
        return made;
    }

    Table<T*> pages_;
    mutable Oid last_number_ = 0;
    mutable T* last_ = nullptr;
};

}  // namespace conventions::pg
