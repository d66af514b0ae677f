/* tests/unit/test_wall.c -- the clock that waits: waiting, being woken, being late.
 *
 * Waits here are a millisecond or two; a wait that should end early has a target an
 * hour away, so that a mistake shows as a test that hangs, not as one that passes. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>
#include <uv.h>

#include "vm/sim/wall.h"

#define FAR_AWAY TIME_S(3600)

static SimTime real_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return TIME_S(now.tv_sec) + now.tv_nsec / 1000;
}

static Wall *new_wall(void)
{
    Err err;
    Wall *wall = wall_new(&err);
    assert_non_null(wall);
    return wall;
}

static void test_counts_from_1970(void **state)
{
    (void)state;
    SimTime before = real_time();
    Wall *wall = new_wall();
    const Clock *clock = wall_clock(wall);
    assert_true(clock->is_wall);
    assert_in_range(clock->now, before, real_time());
    wall_delete(wall);
    wall_delete(NULL);
}

static void test_waits_for_the_target(void **state)
{
    (void)state;
    Wall *wall = new_wall();
    Clock *clock = wall_clock(wall);
    SimTime target = clock->now + 1500;
    uint64_t start_ns = uv_hrtime();
    assert_true(clock->advance(clock, target));
    assert_int_equal(clock->now, target);
    assert_true(uv_hrtime() - start_ns > 1000000);
    wall_delete(wall);
}

/* Events that are late see their own times, one after the other. */
static void test_late_events_see_their_own_time(void **state)
{
    (void)state;
    Wall *wall = new_wall();
    Clock *clock = wall_clock(wall);
    SimTime start = clock->now;
    assert_true(clock->advance(clock, start + 2000));
    assert_true(clock->advance(clock, start + 2000));
    assert_int_equal(clock->now, start + 2000);
    assert_true(clock->advance(clock, start));
    assert_int_equal(clock->now, start + 2000);
    wall_delete(wall);
}

static void test_wake_ends_the_wait(void **state)
{
    (void)state;
    Wall *wall = new_wall();
    Clock *clock = wall_clock(wall);
    SimTime start = clock->now;
    wall_wake(wall);
    assert_false(clock->advance(clock, start + FAR_AWAY));
    assert_in_range(clock->now, start, start + TIME_S(60));
    wall_wake(wall);
    assert_false(clock->advance(clock, TIME_NEVER));
    assert_true(clock->advance(clock, clock->now + 1));
    wall_delete(wall);
}

/* Stands for a socket that always has data. */
static void on_idle(uv_idle_t *idle)
{
    wall_update(idle->data);
}

static void test_what_happens_outside_lies_before_the_target(void **state)
{
    (void)state;
    Wall *wall = new_wall();
    Clock *clock = wall_clock(wall);
    uv_idle_t idle = {.data = wall};
    uv_idle_init(wall_loop(wall), &idle);
    uv_idle_start(&idle, on_idle);

    SimTime start = clock->now;
    assert_false(clock->advance(clock, start + FAR_AWAY));
    assert_in_range(clock->now, start, start + TIME_S(60));

    SimTime target = clock->now + 100;
    int calls = 1;
    while (!clock->advance(clock, target)) {
        assert_true(clock->now < target);
        calls++;
    }
    assert_int_equal(clock->now, target);
    assert_true(calls > 1);
    uv_close((uv_handle_t *)&idle, NULL);
    wall_delete(wall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_from_1970),
        cmocka_unit_test(test_waits_for_the_target),
        cmocka_unit_test(test_late_events_see_their_own_time),
        cmocka_unit_test(test_wake_ends_the_wait),
        cmocka_unit_test(test_what_happens_outside_lies_before_the_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
