// SPDX-License-Identifier: MIT
#include "vm/store/memory.h"

#include <stddef.h>

#include "vm/base/check.h"

static void append(MemoryPool *pool, BlockCopy *copy)
{
    copy->older = pool->newest;
    copy->newer = NULL;
    if (pool->newest != NULL)
        pool->newest->newer = copy;
    else
        pool->oldest = copy;
    pool->newest = copy;
}

static void unlink_copy(MemoryPool *pool, BlockCopy *copy)
{
    if (copy->older != NULL)
        copy->older->newer = copy->newer;
    else
        pool->oldest = copy->newer;
    if (copy->newer != NULL)
        copy->newer->older = copy->older;
    else
        pool->newest = copy->older;
    copy->older = NULL;
    copy->newer = NULL;
}

void memory_add(MemoryPool *pool, BlockCopy *copy, int64_t bytes)
{
    CHECK(!copy->in_memory);
    copy->in_memory = true;
    copy->bytes = bytes;
    pool->used += bytes;
    append(pool, copy);
}

void memory_remove(MemoryPool *pool, BlockCopy *copy)
{
    CHECK(copy->in_memory && pool->used >= copy->bytes);
    copy->in_memory = false;
    pool->used -= copy->bytes;
    unlink_copy(pool, copy);
}

void memory_recharge(MemoryPool *pool, BlockCopy *copy, int64_t bytes)
{
    CHECK(copy->in_memory);
    pool->used += bytes - copy->bytes;
    copy->bytes = bytes;
}

void memory_touch(MemoryPool *pool, BlockCopy *copy)
{
    CHECK(copy->in_memory);
    if (pool->newest == copy)
        return;
    unlink_copy(pool, copy);
    append(pool, copy);
}

bool memory_plan(const MemoryPool *pool, int64_t bytes, CanLeaveFn *can_leave,
    const void *subject, BlockCopy **last)
{
    *last = NULL;
    if (bytes > pool->capacity)
        return false;
    int64_t missing = bytes - (pool->capacity - pool->used);
    for (BlockCopy *copy = pool->oldest; copy != NULL && missing > 0;
         copy = copy->newer) {
        if (!can_leave(subject, copy))
            continue;
        missing -= copy->bytes;
        *last = copy;
    }
    return missing <= 0;
}

void memory_check(const MemoryPool *pool)
{
    int64_t used = 0;
    for (const BlockCopy *copy = pool->oldest; copy != NULL; copy = copy->newer) {
        CHECK(copy->in_memory && copy->block != NULL);
        CHECK(copy->newer == NULL ? pool->newest == copy : copy->newer->older == copy);
        used += copy->bytes;
    }
    CHECK(pool->used == used);
}
