/* vm/ingest/tracker.c -- which blocks wait, and which belong to which batch.
 *
 * One list of waiting blocks in the order of arrival serves all streams. A batch gets
 * an array of its own, grouped by stream, so that a stream's blocks are a run of it. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/tracker.h"
#include "vm/ingest/tracker_log.h"

typedef struct Allocation {
    SimTime batch;
    BlockInfo *blocks;
    int count;
} Allocation;

/* A block of which the tracker has not heard. */
typedef struct UnderWay {
    BlockInfo block;
    int executor;
} UnderWay;

struct Tracker {
    BlockInfo *waiting;
    int n_waiting;
    int waiting_capacity;
    int64_t waiting_records;
    Allocation *allocations; /* by time; batches without blocks are left out */
    int n_allocations;
    int allocations_capacity;
    SimTime last; /* time of the last batch, allocated blocks or not */
    int64_t next_number;
    int *cut_off; /* executors that it does not reach */
    int n_cut_off;
    int cut_off_capacity;
    UnderWay *under_way; /* in the order in which they were sent */
    int n_under_way;
    int under_way_capacity;
    int64_t lost;       /* records that were under way */
    Wal *log;           /* NULL: none */
    TrackerStart start; /* what the log has to be told before anything else */
    Buffer event;       /* scratch */
};

Tracker *tracker_new(void)
{
    Tracker *tracker = mem_zero_alloc(sizeof *tracker);
    tracker->last = INT64_MIN;
    return tracker;
}

static void forget_before(Tracker *tracker, SimTime before);

void tracker_delete(Tracker *tracker)
{
    if (tracker == NULL)
        return;
    forget_before(tracker, TIME_NEVER);
    wal_close(tracker->log);
    buffer_free(&tracker->event);
    mem_free(tracker->allocations);
    mem_free(tracker->waiting);
    mem_free(tracker->cut_off);
    mem_free(tracker->under_way);
    mem_free(tracker);
}

/* The log. */

Wal *tracker_log(const Tracker *tracker)
{
    return tracker->log;
}

void tracker_close_log(Tracker *tracker)
{
    wal_close(tracker->log);
    tracker->log = NULL;
}

static bool write_event(Tracker *tracker, const char *what, const TrackerEvent *event,
    Err *err)
{
    if (tracker->log == NULL)
        return true;
    if (tracker->start != TRACKER_GOES_ON) {
        TrackerEvent begin = {
            .kind = tracker->start == TRACKER_ANEW ? TRACKER_BEGIN : TRACKER_RELEASE};
        buffer_clear(&tracker->event);
        tracker_event_append(&tracker->event, &begin);
        if (!wal_write(tracker->log, "begin", &tracker->event, NULL, err))
            return false;
        tracker->start = TRACKER_GOES_ON;
    }
    buffer_clear(&tracker->event);
    tracker_event_append(&tracker->event, event);
    return wal_write(tracker->log, what, &tracker->event, NULL, err);
}

/* Adding. */

static void append_waiting(Tracker *tracker, const BlockInfo *block)
{
    tracker->waiting = mem_grow(tracker->waiting, &tracker->waiting_capacity,
        tracker->n_waiting + 1, sizeof *tracker->waiting);
    tracker->waiting[tracker->n_waiting++] = *block;
    tracker->waiting_records += block->records;
    if (tracker->next_number <= block->number)
        tracker->next_number = block->number + 1;
}

bool tracker_add(Tracker *tracker, const BlockInfo *given)
{
    CHECK(given->id.kind == BLOCK_INPUT && given->id.first >= 0);
    BlockInfo block = *given;
    block.number = tracker->next_number;
    TrackerEvent event = {.kind = TRACKER_ADD, .blocks = &block, .count = 1};
    if (!write_event(tracker, "addition", &event, NULL))
        return false;
    append_waiting(tracker, &block);
    return true;
}

/* Its place among the executors that are not reached; -1: it is reached. */
static int find_cut_off(const Tracker *tracker, int executor)
{
    int at = tracker->n_cut_off - 1;
    while (at >= 0 && tracker->cut_off[at] != executor)
        at--;
    return at;
}

bool tracker_send(Tracker *tracker, int executor, const BlockInfo *block)
{
    if (find_cut_off(tracker, executor) < 0)
        return tracker_add(tracker, block);
    tracker->under_way = mem_grow(tracker->under_way, &tracker->under_way_capacity,
        tracker->n_under_way + 1, sizeof *tracker->under_way);
    tracker->under_way[tracker->n_under_way++] = (UnderWay){*block, executor};
    return true;
}

int64_t tracker_under_way(const Tracker *tracker, int64_t *lost)
{
    if (lost != NULL)
        *lost = tracker->lost;
    int64_t records = 0;
    for (int i = 0; i < tracker->n_under_way; i++)
        records += tracker->under_way[i].block.records;
    return records;
}

/* What is under way from an executor arrives, or (`blocks` not NULL) is dropped. */
static void end_way(Tracker *tracker, int executor, BlockManager *blocks)
{
    int at = find_cut_off(tracker, executor);
    if (at < 0)
        return;
    tracker->cut_off[at] = tracker->cut_off[--tracker->n_cut_off];
    int left = 0;
    for (int i = 0; i < tracker->n_under_way; i++) {
        UnderWay item = tracker->under_way[i];
        if (item.executor != executor) {
            tracker->under_way[left++] = item;
            continue;
        }
        bool arrives = blocks == NULL && tracker_add(tracker, &item.block);
        if (blocks != NULL)
            blocks_remove(blocks, item.block.id);
        tracker->lost += arrives ? 0 : item.block.records;
    }
    tracker->n_under_way = left;
}

void tracker_set_reached(Tracker *tracker, int executor, bool reached)
{
    if (reached) {
        end_way(tracker, executor, NULL);
        return;
    }
    tracker->cut_off = mem_grow(tracker->cut_off, &tracker->cut_off_capacity,
        tracker->n_cut_off + 1, sizeof *tracker->cut_off);
    tracker->cut_off[tracker->n_cut_off++] = executor;
}

void tracker_lose_executor(Tracker *tracker, int executor, BlockManager *blocks)
{
    end_way(tracker, executor, blocks);
}

/* Allocating. */

/* The lowest stream above `stream` that has a waiting block, or -1. */
static int next_stream(const Tracker *tracker, int stream)
{
    int next = -1;
    for (int i = 0; i < tracker->n_waiting; i++) {
        int candidate = tracker->waiting[i].id.first;
        if (candidate > stream && (next < 0 || candidate < next))
            next = candidate;
    }
    return next;
}

static BlockInfo *group_by_stream(const Tracker *tracker)
{
    BlockInfo *grouped = mem_alloc((size_t)tracker->n_waiting * sizeof *grouped);
    int count = 0;
    for (int stream = next_stream(tracker, -1); stream >= 0;
         stream = next_stream(tracker, stream)) {
        for (int i = 0; i < tracker->n_waiting; i++) {
            if (tracker->waiting[i].id.first == stream)
                grouped[count++] = tracker->waiting[i];
        }
    }
    return grouped;
}

static void append_allocation(Tracker *tracker, const Allocation *allocation)
{
    tracker->allocations =
        mem_grow(tracker->allocations, &tracker->allocations_capacity,
            tracker->n_allocations + 1, sizeof *tracker->allocations);
    tracker->allocations[tracker->n_allocations++] = *allocation;
}

bool tracker_allocate(Tracker *tracker, SimTime batch, Err *err)
{
    if (err != NULL)
        err->code = ERR_NONE;
    if (batch <= tracker->last)
        return false;
    int count = tracker->n_waiting;
    BlockInfo *blocks = count > 0 ? group_by_stream(tracker) : NULL;
    TrackerEvent event = {.kind = TRACKER_ALLOCATE,
        .time = batch,
        .blocks = blocks,
        .count = count};
    if (!write_event(tracker, "allocation", &event, err)) {
        mem_free(blocks);
        return false;
    }
    tracker->last = batch;
    if (count > 0)
        append_allocation(tracker, &(Allocation){batch, blocks, count});
    tracker->n_waiting = 0;
    tracker->waiting_records = 0;
    return true;
}

/* The place of the first allocation that is not earlier than the batch. */
static int find_allocation(const Tracker *tracker, SimTime batch)
{
    int low = 0;
    int high = tracker->n_allocations;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (tracker->allocations[middle].batch < batch)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int tracker_blocks(const Tracker *tracker, SimTime batch, int stream,
    const BlockInfo **blocks)
{
    *blocks = NULL;
    int place = find_allocation(tracker, batch);
    if (place == tracker->n_allocations || tracker->allocations[place].batch != batch)
        return 0;

    const Allocation *found = &tracker->allocations[place];
    int from = 0;
    while (stream >= 0 && from < found->count && found->blocks[from].id.first != stream)
        from++;
    int to = stream < 0 ? found->count : from;
    while (to < found->count && found->blocks[to].id.first == stream)
        to++;
    *blocks = found->blocks + from;
    return to - from;
}

int64_t tracker_waiting_records(const Tracker *tracker)
{
    return tracker->waiting_records;
}

int tracker_waiting(const Tracker *tracker, const BlockInfo **blocks)
{
    *blocks = tracker->waiting;
    return tracker->n_waiting;
}

static bool has_block(const BlockInfo *blocks, int count, BlockId id)
{
    for (int i = 0; i < count; i++) {
        if (!blocks[i].is_recovered && block_id_is_same(blocks[i].id, id))
            return true;
    }
    return false;
}

SimTime tracker_batch_of(const Tracker *tracker, BlockId id)
{
    if (has_block(tracker->waiting, tracker->n_waiting, id))
        return -1;
    for (int i = tracker->n_allocations - 1; i >= 0; i--) {
        const Allocation *allocation = &tracker->allocations[i];
        if (has_block(allocation->blocks, allocation->count, id))
            return allocation->batch;
    }
    return TIME_NEVER;
}

SimTime tracker_oldest(const Tracker *tracker)
{
    return tracker->n_allocations > 0 ? tracker->allocations[0].batch : TIME_NEVER;
}

static void forget_before(Tracker *tracker, SimTime before)
{
    int n_old = find_allocation(tracker, before);
    for (int i = 0; i < n_old; i++)
        mem_free(tracker->allocations[i].blocks);
    tracker->n_allocations -= n_old;
    if (n_old > 0)
        memmove(tracker->allocations, tracker->allocations + n_old,
            (size_t)tracker->n_allocations * sizeof *tracker->allocations);
}

void tracker_clear(Tracker *tracker, SimTime before)
{
    TrackerEvent event = {.kind = TRACKER_CLEAR, .time = before};
    if (find_allocation(tracker, before) > 0 &&
        !write_event(tracker, "cleanup", &event, NULL))
        return;
    forget_before(tracker, before);
    if (tracker->log != NULL)
        wal_clean(tracker->log, before);
}

/* Recovering. */

static void begin_anew(Tracker *tracker)
{
    forget_before(tracker, TIME_NEVER);
    tracker->n_waiting = 0;
    tracker->waiting_records = 0;
    tracker->next_number = 0;
    tracker->last = INT64_MIN;
}

static bool is_among(const BlockInfo *blocks, int count, int64_t number)
{
    for (int i = 0; i < count; i++) {
        if (blocks[i].number == number)
            return true;
    }
    return false;
}

/* Takes the blocks, which may be there no longer as waiting ones: files of the log that
 * told of them can be deleted already. */
static void allocate_again(Tracker *tracker, const TrackerEvent *event)
{
    if (event->time <= tracker->last)
        return;
    int left = 0;
    tracker->waiting_records = 0;
    for (int i = 0; i < tracker->n_waiting; i++) {
        const BlockInfo *block = &tracker->waiting[i];
        if (is_among(event->blocks, event->count, block->number))
            continue;
        tracker->waiting_records += block->records;
        tracker->waiting[left++] = *block;
    }
    tracker->n_waiting = left;
    tracker->last = event->time;
    if (event->count == 0)
        return;
    size_t size = (size_t)event->count * sizeof *event->blocks;
    append_allocation(tracker,
        &(Allocation){event->time, mem_copy(event->blocks, size), event->count});
    for (int i = 0; i < event->count; i++) {
        if (tracker->next_number <= event->blocks[i].number)
            tracker->next_number = event->blocks[i].number + 1;
    }
}

static void keep_logged(Tracker *tracker, const BlockInfo *blocks, int count)
{
    for (int i = 0; i < count; i++) {
        if (log_segment_is_set(&blocks[i].segment))
            append_waiting(tracker, &blocks[i]);
    }
}

/* Oldest first: those of batches, then those that waited. */
static void release_all(Tracker *tracker)
{
    BlockInfo *waiting = tracker->waiting;
    int n_waiting = tracker->n_waiting;
    tracker->waiting = NULL;
    tracker->n_waiting = 0;
    tracker->waiting_capacity = 0;
    tracker->waiting_records = 0;
    for (int i = 0; i < tracker->n_allocations; i++)
        keep_logged(tracker, tracker->allocations[i].blocks,
            tracker->allocations[i].count);
    keep_logged(tracker, waiting, n_waiting);
    mem_free(waiting);
    forget_before(tracker, TIME_NEVER);
    tracker->last = INT64_MIN;
}

/* A record that is no event is of a version to come, or of somebody else. */
static void follow(void *subject, const char *record, size_t size)
{
    Tracker *tracker = subject;
    TrackerEvent event;
    BlockInfo *blocks;
    if (!tracker_event_read(record, size, &event, &blocks))
        return;
    switch (event.kind) {
    case TRACKER_BEGIN:
        begin_anew(tracker);
        break;
    case TRACKER_ADD:
        append_waiting(tracker, &event.blocks[0]);
        break;
    case TRACKER_ALLOCATE:
        allocate_again(tracker, &event);
        break;
    case TRACKER_CLEAR:
        forget_before(tracker, event.time);
        break;
    case TRACKER_RELEASE:
        release_all(tracker);
        break;
    case TRACKER_KINDS:
        break;
    }
    mem_free(blocks);
}

bool tracker_set_log(Tracker *tracker, Wal *log, TrackerStart start, Err *err)
{
    CHECK(tracker->log == NULL && tracker->n_waiting == 0);
    tracker->log = log;
    tracker->start = start;
    if (start != TRACKER_ANEW && !wal_read(log, follow, tracker, err))
        return false;
    if (start == TRACKER_TAKES_OVER)
        release_all(tracker);
    return true;
}

/* Checking. */

/* Notes the blocks as seen by their numbers; returns how many records they have. */
static int64_t see_blocks(const Tracker *tracker, const BlockInfo *blocks, int count,
    bool *seen)
{
    int64_t records = 0;
    for (int i = 0; i < count; i++) {
        const BlockInfo *block = &blocks[i];
        CHECK_SAYS(block->number >= 0 && block->number < tracker->next_number,
            "%s has number %lld, and %lld are given", block_id_name(block->id).text,
            (long long)block->number, (long long)tracker->next_number);
        CHECK_SAYS(!seen[block->number],
            "%s is twice among the blocks that wait and those of batches",
            block_id_name(block->id).text);
        seen[block->number] = true;
        records += block->records;
    }
    return records;
}

void tracker_check(const Tracker *tracker)
{
    bool *seen = mem_zero_alloc((size_t)tracker->next_number + 1);
    SimTime before = INT64_MIN;
    for (int i = 0; i < tracker->n_allocations; i++) {
        const Allocation *allocation = &tracker->allocations[i];
        CHECK_SAYS(allocation->batch > before && allocation->batch <= tracker->last,
            "the blocks of batch %lld ms stand behind those of %lld ms",
            (long long)time_to_ms(allocation->batch), (long long)time_to_ms(before));
        before = allocation->batch;
        see_blocks(tracker, allocation->blocks, allocation->count, seen);
    }
    int64_t waiting = see_blocks(tracker, tracker->waiting, tracker->n_waiting, seen);
    CHECK_SAYS(waiting == tracker->waiting_records,
        "%lld records wait, counted as %lld", (long long)waiting,
        (long long)tracker->waiting_records);
    mem_free(seen);
}
