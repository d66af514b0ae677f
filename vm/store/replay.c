/* vm/store/replay.c -- the order in which Spark walks a hash table of its own. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/store/replay.h"

enum {
    MAX_SLOTS = 1 << 30,
    FEW_SLOTS = 64, /* these need no allocation */
    AHEAD = 16      /* keys, of which the slot is asked for before it is needed */
};

/* The home stands in the slot: a table that grows reads nothing but its slots. */
typedef struct Slot {
    uint32_t home;
    uint32_t key; /* number + 1; 0 is free */
} Slot;

/* Two areas take turns: a table grows out of one into the other. */
typedef struct Replay {
    const ReplayKeys *keys;
    Slot *slots;
    Slot *other;
    uint32_t n_slots;
    int64_t size; /* keys that it counts */
} Replay;

static int64_t most_keys(uint32_t n_slots)
{
    return (int64_t)n_slots * 7 / 10;
}

static uint32_t final_slots(const ReplayKeys *keys)
{
    uint32_t n_slots = keys->capacity;
    int64_t count = keys->count - (keys->null_key >= 0 && !keys->null_counts);
    while (count > most_keys(n_slots)) {
        CHECK(n_slots < MAX_SLOTS);
        n_slots *= 2;
    }
    return n_slots;
}

static int32_t nth_key(const ReplayKeys *keys, int i)
{
    return keys->filling != NULL ? keys->filling[i] : i;
}

static uint32_t home_of(const ReplayKeys *keys, int32_t number)
{
    uint32_t home;
    memcpy(&home, (const char *)keys->homes + (size_t)number * keys->stride,
        sizeof home);
    return home;
}

static void place(Slot *slots, uint32_t mask, Slot key)
{
    uint32_t at = key.home & mask;
    for (uint32_t step = 1; slots[at].key != 0; step++)
        at = (at + step) & mask;
    slots[at] = key;
}

static void clear(Slot *slots, uint32_t n_slots)
{
    memset(slots, 0, n_slots * sizeof *slots);
}

/* Keys move in the order of the old slots, which decides who comes first where probes
 * collide. The free slots are squeezed out first: whether one is free nobody can guess,
 * a processor least of all. */
static void grow(Replay *replay)
{
    Slot *old = replay->slots;
    uint32_t used = 0;
    for (uint32_t i = 0; i < replay->n_slots; i++) {
        Slot slot = old[i];
        old[used] = slot;
        used += slot.key != 0;
    }
    replay->slots = replay->other;
    replay->other = old;
    replay->n_slots *= 2;
    clear(replay->slots, replay->n_slots);
    for (uint32_t i = 0; i < used; i++)
        place(replay->slots, replay->n_slots - 1, old[i]);
}

static void fill(Replay *replay)
{
    const ReplayKeys *keys = replay->keys;
    int count = keys->count;
    for (int i = 0; i < count; i++) {
        int32_t number = nth_key(keys, i);
        if (i + AHEAD < count) {
            uint32_t home = home_of(keys, nth_key(keys, i + AHEAD));
            __builtin_prefetch(&replay->slots[home & (replay->n_slots - 1)], 1);
        }
        bool is_null = number == keys->null_key;
        if (!is_null)
            place(replay->slots, replay->n_slots - 1,
                (Slot){home_of(keys, number), (uint32_t)number + 1});
        replay->size += !is_null || keys->null_counts;
        if (replay->size > most_keys(replay->n_slots))
            grow(replay);
    }
}

static void walk(const Replay *replay, int count, int32_t *order)
{
    const Slot *slot = replay->slots;
    for (int n = 0; n < count; slot++) {
        order[n] = (int32_t)slot->key - 1;
        n += slot->key != 0;
    }
}

/* Lays out the areas: the last table will be in the first, the one before it in the
 * second. */
static Replay begin(const ReplayKeys *keys, uint32_t most, Slot *areas)
{
    bool in_first = true;
    for (uint32_t n = keys->capacity; n < most; n *= 2)
        in_first = !in_first;
    return (Replay){.keys = keys,
        .slots = in_first ? areas : areas + most,
        .other = in_first ? areas + most : areas,
        .n_slots = keys->capacity};
}

void replay_order(const ReplayKeys *keys, Buffer *room, int32_t *order)
{
    Slot few[FEW_SLOTS + FEW_SLOTS / 2];
    Slot *areas = few;
    Buffer own = {0};
    uint32_t most = final_slots(keys);
    if (most > FEW_SLOTS) {
        room = room != NULL ? room : &own;
        buffer_clear(room);
        size_t size = (most + (size_t)most / 2) * sizeof *areas;
        areas = (Slot *)(void *)buffer_reserve(room, size);
    }
    Replay replay = begin(keys, most, areas);
    clear(replay.slots, replay.n_slots);
    fill(&replay);
    if (keys->null_key >= 0)
        *order++ = keys->null_key;
    walk(&replay, keys->count - (keys->null_key >= 0), order);
    buffer_free(&own);
}
