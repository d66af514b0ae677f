/* tests/unit/test_input_info.c -- what input streams report of a batch. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/streaming/input_info.h"

static void test_a_stream_reports_once_for_a_batch(void **state)
{
    (void)state;
    InputInfos infos = {0};
    Err err;
    assert_true(input_infos_report(&infos, TIME_S(1), (InputInfo){0, 100}, &err));
    assert_true(input_infos_report(&infos, TIME_S(2), (InputInfo){0, 5}, &err));
    assert_true(input_infos_report(&infos, TIME_S(1), (InputInfo){1, 300}, &err));
    assert_false(input_infos_report(&infos, TIME_S(1), (InputInfo){1, 7}, &err));
    assert_int_equal(err.code, ERR_STATE);
    assert_string_equal(err.message,
        "Input stream 1 for batch 1000 ms is already added into InputInfoTracker, this "
        "is an illegal state");

    int n;
    const InputInfo *found = input_infos_get(&infos, TIME_S(1), &n);
    assert_int_equal(n, 2);
    assert_int_equal(found[1].input, 1);
    assert_int_equal(found[1].records, 300);
    input_infos_free(&infos);
}

static void test_old_batches_are_forgotten(void **state)
{
    (void)state;
    InputInfos infos = {0};
    Err err;
    for (int i = 1; i <= 5; i++)
        assert_true(input_infos_report(&infos, TIME_S(i), (InputInfo){0, i}, &err));
    input_infos_cleanup(&infos, TIME_S(4));
    int n;
    assert_null(input_infos_get(&infos, TIME_S(3), &n));
    assert_int_equal(n, 0);
    assert_int_equal(input_infos_get(&infos, TIME_S(4), &n)->records, 4);
    assert_int_equal(infos.count, 2);
    input_infos_free(&infos);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_stream_reports_once_for_a_batch),
        cmocka_unit_test(test_old_batches_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
