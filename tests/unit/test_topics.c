/* tests/unit/test_topics.c -- places of a world that are topics of its log. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/ingest/world.h"

/* A world that has begun at 0. */
typedef struct Outside {
    Queue *queue;
    Clock clock;
    Trace trace;
    World *world;
    int lines;
} Outside;

static void open_world(Outside *outside)
{
    outside->queue = queue_new();
    clock_init_simulated(&outside->clock, 0);
    trace_init(&outside->trace, NULL, NULL);
    outside->world = world_new(outside->queue, &outside->clock, &outside->trace);
    outside->lines = 0;
}

static void close_world(Outside *outside)
{
    world_delete(outside->world);
    trace_free(&outside->trace);
    queue_delete(outside->queue);
}

static void add(Outside *outside, WorldLine line)
{
    line.number = ++outside->lines;
    line.condition = WORLD_AT_TIME;
    if (line.to == 0)
        line.to = line.from;
    world_add(outside->world, &line);
}

static void send(Outside *outside, SimTime at, const char *place, const char *text)
{
    add(outside, (WorldLine){.from = at, .place = place, .text = text});
}

static void set_partitions(Outside *outside, SimTime at, int n)
{
    add(outside,
        (WorldLine){.kind = WORLD_PARTITIONS,
            .from = at,
            .place = "kafka:orders",
            .numbers = {n}});
}

static void run_until(Outside *outside, SimTime until)
{
    while (queue_next_time(outside->queue) <= until) {
        outside->clock.advance(&outside->clock, queue_next_time(outside->queue));
        queue_fire(outside->queue);
    }
}

static int count_partitions(const Outside *outside)
{
    const Log *log = world_log(outside->world);
    return log_partitions(log, log_find(log, "orders"));
}

/* "key=value@ms" of a message; "-" is no key. */
static void expect_message(const Outside *outside, int partition, int64_t offset,
    const char *wanted)
{
    const Log *log = world_log(outside->world);
    LogMessage message = log_read(log, log_find(log, "orders"), partition, offset);
    Buffer text = {0};
    if (message.key.data == NULL)
        buffer_append_byte(&text, '-');
    else
        buffer_append(&text, message.key.data, message.key.size);
    buffer_append_byte(&text, '=');
    buffer_append(&text, message.value.data, message.value.size);
    buffer_printf(&text, "@%d", (int)time_to_ms(message.at));
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_records_are_messages(void **state)
{
    (void)state;
    Outside outside;
    open_world(&outside);
    send(&outside, TIME_MS(100), "kafka:orders", "ann=tea");
    send(&outside, TIME_MS(200), "kafka:orders", "no key");
    send(&outside, TIME_MS(300), "kafka:orders", "=a=b");
    send(&outside, TIME_MS(400), "kafka:orders", "bob=");
    world_begin(outside.world);
    run_until(&outside, TIME_S(1));
    expect_message(&outside, 0, 0, "ann=tea@100");
    expect_message(&outside, 0, 1, "-=no key@200");
    expect_message(&outside, 0, 2, "-=a=b@300");
    expect_message(&outside, 0, 3, "bob=@400");
    assert_int_equal(world_n_peers(outside.world), 0);
    close_world(&outside);
}

static void test_partitions_are_those_that_lines_name(void **state)
{
    (void)state;
    Outside outside;
    open_world(&outside);
    send(&outside, TIME_MS(900), "kafka:orders/2", "third");
    send(&outside, TIME_MS(950), "kafka:orders", "in turn");
    world_begin(outside.world);
    assert_int_equal(count_partitions(&outside), 3);
    run_until(&outside, TIME_S(1));
    expect_message(&outside, 2, 0, "-=third@900");
    expect_message(&outside, 0, 0, "-=in turn@950");
    close_world(&outside);
}

static void test_a_topic_grows(void **state)
{
    (void)state;
    Outside outside;
    open_world(&outside);
    set_partitions(&outside, 0, 2);
    set_partitions(&outside, TIME_S(4), 4);
    set_partitions(&outside, TIME_S(5), 3); /* it never shrinks */
    send(&outside, TIME_S(6), "kafka:orders/5", "new");
    world_begin(outside.world);
    assert_int_equal(count_partitions(&outside), 2);
    run_until(&outside, TIME_S(3));
    assert_int_equal(count_partitions(&outside), 2);
    run_until(&outside, TIME_S(5));
    assert_int_equal(count_partitions(&outside), 4);
    run_until(&outside, TIME_S(6));
    assert_int_equal(count_partitions(&outside), 6);
    close_world(&outside);
}

static WorldLine lines_of(const char *lines, bool loop)
{
    return (WorldLine){.to = TIME_NEVER,
        .place = "kafka:orders",
        .lines = lines,
        .loop = loop,
        .arrives = true,
        .arrivals = {.rate = 10}};
}

static void test_lines_come_one_after_the_other(void **state)
{
    (void)state;
    Outside outside;
    open_world(&outside);
    add(&outside, lines_of("a=1\r\n\nb=2", false));
    world_begin(outside.world);
    run_until(&outside, TIME_S(60));
    expect_message(&outside, 0, 0, "a=1@50");
    expect_message(&outside, 0, 1, "-=@150");
    expect_message(&outside, 0, 2, "b=2@250");
    const Log *log = world_log(outside.world);
    assert_int_equal(log_latest(log, log_find(log, "orders"), 0), 3);
    assert_int_equal(world_next_time(outside.world), TIME_NEVER);
    close_world(&outside);
}

static void test_lines_begin_again(void **state)
{
    (void)state;
    Outside outside;
    open_world(&outside);
    add(&outside, lines_of("a\nb\n", true));
    add(&outside, lines_of("", true));
    world_begin(outside.world);
    run_until(&outside, TIME_MS(300));
    const Log *log = world_log(outside.world);
    assert_int_equal(log_latest(log, log_find(log, "orders"), 0), 3);
    expect_message(&outside, 0, 2, "-=a@250");
    close_world(&outside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records_are_messages),
        cmocka_unit_test(test_partitions_are_those_that_lines_name),
        cmocka_unit_test(test_a_topic_grows),
        cmocka_unit_test(test_lines_come_one_after_the_other),
        cmocka_unit_test(test_lines_begin_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
