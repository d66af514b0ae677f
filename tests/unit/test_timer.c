/* tests/unit/test_timer.c -- ticks come at a steady pace, and end when they are to. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/sim/timer.h"

typedef struct World {
    Timer timer;
    Buffer ticks; /* "100 200" */
    SimTime stop_at;
} World;

static void note(void *subject, SimTime tick)
{
    World *world = subject;
    buffer_printf(&world->ticks, "%s%d", world->ticks.size > 0 ? " " : "",
        (int)time_to_ms(tick));
    if (tick == world->stop_at)
        timer_stop(&world->timer);
}

static void world_open(World *world)
{
    *world = (World){.stop_at = TIME_NEVER};
    world->timer = (Timer){.queue = queue_new(),
        .period = TIME_MS(100),
        .rank = RANK_TICK,
        .fn = note,
        .subject = world};
}

static void fire(World *world, int times)
{
    for (int i = 0; i < times && queue_count(world->timer.queue) > 0; i++)
        queue_fire(world->timer.queue);
}

static void assert_ticks(World *world, const char *wanted)
{
    assert_string_equal(buffer_text(&world->ticks), wanted);
    assert_false(timer_is_running(&world->timer));
    assert_int_equal(queue_count(world->timer.queue), 0);
    queue_delete(world->timer.queue);
    buffer_free(&world->ticks);
}

static void test_a_stop_ends_it_at_once(void **state)
{
    (void)state;
    World world;
    world_open(&world);
    timer_start(&world.timer, TIME_MS(300));
    fire(&world, 2);
    timer_stop(&world.timer);
    timer_stop(&world.timer);
    assert_ticks(&world, "300 400");
}

static void test_a_finish_lets_two_more_ticks_come(void **state)
{
    (void)state;
    World world;
    world_open(&world);
    timer_start(&world.timer, TIME_MS(100));
    fire(&world, 1);
    timer_finish(&world.timer);
    fire(&world, 9);
    assert_int_equal(world.timer.last, TIME_MS(300));
    assert_ticks(&world, "100 200 300");
}

static void test_a_tick_may_stop_it(void **state)
{
    (void)state;
    World world;
    world_open(&world);
    world.stop_at = TIME_MS(200);
    timer_start(&world.timer, TIME_MS(100));
    fire(&world, 9);
    assert_ticks(&world, "100 200");
}

static void test_once_is_one_tick_and_can_be_had_again(void **state)
{
    (void)state;
    World world;
    world_open(&world);
    timer_once(&world.timer, TIME_MS(100));
    fire(&world, 9);
    timer_once(&world.timer, TIME_MS(500));
    fire(&world, 9);
    timer_start(&world.timer, TIME_MS(600));
    fire(&world, 2);
    timer_stop(&world.timer);
    assert_ticks(&world, "100 500 600 700");
}

static void test_one_that_does_not_run_has_nothing_to_finish(void **state)
{
    (void)state;
    World world;
    world_open(&world);
    timer_finish(&world.timer);
    assert_ticks(&world, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_stop_ends_it_at_once),
        cmocka_unit_test(test_a_finish_lets_two_more_ticks_come),
        cmocka_unit_test(test_a_tick_may_stop_it),
        cmocka_unit_test(test_once_is_one_tick_and_can_be_had_again),
        cmocka_unit_test(test_one_that_does_not_run_has_nothing_to_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
