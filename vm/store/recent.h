/* vm/store/recent.h -- the entries of short keys that were looked up lately.
 * Spark: none.
 *
 * In front of a KeyTable: a key of up to 16 bytes that came before is found by its
 * bytes as two numbers, without hashing its text. What is not found here is looked up
 * there. There is a ceiling; beyond it a newer key takes the place of an older one. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_RECENT_H
#define SLUICE_STORE_RECENT_H

#include "vm/base/word.h"

/* The numbers of the word side by side, without a gap. */
typedef struct RecentSlot {
    uint64_t low;
    uint64_t high;
    uint32_t size; /* 0: free */
    int32_t entry;
} RecentSlot;

typedef struct Recent {
    RecentSlot *slots; /* a power of two of them, and RECENT_STEPS more */
    int shift;         /* of a mixed word, to its first slot */
    int kept;
} Recent;

enum { RECENT_STEPS = 4 }; /* slots in which a word may be, one behind the other */

void recent_free(Recent *recent);  /* leaves an empty, valid one; all zero is one */
void recent_begin(Recent *recent); /* forgets all; makes one ready */

/* The entry of a word, or -1. */
static inline int recent_find(const Recent *recent, const Word *word)
{
    const RecentSlot *slot = &recent->slots[word_mix(word) >> recent->shift];
    for (int step = 0; step < RECENT_STEPS; step++, slot++) {
        if (slot->low == word->low && slot->high == word->high &&
            slot->size == word->size)
            return slot->entry;
    }
    return -1;
}

/* Keeps a word that was not found. */
void recent_keep(Recent *recent, const Word *word, int entry);

#endif
