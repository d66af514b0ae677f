/* vm/sched/store_writes.h -- what programs write into tables outside, and when.
 * Spark: the side effects of a task or of the driver; Spark knows nothing of them.
 *
 * The values of a task are computed when its stage is submitted; its writes happen when
 * it ends in simulated time, also if it fails: side effects are not taken back. Of a
 * task that is killed, those happen then for which there was time. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_STORE_WRITES_H
#define SLUICE_SCHED_STORE_WRITES_H

#include "vm/sched/sim.h"
#include "vm/store/tables.h"

/* Who writes. */
typedef struct StoreWriter {
    SimTime batch; /* -1: of no batch */
    int task;      /* TID in the trace; -1: the driver */
} StoreWriter;

/* What is outside, and when it is written to. */
typedef struct StoreTarget {
    Tables *tables;
    Log *log; /* or NULL */
    const Clock *clock;
    Trace *trace;
} StoreTarget;

/* One step happens now. */
void store_apply(const StoreTarget *target, StoreWriter writer,
    const TableWrite *write);

/* All writes of a task that ends. */
void store_apply_all(Sim *sim, StoreWriter writer, const TaskResult *result);

/* A task is killed after `elapsed` of the `duration` that it would have had: after its
 * connections were opened its writes are spread evenly, so a part of them has
 * happened. */
void store_apply_part(Sim *sim, StoreWriter writer, const TaskResult *result,
    SimTime elapsed, SimTime duration);

#endif
