/* vm/store/replay.h -- the order in which Spark walks a hash table of its own.
 * Spark: OpenHashSet, AppendOnlyMap (semantics 5.9, rules 2 and 10).
 *
 * These tables have slots that are probed at growing distances, and double when seven
 * tenths are full. Their order depends on nothing but the hashes of the keys and the
 * order in which they came, so we keep no such table: it is filled when its order is
 * wanted, with numbers of keys only. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_REPLAY_H
#define SLUICE_STORE_REPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"

typedef struct ReplayKeys {
    const void *homes; /* uint32_t of key 0: the hash whose low bits are the slot */
    size_t stride;     /* bytes from the home of one key to that of the next */
    int count;         /* keys are numbers from 0 on */
    const int32_t *filling; /* the order in which they come; NULL: that of numbers */
    int null_key;           /* the key null, which has no slot and comes first; or -1 */
    bool null_counts;       /* but the table grows as if it had one */
    uint32_t capacity;      /* slots that the table begins with, a power of two */
} ReplayKeys;

/* Fills order[0 .. count-1] with the numbers of the keys. `room` is memory that may be
 * used, and is kept for the next time; or NULL. */
void replay_order(const ReplayKeys *keys, Buffer *room, int32_t *order);

#endif
