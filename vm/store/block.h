/* vm/store/block.h -- a block and its copies.
 * Spark: BlockInfo, BlockStatus.
 *
 * The copies in memory share their bytes, and each is charged in full to its executor.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_BLOCK_H
#define SLUICE_STORE_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/store/block_id.h"
#include "vm/store/level.h"
#include "vm/store/memory.h"
#include "vm/store/statemap.h"

enum { BLOCK_MAX_COPIES = 3 };

typedef struct Block {
    BlockId id;
    Buffer data; /* records, if a copy is in memory; blocks_read has them always */
    int64_t records;
    StateMap *state; /* BLOCK_RDD of mapWithState: the states beside the data; or NULL
                      */
    StorageLevel level;
    int executor; /* where it was made; once that copy is gone, where another one is */
    int job;      /* BLOCK_RDD: the job in which it was kept */
    /* BLOCK_SHUFFLE: records for reduce partition p are
     * data[offsets[p] .. offsets[p + 1]); NULL for other kinds. */
    uint64_t *offsets;
    int n_offsets; /* reduce partitions + 1, or 0 */

    /* Set by the manager. */
    int64_t size; /* bytes of its records, also while they are on disk only */
    BlockCopy copies[BLOCK_MAX_COPIES];
} Block;

/* A copy of a block that is about to be stored, as a block of its own without copies;
 * takes its data, state and offsets, and leaves them empty. */
Block *block_take(Block *block);
void block_delete(Block *block);

/* Bytes that a copy in memory counts: the records, and the states that it added. */
int64_t block_charge(const Block *block);

bool block_may_be_on_disk(const Block *block);
bool block_may_be_in_memory(const Block *block);

bool block_is_in_memory(const Block *block); /* some copy of it */
int block_count_copies(const Block *block);

/* The copy on an executor; NULL if there is none. */
BlockCopy *block_copy_at(Block *block, int executor);
bool block_is_at(const Block *block, int executor);

/* Bytes of records in memory and on disk, added up over the copies. */
int64_t block_memory_bytes(const Block *block);
int64_t block_disk_bytes(const Block *block);

#endif
