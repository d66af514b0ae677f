/* tests/unit/test_supervisor.c -- a receiver that asks: store, restart, stop; and what
 * its supervisor does when it fails. Times as measured on Spark 3.5.6. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/receiver.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

/* A script that does what the test says, and a host that has one core. */
typedef struct World {
    Source source;
    Queue *queue;
    Clock clock;
    Trace trace;
    BlockManager *blocks;
    Tracker *tracker;
    Receiver *receiver;
    bool stored_fails;
    Buffer told; /* what happened, a line each */
} World;

static void tell(World *world, const char *what, const char *text)
{
    buffer_printf(&world->told, "%lld %s%s%s\n",
        (long long)time_to_ms(world->clock.now), what, *text == '\0' ? "" : " ", text);
}

static void on_start(Source *source)
{
    tell((World *)source, "start", "");
}

static void on_stop(Source *source)
{
    tell((World *)source, "stop", "");
}

static void on_halt(Source *source)
{
    tell((World *)source, "halt", "");
}

static void on_renew(Source *source)
{
    tell((World *)source, "renew", "");
}

static bool on_stored(Source *source, const char *metadata, int64_t count)
{
    World *world = (World *)source;
    const BlockInfo *waiting;
    Buffer text = {0};
    buffer_printf(&text, "%d blocks:", tracker_waiting(world->tracker, &waiting));
    for (int64_t i = 0; i < count; i++) {
        buffer_append_byte(&text, ' ');
        text_append_record(&text, metadata);
        metadata = record_next(metadata);
    }
    tell(world, "stored", buffer_text(&text));
    buffer_free(&text);
    return !world->stored_fails;
}

static void on_free(Source *source)
{
    (void)source;
}

static void changed(void *subject, const Receiver *receiver, const char *text)
{
    (void)receiver;
    tell(subject, receiver_state_name(receiver_state(receiver)),
        text == NULL ? "-" : text);
}

static void noticed(void *subject, const Receiver *receiver, const SourceNotice *notice)
{
    (void)receiver;
    if (notice->kind == NOTICE_RESTART)
        assert_true(notice->delay >= 0);
    tell(subject, "notice", notice->text == NULL ? "-" : notice->text);
}

static void release(void *subject, Receiver *receiver)
{
    assert_ptr_equal(receiver, ((World *)subject)->receiver);
    tell(subject, "release", "");
}

static void launch(void *subject, Receiver *receiver)
{
    tell(subject, "launch", "");
    receiver_start(receiver, 0, 0);
}

static void open_world(World *world)
{
    static const SourceOps ops = {.start = on_start,
        .stop = on_stop,
        .halt = on_halt,
        .renew = on_renew,
        .stored = on_stored,
        .free = on_free};
    *world = (World){.source.ops = &ops,
        .queue = queue_new(),
        .blocks = blocks_new(),
        .tracker = tracker_new()};
    clock_init_simulated(&world->clock, 0);
    world->receiver = receiver_new(&(ReceiverSettings){.id = 0,
                                       .stream = 0,
                                       .block_interval = TIME_MS(200),
                                       .restart_delay = TIME_MS(2000),
                                       .launch_delay = TIME_MS(10),
                                       .level = LEVEL_MEMORY_ONLY,
                                       .name = "receiver 0"},
        &(ReceiverWorld){.queue = world->queue,
            .clock = &world->clock,
            .trace = &world->trace,
            .blocks = world->blocks,
            .tracker = world->tracker,
            .observer = {world, changed, noticed},
            .host = {world, release, launch}},
        &world->source);
    receiver_start(world->receiver, 0, 0);
    buffer_clear(&world->told);
}

static void close_world(World *world)
{
    receiver_delete(world->receiver);
    assert_int_equal(queue_count(world->queue), 0);
    queue_delete(world->queue);
    blocks_delete(world->blocks);
    tracker_delete(world->tracker);
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

static bool store(World *world, int64_t value)
{
    Buffer record = {0};
    record_append_int(&record, value);
    const SourceListener *listener = &world->source.listener;
    bool stored = listener->record(listener->subject, record.data, record.size, NULL);
    buffer_free(&record);
    return stored;
}

static bool store_with(World *world, int64_t value, const char *text)
{
    Buffer record = {0};
    Buffer metadata = {0};
    record_append_int(&record, value);
    record_append_string(&metadata, text, strlen(text));
    const SourceListener *listener = &world->source.listener;
    bool stored =
        listener->record(listener->subject, record.data, record.size, &metadata);
    buffer_free(&record);
    buffer_free(&metadata);
    return stored;
}

static bool store_block(World *world, int64_t first, int count)
{
    Buffer records = {0};
    for (int i = 0; i < count; i++)
        record_append_int(&records, first + i);
    const SourceListener *listener = &world->source.listener;
    bool stored =
        listener->block(listener->subject, records.data, records.size, count, NULL);
    buffer_free(&records);
    return stored;
}

static void notice(World *world, const SourceNotice *what)
{
    world->source.listener.notice(world->source.listener.subject, what);
}

static void expect_told(World *world, const char *wanted)
{
    assert_string_equal(buffer_text(&world->told), wanted);
    buffer_clear(&world->told);
}

/* The blocks that wait for a batch: "ID: RECORD RECORD; ..." */
static void expect_blocks(const World *world, const char *wanted)
{
    Buffer text = {0};
    const BlockInfo *waiting;
    int count = tracker_waiting(world->tracker, &waiting);
    for (int i = 0; i < count; i++) {
        const Block *block = blocks_find(world->blocks, waiting[i].id);
        assert_non_null(block);
        assert_int_equal(block->records, waiting[i].records);
        block_id_append(&text, block->id);
        buffer_append_byte(&text, ':');
        const char *record = block->data.data;
        for (int64_t n = 0; n < block->records; n++) {
            buffer_append_byte(&text, ' ');
            text_append_record(&text, record);
            record = record_next(record);
        }
        buffer_append_byte(&text, ';');
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_blocks_at_once(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    run_until(&world, 130);
    assert_true(store(&world, 7));
    assert_true(store_block(&world, 1, 3));
    assert_true(store_block(&world, 0, 0));
    expect_blocks(&world, "input-0-0: 1 2 3;input-0-1:;");
    assert_int_equal(receiver_received(world.receiver), 4);
    assert_int_equal(receiver_buffered(world.receiver, NULL), 1);
    /* The name that the block cut at 200 ms would have is taken. */
    run_until(&world, 410);
    assert_true(store_block(&world, 8, 1));
    expect_blocks(&world, "input-0-0: 1 2 3;input-0-1:;input-0-2: 7;input-0-3: 8;");
    close_world(&world);
}

static void test_restart(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    run_until(&world, 680);
    notice(&world,
        &(SourceNotice){.kind = NOTICE_RESTART,
            .text = "hung up",
            .error_class = "java.io.IOException",
            .error = "gone",
            .delay = -1});
    expect_told(&world,
        "680 notice hung up\n"
        "680 stop\n"
        "680 stopped Restarting receiver with delay 2000ms: hung up - "
        "java.io.IOException: gone\n");
    assert_false(receiver_is_dry(world.receiver));

    /* The block generator works meanwhile. A second wish is not heard. */
    run_until(&world, 700);
    assert_true(store(&world, 5));
    notice(&world, &(SourceNotice){.kind = NOTICE_STOP, .text = "late"});
    run_until(&world, 2679);
    expect_told(&world, "700 notice late\n");
    expect_blocks(&world, "input-0-600: 5;");
    run_until(&world, 2680);
    expect_told(&world, "2680 started receiver 0\n2680 start\n");

    notice(&world,
        &(SourceNotice){.kind = NOTICE_RESTART,
            .text = "quick",
            .delay = TIME_MS(500)});
    run_until(&world, 3180);
    expect_told(&world,
        "2680 notice quick\n"
        "2680 stop\n"
        "2680 stopped Restarting receiver with delay 500ms: quick\n"
        "3180 started receiver 0\n"
        "3180 start\n");
    close_world(&world);
}

/* onStop at once; the core is free after the pending tick of the block generator and
 * one more; then a fresh copy is launched. */
static void test_stop(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    run_until(&world, 650);
    assert_true(store(&world, 5));
    run_until(&world, 680);
    notice(&world, &(SourceNotice){.kind = NOTICE_STOP, .text = "enough"});
    expect_told(&world, "680 notice enough\n680 stop\n680 halt\n680 stopped enough\n");
    assert_false(store(&world, 6));
    assert_false(store_block(&world, 6, 2));
    run_until(&world, 999);
    expect_blocks(&world, "input-0-600: 5;");
    expect_told(&world, "");
    run_until(&world, 1005);
    expect_told(&world, "1000 waiting -\n1000 release\n");
    assert_false(receiver_is_dry(world.receiver));
    run_until(&world, 1010);
    expect_told(&world,
        "1010 launch\n1010 renew\n1010 started receiver 0\n1010 start\n");
    assert_true(store(&world, 7));
    assert_true(store_block(&world, 8, 1));
    run_until(&world, 1200);
    expect_blocks(&world, "input-0-600: 5;input-0-1010: 8;input-0-1000: 7;");
    close_world(&world);
}

static void test_metadata_come_back_with_the_block(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    assert_true(store_with(&world, 1, "a"));
    assert_true(store(&world, 2));
    assert_true(store_with(&world, 3, "b"));
    assert_true(store_block(&world, 8, 1));
    run_until(&world, 199);
    expect_told(&world, "");
    run_until(&world, 300);
    expect_told(&world, "200 stored 2 blocks: a b\n"); /* it is among them */
    assert_true(store(&world, 4));
    run_until(&world, 400);
    expect_told(&world, ""); /* nothing was to be told */
    assert_true(store_with(&world, 5, "c"));
    notice(&world, &(SourceNotice){.kind = NOTICE_STOP, .text = "enough"});
    assert_false(store_with(&world, 6, "d"));
    run_until(&world, 810);
    expect_told(&world,
        "400 notice enough\n400 stop\n400 halt\n400 stopped enough\n"
        "600 stored 4 blocks: c\n"
        "800 waiting -\n800 release\n"
        "810 launch\n810 renew\n810 started receiver 0\n810 start\n");
    close_world(&world);
}

/* Of records that are in no block when an executor dies or a context stops, nobody is
 * told, and the next block tells of its own only. */
static void test_lost_metadata_are_not_reported(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    assert_true(store_with(&world, 1, "lost"));
    assert_int_equal(receiver_lose(world.receiver, "killed", TIME_MS(10)), 1);
    run_until(&world, 300);
    assert_true(store_with(&world, 2, "kept"));
    run_until(&world, 400);
    const char *unreported;
    assert_int_equal(receiver_unreported(world.receiver, &unreported), 0);
    assert_true(store_with(&world, 3, "late"));
    assert_int_equal(receiver_unreported(world.receiver, &unreported), 1);
    receiver_stop(world.receiver);
    run_until(&world, 1000);
    expect_told(&world,
        "0 stop\n0 waiting -\n"
        "10 launch\n10 renew\n10 started receiver 0\n10 start\n"
        "400 stored 1 blocks: kept\n"
        "400 stop\n400 halt\n400 stopped -\n");
    close_world(&world);
}

/* Spark: the thread that pushes blocks ends. */
static void test_no_block_after_a_failed_report(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    world.stored_fails = true;
    assert_true(store_with(&world, 1, "a"));
    run_until(&world, 300);
    assert_true(store_with(&world, 2, "b"));
    run_until(&world, 1000);
    expect_told(&world, "200 stored 1 blocks: a\n");
    expect_blocks(&world, "input-0-0: 1;");
    close_world(&world);
}

static void test_failure_is_a_stop(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    notice(&world,
        &(SourceNotice){.kind = NOTICE_FAILED,
            .error_class = "java.lang.RuntimeException",
            .error = "boom"});
    run_until(&world, 410);
    expect_told(&world,
        "0 notice -\n0 stop\n0 halt\n"
        "0 stopped Error starting receiver 0 - java.lang.RuntimeException: boom\n"
        "400 waiting -\n400 release\n"
        "410 launch\n410 renew\n410 started receiver 0\n410 start\n");
    close_world(&world);
}

static void test_stuck_is_for_good(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    assert_true(store(&world, 5));
    notice(&world, &(SourceNotice){.kind = NOTICE_STUCK, .error = "busy"});
    run_until(&world, 5000);
    expect_told(&world,
        "0 notice -\n0 stop\n0 halt\n0 stopped Error starting receiver 0 - busy\n"
        "400 stopped -\n400 release\n");
    expect_blocks(&world, "input-0-0: 5;");
    assert_true(receiver_is_dry(world.receiver));
    close_world(&world);
}

static void test_reports_change_nothing(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    notice(&world, &(SourceNotice){.kind = NOTICE_REPORT, .text = "odd"});
    notice(&world, &(SourceNotice){.kind = NOTICE_STOP_FAILED, .error = "boom"});
    assert_int_equal(receiver_state(world.receiver), RECEIVER_STARTED);
    expect_told(&world, "0 notice odd\n0 notice -\n");
    world.source.listener.changed(world.source.listener.subject, SOURCE_DRY, NULL);
    assert_true(receiver_is_dry(world.receiver));
    close_world(&world);
}

/* Whatever it waits for, the end of the run ends it. */
static void test_end_while_waiting(void **state)
{
    (void)state;
    static World world;
    open_world(&world);
    notice(&world, &(SourceNotice){.kind = NOTICE_STOP, .text = "enough"});
    buffer_clear(&world.told);
    run_until(&world, 100);
    receiver_stop(world.receiver);
    run_until(&world, 5000);
    expect_told(&world, "100 stop\n100 halt\n100 stopped -\n");
    assert_int_equal(receiver_state(world.receiver), RECEIVER_STOPPED);
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_at_once),
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_metadata_come_back_with_the_block),
        cmocka_unit_test(test_lost_metadata_are_not_reported),
        cmocka_unit_test(test_no_block_after_a_failed_report),
        cmocka_unit_test(test_failure_is_a_stop),
        cmocka_unit_test(test_stuck_is_for_good),
        cmocka_unit_test(test_reports_change_nothing),
        cmocka_unit_test(test_end_while_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
