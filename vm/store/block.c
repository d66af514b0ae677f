// SPDX-License-Identifier: MIT
#include "vm/store/block.h"

#include <string.h>

#include "vm/base/mem.h"

Block *block_take(Block *block)
{
    Block *taken = mem_copy(block, sizeof *block);
    block->data = (Buffer){0};
    block->state = NULL;
    block->offsets = NULL;
    block->n_offsets = 0;
    taken->size = (int64_t)taken->data.size;
    memset(taken->copies, 0, sizeof taken->copies);
    return taken;
}

void block_delete(Block *block)
{
    buffer_free(&block->data);
    statemap_unref(block->state);
    mem_free(block->offsets);
    mem_free(block);
}

int64_t block_charge(const Block *block)
{
    return block->size +
        (block->state != NULL ? (int64_t)statemap_own_bytes(block->state) : 0);
}

bool block_may_be_on_disk(const Block *block)
{
    return level_traits(block->level)->disk && block->state == NULL;
}

bool block_may_be_in_memory(const Block *block)
{
    return level_traits(block->level)->memory || !block_may_be_on_disk(block);
}

bool block_is_in_memory(const Block *block)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        if (block->copies[i].in_memory)
            return true;
    }
    return false;
}

int block_count_copies(const Block *block)
{
    int count = 0;
    for (int i = 0; i < BLOCK_MAX_COPIES; i++)
        count += block->copies[i].block != NULL;
    return count;
}

BlockCopy *block_copy_at(Block *block, int executor)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        if (block->copies[i].block != NULL && block->copies[i].executor == executor)
            return &block->copies[i];
    }
    return NULL;
}

bool block_is_at(const Block *block, int executor)
{
    for (int i = 0; i < BLOCK_MAX_COPIES; i++) {
        if (block->copies[i].block != NULL && block->copies[i].executor == executor)
            return true;
    }
    return false;
}

int64_t block_memory_bytes(const Block *block)
{
    int64_t bytes = 0;
    for (int i = 0; i < BLOCK_MAX_COPIES; i++)
        bytes += block->copies[i].in_memory ? block->size : 0;
    return bytes;
}

int64_t block_disk_bytes(const Block *block)
{
    int64_t bytes = 0;
    for (int i = 0; i < BLOCK_MAX_COPIES; i++)
        bytes += block->copies[i].on_disk ? block->size : 0;
    return bytes;
}
