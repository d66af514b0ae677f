/* tests/unit/test_replay.c -- the order of Spark's hash tables, against a table that is
 * filled key by key as Spark fills it. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/base/random.h"
#include "vm/store/replay.h"

/* Spark's table; a key is its number + 1. */
typedef struct Model {
    int *slots;
    uint32_t n_slots;
    int size;
} Model;

static void model_place(Model *model, const uint32_t *homes, int key)
{
    uint32_t at = homes[key - 1] % model->n_slots;
    for (uint32_t step = 1; model->slots[at] != 0; step++)
        at = (at + step) % model->n_slots;
    model->slots[at] = key;
}

static void model_grow(Model *model, const uint32_t *homes)
{
    Model old = *model;
    model->n_slots *= 2;
    model->slots = mem_zero_alloc(model->n_slots * sizeof *model->slots);
    for (uint32_t i = 0; i < old.n_slots; i++)
        if (old.slots[i] != 0)
            model_place(model, homes, old.slots[i]);
    mem_free(old.slots);
}

static void model_order(const ReplayKeys *keys, const uint32_t *homes, int32_t *order)
{
    Model model = {mem_zero_alloc(keys->capacity * sizeof(int)), keys->capacity, 0};
    for (int i = 0; i < keys->count; i++) {
        int key = keys->filling != NULL ? keys->filling[i] : i;
        if (key != keys->null_key)
            model_place(&model, homes, key + 1);
        model.size += key != keys->null_key || keys->null_counts;
        if (model.size > (int)(model.n_slots * 0.7))
            model_grow(&model, homes);
    }
    if (keys->null_key >= 0)
        *order++ = keys->null_key;
    for (uint32_t i = 0; i < model.n_slots; i++)
        if (model.slots[i] != 0)
            *order++ = model.slots[i] - 1;
    mem_free(model.slots);
}

enum { MOST_KEYS = 3000 };

static uint32_t below(Random *random, uint32_t bound)
{
    return (uint32_t)(random_bits(random) % bound);
}

/* Homes may be few, so that keys collide. */
static void compare(Random *random, Buffer *room)
{
    static uint32_t homes[MOST_KEYS];
    static int32_t filling[MOST_KEYS], order[MOST_KEYS], expected[MOST_KEYS];
    bool small = below(random, 2) == 0;
    int count = (int)below(random, small ? 80 : MOST_KEYS);
    uint32_t spread = below(random, 2) == 0 ? UINT32_MAX : 1 + (uint32_t)count;
    for (int i = 0; i < count; i++) {
        homes[i] = below(random, spread);
        filling[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
        int other = (int)below(random, (uint32_t)i + 1);
        int32_t moved = filling[i];
        filling[i] = filling[other];
        filling[other] = moved;
    }
    bool has_null = count > 0 && below(random, 2) == 0;
    ReplayKeys keys = {.homes = homes,
        .stride = sizeof *homes,
        .count = count,
        .filling = below(random, 2) == 0 ? filling : NULL,
        .null_key = has_null ? (int)below(random, (uint32_t)count) : -1,
        .null_counts = below(random, 2) == 0,
        .capacity = UINT32_C(1) << below(random, 10)};
    replay_order(&keys, room, order);
    model_order(&keys, homes, expected);
    assert_memory_equal(order, expected, (size_t)count * sizeof *order);
}

static void test_random(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 7, "replay");
    Buffer room = {0};
    for (int i = 0; i < 600; i++)
        compare(&random, i % 2 == 0 ? &room : NULL);
    buffer_free(&room);
}

/* As in the cells of a state table. */
static void test_homes_lie_apart(void **state)
{
    (void)state;
    uint32_t homes[] = {3, 99, 1, 99, 3, 99, 2, 99};
    int32_t order[4];
    ReplayKeys keys = {.homes = homes,
        .stride = 2 * sizeof *homes,
        .count = 4,
        .null_key = -1,
        .capacity = 64};
    replay_order(&keys, NULL, order);
    assert_int_equal(order[0], 1);
    assert_int_equal(order[1], 3);
    assert_int_equal(order[2], 0);
    assert_int_equal(order[3], 2); /* the slot of its home was taken */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_homes_lie_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
