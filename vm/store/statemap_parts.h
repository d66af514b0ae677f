/* vm/store/statemap_parts.h -- a state map from inside: what statemap.c and
 * statemap_walk.c share. Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_STATEMAP_PARTS_H
#define SLUICE_STORE_STATEMAP_PARTS_H

#include <stdatomic.h>

#include "vm/store/statemap.h"

struct StateMap {
    int refs;
    bool has_parent_ref;
    StateMap *parent; /* the next level below; NULL if nothing below shows */
    int level;        /* levels below this one */
    StateTable table;
    /* Of this level and those below. The first map on top takes it for itself; another
     * one makes it again. NULL: there is none any more. */
    StateIndex *_Atomic index;
    int64_t size;
    int64_t below_size; /* keys with a state in the map that this one began from */
    int64_t below_cells;
    size_t below_bytes;
    /* As in Spark, whose chain gets shorter by compaction only. */
    int64_t links;
    int64_t below_entries; /* the sum of the sizes of all tables below */
};

/* Cells in this level and those below. */
static inline int64_t statemap_cells(const StateMap *map)
{
    return map->below_cells + map->table.count;
}

/* Copies what a sealed map lists, cells as they lie in memory: a walk in the order of
 * listings would wait for each. Returns that order in the new numbers. */
int32_t *statemap_copy_listed(const StateMap *map, StateTable *into);

#endif
