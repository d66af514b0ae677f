/* tests/unit/test_partitioner.c -- which partition a key goes to (semantics 10.5). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/graph/partitioner.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

static int find_int(const Partitioner *partitioner, int64_t value)
{
    Buffer key = {0};
    record_append_int(&key, value);
    int found = partitioner_find(partitioner, key.data, hash_java(key.data));
    buffer_free(&key);
    return found;
}

static int find_text(const Partitioner *partitioner, const char *text)
{
    Buffer key = {0};
    record_append_string(&key, text, strlen(text));
    int found = partitioner_find(partitioner, key.data, hash_java(key.data));
    buffer_free(&key);
    return found;
}

/* One sketch of these keys, cut into n ranges. */
static Partitioner *make_range(const int *keys, int count, int n, bool ascending)
{
    Buffer sample = {0};
    for (int i = 0; i < count; i++)
        record_append_int(&sample, keys[i]);
    Ranges ranges;
    RangeBounds bounds = {0};
    const char *unlike[2];
    ranges_init(&ranges, n, 1);
    ranges_add_sketch(&ranges, count, sample.data, sample.size);
    assert_true(ranges_find_bounds(&ranges, &bounds, unlike));
    ranges_free(&ranges);
    buffer_free(&sample);
    return partitioner_new_range(&bounds, ascending);
}

static void test_a_hash_partitioner_takes_the_hash(void **state)
{
    (void)state;
    Partitioner *three = partitioner_new_hash(3);
    assert_int_equal(three->n, 3);
    assert_int_equal(find_int(three, 7), 1);
    assert_int_equal(find_int(three, -1), 2); /* never negative */
    assert_int_equal(find_text(three, "a"), 97 % 3);
    const char null_key = (char)RECORD_NULL;
    assert_int_equal(partitioner_find(three, &null_key, hash_java(&null_key)), 0);
    partitioner_release(three);
}

static void test_a_range_partitioner_keeps_the_order(void **state)
{
    (void)state;
    static const int keys[] = {5, 1, 3, 2, 4, 6};
    Partitioner *up = make_range(keys, 6, 3, true);
    Partitioner *down = make_range(keys, 6, 3, false);
    assert_int_equal(up->n, 3);
    int before = 0;
    for (int key = 0; key <= 7; key++) {
        int at = find_int(up, key);
        assert_in_range(at, before, 2);
        assert_int_equal(find_int(down, key), 2 - at);
        before = at;
    }
    assert_int_equal(find_int(up, 0), 0);
    assert_int_equal(before, 2);
    assert_int_equal(find_text(up, "a"), -1); /* cannot be compared */
    partitioner_release(up);
    partitioner_release(down);
}

static void test_the_bounds_are_taken(void **state)
{
    (void)state;
    RangeBounds none = {0};
    Partitioner *one = partitioner_new_range(&none, true);
    assert_int_equal(one->n, 1);
    assert_int_equal(find_int(one, 3), 0);
    assert_int_equal(find_text(one, "a"), 0);
    partitioner_release(one);
}

/* Spark: equals. */
static void test_equal_is_what_puts_keys_alike(void **state)
{
    (void)state;
    static const int keys[] = {1, 2, 3, 4};
    static const int others[] = {1, 2, 3, 9};
    Partitioner *made[] = {partitioner_new_hash(2), partitioner_new_hash(3),
        partitioner_new_custom(4, 2), partitioner_new_custom(5, 2),
        make_range(keys, 4, 2, true), make_range(keys, 4, 2, false),
        make_range(others, 4, 4, true)};
    Partitioner *again[] = {partitioner_new_hash(2), partitioner_new_hash(3),
        partitioner_new_custom(4, 2), partitioner_new_custom(5, 2),
        make_range(keys, 4, 2, true), make_range(keys, 4, 2, false),
        make_range(others, 4, 4, true)};
    enum { COUNT = sizeof made / sizeof made[0] };
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++)
            assert_int_equal(partitioner_equal(made[i], again[j]), i == j);
        assert_true(partitioner_equal(made[i], made[i]));
        assert_false(partitioner_equal(made[i], NULL));
        assert_false(partitioner_equal(NULL, made[i]));
    }
    assert_false(partitioner_equal(NULL, NULL));
    for (int i = 0; i < COUNT; i++) {
        partitioner_release(made[i]);
        partitioner_release(again[i]);
    }
}

static void test_the_last_holder_frees_it(void **state)
{
    (void)state;
    Partitioner *shared = partitioner_new_hash(4);
    assert_ptr_equal(partitioner_share(shared), shared);
    assert_int_equal(shared->references, 2);
    partitioner_release(shared);
    assert_int_equal(shared->references, 1);
    assert_int_equal(find_int(shared, 5), 1);
    partitioner_release(shared);

    assert_null(partitioner_share(NULL));
    partitioner_release(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hash_partitioner_takes_the_hash),
        cmocka_unit_test(test_a_range_partitioner_keeps_the_order),
        cmocka_unit_test(test_the_bounds_are_taken),
        cmocka_unit_test(test_equal_is_what_puts_keys_alike),
        cmocka_unit_test(test_the_last_holder_frees_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
