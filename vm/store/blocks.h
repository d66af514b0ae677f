/* vm/store/blocks.h -- where data is kept.
 * Spark: BlockManager, BlockManagerMaster, MapOutputTracker.
 *
 * A block has copies: on which executors it is, and there in memory, on disk or both.
 * One that goes into memory makes others leave, those that were used longest ago first
 * (vm/store/memory.h); what may be on disk goes there (vm/store/block_files.h), the
 * rest is gone. A byte here is a byte of records as they are stored, whatever the
 * level; deserialized, Spark would need two to five times as many.
 *
 * Simplified: shuffle output, which Spark has in files, is in memory and in no account;
 * the states of mapWithState do not go to disk.
 *
 * The manager owns the bytes of its blocks. Blocks change only in the calls that take a
 * BlockManager without const: until one is made, several threads may read. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_BLOCKS_H
#define SLUICE_STORE_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/err.h"
#include "vm/sim/clock.h"
#include "vm/sim/trace.h"
#include "vm/store/block.h"

typedef struct BlockManager BlockManager;

BlockManager *blocks_new(void);
void blocks_delete(BlockManager *blocks); /* removes its files, too */

/* All blocks go, with their files, and the trace is told nothing. */
void blocks_clear(BlockManager *blocks);

/* What happens to copies is written to the trace from now on; both are borrowed. */
void blocks_set_trace(BlockManager *blocks, Trace *trace, const Clock *clock);

/* The folder below which files go (spark.local.dir); copied. */
void blocks_set_folder(BlockManager *blocks, const char *folder);

/* Whether a kept partition that has lost a copy gets another one while one is left
 * (spark.storage.replication.proactive; true if not set). */
void blocks_set_proactive(BlockManager *blocks, bool proactive);

/* Whether an executor reaches another one; all do if not set. */
typedef bool BlockReachFn(const void *subject, int from, int to);
void blocks_set_reach(BlockManager *blocks, BlockReachFn *fn, const void *subject);

/* What an executor has; host is copied. */
typedef struct BlockHome {
    const char *host;
    int64_t memory;   /* bytes for blocks */
    int64_t off_heap; /* the same for those of level OFF_HEAP */
} BlockHome;

/* An executor joins. One that nobody told of has room without end. */
void blocks_add_executor(BlockManager *blocks, int executor, const BlockHome *home);

/* The executor is lost, and its copies; blocks without another one are gone. */
void blocks_lose_executor(BlockManager *blocks, int executor);

/* Stores a block on its executor as its level says, and further copies on the next
 * living executors, those on other hosts first. Takes its data, state and offsets, and
 * leaves them empty in *block. An older block of that id is replaced. False if it was
 * not kept: there is no room for it (err->code is ERR_NONE then), or its file could not
 * be written (ERR_IO). Further copies that find no room are done without. */
bool blocks_store(BlockManager *blocks, Block *block, Err *err);

/* The same for what a receiver took in; no room is ERR_SPARK, with Spark's text. */
bool blocks_store_received(BlockManager *blocks, Block *block, Err *err);

/* The same, for those to whom it is all one whether it was kept. Shuffle output is. */
bool blocks_put(BlockManager *blocks, Block *block);

const Block *blocks_find(const BlockManager *blocks, BlockId id); /* NULL if not there
                                                                   */
/* What one executor finds: blocks of which it reaches a copy. */
typedef struct BlockView {
    int executor;
    const Block *missed; /* the last one that blocks_find did not give for that; or NULL
                          */
} BlockView;

/* Only what the view shows is found from now on, by one thread; all with NULL. */
void blocks_set_view(BlockManager *blocks, BlockView *view);

bool blocks_remove(BlockManager *blocks, BlockId id); /* true if it was there */

/* Points *records at the records of a block, wherever they are: borrowed from it, or
 * read from its file into *scratch, which is cleared. ERR_IO. */
bool blocks_read(const BlockManager *blocks, const Block *block, Buffer *scratch,
    const Buffer **records, Err *err);

/* A task on that executor reads the block: the copy on it, else the first one, was used
 * last. A copy that its level wants in memory goes back there, if there is room. False
 * if the block is not there. */
bool blocks_touch(BlockManager *blocks, BlockId id, int executor);

/* Shuffle output on an executor is taken for lost. */
void blocks_forget_shuffles(BlockManager *blocks, int executor);

/* A fault: the copy on that executor is lost. False if there is none. */
bool blocks_drop_copy(BlockManager *blocks, BlockId id, int executor);

/* Whether an executor has a copy of the block. */
bool blocks_is_at(const BlockManager *blocks, BlockId id, int executor);

/* Puts the chain of states of a block together, if it is there and has one (Spark does
 * so when it writes a checkpoint). */
void blocks_compact_state(BlockManager *blocks, BlockId id);

int64_t blocks_count(const BlockManager *blocks);
int64_t blocks_bytes(const BlockManager *blocks); /* of all records, each block once */

/* Bytes that count as used on an executor, and how many it has. */
int64_t blocks_used(const BlockManager *blocks, int executor);
int64_t blocks_capacity(const BlockManager *blocks, int executor);

/* Calls `visit` with each block, in no order that may be shown to anybody. */
typedef void VisitBlockFn(void *subject, const Block *block);
void blocks_visit(const BlockManager *blocks, VisitBlockFn *visit, void *subject);

/* CHECKs that each block is found by its id, that every copy is on an executor that
 * lives, and that the accounts of memory are what the copies in it are charged for. */
void blocks_check(const BlockManager *blocks);

/* Removes every block, without a word in the trace; CHECKs that nothing is used then.
 */
void blocks_check_end(BlockManager *blocks);

#endif
