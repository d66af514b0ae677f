/* vm/store/keytable.h -- the keys of one side of a shuffle, in Spark's order.
 * Spark: AppendOnlyMap, PartitionedAppendOnlyMap, ExternalSorter without spilling
 * (semantics 5.9).
 *
 * Finding a key uses our own index. Spark's order depends on nothing but the hash codes
 * of the distinct keys and the order in which they first came, so it is computed once
 * at the end, by replaying the first insertions into Spark's table. Keys are records
 * (vm/store/record.h). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_KEYTABLE_H
#define SLUICE_STORE_KEYTABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/index.h"

typedef struct KeyTable {
    Index index; /* key record -> entry number; entry hash = hash_java */
} KeyTable;

void keytable_free(KeyTable *table); /* leaves an empty, valid table; all zero is one */
void keytable_clear(KeyTable *table); /* forgets the keys; keeps the memory */

static inline int keytable_count(const KeyTable *table)
{
    return table->index.count;
}

/* The entry of a key record of `size` bytes; adds it if new. `hash` is hash_java of the
 * key. */
int keytable_add(KeyTable *table, const char *key, size_t size, int32_t hash,
    bool *added);

/* Reduce side (rules 2 and 6): fills order[0 .. count-1] with entry numbers in the
 * order in which Spark's table is walked. */
void keytable_order(const KeyTable *table, int32_t *order);

/* Map side with combining (rule 3): the order in which the map task writes its records,
 * where partitions[entry], from 0 to n - 1, says where each goes; starts[p] is where
 * partition p begins in `order`, starts[n] is count. */
void keytable_map_order(const KeyTable *table, const uint32_t *partitions, int n,
    int32_t *order, int32_t *starts);

/* The order of java.util.HashMap, which SubtractedRDD uses. */
void keytable_hashmap_order(const KeyTable *table, int32_t *order);

#endif
