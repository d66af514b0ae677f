// SPDX-License-Identifier: MIT
#include "vm/store/copies.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

void stores_free(Stores *stores)
{
    block_files_free(&stores->files);
    for (int i = 0; i < stores->n_executors; i++)
        mem_free(stores->executors[i].host);
    mem_free(stores->executors);
}

StoreExecutor *stores_executor(Stores *stores, int executor)
{
    CHECK(executor >= 0);
    while (stores->n_executors <= executor) {
        stores->executors = mem_grow(stores->executors, &stores->executors_capacity,
            stores->n_executors + 1, sizeof *stores->executors);
        stores->executors[stores->n_executors++] = (StoreExecutor){
            .alive = true,
            .pools = {{.capacity = INT64_MAX}, {.capacity = INT64_MAX}},
        };
    }
    return &stores->executors[executor];
}

MemoryPool *stores_pool(Stores *stores, const Block *block, int executor)
{
    int pool = level_traits(block->level)->off_heap ? 1 : 0;
    return &stores_executor(stores, executor)->pools[pool];
}

bool stores_reach(const Stores *stores, int from, int to)
{
    return from == to || stores->reach == NULL ||
        stores->reach(stores->reach_subject, from, to);
}

/* The trace. Shuffle output is in no record: a task that ended tells of it. */

static bool is_told(const Stores *stores, const Block *block)
{
    return stores->trace != NULL && trace_is_on(stores->trace) &&
        block->id.kind != BLOCK_SHUFFLE;
}

static void trace_copy(const Stores *stores, const BlockCopy *copy, const char *why)
{
    const Block *block = copy->block;
    if (!is_told(stores, block))
        return;
    const char *place = copy->on_disk ? "disk" : "memory";
    Buffer name = {0};
    block_id_append(&name, block->id);
    TRACE(stores->trace, stores->clock->now, TRACE_BLOCK_COPY,
        trace_bytes(name.data, name.size), trace_int(copy->executor),
        trace_text(copy->in_memory && copy->on_disk ? "both" : place),
        trace_int(block->size), trace_text(why));
    buffer_free(&name);
}

static void trace_removed(const Stores *stores, const Block *block, int executor,
    const char *why)
{
    if (!is_told(stores, block))
        return;
    Buffer name = {0};
    block_id_append(&name, block->id);
    TRACE(stores->trace, stores->clock->now, TRACE_BLOCK_REMOVED,
        trace_bytes(name.data, name.size), trace_int(executor), trace_text(why));
    buffer_free(&name);
}

/* Shuffle output is in memory, and in no account. */
static bool is_accounted(const Block *block)
{
    return block->id.kind != BLOCK_SHUFFLE;
}

static void enter_memory(Stores *stores, BlockCopy *copy)
{
    Block *block = copy->block;
    if (is_accounted(block))
        memory_add(stores_pool(stores, block, copy->executor), copy,
            block_charge(block));
    copy->in_memory = true;
}

/* Copies in memory share their bytes: they go with the last one. */
static void leave_memory(Stores *stores, BlockCopy *copy)
{
    Block *block = copy->block;
    if (is_accounted(block))
        memory_remove(stores_pool(stores, block, copy->executor), copy);
    copy->in_memory = false;
    copies_trim(block);
}

void copies_trim(Block *block)
{
    if (!block_is_in_memory(block))
        buffer_free(&block->data);
}

void copies_recharge(Stores *stores, Block *block)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        BlockCopy *copy = &block->copies[i];
        if (copy->in_memory)
            memory_recharge(stores_pool(stores, block, copy->executor), copy,
                block_charge(block));
    }
}

static void end_copy(Stores *stores, BlockCopy *copy)
{
    Block *block = copy->block;
    if (copy->in_memory)
        leave_memory(stores, copy);
    if (copy->on_disk)
        block_files_remove(&stores->files, block->id, copy->executor);
    copy->on_disk = false;
    copy->block = NULL;
    for (int i = BLOCK_MAX_COPIES - 1; i >= 0; i--) {
        if (block->copies[i].block != NULL)
            block->executor = block->copies[i].executor;
    }
}

void copies_drop(Stores *stores, BlockCopy *copy, const char *why)
{
    Block *block = copy->block;
    int executor = copy->executor;
    end_copy(stores, copy);
    trace_removed(stores, block, executor, why);
    if (block_count_copies(block) == 0)
        stores->gone(stores->subject, block);
}

void copies_drop_all(Stores *stores, Block *block, const char *why)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        BlockCopy *copy = &block->copies[i];
        if (copy->block == NULL)
            continue;
        int executor = copy->executor;
        end_copy(stores, copy);
        trace_removed(stores, block, executor, why);
    }
}

/* Memory. */

/* For a kept partition nothing of the same RDD leaves. */
static bool can_leave(const void *subject, const BlockCopy *copy)
{
    const Block *comes = subject;
    const BlockId *leaves = &copy->block->id;
    return comes->id.kind != BLOCK_RDD || leaves->kind != BLOCK_RDD ||
        leaves->first != comes->id.first;
}

static bool write_file(Stores *stores, BlockCopy *copy, Err *err)
{
    if (copy->on_disk)
        return true;
    const Block *block = copy->block;
    if (!block_files_write(&stores->files, block->id, copy->executor, &block->data,
            err))
        return false;
    copy->on_disk = true;
    return true;
}

static bool evict(Stores *stores, BlockCopy *copy, Err *err)
{
    if (!block_may_be_on_disk(copy->block)) {
        copies_drop(stores, copy, "evicted");
        return true;
    }
    if (!write_file(stores, copy, err))
        return false;
    leave_memory(stores, copy);
    trace_copy(stores, copy, "evicted");
    return true;
}

static bool make_room(Stores *stores, const Block *block, int executor, Err *err)
{
    MemoryPool *pool = stores_pool(stores, block, executor);
    BlockCopy *last;
    if (!memory_plan(pool, block_charge(block), can_leave, block, &last))
        return false;
    BlockCopy *copy = pool->oldest;
    for (bool done = last == NULL; !done;) {
        BlockCopy *following = copy->newer;
        done = copy == last;
        if (can_leave(block, copy) && !evict(stores, copy, err))
            return false;
        copy = following;
    }
    return true;
}

/* Placing. */

static bool keep(Stores *stores, BlockCopy *copy, Err *err)
{
    Block *block = copy->block;
    if (!is_accounted(block) ||
        (block_may_be_in_memory(block) &&
            make_room(stores, block, copy->executor, err))) {
        enter_memory(stores, copy);
        return true;
    }
    return err->code == ERR_NONE && block_may_be_on_disk(block) &&
        write_file(stores, copy, err);
}

static BlockCopy *free_slot(Block *block)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        if (block->copies[i].block == NULL)
            return &block->copies[i];
    }
    return NULL;
}

static bool add_copy(Stores *stores, Block *block, int executor, Err *err)
{
    BlockCopy *copy = free_slot(block);
    CHECK(copy != NULL);
    err->code = ERR_NONE;
    *copy = (BlockCopy){.block = block, .executor = executor};
    if (keep(stores, copy, err))
        return true;
    copy->block = NULL;
    return false;
}

bool copies_place(Stores *stores, Block *block, Err *err)
{
    err->code = ERR_NONE;
    bool alive = stores_executor(stores, block->executor)->alive;
    if (!alive && is_accounted(block))
        return false;
    if (!add_copy(stores, block, block->executor, err))
        return false;
    if (block->copies[0].on_disk)
        trace_copy(stores, &block->copies[0], "stored");
    return true;
}

static bool is_elsewhere(const Stores *stores, int a, int b)
{
    const char *host_a = stores->executors[a].host;
    const char *host_b = stores->executors[b].host;
    return host_a == NULL || host_b == NULL || strcmp(host_a, host_b) != 0;
}

/* Tries one peer; true if it has a copy now. */
static bool try_peer(Stores *stores, Block *block, int executor)
{
    Err err;
    BlockCopy *slot = free_slot(block);
    if (!add_copy(stores, block, executor, &err))
        return false;
    trace_copy(stores, slot, "replicated");
    return true;
}

/* The bytes have to be in memory while copies of them are made. */
static bool load(const Stores *stores, Block *block)
{
    if (block->data.size == (size_t)block->size)
        return true;
    Err err;
    return block_files_read(&stores->files, block->id, block->executor, &block->data,
        &err);
}

/* How many peers may refuse (spark.storage.maxReplicationFailures). */
enum { MAX_REFUSALS = 1 };

static void add_copies(Stores *stores, Block *block, int wanted)
{
    int missing = wanted - block_count_copies(block);
    int refusals = 0;
    int n = stores->n_executors;
    for (int i = 1; i < 2 * n && missing > 0 && refusals <= MAX_REFUSALS; i++) {
        int peer = (block->executor + i) % n;
        bool elsewhere = is_elsewhere(stores, block->executor, peer);
        if (!stores->executors[peer].alive || block_is_at(block, peer) ||
            elsewhere != (i < n) || !stores_reach(stores, block->executor, peer))
            continue;
        if (try_peer(stores, block, peer))
            missing--;
        else
            refusals++;
    }
}

void copies_replicate(Stores *stores, Block *block)
{
    int wanted = level_traits(block->level)->replicas;
    if (wanted <= block_count_copies(block) || stores->n_executors < 2 ||
        !load(stores, block))
        return;
    add_copies(stores, block, wanted);
    copies_trim(block);
}

void copies_read_back(Stores *stores, BlockCopy *copy)
{
    Block *block = copy->block;
    Err err = {.code = ERR_NONE};
    if (copy->in_memory || !block_may_be_in_memory(block) ||
        !make_room(stores, block, copy->executor, &err))
        return;
    if (!load(stores, block)) {
        copies_trim(block);
        return;
    }
    enter_memory(stores, copy);
    trace_copy(stores, copy, "read");
}
