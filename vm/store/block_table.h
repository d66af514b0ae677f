/* vm/store/block_table.h -- finding a block by its id; used by vm/store/blocks.c.
 * Spark: the maps of BlockManager and BlockManagerMaster.
 *
 * Open addressing with linear probing; removal moves later entries back, so there are
 * no tombstones. Blocks that are numbered one after the other, as the outputs of a
 * shuffle are, stand beside each other, eight by eight: whoever asks for one asks for
 * all. The table borrows its blocks. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_BLOCK_TABLE_H
#define SLUICE_STORE_BLOCK_TABLE_H

#include "vm/store/block.h"

typedef struct BlockSlot {
    Block *block; /* NULL is free */
    uint64_t hash;
} BlockSlot;

typedef struct BlockTable {
    BlockSlot *slots;
    uint64_t n_slots; /* a power of two, at most half of them used; or 0 */
    uint64_t count;
} BlockTable;

void block_table_free(BlockTable *table);

/* The block of an id, or NULL. */
Block *block_table_find(const BlockTable *table, BlockId id);

/* Adds a block whose id is not there yet; removes one that is there. */
void block_table_add(BlockTable *table, Block *block);
void block_table_remove(BlockTable *table, BlockId id);

/* Walks the blocks, in an order that means nothing: *at is 0 at first. NULL at the end.
 * Nothing may be added or removed meanwhile. */
Block *block_table_next(const BlockTable *table, uint64_t *at);

#endif
