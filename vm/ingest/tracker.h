/* vm/ingest/tracker.h -- which blocks wait, and which belong to which batch.
 * Spark: ReceivedBlockTracker (semantics 3.6), without its write-ahead log.
 *
 * The driver keeps a FIFO of blocks for each stream. Forming a batch gives it
 * everything registered so far, of all streams at once; times of blocks are not
 * compared. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_TRACKER_H
#define SLUICE_INGEST_TRACKER_H

#include <stdbool.h>

#include "vm/sim/time.h"
#include "vm/store/blocks.h"

typedef struct BlockInfo {
    BlockId id; /* id.first is the stream */
    int64_t records;
    SimTime from; /* start of its block interval */
} BlockInfo;

typedef struct Tracker Tracker;

Tracker *tracker_new(void);
void tracker_delete(Tracker *tracker);

void tracker_add(Tracker *tracker, const BlockInfo *block);

/* Gives all waiting blocks to the batch. A time not later than the last one is ignored
 * (returns false). */
bool tracker_allocate(Tracker *tracker, SimTime batch);

/* The blocks of a batch of one stream, or of all (stream -1), in the order of arrival;
 * returns their number and points *blocks at them, borrowed until the next allocate or
 * clear. For all streams they are grouped by stream, lowest first. */
int tracker_blocks(const Tracker *tracker, SimTime batch, int stream,
    const BlockInfo **blocks);

int64_t tracker_waiting_records(const Tracker *tracker); /* in no batch yet */
int tracker_waiting(const Tracker *tracker, const BlockInfo **blocks);

/* Forgets allocations of batches earlier than `before`. */
void tracker_clear(Tracker *tracker, SimTime before);

#endif
