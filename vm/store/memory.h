/* vm/store/memory.h -- how much of an executor's memory its blocks take.
 * Spark: MemoryStore, StorageMemoryPool, UnifiedMemoryManager (storage only).
 *
 * A pool is an account and a list: of the copies in it, the one that was used longest
 * ago first. It moves no data; vm/store/copies.c does. Simplified: tasks need no memory
 * of it (so spark.memory.storageFraction changes nothing), and what a block needs is
 * known before it is stored, while Spark finds out step by step and may evict others
 * for a block that does not fit in the end. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_MEMORY_H
#define SLUICE_STORE_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

struct Block;

/* A copy of a block on an executor. */
typedef struct BlockCopy {
    struct Block *block; /* NULL: there is no such copy */
    int executor;
    bool in_memory; /* may be both, after it was read from disk */
    bool on_disk;
    int64_t bytes;           /* while it is in memory: what it is charged for */
    struct BlockCopy *older; /* in its pool, while it is in memory */
    struct BlockCopy *newer;
} BlockCopy;

typedef struct MemoryPool {
    int64_t capacity; /* bytes */
    int64_t used;
    BlockCopy *oldest;
    BlockCopy *newest;
} MemoryPool;

/* The copy is in memory from now on, used last of all, and takes so many bytes. */
void memory_add(MemoryPool *pool, BlockCopy *copy, int64_t bytes);
void memory_remove(MemoryPool *pool, BlockCopy *copy);
void memory_touch(MemoryPool *pool, BlockCopy *copy);

/* The copy takes so many bytes now. */
void memory_recharge(MemoryPool *pool, BlockCopy *copy, int64_t bytes);

/* Whether so many bytes fit, if the copies that `can_leave` allows leave, oldest first.
 * Then *last is the last one that has to; NULL if none has to. */
typedef bool CanLeaveFn(const void *subject, const BlockCopy *copy);
bool memory_plan(const MemoryPool *pool, int64_t bytes, CanLeaveFn *can_leave,
    const void *subject, BlockCopy **last);

/* CHECKs that the account is what the copies of the list are charged for. */
void memory_check(const MemoryPool *pool);

#endif
