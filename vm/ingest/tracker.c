/* vm/ingest/tracker.c -- which blocks wait, and which belong to which batch.
 *
 * One list of waiting blocks in the order of arrival serves all streams. A batch gets
 * an array of its own, grouped by stream, so that a stream's blocks are a run of it. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/tracker.h"

typedef struct Allocation {
    SimTime batch;
    BlockInfo *blocks;
    int count;
} Allocation;

struct Tracker {
    BlockInfo *waiting;
    int n_waiting;
    int waiting_capacity;
    int64_t waiting_records;
    Allocation *allocations; /* by time; batches without blocks are left out */
    int n_allocations;
    int allocations_capacity;
    SimTime last; /* time of the last batch, allocated blocks or not */
};

Tracker *tracker_new(void)
{
    Tracker *tracker = mem_zero_alloc(sizeof *tracker);
    tracker->last = INT64_MIN;
    return tracker;
}

void tracker_delete(Tracker *tracker)
{
    if (tracker == NULL)
        return;
    tracker_clear(tracker, TIME_NEVER);
    mem_free(tracker->allocations);
    mem_free(tracker->waiting);
    mem_free(tracker);
}

void tracker_add(Tracker *tracker, const BlockInfo *block)
{
    CHECK(block->id.kind == BLOCK_INPUT && block->id.first >= 0);
    tracker->waiting = mem_grow(tracker->waiting, &tracker->waiting_capacity,
        tracker->n_waiting + 1, sizeof *tracker->waiting);
    tracker->waiting[tracker->n_waiting++] = *block;
    tracker->waiting_records += block->records;
}

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

bool tracker_allocate(Tracker *tracker, SimTime batch)
{
    if (batch <= tracker->last)
        return false;
    tracker->last = batch;
    if (tracker->n_waiting == 0)
        return true;

    tracker->allocations =
        mem_grow(tracker->allocations, &tracker->allocations_capacity,
            tracker->n_allocations + 1, sizeof *tracker->allocations);
    tracker->allocations[tracker->n_allocations++] = (Allocation){
        .batch = batch,
        .blocks = group_by_stream(tracker),
        .count = tracker->n_waiting,
    };
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

void tracker_clear(Tracker *tracker, SimTime before)
{
    int n_old = find_allocation(tracker, before);
    for (int i = 0; i < n_old; i++)
        mem_free(tracker->allocations[i].blocks);
    tracker->n_allocations -= n_old;
    if (n_old > 0)
        memmove(tracker->allocations, tracker->allocations + n_old,
            (size_t)tracker->n_allocations * sizeof *tracker->allocations);
}
