/* tests/unit/test_receiver.c -- from records to blocks; losing and finding the peer. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/feed.h"
#include "vm/ingest/receiver.h"
#include "vm/store/record.h"

/* A source that does what the test says. */
typedef struct FakeSource {
    Source base;
    int starts;
    int stops;
    bool is_started;
    bool *is_freed;
} FakeSource;

typedef struct World {
    Queue *queue;
    Clock clock;
    Trace trace;
    Buffer lines; /* of the trace */
    BlockManager *blocks;
    Tracker *tracker;
    FakeSource fake;
    bool is_freed;
    Receiver *receiver;
    Buffer told; /* "state text" for each call of the observer */
} World;

static void fake_start(Source *source)
{
    FakeSource *fake = (FakeSource *)source;
    assert_false(fake->is_started);
    fake->is_started = true;
    fake->starts++;
}

static void fake_stop(Source *source)
{
    FakeSource *fake = (FakeSource *)source;
    fake->is_started = false;
    fake->stops++;
}

static void fake_free(Source *source)
{
    *((FakeSource *)source)->is_freed = true;
}

static const SourceOps FAKE_OPS = {.start = fake_start,
    .stop = fake_stop,
    .free = fake_free};

static void take_line(void *subject, const char *line, size_t size)
{
    buffer_append(subject, line, size);
}

static void observe(void *subject, const Receiver *receiver, const char *text)
{
    buffer_printf(subject, "%s %s\n", receiver_state_name(receiver_state(receiver)),
        text == NULL ? "-" : text);
}

static void open_world(World *world)
{
    *world =
        (World){.queue = queue_new(), .blocks = blocks_new(), .tracker = tracker_new()};
    clock_init_simulated(&world->clock, 0);
    trace_init(&world->trace, take_line, &world->lines);
    buffer_clear(&world->lines);
    world->fake = (FakeSource){.base.ops = &FAKE_OPS, .is_freed = &world->is_freed};
}

static void open_receiver(World *world, Source *source)
{
    world->receiver = receiver_new(
        &(ReceiverSettings){
            .id = 1,
            .stream = 3,
            .block_interval = TIME_MS(200),
            .restart_delay = TIME_MS(2000),
            .level = LEVEL_MEMORY_AND_DISK_SER_2,
            .name = "localhost:9999",
        },
        &(ReceiverWorld){
            .queue = world->queue,
            .clock = &world->clock,
            .trace = &world->trace,
            .blocks = world->blocks,
            .tracker = world->tracker,
            .observer = {.subject = &world->told, .changed = observe},
        },
        source);
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
    buffer_free(&world->told);
}

static void run_until(World *world, SimTime end)
{
    while (queue_next_time(world->queue) <= end) {
        world->clock.advance(&world->clock, queue_next_time(world->queue));
        queue_fire(world->queue);
    }
    world->clock.advance(&world->clock, end);
}

static void arrive(World *world, SimTime at, const char *bytes)
{
    run_until(world, at);
    const SourceListener *listener = &world->fake.base.listener;
    listener->store(listener->subject, bytes, strlen(bytes));
}

static void happen(World *world, SourceEvent event, const char *text)
{
    const SourceListener *listener = &world->fake.base.listener;
    listener->changed(listener->subject, event, text);
}

static void open_connected(World *world)
{
    open_world(world);
    open_receiver(world, &world->fake.base);
    receiver_start(world->receiver, 0, 1);
    happen(world, SOURCE_CONNECTED, NULL);
    buffer_clear(&world->lines);
    buffer_clear(&world->told);
}

static void check_text(Buffer *text, const char *wanted)
{
    assert_string_equal(buffer_text(text), wanted);
    buffer_clear(text);
}

/* The records of a block, each in brackets. */
static void check_block(const World *world, int64_t ms, const char *wanted)
{
    const Block *block = blocks_find(world->blocks, (BlockId){BLOCK_INPUT, 3, ms});
    assert_non_null(block);
    Buffer text = {0};
    const char *end = block->data.data + block->data.size;
    assert_true(record_validate(block->data.data, block->data.size));
    for (const char *at = block->data.data; at < end; at = record_next(at)) {
        uint32_t size;
        const char *bytes = record_string(at, &size);
        buffer_append_byte(&text, '<');
        buffer_append(&text, bytes, size);
        buffer_append_byte(&text, '>');
    }
    check_text(&text, wanted);
    buffer_free(&text);
}

static void test_waits_for_a_core(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    open_receiver(&world, &world.fake.base);
    run_until(&world, TIME_S(1));
    assert_int_equal(receiver_state(world.receiver), RECEIVER_WAITING);
    assert_int_equal(world.fake.starts, 0);
    assert_int_equal(receiver_id(world.receiver), 1);
    assert_string_equal(receiver_name(world.receiver), "localhost:9999");

    receiver_start(world.receiver, 0, 1);
    assert_int_equal(world.fake.starts, 1);
    assert_int_equal(receiver_tries(world.receiver), 1);
    happen(&world, SOURCE_CONNECTED, NULL);
    check_text(&world.told, "started localhost:9999\nconnected -\n");
    check_text(&world.lines,
        "{\"at\":0,\"kind\":\"receiver\",\"receiver\":1,\"stream\":3,"
        "\"state\":\"waiting\",\"executor\":-1,\"core\":-1,"
        "\"text\":\"localhost:9999\",\"lost\":0}\n"
        "{\"at\":1000000,\"kind\":\"receiver\",\"receiver\":1,\"stream\":3,"
        "\"state\":\"started\",\"executor\":0,\"core\":1,\"text\":\"localhost:9999\",\"lost\":0}\n"
        "{\"at\":1000000,\"kind\":\"receiver\",\"receiver\":1,\"stream\":3,"
        "\"state\":\"connected\",\"executor\":0,\"core\":1,\"text\":null,\"lost\":0}\n");
    close_world(&world);
    assert_true(world.is_freed);
}

/* Vector "block generation and data callbacks", with an interval of 200 ms. */
static void test_blocks_are_cut_at_ticks(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    arrive(&world, 0, "a");
    arrive(&world, TIME_MS(150), "b");
    assert_int_equal(blocks_count(world.blocks), 0);
    run_until(&world, TIME_MS(200));
    check_block(&world, 0, "<a><b>");
    run_until(&world, TIME_MS(1000));
    assert_int_equal(blocks_count(world.blocks), 1);
    arrive(&world, TIME_MS(1001), "c");
    run_until(&world, TIME_MS(1200));
    check_block(&world, 1000, "<c>");

    assert_true(tracker_allocate(world.tracker, TIME_MS(2000), NULL));
    const BlockInfo *blocks;
    assert_int_equal(tracker_blocks(world.tracker, TIME_MS(2000), 3, &blocks), 2);
    assert_int_equal(blocks[0].id.second, 0);
    assert_int_equal(blocks[0].records, 2);
    assert_int_equal(blocks[1].from, TIME_MS(1000));
    assert_int_equal(receiver_received(world.receiver), 3);
    close_world(&world);
}

static void test_record_at_the_instant_of_a_cut(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    arrive(&world, TIME_MS(100), "a");
    arrive(&world, TIME_MS(200), "b");
    run_until(&world, TIME_MS(400));
    check_block(&world, 0, "<a>");
    check_block(&world, 200, "<b>");
    close_world(&world);
}

/* Semantics 3.6: the batch formed at T gets the blocks cut before T. */
static void test_the_block_cut_at_a_tick_joins_the_next_batch(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    Buffer text = {0};
    buffer_append_string(&text, "x\n");
    open_receiver(&world,
        feed_open(world.queue, &world.clock, &text,
            &(FeedOptions){.host = "localhost",
                .port = 9999,
                .arrivals.rate = 1000,
                .loop = true}));
    receiver_start(world.receiver, 0, 0);
    run_until(&world, TIME_MS(1000) - 1);
    tracker_allocate(world.tracker, TIME_MS(1000), NULL);
    run_until(&world, TIME_MS(2000) - 1);
    tracker_allocate(world.tracker, TIME_MS(2000), NULL);

    const BlockInfo *blocks;
    assert_int_equal(tracker_blocks(world.tracker, TIME_MS(1000), 3, &blocks), 4);
    assert_int_equal(blocks[3].id.second, 600);
    assert_int_equal(blocks[3].records, 200);
    assert_int_equal(tracker_blocks(world.tracker, TIME_MS(2000), 3, &blocks), 5);
    assert_int_equal(blocks[0].id.second, 800);
    assert_int_equal(blocks[4].id.second, 1600);
    close_world(&world);
}

static void test_trace_of_records_and_blocks(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    arrive(&world, TIME_MS(50), "to be");
    arrive(&world, TIME_MS(60), "");
    run_until(&world, TIME_MS(200));
    check_text(&world.lines,
        "{\"at\":50000,\"kind\":\"record\",\"receiver\":1,\"number\":0,"
        "\"text\":\"to be\",\"bytes\":5}\n"
        "{\"at\":60000,\"kind\":\"record\",\"receiver\":1,\"number\":1,"
        "\"text\":\"\",\"bytes\":0}\n"
        "{\"at\":200000,\"kind\":\"block\",\"receiver\":1,\"block\":\"input-3-0\","
        "\"from\":0,\"records\":2,\"bytes\":15,\"executor\":0,"
        "\"level\":\"MEMORY_AND_DISK_SER_2\"}\n");
    close_world(&world);
}

/* Byte 200 falls into a character of three bytes, which is left out of the trace. */
static void test_long_records_are_cut_in_the_trace_only(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    char text[203] = {0};
    memset(text, 'x', 199);
    memcpy(text + 199, "\xE2\x82\xAC", 3);
    arrive(&world, 0, text);
    text[199] = '\0';
    Buffer wanted = {0};
    buffer_printf(&wanted, "\"text\":\"%s\",\"bytes\":202}\n", text);
    assert_non_null(strstr(buffer_text(&world.lines), buffer_text(&wanted)));
    run_until(&world, TIME_MS(200));
    Buffer whole = {0};
    buffer_printf(&whole, "<%s\xE2\x82\xAC>", text);
    check_block(&world, 0, buffer_text(&whole));
    buffer_free(&whole);
    buffer_free(&wanted);
    close_world(&world);
}

static void test_bytes_that_are_no_utf8_are_replaced(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    arrive(&world, 0, "a\xFF\xC3\xA9");
    run_until(&world, TIME_MS(200));
    check_block(&world, 0, "<a\xEF\xBF\xBD\xC3\xA9>");
    close_world(&world);
}

static void test_refused_then_connected(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    open_receiver(&world, &world.fake.base);
    receiver_start(world.receiver, 0, 0);
    happen(&world, SOURCE_REFUSED, "connection refused");
    assert_int_equal(receiver_state(world.receiver), RECEIVER_REFUSED);
    assert_false(world.fake.is_started);
    run_until(&world, TIME_MS(1999));
    assert_int_equal(world.fake.starts, 1);
    run_until(&world, TIME_MS(2000));
    assert_int_equal(world.fake.starts, 2);
    assert_int_equal(receiver_tries(world.receiver), 2);
    assert_int_equal(receiver_state(world.receiver), RECEIVER_STARTED);
    happen(&world, SOURCE_CONNECTED, NULL);
    check_text(&world.told,
        "started localhost:9999\nrefused connection refused\n"
        "started localhost:9999\nconnected -\n");
    close_world(&world);
}

/* The block generator goes on while the receiver is restarted. */
static void test_lost_peer_loses_no_records(void **state)
{
    (void)state;
    const SourceEvent losses[] = {SOURCE_CLOSED, SOURCE_BROKEN};
    for (int i = 0; i < 2; i++) {
        static World world;
        open_connected(&world);
        arrive(&world, TIME_MS(100), "a");
        happen(&world, losses[i], "gone");
        assert_int_equal(receiver_state(world.receiver), RECEIVER_CLOSED);
        run_until(&world, TIME_MS(200));
        check_block(&world, 0, "<a>");
        run_until(&world, TIME_MS(2100));
        assert_int_equal(world.fake.starts, 2);
        check_text(&world.told, "closed gone\nstarted localhost:9999\n");
        close_world(&world);
    }
}

static void test_dry_source_keeps_the_connection(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    arrive(&world, TIME_MS(100), "last");
    happen(&world, SOURCE_DRY, NULL);
    assert_int_equal(receiver_state(world.receiver), RECEIVER_DRY);
    run_until(&world, TIME_S(10));
    check_block(&world, 0, "<last>");
    assert_int_equal(world.fake.stops, 0);
    assert_int_equal(receiver_tries(world.receiver), 1);
    close_world(&world);
}

static void test_stop_loses_the_buffer_and_says_what(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    arrive(&world, TIME_MS(10), "bye now");
    arrive(&world, TIME_MS(20), "more");
    receiver_stop(world.receiver);
    receiver_stop(world.receiver);
    assert_int_equal(queue_count(world.queue), 0);
    assert_false(world.fake.is_started);
    assert_int_equal(receiver_state(world.receiver), RECEIVER_STOPPED);
    assert_int_equal(blocks_count(world.blocks), 0);
    assert_int_equal(receiver_received(world.receiver), 2);

    Buffer text = {0};
    assert_int_equal(receiver_buffered(world.receiver, &text), 2);
    check_text(&text, "bye now");
    assert_int_equal(receiver_buffered(world.receiver, NULL), 2);
    buffer_free(&text);
    check_text(&world.told, "stopped -\n");
    assert_non_null(strstr(buffer_text(&world.lines),
        "\"state\":\"stopped\",\"executor\":-1,\"core\":-1,\"text\":null,\"lost\":0}\n"));
    close_world(&world);
}

static void test_stop_while_waiting_for_the_next_try(void **state)
{
    (void)state;
    static World world;
    open_connected(&world);
    happen(&world, SOURCE_CLOSED, "gone");
    receiver_stop(world.receiver);
    run_until(&world, TIME_S(5));
    assert_int_equal(world.fake.starts, 1);
    Buffer text = {0};
    assert_int_equal(receiver_buffered(world.receiver, &text), 0);
    assert_int_equal(text.size, 0);
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits_for_a_core),
        cmocka_unit_test(test_blocks_are_cut_at_ticks),
        cmocka_unit_test(test_record_at_the_instant_of_a_cut),
        cmocka_unit_test(test_the_block_cut_at_a_tick_joins_the_next_batch),
        cmocka_unit_test(test_trace_of_records_and_blocks),
        cmocka_unit_test(test_long_records_are_cut_in_the_trace_only),
        cmocka_unit_test(test_bytes_that_are_no_utf8_are_replaced),
        cmocka_unit_test(test_refused_then_connected),
        cmocka_unit_test(test_lost_peer_loses_no_records),
        cmocka_unit_test(test_dry_source_keeps_the_connection),
        cmocka_unit_test(test_stop_loses_the_buffer_and_says_what),
        cmocka_unit_test(test_stop_while_waiting_for_the_next_try),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
