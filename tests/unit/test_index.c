/* tests/unit/test_index.c -- keys get numbers in the order of first sight. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/index.h"

/* Any function of the bytes will do; a poor one makes collisions. */
static int32_t hash_of(const char *key, int kinds)
{
    int32_t hash = 0;
    for (; *key; key++)
        hash = (hash * 31 + *key) % 1000003;

    return kinds > 0 ? hash % kinds : hash;
}

static int add(Index *index, const char *key, int kinds, bool *added)
{
    return index_add(index, key, strlen(key), hash_of(key, kinds), added);
}

static void check_numbering(int keys, int kinds)
{
    Index index = {0};
    char key[32];
    bool added;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < keys; i++) {
            snprintf(key, sizeof key, "%d-%.*s", i, i % 12, "a long key..");
            assert_int_equal(add(&index, key, kinds, &added), i);
            assert_int_equal(added, round == 0);
        }
    }
    assert_int_equal(index.count, keys);
    for (int i = 0; i < keys; i++) {
        snprintf(key, sizeof key, "%d-%.*s", i, i % 12, "a long key..");
        assert_int_equal(index.entries[i].size, strlen(key));
        assert_memory_equal(index_key(&index, i), key, strlen(key));
    }
    index_free(&index);
}

static void test_numbers_follow_first_sight(void **state)
{
    (void)state;
    check_numbering(20000, 0);
}

static void test_equal_hashes_are_told_apart(void **state)
{
    (void)state;
    check_numbering(500, 1);
    check_numbering(2000, 7);
}

/* Keys of one length that differ in one byte only, at every place. */
static void test_each_byte_counts(void **state)
{
    (void)state;
    for (size_t size = 1; size <= 40; size++) {
        Index index = {0};
        char key[40];
        bool added;
        memset(key, 'x', sizeof key);
        index_add(&index, key, size, 5, &added);
        for (size_t i = 0; i < size; i++) {
            key[i] = 'y';
            assert_int_equal(index_find(&index, key, size, 5), -1);
            index_add(&index, key, size, 5, &added);
            assert_true(added);
            key[i] = 'x';
        }
        assert_int_equal(index_find(&index, key, size, 5), 0);
        assert_int_equal(index.count, size + 1);
        index_free(&index);
    }
}

static void test_prefix_is_another_key(void **state)
{
    (void)state;
    Index index = {0};
    bool added;
    assert_int_equal(index_add(&index, "", 0, 9, &added), 0);
    assert_int_equal(index_add(&index, "a", 1, 9, &added), 1);
    assert_int_equal(index_add(&index, "ab", 2, 9, &added), 2);
    assert_int_equal(index_add(&index, "a\0", 2, 9, &added), 3);
    assert_int_equal(index_find(&index, "", 0, 9), 0);
    assert_int_equal(index_find(&index, "a\0", 2, 9), 3);
    index_free(&index);
}

static void test_find_does_not_add(void **state)
{
    (void)state;
    Index index = {0};
    bool added;
    assert_int_equal(index_find(&index, "a", 1, 97), -1);
    add(&index, "a", 0, &added);
    assert_int_equal(index_find(&index, "a", 1, 97), 0);
    assert_int_equal(index_find(&index, "b", 1, 98), -1);
    assert_int_equal(index.count, 1);
    index_free(&index);
}

static void test_clear_starts_over(void **state)
{
    (void)state;
    Index index = {0};
    bool added;
    index_clear(&index);
    add(&index, "old", 0, &added);
    add(&index, "new", 0, &added);
    index_clear(&index);
    assert_int_equal(index_find(&index, "old", 3, hash_of("old", 0)), -1);
    assert_int_equal(add(&index, "new", 0, &added), 0);
    assert_true(added);
    index_free(&index);
    assert_int_equal(add(&index, "again", 0, &added), 0);
    index_free(&index);
}

/* Clearing takes two ways, by how full the table is. */
static void test_clear_of_few_in_a_large_table(void **state)
{
    (void)state;
    Index index = {0};
    bool added;
    for (int count = 5000; count > 0; count /= 7) {
        for (int i = 0; i < count; i++) {
            char key[16];
            snprintf(key, sizeof key, "key %d", i);
            /* few hashes: many keys stand away from their first slot */
            assert_int_equal(index_add(&index, key, strlen(key), i % 31, &added), i);
            assert_true(added);
        }
        index_clear(&index);
        for (int i = 0; i < index.n_slots; i++)
            assert_int_equal(index.slots[i], 0);
    }
    index_free(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_follow_first_sight),
        cmocka_unit_test(test_equal_hashes_are_told_apart),
        cmocka_unit_test(test_each_byte_counts),
        cmocka_unit_test(test_prefix_is_another_key),
        cmocka_unit_test(test_find_does_not_add),
        cmocka_unit_test(test_clear_starts_over),
        cmocka_unit_test(test_clear_of_few_in_a_large_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
