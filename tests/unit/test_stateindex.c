/* tests/unit/test_stateindex.c -- finding the keys of a chain of state tables. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/store/record.h"
#include "vm/store/stateindex.h"

enum { KEYS = 20000, LEVELS = 3 };

/* Keys are 0 .. KEYS-1, and null as the first. The lowest level has all of them, the
 * next the even ones, the highest those that 3 divides; each level comes on top of the
 * ones below while these are searched. */
typedef struct Chain {
    StateTable tables[LEVELS];
    StateIndex *index;
    Buffer keys;
} Chain;

static bool is_in(int level, int key)
{
    return level == 0 || (level == 1 ? key % 2 == 0 : key % 3 == 0);
}

static int level_of(int key)
{
    int level = LEVELS - 1;
    while (!is_in(level, key))
        level--;
    return level;
}

static void fill_level(Chain *chain, int level)
{
    StateTable *table = &chain->tables[level];
    const char *record = chain->keys.data;
    statetable_init(table, 64);
    stateindex_push(chain->index, table);
    for (int key = 0; key <= KEYS; key++, record = record_next(record)) {
        if (!is_in(level, key))
            continue;
        StateKey wanted = statetable_key_of(record);
        StatePlace place = stateindex_find(chain->index, &wanted);
        assert_int_equal(place.table != NULL, level > 0);
        int number = statetable_add(table, &wanted);
        table->cells[number].older = place.older;
        stateindex_put(chain->index, place, number);
    }
}

static void fill(Chain *chain)
{
    *chain = (Chain){.index = stateindex_new(NULL, 0)};
    record_append_null(&chain->keys);
    for (int key = 1; key <= KEYS; key++)
        record_append_int(&chain->keys, key);
    for (int level = 0; level < LEVELS; level++)
        fill_level(chain, level);
}

static void free_chain(Chain *chain)
{
    for (int level = 0; level < LEVELS; level++)
        statetable_free(&chain->tables[level]);
    stateindex_delete(chain->index);
    buffer_free(&chain->keys);
}

/* Finds all keys, a run of them at a time, and none of others. */
static void expect_places(const Chain *chain)
{
    const char *record = chain->keys.data;
    StateKey keys[STATEINDEX_RUN];
    StatePlace guesses[STATEINDEX_RUN];
    for (int first = 0; first <= KEYS; first += STATEINDEX_RUN) {
        int n = 0;
        for (; n < STATEINDEX_RUN && first + n <= KEYS; n++) {
            keys[n] = statetable_key_of(record);
            record = record_next(record);
        }
        stateindex_guess(chain->index, keys, n, guesses);
        for (int i = 0; i < n; i++) {
            StatePlace place = stateindex_find(chain->index, &keys[i]);
            StatePlace again =
                stateindex_find_guessed(chain->index, &keys[i], &guesses[i]);
            assert_ptr_equal(place.table, &chain->tables[level_of(first + i)]);
            assert_ptr_equal(again.table, place.table);
            assert_int_equal(again.number, place.number);
            assert_int_equal(again.slot, place.slot);
            assert_ptr_equal(stateindex_older(chain->index, place.older).table,
                place.table);
            assert_true(statetable_has(place.table, place.number, &keys[i]));
        }
    }
}

static void expect_others_missing(const Chain *chain)
{
    Buffer other = {0};
    for (int key = KEYS + 1; key <= 2 * KEYS; key++) {
        buffer_clear(&other);
        record_append_int(&other, key);
        StateKey wanted = statetable_key_of(other.data);
        StatePlace place = stateindex_find(chain->index, &wanted);
        assert_null(place.table);
        assert_int_equal(place.older, 0);
    }
    buffer_free(&other);
}

static void test_the_highest_level_counts(void **state)
{
    (void)state;
    Chain chain;
    fill(&chain);
    expect_places(&chain);
    expect_others_missing(&chain);
    assert_int_equal(chain.index->count, KEYS + 1);
    free_chain(&chain);
}

/* Cells know where their keys were before, so no key is compared. */
static void test_it_can_be_made_again(void **state)
{
    (void)state;
    static const int64_t sizes[] = {0, KEYS + 1, 4 * KEYS};
    Chain chain;
    fill(&chain);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        chain.index = stateindex_new(chain.index, sizes[i]);
        for (int level = 0; level < LEVELS; level++)
            stateindex_push_filled(chain.index, &chain.tables[level]);
        expect_places(&chain);
        expect_others_missing(&chain);
        assert_int_equal(chain.index->count, KEYS + 1);
    }
    free_chain(&chain);
}

/* As below a batch that changed nothing. */
static void test_an_empty_level_goes(void **state)
{
    (void)state;
    Chain chain;
    StateTable empty, next;
    statetable_init(&empty, 64);
    statetable_init(&next, 64);
    fill(&chain);
    stateindex_push(chain.index, &empty);
    expect_places(&chain);
    stateindex_pop(chain.index, LEVELS);
    stateindex_push(chain.index, &next);
    StateKey key = statetable_key_of(chain.keys.data);
    StatePlace place = stateindex_find(chain.index, &key);
    stateindex_put(chain.index, place, statetable_add(&next, &key));
    place = stateindex_find(chain.index, &key);
    assert_ptr_equal(place.table, &next);
    statetable_free(&next);
    free_chain(&chain);
}

/* A key that came into a newer cell since, or for which the index has grown. */
static void test_a_guess_grows_old(void **state)
{
    (void)state;
    Chain chain;
    StateTable top;
    statetable_init(&top, 64);
    fill(&chain);
    stateindex_push(chain.index, &top);
    const char *record = chain.keys.data;
    StateKey keys[STATEINDEX_RUN];
    StatePlace guesses[STATEINDEX_RUN];
    for (int i = 0; i < STATEINDEX_RUN; i++, record = record_next(record))
        keys[i] = statetable_key_of(record);
    stateindex_guess(chain.index, keys, STATEINDEX_RUN, guesses);
    for (int i = 0; i < STATEINDEX_RUN; i += 2) {
        StatePlace place = stateindex_find(chain.index, &keys[i]);
        stateindex_put(chain.index, place, statetable_add(&top, &keys[i]));
    }
    Buffer others = {0};
    for (int key = KEYS + 1; key <= 3 * KEYS; key++) {
        buffer_clear(&others);
        record_append_int(&others, key);
        StateKey other = statetable_key_of(others.data);
        StatePlace place = stateindex_find(chain.index, &other);
        stateindex_put(chain.index, place, statetable_add(&top, &other));
    }
    for (int i = 0; i < STATEINDEX_RUN; i++) {
        StatePlace place = stateindex_find_guessed(chain.index, &keys[i], &guesses[i]);
        assert_true(statetable_has(place.table, place.number, &keys[i]));
        if (i % 2 == 0)
            assert_ptr_equal(place.table, &top);
    }
    buffer_free(&others);
    statetable_free(&top);
    free_chain(&chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_highest_level_counts),
        cmocka_unit_test(test_it_can_be_made_again),
        cmocka_unit_test(test_an_empty_level_goes),
        cmocka_unit_test(test_a_guess_grows_old),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
