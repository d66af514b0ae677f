/* vm/store/stateindex.c -- where the keys of a chain of state tables are. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/stateindex.h"

enum {
    FEW_SLOTS = 8,
    MAX_SLOTS = 1 << 28,
    AHEAD = 8 /* cells, of which memory is asked for before it is needed */
};

/* A slot holds the id of a cell, plus 1, in the low bits. A chain may have more cells
 * than keys, so they are two more than the keys need. The bits above are those of the
 * key's home, which tell most other keys apart without a look at their cells. */
static uint32_t id_bits(uint32_t n_slots)
{
    return n_slots * 4 - 1;
}

static uint32_t most_keys(uint32_t n_slots)
{
    return (uint32_t)((uint64_t)n_slots * 7 / 10);
}

static uint32_t slots_for(int64_t keys)
{
    uint32_t n_slots = FEW_SLOTS;
    while (n_slots < MAX_SLOTS && keys > most_keys(n_slots))
        n_slots *= 2;
    return n_slots;
}

size_t stateindex_bytes(int64_t keys)
{
    return slots_for(keys) * sizeof(uint32_t);
}

StateIndex *stateindex_new(StateIndex *index, int64_t cells)
{
    uint32_t n_slots = slots_for(cells);
    if (index == NULL)
        index = mem_zero_alloc(sizeof *index);
    if (index->n_slots == n_slots) {
        memset(index->slots, 0, n_slots * sizeof *index->slots);
    } else {
        mem_free(index->slots);
        index->slots = mem_zero_alloc(n_slots * sizeof *index->slots);
        index->n_slots = n_slots;
    }
    index->most = most_keys(n_slots);
    index->count = 0;
    index->n_levels = 0;
    return index;
}

void stateindex_delete(StateIndex *index)
{
    if (index == NULL)
        return;
    mem_free(index->slots);
    mem_free(index->levels);
    mem_free(index);
}

/* The cell with an id. */
static StatePlace locate(const StateIndex *index, uint32_t id)
{
    const IndexLevel *found = index->levels;
    for (int n = index->n_levels; n > 1;) {
        int half = n / 2;
        found += found[half].first_id <= id ? half : 0;
        n -= half;
    }
    return (StatePlace){.table = found->table,
        .number = (int)(id - found->first_id),
        .older = id + 1};
}

StatePlace stateindex_older(const StateIndex *index, uint32_t older)
{
    return older > 0 ? locate(index, older - 1) : (StatePlace){0};
}

static const StateCell *cell_of(const StateIndex *index, uint32_t slot)
{
    StatePlace place = locate(index, (slot & id_bits(index->n_slots)) - 1);
    return &place.table->cells[place.number];
}

static uint32_t make_slot(const StateIndex *index, uint32_t id, uint32_t home)
{
    return (home & ~id_bits(index->n_slots)) | (id + 1);
}

/* Asks for the memory of the slot of a key. */
static void ask_slot(const StateIndex *index, uint32_t home)
{
    __builtin_prefetch(&index->slots[home & (index->n_slots - 1)]);
}

/* The slot of a key that has none yet. */
static uint32_t free_slot(const StateIndex *index, uint32_t home)
{
    uint32_t at = home & (index->n_slots - 1);
    while (index->slots[at] != 0)
        at = (at + 1) & (index->n_slots - 1);
    return at;
}

/* The slot of the key that has the cell `older`. */
static uint32_t slot_of(const StateIndex *index, uint32_t older, uint32_t home)
{
    uint32_t at = home & (index->n_slots - 1);
    while ((index->slots[at] & id_bits(index->n_slots)) != older)
        at = (at + 1) & (index->n_slots - 1);
    return at;
}

static void grow(StateIndex *index)
{
    StateIndex old = *index;
    CHECK(old.n_slots < MAX_SLOTS);
    index->n_slots = old.n_slots * 2;
    index->most = most_keys(index->n_slots);
    index->slots = mem_zero_alloc(index->n_slots * sizeof *index->slots);
    for (uint32_t i = 0; i < old.n_slots; i++) {
        if (i + AHEAD < old.n_slots && old.slots[i + AHEAD] != 0)
            __builtin_prefetch(cell_of(&old, old.slots[i + AHEAD]));
        if (old.slots[i] == 0)
            continue;
        uint32_t home = cell_of(&old, old.slots[i])->home;
        uint32_t id = (old.slots[i] & id_bits(old.n_slots)) - 1;
        index->slots[free_slot(index, home)] = make_slot(index, id, home);
    }
    mem_free(old.slots);
}

/* Makes sure that one more cell has room: a slot, and an id. */
static inline void make_room(StateIndex *index, int64_t next_id)
{
    while (index->count >= index->most || next_id >= id_bits(index->n_slots))
        grow(index);
}

static int64_t end_id(const StateIndex *index)
{
    if (index->n_levels == 0)
        return 0;
    const IndexLevel *top = &index->levels[index->n_levels - 1];
    return (int64_t)top->first_id + top->table->count;
}

static void push_level(StateIndex *index, const StateTable *table)
{
    int64_t first_id = end_id(index);
    CHECK(first_id < UINT32_MAX / 2);
    index->levels = mem_grow(index->levels, &index->levels_capacity,
        index->n_levels + 1, sizeof *index->levels);
    index->levels[index->n_levels++] = (IndexLevel){table, (uint32_t)first_id};
}

void stateindex_push(StateIndex *index, const StateTable *table)
{
    CHECK(table->count == 0);
    push_level(index, table);
    make_room(index, end_id(index));
}

void stateindex_push_filled(StateIndex *index, const StateTable *table)
{
    push_level(index, table);
    uint32_t first_id = index->levels[index->n_levels - 1].first_id;
    for (int i = 0; i < table->count; i++) {
        const StateCell *cell = &table->cells[i];
        if (i + AHEAD < table->count)
            ask_slot(index, table->cells[i + AHEAD].home);
        make_room(index, (int64_t)first_id + i);
        bool is_new = cell->older == 0;
        uint32_t at = is_new ? free_slot(index, cell->home)
                             : slot_of(index, cell->older, cell->home);
        index->slots[at] = make_slot(index, first_id + (uint32_t)i, cell->home);
        index->count += is_new;
    }
}

void stateindex_pop(StateIndex *index, int n_levels)
{
    for (; index->n_levels > n_levels; index->n_levels--)
        CHECK(index->levels[index->n_levels - 1].table->count == 0);
}

StatePlace stateindex_find(const StateIndex *index, const StateKey *key)
{
    uint32_t mask = index->n_slots - 1;
    uint32_t bits = id_bits(index->n_slots);
    uint32_t at = key->home & mask;
    for (; index->slots[at] != 0; at = (at + 1) & mask) {
        uint32_t slot = index->slots[at];
        if (((slot ^ key->home) & ~bits) != 0)
            continue;
        StatePlace place = locate(index, (slot & bits) - 1);
        place.slot = at;
        if (statetable_has(place.table, place.number, key))
            return place;
    }
    return (StatePlace){.slot = at};
}

void stateindex_put(StateIndex *index, StatePlace place, int number)
{
    const IndexLevel *top = &index->levels[index->n_levels - 1];
    uint32_t *slot = &index->slots[place.slot];
    index->count += *slot == 0;
    *slot = make_slot(index, top->first_id + (uint32_t)number,
        top->table->cells[number].home);
    make_room(index, (int64_t)top->first_id + number + 1);
}

/* Where the key is if the first slots tell the truth; no table: nowhere. */
static StatePlace guess_one(const StateIndex *index, const StateKey *key)
{
    enum { MOST_STEPS = 4 };
    uint32_t mask = index->n_slots - 1;
    uint32_t bits = id_bits(index->n_slots);
    uint32_t at = key->home & mask;
    for (int step = 0; index->slots[at] != 0 && step < MOST_STEPS; step++) {
        if (((index->slots[at] ^ key->home) & ~bits) == 0) {
            StatePlace place = locate(index, (index->slots[at] & bits) - 1);
            place.slot = at;
            return place;
        }
        at = (at + 1) & mask;
    }
    return (StatePlace){0};
}

void stateindex_guess(const StateIndex *index, const StateKey *keys, int n,
    StatePlace *guesses)
{
    CHECK(n <= STATEINDEX_RUN);
    for (int i = 0; i < n; i++)
        ask_slot(index, keys[i].home);
    for (int i = 0; i < n; i++) {
        guesses[i] = guess_one(index, &keys[i]);
        if (guesses[i].table != NULL)
            statetable_ask_cell(guesses[i].table, guesses[i].number);
    }
    for (int i = 0; i < n; i++)
        if (guesses[i].table != NULL)
            statetable_ask_bytes(guesses[i].table, guesses[i].number);
}

/* A guess still stands if its slot still has that cell. */
StatePlace stateindex_find_guessed(const StateIndex *index, const StateKey *key,
    const StatePlace *guess)
{
    if (guess->table != NULL &&
        (index->slots[guess->slot] & id_bits(index->n_slots)) == guess->older &&
        statetable_has(guess->table, guess->number, key))
        return *guess;
    return stateindex_find(index, key);
}
