/* vm/base/index.c -- byte strings numbered in the order of first sight. */
// SPDX-License-Identifier: MIT
#include <limits.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/index.h"
#include "vm/base/mem.h"

enum { FIRST_SLOTS = 64 };

void index_free(Index *index)
{
    mem_free(index->entries);
    mem_free(index->slots);
    buffer_free(&index->keys);
    *index = (Index){0};
}

/* Java's hash codes of similar strings differ in few, low bits; the multiplication
 * spreads them over the word and the shift brings them down to where the mask is. */
static uint32_t first_slot(int32_t hash)
{
    uint32_t mixed = (uint32_t)hash * 0x9E3779B1u;
    return mixed ^ mixed >> 15;
}

/* A slot holds a number, plus 1, in the bits that numbers of such an index need; the
 * bits above are those of the mixed hash, which tell most other keys apart without a
 * look at their entries. */
static uint32_t make_slot(const Index *index, int number, int32_t hash)
{
    uint32_t bits = (uint32_t)index->n_slots - 1;
    return (first_slot(hash) & ~bits) | (uint32_t)(number + 1);
}

static int number_in(const Index *index, uint32_t slot)
{
    return (int)(slot & ((uint32_t)index->n_slots - 1)) - 1;
}

/* memcmp, but without a call for the short keys that most programs have. */
static bool same_bytes(const char *a, const char *b, size_t size)
{
    if (size < sizeof(uint64_t) || size > 2 * sizeof(uint64_t))
        return memcmp(a, b, size) == 0;

    /* The two words overlap where size is less than 16. */
    size_t last = size - sizeof(uint64_t);
    uint64_t words[4];
    memcpy(&words[0], a, sizeof(uint64_t));
    memcpy(&words[1], b, sizeof(uint64_t));
    memcpy(&words[2], a + last, sizeof(uint64_t));
    memcpy(&words[3], b + last, sizeof(uint64_t));
    return words[0] == words[1] && words[2] == words[3];
}

/* The slot that holds the key, or the free one where it belongs. The steps 1, 2, 3 ...
 * reach every slot of a table whose size is a power of two, and half are free. */
static uint32_t find_slot(const Index *index, const char *key, size_t size,
    int32_t hash)
{
    uint32_t mask = (uint32_t)index->n_slots - 1;
    uint32_t mixed = first_slot(hash);
    uint32_t at = mixed & mask;

    for (uint32_t step = 1; index->slots[at] != 0; at = (at + step++) & mask) {
        if (((index->slots[at] ^ mixed) & ~mask) != 0)
            continue;
        int number = number_in(index, index->slots[at]);
        const IndexEntry *entry = &index->entries[number];
        if (entry->hash == hash && entry->size == size &&
            same_bytes(index_key(index, number), key, size))
            break;
    }
    return at;
}

/* The slot of an entry that is there. */
static uint32_t slot_of(const Index *index, int number)
{
    uint32_t mask = (uint32_t)index->n_slots - 1;
    uint32_t at = first_slot(index->entries[number].hash) & mask;
    for (uint32_t step = 1; number_in(index, index->slots[at]) != number; step++)
        at = (at + step) & mask;
    return at;
}

/* A table that was large once does not cost its size each time it holds little. */
void index_clear(Index *index)
{
    enum { MANY = 16 }; /* slots for each key */
    if (index->count > index->n_slots / MANY)
        memset(index->slots, 0, (size_t)index->n_slots * sizeof *index->slots);
    else
        for (int number = 0; number < index->count; number++)
            index->slots[slot_of(index, number)] = 0;
    index->count = 0;
    buffer_clear(&index->keys);
}

static void grow_slots(Index *index)
{
    CHECK(index->n_slots <= INT_MAX / 4);
    int n_slots = index->n_slots == 0 ? FIRST_SLOTS : index->n_slots * 2;
    uint32_t mask = (uint32_t)n_slots - 1;

    mem_free(index->slots);
    index->slots = mem_zero_alloc((size_t)n_slots * sizeof *index->slots);
    index->n_slots = n_slots;
    for (int number = 0; number < index->count; number++) {
        uint32_t at = first_slot(index->entries[number].hash) & mask;
        for (uint32_t step = 1; index->slots[at] != 0; step++)
            at = (at + step) & mask;
        index->slots[at] = make_slot(index, number, index->entries[number].hash);
    }
}

static int append_entry(Index *index, const char *key, size_t size, int32_t hash)
{
    CHECK(size <= UINT32_MAX);
    index->entries = mem_grow(index->entries, &index->capacity, index->count + 1,
        sizeof *index->entries);
    index->entries[index->count] = (IndexEntry){index->keys.size, (uint32_t)size, hash};
    /* Even an empty key needs an address that index_key can compute with. */
    buffer_reserve(&index->keys, size);
    buffer_append(&index->keys, key, size);
    return index->count++;
}

int index_add(Index *index, const char *key, size_t size, int32_t hash, bool *added)
{
    /* Room for one more first: growing afterwards would move the slot. */
    if (index->count >= index->n_slots / 2)
        grow_slots(index);

    uint32_t at = find_slot(index, key, size, hash);
    *added = index->slots[at] == 0;
    if (!*added)
        return number_in(index, index->slots[at]);

    int number = append_entry(index, key, size, hash);
    index->slots[at] = make_slot(index, number, hash);
    return number;
}

int index_find(const Index *index, const char *key, size_t size, int32_t hash)
{
    if (index->count == 0)
        return -1;

    return number_in(index, index->slots[find_slot(index, key, size, hash)]);
}

void index_prefetch(const Index *index, int32_t hash)
{
    if (index->n_slots > 0)
        __builtin_prefetch(
            &index->slots[first_slot(hash) & ((uint32_t)index->n_slots - 1)]);
}

int index_guess(const Index *index, int32_t hash)
{
    if (index->n_slots == 0)
        return -1;

    uint32_t mask = (uint32_t)index->n_slots - 1;
    uint32_t mixed = first_slot(hash);
    uint32_t slot = index->slots[mixed & mask];
    return ((slot ^ mixed) & ~mask) == 0 ? number_in(index, slot) : -1;
}
