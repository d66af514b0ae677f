/* vm/streaming/allocation.h -- executors come and go with the load.
 * Spark: streaming's ExecutorAllocationManager (semantics 12).
 *
 * Every scaling interval the mean processing time of the batches that ended in it,
 * divided by the batch interval, decides: from the upper ratio on more executors are
 * asked for, up to the lower ratio one without receiver is killed, drawn with the seed
 * of the run. As in Spark one that runs a task is left alone. An executor that is asked
 * for joins after sluice.cluster.start. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_ALLOCATION_H
#define SLUICE_STREAMING_ALLOCATION_H

#include "vm/base/conf.h"
#include "vm/base/random.h"
#include "vm/sim/timer.h"

typedef struct Streaming Streaming;

typedef struct ExecutorAllocation {
    bool on;
    SimTime interval;
    double up;
    double down;
    int least; /* executors */
    int most;
    SimTime start_time; /* from asking for an executor to its joining */
    SimTime sum;        /* of processing times since the last decision */
    int64_t count;      /* batches in it */
    EventId *joining;   /* executors that were asked for, oldest first */
    int n_joining;
    int joining_capacity;
    Random random;
    Timer timer;
} ExecutorAllocation;

/* Reads spark.streaming.dynamicAllocation.*; without .minExecutors there is to be one
 * executor for each receiver, and one at least. It is never on in local mode. Errors in
 * Spark's words. */
bool allocation_read(ExecutorAllocation *allocation, const Conf *conf, bool local,
    int n_receivers, Err *err);

void allocation_free(ExecutorAllocation *allocation);

/* How many executors there are to be, if `more` are wanted than there are. */
int allocation_target(const ExecutorAllocation *allocation, int executors, int more);

/* Of a context that starts, stops, and whose batch ended without a failure. */
void allocation_start(Streaming *context);
void allocation_stop(Streaming *context); /* who was asked for does not come */
void allocation_note_batch(Streaming *context, SimTime took);

#endif
