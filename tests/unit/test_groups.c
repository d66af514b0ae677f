/* tests/unit/test_groups.c -- values of keys, side by side. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/store/groups.h"
#include "vm/store/hash.h"
#include "vm/store/text.h"

static int add_key(Groups *groups, int64_t key)
{
    Buffer record = {0};
    record_append_int(&record, key);
    int entry =
        groups_add_key(groups, record.data, record.size, hash_java(record.data));
    buffer_free(&record);
    return entry;
}

static void add(Groups *groups, int64_t key, int side, const char *value)
{
    int entry = add_key(groups, key);
    Buffer record = {0};
    record_append_string(&record, value, strlen(value));
    groups_add_value(groups, entry, side, record.data, record.size);
    buffer_free(&record);
}

/* "key[List(...) List(...)]" for each key, in Spark's order. */
static void check(Groups *groups, const char *wanted)
{
    Buffer text = {0};
    const int32_t *order = groups_order(groups);
    for (int i = 0; i < groups_count(groups); i++) {
        if (i > 0)
            buffer_append_byte(&text, ' ');
        text_append_record(&text, groups_key(groups, order[i]));
        for (int side = 0; side < groups->n_sides; side++) {
            Buffer list = {0};
            groups_append_list(groups, order[i], side, RECORD_LIST, &list);
            assert_true(record_validate(list.data, list.size));
            text_append_record(&text, list.data);
            buffer_free(&list);
        }
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_values_stay_in_the_order_of_adding(void **state)
{
    (void)state;
    Groups groups = {0};
    groups_begin(&groups, 1);
    add(&groups, 1, 0, "a");
    add(&groups, 2, 0, "b");
    add(&groups, 1, 0, "c");
    add(&groups, 1, 0, "d");
    assert_int_equal(groups_chain(&groups, 0, 0)->count, 3);
    assert_int_equal(groups_chain(&groups, 1, 0)->count, 1);
    check(&groups, "1List(a, c, d) 2List(b)");
    groups_free(&groups);
}

static void test_sides_are_apart(void **state)
{
    (void)state;
    Groups groups = {0};
    groups_begin(&groups, 3);
    add(&groups, 1, 2, "x");
    add(&groups, 1, 0, "a");
    add(&groups, 2, 1, "m");
    add(&groups, 1, 2, "y");
    check(&groups, "1List(a)List()List(x, y) 2List()List(m)List()");
    assert_null(groups_first(&groups, 0, 1));
    const char *value = groups_first(&groups, 0, 2);
    assert_non_null(value);
    value = groups_next(&groups, value);
    assert_non_null(value);
    assert_null(groups_next(&groups, value));
    groups_free(&groups);
}

static void test_a_key_may_have_no_value(void **state)
{
    (void)state;
    Groups groups = {0};
    groups_begin(&groups, 2);
    assert_int_equal(add_key(&groups, 7), 0);
    assert_int_equal(add_key(&groups, 7), 0);
    assert_int_equal(groups_count(&groups), 1);
    check(&groups, "7List()List()");
    groups_free(&groups);
}

/* A value can be appended where it will stand. */
static void test_a_value_may_be_written_in_place(void **state)
{
    (void)state;
    Groups groups = {0};
    groups_begin(&groups, 1);
    int entry = add_key(&groups, 5);
    for (int i = 0; i < 3; i++) {
        size_t start = groups_value_start(&groups);
        record_append_int(groups_begin_value(&groups), i);
        groups_end_value(&groups, entry, 0, start);
    }
    check(&groups, "5List(0, 1, 2)");
    groups_free(&groups);
}

static void test_beginning_forgets_everything(void **state)
{
    (void)state;
    Groups groups = {0};
    groups_begin(&groups, 3);
    add(&groups, 1, 2, "old");
    groups_begin(&groups, 2);
    assert_int_equal(groups_count(&groups), 0);
    check(&groups, "");
    add(&groups, 1, 1, "new");
    check(&groups, "1List()List(new)");

    groups_free(&groups);
    groups_begin(&groups, 1);
    add(&groups, 1, 0, "again");
    check(&groups, "1List(again)");
    groups_free(&groups);
}

/* More than the first memory holds; chains go through one buffer that moves. */
static void test_many_keys_and_values(void **state)
{
    (void)state;
    enum { KEYS = 500, VALUES = 20 };
    Groups groups = {0};
    groups_begin(&groups, 2);
    for (int i = 0; i < KEYS * VALUES; i++)
        add(&groups, i % KEYS, i % 2, i % 3 == 0 ? "a longer value" : "v");
    assert_int_equal(groups_count(&groups), KEYS);
    int64_t values = 0;
    for (int entry = 0; entry < KEYS; entry++) {
        for (int side = 0; side < 2; side++) {
            uint32_t count = 0;
            for (const char *at = groups_first(&groups, entry, side); at != NULL;
                 at = groups_next(&groups, at))
                count++;
            assert_int_equal(count, groups_chain(&groups, entry, side)->count);
            values += count;
        }
    }
    assert_int_equal(values, KEYS * VALUES);
    groups_free(&groups);
}

enum { MANY = 20000, RUN = 32 };

/* Adds one value to each of many keys, in runs whose keys are looked up together. */
static void add_side_of_many(Groups *groups, int side)
{
    Buffer value = {0};
    record_append_int(&value, side);
    for (int64_t first = 0; first < MANY; first += RUN) {
        int32_t hashes[RUN];
        for (int i = 0; i < RUN; i++)
            hashes[i] = (int32_t)(first + i);
        groups_prefetch_adds(groups, side, hashes, RUN);
        for (int i = 0; i < RUN; i++)
            groups_add_value(groups, add_key(groups, first + i), side, value.data,
                value.size);
    }
    buffer_free(&value);
}

/* That memory was asked for ahead changes nothing, up to the last key of a walk. */
static void test_many_keys_are_looked_up_together(void **state)
{
    (void)state;
    Groups groups = {0};
    groups_begin(&groups, 2);
    add_side_of_many(&groups, 0);
    add_side_of_many(&groups, 1);
    assert_int_equal(groups_count(&groups), MANY);
    const int32_t *order = groups_order(&groups);
    int64_t sum = 0;
    for (int i = 0; i < MANY; i++) {
        groups_prefetch_walk(&groups, order, i);
        assert_int_equal(record_int(groups_key(&groups, order[i])), order[i]);
        sum += order[i];
        for (int side = 0; side < 2; side++) {
            const char *value = groups_first(&groups, order[i], side);
            assert_int_equal(record_int(value), side);
            assert_null(groups_next(&groups, value));
        }
    }
    assert_int_equal(sum, (int64_t)MANY * (MANY - 1) / 2);
    groups_free(&groups);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_stay_in_the_order_of_adding),
        cmocka_unit_test(test_sides_are_apart),
        cmocka_unit_test(test_a_key_may_have_no_value),
        cmocka_unit_test(test_a_value_may_be_written_in_place),
        cmocka_unit_test(test_beginning_forgets_everything),
        cmocka_unit_test(test_many_keys_and_values),
        cmocka_unit_test(test_many_keys_are_looked_up_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
