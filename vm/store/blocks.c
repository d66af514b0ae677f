/* vm/store/blocks.c -- a table of blocks.
 *
 * Where their copies are is the work of vm/store/copies.c. Blocks are allocated one by
 * one: a borrowed block stays where it is while others come and go. Nothing ever walks
 * the table in its own order except to free or to check it; where an order can be seen,
 * they are sorted. */
// SPDX-License-Identifier: MIT
#include "vm/store/blocks.h"

#include <stdlib.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/block_table.h"
#include "vm/store/copies.h"

struct BlockManager {
    BlockTable table;
    int64_t bytes;
    Stores stores;
    BlockView *view; /* NULL: all are found */
};

static void forget_block(void *subject, Block *block);

BlockManager *blocks_new(void)
{
    BlockManager *blocks = mem_zero_alloc(sizeof *blocks);
    blocks->stores.gone = forget_block;
    blocks->stores.subject = blocks;
    return blocks;
}

void blocks_delete(BlockManager *blocks)
{
    if (blocks == NULL)
        return;
    Block *block;
    for (uint64_t at = 0; (block = block_table_next(&blocks->table, &at)) != NULL;)
        block_delete(block);
    block_table_free(&blocks->table);
    stores_free(&blocks->stores);
    mem_free(blocks);
}

void blocks_set_trace(BlockManager *blocks, Trace *trace, const Clock *clock)
{
    blocks->stores.trace = trace;
    blocks->stores.clock = clock;
}

void blocks_set_folder(BlockManager *blocks, const char *folder)
{
    block_files_set_place(&blocks->stores.files, folder);
}

void blocks_set_proactive(BlockManager *blocks, bool proactive)
{
    blocks->stores.is_not_proactive = !proactive;
}

void blocks_set_reach(BlockManager *blocks, BlockReachFn *fn, const void *subject)
{
    blocks->stores.reach = fn;
    blocks->stores.reach_subject = subject;
}

void blocks_add_executor(BlockManager *blocks, int executor, const BlockHome *home)
{
    StoreExecutor *added = stores_executor(&blocks->stores, executor);
    CHECK(added->host == NULL);
    added->host = mem_copy_string(home->host);
    added->pools[0].capacity = home->memory;
    added->pools[1].capacity = home->off_heap;
}

void blocks_set_view(BlockManager *blocks, BlockView *view)
{
    blocks->view = view;
}

static bool is_reached(const Stores *stores, const Block *block, int executor)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        const BlockCopy *copy = &block->copies[i];
        if (copy->block != NULL && stores_reach(stores, executor, copy->executor))
            return true;
    }
    return false;
}

const Block *blocks_find(const BlockManager *blocks, BlockId id)
{
    Block *block = block_table_find(&blocks->table, id);
    BlockView *view = blocks->view;
    if (block == NULL || view == NULL ||
        is_reached(&blocks->stores, block, view->executor))
        return block;
    view->missed = block;
    return NULL;
}

static Block *find(BlockManager *blocks, BlockId id)
{
    return block_table_find(&blocks->table, id);
}

/* Takes a block without copies out of the table and frees it. */
static void forget_block(void *subject, Block *block)
{
    BlockManager *blocks = subject;
    blocks->bytes -= block->size;
    block_table_remove(&blocks->table, block->id);
    block_delete(block);
}

static bool remove_block(BlockManager *blocks, BlockId id, const char *why)
{
    Block *block = find(blocks, id);
    if (block == NULL)
        return false;
    copies_drop_all(&blocks->stores, block, why);
    forget_block(blocks, block);
    return true;
}

bool blocks_remove(BlockManager *blocks, BlockId id)
{
    return remove_block(blocks, id, "cleaned");
}

void blocks_clear(BlockManager *blocks)
{
    Trace *trace = blocks->stores.trace;
    blocks->stores.trace = NULL;
    Block **all = mem_alloc((blocks->table.count + 1) * sizeof(Block *));
    size_t count = 0;
    for (uint64_t at = 0; (all[count] = block_table_next(&blocks->table, &at)) != NULL;)
        count++;
    for (size_t i = 0; i < count; i++) {
        copies_drop_all(&blocks->stores, all[i], NULL);
        forget_block(blocks, all[i]);
    }
    mem_free(all);
    blocks->stores.trace = trace;
}

/* Storing. */

static Block *add_block(BlockManager *blocks, Block *block)
{
    Block *added = block_take(block);
    block_table_add(&blocks->table, added);
    blocks->bytes += added->size;
    return added;
}

bool blocks_store(BlockManager *blocks, Block *block, Err *err)
{
    Err unread;
    if (err == NULL)
        err = &unread;
    remove_block(blocks, block->id, "replaced");
    Block *added = add_block(blocks, block);
    if (!copies_place(&blocks->stores, added, err)) {
        forget_block(blocks, added);
        return false;
    }
    copies_replicate(&blocks->stores, added);
    copies_trim(added);
    return true;
}

bool blocks_store_received(BlockManager *blocks, Block *block, Err *err)
{
    Err why;
    if (blocks_store(blocks, block, &why))
        return true;
    if (why.code != ERR_NONE)
        return err_set(err, why.code, "%s", why.message);
    Buffer name = {0};
    Buffer level = {0};
    block_id_append(&name, block->id);
    level_append_text(&level, block->level);
    err_set(err, ERR_SPARK, "Could not store %s to block manager with storage level %s",
        buffer_text(&name), buffer_text(&level));
    buffer_free(&name);
    buffer_free(&level);
    return false;
}

bool blocks_put(BlockManager *blocks, Block *block)
{
    return blocks_store(blocks, block, NULL);
}

/* Reading. */

bool blocks_read(const BlockManager *blocks, const Block *block, Buffer *scratch,
    const Buffer **records, Err *err)
{
    *records = &block->data;
    if (block_is_in_memory(block))
        return true;
    buffer_clear(scratch);
    *records = scratch;
    if (!block_files_read(&blocks->stores.files, block->id, block->executor, scratch,
            err))
        return false;
    if (scratch->size == (size_t)block->size)
        return true;
    Buffer name = {0};
    block_id_append(&name, block->id);
    err_set(err, ERR_IO, "the file of block %s is damaged: it has %zu bytes, not %lld",
        buffer_text(&name), scratch->size, (long long)block->size);
    buffer_free(&name);
    return false;
}

bool blocks_touch(BlockManager *blocks, BlockId id, int executor)
{
    Block *block = find(blocks, id);
    if (block == NULL || id.kind == BLOCK_SHUFFLE)
        return block != NULL;
    BlockCopy *copy = block_copy_at(block, executor);
    if (copy == NULL)
        copy = block_copy_at(block, block->executor);
    if (copy->in_memory)
        memory_touch(stores_pool(&blocks->stores, block, copy->executor), copy);
    else
        copies_read_back(&blocks->stores, copy);
    return true;
}

/* Losing. */

static void lose_copy(BlockManager *blocks, Block *block, BlockCopy *copy)
{
    bool is_last = block_count_copies(block) == 1;
    bool again = block->id.kind == BLOCK_RDD && !blocks->stores.is_not_proactive;
    copies_drop(&blocks->stores, copy, "lost");
    if (!is_last && again)
        copies_replicate(&blocks->stores, block);
}

bool blocks_drop_copy(BlockManager *blocks, BlockId id, int executor)
{
    Block *block = find(blocks, id);
    BlockCopy *copy = block != NULL ? block_copy_at(block, executor) : NULL;
    if (copy == NULL)
        return false;
    copies_drop(&blocks->stores, copy, "lost");
    return true;
}

static int compare_blocks(const void *a, const void *b)
{
    const Block *const *first = a;
    const Block *const *second = b;
    return block_id_compare((*first)->id, (*second)->id);
}

/* The blocks with a copy on an executor, in the order of their ids. */
static Block **find_at(const BlockManager *blocks, int executor, size_t *count)
{
    Block **found = mem_alloc((blocks->table.count + 1) * sizeof(Block *));
    Block *block;
    *count = 0;
    for (uint64_t at = 0; (block = block_table_next(&blocks->table, &at)) != NULL;) {
        if (block_is_at(block, executor))
            found[(*count)++] = block;
    }
    qsort(found, *count, sizeof(Block *), compare_blocks);
    return found;
}

void blocks_lose_executor(BlockManager *blocks, int executor)
{
    stores_executor(&blocks->stores, executor)->alive = false;
    size_t count;
    Block **found = find_at(blocks, executor, &count);
    for (size_t i = 0; i < count; i++)
        lose_copy(blocks, found[i], block_copy_at(found[i], executor));
    mem_free(found);
}

void blocks_forget_shuffles(BlockManager *blocks, int executor)
{
    size_t count;
    Block **found = find_at(blocks, executor, &count);
    for (size_t i = 0; i < count; i++) {
        if (found[i]->id.kind == BLOCK_SHUFFLE)
            blocks_remove(blocks, found[i]->id);
    }
    mem_free(found);
}

/* Telling. */

bool blocks_is_at(const BlockManager *blocks, BlockId id, int executor)
{
    const Block *block = blocks_find(blocks, id);
    return block != NULL && block_is_at(block, executor);
}

void blocks_compact_state(BlockManager *blocks, BlockId id)
{
    Block *block = find(blocks, id);
    if (block == NULL || block->state == NULL ||
        statemap_links(block->state) < STATEMAP_CHAIN_LINKS)
        return;
    StateMap *compact = statemap_compact(block->state);
    statemap_unref(block->state);
    block->state = compact;
    copies_recharge(&blocks->stores, block);
}

int64_t blocks_count(const BlockManager *blocks)
{
    return (int64_t)blocks->table.count;
}

int64_t blocks_bytes(const BlockManager *blocks)
{
    return blocks->bytes;
}

int64_t blocks_used(const BlockManager *blocks, int executor)
{
    const Stores *stores = &blocks->stores;
    if (executor >= stores->n_executors)
        return 0;
    const MemoryPool *pools = stores->executors[executor].pools;
    return pools[0].used + pools[1].used;
}

int64_t blocks_capacity(const BlockManager *blocks, int executor)
{
    return executor < blocks->stores.n_executors
        ? blocks->stores.executors[executor].pools[0].capacity
        : INT64_MAX;
}

void blocks_visit(const BlockManager *blocks, VisitBlockFn *visit, void *subject)
{
    const Block *block;
    for (uint64_t at = 0; (block = block_table_next(&blocks->table, &at)) != NULL;)
        visit(subject, block);
}

/* Checking. */

/* What has been counted: the blocks, and by executor the bytes in both pools. */
typedef struct Tally {
    const BlockManager *blocks;
    uint64_t count;
    int64_t bytes;
    int64_t (*used)[2];
} Tally;

static void check_copy(Tally *tally, const Block *block, const BlockCopy *copy)
{
    const Stores *stores = &tally->blocks->stores;
    int executor = copy->executor;
    CHECK_SAYS(copy->block == block, "a copy of %s is one of another block",
        block_id_name(block->id).text);
    CHECK_SAYS(copy->in_memory || copy->on_disk,
        "the copy of %s on executor %d is neither in memory nor on disk",
        block_id_name(block->id).text, executor);
    CHECK_SAYS(stores->executors[executor].alive,
        "a copy of %s is on executor %d, which is lost", block_id_name(block->id).text,
        executor);
    if (copy->in_memory && block->id.kind != BLOCK_SHUFFLE)
        tally->used[executor][level_traits(block->level)->off_heap ? 1 : 0] +=
            copy->bytes;
}

static void check_block(void *subject, const Block *block)
{
    Tally *tally = subject;
    CHECK_SAYS(blocks_find(tally->blocks, block->id) == block,
        "%s is not found by its id", block_id_name(block->id).text);
    CHECK_SAYS(block_count_copies(block) > 0, "%s has no copy",
        block_id_name(block->id).text);
    CHECK_SAYS(block_is_at(block, block->executor), "%s is not on executor %d",
        block_id_name(block->id).text, block->executor);
    CHECK_SAYS(!block_is_in_memory(block) || block->data.size == (size_t)block->size,
        "%s has %zu bytes in memory, not %lld", block_id_name(block->id).text,
        block->data.size, (long long)block->size);
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        if (block->copies[i].block != NULL)
            check_copy(tally, block, &block->copies[i]);
    }
    tally->count++;
    tally->bytes += block->size;
}

static void check_accounts(const StoreExecutor *store, int executor,
    const int64_t used[2])
{
    for (int i = 0; i < 2; i++) {
        const MemoryPool *pool = &store->pools[i];
        CHECK_SAYS(pool->used == used[i],
            "executor %d accounts for %lld bytes, and its copies take %lld", executor,
            (long long)pool->used, (long long)used[i]);
        memory_check(pool);
    }
}

void blocks_check(const BlockManager *blocks)
{
    const Stores *stores = &blocks->stores;
    Tally tally = {.blocks = blocks};
    tally.used = mem_zero_alloc((size_t)(stores->n_executors + 1) * sizeof *tally.used);
    blocks_visit(blocks, check_block, &tally);
    for (int i = 0; i < stores->n_executors; i++)
        check_accounts(&stores->executors[i], i, tally.used[i]);
    CHECK_SAYS(tally.count == blocks->table.count && tally.bytes == blocks->bytes,
        "there are %lld blocks of %lld bytes, counted as %lld of %lld",
        (long long)tally.count, (long long)tally.bytes, (long long)blocks->table.count,
        (long long)blocks->bytes);
    mem_free(tally.used);
}

void blocks_check_end(BlockManager *blocks)
{
    blocks->stores.trace = NULL;
    Block *block;
    uint64_t at = 0;
    while ((block = block_table_next(&blocks->table, &at)) != NULL) {
        blocks_remove(blocks, block->id);
        at--; /* another one may move into its place */
    }
    blocks_check(blocks);
    CHECK_SAYS(blocks->table.count == 0, "%lld blocks cannot be removed",
        (long long)blocks->table.count);
}
