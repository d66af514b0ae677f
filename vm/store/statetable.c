/* vm/store/statetable.c -- the states that one batch has set, in Spark's order. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/statetable.h"

enum {
    FEW_SLOTS = 8,
    MAX_SLOTS = 1 << 30,
    MIN_WASTE = 4096, /* bytes that are not worth packing */
    AHEAD = 8         /* cells, of which memory is asked for before it is needed */
};

StateKey statetable_key_of(const char *record)
{
    size_t size = (size_t)(record_next(record) - record);
    CHECK(size <= UINT32_MAX);
    return (StateKey){record, (uint32_t)size, hash_murmur_int(hash_java(record))};
}

void statetable_init(StateTable *table, int64_t capacity)
{
    *table = (StateTable){.n_slots = 1};
    while (table->n_slots < capacity && table->n_slots < MAX_SLOTS)
        table->n_slots *= 2;
}

void statetable_free(StateTable *table)
{
    mem_free(table->cells);
    mem_free(table->slots);
    buffer_free(&table->keys);
    buffer_free(&table->states);
    statetable_init(table, 0);
}

/* A slot holds the number of its cell, plus 1, in the bits that the numbers of such a
 * table need; the bits above are those of the key's home, which tell most other keys
 * apart without a look at their cells. */
static uint32_t number_bits(uint32_t n_slots)
{
    return (n_slots > FEW_SLOTS ? n_slots : FEW_SLOTS) - 1;
}

static uint32_t make_slot(const StateTable *table, int32_t number, uint32_t home)
{
    return (home & ~number_bits(table->n_slots)) | (uint32_t)(number + 1);
}

static int32_t number_in(uint32_t slot, uint32_t bits)
{
    return (int32_t)(slot & bits) - 1;
}

/* Records end where they say, so equal beginnings of this length are equal keys. */
static bool has_key(const StateTable *table, int number, const StateKey *key)
{
    const StateCell *cell = &table->cells[number];
    return cell->home == key->home && table->keys.size - cell->key >= key->size &&
        memcmp(table->keys.data + cell->key, key->record, key->size) == 0;
}

int statetable_find(const StateTable *table, const StateKey *key)
{
    if (record_tag(key->record) == RECORD_NULL)
        return table->null_cell - 1;
    if (table->slots == NULL)
        return -1;

    uint32_t mask = table->n_slots - 1;
    uint32_t bits = number_bits(table->n_slots);
    uint32_t at = key->home & mask;
    for (uint32_t step = 1; table->slots[at] != 0; step++) {
        uint32_t slot = table->slots[at];
        if (((slot ^ key->home) & ~bits) == 0 &&
            has_key(table, number_in(slot, bits), key))
            return number_in(slot, bits);
        at = (at + step) & mask;
    }
    return -1;
}

/* Where the key is if the first slots tell the truth, or -1. */
static int guess(const StateTable *table, const StateKey *key)
{
    enum { MOST_STEPS = 3 };
    uint32_t mask = table->n_slots - 1;
    uint32_t bits = number_bits(table->n_slots);
    uint32_t at = key->home & mask;
    for (uint32_t step = 1; table->slots[at] != 0 && step <= MOST_STEPS; step++) {
        if (((table->slots[at] ^ key->home) & ~bits) == 0)
            return number_in(table->slots[at], bits);
        at = (at + step) & mask;
    }
    return -1;
}

void statetable_prefetch(const StateTable *table, const StateKey *keys, int n)
{
    enum { MANY_SLOTS = 1 << 14 }; /* less than that is in a cache anyway */
    int numbers[STATETABLE_RUN];
    CHECK(n <= STATETABLE_RUN);
    if (table->slots == NULL || table->n_slots < MANY_SLOTS)
        return;

    for (int i = 0; i < n; i++)
        __builtin_prefetch(&table->slots[keys[i].home & (table->n_slots - 1)]);
    for (int i = 0; i < n; i++) {
        numbers[i] = guess(table, &keys[i]);
        if (numbers[i] >= 0)
            __builtin_prefetch(&table->cells[numbers[i]]);
    }
    for (int i = 0; i < n; i++) {
        if (numbers[i] < 0)
            continue;
        __builtin_prefetch(table->keys.data + table->cells[numbers[i]].key);
        __builtin_prefetch(table->states.data + table->cells[numbers[i]].state);
    }
}

static void place(StateTable *table, int32_t number)
{
    uint32_t mask = table->n_slots - 1;
    uint32_t home = table->cells[number].home;
    uint32_t at = home & mask;
    for (uint32_t step = 1; table->slots[at] != 0; step++)
        at = (at + step) & mask;

    table->slots[at] = make_slot(table, number, home);
}

static uint32_t *new_slots(uint32_t n_slots)
{
    return mem_zero_alloc(n_slots * sizeof(uint32_t));
}

/* Cells move in the order of the old slots, which decides who comes first where probes
 * collide. */
static void grow_slots(StateTable *table)
{
    uint32_t *old = table->slots;
    uint32_t old_n_slots = table->n_slots;
    uint32_t old_bits = number_bits(old_n_slots);
    CHECK(old_n_slots < MAX_SLOTS);

    table->n_slots = old_n_slots * 2;
    table->slots = new_slots(table->n_slots);
    for (uint32_t i = 0; i < old_n_slots; i++) {
        if (i + AHEAD < old_n_slots && old[i + AHEAD] != 0)
            __builtin_prefetch(&table->cells[number_in(old[i + AHEAD], old_bits)]);
        if (old[i] != 0)
            place(table, number_in(old[i], old_bits));
    }
    mem_free(old);
}

static bool is_too_full(uint32_t n_slots, int keys)
{
    return (uint64_t)keys > (uint64_t)n_slots * 7 / 10;
}

/* Keys that have a slot. */
static int slot_count(const StateTable *table)
{
    return table->count - (table->null_cell > 0);
}

/* Where the next bytes will be. */
static uint32_t place_in(const Buffer *buffer)
{
    CHECK(buffer->size <= UINT32_MAX);
    return (uint32_t)buffer->size;
}

static int append_cell(StateTable *table, const StateKey *key)
{
    table->cells = mem_grow(table->cells, &table->capacity, table->count + 1,
        sizeof *table->cells);
    table->cells[table->count] = (StateCell){.key = place_in(&table->keys),
        .home = key->home,
        .older_level = -1};
    buffer_append(&table->keys, key->record, key->size);
    return table->count++;
}

int statetable_append(StateTable *table, const StateKey *key)
{
    CHECK(!table->sealed);
    int number = append_cell(table, key);
    if (record_tag(key->record) == RECORD_NULL)
        table->null_cell = number + 1;
    return number;
}

int statetable_add(StateTable *table, const StateKey *key)
{
    int number = statetable_append(table, key);
    if (table->null_cell == number + 1)
        return number;
    if (table->slots == NULL)
        table->slots = new_slots(table->n_slots);
    place(table, number);
    if (is_too_full(table->n_slots, slot_count(table)))
        grow_slots(table);

    return number;
}

/* Copies all states that there are into a buffer of exactly their size. */
static void pack_states(StateTable *table)
{
    Buffer packed = {0};
    buffer_reserve(&packed, table->states.size - table->waste);
    for (int i = 0; i < table->count; i++) {
        if (i + AHEAD < table->count)
            __builtin_prefetch(table->states.data + table->cells[i + AHEAD].state);
        const char *state = statetable_state(table, i);
        if (state == NULL)
            continue;
        size_t size = (size_t)(record_next(state) - state);
        table->cells[i].state = place_in(&packed);
        table->cells[i].room = (uint32_t)size;
        buffer_append(&packed, state, size);
    }
    buffer_free(&table->states);
    buffer_trim(&packed);
    buffer_move(&packed, &table->states);
    table->waste = 0;
}

/* Appends a record that may stand in the buffer itself, which then moves. */
static void append_state(Buffer *states, const char *state, size_t size)
{
    uintptr_t distance = (uintptr_t)state - (uintptr_t)states->data;
    bool inside = states->data != NULL && distance < states->size;
    buffer_reserve(states, size);
    buffer_append(states, inside ? states->data + distance : state, size);
}

void statetable_set(StateTable *table, int number, const char *state, SimTime touched)
{
    CHECK(!table->sealed);
    StateCell *cell = &table->cells[number];
    size_t size = (size_t)(record_next(state) - state);
    CHECK(size <= UINT32_MAX);

    cell->touched = touched;
    table->live += cell->room == 0;
    if (size <= cell->room) {
        memmove(table->states.data + cell->state, state, size);
        return;
    }
    table->waste += cell->room;
    cell->state = place_in(&table->states);
    cell->room = (uint32_t)size;
    append_state(&table->states, state, size);
    if (table->waste > MIN_WASTE && table->waste > table->states.size / 2)
        pack_states(table);
}

void statetable_remove(StateTable *table, int number)
{
    CHECK(!table->sealed);
    StateCell *cell = &table->cells[number];
    table->live -= cell->room > 0;
    table->waste += cell->room;
    cell->room = 0;
}

void statetable_order(const StateTable *table, int32_t *order)
{
    if (table->null_cell > 0)
        *order++ = table->null_cell - 1;
    uint32_t bits = number_bits(table->n_slots);
    for (uint32_t i = 0; table->slots != NULL && i < table->n_slots; i++)
        if (table->slots[i] != 0)
            *order++ = number_in(table->slots[i], bits);
}

/* Puts cells and keys into this order, in arrays of exactly their size. */
static void permute(StateTable *table, const int32_t *order)
{
    StateCell *cells = mem_alloc((size_t)table->count * sizeof *cells);
    Buffer keys = {0};
    buffer_reserve(&keys, table->keys.size);
    for (int i = 0; i < table->count; i++) {
        if (i + 2 * AHEAD < table->count)
            __builtin_prefetch(&table->cells[order[i + 2 * AHEAD]]);
        if (i + AHEAD < table->count)
            __builtin_prefetch(statetable_key(table, order[i + AHEAD]));
        const char *key = statetable_key(table, order[i]);
        cells[i] = table->cells[order[i]];
        cells[i].key = place_in(&keys);
        buffer_append(&keys, key, (size_t)(record_next(key) - key));
    }
    buffer_free(&table->keys);
    buffer_trim(&keys);
    buffer_move(&keys, &table->keys);
    mem_free(table->cells);
    table->cells = cells;
    table->capacity = table->count;
    table->null_cell = table->null_cell > 0 ? 1 : 0;
}

/* The cells were put into the order of the slots. */
static void renumber_slots(StateTable *table)
{
    uint32_t bits = number_bits(table->n_slots);
    int32_t number = table->null_cell; /* the null key, without a slot, is the first */
    for (uint32_t i = 0; table->slots != NULL && i < table->n_slots; i++)
        if (table->slots[i] != 0)
            table->slots[i] = (table->slots[i] & ~bits) | (uint32_t)++number;
}

/* From now on the slots are for finding only: as few as the keys need. */
static void rebuild_slots(StateTable *table)
{
    uint32_t n_slots = 1;
    while (is_too_full(n_slots, slot_count(table) + 1))
        n_slots *= 2;
    if (n_slots == table->n_slots && table->slots != NULL)
        return;

    table->n_slots = n_slots;
    mem_free(table->slots);
    table->slots = new_slots(table->n_slots);
    for (int i = 0; i < table->count; i++) {
        if (i + AHEAD < table->count)
            __builtin_prefetch(
                &table->slots[table->cells[i + AHEAD].home & (n_slots - 1)]);
        if (i != table->null_cell - 1)
            place(table, i);
    }
}

void statetable_seal(StateTable *table, bool spark_order)
{
    CHECK(!table->sealed);
    table->sealed = true;
    if (table->count == 0)
        return;

    if (spark_order) {
        int32_t *order = mem_alloc((size_t)table->count * sizeof *order);
        statetable_order(table, order);
        permute(table, order);
        renumber_slots(table);
        mem_free(order);
    } else {
        table->cells =
            mem_realloc(table->cells, (size_t)table->count * sizeof *table->cells);
        table->capacity = table->count;
        buffer_trim(&table->keys);
    }
    pack_states(table);
    rebuild_slots(table);
}

static void copy_buffer(const Buffer *from, Buffer *to)
{
    *to = (Buffer){0};
    buffer_append(to, from->data, from->size);
    buffer_trim(to);
}

void statetable_copy(const StateTable *table, StateTable *copy)
{
    CHECK(table->sealed);
    *copy = *table;
    if (table->count == 0)
        return;

    copy->cells = mem_copy(table->cells, (size_t)table->count * sizeof *table->cells);
    copy->slots = mem_copy(table->slots, table->n_slots * sizeof *table->slots);
    copy_buffer(&table->keys, &copy->keys);
    copy_buffer(&table->states, &copy->states);
}

size_t statetable_bytes(const StateTable *table)
{
    size_t slots = table->slots != NULL ? table->n_slots * sizeof *table->slots : 0;
    return (size_t)table->capacity * sizeof *table->cells + slots +
        table->keys.capacity + table->states.capacity;
}
