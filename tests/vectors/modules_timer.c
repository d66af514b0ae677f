/* tests/vectors/modules_timer.c -- cases of the timer of batches and blocks:
 * vm/sim/timer.h. */
// SPDX-License-Identifier: MIT
#include "tests/vectors/modules.h"
#include "vm/sim/clock.h"
#include "vm/sim/timer.h"

typedef struct World {
    Queue *queue;
    Clock clock;
    Timer timer;
    const json_t *wanted; /* the ticks up to now */
    int64_t count;
} World;

static void on_tick(void *subject, SimTime tick)
{
    World *world = subject;
    const json_t *want = json_array_get(world->wanted, (size_t)world->count++);
    expect_number("a tick", time_to_ms(tick), json_integer_value(want));
}

static void advance_to(World *world, SimTime end)
{
    while (queue_next_time(world->queue) <= end) {
        world->clock.advance(&world->clock, queue_next_time(world->queue));
        queue_fire(world->queue);
    }
    world->clock.advance(&world->clock, end);
}

static void follow(World *world, const json_t *event)
{
    const json_t *stop = json_object_get(event, "stop");
    const json_t *wanted = json_object_get(event, "expect_callbacks");
    const json_t *last = json_object_get(event, "expect_return");
    if (wanted != NULL)
        world->wanted = wanted;
    if (stop != NULL && json_is_true(json_object_get(stop, "interrupt")))
        timer_stop(&world->timer);
    else if (stop != NULL)
        timer_finish(&world->timer);
    SimTime by = TIME_MS(json_integer_value(json_object_get(event, "advance")));
    advance_to(world, world->clock.now + by);
    if (wanted != NULL)
        expect_number("ticks", world->count, (int64_t)json_array_size(wanted));
    if (last == NULL)
        return;
    expect_number("the last tick", time_to_ms(world->timer.last),
        json_integer_value(last));
    if (timer_is_running(&world->timer))
        differs("the timer runs on");
}

void check_recurring_timer(const json_t *test)
{
    World world = {.queue = queue_new()};
    world.timer = (Timer){.queue = world.queue,
        .period = TIME_MS(json_integer_value(json_object_get(test, "period_ms"))),
        .fn = on_tick,
        .subject = &world};
    clock_init_simulated(&world.clock,
        TIME_MS(json_integer_value(json_object_get(test, "clock_start"))));
    timer_start(&world.timer,
        TIME_MS(json_integer_value(json_object_get(test, "start_time"))));
    const json_t *events = json_object_get(test, "events");
    for (size_t i = 0; i < json_array_size(events); i++)
        follow(&world, json_array_get(events, i));
    queue_delete(world.queue);
}
