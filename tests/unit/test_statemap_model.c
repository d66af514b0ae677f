/* tests/unit/test_statemap_model.c -- random changes of states, compared with a model
 * that does everything the slow way. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/base/random.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/statemap.h"
#include "vm/store/text.h"

enum { KEYS = 500, MODEL_SLOTS = 1 << 15, NO_KEY = -1 };

/* One link of the chain, as the rules have it: keys are 0 .. KEYS-1. */
typedef struct Model {
    const struct Model *parent; /* owned */
    int slots[MODEL_SLOTS];     /* keys */
    int n_slots;
    int count;
    bool holds[KEYS];
    int states[KEYS]; /* lengths of strings; -1: removed */
    int times[KEYS];
} Model;

static Model *model_new(const Model *parent, int capacity)
{
    Model *model = mem_zero_alloc(sizeof *model);
    model->parent = parent;
    model->n_slots = 1;
    while (model->n_slots < capacity)
        model->n_slots *= 2;
    for (int i = 0; i < MODEL_SLOTS; i++)
        model->slots[i] = NO_KEY;
    return model;
}

static void model_delete(const Model *model)
{
    while (model != NULL) {
        const Model *parent = model->parent;
        mem_free((Model *)model);
        model = parent;
    }
}

static void model_place(Model *model, int key)
{
    int at = (int)(hash_murmur_int(key) % (uint32_t)model->n_slots);
    for (int step = 1; model->slots[at] != NO_KEY; step++)
        at = (at + step) % model->n_slots;
    model->slots[at] = key;
}

static void model_grow(Model *model)
{
    int old[MODEL_SLOTS];
    memcpy(old, model->slots, sizeof old);
    for (int i = 0; i < MODEL_SLOTS; i++)
        model->slots[i] = NO_KEY;
    model->n_slots *= 2;
    for (int i = 0; i < model->n_slots / 2; i++)
        if (old[i] != NO_KEY)
            model_place(model, old[i]);
}

static void model_set(Model *model, int key, int state, int time)
{
    if (!model->holds[key]) {
        model->holds[key] = true;
        model_place(model, key);
        if (++model->count * 10 > model->n_slots * 7)
            model_grow(model);
    }
    model->states[key] = state;
    if (state >= 0)
        model->times[key] = time;
}

/* The link whose word on the key counts; NULL if there is none. */
static const Model *model_find(const Model *model, int key)
{
    while (model != NULL && !model->holds[key])
        model = model->parent;

    return model != NULL && model->states[key] >= 0 ? model : NULL;
}

static int model_list(const Model *model, int *keys)
{
    int count = 0;
    int below = model->parent != NULL ? model_list(model->parent, keys) : 0;
    for (int i = 0; i < below; i++)
        if (!model->holds[keys[i]])
            keys[count++] = keys[i];
    for (int i = 0; i < model->n_slots; i++)
        if (model->slots[i] != NO_KEY && model->states[model->slots[i]] >= 0)
            keys[count++] = model->slots[i];
    return count;
}

static int model_links(const Model *model)
{
    return model->parent == NULL ? 0 : 1 + model_links(model->parent);
}

static int model_capacity(const Model *model)
{
    return model == NULL ? 0 : model->count + model_capacity(model->parent);
}

static void model_compact(Model *model)
{
    int keys[KEYS];
    int count = model_list(model->parent, keys);
    int capacity = model_capacity(model);
    Model *merged = model_new(NULL, capacity > 0 ? capacity : 64);
    for (int i = 0; i < count; i++) {
        const Model *from = model_find(model->parent, keys[i]);
        model_set(merged, keys[i], from->states[keys[i]], from->times[keys[i]]);
    }
    model_delete(model->parent);
    model->parent = merged;
}

/* --- The map beside the model ----------------------------------------------------- */

static const char LONG_TEXT[] = "a state that may be as long as this";

/* The records of one test, so that they are made in one place. */
typedef struct Pair {
    StateMap *map;
    Model *model;
    Buffer key;
    Buffer state;
} Pair;

static StateKey pair_key(Pair *pair, int key)
{
    buffer_clear(&pair->key);
    record_append_int(&pair->key, key);
    return statetable_key_of(pair->key.data);
}

static void pair_set(Pair *pair, int key, int state, int time)
{
    StateKey state_key = pair_key(pair, key);
    model_set(pair->model, key, state, time);
    if (state < 0) {
        statemap_remove(pair->map, &state_key);
        return;
    }
    buffer_clear(&pair->state);
    record_append_string(&pair->state, LONG_TEXT, (size_t)state);
    statemap_put(pair->map, &state_key, pair->state.data, TIME_S(time));
}

/* Sets the time only, with the state as it stands in the map. */
static void pair_touch(Pair *pair, int key, int time)
{
    SimTime touched;
    StateKey state_key = pair_key(pair, key);
    const char *state = statemap_get(pair->map, &state_key, &touched);
    if (state == NULL)
        return;
    statemap_put(pair->map, &state_key, state, TIME_S(time));
    model_set(pair->model, key, model_find(pair->model, key)->states[key], time);
}

static void expect_entry(const StateEntry *entry, const Model *from, int key)
{
    uint32_t size;
    const char *text = record_string(entry->state, &size);
    assert_int_equal(record_int(entry->key), key);
    assert_int_equal(size, from->states[key]);
    assert_memory_equal(text, LONG_TEXT, size);
    assert_int_equal(entry->touched, TIME_S(from->times[key]));
}

static void expect_listing(const Pair *pair, int before)
{
    int keys[KEYS];
    int count = model_list(pair->model, keys);
    StateWalk walk;
    StateEntry entry;
    statewalk_init(&walk, pair->map, TIME_S(before));
    for (int i = 0; i < count; i++) {
        const Model *from = model_find(pair->model, keys[i]);
        if (from->times[keys[i]] >= before)
            continue;
        assert_true(statewalk_next(&walk, &entry));
        expect_entry(&entry, from, keys[i]);
    }
    assert_false(statewalk_next(&walk, &entry));
    statewalk_free(&walk);
}

/* Keys are found in a map that can be changed: one on top of a sealed one. */
static void expect_same(Pair *pair, int time)
{
    int64_t size = 0;
    bool sealed = statemap_own(pair->map)->sealed;
    StateMap *top = sealed ? statemap_new(pair->map) : pair->map;
    for (int key = 0; key < KEYS; key++) {
        StateEntry entry = {0};
        StateKey state_key = pair_key(pair, key);
        const Model *from = model_find(pair->model, key);
        entry.state = statemap_get(top, &state_key, &entry.touched);
        entry.key = state_key.record;
        assert_int_equal(entry.state != NULL, from != NULL);
        if (from != NULL)
            expect_entry(&entry, from, key);
        size += from != NULL;
    }
    if (sealed)
        statemap_unref(top);
    assert_int_equal(statemap_size(pair->map), size);
    assert_int_equal(statemap_links(pair->map), model_links(pair->model));
    expect_listing(pair, time + 1);
    expect_listing(pair, time - 3);
}

static int below(Random *random, int limit)
{
    return (int)(random_bits(random) % (uint64_t)limit);
}

static void change_key(Pair *pair, Random *random, int key, int time)
{
    int choice = below(random, 100);
    int removals = time / 10 % 3 == 2 ? 80 : 15; /* at times most keys go */
    if (choice < removals)
        pair_set(pair, key, -1, time);
    else if (choice < 90)
        pair_set(pair, key, below(random, sizeof LONG_TEXT), time);
    else
        pair_touch(pair, key, time);
}

/* Some batches change nothing, some a little, some everything. */
static void change_pair(Pair *pair, Random *random, int time)
{
    int kind = below(random, 8);
    if (kind == 0)
        return;
    for (int key = 0; kind == 1 && key < KEYS; key++)
        pair_set(pair, key, below(random, sizeof LONG_TEXT), time);
    for (int i = below(random, 80); i > 0; i--)
        change_key(pair, random, below(random, KEYS), time);
}

/* The next batch on top of the pair's map and model. */
static void begin_batch(Pair *pair)
{
    pair->map = statemap_new(pair->map);
    pair->model = model_new(pair->model, 64);
}

/* A task whose result is not wanted. */
static void try_in_vain(const Pair *pair, Random *random, int time)
{
    Pair other = {.map = pair->map, .model = pair->model};
    begin_batch(&other);
    change_pair(&other, random, time);
    if (below(random, 2) == 0)
        statemap_seal(other.map);
    expect_same(&other, time);
    statemap_unref(other.map);
    mem_free(other.model);
    buffer_free(&other.key);
    buffer_free(&other.state);
}

static void accept_batch(Pair *pair, StateMap *parent)
{
    expect_listing(pair, 1000000);
    statemap_seal(pair->map);
    statemap_publish(pair->map);
    statemap_unref(parent);
}

static void compact_pair(Pair *pair)
{
    StateMap *map = pair->map;
    pair->map = statemap_compact(map);
    statemap_unref(map);
    model_compact(pair->model);
}

/* A map that later ones were built on, and what it listed when it was new. */
typedef struct Memory {
    StateMap *map;
    Buffer text;
} Memory;

static void append_listing(const StateMap *map, Buffer *text)
{
    StateWalk walk;
    StateEntry entry;
    statewalk_init(&walk, map, TIME_NEVER);
    while (statewalk_next(&walk, &entry)) {
        text_append_record(text, entry.key);
        buffer_append_byte(text, '=');
        text_append_record(text, entry.state);
        buffer_append_byte(text, '\n');
    }
    statewalk_free(&walk);
}

static void remember(Memory *memory, StateMap *map)
{
    memory->map = statemap_ref(map);
    append_listing(map, &memory->text);
}

static void expect_unchanged(Memory *memory)
{
    Buffer text = {0};
    append_listing(memory->map, &text);
    assert_int_equal(text.size, memory->text.size);
    assert_memory_equal(text.data, memory->text.data, text.size);
    buffer_free(&text);
    buffer_free(&memory->text);
    statemap_unref(memory->map);
}

static void test_random_changes_against_a_model(void **state)
{
    (void)state;
    enum { BATCHES = 300, EVERY = 16 };
    Memory memories[BATCHES / EVERY + 1];
    memset(memories, 0, sizeof memories);
    Random random;
    random_init(&random, 1, "statemap");
    Pair pair = {.map = statemap_new(NULL), .model = model_new(NULL, 64)};
    statemap_seal(pair.map);

    for (int time = 1; time <= BATCHES; time++) {
        StateMap *parent = pair.map;
        if (below(&random, 4) == 0)
            try_in_vain(&pair, &random, time);
        begin_batch(&pair);
        change_pair(&pair, &random, time);
        expect_same(&pair, time);
        accept_batch(&pair, parent);
        expect_same(&pair, time);
        if (time % EVERY == 0)
            remember(&memories[time / EVERY - 1], pair.map);
        if (statemap_links(pair.map) >= 5 && below(&random, 8) == 0) {
            compact_pair(&pair);
            expect_same(&pair, time);
        }
    }
    for (int i = 0; i < BATCHES / EVERY; i++)
        expect_unchanged(&memories[i]);
    statemap_unref(pair.map);
    model_delete(pair.model);
    buffer_free(&pair.key);
    buffer_free(&pair.state);
}

/* Sets states of `changes` of `keys` keys in the next batch on top of *map. */
static void set_some(StateMap **map, Random *random, int keys, int changes)
{
    Buffer key = {0}, one = {0};
    record_append_int(&one, 1);
    StateMap *next = statemap_new(*map);
    for (int i = 0; i < changes; i++) {
        int number = changes == keys ? i : below(random, keys);
        char text[16];
        snprintf(text, sizeof text, "key%07d", number);
        buffer_clear(&key);
        record_append_string(&key, text, 10);
        StateKey state_key = statetable_key_of(key.data);
        statemap_put(next, &state_key, one.data, 0);
    }
    statemap_seal(next);
    statemap_publish(next);
    statemap_unref(*map);
    *map = next;
    buffer_free(&key);
    buffer_free(&one);
}

/* However many links hide each other. */
static void test_memory_is_in_proportion_to_the_keys(void **state)
{
    (void)state;
    enum { MANY = 20000, MAX_BYTES = 200 };
    static const int changes[] = {MANY, MANY / 2, MANY - 1, MANY / 10, MANY / 100};
    Random random;
    random_init(&random, 1, "memory");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        StateMap *map = NULL;
        set_some(&map, &random, MANY, MANY);
        for (int batch = 0; batch < 30; batch++) {
            set_some(&map, &random, MANY, changes[i]);
            assert_int_equal(statemap_size(map), MANY);
            assert_in_range(statemap_bytes(map), MANY * 40, MANY * MAX_BYTES);
        }
        statemap_unref(map);
    }
}

/* What a small batch adds does not depend on the keys that there are. */
static void test_a_batch_costs_what_it_changes(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 1, "cost");
    StateMap *map = NULL;
    set_some(&map, &random, 20000, 20000);
    for (int batch = 0; batch < 30; batch++) {
        size_t before = statemap_bytes(map);
        set_some(&map, &random, 20000, 10);
        assert_in_range(statemap_bytes(map), before + 10, before + 10 * 200);
    }
    statemap_unref(map);
}

static void test_a_state_that_grows_with_each_record(void **state)
{
    (void)state;
    static char text[4000];
    Buffer key = {0}, bytes = {0};
    record_append_bool(&key, true);
    StateKey state_key = statetable_key_of(key.data);
    StateMap *map = statemap_new(NULL);
    memset(text, 'x', sizeof text);
    for (size_t size = 0; size < sizeof text; size++) {
        buffer_clear(&bytes);
        record_append_string(&bytes, text, size);
        statemap_put(map, &state_key, bytes.data, 0);
    }
    SimTime touched;
    assert_memory_equal(statemap_get(map, &state_key, &touched), bytes.data,
        bytes.size);
    assert_in_range(statemap_bytes(map), sizeof text, 10 * sizeof text);
    statemap_seal(map);
    assert_memory_equal(statemap_get(map, &state_key, &touched), bytes.data,
        bytes.size);
    assert_in_range(statemap_bytes(map), sizeof text, sizeof text + 500);
    statemap_unref(map);
    buffer_free(&key);
    buffer_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_changes_against_a_model),
        cmocka_unit_test(test_memory_is_in_proportion_to_the_keys),
        cmocka_unit_test(test_a_batch_costs_what_it_changes),
        cmocka_unit_test(test_a_state_that_grows_with_each_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
