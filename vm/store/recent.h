/* vm/store/recent.h -- the entries of short keys that were looked up lately.
 * Spark: none.
 *
 * In front of a KeyTable: a key of up to 16 bytes that came before is found by one
 * comparison, without hashing its text. What is not found here is looked up there; a
 * newer key may take the place of an older one. The size follows the number of keys, so
 * that a small task clears little. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_RECENT_H
#define SLUICE_STORE_RECENT_H

#include "vm/base/word.h"

/* The word's numbers side by side: three slots in two lines of the processor's cache.
 */
typedef struct RecentSlot {
    uint64_t low;
    uint64_t high;
    uint32_t size; /* 0: free */
    int32_t entry;
} RecentSlot;

typedef struct Recent {
    RecentSlot *slots;
    int n_slots; /* in use: a power of two, or 0 */
    int shift;   /* of the mixed word, to a slot */
    int room;    /* slots allocated */
} Recent;

void recent_free(Recent *recent);  /* leaves an empty, valid one; all zero is one */
void recent_begin(Recent *recent); /* forgets all */

/* The entry of a word, or -1. */
static inline int recent_find(const Recent *recent, const Word *word)
{
    const RecentSlot *slot = &recent->slots[word_mix(word) >> recent->shift];
    bool same =
        slot->low == word->low && slot->high == word->high && slot->size == word->size;
    return same ? slot->entry : -1;
}

/* Keeps a word that was not found; `keys` is how many there are in all. */
void recent_keep(Recent *recent, const Word *word, int entry, int keys);

#endif
