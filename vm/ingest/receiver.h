/* vm/ingest/receiver.h -- a receiver and its supervisor.
 * Spark: ReceiverSupervisorImpl, SocketReceiver, Receiver (semantics 3.1, 3.2, 3.9).
 *
 * The supervisor takes records from a source and gives them to the block generator
 * (vm/ingest/block_generator.h). A lost connection, or a source that asks for it,
 * restarts the receiver after the restart delay; the block generator goes on meanwhile.
 * A source that stops or fails ends the receiver: its last block is cut, its core is
 * given back, and a fresh copy is launched at once. Records wait in the source while
 * the rate limiter (vm/ingest/rate_limiter.h) says so; a fresh copy begins with the
 * initial rate again. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_RECEIVER_H
#define SLUICE_INGEST_RECEIVER_H

#include "vm/ingest/rate_limiter.h"
#include "vm/ingest/source.h"
#include "vm/ingest/tracker.h"
#include "vm/ingest/wal.h"
#include "vm/ingest/world.h"
#include "vm/sim/trace.h"
#include "vm/store/blocks.h"

typedef enum ReceiverState {
    RECEIVER_WAITING, /* no core yet */
    RECEIVER_STARTED, /* holds a core; tries to connect */
    RECEIVER_CONNECTED,
    RECEIVER_REFUSED,    /* waits for the next try */
    RECEIVER_CLOSED,     /* lost its peer; waits for the next try */
    RECEIVER_DRY,        /* its source has no more */
    RECEIVER_RESTARTING, /* asked for it; waits for the restart delay */
    RECEIVER_ENDING, /* stopped or failed; holds its core until its blocks are cut */
    RECEIVER_STOPPED
} ReceiverState;

/* "waiting", "started", ... as in the trace: the last three are "stopped". */
const char *receiver_state_name(ReceiverState state);

typedef struct Receiver Receiver;

/* Told of each change of state, and of what a script said; for messages to people. */
typedef struct ReceiverObserver {
    void *subject;
    void (*changed)(void *subject, const Receiver *receiver, const char *text);
    void (
        *noticed)(void *subject, const Receiver *receiver, const SourceNotice *notice);
} ReceiverObserver;

/* Who gives out cores. */
typedef struct ReceiverHost {
    void *subject;
    void (*release)(void *subject, Receiver *receiver); /* its core is free */
    void (*launch)(void *subject, Receiver *receiver);  /* it wants one again */
} ReceiverHost;

typedef struct ReceiverSettings {
    int id;     /* receiver number */
    int stream; /* DStream number used in block ids: Spark's input stream id */
    SimTime block_interval; /* at least 1 ms, since blocks are named by milliseconds */
    SimTime restart_delay;
    SimTime launch_delay; /* from the end of a receiver to the launch of its copy */
    RateLimits limits;
    StorageLevel level;
    const char *name; /* for messages: "localhost:9999"; copied */
    Wal *log; /* blocks are written to it before they count; borrowed, or NULL */
} ReceiverSettings;

/* What a receiver works with; all borrowed, all outlive it. */
typedef struct ReceiverWorld {
    Queue *queue;
    const Clock *clock;
    Trace *trace;
    BlockManager *blocks;
    Tracker *tracker;
    World *outside; /* is told of blocks; or NULL */
    ReceiverObserver observer;
    ReceiverHost host;
} ReceiverWorld;

/* Takes the source, and traces that the receiver waits: until receiver_start. */
Receiver *receiver_new(const ReceiverSettings *settings, const ReceiverWorld *world,
    Source *source);
void receiver_delete(Receiver *receiver);

/* It has a core now. Records arrive from here on. For the second time it is a fresh
 * copy. */
void receiver_start(Receiver *receiver, int executor, int core);

/* It has a core that the driver does not want it to run on: it gives the core back once
 * its block generator is done, and is launched again. */
void receiver_refuse(Receiver *receiver, int executor, int core);

/* Its executor died: what it received and had in no block is lost. Returns how many
 * records. A copy is launched after the delay, unless the receiver was stopped. The
 * caller takes the core back. */
int64_t receiver_lose(Receiver *receiver, const char *reason, SimTime delay);

/* No more records and no further block: what is in the buffer is lost (Spark: stop
 * without grace). */
void receiver_stop(Receiver *receiver);

/* Begins a stop with grace: a receiver of the program's may take its time, and store
 * meanwhile. receiver_finish ends it, once receiver_is_stopping is false. */
void receiver_begin_stop(Receiver *receiver);
bool receiver_is_stopping(const Receiver *receiver);

/* No more records, but what is in the buffer still becomes a block at its tick (Spark:
 * stop with grace). */
void receiver_finish(Receiver *receiver);

/* A rate from the driver: the limit that holds now, at most the greatest; -1 if the
 * receiver does not run and so is not reached. */
int64_t receiver_set_rate(Receiver *receiver, int64_t rate);

/* Traces how many records wait at its source, if that is known and not 0, and when it
 * is 0 again. */
void receiver_trace_waiting(Receiver *receiver, SimTime batch);

ReceiverState receiver_state(const Receiver *receiver);
const char *receiver_name(const Receiver *receiver);
int receiver_id(const Receiver *receiver);
int receiver_input(const Receiver *receiver); /* as in block ids */
/* The executor it runs on, or ran on until it was stopped from outside; else -1. */
int receiver_executor(const Receiver *receiver);
int receiver_refusals(const Receiver *receiver);     /* in a row, up to now */
int receiver_tries(const Receiver *receiver);        /* connections tried so far */
int64_t receiver_received(const Receiver *receiver); /* records so far */
int64_t receiver_stored(const Receiver *receiver);   /* of them in blocks */
int64_t receiver_dropped(const Receiver *receiver);  /* lost with executors */

/* Nothing will come from it, unless it is in the buffer: it has no core, or no more
 * records, or gave up. */
bool receiver_is_dry(const Receiver *receiver);

/* Spark's message for what a script asked for or did wrong, without its error. */
void receiver_append_message(const Receiver *receiver, const SourceNotice *notice,
    Buffer *out);

/* The same with its error, as the log of the executor has it. */
void receiver_append_reason(const Receiver *receiver, const SourceNotice *notice,
    Buffer *out);

/* Records in the buffer, in no block yet; the text of the first goes to *text. */
int64_t receiver_buffered(const Receiver *receiver, Buffer *text);

/* Points *metadata at those of records in the buffer, as SourceOps.stored will get them
 * if the block is stored; returns how many. */
int64_t receiver_unreported(const Receiver *receiver, const char **metadata);

/* CHECKs that every record is in the buffer, in a block, or lost as was told. */
void receiver_check(const Receiver *receiver);

#endif
