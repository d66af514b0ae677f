/* tests/unit/test_limited.c -- a receiver with a rate limit: lines wait in the feed. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/feed.h"
#include "vm/ingest/receiver.h"

typedef struct World {
    Queue *queue;
    Clock clock;
    Trace trace;
    Buffer lines; /* of the trace */
    BlockManager *blocks;
    Tracker *tracker;
    Source *feed;
    Receiver *receiver;
} World;

static void take_line(void *subject, const char *line, size_t size)
{
    buffer_append(subject, line, size);
}

static void do_nothing(void *subject, Receiver *receiver)
{
    (void)subject;
    (void)receiver;
}

/* `lines` lines, `rate` of them a second; the receiver has not started. */
static void open_world(World *world, int lines, double rate, int64_t limit)
{
    *world =
        (World){.queue = queue_new(), .blocks = blocks_new(), .tracker = tracker_new()};
    clock_init_simulated(&world->clock, 0);
    trace_init(&world->trace, take_line, &world->lines);
    Buffer text = {0};
    for (int i = 0; i < lines; i++)
        buffer_printf(&text, "line %d\n", i);
    world->feed = feed_open(world->queue, &world->clock, &text,
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = rate});
    ReceiverSettings settings = {
        .block_interval = TIME_MS(200),
        .restart_delay = TIME_MS(2000),
        .limits = {.initial = limit, .max = limit, .act = true},
        .level = LEVEL_MEMORY_ONLY,
        .name = "h:1",
    };
    ReceiverWorld around = {
        .queue = world->queue,
        .clock = &world->clock,
        .trace = &world->trace,
        .blocks = world->blocks,
        .tracker = world->tracker,
        .host = {world, do_nothing, do_nothing},
    };
    world->receiver = receiver_new(&settings, &around, world->feed);
}

static void close_world(World *world)
{
    receiver_delete(world->receiver);
    assert_int_equal(queue_count(world->queue), 0);
    queue_delete(world->queue);
    trace_free(&world->trace);
    blocks_delete(world->blocks);
    tracker_delete(world->tracker);
    buffer_free(&world->lines);
}

static void run_until(World *world, SimTime end)
{
    while (queue_next_time(world->queue) <= end) {
        world->clock.advance(&world->clock, queue_next_time(world->queue));
        queue_fire(world->queue);
    }
    world->clock.advance(&world->clock, end);
}

static int64_t waiting(World *world)
{
    return world->feed->ops->waiting(world->feed);
}

/* How many records came with a time that begins so, in microseconds. */
static int count_traced(World *world, const char *text)
{
    int count = 0;
    const char *at = buffer_text(&world->lines);
    while ((at = strstr(at, text)) != NULL) {
        count++;
        at++;
    }
    return count;
}

static void test_lines_wait_in_the_feed(void **state)
{
    (void)state;
    World world;
    open_world(&world, 100, 100, 10);
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_S(1));
    /* From the first line, at 5 ms, every 100 ms. */
    assert_int_equal(receiver_received(world.receiver), 10);
    assert_int_equal(waiting(&world), 90);
    assert_int_equal(count_traced(&world, "{\"at\":105000,\"kind\":\"record\""), 1);
    run_until(&world, TIME_S(5));
    assert_int_equal(receiver_received(world.receiver), 50);
    assert_int_equal(waiting(&world), 50);
    close_world(&world);
}

static void test_dry_comes_after_the_last_line(void **state)
{
    (void)state;
    World world;
    open_world(&world, 100, 100, 10);
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_MS(9904));
    assert_false(receiver_is_dry(world.receiver));
    assert_int_equal(waiting(&world), 1);
    run_until(&world, TIME_MS(9905));
    assert_true(receiver_is_dry(world.receiver));
    assert_int_equal(waiting(&world), 0);
    assert_int_equal(receiver_received(world.receiver), 100);
    close_world(&world);
}

static void test_a_rate_of_the_driver(void **state)
{
    (void)state;
    World world;
    open_world(&world, 1000, 100, 50);
    assert_int_equal(receiver_set_rate(world.receiver, 20), -1);
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_S(1));
    int64_t before = receiver_received(world.receiver);
    assert_int_equal(receiver_set_rate(world.receiver, 20), 20);
    run_until(&world, TIME_S(2));
    /* One had its place already. */
    assert_int_equal(receiver_received(world.receiver) - before, 1 + 20);
    assert_int_equal(receiver_set_rate(world.receiver, 9999), 50);
    receiver_stop(world.receiver);
    assert_int_equal(receiver_set_rate(world.receiver, 20), -1);
    close_world(&world);
}

/* A copy of a receiver has a limiter of its own. */
static void test_a_fresh_copy_begins_again(void **state)
{
    (void)state;
    World world;
    open_world(&world, 1000, 100, 50);
    receiver_start(world.receiver, 0, 0);
    assert_int_equal(receiver_set_rate(world.receiver, 10), 10);
    SourceNotice stop = {.kind = NOTICE_STOP, .text = "enough", .delay = -1};
    const SourceListener *listener = &world.feed->listener;
    listener->notice(listener->subject, &stop);
    assert_int_equal(receiver_set_rate(world.receiver, 10), -1);
    run_until(&world, TIME_S(1));
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_S(2));
    assert_in_range(receiver_received(world.receiver), 50, 51);
    assert_int_equal(count_traced(&world, "\"rate\":-1,\"limit\":50,"), 2);
    close_world(&world);
}

/* Nobody is there: all that has come waits, and none of it is lost. */
static void test_a_line_that_waits_when_the_receiver_stops(void **state)
{
    (void)state;
    World world;
    open_world(&world, 10, 100, 1);
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_MS(500));
    assert_int_equal(receiver_received(world.receiver), 1);
    assert_int_equal(waiting(&world), 9);
    SourceNotice restart = {.kind = NOTICE_RESTART, .text = "again", .delay = -1};
    const SourceListener *listener = &world.feed->listener;
    listener->notice(listener->subject, &restart);
    run_until(&world, TIME_MS(2400));
    assert_int_equal(receiver_received(world.receiver), 1);
    assert_int_equal(waiting(&world), 9);
    run_until(&world, TIME_S(20));
    assert_int_equal(receiver_received(world.receiver), 10);
    close_world(&world);
}

/* Spark's SocketReceiver loses the line that it has read, and connects again. */
static void test_a_limit_that_is_refused(void **state)
{
    (void)state;
    World world;
    open_world(&world, 2, 10, 0);
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_S(1));
    assert_int_equal(receiver_state(world.receiver), RECEIVER_CLOSED);
    assert_int_equal(waiting(&world), 1);
    run_until(&world, TIME_S(10));
    assert_int_equal(receiver_received(world.receiver), 0);
    assert_int_equal(waiting(&world), 0);
    assert_true(receiver_is_dry(world.receiver));
    assert_int_equal(count_traced(&world,
                         "\"closed\",\"executor\":0,\"core\":0,\"text\""
                         ":\"rate must be positive\""),
        2);
    close_world(&world);
}

static void test_what_waits_is_traced(void **state)
{
    (void)state;
    World world;
    open_world(&world, 30, 20, 10);
    receiver_trace_waiting(world.receiver, 0);
    receiver_start(world.receiver, 0, 0);
    buffer_clear(&world.lines);
    for (int second = 1; second <= 5; second++) {
        run_until(&world, TIME_S(second));
        receiver_trace_waiting(world.receiver, TIME_S(second));
    }
    assert_int_equal(count_traced(&world, "\"kind\":\"waiting\""), 3);
    assert_int_equal(count_traced(&world, "\"batch\":1000000,\"records\":10}"), 1);
    assert_int_equal(count_traced(&world, "\"batch\":2000000,\"records\":10}"), 1);
    assert_int_equal(count_traced(&world, "\"batch\":3000000,\"records\":0}"), 1);
    close_world(&world);
}

static void test_lines_that_end_in_any_way_are_counted(void **state)
{
    (void)state;
    Queue *queue = queue_new();
    Clock clock;
    clock_init_simulated(&clock, 0);
    Buffer text = {0};
    buffer_append_string(&text, "a\r\n\nb\rc\r\r\nd");
    Source *feed = feed_open(queue, &clock, &text,
        &(FeedOptions){.host = "h", .port = 1, .arrivals.rate = 1000});
    clock.advance(&clock, TIME_S(1));
    assert_int_equal(feed->ops->waiting(feed), 6);
    feed->ops->free(feed);
    queue_delete(queue);
}

/* What waits is known of every process, and asking changes no arrival. */
static void test_asking_changes_nothing(void **state)
{
    (void)state;
    for (int process = ARRIVALS_CONSTANT; process <= ARRIVALS_BURST; process++) {
        SimTime arrived[2] = {0};
        for (int asks = 0; asks < 2; asks++) {
            World world;
            open_world(&world, 1, 1, RATE_UNLIMITED);
            Buffer text = {0};
            buffer_append_string(&text, "a\nb\nc\nd\ne\nf\n");
            FeedOptions options = {.host = "h",
                .port = 1,
                .arrivals.rate = 3,
                .arrivals.process = (ArrivalProcess)process,
                .arrivals.seed = 7,
                .loop = true};
            Source *feed = feed_open(world.queue, &world.clock, &text, &options);
            feed->listener = world.feed->listener;
            receiver_start(world.receiver, 0, 0);
            world.clock.advance(&world.clock, 0);
            feed->ops->start(feed);
            for (int i = 1; i <= 50; i++) {
                run_until(&world, TIME_MS(100) * i);
                if (asks == 1)
                    assert_int_equal(feed->ops->waiting(feed), 0);
            }
            arrived[asks] = receiver_received(world.receiver);
            feed->ops->free(feed);
            close_world(&world);
        }
        assert_true(arrived[0] > 5);
        assert_int_equal(arrived[0], arrived[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_wait_in_the_feed),
        cmocka_unit_test(test_dry_comes_after_the_last_line),
        cmocka_unit_test(test_a_rate_of_the_driver),
        cmocka_unit_test(test_a_fresh_copy_begins_again),
        cmocka_unit_test(test_a_line_that_waits_when_the_receiver_stops),
        cmocka_unit_test(test_a_limit_that_is_refused),
        cmocka_unit_test(test_what_waits_is_traced),
        cmocka_unit_test(test_lines_that_end_in_any_way_are_counted),
        cmocka_unit_test(test_asking_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
