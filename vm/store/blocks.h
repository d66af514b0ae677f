/* vm/store/blocks.h -- where data is kept.
 * Spark: BlockManager, MemoryStore, StorageLevel, MapOutputTracker.
 *
 * Simplified: memory only, one copy; the level is remembered and shown. The manager
 * owns the bytes of its blocks. Blocks are immutable once put, so tasks on several
 * threads may read them while nobody puts or removes. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_BLOCKS_H
#define SLUICE_STORE_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/store/statemap.h"

/* LEVEL(constant, name, disk, memory, off-heap, deserialized, replicas):
 * semantics 10.10. */
#define STORAGE_LEVELS(LEVEL)                                                  \
    LEVEL(LEVEL_NONE, "NONE", 0, 0, 0, 0, 1)                                   \
    LEVEL(LEVEL_DISK_ONLY, "DISK_ONLY", 1, 0, 0, 0, 1)                         \
    LEVEL(LEVEL_DISK_ONLY_2, "DISK_ONLY_2", 1, 0, 0, 0, 2)                     \
    LEVEL(LEVEL_DISK_ONLY_3, "DISK_ONLY_3", 1, 0, 0, 0, 3)                     \
    LEVEL(LEVEL_MEMORY_ONLY, "MEMORY_ONLY", 0, 1, 0, 1, 1)                     \
    LEVEL(LEVEL_MEMORY_ONLY_2, "MEMORY_ONLY_2", 0, 1, 0, 1, 2)                 \
    LEVEL(LEVEL_MEMORY_ONLY_SER, "MEMORY_ONLY_SER", 0, 1, 0, 0, 1)             \
    LEVEL(LEVEL_MEMORY_ONLY_SER_2, "MEMORY_ONLY_SER_2", 0, 1, 0, 0, 2)         \
    LEVEL(LEVEL_MEMORY_AND_DISK, "MEMORY_AND_DISK", 1, 1, 0, 1, 1)             \
    LEVEL(LEVEL_MEMORY_AND_DISK_2, "MEMORY_AND_DISK_2", 1, 1, 0, 1, 2)         \
    LEVEL(LEVEL_MEMORY_AND_DISK_SER, "MEMORY_AND_DISK_SER", 1, 1, 0, 0, 1)     \
    LEVEL(LEVEL_MEMORY_AND_DISK_SER_2, "MEMORY_AND_DISK_SER_2", 1, 1, 0, 0, 2) \
    LEVEL(LEVEL_OFF_HEAP, "OFF_HEAP", 1, 1, 1, 0, 1)

typedef enum StorageLevel {
#define LEVEL(name, text, disk, memory, off_heap, deserialized, replicas) name,
    STORAGE_LEVELS(LEVEL)
#undef LEVEL
        LEVEL_COUNT
} StorageLevel;

const char *level_name(StorageLevel level);
/* False if there is no level of that name. */
bool level_find(const char *name, StorageLevel *level);
/* True if what is kept at this level is kept as bytes, so that it is made again by each
 * reader. */
bool level_is_serialized(StorageLevel level);

typedef enum BlockKind {
    BLOCK_INPUT,  /* what a receiver took in: first = stream, second = ms */
    BLOCK_RDD,    /* a kept partition: first = RDD, second = partition */
    BLOCK_SHUFFLE /* the output of a map task: first = shuffle, second = map partition
                   */
} BlockKind;

typedef struct BlockId {
    BlockKind kind;
    int32_t first;
    int64_t second;
} BlockId;

typedef struct Block {
    BlockId id;
    Buffer data; /* records */
    int64_t records;
    StateMap *state; /* BLOCK_RDD of mapWithState: the states beside the data; or NULL
                      */
    StorageLevel level;
    int executor; /* where it was made, and is kept */
    int job;      /* BLOCK_RDD: the job in which it was kept */
    /* BLOCK_SHUFFLE: records for reduce partition p are
     * data[offsets[p] .. offsets[p + 1]); NULL for other kinds. */
    uint64_t *offsets;
    int n_offsets; /* reduce partitions + 1, or 0 */
} Block;

typedef struct BlockManager BlockManager;

BlockManager *blocks_new(void);
void blocks_delete(BlockManager *blocks);

/* Stores a block; takes its data, state and offsets, and leaves them empty in *block.
 * An older block of that id is replaced. */
void blocks_put(BlockManager *blocks, Block *block);
const Block *blocks_find(const BlockManager *blocks, BlockId id); /* NULL if not there
                                                                   */
bool blocks_remove(BlockManager *blocks, BlockId id); /* true if it was there */

/* The executor is lost, and every block that nobody else has. */
void blocks_lose_executor(BlockManager *blocks, int executor);

/* Whether an executor has a copy of the block. */
bool blocks_is_at(const BlockManager *blocks, BlockId id, int executor);

/* Puts the chain of states of a block together, if it is there and has one (Spark does
 * so when it writes a checkpoint). */
void blocks_compact_state(BlockManager *blocks, BlockId id);

int64_t blocks_count(const BlockManager *blocks);
int64_t blocks_bytes(const BlockManager *blocks); /* of all data */

/* Spark's name of a block: "input-0-1000", "rdd_3_1", "shuffle_0_2". */
void block_id_append(Buffer *out, BlockId id);

#endif
