/* tests/unit/test_tracker_log.c -- a tracker that goes on where another one was. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/base/file.h"
#include "vm/ingest/tracker_log.h"

typedef struct World {
    Clock clock;
    Trace trace;
    Tracker *tracker;
} World;

static void open_tracker(World *world, TrackerStart start)
{
    WalSettings settings = {.rolling_interval = TIME_S(1), .max_failures = 1};
    WalPlace place = {.root = "checkpoint",
        .name = "receivedBlockMetadata",
        .clock = &world->clock,
        .trace = &world->trace};
    Err err;
    Wal *log = wal_open(&place, &settings, &err);
    assert_non_null(log);
    world->tracker = tracker_new();
    assert_true(tracker_set_log(world->tracker, log, start, &err));
}

static void open_world(World *world)
{
    *world = (World){0};
    clock_init_simulated(&world->clock, 0);
    open_tracker(world, TRACKER_ANEW);
}

static void restart(World *world)
{
    tracker_delete(world->tracker);
    open_tracker(world, TRACKER_GOES_ON);
}

static bool add(World *world, int stream, int64_t ms)
{
    BlockInfo block = {.id = {BLOCK_INPUT, stream, ms},
        .records = 10,
        .from = TIME_MS(ms),
        .segment = {1, 2, 3 * ms, 4}};
    return tracker_add(world->tracker, &block);
}

static void expect_blocks(int count, const BlockInfo *blocks, const char *wanted)
{
    Buffer text = {0};
    for (int i = 0; i < count; i++)
        buffer_printf(&text, "%s%d-%lld%s", i > 0 ? " " : "", blocks[i].id.first,
            (long long)blocks[i].id.second, blocks[i].is_recovered ? "r" : "");
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void expect_batch(const World *world, SimTime batch, const char *wanted)
{
    const BlockInfo *blocks;
    int count = tracker_blocks(world->tracker, batch, -1, &blocks);
    expect_blocks(count, blocks, wanted);
}

static void expect_waiting(const World *world, const char *wanted)
{
    const BlockInfo *blocks;
    int count = tracker_waiting(world->tracker, &blocks);
    expect_blocks(count, blocks, wanted);
    assert_int_equal(tracker_waiting_records(world->tracker), 10 * count);
}

static void test_everything_is_recovered(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    add(&world, 1, 0);
    add(&world, 0, 200);
    assert_true(tracker_allocate(world.tracker, 1000, NULL));
    add(&world, 1, 1000);
    assert_true(tracker_allocate(world.tracker, 2000, NULL));
    assert_true(tracker_allocate(world.tracker, 3000, NULL));
    add(&world, 1, 2000);
    tracker_clear(world.tracker, 2000);

    restart(&world);
    expect_batch(&world, 1000, "");
    expect_batch(&world, 2000, "1-1000r");
    expect_waiting(&world, "1-2000r");
    const BlockInfo *blocks;
    tracker_blocks(world.tracker, 2000, 1, &blocks);
    assert_int_equal(blocks[0].from, TIME_MS(1000));
    assert_int_equal(blocks[0].segment.offset, 3000);

    /* Batch 3000 had its blocks, though there were none. */
    Err err;
    assert_false(tracker_allocate(world.tracker, 3000, &err));
    assert_int_equal(err.code, ERR_NONE);
    add(&world, 1, 2000); /* the same name, but not the same block */
    assert_true(tracker_allocate(world.tracker, 4000, NULL));
    expect_batch(&world, 4000, "1-2000r 1-2000");
    add(&world, 1, 5000);

    restart(&world);
    expect_batch(&world, 4000, "1-2000r 1-2000r");
    expect_waiting(&world, "1-5000r");
    tracker_delete(world.tracker);
}

static void test_a_failed_write_changes_nothing(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    Wal *log = tracker_log(world.tracker);
    wal_fail_writes(log, 1, 9);
    assert_false(add(&world, 1, 0));
    expect_waiting(&world, "");
    assert_true(add(&world, 1, 200));
    wal_fail_writes(log, 1, 9);
    Err err;
    assert_false(tracker_allocate(world.tracker, 1000, &err));
    assert_int_equal(err.code, ERR_IO);
    expect_waiting(&world, "1-200");
    expect_batch(&world, 1000, "");
    assert_true(tracker_allocate(world.tracker, 2000, &err));
    wal_fail_writes(log, 1, 9);
    tracker_clear(world.tracker, 3000);
    expect_batch(&world, 2000, "1-200");

    restart(&world);
    expect_waiting(&world, "");
    expect_batch(&world, 2000, "1-200r");
    tracker_delete(world.tracker);
}

/* A context that is not recovered does not take over, nor does one after it. */
static void test_a_new_context_begins_anew(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    add(&world, 1, 0);
    tracker_allocate(world.tracker, 5000, NULL);
    add(&world, 1, 5000);
    tracker_delete(world.tracker);
    open_tracker(&world, TRACKER_ANEW);
    expect_waiting(&world, "");
    restart(&world); /* it did nothing yet: the first one can still be recovered */
    expect_waiting(&world, "1-5000r");
    tracker_delete(world.tracker);

    open_tracker(&world, TRACKER_ANEW);
    add(&world, 1, 200);
    tracker_allocate(world.tracker, 1000, NULL);
    restart(&world);
    expect_waiting(&world, "");
    expect_batch(&world, 5000, "");
    expect_batch(&world, 1000, "1-200r");
    tracker_delete(world.tracker);
}

/* The other one died before there was a checkpoint: nothing of it is done. */
static void test_a_context_takes_over(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    add(&world, 1, 0);
    BlockInfo unlogged = {.id = {BLOCK_INPUT, 1, 100}, .records = 10};
    tracker_add(world.tracker, &unlogged);
    add(&world, 0, 200);
    tracker_allocate(world.tracker, 1000, NULL);
    add(&world, 1, 1000);
    tracker_delete(world.tracker);

    open_tracker(&world, TRACKER_TAKES_OVER);
    expect_batch(&world, 1000, "");
    expect_waiting(&world, "0-200r 1-0r 1-1000r");
    add(&world, 1, 1200);
    assert_true(tracker_allocate(world.tracker, 1000, NULL));
    restart(&world);
    expect_waiting(&world, "");
    expect_batch(&world, 1000, "0-200r 1-0r 1-1000r 1-1200r");
    tracker_delete(world.tracker);
}

static void test_old_files_are_deleted(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    for (int second = 1; second <= 10; second++) {
        world.clock.now = TIME_S(2 * second);
        add(&world, 1, 2000 * second);
        tracker_allocate(world.tracker, TIME_S(2 * second), NULL);
    }
    assert_int_equal(wal_files(tracker_log(world.tracker)), 10);
    tracker_clear(world.tracker, TIME_S(16));
    assert_int_equal(wal_files(tracker_log(world.tracker)), 3);
    restart(&world);
    expect_batch(&world, TIME_S(14), "");
    expect_batch(&world, TIME_S(16), "1-16000r");
    expect_batch(&world, TIME_S(20), "1-20000r");
    tracker_delete(world.tracker);
}

/* Killed while it writes: at each byte it knows a beginning of what happened. */
static void test_a_torn_log(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    add(&world, 1, 0);
    tracker_allocate(world.tracker, 1000, NULL);
    add(&world, 1, 1000);
    tracker_delete(world.tracker);
    static const char PATH[] = "checkpoint/receivedBlockMetadata/log-0-1000";
    Buffer whole = {0};
    Err err;
    assert_true(file_read(PATH, &whole, &err));
    int seen = 0;
    for (size_t size = 0; size <= whole.size; size++) {
        folder_remove("checkpoint");
        assert_true(file_put(PATH, whole.data, size, &err));
        open_tracker(&world, TRACKER_GOES_ON);
        const BlockInfo *blocks;
        int waiting = tracker_waiting(world.tracker, &blocks);
        int given = tracker_blocks(world.tracker, 1000, -1, &blocks);
        int now = waiting + 2 * given;
        assert_true(now == seen || now == seen + 1);
        seen = now;
        tracker_delete(world.tracker);
    }
    assert_int_equal(seen, 3);
    buffer_free(&whole);
}

static void test_what_is_no_event(void **state)
{
    (void)state;
    Buffer record = {0};
    BlockInfo block = {.id = {BLOCK_INPUT, 1, 2}, .records = 3};
    TrackerEvent event = {.kind = TRACKER_ADD, .blocks = &block, .count = 1};
    TrackerEvent read;
    BlockInfo *blocks;
    tracker_event_append(&record, &event);
    for (size_t size = 0; size < record.size; size++)
        assert_false(tracker_event_read(record.data, size, &read, &blocks));
    assert_true(tracker_event_read(record.data, record.size, &read, &blocks));
    assert_int_equal(blocks[0].records, 3);
    mem_free(blocks);
    buffer_clear(&record);
    block.records = -1;
    tracker_event_append(&record, &event);
    assert_false(tracker_event_read(record.data, record.size, &read, &blocks));
    record.data[0] = TRACKER_KINDS;
    assert_false(tracker_event_read(record.data, record.size, &read, &blocks));
    buffer_free(&record);
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_everything_is_recovered),
        TEST(test_a_failed_write_changes_nothing),
        TEST(test_a_new_context_begins_anew),
        TEST(test_a_context_takes_over),
        TEST(test_old_files_are_deleted),
        TEST(test_a_torn_log),
        TEST(test_what_is_no_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
