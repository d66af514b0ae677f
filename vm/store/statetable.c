/* vm/store/statetable.c -- the states that one batch has set, in Spark's order. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/replay.h"
#include "vm/store/statetable.h"

enum {
    MAX_SLOTS = 1 << 30,
    MIN_WASTE = 4096 /* bytes that are not worth packing */
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
    mem_free(table->order);
    buffer_free(&table->keys);
    buffer_free(&table->states);
    statetable_init(table, 0);
}

/* Where the next bytes will be. */
static uint32_t place_in(const Buffer *buffer)
{
    CHECK(buffer->size <= UINT32_MAX);
    return (uint32_t)buffer->size;
}

int statetable_add(StateTable *table, const StateKey *key)
{
    CHECK(!table->sealed);
    table->cells = mem_grow(table->cells, &table->capacity, table->count + 1,
        sizeof *table->cells);
    table->cells[table->count] =
        (StateCell){.key = place_in(&table->keys), .home = key->home};
    short_copy(buffer_reserve(&table->keys, key->size), key->record, key->size);
    table->keys.size += key->size;
    if (record_tag(key->record) == RECORD_NULL)
        table->null_cell = table->count + 1;
    return table->count++;
}

void statetable_reserve(StateTable *table, int cells, size_t keys, size_t states)
{
    if (cells == 0)
        return;
    table->cells = mem_grow(table->cells, &table->capacity, table->count + cells,
        sizeof *table->cells);
    buffer_reserve(&table->keys, keys);
    if (states > 0)
        buffer_reserve(&table->states, states);
}

/* Bytes of `states` that belong to a cell. */
static uint32_t size_apart(const StateCell *cell)
{
    StateApart apart = {0};
    if (cell->size == STATE_APART)
        memcpy(&apart, cell->state, sizeof apart);
    return apart.size;
}

/* Appends a state that may stand in the buffer itself, which then moves. */
static void append_state(StateTable *table, StateCell *cell, const char *state,
    uint32_t size)
{
    Buffer *states = &table->states;
    StateApart apart = {place_in(states), size};
    uintptr_t distance = (uintptr_t)state - (uintptr_t)states->data;
    bool inside = states->data != NULL && distance < states->size;
    buffer_reserve(states, size);
    buffer_append(states, inside ? states->data + distance : state, size);
    cell->size = STATE_APART;
    memcpy(cell->state, &apart, sizeof apart);
}

void statetable_add_cell(StateTable *table, const StateTable *from, int number)
{
    const StateCell *cell = &from->cells[number];
    const char *key = statetable_key(from, number);
    uint32_t size = (uint32_t)(record_next(key) - key);
    StateCell *copy =
        &table->cells[statetable_add(table, &(StateKey){key, size, cell->home})];
    copy->touched = cell->touched;
    copy->size = cell->size;
    memcpy(copy->state, cell->state, sizeof copy->state);
    if (cell->size == STATE_APART)
        append_state(table, copy, statetable_state(from, number), size_apart(cell));
    table->live += cell->size > 0;
}

/* Copies all states that are apart into a buffer of exactly their size. */
static void pack_states(StateTable *table)
{
    Buffer old = table->states;
    table->states = (Buffer){0};
    if (old.size > table->waste)
        buffer_reserve(&table->states, old.size - table->waste);
    for (int i = 0; i < table->count; i++) {
        StateCell *cell = &table->cells[i];
        StateApart apart;
        if (cell->size != STATE_APART)
            continue;
        memcpy(&apart, cell->state, sizeof apart);
        append_state(table, cell, old.data + apart.at, apart.size);
    }
    buffer_free(&old);
    buffer_trim(&table->states);
    table->waste = 0;
}

/* Sets a state that has no room in the cell. */
static void set_apart(StateTable *table, StateCell *cell, const char *state,
    uint32_t size)
{
    StateApart apart = {0};
    if (cell->size == STATE_APART)
        memcpy(&apart, cell->state, sizeof apart);
    if (size > apart.size) {
        table->waste += apart.size;
        append_state(table, cell, state, size);
        if (table->waste > MIN_WASTE && table->waste > table->states.size / 2)
            pack_states(table);
        return;
    }
    memmove(table->states.data + apart.at, state, size);
    table->waste += apart.size - size;
    apart.size = size;
    memcpy(cell->state, &apart, sizeof apart);
}

void statetable_set(StateTable *table, int number, const char *state, SimTime touched)
{
    CHECK(!table->sealed);
    StateCell *cell = &table->cells[number];
    size_t size = (size_t)(record_next(state) - state);
    CHECK(size <= UINT32_MAX);

    cell->touched = touched;
    table->live += cell->size == 0;
    if (size > STATE_HERE) {
        set_apart(table, cell, state, (uint32_t)size);
        return;
    }
    table->waste += size_apart(cell);
    short_copy(cell->state, state, size);
    cell->size = (uint8_t)size;
}

void statetable_remove(StateTable *table, int number)
{
    CHECK(!table->sealed);
    StateCell *cell = &table->cells[number];
    table->live -= cell->size > 0;
    table->waste += size_apart(cell);
    cell->size = 0;
}

void statetable_order(const StateTable *table, const int32_t *filling, Buffer *room,
    int32_t *order)
{
    ReplayKeys keys = {.homes = table->count > 0 ? &table->cells->home : NULL,
        .stride = sizeof *table->cells,
        .count = table->count,
        .filling = filling,
        .null_key = table->null_cell - 1,
        .capacity = table->n_slots};
    replay_order(&keys, room, order);
}

void statetable_seal(StateTable *table, int32_t *order)
{
    CHECK(!table->sealed);
    table->sealed = true;
    table->order = order;
    if (table->capacity > table->count)
        table->cells =
            mem_realloc(table->cells, (size_t)table->count * sizeof *table->cells);
    table->capacity = table->count;
    buffer_trim(&table->keys);
    if (table->waste > 0)
        pack_states(table);
    else
        buffer_trim(&table->states);
}

/* Two threads that want it first both compute it, and one of them keeps it. */
const int32_t *statetable_listing(const StateTable *table, Buffer *room)
{
    CHECK(table->sealed);
    int32_t *order = atomic_load(&table->order);
    if (order != NULL)
        return order;
    int32_t *computed = mem_alloc((size_t)table->count * sizeof *computed);
    statetable_order(table, NULL, room, computed);
    /* The cells are what makes the table; its order only follows from them. */
    StateTable *same = (StateTable *)(uintptr_t)table;
    if (atomic_compare_exchange_strong(&same->order, &order, computed))
        return computed;
    mem_free(computed);
    return order;
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
    *copy = (StateTable){.count = table->count,
        .capacity = table->count,
        .live = table->live,
        .null_cell = table->null_cell,
        .n_slots = table->n_slots,
        .sealed = true};
    if (table->count == 0)
        return;

    copy->cells = mem_copy(table->cells, (size_t)table->count * sizeof *table->cells);
    const int32_t *order = atomic_load(&table->order);
    if (order != NULL)
        copy->order = mem_copy(order, (size_t)table->count * sizeof *order);
    copy_buffer(&table->keys, &copy->keys);
    copy_buffer(&table->states, &copy->states);
}

size_t statetable_bytes(const StateTable *table)
{
    size_t order = table->sealed ? (size_t)table->count * sizeof(int32_t) : 0;
    return (size_t)table->capacity * sizeof *table->cells + order +
        table->keys.capacity + table->states.capacity;
}
