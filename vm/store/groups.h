/* vm/store/groups.h -- the values of each key, side by side.
 * Spark: CoGroupedRDD, groupByKey (semantics 5.9, rules 6 to 8).
 *
 * All keys of all sides are in one KeyTable; a side is a parent of a cogroup, and
 * groupByKey has one. Values are records in one buffer, chained by key and side in the
 * order in which they were added, so nothing is allocated for a key. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_GROUPS_H
#define SLUICE_STORE_GROUPS_H

#include "vm/base/buffer.h"
#include "vm/store/keytable.h"
#include "vm/store/record.h"

typedef struct Chain {
    uint64_t first; /* offset + 1 of a value; 0: there is none */
    uint64_t last;
    uint32_t count;
} Chain;

typedef struct Groups {
    KeyTable keys;
    int n_sides;
    Chain *chains; /* n_sides for each key */
    int chains_capacity;
    Buffer values;  /* of each value: offset + 1 of the next one, and the record */
    int32_t *order; /* keys in Spark's order */
    int order_capacity;
} Groups;

void groups_free(Groups *groups); /* leaves an empty, valid one; all zero is one */
void groups_begin(Groups *groups, int n_sides); /* forgets everything; keeps memory */

/* The entry of a key record; added if it is new. */
int groups_add_key(Groups *groups, const char *key, size_t size, int32_t hash);

/* Asks for the memory that adding a value to each of n keys of these hashes will read:
 * a processor waits long for what no cache holds, and as long for many as for one. */
void groups_prefetch_adds(const Groups *groups, int side, const int32_t *hashes, int n);

/* Adds a value record to a side of an entry. */
void groups_add_value(Groups *groups, int entry, int side, const char *value,
    size_t size);

/* Where the next value of a side is to be appended to, as a record, by the caller; it
 * has to call groups_end_value then. */
Buffer *groups_begin_value(Groups *groups);
void groups_end_value(Groups *groups, int entry, int side, size_t start);

/* Forgets the value that was begun at `start`. */
static inline size_t groups_value_start(const Groups *groups)
{
    return groups->values.size;
}

static inline int groups_count(const Groups *groups)
{
    return keytable_count(&groups->keys);
}

/* The entries in Spark's order: borrowed until the next key is added. */
const int32_t *groups_order(Groups *groups);

static inline const char *groups_key(const Groups *groups, int entry)
{
    return index_key(&groups->keys.index, entry);
}

static inline const Chain *groups_chain(const Groups *groups, int entry, int side)
{
    return &groups->chains[(size_t)entry * (size_t)groups->n_sides + (size_t)side];
}

/* The same for a walk through all keys in their order that is at order[i]. */
void groups_prefetch_walk(const Groups *groups, const int32_t *order, int i);

/* for (at = groups_first(...); at != NULL; at = groups_next(groups, at)): values. */
const char *groups_first(const Groups *groups, int entry, int side);
const char *groups_next(const Groups *groups, const char *value);

/* Appends the values of a side as one list record. */
void groups_append_list(const Groups *groups, int entry, int side, RecordTag tag,
    Buffer *out);

#endif
