/* tests/unit/test_delays.c -- when batches count as waiting longer and longer. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/streaming/delays.h"

enum { INTERVAL = 1000 };

/* Notes what batches waited, ended by a negative number. */
static Delays noted(const SimTime *waited)
{
    Delays delays = {0};
    for (int i = 0; waited[i] >= 0; i++)
        delays_note(&delays, (i + 1) * INTERVAL, waited[i], 10);
    return delays;
}

#define NOTED(...) noted((const SimTime[]){__VA_ARGS__, -1})

static void test_five_rises_in_a_row(void **state)
{
    (void)state;
    Delays few = NOTED(0, 10, 20, 30, 40);
    assert_false(delays_grow(&few, INTERVAL));
    Delays delays = NOTED(0, 10, 20, 30, 40, 50);
    assert_true(delays_grow(&delays, INTERVAL));
    assert_true(delays_are_even(&delays));
    assert_int_equal(delays_step(&delays), 10);
    assert_int_equal(delays.last_batch, 6 * INTERVAL);
    Delays broken = NOTED(0, 10, 20, 20, 30, 40, 50);
    assert_false(delays_grow(&broken, INTERVAL));
    Delays uneven = NOTED(0, 10, 20, 30, 40, 60);
    assert_true(delays_grow(&uneven, INTERVAL));
    assert_false(delays_are_even(&uneven));
    assert_int_equal(delays_step(&uneven), 12);
}

static void test_more_than_an_interval_and_than_before(void **state)
{
    (void)state;
    Delays saw = NOTED(0, 300, 200, 600, 500, 900, 800, 1200, 1100);
    assert_true(delays_grow(&saw, INTERVAL));
    Delays level = NOTED(900, 1400, 1300, 1400, 1300, 1400, 1300, 1400);
    assert_false(delays_grow(&level, INTERVAL));
    Delays falls = NOTED(0, 2000, 4000, 5000, 4000, 3000, 2500, 1900);
    assert_false(delays_grow(&falls, INTERVAL));
    Delays short_of_one = NOTED(0, 300, 200, 600, 500, 900, 800, 990);
    assert_false(delays_grow(&short_of_one, INTERVAL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_rises_in_a_row),
        cmocka_unit_test(test_more_than_an_interval_and_than_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
