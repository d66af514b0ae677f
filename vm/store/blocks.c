/* vm/store/blocks.c -- a hash table of blocks.
 *
 * Open addressing with linear probing; removal moves later entries back, so there are
 * no tombstones. Blocks are allocated one by one: a borrowed block stays where it is
 * while others come and go. Nothing ever walks the table in its own order except to
 * free it. */
// SPDX-License-Identifier: MIT
#include <inttypes.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/blocks.h"

enum { FIRST_SLOTS = 64 };

struct BlockManager {
    Block **slots;    /* NULL is free */
    uint64_t n_slots; /* a power of two, at most half of them used; or 0 */
    uint64_t count;
    int64_t bytes;
};

static const char *const LEVEL_NAMES[] = {
#define LEVEL(name, text, disk, memory, off_heap, deserialized, replicas) text,
    STORAGE_LEVELS(LEVEL)
#undef LEVEL
};

const char *level_name(StorageLevel level)
{
    CHECK(level >= 0 && level < LEVEL_COUNT);
    return LEVEL_NAMES[level];
}

bool level_find(const char *name, StorageLevel *level)
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (strcmp(LEVEL_NAMES[i], name) == 0) {
            *level = (StorageLevel)i;
            return true;
        }
    }
    return false;
}

bool level_is_serialized(StorageLevel level)
{
    static const bool deserialized[] = {
#define LEVEL(name, text, disk, memory, off_heap, as_objects, replicas) \
    [name] = as_objects,
        STORAGE_LEVELS(LEVEL)
#undef LEVEL
    };
    return level != LEVEL_NONE && !deserialized[level];
}

BlockManager *blocks_new(void)
{
    return mem_zero_alloc(sizeof(BlockManager));
}

static void delete_block(Block *block)
{
    buffer_free(&block->data);
    statemap_unref(block->state);
    mem_free(block->offsets);
    mem_free(block);
}

void blocks_delete(BlockManager *blocks)
{
    if (blocks == NULL)
        return;
    for (uint64_t i = 0; i < blocks->n_slots; i++) {
        if (blocks->slots[i] != NULL)
            delete_block(blocks->slots[i]);
    }
    mem_free(blocks->slots);
    mem_free(blocks);
}

/* Ids are small numbers and multiples of the block interval: two multiplications spread
 * them over all bits. */
static uint64_t hash_id(BlockId id)
{
    uint64_t hash = (uint64_t)id.second * 0x9e3779b97f4a7c15u;
    hash ^= (uint64_t)(uint32_t)id.first << 2 ^ (uint64_t)id.kind;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

static bool same_id(BlockId a, BlockId b)
{
    return a.kind == b.kind && a.first == b.first && a.second == b.second;
}

/* The slot that holds the id, or the free one where it belongs. */
static uint64_t find_slot(const BlockManager *blocks, BlockId id)
{
    uint64_t mask = blocks->n_slots - 1;
    uint64_t slot = hash_id(id) & mask;
    while (blocks->slots[slot] != NULL && !same_id(blocks->slots[slot]->id, id))
        slot = (slot + 1) & mask;
    return slot;
}

static void grow(BlockManager *blocks)
{
    Block **old = blocks->slots;
    uint64_t n_old = blocks->n_slots;
    blocks->n_slots = n_old == 0 ? FIRST_SLOTS : 2 * n_old;
    blocks->slots = mem_zero_alloc(blocks->n_slots * sizeof *blocks->slots);
    for (uint64_t i = 0; i < n_old; i++) {
        if (old[i] != NULL)
            blocks->slots[find_slot(blocks, old[i]->id)] = old[i];
    }
    mem_free(old);
}

void blocks_put(BlockManager *blocks, Block *block)
{
    blocks_remove(blocks, block->id);
    if (2 * (blocks->count + 1) > blocks->n_slots)
        grow(blocks);

    Block *kept = mem_copy(block, sizeof *block);
    block->data = (Buffer){0};
    block->state = NULL;
    block->offsets = NULL;
    block->n_offsets = 0;
    blocks->slots[find_slot(blocks, kept->id)] = kept;
    blocks->count++;
    blocks->bytes += (int64_t)kept->data.size;
}

const Block *blocks_find(const BlockManager *blocks, BlockId id)
{
    return blocks->count == 0 ? NULL : blocks->slots[find_slot(blocks, id)];
}

/* Moves entries back into the hole until one is met that the hole does not cut off from
 * where its search begins. */
static void close_hole(BlockManager *blocks, uint64_t hole)
{
    uint64_t mask = blocks->n_slots - 1;
    for (uint64_t slot = (hole + 1) & mask; blocks->slots[slot] != NULL;
         slot = (slot + 1) & mask) {
        uint64_t home = hash_id(blocks->slots[slot]->id) & mask;
        if (((slot - home) & mask) < ((slot - hole) & mask))
            continue;
        blocks->slots[hole] = blocks->slots[slot];
        hole = slot;
    }
    blocks->slots[hole] = NULL;
}

bool blocks_remove(BlockManager *blocks, BlockId id)
{
    if (blocks->count == 0)
        return false;
    uint64_t slot = find_slot(blocks, id);
    Block *block = blocks->slots[slot];
    if (block == NULL)
        return false;
    blocks->count--;
    blocks->bytes -= (int64_t)block->data.size;
    close_hole(blocks, slot);
    delete_block(block);
    return true;
}

void blocks_lose_executor(BlockManager *blocks, int executor)
{
    uint64_t slot = 0;
    while (slot < blocks->n_slots) {
        Block *block = blocks->slots[slot];
        if (block != NULL && block->executor == executor)
            blocks_remove(blocks, block->id); /* moves others, perhaps to this slot */
        else
            slot++;
    }
}

bool blocks_is_at(const BlockManager *blocks, BlockId id, int executor)
{
    const Block *block = blocks_find(blocks, id);
    return block != NULL && block->executor == executor;
}

void blocks_compact_state(BlockManager *blocks, BlockId id)
{
    Block *block = blocks->count == 0 ? NULL : blocks->slots[find_slot(blocks, id)];
    if (block == NULL || block->state == NULL ||
        statemap_links(block->state) < STATEMAP_CHAIN_LINKS)
        return;
    StateMap *compact = statemap_compact(block->state);
    statemap_unref(block->state);
    block->state = compact;
}

int64_t blocks_count(const BlockManager *blocks)
{
    return (int64_t)blocks->count;
}

int64_t blocks_bytes(const BlockManager *blocks)
{
    return blocks->bytes;
}

void block_id_append(Buffer *out, BlockId id)
{
    switch (id.kind) {
    case BLOCK_INPUT:
        buffer_printf(out, "input-%" PRId32 "-%" PRId64, id.first, id.second);
        break;
    case BLOCK_RDD:
        buffer_printf(out, "rdd_%" PRId32 "_%" PRId64, id.first, id.second);
        break;
    case BLOCK_SHUFFLE:
        buffer_printf(out, "shuffle_%" PRId32 "_%" PRId64, id.first, id.second);
        break;
    }
}
