// SPDX-License-Identifier: MIT
#include "vm/store/block_table.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"

enum { FIRST_SLOTS = 64, NEIGHBOUR_BITS = 3 };

void block_table_free(BlockTable *table)
{
    mem_free(table->slots);
    *table = (BlockTable){0};
}

/* Ids are small numbers: two multiplications spread them over all bits. */
static uint64_t spread(BlockId id, uint64_t number)
{
    uint64_t hash = number * 0x9e3779b97f4a7c15u;
    hash ^= (uint64_t)(uint32_t)id.first << 2 ^ (uint64_t)id.kind;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

/* The numbers of received blocks are times, with nothing between two of them. */
static uint64_t hash_id(BlockId id)
{
    uint64_t number = (uint64_t)id.second;
    if (id.kind == BLOCK_INPUT)
        return spread(id, number);
    uint64_t neighbours = (UINT64_C(1) << NEIGHBOUR_BITS) - 1;
    return spread(id, number >> NEIGHBOUR_BITS) << NEIGHBOUR_BITS |
        (number & neighbours);
}

/* The slot that holds the id, or the free one where it belongs. */
static uint64_t find_slot(const BlockTable *table, BlockId id, uint64_t hash)
{
    uint64_t mask = table->n_slots - 1;
    uint64_t at = hash & mask;
    const BlockSlot *slot = &table->slots[at];
    while (slot->block != NULL &&
        (slot->hash != hash || !block_id_is_same(slot->block->id, id))) {
        at = (at + 1) & mask;
        slot = &table->slots[at];
    }
    return at;
}

Block *block_table_find(const BlockTable *table, BlockId id)
{
    return table->count == 0 ? NULL
                             : table->slots[find_slot(table, id, hash_id(id))].block;
}

static void grow(BlockTable *table)
{
    BlockTable old = *table;
    table->n_slots = old.n_slots == 0 ? FIRST_SLOTS : 2 * old.n_slots;
    table->slots = mem_zero_alloc(table->n_slots * sizeof *table->slots);
    for (uint64_t i = 0; i < old.n_slots; i++) {
        const BlockSlot *slot = &old.slots[i];
        if (slot->block != NULL)
            table->slots[find_slot(table, slot->block->id, slot->hash)] = *slot;
    }
    mem_free(old.slots);
}

void block_table_add(BlockTable *table, Block *block)
{
    if (2 * (table->count + 1) > table->n_slots)
        grow(table);
    uint64_t hash = hash_id(block->id);
    BlockSlot *slot = &table->slots[find_slot(table, block->id, hash)];
    CHECK(slot->block == NULL);
    *slot = (BlockSlot){block, hash};
    table->count++;
}

/* Moves entries back into the hole until one is met that the hole does not cut off from
 * where its search begins. */
static void close_hole(BlockTable *table, uint64_t hole)
{
    uint64_t mask = table->n_slots - 1;
    for (uint64_t at = (hole + 1) & mask; table->slots[at].block != NULL;
         at = (at + 1) & mask) {
        uint64_t home = table->slots[at].hash & mask;
        if (((at - home) & mask) < ((at - hole) & mask))
            continue;
        table->slots[hole] = table->slots[at];
        hole = at;
    }
    table->slots[hole].block = NULL;
}

void block_table_remove(BlockTable *table, BlockId id)
{
    uint64_t at = find_slot(table, id, hash_id(id));
    CHECK(table->slots[at].block != NULL);
    table->count--;
    close_hole(table, at);
}

Block *block_table_next(const BlockTable *table, uint64_t *at)
{
    while (*at < table->n_slots) {
        Block *block = table->slots[(*at)++].block;
        if (block != NULL)
            return block;
    }
    return NULL;
}
