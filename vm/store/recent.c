/* vm/store/recent.c -- short keys that were looked up lately. */
// SPDX-License-Identifier: MIT
#include "vm/store/recent.h"

#include "vm/base/mem.h"

enum { LEAST_BITS = 6, MOST_BITS = 15 };

void recent_free(Recent *recent)
{
    mem_free(recent->slots);
    *recent = (Recent){0};
}

static int count_slots(const Recent *recent)
{
    return (1 << (64 - recent->shift)) + RECENT_STEPS;
}

static void make_slots(Recent *recent, int bits)
{
    recent->shift = 64 - bits;
    recent->kept = 0;
    recent->slots = mem_zero_alloc((size_t)count_slots(recent) * sizeof *recent->slots);
}

/* A table that was large once does not cost its size each time it holds little. */
void recent_begin(Recent *recent)
{
    enum { MANY = 16 }; /* slots for each word */
    if (recent->slots == NULL) {
        make_slots(recent, LEAST_BITS);
    } else if (recent->kept < count_slots(recent) / MANY) {
        mem_free(recent->slots);
        make_slots(recent, LEAST_BITS);
    } else {
        memset(recent->slots, 0, (size_t)count_slots(recent) * sizeof *recent->slots);
        recent->kept = 0;
    }
}

/* A free slot for a word, or the first of those where it may be. */
static RecentSlot *find_room(const Recent *recent, const Word *word)
{
    RecentSlot *first = &recent->slots[word_mix(word) >> recent->shift];
    for (int step = 0; step < RECENT_STEPS; step++) {
        if (first[step].size == 0)
            return &first[step];
    }
    return first;
}

static void put(Recent *recent, const Word *word, int entry)
{
    RecentSlot *slot = find_room(recent, word);
    recent->kept += slot->size == 0;
    *slot = (RecentSlot){word->low, word->high, word->size, entry};
}

static void grow(Recent *recent)
{
    RecentSlot *old = recent->slots;
    int count = count_slots(recent);
    make_slots(recent, 64 - recent->shift + 1);
    for (int i = 0; i < count; i++) {
        Word word = {old[i].low, old[i].high, old[i].size};
        if (word.size > 0)
            put(recent, &word, old[i].entry);
    }
    mem_free(old);
}

void recent_keep(Recent *recent, const Word *word, int entry)
{
    int bits = 64 - recent->shift;
    if (2 * recent->kept > 1 << bits && bits < MOST_BITS)
        grow(recent);
    put(recent, word, entry);
}
