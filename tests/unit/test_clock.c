/* tests/unit/test_clock.c -- the simulated clock, and the arithmetic of ticks. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/sim/clock.h"

static void test_jumps_to_the_target(void **state)
{
    (void)state;
    Clock clock;
    clock_init_simulated(&clock, 500);
    assert_int_equal(clock.now, 500);
    assert_false(clock.is_wall);
    assert_true(clock.advance(&clock, 500));
    assert_int_equal(clock.now, 500);
    assert_true(clock.advance(&clock, TIME_S(3600)));
    assert_int_equal(clock.now, TIME_S(3600));
}

/* Vectors "recurring_timer": the first tick is strictly after the start, all are
 * multiples of the period. */
static void test_first_tick_is_the_next_multiple(void **state)
{
    (void)state;
    assert_int_equal(time_next_multiple(0, TIME_MS(10)), TIME_MS(10));
    assert_int_equal(time_next_multiple(TIME_MS(10), TIME_MS(10)), TIME_MS(20));
    assert_int_equal(time_next_multiple(TIME_MS(10) + 1, TIME_MS(10)), TIME_MS(20));
    assert_int_equal(time_next_multiple(TIME_MS(20) - 1, TIME_MS(10)), TIME_MS(20));
}

static void test_milliseconds_are_whole(void **state)
{
    (void)state;
    assert_int_equal(time_to_ms(TIME_MS(7) + 999), 7);
    assert_int_equal(TIME_S(2), TIME_MS(2000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jumps_to_the_target),
        cmocka_unit_test(test_first_tick_is_the_next_multiple),
        cmocka_unit_test(test_milliseconds_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
