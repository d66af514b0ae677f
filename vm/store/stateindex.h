/* vm/store/stateindex.h -- where the keys of a chain of state tables are: one look-up,
 * however long the chain. Spark: none, which asks one table after the other.
 *
 * An index has the levels of a chain from the bottom. For each key it knows the cell of
 * the highest level that holds it. Cells have ids: those of a level follow those of the
 * levels below. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_STATEINDEX_H
#define SLUICE_STORE_STATEINDEX_H

#include <stddef.h>
#include <stdint.h>

#include "vm/store/statetable.h"

typedef struct IndexLevel {
    const StateTable *table;
    uint32_t first_id;
} IndexLevel;

typedef struct StateIndex {
    uint32_t *slots; /* id + 1 and a part of the home; 0 is free */
    uint32_t n_slots;
    uint32_t count; /* slots in use */
    uint32_t most;  /* that may be */
    IndexLevel *levels;
    int n_levels;
    int levels_capacity;
} StateIndex;

/* Where a key is: the table is NULL if it is nowhere. Valid until the index changes. */
typedef struct StatePlace {
    const StateTable *table;
    int number;
    uint32_t older; /* as a newer cell of the key says where it was before */
    uint32_t slot;  /* of the index: that of the key, or the one it would get */
} StatePlace;

/* Without levels. `index` is one that is not wanted any more, whose memory may serve,
 * or NULL. */
StateIndex *stateindex_new(StateIndex *index, int64_t cells);
void stateindex_delete(StateIndex *index); /* NULL is allowed */

/* Puts an empty table on top; it may be filled only by stateindex_put. */
void stateindex_push(StateIndex *index, const StateTable *table);
/* The same for a table with cells that know where their keys were before. */
void stateindex_push_filled(StateIndex *index, const StateTable *table);
/* Takes empty tables off, until n levels are left. */
void stateindex_pop(StateIndex *index, int n_levels);

StatePlace stateindex_find(const StateIndex *index, const StateKey *key);
/* The cell that was `older`. */
StatePlace stateindex_older(const StateIndex *index, uint32_t older);
/* A key that was found there is now in a cell of the top level, the next one. */
void stateindex_put(StateIndex *index, StatePlace place, int number);

/* Asks for the memory that finding each of n keys, at most STATEINDEX_RUN, will read: a
 * processor waits long for what no cache holds, and as long for many as for one. Fills
 * guesses[] with where they seem to be. */
enum { STATEINDEX_RUN = 32 };
void stateindex_guess(const StateIndex *index, const StateKey *keys, int n,
    StatePlace *guesses);
/* Finds a key for which a guess was made, whatever has changed since. */
StatePlace stateindex_find_guessed(const StateIndex *index, const StateKey *key,
    const StatePlace *guess);

/* Bytes of an index with as many keys, however it came to be. */
size_t stateindex_bytes(int64_t keys);

#endif
