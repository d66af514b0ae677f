/* vm/ingest/tracker.h -- which blocks wait, and which belong to which batch.
 * Spark: ReceivedBlockTracker (semantics 3.6, 7.4).
 *
 * The driver keeps a FIFO of blocks for each stream. Forming a batch gives it
 * everything registered so far, of all streams at once; times of blocks are not
 * compared.
 *
 * With a log (vm/ingest/wal.h) each change is written before it is made, so a tracker
 * of a later process can go on from there. Their blocks are in no block manager then:
 * is_recovered says so. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_TRACKER_H
#define SLUICE_INGEST_TRACKER_H

#include <stdbool.h>

#include "vm/ingest/wal.h"
#include "vm/sim/time.h"
#include "vm/store/blocks.h"
#include "vm/store/log_record.h"

typedef struct BlockInfo {
    BlockId id; /* id.first is the stream */
    int64_t records;
    SimTime from;       /* start of its block interval */
    LogSegment segment; /* in the log of its receiver; all zero: it is in none */
    bool is_recovered;  /* its id means nothing any more */
    int64_t number;     /* in the order of adding; set by the tracker */
} BlockInfo;

typedef struct Tracker Tracker;

Tracker *tracker_new(void);
void tracker_delete(Tracker *tracker);

/* What a tracker makes of a log that it finds. */
typedef enum TrackerStart {
    TRACKER_ANEW,    /* nothing: it was another run's */
    TRACKER_GOES_ON, /* it goes on where the writers of the log were */
    /* Those died before there was a checkpoint: what they had given to a batch waits
     * again. Blocks that are in no log of a receiver are lost and left out. */
    TRACKER_TAKES_OVER
} TrackerStart;

/* Gives an empty tracker a log, which it takes, also if it fails. ERR_IO if it cannot
 * be read. */
bool tracker_set_log(Tracker *tracker, Wal *log, TrackerStart start, Err *err);
Wal *tracker_log(const Tracker *tracker); /* NULL: it has none */
void tracker_close_log(Tracker *tracker); /* it goes on without */

/* False if the block could not be written to the log: it is not added. */
bool tracker_add(Tracker *tracker, const BlockInfo *block);

/* The same for a block on an executor. While the tracker does not reach that, the block
 * is under way and arrives later. */
bool tracker_send(Tracker *tracker, int executor, const BlockInfo *block);
void tracker_set_reached(Tracker *tracker, int executor, bool reached);
/* Records that are under way, and (or NULL) those that never arrived. */
int64_t tracker_under_way(const Tracker *tracker, int64_t *lost);

/* The executor is lost: what is under way from it never arrives, and other copies of
 * these blocks are of no use. */
void tracker_lose_executor(Tracker *tracker, int executor, BlockManager *blocks);

/* Gives all waiting blocks to the batch. A time not later than the last one is ignored
 * (returns false: its blocks, after a recovery, are those that it had). False, too, if
 * that could not be written to the log: the blocks go on waiting, and *err (or NULL),
 * whose code is ERR_NONE otherwise, says why. */
bool tracker_allocate(Tracker *tracker, SimTime batch, Err *err);

/* The blocks of a batch of one stream, or of all (stream -1), in the order of arrival;
 * returns their number and points *blocks at them, borrowed until the next allocate or
 * clear. For all streams they are grouped by stream, lowest first. */
int tracker_blocks(const Tracker *tracker, SimTime batch, int stream,
    const BlockInfo **blocks);

int64_t tracker_waiting_records(const Tracker *tracker); /* in no batch yet */
int tracker_waiting(const Tracker *tracker, const BlockInfo **blocks);

/* The batch that has a block: -1 if it waits, TIME_NEVER if it is not known (any more).
 */
SimTime tracker_batch_of(const Tracker *tracker, BlockId id);

SimTime tracker_oldest(const Tracker *tracker); /* batch with blocks; or TIME_NEVER */

/* CHECKs that each block waits or is in one batch, and no block is twice. */
void tracker_check(const Tracker *tracker);

/* Forgets allocations of batches earlier than `before`, and files of the log that ended
 * before it. Does nothing if that cannot be written. */
void tracker_clear(Tracker *tracker, SimTime before);

#endif
