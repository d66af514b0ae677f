/* tests/vectors/modules_blocks.c -- cases of the block generator: vm/ingest/receiver.h.
 *
 * Records come from a source that does what the case says. What Spark tells a listener
 * when a record is added can be seen here in the receiver, until its block is pushed:
 * then the source is told. A receiver that is told to stop ends like Spark's block
 * generator: its timer fires for the pending tick and once more. */
// SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "tests/vectors/modules.h"
#include "vm/ingest/receiver.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

typedef struct World {
    Queue *queue;
    Clock clock;
    Trace trace;
    BlockManager *blocks;
    Tracker *tracker;
    Source source;
    Receiver *receiver;
    Buffer reported; /* metadata of records in blocks that were pushed */
    int64_t n_reported;
    bool is_stopped;
    int number; /* of the event, for messages */
} World;

static void do_nothing(Source *source)
{
    (void)source;
}

static bool note_stored(Source *source, const char *metadata, int64_t count)
{
    World *world = (World *)((char *)source - offsetof(World, source));
    const char *end = metadata;
    for (int64_t i = 0; i < count; i++)
        end = record_next(end);
    buffer_append(&world->reported, metadata, (size_t)(end - metadata));
    world->n_reported += count;
    return true;
}

static const SourceOps OPS = {.start = do_nothing,
    .stop = do_nothing,
    .free = do_nothing,
    .stored = note_stored};

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
    buffer_free(&world->reported);
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

static void append_value(Buffer *out, const json_t *value)
{
    if (json_is_string(value))
        record_append_string(out, json_string_value(value), json_string_length(value));
    else
        record_append_int(out, json_integer_value(value));
}

/* A number, with metadata or NULL; the block generator takes it, or not, as wanted. */
static void add_number(World *world, const json_t *number, const json_t *metadata,
    bool wanted)
{
    Buffer record = {0};
    Buffer with = {0};
    append_value(&record, number);
    if (metadata != NULL)
        append_value(&with, metadata);
    const SourceListener *listener = &world->source.listener;
    bool taken = listener->record(listener->subject, record.data, record.size,
        metadata != NULL ? &with : NULL);
    buffer_free(&record);
    buffer_free(&with);
    if (taken != wanted)
        differs("event %d: a record is %s", world->number, taken ? "taken" : "refused");
}

static void add_all(World *world, const json_t *numbers, bool wanted)
{
    for (size_t i = 0; i < json_array_size(numbers); i++)
        add_number(world, json_array_get(numbers, i), NULL, wanted);
}

static void add_each_with_metadata(World *world, const json_t *pairs, bool wanted)
{
    for (size_t i = 0; i < json_array_size(pairs); i++) {
        const json_t *pair = json_array_get(pairs, i);
        add_number(world, json_object_get(pair, "data"),
            json_object_get(pair, "metadata"), wanted);
    }
}

/* Metadata for all numbers go with the last of them. */
static void add_all_with_metadata(World *world, const json_t *event, bool wanted)
{
    const json_t *numbers = json_object_get(event, "data");
    const json_t *metadata = json_object_get(event, "metadata");
    size_t count = json_array_size(numbers);
    for (size_t i = 0; i < count; i++)
        add_number(world, json_array_get(numbers, i), i + 1 < count ? NULL : metadata,
            wanted);
}

static void expect_text(const char *what, const char *record, const json_t *wanted)
{
    Buffer text = {0};
    text_append_record(&text, record);
    if (strcmp(buffer_text(&text), json_string_value(wanted)) != 0)
        differs("%s: got %s, want %s", what, buffer_text(&text),
            json_string_value(wanted));
    buffer_free(&text);
}

/* Metadata that were reported with a block, and after them those of the buffer. */
static void expect_metadata(const World *world, const json_t *wanted)
{
    const char *unreported;
    int64_t more = receiver_unreported(world->receiver, &unreported);
    size_t count = json_array_size(wanted);
    expect_number("metadata", world->n_reported + more, (int64_t)count);
    if (world->n_reported + more != (int64_t)count)
        return;
    const char *record = world->reported.data;
    for (size_t i = 0; i < count; i++) {
        if ((int64_t)i == world->n_reported)
            record = unreported;
        expect_text("metadata", record, json_array_get(wanted, i));
        record = record_next(record);
    }
}

/* The buffer holds as many records as the list, beginning with its first. */
static void expect_added(const World *world, const json_t *wanted)
{
    Buffer first = {0};
    int64_t count = receiver_buffered(world->receiver, &first);
    expect_number("records added", count, (int64_t)json_array_size(wanted));
    expect_number("the first of them", strtoll(buffer_text(&first), NULL, 10),
        json_integer_value(json_array_get(wanted, 0)));
    buffer_free(&first);
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
    const char *unreported;
    expect_flag(world, expect, "add_callback_called",
        world->n_reported + receiver_unreported(world->receiver, &unreported) > 0);
    const json_t *value;
    if ((value = json_object_get(expect, "add_callback_data")) != NULL)
        expect_added(world, value);
    if ((value = json_object_get(expect, "add_callback_metadata")) != NULL)
        expect_metadata(world, value);
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

/* Spark's call returns when the generator has stopped, so time has to pass in it. */
static void stop_and_wait(World *world, const json_t *expect)
{
    if (!world->is_stopped)
        stop(world);
    if (json_is_true(json_object_get(expect, "stopped")))
        advance_until_stopped(world, TIME_MS(1));
}

static void follow(World *world, const json_t *event)
{
    const json_t *value;
    bool is_taken = json_object_get(event, "expect_error") == NULL;
    if (json_object_get(event, "start") != NULL && is_taken)
        receiver_start(world->receiver, 0, 0);
    if ((value = json_object_get(event, "add")) != NULL)
        add_all(world, value, is_taken);
    if ((value = json_object_get(event, "add_with_callback")) != NULL)
        add_each_with_metadata(world, value, is_taken);
    if ((value = json_object_get(event, "add_multiple_with_callback")) != NULL)
        add_all_with_metadata(world, value, is_taken);
    if ((value = json_object_get(event, "advance")) != NULL)
        advance(world, TIME_MS(json_integer_value(value)));
    if (json_object_get(event, "stop") != NULL)
        stop_and_wait(world, json_object_get(event, "expect"));
    if ((value = json_object_get(event, "advance_until_stopped_by")) != NULL)
        advance_until_stopped(world, TIME_MS(json_integer_value(value)));
    if ((value = json_object_get(event, "expect")) != NULL)
        expect_states(world, value);
    if ((value = json_object_get(event, "expect_pushed_total")) != NULL)
        expect_pushed(world, value);
}

void check_block_generator(const json_t *test)
{
    const json_t *events = json_object_get(test, "events");
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
