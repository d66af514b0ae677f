/* vm/ingest/receiver.h -- a receiver, its supervisor and its block generator.
 * Spark: ReceiverSupervisorImpl, BlockGenerator, SocketReceiver (semantics 3.2, 3.3).
 *
 * Records go into a buffer. The timer of the block generator ticks at multiples of the
 * block interval and turns a buffer that is not empty into a block, which is stored and
 * then registered with the driver. A lost connection restarts the receiver after the
 * restart delay; the block generator goes on meanwhile. Simplified: one push thread
 * that is never behind; no rate limit, no write-ahead log. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_RECEIVER_H
#define SLUICE_INGEST_RECEIVER_H

#include "vm/ingest/source.h"
#include "vm/ingest/tracker.h"
#include "vm/sim/trace.h"
#include "vm/store/blocks.h"

typedef enum ReceiverState {
    RECEIVER_WAITING, /* no core yet */
    RECEIVER_STARTED, /* holds a core; tries to connect */
    RECEIVER_CONNECTED,
    RECEIVER_REFUSED, /* waits for the next try */
    RECEIVER_CLOSED,  /* lost its peer; waits for the next try */
    RECEIVER_DRY,     /* connected; its source has no more */
    RECEIVER_STOPPED
} ReceiverState;

/* "waiting", "started", ... as in the trace. */
const char *receiver_state_name(ReceiverState state);

typedef struct Receiver Receiver;

/* Told of each change of state, for messages to people. */
typedef struct ReceiverObserver {
    void *subject;
    void (*changed)(void *subject, const Receiver *receiver, const char *text);
} ReceiverObserver;

typedef struct ReceiverSettings {
    int id;     /* receiver number */
    int stream; /* DStream number used in block ids: Spark's input stream id */
    SimTime block_interval; /* at least 1 ms, since blocks are named by milliseconds */
    SimTime restart_delay;
    StorageLevel level;
    const char *name; /* for messages: "localhost:9999"; copied */
} ReceiverSettings;

/* What a receiver works with; all borrowed, all outlive it. */
typedef struct ReceiverWorld {
    Queue *queue;
    const Clock *clock;
    Trace *trace;
    BlockManager *blocks;
    Tracker *tracker;
    ReceiverObserver observer;
} ReceiverWorld;

/* Takes the source, and traces that the receiver waits: until receiver_start. */
Receiver *receiver_new(const ReceiverSettings *settings, const ReceiverWorld *world,
    Source *source);
void receiver_delete(Receiver *receiver);

/* It has a core now. Records arrive from here on. */
void receiver_start(Receiver *receiver, int executor, int core);

/* No more records and no further block: what is in the buffer is lost (Spark: stop
 * without grace). */
void receiver_stop(Receiver *receiver);

/* No more records, but what is in the buffer still becomes a block at its tick (Spark:
 * stop with grace). */
void receiver_finish(Receiver *receiver);

ReceiverState receiver_state(const Receiver *receiver);
const char *receiver_name(const Receiver *receiver);
int receiver_id(const Receiver *receiver);
int receiver_tries(const Receiver *receiver);        /* connections tried so far */
int64_t receiver_received(const Receiver *receiver); /* records so far */

/* Records in the buffer, in no block yet; the text of the first goes to *text. */
int64_t receiver_buffered(const Receiver *receiver, Buffer *text);

#endif
