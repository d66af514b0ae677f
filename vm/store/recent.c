/* vm/store/recent.c -- short keys that were looked up lately. */
// SPDX-License-Identifier: MIT
#include "vm/store/recent.h"

#include "vm/base/mem.h"

enum { FIRST_BITS = 6, MOST_BITS = 14 };

void recent_free(Recent *recent)
{
    mem_free(recent->slots);
    *recent = (Recent){0};
}

static void set_size(Recent *recent, int bits)
{
    recent->n_slots = 1 << bits;
    recent->shift = 64 - bits;
    if (recent->n_slots > recent->room) {
        mem_free(recent->slots);
        recent->slots = mem_alloc((size_t)recent->n_slots * sizeof *recent->slots);
        recent->room = recent->n_slots;
    }
    memset(recent->slots, 0, (size_t)recent->n_slots * sizeof *recent->slots);
}

void recent_begin(Recent *recent)
{
    set_size(recent, FIRST_BITS);
}

void recent_keep(Recent *recent, const Word *word, int entry, int keys)
{
    int bits = 64 - recent->shift;
    /* In large steps: each one forgets, and every key comes the long way once more. */
    if (keys > recent->n_slots / 2 && bits < MOST_BITS)
        set_size(recent, bits + 2 <= MOST_BITS ? bits + 2 : MOST_BITS);
    recent->slots[word_mix(word) >> recent->shift] =
        (RecentSlot){word->low, word->high, word->size, entry};
}
