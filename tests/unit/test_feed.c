/* tests/unit/test_feed.c -- when the lines of a feed arrive. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/feed.h"

/* A feed and a listener that notes "<time in ms> <line or event>" for each call. */
typedef struct World {
    Queue *queue;
    Clock clock;
    Source *feed;
    Buffer seen;
    SimTime times[4096];
    int count;
    int stop_after; /* this many lines; 0: never */
} World;

static void store(void *subject, const char *bytes, size_t size)
{
    World *world = subject;
    buffer_printf(&world->seen, "%g ", (double)world->clock.now / 1000);
    buffer_append(&world->seen, bytes, size);
    buffer_append_byte(&world->seen, '\n');
    if (world->count < (int)(sizeof world->times / sizeof world->times[0]))
        world->times[world->count] = world->clock.now;
    if (++world->count == world->stop_after)
        world->feed->ops->stop(world->feed);
}

static void changed(void *subject, SourceEvent event, const char *text)
{
    World *world = subject;
    assert_null(text);
    assert_true(event == SOURCE_CONNECTED || event == SOURCE_DRY);
    buffer_printf(&world->seen, "%g %s\n", (double)world->clock.now / 1000,
        event == SOURCE_DRY ? "[dry]" : "[connected]");
}

static void open_feed(World *world, const char *text, const FeedOptions *options)
{
    *world = (World){.queue = queue_new()};
    clock_init_simulated(&world->clock, 0);
    Buffer lines = {0};
    buffer_append_string(&lines, text);
    world->feed = feed_open(world->queue, &world->clock, &lines, options);
    assert_null(lines.data);
    world->feed->listener =
        (SourceListener){.subject = world, .store = store, .changed = changed};
}

static void close_feed(World *world)
{
    world->feed->ops->free(world->feed);
    assert_int_equal(queue_count(world->queue), 0);
    queue_delete(world->queue);
    buffer_free(&world->seen);
}

static void run_until(World *world, SimTime end)
{
    while (queue_next_time(world->queue) <= end) {
        world->clock.advance(&world->clock, queue_next_time(world->queue));
        queue_fire(world->queue);
    }
    world->clock.advance(&world->clock, end);
}

static void check_seen(World *world, const char *wanted)
{
    assert_string_equal(buffer_text(&world->seen), wanted);
    buffer_clear(&world->seen);
}

static void test_constant(void **state)
{
    (void)state;
    static World world;
    open_feed(&world, "the river\r\n\nrises\rfast",
        &(FeedOptions){.host = "localhost", .port = 9999, .arrivals.rate = 5});
    assert_int_equal(queue_count(world.queue), 0);
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_S(10));
    check_seen(&world,
        "0 [connected]\n100 the river\n300 \n500 rises\n700 fast\n700 [dry]\n");
    assert_int_equal(queue_count(world.queue), 0);
    close_feed(&world);
}

static void test_constant_is_rounded_to_microseconds(void **state)
{
    (void)state;
    static World world;
    open_feed(&world, "a\nb\n",
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 3});
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_S(1));
    assert_int_equal(world.times[0], 166667);
    assert_int_equal(world.times[1], 500000);
    close_feed(&world);
}

static void test_without_a_line_it_is_dry_at_once(void **state)
{
    (void)state;
    static World world;
    open_feed(&world, "",
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 5, .loop = true});
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_S(1));
    check_seen(&world, "0 [connected]\n0 [dry]\n");
    close_feed(&world);
}

static void test_loop_begins_again(void **state)
{
    (void)state;
    static World world;
    open_feed(&world, "a\nb\r\n",
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 1, .loop = true});
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_MS(4500));
    check_seen(&world, "0 [connected]\n500 a\n1500 b\n2500 a\n3500 b\n4500 a\n");
    assert_int_equal(queue_count(world.queue), 1);
    close_feed(&world);
}

/* Nothing is lost while nobody listens; what is due later keeps its time. */
static void test_stop_and_start_again(void **state)
{
    (void)state;
    static World world;
    open_feed(&world, "a\nb\nc\nd\n",
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 1});
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_MS(600));
    world.feed->ops->stop(world.feed);
    assert_int_equal(queue_count(world.queue), 0);
    run_until(&world, TIME_MS(3000));
    check_seen(&world, "0 [connected]\n500 a\n");
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_MS(4000));
    check_seen(&world, "3000 [connected]\n3000 b\n3000 c\n3500 d\n3500 [dry]\n");
    world.feed->ops->stop(world.feed);
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_MS(5000));
    check_seen(&world, "4000 [connected]\n4000 [dry]\n");
    close_feed(&world);
}

static void test_listener_may_stop_it(void **state)
{
    (void)state;
    static World world;
    open_feed(&world, "a\nb\nc\n",
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 1});
    world.stop_after = 2;
    run_until(&world, TIME_S(5));
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_S(6));
    check_seen(&world, "5000 [connected]\n5000 a\n5000 b\n");
    assert_int_equal(queue_count(world.queue), 0);
    world.feed->ops->start(world.feed);
    run_until(&world, TIME_S(6));
    check_seen(&world, "6000 [connected]\n6000 c\n6000 [dry]\n");
    close_feed(&world);
}

static void run_endless(World *world, const FeedOptions *options, SimTime end)
{
    open_feed(world, "line\n", options);
    world->feed->ops->start(world->feed);
    run_until(world, end);
}

static int64_t sum_of_times(ArrivalProcess process, uint64_t seed, int port)
{
    static World world;
    run_endless(&world,
        &(FeedOptions){.host = "localhost",
            .port = port,
            .arrivals.rate = 10,
            .arrivals.process = process,
            .arrivals.seed = seed,
            .loop = true},
        TIME_S(30));
    int64_t sum = 0;
    for (int i = 0; i < world.count; i++)
        sum += world.times[i];
    close_feed(&world);
    return sum;
}

static void test_random_processes_depend_on_seed_and_address_only(void **state)
{
    (void)state;
    const ArrivalProcess random[] = {ARRIVALS_POISSON, ARRIVALS_BURST};
    for (int i = 0; i < 2; i++) {
        int64_t first = sum_of_times(random[i], 1, 9999);
        assert_int_equal(first, sum_of_times(random[i], 1, 9999));
        assert_int_not_equal(first, sum_of_times(random[i], 2, 9999));
        assert_int_not_equal(first, sum_of_times(random[i], 1, 9998));
    }
}

/* 1000 lines are expected; five standard deviations are allowed either way. */
static void test_poisson_has_its_rate(void **state)
{
    (void)state;
    static World world;
    run_endless(&world,
        &(FeedOptions){.host = "h",
            .port = 1,
            .arrivals.rate = 10,
            .arrivals.process = ARRIVALS_POISSON,
            .arrivals.seed = 42,
            .loop = true},
        TIME_S(100));
    assert_in_range(world.count, 1000 - 160, 1000 + 160);
    int short_gaps = 0; /* below the mean: 63 % of an exponential distribution */
    for (int i = 1; i < world.count; i++)
        short_gaps += world.times[i] - world.times[i - 1] < TIME_MS(100);
    assert_in_range(short_gaps, 55 * world.count / 100, 71 * world.count / 100);
    close_feed(&world);
}

/* Bursts of 10 to 30 lines, one a second: 2000 lines are expected in 100 s. */
static void test_burst(void **state)
{
    (void)state;
    static World world;
    run_endless(&world,
        &(FeedOptions){.host = "h",
            .port = 1,
            .arrivals.rate = 20,
            .arrivals.process = ARRIVALS_BURST,
            .arrivals.seed = 42,
            .loop = true},
        TIME_S(100));
    assert_in_range(world.count, 2000 - 1100, 2000 + 1100);
    int inside = 0;
    for (int i = 1; i < world.count; i++) {
        assert_true(world.times[i] - world.times[i - 1] >= TIME_MS(1));
        inside += world.times[i] - world.times[i - 1] == TIME_MS(1);
    }
    assert_in_range(inside, world.count * 9 / 10, world.count - 50);
    close_feed(&world);
}

static void test_slow_bursts_are_single_lines(void **state)
{
    (void)state;
    static World world;
    run_endless(&world,
        &(FeedOptions){.host = "h",
            .port = 1,
            .arrivals.rate = 0.1,
            .arrivals.process = ARRIVALS_BURST,
            .arrivals.seed = 7,
            .loop = true},
        TIME_S(1000));
    assert_in_range(world.count, 50, 150);
    close_feed(&world);
}

static void test_a_line_may_be_too_far_away(void **state)
{
    (void)state;
    static World world;
    run_endless(&world, &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 1e-300},
        TIME_S(1));
    check_seen(&world, "0 [connected]\n");
    assert_int_equal(queue_count(world.queue), 0);
    close_feed(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constant),
        cmocka_unit_test(test_constant_is_rounded_to_microseconds),
        cmocka_unit_test(test_without_a_line_it_is_dry_at_once),
        cmocka_unit_test(test_loop_begins_again),
        cmocka_unit_test(test_stop_and_start_again),
        cmocka_unit_test(test_listener_may_stop_it),
        cmocka_unit_test(test_random_processes_depend_on_seed_and_address_only),
        cmocka_unit_test(test_poisson_has_its_rate),
        cmocka_unit_test(test_burst),
        cmocka_unit_test(test_slow_bursts_are_single_lines),
        cmocka_unit_test(test_a_line_may_be_too_far_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
