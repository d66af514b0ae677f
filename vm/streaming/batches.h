/* vm/streaming/batches.h -- batches wait for each other; used by vm/streaming only.
 * Spark: JobScheduler, JobSet (semantics 4.3, 4.4). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_BATCHES_H
#define SLUICE_STREAMING_BATCHES_H

#include "vm/streaming/streaming.h"

/* A set for a batch, to be filled with batches_add_output. */
JobSet *batches_new_set(SimTime batch);
void batches_add_output(JobSet *set, int output, RddId rdd);
void batches_set_inputs(JobSet *set, const InputInfo *inputs, int n); /* copied */
void batches_delete_set(JobSet *set);

/* Takes a filled set and runs its outputs when it is their turn. */
void batches_submit(Streaming *context, JobSet *set);

/* An output begins, and ends; *failure is empty or says why it failed. Called by
 * vm/streaming/outputs.c. */
void batches_begin_output(Streaming *context, JobSet *set, JobOutput *output);
void batches_end_output(Streaming *context, JobSet *set, JobOutput *output,
    const Failure *failure);

/* A batch could not be generated: it has no jobs, and the error is reported. */
void batches_fail_generation(Streaming *context, SimTime batch, const Failure *failure);

/* Keeps an error for awaitTermination, if it is the first. */
void batches_report(Streaming *context, const Failure *failure);

/* Some output waits or may start. */
bool batches_can_go_on(const Streaming *context);

/* Forgets the batches that have not started. */
void batches_drop_waiting(Streaming *context);

/* Marks the RDDs of outputs that wait or run. */
void batches_mark(const Streaming *context, RddSet *rdds);

/* CHECKs that sets, outputs that run, and the counts of both agree. */
void batches_check(const Streaming *context);

#endif
