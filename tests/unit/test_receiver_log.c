/* tests/unit/test_receiver_log.c -- a receiver that writes its blocks to a log. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/ingest/receiver.h"
#include "vm/store/record.h"

typedef struct World {
    Queue *queue;
    Clock clock;
    Trace trace;
    Buffer lines; /* of the trace, those about logs */
    BlockManager *blocks;
    Tracker *tracker;
    Wal *log;
    Source source;
    Receiver *receiver;
    Buffer told;
} World;

static void do_nothing(Source *source)
{
    (void)source;
}

static void take_line(void *subject, const char *line, size_t size)
{
    Buffer *lines = subject;
    size_t before = lines->size;
    buffer_append(lines, line, size);
    if (strstr(buffer_text(lines) + before, "\"kind\":\"wal\"") == NULL)
        lines->size = before;
}

static void noticed(void *subject, const Receiver *receiver, const SourceNotice *notice)
{
    (void)receiver;
    World *world = subject;
    buffer_printf(&world->told, "%s - %s: %s;", notice->text, notice->error_class,
        notice->error);
}

static Wal *open_log(World *world, const char *name)
{
    WalSettings settings = {.rolling_interval = TIME_S(60), .max_failures = 1};
    WalPlace place = {"checkpoint", name, &world->clock, &world->trace};
    Err err;
    Wal *log = wal_open(&place, &settings, &err);
    assert_non_null(log);
    return log;
}

static void open_world(World *world)
{
    static const SourceOps ops = {.start = do_nothing,
        .stop = do_nothing,
        .free = do_nothing};
    *world = (World){.queue = queue_new(),
        .blocks = blocks_new(),
        .tracker = tracker_new(),
        .source.ops = &ops};
    clock_init_simulated(&world->clock, 0);
    trace_init(&world->trace, take_line, &world->lines);
    Err err;
    world->log = open_log(world, "receivedData/0");
    assert_true(tracker_set_log(world->tracker,
        open_log(world, "receivedBlockMetadata"), TRACKER_ANEW, &err));
    ReceiverSettings settings = {.block_interval = TIME_MS(200),
        .level = LEVEL_MEMORY_ONLY_SER,
        .name = "receiver 0",
        .log = world->log};
    ReceiverWorld around = {.queue = world->queue,
        .clock = &world->clock,
        .trace = &world->trace,
        .blocks = world->blocks,
        .tracker = world->tracker,
        .observer = {.subject = world, .noticed = noticed}};
    world->receiver = receiver_new(&settings, &around, &world->source);
    receiver_start(world->receiver, 0, 0);
}

static void close_world(World *world)
{
    receiver_delete(world->receiver);
    queue_delete(world->queue);
    blocks_delete(world->blocks);
    tracker_delete(world->tracker);
    wal_close(world->log);
    trace_free(&world->trace);
    buffer_free(&world->lines);
    buffer_free(&world->told);
}

static void run_until(World *world, int64_t ms)
{
    while (queue_next_time(world->queue) <= TIME_MS(ms)) {
        world->clock.advance(&world->clock, queue_next_time(world->queue));
        queue_fire(world->queue);
    }
    world->clock.advance(&world->clock, TIME_MS(ms));
}

static void store(World *world, int64_t value)
{
    Buffer record = {0};
    record_append_int(&record, value);
    const SourceListener *listener = &world->source.listener;
    assert_true(listener->record(listener->subject, record.data, record.size, NULL));
    buffer_free(&record);
}

static bool store_block(World *world, int64_t value, Err *err)
{
    Buffer record = {0};
    record_append_int(&record, value);
    const SourceListener *listener = &world->source.listener;
    bool stored = listener->block(listener->subject, record.data, record.size, 1, err);
    buffer_free(&record);
    return stored;
}

/* The waiting blocks, as their log has them. */
static void expect_logged(const World *world, const int64_t *wanted, int count)
{
    const BlockInfo *blocks;
    assert_int_equal(tracker_waiting(world->tracker, &blocks), count);
    assert_int_equal(blocks_count(world->blocks), count);
    for (int i = 0; i < count; i++) {
        Buffer data = {0};
        Err err;
        assert_true(
            log_segment_read(wal_folder(world->log), &blocks[i].segment, &data, &err));
        assert_int_equal(record_int(data.data), wanted[i]);
        buffer_free(&data);
    }
}

static void test_blocks_are_logged_before_they_count(void **state)
{
    (void)state;
    World world;
    Err err;
    open_world(&world);
    store(&world, 5);
    assert_true(store_block(&world, 6, &err));
    run_until(&world, 200);
    expect_logged(&world, (const int64_t[]){6, 5}, 2);
    assert_string_equal(buffer_text(&world.lines),
        "{\"at\":0,\"kind\":\"wal\",\"what\":\"block\",\"file\":"
        "\"receivedData/0/log-0-60000\",\"offset\":0,\"bytes\":9}\n"
        "{\"at\":0,\"kind\":\"wal\",\"what\":\"begin\",\"file\":"
        "\"receivedBlockMetadata/log-0-60000\",\"offset\":0,\"bytes\":16}\n"
        "{\"at\":0,\"kind\":\"wal\",\"what\":\"addition\",\"file\":"
        "\"receivedBlockMetadata/log-0-60000\",\"offset\":24,\"bytes\":88}\n"
        "{\"at\":200000,\"kind\":\"wal\",\"what\":\"block\",\"file\":"
        "\"receivedData/0/log-0-60000\",\"offset\":17,\"bytes\":9}\n"
        "{\"at\":200000,\"kind\":\"wal\",\"what\":\"addition\",\"file\":"
        "\"receivedBlockMetadata/log-0-60000\",\"offset\":120,\"bytes\":88}\n");
    close_world(&world);
}

static void test_a_block_that_cannot_be_logged_is_not_stored(void **state)
{
    (void)state;
    World world;
    Err err;
    open_world(&world);
    wal_fail_writes(world.log, 1, 12);
    assert_false(store_block(&world, 1, &err));
    assert_int_equal(err.code, ERR_IO);
    expect_logged(&world, NULL, 0);
    wal_fail_writes(tracker_log(world.tracker), 1, 0);
    assert_false(store_block(&world, 2, &err));
    assert_int_equal(err.code, ERR_SPARK);
    assert_string_equal(err.message, "Failed to add block to receiver tracker.");
    expect_logged(&world, NULL, 0);
    assert_true(store_block(&world, 3, &err));
    expect_logged(&world, (const int64_t[]){3}, 1);
    close_world(&world);
}

/* Nobody waits for a block that the generator cuts: the failure is reported, and the
 * thread that would push the next one has ended. Blocks at once do not need it. */
static void test_a_block_generator_breaks(void **state)
{
    (void)state;
    World world;
    Err err;
    open_world(&world);
    wal_fail_writes(tracker_log(world.tracker), 1, 0);
    store(&world, 1);
    run_until(&world, 300);
    store(&world, 2);
    run_until(&world, 500);
    assert_string_equal(buffer_text(&world.told),
        "Error in block pushing thread - org.apache.spark.SparkException: Failed to "
        "add block to receiver tracker.;");
    expect_logged(&world, NULL, 0);
    assert_int_equal(receiver_buffered(world.receiver, NULL), 0);
    assert_true(store_block(&world, 3, &err));
    expect_logged(&world, (const int64_t[]){3}, 1);
    close_world(&world);
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_blocks_are_logged_before_they_count),
        TEST(test_a_block_that_cannot_be_logged_is_not_stored),
        TEST(test_a_block_generator_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
