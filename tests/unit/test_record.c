/* tests/unit/test_record.c -- records as bytes: canonical, walkable, checked. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/record.h"

/* One of everything, nested: ("k", List(1, 2.5, Some((None, null)), List())). */
static void append_example(Buffer *out)
{
    record_append_pair(out);
    record_append_string(out, "k", 1);
    size_t list = record_begin_list(out, RECORD_LIST);
    record_append_int(out, 1);
    record_append_double(out, 2.5);
    record_append_some(out);
    record_append_pair(out);
    record_append_none(out);
    record_append_null(out);
    record_end_list(out, record_begin_list(out, RECORD_COMPACT_BUFFER), 0);
    record_end_list(out, list, 4);
}

static void test_values_come_back(void **state)
{
    (void)state;
    Buffer out = {0};
    record_append_int(&out, -5000000000);
    record_append_double(&out, -0.0);
    record_append_string(&out, "a\0b", 3);
    record_append_bool(&out, true);
    record_append_bool(&out, false);

    const char *record = out.data;
    assert_int_equal(record_tag(record), RECORD_INT);
    assert_int_equal(record_int(record), -5000000000);
    record = record_next(record);
    assert_int_equal(record_tag(record), RECORD_DOUBLE);
    assert_true(signbit(record_double(record)));
    record = record_next(record);
    uint32_t size;
    const char *text = record_string(record, &size);
    assert_int_equal(size, 3);
    assert_memory_equal(text, "a\0b", 3);
    record = record_next(record);
    assert_int_equal(record_tag(record), RECORD_TRUE);
    record = record_next(record);
    assert_int_equal(record_tag(record), RECORD_FALSE);
    assert_ptr_equal(record_next(record), out.data + out.size);
    buffer_free(&out);
}

static void test_walking_what_is_nested(void **state)
{
    (void)state;
    Buffer out = {0};
    append_example(&out);
    size_t end = out.size;
    record_append_int(&out, 7);

    assert_ptr_equal(record_next(out.data), out.data + end);
    const char *key = record_first(out.data);
    assert_int_equal(record_tag(key), RECORD_STRING);
    const char *list = record_next(key);
    assert_int_equal(record_list_count(list), 4);
    const char *element = record_first(list);
    assert_int_equal(record_int(element), 1);
    element = record_next(element);
    assert_true(record_double(element) == 2.5);
    element = record_next(element);
    assert_int_equal(record_tag(element), RECORD_SOME);
    assert_int_equal(record_tag(record_first(element)), RECORD_PAIR);
    element = record_next(element);
    assert_int_equal(record_tag(element), RECORD_COMPACT_BUFFER);
    assert_int_equal(record_list_count(element), 0);
    assert_ptr_equal(record_next(element), out.data + end);
    buffer_free(&out);
}

static void test_every_nan_is_the_same_record(void **state)
{
    (void)state;
    Buffer out = {0};
    record_append_double(&out, NAN);
    record_append_double(&out, -NAN);
    assert_int_equal(out.size, 18);
    assert_memory_equal(out.data, out.data + 9, 9);
    assert_true(isnan(record_double(out.data)));
    buffer_free(&out);
}

static void test_good_bytes_are_valid(void **state)
{
    (void)state;
    Buffer out = {0};
    assert_true(record_validate(NULL, 0));
    append_example(&out);
    assert_true(record_validate(out.data, out.size));
    append_example(&out);
    record_append_double(&out, NAN);
    assert_true(record_validate(out.data, out.size));
    buffer_free(&out);
}

static void test_cut_bytes_are_not(void **state)
{
    (void)state;
    Buffer out = {0};
    append_example(&out);
    for (size_t size = 1; size < out.size; size++)
        assert_false(record_validate(out.data, size));
    buffer_free(&out);
}

static void expect_invalid(const char *bytes, size_t size)
{
    assert_false(record_validate(bytes, size));
}

static void test_foreign_bytes_are_not(void **state)
{
    (void)state;
    Buffer out = {0};
    const char beyond = (char)RECORD_TAG_COUNT;
    expect_invalid(&beyond, 1);
    expect_invalid("\xFF", 1);

    const unsigned char other_nan[8] = {1, 0, 0, 0, 0, 0, 0xF8, 0x7F};
    buffer_append_byte(&out, (char)RECORD_DOUBLE);
    buffer_append(&out, other_nan, 8);
    expect_invalid(out.data, out.size);

    buffer_clear(&out);
    size_t list = record_begin_list(&out, RECORD_LIST);
    record_append_int(&out, 1);
    record_end_list(&out, list, 1);
    assert_true(record_validate(out.data, out.size));
    record_end_list(&out, list, 2);
    expect_invalid(out.data, out.size);
    record_end_list(&out, list, 0);
    expect_invalid(out.data, out.size);
    record_end_list(&out, list, UINT32_MAX);
    expect_invalid(out.data, out.size);

    buffer_clear(&out);
    record_append_string(&out, "abc", 3);
    memset(out.data + 1, 0xFF, 4);
    expect_invalid(out.data, out.size);
    buffer_free(&out);
}

static void test_depth_is_limited(void **state)
{
    (void)state;
    Buffer out = {0};
    for (int i = 0; i < RECORD_MAX_DEPTH; i++)
        record_append_some(&out);
    record_append_none(&out);
    assert_true(record_validate(out.data, out.size));

    buffer_clear(&out);
    for (int i = 0; i <= RECORD_MAX_DEPTH; i++)
        record_append_some(&out);
    record_append_none(&out);
    expect_invalid(out.data, out.size);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_come_back),
        cmocka_unit_test(test_walking_what_is_nested),
        cmocka_unit_test(test_every_nan_is_the_same_record),
        cmocka_unit_test(test_good_bytes_are_valid),
        cmocka_unit_test(test_cut_bytes_are_not),
        cmocka_unit_test(test_foreign_bytes_are_not),
        cmocka_unit_test(test_depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
