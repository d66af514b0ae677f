/* tests/unit/test_tuple.c -- tuples of three parts or more as records: text, hash code,
 * order, checking. Hash codes are those of a JVM with Scala 2.12. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/compare.h"
#include "vm/store/hash.h"
#include "vm/store/text.h"

static void append_text(Buffer *out, const char *text)
{
    record_append_string(out, text, strlen(text));
}

/* Whole numbers. */
static void append_numbers(Buffer *out, RecordTag tag, const int *numbers, int count)
{
    size_t start = record_begin_list(out, tag);
    for (int i = 0; i < count; i++)
        record_append_int(out, numbers[i]);
    record_end_list(out, start, (uint32_t)count);
}

static void check(const Buffer *tuple, const char *wanted, int32_t hash)
{
    Buffer text = {0};
    assert_true(record_validate(tuple->data, tuple->size));
    assert_ptr_equal(record_next(tuple->data), tuple->data + tuple->size);
    text_append_record(&text, tuple->data);
    assert_string_equal(buffer_text(&text), wanted);
    assert_int_equal(hash_java(tuple->data), hash);
    assert_int_equal(hash_scala(tuple->data), hash);
    buffer_free(&text);
}

static void test_whole_numbers(void **state)
{
    (void)state;
    Buffer tuple = {0};
    append_numbers(&tuple, RECORD_TUPLE, (const int[]){1, 2, 3}, 3);
    check(&tuple, "(1,2,3)", -951605798);
    assert_int_equal(record_list_count(tuple.data), 3);
    assert_int_equal(record_int(record_first(tuple.data)), 1);
    buffer_free(&tuple);
}

static void test_parts_of_different_kinds(void **state)
{
    (void)state;
    Buffer tuple = {0};
    size_t start = record_begin_list(&tuple, RECORD_TUPLE);
    record_append_int(&tuple, 1);
    append_text(&tuple, "a");
    record_append_double(&tuple, 2.5);
    record_end_list(&tuple, start, 3);
    check(&tuple, "(1,a,2.5)", 999950282);

    buffer_clear(&tuple);
    start = record_begin_list(&tuple, RECORD_TUPLE);
    record_append_null(&tuple);
    record_append_bool(&tuple, true);
    record_append_int(&tuple, 3);
    record_append_int(&tuple, 4);
    record_end_list(&tuple, start, 4);
    check(&tuple, "(null,true,3,4)", -1569478823);
    buffer_free(&tuple);
}

static void test_parts_inside_parts(void **state)
{
    (void)state;
    Buffer tuple = {0};
    size_t start = record_begin_list(&tuple, RECORD_TUPLE);
    record_append_pair(&tuple);
    record_append_int(&tuple, 1);
    record_append_int(&tuple, 2);
    record_append_some(&tuple);
    record_append_int(&tuple, 3);
    append_numbers(&tuple, RECORD_LIST, (const int[]){1, 2}, 2);
    record_append_none(&tuple);
    record_append_int(&tuple, 5000000000);
    record_end_list(&tuple, start, 5);
    check(&tuple, "((1,2),Some(3),List(1, 2),None,5000000000)", -1686437161);
    buffer_free(&tuple);
}

/* Equal numbers agree inside a tuple, whatever their type: (1.0,2,3) and (1,2,3). */
static void test_equal_numbers_have_equal_hash_codes(void **state)
{
    (void)state;
    Buffer tuple = {0};
    size_t start = record_begin_list(&tuple, RECORD_TUPLE);
    record_append_double(&tuple, 1.0);
    record_append_int(&tuple, 2);
    record_append_int(&tuple, 3);
    record_end_list(&tuple, start, 3);
    check(&tuple, "(1.0,2,3)", -951605798);
    buffer_free(&tuple);
}

static bool compare(RecordTag a_tag, const int *a, int a_count, RecordTag b_tag,
    const int *b, int b_count, int *order)
{
    Buffer left = {0};
    Buffer right = {0};
    append_numbers(&left, a_tag, a, a_count);
    append_numbers(&right, b_tag, b, b_count);
    bool found = record_compare(left.data, right.data, order);
    buffer_free(&left);
    buffer_free(&right);
    return found;
}

static void test_tuples_are_ordered_part_by_part(void **state)
{
    (void)state;
    static const int tuples[][3] = {{1, 1, 5}, {1, 1, 9}, {1, 2, 0}, {2, 0, 0}};
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
            int order;
            assert_true(compare(RECORD_TUPLE, tuples[i], 3, RECORD_TUPLE, tuples[j], 3,
                &order));
            assert_int_equal(order, (i > j) - (i < j));
        }
    }
}

/* Tuples of different lengths are of different classes, and neither is a list. */
static void test_other_classes_have_no_order(void **state)
{
    (void)state;
    static const int numbers[] = {1, 2, 3, 4};
    int order;
    assert_false(compare(RECORD_TUPLE, numbers, 3, RECORD_TUPLE, numbers, 4, &order));
    assert_false(compare(RECORD_TUPLE, numbers, 3, RECORD_LIST, numbers, 3, &order));
    Buffer tuple = {0};
    append_numbers(&tuple, RECORD_TUPLE, numbers, 3);
    assert_string_equal(record_kind(tuple.data), "tuple");
    buffer_free(&tuple);
}

/* Two parts are a PAIR; a record that says otherwise would be equal to none. */
static void test_fewer_parts_are_refused(void **state)
{
    (void)state;
    static const int numbers[] = {1, 2, 3};
    for (int count = 0; count <= 3; count++) {
        Buffer tuple = {0};
        append_numbers(&tuple, RECORD_TUPLE, numbers, count);
        assert_int_equal(record_validate(tuple.data, tuple.size), count == 3);
        for (size_t size = 1; size < tuple.size; size++)
            assert_false(record_validate(tuple.data, size));
        buffer_free(&tuple);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_parts_of_different_kinds),
        cmocka_unit_test(test_parts_inside_parts),
        cmocka_unit_test(test_equal_numbers_have_equal_hash_codes),
        cmocka_unit_test(test_tuples_are_ordered_part_by_part),
        cmocka_unit_test(test_other_classes_have_no_order),
        cmocka_unit_test(test_fewer_parts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
