/* vm/store/copies.h -- the copies of one block: onto which executors they go, and how
 * they leave memory.
 * Spark: BlockManager.doPut and replicate, BlockReplicationPolicy.
 *
 * Used by vm/store/blocks.c only, whose table it does not touch: a function that takes
 * copies away tells of blocks without any by `gone`. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_COPIES_H
#define SLUICE_STORE_COPIES_H

#include "vm/store/block_files.h"
#include "vm/store/blocks.h"

typedef struct StoreExecutor {
    bool alive;
    char *host;
    MemoryPool pools[2]; /* on and off the heap */
} StoreExecutor;

/* Every executor, and what they share. */
typedef struct Stores {
    StoreExecutor *executors; /* by number; lost ones stay */
    int n_executors;
    int executors_capacity;
    BlockFiles files;
    Trace *trace; /* NULL: nobody wants to know */
    const Clock *clock;
    bool is_not_proactive;
    BlockReachFn *reach; /* NULL: every executor reaches every other one */
    const void *reach_subject;
    /* Called when a block has lost its last copy; it frees the block. */
    void (*gone)(void *subject, Block *block);
    void *subject;
} Stores;

void stores_free(Stores *stores);

/* The executor of that number, which joins if nobody told of it. */
StoreExecutor *stores_executor(Stores *stores, int executor);
MemoryPool *stores_pool(Stores *stores, const Block *block, int executor);

bool stores_reach(const Stores *stores, int from, int to);

/* Makes the first copy. False if there is no room (err->code ERR_NONE), or ERR_IO. */
bool copies_place(Stores *stores, Block *block, Err *err);

/* Makes further copies, until there are as many as its level says. */
void copies_replicate(Stores *stores, Block *block);

/* Ends a copy; `why` is for the trace. The block may be gone afterwards. */
void copies_drop(Stores *stores, BlockCopy *copy, const char *why);

/* Ends all copies, and does not call `gone`. */
void copies_drop_all(Stores *stores, Block *block, const char *why);

/* Puts a copy that is on disk only into memory, if its level wants that. */
void copies_read_back(Stores *stores, BlockCopy *copy);

/* What its copies are charged for has changed. */
void copies_recharge(Stores *stores, Block *block);

/* Frees the bytes of a block of which no copy is in memory. */
void copies_trim(Block *block);

#endif
