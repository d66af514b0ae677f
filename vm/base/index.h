/* vm/base/index.h -- byte strings numbered in the order in which they were first seen.
 * Spark: none.
 *
 * Maps a key (bytes and their 32-bit hash, which the caller computes) to 0, 1, 2 ...
 * Open addressing; the index owns copies of the keys. Keys are never removed one by
 * one. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_INDEX_H
#define SLUICE_BASE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"

typedef struct IndexEntry {
    size_t offset; /* of the key in `keys` */
    uint32_t size;
    int32_t hash;
} IndexEntry;

typedef struct Index {
    IndexEntry *entries; /* by number */
    int count;
    int capacity;
    uint32_t *slots; /* number + 1, and a part of the hash above it; 0 is free */
    int n_slots;     /* power of two, or 0 */
    Buffer keys;
} Index;

void index_free(Index *index);  /* leaves an empty, valid index; all zero is one, too */
void index_clear(Index *index); /* forgets all keys; keeps the memory */

/* The number of the key; adds it if it is new, and says so in *added. */
int index_add(Index *index, const char *key, size_t size, int32_t hash, bool *added);
int index_find(const Index *index, const char *key, size_t size, int32_t hash); /* -1 */

/* For looking up many keys in an index that no cache holds: the number that a key of
 * this hash has most likely, or -1; before that, index_prefetch asks for the memory
 * that says so. Neither changes anything. */
void index_prefetch(const Index *index, int32_t hash);
int index_guess(const Index *index, int32_t hash);

static inline const char *index_key(const Index *index, int number)
{
    return index->keys.data + index->entries[number].offset;
}

#endif
