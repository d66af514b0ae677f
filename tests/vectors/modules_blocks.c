/* tests/vectors/modules_blocks.c -- cases of the block generator: vm/ingest/receiver.h.
 *
 * Records come from a source that does what the case says. A receiver that is told to
 * stop ends like Spark's block generator: its timer fires for the pending tick and once
 * more. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "tests/vectors/modules.h"
#include "vm/ingest/receiver.h"
#include "vm/store/record.h"

typedef struct World {
    Queue *queue;
    Clock clock;
    Trace trace;
    BlockManager *blocks;
    Tracker *tracker;
    Source source;
    Receiver *receiver;
    bool is_stopped;
    int number; /* of the event, for messages */
} World;

static void do_nothing(Source *source)
{
    (void)source;
}

static const SourceOps OPS = {.start = do_nothing,
    .stop = do_nothing,
    .free = do_nothing};

static void note_stop(void *subject, Receiver *receiver)
{
    (void)receiver;
    ((World *)subject)->is_stopped = true;
}

/* The tracker of Spark would launch it again; here it stays stopped. */
static void stay_stopped(void *subject, Receiver *receiver)
{
    (void)subject;
    (void)receiver;
}

static void world_init(World *world, SimTime block_interval, SimTime start)
{
    *world = (World){
        .queue = queue_new(),
        .blocks = blocks_new(),
        .tracker = tracker_new(),
        .source.ops = &OPS,
    };
    clock_init_simulated(&world->clock, start);
    ReceiverSettings settings = {
        .block_interval = block_interval,
        .level = LEVEL_MEMORY_AND_DISK_SER_2,
        .name = "vectors",
    };
    ReceiverWorld around = {
        .queue = world->queue,
        .clock = &world->clock,
        .trace = &world->trace,
        .blocks = world->blocks,
        .tracker = world->tracker,
        .host = {world, note_stop, stay_stopped},
    };
    world->receiver = receiver_new(&settings, &around, &world->source);
}

static void world_free(World *world)
{
    receiver_delete(world->receiver);
    queue_delete(world->queue);
    blocks_delete(world->blocks);
    tracker_delete(world->tracker);
}

static void advance(World *world, SimTime by)
{
    SimTime end = world->clock.now + by;
    while (queue_next_time(world->queue) <= end) {
        world->clock.advance(&world->clock, queue_next_time(world->queue));
        queue_fire(world->queue);
    }
    world->clock.advance(&world->clock, end);
}

/* Whether the block generator takes a number. */
static bool add_number(World *world, const json_t *number)
{
    Buffer record = {0};
    record_append_int(&record, json_integer_value(number));
    const SourceListener *listener = &world->source.listener;
    bool taken = listener->record(listener->subject, record.data, record.size);
    buffer_free(&record);
    return taken;
}

static void add_all(World *world, const json_t *numbers, bool wanted)
{
    for (size_t i = 0; i < json_array_size(numbers); i++) {
        if (add_number(world, json_array_get(numbers, i)) != wanted)
            differs("event %d: a record is %s", world->number,
                wanted ? "refused" : "taken");
    }
}

static void expect_flag(const World *world, const json_t *expect, const char *name,
    bool got)
{
    const json_t *want = json_object_get(expect, name);
    if (want != NULL && json_is_true(want) != got)
        differs("event %d: %s: got %s", world->number, name, got ? "true" : "false");
}

static void expect_states(const World *world, const json_t *expect)
{
    ReceiverState state = receiver_state(world->receiver);
    bool is_active = state != RECEIVER_WAITING && state != RECEIVER_ENDING &&
        state != RECEIVER_STOPPED;
    const BlockInfo *blocks;
    bool is_pushed = tracker_waiting(world->tracker, &blocks) > 0;
    expect_flag(world, expect, "active", is_active);
    expect_flag(world, expect, "stopped", world->is_stopped);
    expect_flag(world, expect, "block_generated", is_pushed);
    expect_flag(world, expect, "block_pushed", is_pushed);
}

/* Compares the records of all blocks with a list of numbers. */
static void expect_pushed(const World *world, const json_t *wanted)
{
    const BlockInfo *blocks;
    int n_blocks = tracker_waiting(world->tracker, &blocks);
    size_t count = 0;
    for (int i = 0; i < n_blocks; i++) {
        const Block *block = blocks_find(world->blocks, blocks[i].id);
        const char *record = block->data.data;
        for (int64_t k = 0; k < block->records; k++) {
            int64_t want = json_integer_value(json_array_get(wanted, count++));
            expect_number("a record of a block", record_int(record), want);
            record = record_next(record);
        }
    }
    expect_number("records in blocks", (int64_t)count,
        (int64_t)json_array_size(wanted));
}

static void stop(World *world)
{
    SourceNotice notice = {.kind = NOTICE_STOP, .text = "told to stop", .delay = -1};
    const SourceListener *listener = &world->source.listener;
    listener->notice(listener->subject, &notice);
}

static void advance_until_stopped(World *world, SimTime step)
{
    for (int i = 0; i < 100 && !world->is_stopped; i++)
        advance(world, step);
}

static void follow(World *world, const json_t *event)
{
    const json_t *value;
    bool is_taken = json_object_get(event, "expect_error") == NULL;
    if (json_object_get(event, "start") != NULL && is_taken)
        receiver_start(world->receiver, 0, 0);
    if ((value = json_object_get(event, "add")) != NULL)
        add_all(world, value, is_taken);
    if ((value = json_object_get(event, "advance")) != NULL)
        advance(world, TIME_MS(json_integer_value(value)));
    if (json_object_get(event, "stop") != NULL && !world->is_stopped)
        stop(world);
    if ((value = json_object_get(event, "advance_until_stopped_by")) != NULL)
        advance_until_stopped(world, TIME_MS(json_integer_value(value)));
    if ((value = json_object_get(event, "expect")) != NULL)
        expect_states(world, value);
    if ((value = json_object_get(event, "expect_pushed_total")) != NULL)
        expect_pushed(world, value);
}

/* Records that come with a callback are for receivers that sluice does not have. */
static bool has_callbacks(const json_t *events)
{
    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *event = json_array_get(events, i);
        bool is_called = json_object_get(event, "add_with_callback") != NULL ||
            json_object_get(event, "add_multiple_with_callback") != NULL;
        if (is_called && json_object_get(event, "expect_error") == NULL)
            return true;
    }
    return false;
}

void check_block_generator(const json_t *test)
{
    const json_t *events = json_object_get(test, "events");
    if (has_callbacks(events)) {
        lacks("records with callbacks");
        return;
    }
    World world;
    world_init(&world,
        TIME_MS(json_integer_value(json_object_get(test, "block_interval_ms"))),
        TIME_MS(json_integer_value(json_object_get(test, "clock_start"))));
    for (size_t i = 0; i < json_array_size(events); i++) {
        world.number = (int)i + 1;
        follow(&world, json_array_get(events, i));
    }
    world_free(&world);
}
