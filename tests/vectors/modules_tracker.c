/* tests/vectors/modules_tracker.c -- cases of blocks on the driver:
 * vm/ingest/tracker.h with its log, and vm/streaming/received.h.
 *
 * A block "b3" is one of stream 1; its number stands for its name. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700

#include <stdlib.h>
#include <string.h>

#include "tests/unit/folder.h"
#include "tests/vectors/modules.h"
#include "vm/base/conf.h"
#include "vm/graph/lineage.h"
#include "vm/ingest/tracker_log.h"
#include "vm/streaming/received.h"

typedef struct World {
    Clock clock;
    Trace trace;
    Conf conf;
    bool has_folder;
    int stream;
    Tracker *tracker;
    int files_before; /* of the log, before the last clean-up */
    int number;       /* of the event, for messages */
} World;

static Wal *open_log(const World *world)
{
    WalSettings settings;
    Err err;
    WalPlace place = {"checkpoint", "receivedBlockMetadata", &world->clock,
        (Trace *)&world->trace};
    Wal *log = NULL;
    if (wal_read_settings(&world->conf, "driver", &settings, &err))
        log = wal_open(&place, &settings, &err);
    if (log == NULL)
        differs("event %d: %s", world->number, err.message);
    return log;
}

static void open_tracker(World *world, bool recover)
{
    tracker_delete(world->tracker);
    world->tracker = tracker_new();
    Err err;
    if (world->has_folder &&
        !tracker_set_log(world->tracker, open_log(world),
            recover ? TRACKER_GOES_ON : TRACKER_ANEW, &err))
        differs("event %d: %s", world->number, err.message);
}

static BlockInfo block_of(const World *world, const json_t *name)
{
    const char *text = json_string_value(name);
    int64_t number = (text[0] - 'a') * 100 + atoi(text + 1);
    return (BlockInfo){.id = {BLOCK_INPUT, world->stream, number},
        .records = 1,
        .number = number};
}

static void add_all(const World *world, const json_t *names)
{
    for (size_t i = 0; i < json_array_size(names); i++) {
        BlockInfo block = block_of(world, json_array_get(names, i));
        if (!tracker_add(world->tracker, &block))
            differs("event %d: a block was not added", world->number);
    }
}

/* What a tracker before wrote. */
static void write_event(const World *world, TrackerEventKind kind, SimTime time,
    const json_t *names)
{
    size_t count = json_array_size(names);
    BlockInfo *blocks = mem_zero_alloc((count + 1) * sizeof *blocks);
    for (size_t i = 0; i < count; i++)
        blocks[i] = block_of(world, json_array_get(names, i));
    size_t step = kind == TRACKER_ADD ? 1 : count;
    Wal *log = tracker_log(world->tracker);
    for (size_t i = 0; i < count; i += step) {
        TrackerEvent event = {kind, time, blocks + i, (int)step};
        Buffer record = {0};
        Err err;
        tracker_event_append(&record, &event);
        if (!wal_write(log, "event", &record, NULL, &err))
            differs("event %d: %s", world->number, err.message);
        buffer_free(&record);
    }
    mem_free(blocks);
}

static void write_events(const World *world, const json_t *events)
{
    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *event = json_array_get(events, i);
        const json_t *allocation = json_object_get(event, "batch_allocation");
        write_event(world, TRACKER_ADD, 0, json_object_get(event, "block_additions"));
        write_event(world, TRACKER_ALLOCATE,
            TIME_MS(json_integer_value(json_object_get(allocation, "time"))),
            json_object_get(allocation, "blocks"));
    }
}

static void allocate(const World *world, const json_t *time, bool fails)
{
    if (fails)
        wal_fail_writes(tracker_log(world->tracker), 3, 0);
    bool is_done =
        tracker_allocate(world->tracker, TIME_MS(json_integer_value(time)), NULL);
    if (is_done == fails)
        differs("event %d: the allocation %s", world->number,
            is_done ? "was written" : "failed");
}

static void expect_blocks(const World *world, const char *what, const json_t *wanted,
    const BlockInfo *blocks, int count)
{
    if (wanted == NULL)
        return;
    expect_number(what, count, (int64_t)json_array_size(wanted));
    for (int i = 0; i < count && i < (int)json_array_size(wanted); i++)
        expect_number(what, blocks[i].id.second,
            block_of(world, json_array_get(wanted, (size_t)i)).id.second);
}

static void expect_batches(const World *world, json_t *batches)
{
    const char *time;
    json_t *wanted;
    json_object_foreach(batches, time, wanted)
    {
        const BlockInfo *blocks;
        int count = tracker_blocks(world->tracker, TIME_MS(atoll(time)), world->stream,
            &blocks);
        expect_blocks(world, "blocks of a batch", wanted, blocks, count);
    }
}

static void expect_flag(const World *world, const json_t *wanted, bool got)
{
    if (wanted != NULL && json_is_true(wanted) != got)
        differs("event %d: a flag is %s", world->number, got ? "true" : "false");
}

static void expect(const World *world, const json_t *wanted)
{
    const BlockInfo *waiting;
    int count = tracker_waiting(world->tracker, &waiting);
    const Wal *log = tracker_log(world->tracker);
    expect_blocks(world, "waiting", json_object_get(wanted, "unallocated"), waiting,
        count);
    expect_batches(world, json_object_get(wanted, "batch"));
    expect_flag(world, json_object_get(wanted, "has_unallocated"), count > 0);
    expect_flag(world, json_object_get(wanted, "wal_enabled"), log != NULL);
    expect_flag(world, json_object_get(wanted, "wal_oldest_file_deleted"),
        log != NULL && wal_files(log) < world->files_before);
    for (int i = 0; i < count; i++)
        expect_flag(world, json_object_get(wanted, "block_ids_valid"),
            !waiting[i].is_recovered);
    const json_t *files = json_object_get(wanted, "wal_files");
    if (files != NULL)
        expect_number("files of the log", wal_files(log), json_integer_value(files));
}

static void follow(World *world, const json_t *event)
{
    const json_t *value;
    write_events(world, json_object_get(event, "wal_write"));
    if ((value = json_object_get(event, "advance")) != NULL)
        world->clock.now += TIME_MS(json_integer_value(value));
    if (json_is_true(json_object_get(event, "crash_and_recover")))
        open_tracker(world, true);
    if ((value = json_object_get(event, "restart")) != NULL)
        open_tracker(world, json_is_true(json_object_get(value, "recover")));
    add_all(world, json_object_get(event, "add"));
    if ((value = json_object_get(event, "allocate")) != NULL)
        allocate(world, value, json_object_get(event, "wal_write_fails") != NULL);
    if ((value = json_object_get(event, "cleanup_before")) != NULL) {
        world->files_before = wal_files(tracker_log(world->tracker));
        tracker_clear(world->tracker, TIME_MS(json_integer_value(value)));
    }
    if ((value = json_object_get(event, "expect")) != NULL)
        expect(world, value);
}

static void read_conf(World *world, json_t *conf)
{
    const char *key;
    json_t *value;
    json_object_foreach(conf, key, value)
    {
        char *text = json_dumps(value, JSON_ENCODE_ANY);
        conf_set(&world->conf, key, text);
        free(text);
    }
}

void check_block_tracker(const json_t *test)
{
    void *folder;
    World world = {
        .has_folder = json_is_true(json_object_get(test, "checkpoint_dir_set")),
        .stream = (int)json_integer_value(json_object_get(test, "stream_id")),
    };
    clock_init_simulated(&world.clock, 0);
    read_conf(&world, json_object_get(test, "conf"));
    if (folder_enter(&folder) != 0)
        differs("no folder to work in");
    open_tracker(&world, false);
    const json_t *events = json_object_get(test, "events");
    for (size_t i = 0; i < json_array_size(events); i++) {
        world.number = (int)i + 1;
        follow(&world, json_array_get(events, i));
    }
    tracker_delete(world.tracker);
    conf_free(&world.conf);
    folder_leave(&folder);
}

/* RDDs of blocks. */

static void put_block(BlockManager *blocks, BlockId id)
{
    Block block = {.id = id, .level = LEVEL_MEMORY_ONLY_SER};
    blocks_put(blocks, &block);
}

void check_block_rdd(const json_t *test)
{
    static const CallSite site = {.op = "receiverStream"};
    const json_t *given = json_object_get(test, "block_infos");
    const json_t *wanted = json_object_get(test, "expected");
    Received received = {
        .wants_log = json_is_true(json_object_get(test, "receiver_wal_enabled"))};
    BlockManager *blocks = blocks_new();
    int count = (int)json_array_size(given);
    BlockInfo *infos = mem_zero_alloc((size_t)(count + 1) * sizeof *infos);
    for (int i = 0; i < count; i++) {
        const json_t *info = json_array_get(given, (size_t)i);
        infos[i].id = (BlockId){BLOCK_INPUT, 0, i};
        if (json_is_true(json_object_get(info, "wal")))
            infos[i].segment = (LogSegment){.to = 1};
        if (json_is_true(json_object_get(info, "present")))
            put_block(blocks, infos[i].id);
    }
    RddSet rdds;
    ReceivedBlocks chosen;
    rdds_init(&rdds, NULL, NULL);
    received_choose(&received, blocks, infos, count, &chosen);
    const Rdd *rdd = rdds_add_received(&rdds, &site, &chosen);
    const char *type = json_string_value(json_object_get(wanted, "rdd"));
    if (strcmp(rdd->type, type) != 0)
        differs("got %s, want %s", rdd->type, type);
    expect_number("partitions", rdd->partitions,
        json_integer_value(json_object_get(wanted, "partitions")));
    rdds_free(&rdds);
    received_free(&received);
    mem_free(infos);
    blocks_delete(blocks);
}
